"""What whole columns show to be wrong, without saying in which line."""

from __future__ import annotations


class Unfit(ValueError):
    """Some line of a block is not what a line must be; read line by line, it can be named."""
