"""Take an article down: its files are removed, and its id is never given again.

The next release leaves the article out, which makes it a MAJOR one, and carries a tombstone: id, class of the reason
and day. The command says which published versions still hold the article, as the history of the last release tells;
what stands under their tags, and in the history of this repository, it does not touch (docs/releasing.md).
"""

from __future__ import annotations

import argparse
import datetime
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conflict_claims.files.layout import Layout
    from conflict_claims.release.last import LastRelease


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    from conflict_claims_schemas.withdrawals import WITHDRAWAL_REASON

    parser.add_argument("article", metavar="ID", help="id of the article")
    reasons = "; ".join(f"{label.name}: {label.meaning}" for label in WITHDRAWAL_REASON.labels)
    parser.add_argument("--reason", required=True, choices=WITHDRAWAL_REASON.names, help=reasons)
    parser.add_argument("--date", required=True, type=_day, metavar="DAY", help="day of the takedown")
    parser.add_argument("--last", type=Path, metavar="FOLDER", help="the last release (default: fetched from the hub)")


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"expected a day as YYYY-MM-DD, found {text!r}") from error


def run(args: argparse.Namespace) -> int:
    """Withdraw; returns the exit code."""
    from conflict_claims.files.layout import Layout
    from conflict_claims.release.refusal import Refused
    from conflict_claims.release.withdraw import mentions, withdraw
    from conflict_claims.render.escape import visible

    layout = Layout(args.root)
    try:
        removed = withdraw(layout, args.article, args.reason, args.date)
    except Refused as refused:
        print(f"conflict-claims release withdraw: {visible(str(refused))}", file=sys.stderr)
        return 1
    for name in removed:
        print(f"removed {visible(name)}")
    print(f"{args.article} is withdrawn; corpus/withdrawn.yaml keeps its id")
    if mentions(layout, args.article):
        print("annotations/waivers.toml still speaks of it: take its waivers out")
    print(
        "commit the change and run `release plan`; builds and candidates in dist/ still hold it until they are renewed"
    )
    _tell_versions(args, layout)
    return 0


def _tell_versions(args: argparse.Namespace, layout: Layout) -> None:
    from conflict_claims.release.history import versions_with
    from conflict_claims.release.refusal import Refused
    from conflict_claims.render.escape import visible

    with tempfile.TemporaryDirectory() as download:
        try:
            last = _last(args.last, layout, Path(download))
        except Refused as refused:
            told = "\n".join(map(visible, str(refused).splitlines()))
            print(f"which published versions hold it is not known: {told}", file=sys.stderr)
            return
    held = versions_with(last.history, args.article, [one["version"] for one in last.releases])
    print(f"published versions that hold it: {', '.join(f'v{version}' for version in held) or 'none'}")


def _last(folder: Path | None, layout: Layout, download: Path) -> LastRelease:
    from conflict_claims.articles import read_settings
    from conflict_claims.release.last import read_last
    from conflict_claims.release.refusal import Refused

    if folder is not None:
        return read_last(folder)
    settings, _ = read_settings(layout)
    if settings is None:
        raise Refused("corpus/corpus.yaml cannot be read: name the last release with --last")
    from conflict_claims.release.latest import fetch_latest  # the client of the hub takes a second to load

    return fetch_latest(settings.repository, download / "last")
