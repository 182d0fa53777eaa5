"""One module a command: its docstring is the help, `arguments` declares the options, `run` does the work."""
