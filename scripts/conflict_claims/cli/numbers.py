"""Numbers as commands take them."""

from __future__ import annotations

import argparse


def number(text: str) -> int:
    """A whole number that fits into 32 bits, as `argparse` asks for it.

    Raises:
        argparse.ArgumentTypeError: `text` is none.
    """
    if not (text.isascii() and text.isdigit() and len(text) <= 10 and int(text) < 2**32):
        raise argparse.ArgumentTypeError(f"expected a number from 0 to {2**32 - 1}, found {text!r}")
    return int(text)
