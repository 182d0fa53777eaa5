"""Put the texts that a release withholds back, from your own copies of the articles.

RELEASE is a downloaded release; or name one on the hub with --repo-id and --revision. --from names the folder with your
copies: web pages, plain texts or records as received, or the cleaned texts. A copy is taken when what our cleaning
makes of it has the hash that the release states. The result is loaded like the release.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from conflict_claims.ingest import reading_options

if TYPE_CHECKING:
    from conflict_claims.release.last import LastRelease
    from conflict_claims.release.restore import Restored


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("release", type=Path, nargs="?", metavar="RELEASE", help="the folder of a release")
    parser.add_argument("--from", dest="copies", type=Path, required=True, metavar="FOLDER", help="your copies")
    parser.add_argument("--repo-id", metavar="OWNER/NAME", help="download the release from there")
    parser.add_argument("--revision", metavar="TAG", help="which release, like v1.0.0")
    parser.add_argument("--output", type=Path, help="the link to make (default: dist/restored-VERSION)")
    reading_options.declare(parser)


def run(args: argparse.Namespace) -> int:
    """Restore; returns 0 when every withheld text was put back, 1 where not, 2 on wrong usage."""
    from tempfile import TemporaryDirectory

    from conflict_claims.release.faults import HubFault
    from conflict_claims.release.refusal import Refused
    from conflict_claims.render.escape import visible

    if (args.release is None) == (args.repo_id is None) or (args.repo_id is None) != (args.revision is None):
        print("conflict-claims release restore: give RELEASE, or --repo-id and --revision", file=sys.stderr)
        return 2
    try:
        with TemporaryDirectory() as folder:
            return _restore(args, _release(args, Path(folder)))
    except (HubFault, Refused, FileExistsError) as error:
        print(f"conflict-claims release restore: {visible(str(error))}", file=sys.stderr)
        return 1


def _release(args: argparse.Namespace, folder: Path) -> LastRelease:
    from conflict_claims.release.last import read_last

    if args.release is not None:
        return read_last(args.release)
    from conflict_claims.release.hub import fetch_release  # the client of the hub takes a second to load

    fetch_release(args.repo_id, args.revision, folder / "release")
    return read_last(folder / "release", args.revision)


def _restore(args: argparse.Namespace, release: LastRelease) -> int:
    from conflict_claims.files.layout import Layout
    from conflict_claims.release.restore import restore

    target = args.output or Layout(args.root).dist / f"restored-{release.version}"
    done = restore(release, args.copies, target, reading_options.read_options(args))
    _tell(done)
    return 0 if len(done.restored) == len(done.withheld) else 1


def _tell(done: Restored) -> None:
    from conflict_claims.render.escape import visible

    for article_id, place in done.restored.items():
        print(f"{article_id}  restored from {visible(place)}")
    for article_id in done.withheld:
        if article_id not in done.restored:
            print(f"{article_id}  not restored", file=sys.stderr)
    for line in done.misses:
        print(f"  {visible(line)}", file=sys.stderr)
    for refusal in done.unread:
        print("\n".join(map(visible, refusal.message().splitlines())), file=sys.stderr)
    print(f"{len(done.restored):,} of {len(done.withheld):,} restored")
    if done.folder is not None:
        print(f'\nfrom datasets import load_dataset; load_dataset("{done.folder}", "casualties")')
