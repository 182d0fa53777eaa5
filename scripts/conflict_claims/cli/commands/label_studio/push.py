"""Bring articles to the Label Studio server, each once, with passes over them as predictions.

The project is found by a key in its description, made from the corpus' name, or created; its page follows the
vocabulary, but never so that work done there would be orphaned. What is there already is left alone: pushing again
changes nothing, and goes on where an interrupted push ended.

The address comes from --url or LABEL_STUDIO_URL, your access token from LABEL_STUDIO_API_KEY or --token-file.

Exit code: 0 all is there, 1 an article could not be brought, 2 wrong usage, address or token, 3 the server failed.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from conflict_claims.cli.serving import FAULTS, OK, Work, refuse, serve
from conflict_claims.label_studio.access import access_arguments

if TYPE_CHECKING:
    from conflict_claims.articles import Settings
    from conflict_claims.files.layout import Layout
    from conflict_claims.label_studio.client import Connection
    from conflict_claims.label_studio.push import Pushed
    from conflict_claims.label_studio.selection import Material


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("articles", nargs="*", metavar="ARTICLE", help="ids of articles")
    parser.add_argument("--unannotated", action="store_true", help="all articles that nobody has marked yet")
    parser.add_argument("--all", action="store_true", help="all articles")
    parser.add_argument(
        "--predictions",
        action="append",
        default=[],
        metavar="FOLDER",
        help="show what stands in this folder: gold, suggest, an annotator's, or a path; may be repeated",
    )
    parser.add_argument(
        "--annotators", type=_number, metavar="N", help="people who are to annotate each article (a new project: 1)"
    )
    access_arguments(parser)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and int(text) >= 1):
        raise argparse.ArgumentTypeError(f"expected a number of 1 to 9999, found {text!r}")
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Push; returns the exit code."""
    given = sum(map(bool, (args.articles, args.unannotated, args.all)))
    if given != 1:
        which = "which articles?" if not given else "ids of articles, --unannotated and --all exclude each other."
        return refuse("push", f"{which} Give their ids, or --unannotated, or --all")
    return serve("push", args, _plan)


def _plan(layout: Layout, settings: Settings, args: argparse.Namespace) -> Work:
    from conflict_claims.label_studio.local import NotLocal, checked_folder
    from conflict_claims.label_studio.selection import BadSelection, chosen_folders, chosen_ids, collect

    try:
        checked_folder(layout)
    except NotLocal as error:
        raise BadSelection(str(error)) from None
    ids = chosen_ids(layout, args.articles, args.unannotated)
    material = collect(layout, ids, chosen_folders(layout, args.predictions))
    return lambda connection: _push(connection, layout, settings, material, args.annotators)


def _push(
    connection: Connection, layout: Layout, settings: Settings, material: Material, annotators: int | None
) -> int:
    from conflict_claims.label_studio.projects import Wanted, annotation_key
    from conflict_claims.label_studio.push import push
    from conflict_claims.label_studio.tasks import task
    from conflict_claims.render.terminal import progress
    from conflict_claims_schemas.labelling import labelling_page

    wanted = Wanted(annotation_key(settings.name), settings.title, labelling_page(), annotators)
    tasks = [task(article, passes, settings.guidelines) for article, passes in material.articles]
    with progress("pushing") as start:
        pushed = push(connection, wanted, tasks, start)
    return _tell(connection.access.url, pushed, material)


def _tell(url: str, pushed: Pushed, material: Material) -> int:
    from conflict_claims.label_studio.push_report import done_lines, undone_lines
    from conflict_claims.render.terminal import say

    undone = list(undone_lines(pushed.uploaded, material.left_out))
    say(done_lines(url, pushed), sys.stdout)
    say(undone, sys.stderr)
    return FAULTS if undone else OK
