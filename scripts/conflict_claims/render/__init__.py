"""Reading out what `check` found, and what a rule is: text, JSON lines, GitHub commands, Markdown."""
