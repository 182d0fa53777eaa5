"""Plan a release: what changed, which version that asks for, and a folder with the files to publish.

Checks the corpus with the rules for releases, builds the public edition, compares it row by row with the last release,
and writes dist/release/VERSION with the plan beside it. Nothing goes outward: `release publish` does that.

The last release is the folder named by --last, or is fetched from the repository in corpus.yaml; --first says that
there is none. The day of the release is that of the last commit that touched data or code.
"""

from __future__ import annotations

import argparse
import datetime
import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conflict_claims.check.marked import Marked
    from conflict_claims.files.layout import Layout
    from conflict_claims.release.last import LastRelease
    from conflict_claims.release.planning import Planned


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    last = parser.add_mutually_exclusive_group()
    last.add_argument("--first", action="store_true", help="there is no release yet, or none that can be had")
    last.add_argument("--last", type=Path, metavar="FOLDER", help="the last release, as downloaded")
    parser.add_argument("--version", metavar="X.Y.Z", help="release under this version; it may be larger than needed")
    parser.add_argument("--date", type=_day, metavar="DAY", help="day of the release (default: of the last commit)")
    parser.add_argument("--output", type=Path, metavar="FOLDER", help="where candidates go (default: dist/release)")


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"expected a day as YYYY-MM-DD, found {text!r}") from error


def run(args: argparse.Namespace) -> int:
    """Plan; returns the exit code."""
    from conflict_claims.check.pool import shared_processes
    from conflict_claims.files.layout import Layout
    from conflict_claims.release.refusal import Refused
    from conflict_claims.render.escape import visible

    try:
        with shared_processes():
            return _run(args, Layout(args.root))
    except Refused as refused:
        for line in str(refused).splitlines():
            print(visible(line), file=sys.stderr)
        print("no candidate was written", file=sys.stderr)
        return 1


def _run(args: argparse.Namespace, layout: Layout) -> int:
    from conflict_claims.release.commit import last_commit
    from conflict_claims.release.planning import Asked, plan
    from conflict_claims.release.versions import parse_version

    version = None if args.version is None else parse_version(args.version)
    commit = last_commit(layout.root)
    if commit is None and args.date is None:
        print("conflict-claims release plan: there is no commit to take the day from; give --date", file=sys.stderr)
        return 2
    date = str(args.date) if args.date else commit.date if commit else ""
    changelog = _changelog(layout)
    marked = _checked(layout, datetime.date.fromisoformat(date))
    if marked is None:
        return 1
    asked = Asked(
        output=args.output or layout.dist / "release",
        date=date,
        version=version,
        commit=commit.id if commit else None,
        changelog=changelog,
    )
    with tempfile.TemporaryDirectory() as download:
        _tell(plan(marked, _last(args, marked.settings.repository, Path(download)), asked))
    return 0


def _changelog(layout: Layout) -> str:
    """What the project's own CHANGELOG.md says; a project may have none."""
    from conflict_claims.release.papers import page

    path = layout.root / "CHANGELOG.md"
    return page(path, layout) if os.path.lexists(path) else ""


def _checked(layout: Layout, today: datetime.date) -> Marked | None:
    """The corpus, or None after its errors were told."""
    from conflict_claims.check.marked import read_marked
    from conflict_claims.render.formats import read_out
    from conflict_claims.render.terminal import progress, say

    with progress("checking") as start:
        report, marked = read_marked(layout, "L5", today, start)
    if report.problems:
        say(read_out(replace(report, waived=()), layout.root), sys.stderr)
    if marked is None:
        print("nothing was planned: mend the errors above", file=sys.stderr)
    return marked


def _last(args: argparse.Namespace, repository: str, download: Path) -> LastRelease | None:
    from conflict_claims.release.last import read_last

    if args.first:
        return None
    if args.last is not None:
        return read_last(args.last)
    from conflict_claims.release.latest import fetch_latest  # the client of the hub takes a second to load

    return fetch_latest(repository, download / "last")


def _tell(planned: Planned) -> None:
    from conflict_claims.release.decision import lines_of
    from conflict_claims.render.escape import visible
    from conflict_claims.render.terminal import say

    candidate = planned.candidate
    if candidate is None:
        print("nothing to release: every row and every page is as in the last release")
        return
    lines = [f"{candidate.tag}  {candidate.date}  for {candidate.repository}"]
    if candidate.previous:
        lines.append(f"after {candidate.previous.tag}: {candidate.level.upper()}, because")
        lines += [f"  {line}" for reason in planned.reasons for line in lines_of(reason)]
    else:
        lines.append("the first release")
    lines += ["", *planned.entry.strip().splitlines(), ""]
    lines.append(f"{len(candidate.files)} files in {candidate.folder}; publish them with `release publish`")
    say(map(visible, lines), sys.stdout)
