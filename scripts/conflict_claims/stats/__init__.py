"""Figures of a corpus, counted from its tables, and intervals of what is measured over articles."""
