"""Explain a rule: what it guards, why, how to mend a breach, with a bad and a good example.

RULE is the id (CAS003) or the name (bounds-contradict-text) that stands in a message of `check`.
"""

from __future__ import annotations

import argparse
import sys


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("rules", nargs="+", metavar="RULE", help="id or name of a rule")


def run(args: argparse.Namespace) -> int:
    """Print the pages of the rules; returns the exit code."""
    from conflict_claims.render.rules import explain_page, find_rule, unknown_rules
    from conflict_claims.render.terminal import say

    if unknown := unknown_rules(args.rules):
        print(f"conflict-claims explain: {unknown}", file=sys.stderr)
        return 2
    pages = [list(explain_page(rule)) for rule in map(find_rule, args.rules) if rule]
    say("\n\n".join("\n".join(page) for page in pages).split("\n"), sys.stdout)
    return 0
