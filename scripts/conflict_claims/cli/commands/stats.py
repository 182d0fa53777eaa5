"""Count the corpus: records, annotators, incidents, lengths, who reports the tolls, labels without an example.

Counts are of gold where it is not said otherwise. A claim counts with its first source; shares are of all claims.
--base shows what changed since another revision: rows as they were and as they are, and how many did not change.

Formats: table (for reading), json (everything), markdown.

Exit code: 0 done, 2 wrong usage, 3 the tool itself failed.
"""

from __future__ import annotations

import argparse
import sys

FORMATS = ("table", "json", "markdown")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--format", choices=FORMATS, default="table", help="how to show it (default: table)")
    parser.add_argument("--base", metavar="REV", help="show the changes since the work parted from REV")


def run(args: argparse.Namespace) -> int:
    """Count and show; returns the exit code."""
    from conflict_claims.files.layout import Layout
    from conflict_claims.files.revision import NoRevision
    from conflict_claims.render.sections import read_out
    from conflict_claims.render.terminal import say
    from conflict_claims.stats.states import at_base, now

    layout = Layout(args.root)
    if not layout.articles.parent.is_dir():
        return _refused(f"no folder {layout.articles.parent}: --root must name a folder laid out like this project")
    try:
        before = at_base(layout, args.base) if args.base is not None else None
    except NoRevision as error:
        return _refused(str(error))
    after, faults = now(layout)
    say(read_out(after, before, args.format), sys.stdout)
    if faults:
        print(f"conflict-claims stats: {faults} problem(s) in the files kept something from being counted; "
              "`conflict-claims check` names them", file=sys.stderr)  # fmt: skip
    return 0


def _refused(message: str) -> int:
    from conflict_claims.render.escape import visible

    print(f"conflict-claims stats: {visible(message)}", file=sys.stderr)
    return 2
