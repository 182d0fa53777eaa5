"""Figures of a corpus, counted from its tables."""
