"""Write the corpus as a small site to read and search in a browser, from disk and without a connection.

A list of articles with search and filters; a page an article with layers, relations and problems in place; two
passes side by side; a page an incident with every claim, plots and tolls; actors; figures. The pages ask for nothing
from elsewhere, and their folder may be moved or mailed. The edition `full` holds every text, also those that may not
be published.

Exit code: 0 written, 2 wrong usage, 3 the tool itself failed. What the check finds is shown, and stops nothing.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conflict_claims.files.layout import Layout


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--output", type=Path, metavar="DIR", help="the folder to write (default: dist/browse)")
    add_shared(parser)


def add_shared(parser: argparse.ArgumentParser) -> None:
    """Declare the options that `show` has too."""
    parser.add_argument("--annotators", nargs="+", metavar="NAME", help="whose annotations to show (default: all)")
    parser.add_argument(
        "--edition",
        choices=("full", "public"),
        default="full",
        help="full: all texts, for those who may have them; public: without words of texts that may not be published",
    )
    parser.add_argument("--today", type=_day, metavar="DAY", help="day that waivers are held against")


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"expected a day as YYYY-MM-DD, found {text!r}") from error


def run(args: argparse.Namespace) -> int:
    """Write the site; returns the exit code."""
    from conflict_claims.check.selection import annotators
    from conflict_claims.files.atomic import folder_obstacle
    from conflict_claims.files.layout import Layout

    layout = Layout(args.root)
    if not layout.articles.is_dir():
        return refuse("browse", f"no folder {layout.articles}: --root must name a folder laid out like this project")
    if unknown := unknown_annotators(layout, args.annotators):
        return refuse("browse", unknown)
    target = args.output or layout.dist / "browse"
    if any(target.absolute().is_relative_to(room.absolute()) for room in (layout.articles.parent, layout.annotations)):
        return refuse("browse", f"{target} is in a data room; write elsewhere, as in dist/")
    if why := folder_obstacle(target.parent):
        return refuse("browse", why)
    return _write(args, layout, args.annotators or annotators(layout), target)


def unknown_annotators(layout: Layout, names: list[str] | None) -> str:
    """What is wrong with the names of annotators, if anything."""
    from conflict_claims.check.selection import annotators

    known = annotators(layout)
    unknown = sorted(set(names or ()) - set(known))
    if not unknown:
        return ""
    return f"no annotations by {', '.join(unknown)}: there are those of {', '.join(known) or 'nobody'}"


def _write(args: argparse.Namespace, layout: Layout, names: list[str], target: Path) -> int:
    from conflict_claims.browse.reading import read_material
    from conflict_claims.browse.site import write_site
    from conflict_claims.render.summary import summary
    from conflict_claims.render.terminal import progress

    with progress("checking") as start:
        material = read_material(layout, list(dict.fromkeys(names)), args.edition, today=args.today, start=start)
    try:
        with progress("writing") as start:
            number = write_site(material, target, start(len(material.articles)))
    except FileExistsError as error:
        return refuse("browse", str(error))
    print(f"wrote {number} pages: open {target / 'index.html'}")
    print(summary(material.report, len(material.report.entries())), file=sys.stderr)
    return 0


def refuse(command: str, message: str) -> int:
    """Say what is wrong with the request; returns the exit code."""
    from conflict_claims.render.escape import visible

    print(f"conflict-claims {command}: {visible(message)}", file=sys.stderr)
    return 2
