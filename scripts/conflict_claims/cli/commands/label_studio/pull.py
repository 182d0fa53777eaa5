"""Bring finished annotations home from the Label Studio server, a file an annotator and article.

Users become the pseudonyms of label-studio.toml, a local file that stays out of git (see import --help). Drafts and
skipped tasks are counted and left. Every region is verified; what cannot be accepted is listed with its task, its
region and a fix, and kept in label-studio/quarantine-….jsonl, and the rest comes in. A file is rewritten only where
the annotation changed since the last pull, and never over edits made here. With --gold the adjudicated work goes to
annotations/gold.

The address comes from --url or LABEL_STUDIO_URL, your access token from LABEL_STUDIO_API_KEY or --token-file.

Exit code: 0 all came, 1 something was left out, 2 wrong usage, address or token, 3 the server failed.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from conflict_claims.cli.serving import FAULTS, OK, Work, refuse, serve
from conflict_claims.label_studio.access import access_arguments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from conflict_claims.articles import Settings
    from conflict_claims.files.layout import Layout
    from conflict_claims.label_studio.client import Connection
    from conflict_claims.label_studio.importing import Reader
    from conflict_claims.label_studio.landing import Ground, Landed
    from conflict_claims.label_studio.projects import Project
    from conflict_claims.label_studio.pseudonyms import Pseudonyms
    from conflict_claims.label_studio.pull import Users
    from conflict_claims.label_studio.taken import Taken


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--gold", action="store_true", help="bring the result of adjudication to annotations/gold")
    parser.add_argument("--dry-run", action="store_true", help="say what would come, and write nothing")
    parser.add_argument("--overwrite", action="store_true", help="also over files that were changed here, or are newer")
    access_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Pull; returns the exit code."""
    return serve("pull", args, _plan)


def _plan(layout: Layout, settings: Settings, args: argparse.Namespace) -> Work:
    from conflict_claims.label_studio.local import NotLocal, checked_folder, writable_folder
    from conflict_claims.label_studio.pseudonyms import BadPseudonyms, exposed, read_pseudonyms
    from conflict_claims.label_studio.selection import BadSelection
    from conflict_claims.render.escape import visible
    from conflict_claims.render.terminal import say

    try:
        (checked_folder if args.dry_run else writable_folder)(layout)
        names = None if args.gold else read_pseudonyms(layout)
    except (BadPseudonyms, NotLocal) as error:
        raise BadSelection(str(error)) from None
    say(map(visible, exposed(layout)), sys.stderr)
    return lambda connection: _pull(connection, layout, settings, args, names)


def _pull(
    connection: Connection, layout: Layout, settings: Settings, args: argparse.Namespace, names: Pseudonyms | None
) -> int:
    from conflict_claims.label_studio.importing import Reader
    from conflict_claims.label_studio.projects import adjudication_projects, annotation_projects
    from conflict_claims.label_studio.pull import all_gold, users_of

    projects = (adjudication_projects if args.gold else annotation_projects)(connection, settings.name)
    if not projects:
        missing, first = ("adjudication project", "adjudicate") if args.gold else ("project", "push")
        return refuse("pull", f"{connection.access.url} has no {missing} of {settings.name} for you: {first} first")
    users = users_of(connection)
    here = all_gold(users) if names is None else names.on(connection.access.url)
    reader = Reader(layout, here, settings.guidelines)
    return _bring(connection, projects, reader, users, args)


def _bring(
    connection: Connection, projects: Sequence[Project], reader: Reader, users: Users, args: argparse.Namespace
) -> int:
    """Bring projects home, an article of several from one; what came before the server failed is brought, too."""
    from conflict_claims.label_studio.pull import pull
    from conflict_claims.label_studio.taken import Taken
    from conflict_claims.render.terminal import progress

    found: list[tuple[Project, Taken]] = []
    try:
        for project in projects:
            found.append((project, Taken()))
            with progress("pulling") as start:
                pull(connection, project, reader, users, found[-1][1], start)
    finally:
        code = _land(connection.access.url, reader.layout, found, args)
    return code


def _land(url: str, layout: Layout, found: Sequence[tuple[Project, Taken]], args: argparse.Namespace) -> int:
    """Write what came of each project, and say so; returns the exit code."""
    from conflict_claims.label_studio.landing import Ground
    from conflict_claims.label_studio.projects import described
    from conflict_claims.label_studio.state import State
    from conflict_claims.label_studio.taken import settle_between
    from conflict_claims.label_studio.told import unwritten

    settle_between([(described(project), taken) for project, taken in found])
    codes = []
    try:
        with State.opened(layout, args.dry_run) as state:
            ground = Ground(layout, state, url, args.overwrite, args.dry_run, _there([taken for _, taken in found]))
            codes = [_land_project(ground, project, taken) for project, taken in found]
    except OSError as error:
        codes.append(refuse("pull", unwritten(error, layout)))
    return max(codes)


def _there(found: Sequence[Taken]) -> frozenset[str] | None:
    """The annotations that all projects have; None where one of them was not read to its end."""
    known = [taken.there for taken in found if taken.there is not None]
    return frozenset().union(*known) if len(known) == len(found) else None


def _land_project(ground: Ground, project: Project, taken: Taken) -> int:
    from conflict_claims.label_studio.landing import Landed, land
    from conflict_claims.label_studio.quarantine import quarantine_file, write_quarantine
    from conflict_claims.label_studio.told import unwritten

    landed, trouble = Landed(), ""
    quarantine = quarantine_file(ground.layout, project.key, ground.source)
    try:
        if not ground.is_dry:
            # What is left out is safe before the files change.
            write_quarantine(quarantine, taken.left_out, taken.seen)
        landed = land(ground, taken)
    except OSError as error:
        trouble = unwritten(error, ground.layout)
    code = _tell(ground, project, taken, landed, "" if trouble else ground.layout.name(quarantine))
    return refuse("pull", trouble) if trouble else code


def _tell(ground: Ground, project: Project, taken: Taken, landed: Landed, quarantine: str) -> int:
    """Say what came of a project; returns the exit code."""
    from conflict_claims.label_studio.told import count_line, fault_lines, kept_lines, left_out_lines, proposal_lines
    from conflict_claims.render.escape import visible
    from conflict_claims.render.terminal import painter, say

    faults, layout = taken.all_faults, ground.layout
    say(fault_lines(faults, f"project {project.id}", painter(sys.stderr)), sys.stderr)
    say([*kept_lines(landed), *left_out_lines(taken, quarantine, ground.is_dry)], sys.stderr)
    say(proposal_lines(taken.proposals, layout), sys.stdout)
    wrote = "would write" if ground.is_dry else "wrote"
    say((visible(f"{wrote} annotations/{name}.jsonl") for name in landed.written), sys.stdout)
    say([count_line(taken.passed, len(landed.written), faults, ground.is_dry)], sys.stdout)
    return FAULTS if landed.kept_back or any(fault.is_error for fault in faults) else OK
