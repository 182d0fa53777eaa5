"""Check the corpus, or the files that are named, and say what is wrong and how to mend it.

PATH is a file or folder of the corpus, or the id of an article; without one, everything is checked. What
the files refer to (article, registries, settings) is read as well, but only problems of the named files are
reported.

--changed looks at what differs from another revision, committed or not, and at what that bears on: a changed file of
an article at all of its files, a changed entry of a registry at the articles that use it, a changed waiver at its
article, changed settings at everything. Articles that clash with a changed one (splits, near-duplicates) are named
too. It finds what the whole run finds in the same files.

Exit code: 0 no errors (--strict: no warnings either), 1 errors, 2 wrong usage, 3 the tool itself failed.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conflict_claims.check.selection import Selection
    from conflict_claims.files.layout import Layout
    from conflict_claims.render.report import Report

FORMATS = ("text", "jsonl", "github", "markdown")
LEVELS = ("L1", "L2", "L3", "L4", "L5")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="file, folder or article id (default: everything)")
    parser.add_argument("--changed", action="store_true", help="check what differs from the base, and what it bears on")
    parser.add_argument(
        "--base", metavar="REV", help="compare with REV (default: the default branch of origin, else main)"
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to report (default: text)")
    parser.add_argument("--level", choices=LEVELS, default="L4", help="highest level of rules to run (default: L4)")
    parser.add_argument(
        "--rule", action="append", default=[], metavar="ID", help="report this rule only; may be repeated"
    )
    parser.add_argument("--strict", action="store_true", help="fail on warnings too")
    parser.add_argument("--limit", type=_number, metavar="N", help="show the first N problems (default: all)")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write the report to FILE")
    parser.add_argument("--today", type=_day, metavar="DAY", help="day that waivers are held against")


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"expected a number of 0 or more, found {text!r}")
    return int(text)


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"expected a day as YYYY-MM-DD, found {text!r}") from error


def run(args: argparse.Namespace) -> int:
    """Check and report; returns the exit code."""
    from conflict_claims.check.selection import BadPath, select
    from conflict_claims.files.atomic import obstacle
    from conflict_claims.files.layout import Layout
    from conflict_claims.files.revision import NoRevision
    from conflict_claims.render.rules import unknown_rules

    layout = Layout(args.root)
    if not layout.articles.parent.is_dir():
        return _refused(f"no folder {layout.articles.parent}: --root must name a folder laid out like this project")
    if unknown := unknown_rules(args.rule):
        return _refused(unknown)
    if args.paths and args.changed:
        return _refused("--changed finds the files itself: name no PATH beside it")
    if args.base is not None and not args.changed:
        return _refused("--base belongs to --changed")
    if args.output and (why := obstacle(args.output)):
        return _refused(why)
    try:
        report = _checked(args, layout, select(layout, args.paths))
    except (BadPath, NoRevision) as error:
        return _refused(str(error))
    if args.rule:
        report = report.only(frozenset(name.upper() for name in args.rule))
    _tell(args, report)
    return report.exit_code(args.strict)


def _checked(args: argparse.Namespace, layout: Layout, selection: Selection) -> Report:
    from conflict_claims.check.changed import check_changed
    from conflict_claims.check.engine import check
    from conflict_claims.check.guard import Guard
    from conflict_claims.render.terminal import progress

    with progress("checking") as start:
        if args.changed:
            return check_changed(layout, args.base, args.level, args.today, Guard(args.traceback), start)
        return check(layout, selection, args.level, args.today, Guard(args.traceback), start)


def _tell(args: argparse.Namespace, report: Report) -> None:
    from conflict_claims.files.atomic import write_whole
    from conflict_claims.render.escape import visible
    from conflict_claims.render.formats import read_out
    from conflict_claims.render.summary import skipped_line, summary
    from conflict_claims.render.terminal import painter, say

    if args.output is None:
        say(read_out(report, args.root, args.format, args.limit, painter(sys.stdout)), sys.stdout)
    else:
        lines = read_out(report, args.root, args.format, args.limit)
        content = "".join(f"{line}\n" for line in lines)
        write_whole(args.output, content.encode("utf-8", "backslashreplace"))
    if args.format == "jsonl" or args.output is not None:
        shown = len(report.entries()[: args.limit])
        say([*map(visible, report.scope), *map(skipped_line, report.skipped), summary(report, shown)], sys.stderr)


def _refused(message: str) -> int:
    from conflict_claims.render.escape import visible

    print(f"conflict-claims check: {visible(message)}", file=sys.stderr)
    return 2
