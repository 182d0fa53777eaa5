"""Bring the annotations of an exported file home: one file an annotator and article, in canonical form.

EXPORT is Label Studio's JSON: an export in the format JSON, or a snapshot. Every region is held against the article
and the vocabulary. What cannot be accepted is listed with its task, region and what to do, and kept in
label-studio/quarantine-….jsonl, until a newer export at the same path is clean; the rest comes in. Drafts and cancelled
annotations are counted and passed over; of two annotations by one annotator the newest of which anything comes in
counts. Ids of the annotator's earlier file stay. A file that was edited here since it last came in is not written
over, nor is one that came from newer work.

Who made an annotation is told by a local file that stays out of git (default: label-studio.toml):

    [annotators]
    7 = "ann-a"
    "someone@example.org" = "ann-b"

A table [annotators."https://label.example.org"] goes before it for the export of that server: --server names it.

Exit code: 0 all came in, 1 something was left out, 2 wrong usage or a place that cannot be written, 3 the tool failed.
"""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conflict_claims.files.layout import Layout
    from conflict_claims.label_studio.importing import Reader
    from conflict_claims.label_studio.landing import Landed
    from conflict_claims.label_studio.taken import Taken


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("export", type=Path, metavar="EXPORT", help="the exported file")
    parser.add_argument("--annotator-map", type=Path, metavar="FILE", help="who is who (default: label-studio.toml)")
    parser.add_argument("--server", metavar="URL", help="the server that it comes from: whose table of the file counts")
    parser.add_argument("--tables", type=Path, metavar="DIR", help="also write what came in as Parquet tables to DIR")
    parser.add_argument("--overwrite", action="store_true", help="also over files that were changed here, or are newer")
    parser.add_argument("--dry-run", action="store_true", help="say what would come in, and write nothing")


def run(args: argparse.Namespace) -> int:
    """Read, report and write; returns the exit code."""
    from conflict_claims.articles import read_settings
    from conflict_claims.files.atomic import obstacle
    from conflict_claims.files.layout import Layout
    from conflict_claims.label_studio.importing import Reader
    from conflict_claims.label_studio.local import NotLocal, checked_folder, writable_folder
    from conflict_claims.label_studio.pseudonyms import BadPseudonyms, exposed, read_pseudonyms
    from conflict_claims.render.escape import visible
    from conflict_claims.render.terminal import say

    layout = Layout(args.root)
    settings, _ = read_settings(layout)
    if settings is None:
        return _refused(f"no settings {layout.name(layout.settings)}: --root must name a corpus")
    if not args.export.is_file():
        return _refused(f"no file {args.export}")
    try:
        (checked_folder if args.dry_run else writable_folder)(layout)
        pseudonyms = read_pseudonyms(layout, args.annotator_map)
        if args.server is not None:
            pseudonyms = pseudonyms.only_on(args.server)
    except (BadPseudonyms, NotLocal) as error:
        return _refused(str(error))
    if args.tables and not args.dry_run and (why := obstacle(args.tables / "articles.parquet")):
        return _refused(why)
    say(map(visible, exposed(layout, args.annotator_map)), sys.stderr)
    return _imported(args, layout, Reader(layout, pseudonyms, settings.guidelines, bool(args.tables)))


def _imported(args: argparse.Namespace, layout: Layout, reader: Reader) -> int:
    from conflict_claims.label_studio.exports import NoExport
    from conflict_claims.label_studio.faults import Fault
    from conflict_claims.label_studio.importing import take_export
    from conflict_claims.label_studio.landing import Landed
    from conflict_claims.label_studio.taken import Taken
    from conflict_claims.label_studio.told import unwritten
    from conflict_claims.render.terminal import progress

    try:
        with progress("reading") as start:
            taken = take_export(args.export, reader, start(args.export.stat().st_size))
    except NoExport as fault:
        taken = Taken(faults=[Fault("LST001", expected=fault.expected, found=fault.found)])
    landed, trouble = Landed(), ""
    try:
        _land(args, layout, taken, landed)
        if args.tables and not args.dry_run:
            from conflict_claims.label_studio.table_files import write_tables

            write_tables(taken, layout, args.tables)
    except OSError as error:
        trouble = unwritten(error, layout)
    _tell(args, layout, taken, landed, bool(trouble))
    if trouble:
        return _refused(trouble)
    return 1 if landed.kept_back or any(fault.is_error for fault in taken.all_faults) else 0


def _land(args: argparse.Namespace, layout: Layout, taken: Taken, landed: Landed) -> None:
    from conflict_claims.label_studio.landing import Ground, land
    from conflict_claims.label_studio.quarantine import export_quarantine, write_quarantine
    from conflict_claims.label_studio.state import State

    if not args.dry_run:
        # What is left out is safe before the files change.
        write_quarantine(export_quarantine(layout, args.export), taken.left_out, taken.seen)
    with State.opened(layout, args.dry_run) as state:
        planned = land(Ground(layout, state, "export", args.overwrite, is_dry=True), taken)
        done = planned
        if not args.dry_run:
            _store(layout, taken, planned)
            done = land(Ground(layout, state, "export", args.overwrite), taken)
        landed.kept_back += done.kept_back
        failed = {one.name for one in done.kept_back}
        landed.written += [name for name in planned.written if name not in failed]


def _store(layout: Layout, taken: Taken, planned: Landed) -> None:
    """Write all files at once where that can be done; what cannot be written is met again one by one, and told."""
    from conflict_claims.label_studio.storing import store_together

    contents = {key: newest.received.content for key, newest in taken.newest.items()}
    chosen = {"/".join(key): (key, content) for key, content in contents.items() if content is not None}
    with suppress(OSError):
        store_together(layout, dict(chosen[name] for name in planned.written))


def _tell(args: argparse.Namespace, layout: Layout, taken: Taken, landed: Landed, has_trouble: bool) -> None:
    from conflict_claims.label_studio.quarantine import export_quarantine
    from conflict_claims.label_studio.told import count_line, fault_lines, kept_lines, left_out_lines, proposal_lines
    from conflict_claims.render.terminal import painter, say

    faults = taken.all_faults
    say(fault_lines(faults, args.export.name, painter(sys.stdout)), sys.stdout)
    quarantine = "" if has_trouble else layout.name(export_quarantine(layout, args.export))
    say(left_out_lines(taken, quarantine, args.dry_run), sys.stderr)
    say(kept_lines(landed), sys.stdout)
    say(proposal_lines(taken.proposals, layout), sys.stdout)
    say([count_line(taken.passed, len(landed.written), faults, args.dry_run)], sys.stdout)


def _refused(message: str) -> int:
    from conflict_claims.render.escape import visible

    print(f"conflict-claims label-studio import: {visible(message)}", file=sys.stderr)
    return 2
