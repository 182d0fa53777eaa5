"""Annotate in Label Studio: bring articles there and annotations home.

Connecting needs the extra conflict-claims[label-studio]. Exit codes are those of `check`.
"""
