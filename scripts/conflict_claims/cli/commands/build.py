"""Build the data set that load_dataset reads.

Checks the corpus first (an error stops it), then writes one Parquet file a configuration and split, and the dataset
card. The folder is put in place in one step, so that a stopped build leaves the last good one.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conflict_claims.build.dataset import Build
    from conflict_claims.check.marked import Marked
    from conflict_claims.files.layout import Layout
    from conflict_claims.render.report import Report


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--edition",
        choices=("full", "public"),
        default="full",
        help="full: all texts, for those who may have them; public: withholds texts that may not be published",
    )
    parser.add_argument("--output", type=Path, help="the link to make (default: dist/NAME, dist/NAME-public)")


def run(args: argparse.Namespace) -> int:
    """Build; returns the exit code."""
    from conflict_claims.check.marked import read_marked
    from conflict_claims.check.pool import shared_processes
    from conflict_claims.files.atomic import folder_obstacle
    from conflict_claims.files.layout import Layout
    from conflict_claims.render.terminal import progress

    layout = Layout(args.root)
    if args.output and _is_in_a_data_room(args.output, layout):
        print(f"conflict-claims build: {args.output} is in a data room; build elsewhere, as in dist/", file=sys.stderr)
        return 2
    if args.output and (why := folder_obstacle(args.output.parent)):
        print(f"conflict-claims build: {why}", file=sys.stderr)
        return 2
    with shared_processes():
        with progress("checking") as start:
            report, marked = read_marked(layout, "L4", start=start)
        if marked is None:
            return _refused(report, layout)
        return _build(marked, args)


def _build(marked: Marked, args: argparse.Namespace) -> int:
    from conflict_claims.build.dataset import build

    name = marked.settings.name if args.edition == "full" else f"{marked.settings.name}-public"
    try:
        built = build(marked, args.edition, args.output or marked.layout.dist / name)
    except FileExistsError as error:
        print(f"conflict-claims build: {error}", file=sys.stderr)
        return 2
    _tell(built)
    return 0


def _is_in_a_data_room(target: Path, layout: Layout) -> bool:
    rooms = (layout.articles.parent, layout.annotations)
    return any(target.absolute().is_relative_to(room.absolute()) for room in rooms)


def _refused(report: Report, layout: Layout) -> int:
    from conflict_claims.render.formats import read_out
    from conflict_claims.render.terminal import say

    say(read_out(replace(report, waived=()), layout.root), sys.stderr)
    print("nothing was built: mend the errors above", file=sys.stderr)
    return report.exit_code()


def _tell(built: Build) -> None:
    rows = built.rows()
    width = max(map(len, rows))
    for name, by_split in rows.items():
        print(f"{name:<{width}}  " + ", ".join(f"{split} {number:,}" for split, number in by_split.items()))
    print(f"\nbuilt the {built.edition} edition in {built.folder}; load it with:\n")
    print(f'from datasets import load_dataset; load_dataset("{built.folder}", "casualties")')
