"""Checking a corpus against the rules: what is wrong, where, and what could not be looked at."""
