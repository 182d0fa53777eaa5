"""The command line. A command is one module of `cli.commands`, whose docstring is its help."""

from conflict_claims.cli.main import main

__all__ = ["main"]
