"""Settle the differences of two annotators on the Label Studio server.

A and B are folders of annotations/. The articles on which they differ become tasks of a project of their own, each with
both passes and a draft as predictions: what both marked alike stands in the draft as it is, and the note of a span on
which they part begins with "differs:". The page opens with the draft: settle each such span, empty its note, and
submit; then `conflict-claims label-studio pull --gold` brings the result to annotations/gold. The other articles are
named, and with --settle-agreed written to gold at once.

The address comes from --url or LABEL_STUDIO_URL, your access token from LABEL_STUDIO_API_KEY or --token-file.

Exit code: 0 all is there, 1 an article could not be brought, 2 wrong usage, address or token, 3 the server failed.
"""

from __future__ import annotations

import argparse
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from conflict_claims.cli.serving import FAULTS, OK, Work, refuse, serve
from conflict_claims.label_studio.access import access_arguments

if TYPE_CHECKING:
    from conflict_claims.articles import Settings
    from conflict_claims.files.layout import Layout
    from conflict_claims.label_studio.adjudication import Cases
    from conflict_claims.label_studio.client import Connection
    from conflict_claims.label_studio.projects import Wanted
    from conflict_claims.label_studio.selection import LeftOut


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("first", metavar="A", help="a folder of annotations/")
    parser.add_argument("second", metavar="B", help="another one")
    parser.add_argument("--articles", nargs="+", default=[], metavar="ID", help="these articles only (default: all)")
    parser.add_argument("--settle-agreed", action="store_true", help="write articles without a difference to gold")
    access_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Build the project; returns the exit code."""
    if find_spec("scipy") is None:
        get_it = "pip install 'conflict-claims[evaluate]', or in a checkout: pip install -e '.[evaluate]'"
        return refuse("adjudicate", f"scipy is not installed: {get_it}")
    if args.first == args.second:
        return refuse("adjudicate", "name two different annotators")
    return serve("adjudicate", args, _plan)


def _plan(layout: Layout, settings: Settings, args: argparse.Namespace) -> Work:
    from conflict_claims.files.layout import GOLD
    from conflict_claims.label_studio.adjudication import adjudication_page, cases, gold_obstacles, settle_agreed
    from conflict_claims.label_studio.projects import Wanted, adjudication_key, adjudication_order
    from conflict_claims.label_studio.selection import BadSelection, checked_annotators, chosen_ids, collect
    from conflict_claims.label_studio.told import unwritten

    given = (args.first, args.second)
    names = checked_annotators(layout, given)
    folders = [layout.annotations / name for name in dict.fromkeys([*names, GOLD])]
    material = collect(layout, chosen_ids(layout, args.articles), folders)
    found = cases(material.articles, given, settings.guidelines)
    if not found.tasks and not found.agreed:
        raise BadSelection(f"{args.first} and {args.second} marked no article in common")
    if args.settle_agreed and (why := next(gold_obstacles(layout, found.agreed), "")):
        raise BadSelection(why)

    def work(connection: Connection) -> int:
        order = adjudication_order(connection, settings.name, *given)
        here = found if order == given else cases(material.articles, order, settings.guidelines)
        try:
            agreed = settle_agreed(layout, here.agreed) if args.settle_agreed else {}
        except OSError as error:
            return refuse("adjudicate", unwritten(error, layout))
        title = f"{order[0]} and {order[1]}: {settings.title}"
        wanted = Wanted(adjudication_key(settings.name, *order), title, adjudication_page(), 1)
        return _adjudicate(connection, wanted, here, agreed, material.left_out)

    return work


def _adjudicate(
    connection: Connection, wanted: Wanted, found: Cases, settled: dict[str, bool], left_out: list[LeftOut]
) -> int:
    from conflict_claims.label_studio.push import push
    from conflict_claims.label_studio.push_report import adjudication_lines, done_lines, kept_back_lines, undone_lines
    from conflict_claims.label_studio.upload import Uploaded
    from conflict_claims.render.terminal import progress, say

    done, uploaded = iter(["the two differ nowhere: no project is needed"]), Uploaded()
    if found.tasks:
        with progress("pushing") as start:
            pushed = push(connection, wanted, found.tasks, start)
        done, uploaded = done_lines(connection.access.url, pushed), pushed.uploaded
    undone = [*undone_lines(uploaded, left_out), *kept_back_lines(settled)]
    say([*done, *adjudication_lines(found, settled)], sys.stdout)
    say(undone, sys.stderr)
    return FAULTS if undone else OK
