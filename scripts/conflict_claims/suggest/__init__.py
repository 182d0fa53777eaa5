"""Suggestions: annotation records made by rules, from lexicons and a small grammar, for people to check."""
