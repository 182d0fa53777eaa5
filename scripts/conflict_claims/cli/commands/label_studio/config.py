"""Print the labelling page that is made from the vocabulary, or check a page.

The page is what a project of Label Studio shows its annotators. --check looks at what Label Studio itself does not:
fields that are not shown for the spans of their layer, conditions that name what is not there, misspelt attributes,
hotkeys given twice or taken by Label Studio, fields that tasks do not carry, labels that the vocabulary lacks.

Exit code: 0 done or no fault, 1 faults, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--check", type=Path, metavar="FILE", help="check the page in FILE instead")


def run(args: argparse.Namespace) -> int:
    """Print or check; returns the exit code."""
    from conflict_claims_schemas.labelling import labelling_page

    if args.check:
        return _checked(args.check)
    sys.stdout.write(labelling_page())
    return 0


def _checked(path: Path) -> int:
    from conflict_claims.files.reading import Unreadable, read_text
    from conflict_claims.render.escape import visible
    from conflict_claims.render.summary import counted
    from conflict_claims.render.terminal import say
    from conflict_claims_schemas.labelling import page_faults

    try:
        faults = page_faults(read_text(path))
    except Unreadable as fault:
        found = visible(f"{path}: expected {fault.expected}, found {fault.found}")
        print(f"conflict-claims label-studio config: {found}", file=sys.stderr)
        return 2
    say([*(visible(fault) for fault in faults), counted(len(faults), "fault")], sys.stdout)
    return 1 if faults else 0
