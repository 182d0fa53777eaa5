"""Write annotation files in canonical form: one order of records and keys, nothing that goes without saying.

PATH is an annotation file, a folder, or the id of an article; without one, all annotation files are written.
No meaning changes. A file that cannot be read whole is left alone and named: `check` says what is wrong.

Exit code: 0 done (--check: nothing to do), 1 a file was left alone (--check: or would change), 2 wrong usage.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conflict_claims.check.selection import Selection
    from conflict_claims.files.layout import Layout


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="file, folder or article id (default: everything)")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a file would change")


def run(args: argparse.Namespace) -> int:
    """Write, or say what would be written; returns the exit code."""
    from conflict_claims.check.selection import BadPath, select
    from conflict_claims.files.layout import Layout
    from conflict_claims.render.escape import visible

    layout = Layout(args.root)
    try:
        files = list(_annotation_files(layout, select(layout, args.paths)))
    except BadPath as error:
        print(f"conflict-claims format: {visible(str(error))}", file=sys.stderr)
        return 2
    if args.paths and not files:
        print("conflict-claims format: no annotation file there", file=sys.stderr)
        return 2
    outcomes = [_formatted(path, layout, args.check) for path in files]
    _tell(layout, files, outcomes, args.check)
    return 1 if "unreadable" in outcomes or (args.check and "changed" in outcomes) else 0


def _annotation_files(layout: Layout, selection: Selection) -> Iterator[Path]:
    from conflict_claims.check.selection import annotators, is_article_file

    for annotator in annotators(layout):
        for path in layout.annotation_files(annotator):
            if is_article_file(path, ".jsonl") and selection.wants(layout.name(path)):
                yield path


def _formatted(path: Path, layout: Layout, only_check: bool) -> str:
    """Write one file: `same`, `changed`, or `unreadable`."""
    from conflict_claims.annotations import canonical, read_pass
    from conflict_claims.files.atomic import write_whole

    marked, problems = read_pass(path, layout)
    if marked is None or problems:
        return "unreadable"
    content = canonical(marked.header, marked.records)
    if content == path.read_bytes():
        return "same"
    if not only_check:
        write_whole(path, content)
    return "changed"


def _tell(layout: Layout, files: list[Path], outcomes: list[str], only_check: bool) -> None:
    from conflict_claims.render.escape import file_name
    from conflict_claims.render.summary import counted
    from conflict_claims.render.terminal import say

    changed = "would change" if only_check else "changed"
    words = {"changed": changed, "unreadable": "left alone, see `conflict-claims check`"}
    lines = [
        f"{file_name(layout.name(path))}: {words[outcome]}"
        for path, outcome in zip(files, outcomes, strict=True)
        if outcome in words
    ]
    numbers = f"{outcomes.count('changed'):,} {changed}, {outcomes.count('unreadable'):,} left alone"
    say([*lines, f"{counted(len(files), 'annotation file')}: {numbers}"], sys.stdout)
