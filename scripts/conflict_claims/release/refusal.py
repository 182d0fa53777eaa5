"""What a release step says where it will not go on."""

from __future__ import annotations


class Refused(Exception):
    """A release cannot be read or made; the message says what was expected, what was found, and how to go on."""
