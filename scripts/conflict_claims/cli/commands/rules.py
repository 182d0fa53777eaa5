"""List the rules of `check`: id, level, severity, whether a waiver may excuse a breach, name and title."""

from __future__ import annotations

import argparse
import sys

LEVELS = ("L1", "L2", "L3", "L4", "L5")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to list them (default: text)")
    parser.add_argument("--level", choices=LEVELS, help="rules of this level only")
    parser.add_argument("--family", metavar="ABC", help="rules of this family only, by the letters of its ids")


def run(args: argparse.Namespace) -> int:
    """Print the list; returns the exit code."""
    from conflict_claims.render.rules import rules_json, rules_table
    from conflict_claims.render.terminal import say
    from conflict_claims_schemas.rules import FAMILIES, RULES

    family = (args.family or "").upper()
    if family and family not in FAMILIES:
        print(
            f"conflict-claims rules: no family {args.family!r}; there are {', '.join(FAMILIES)}",
            file=sys.stderr,
        )
        return 2
    chosen = [rule for rule in RULES.values() if rule.id.startswith(family) and args.level in (None, rule.level)]
    say([rules_json(chosen)] if args.format == "json" else rules_table(chosen), sys.stdout)
    return 0
