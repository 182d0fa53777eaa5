"""Correct the text of an article, and carry every annotator's spans over to it.

Without --text or --from-raw, the text is what now stands in corpus/articles/ARTICLE.md: edit it there, then
run this. Offsets, hashes and the title follow. Spans whose words are not in the new text are listed, and
nothing is written; --drop-unanchored takes them out. How to read the source matters with --from-raw (and
--encoding with --text).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from conflict_claims.ingest import reading_options

if TYPE_CHECKING:
    from conflict_claims.ingest.amend import Amended


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("article", metavar="ARTICLE", help="id of the article")
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--text", type=Path, metavar="FILE", help="the new text: headline, blank line, paragraphs")
    source.add_argument("--from-raw", action="store_true", help="read the source in corpus/raw and clean it again")
    parser.add_argument(
        "--cleaning", action="append", default=[], metavar="REMARK",
        help="what was corrected, for the front matter (quote nothing); may be repeated",
    )  # fmt: skip
    parser.add_argument("--drop-unanchored", action="store_true", help="take out spans that have no place now")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")
    reading_options.declare(parser)


def run(args: argparse.Namespace) -> int:
    """Amend; returns 0, 1 where it cannot be done or spans would be lost."""
    from conflict_claims.files.layout import Layout
    from conflict_claims.ingest.amend import AmendOptions, CannotAmend, amend
    from conflict_claims.ingest.exclusive import exclusive

    layout = Layout(args.root)
    if not layout.settings.parent.is_dir():
        print(
            f"conflict-claims amend: no corpus in {layout.root.resolve()} (corpus/corpus.yaml)",
            file=sys.stderr,
        )
        return 2
    options = AmendOptions(
        text=args.text,
        from_raw=args.from_raw,
        reading=reading_options.read_options(args),
        cleaning=tuple(args.cleaning),
        drop_unanchored=args.drop_unanchored,
        dry_run=args.dry_run,
    )
    with exclusive(layout):
        try:
            done = amend(layout, args.article, options)
        except CannotAmend as error:
            print(error.refusal.message(), file=sys.stderr)
            if error.problems:
                print(reading_options.told(error.problems), file=sys.stderr)
            return 1
    _tell(done)
    return 1 if done.lost and not args.drop_unanchored else 0


def _tell(done: Amended) -> None:
    from conflict_claims.ingest.doubts import doubts_told, near_told

    if not done.changed:
        print(f"{done.id}  nothing to amend: text and passes are as they should be")
        return
    for one in done.passes:
        print(f"{one.file}  {len(one.records):,} records kept, {one.moved:,} moved, {len(one.lost):,} lost")
    for file in done.by_words:
        print(
            f"{file}  warning: made on a text that is lost; anchored by words alone: look it over",
            file=sys.stderr,
        )
    _tell_lost(done)
    for line in (*doubts_told(done.id, done.doubts), *near_told(done.id, done.split, done.near)):
        print(line, file=sys.stderr)
    if done.written:
        print(f"{done.id}  amended")
    elif done.lost:
        print(f"{done.id}  nothing was written", file=sys.stderr)
        print("  fix  keep those words in the new text, or pass --drop-unanchored to take the records out",
              file=sys.stderr)  # fmt: skip
    else:
        print(f"{done.id}  would be amended (dry run)")


def _tell_lost(done: Amended) -> None:
    for carried in done.passes:
        for lost in carried.lost:
            words = f'  "{lost.words}"' if lost.words else ""
            print(
                f"{lost.file}:{lost.line}  lost  {lost.layer} {lost.id}{words}\n  why  {lost.why}",
                file=sys.stderr,
            )
        for loose in carried.loosened:
            named = ", ".join(loose.lost)
            print(
                f"{loose.file}:{loose.line}  {loose.id} loses {named} from {loose.field}{_beside(loose.beside)}",
                file=sys.stderr,
            )
        for ask in carried.asked:
            print(f"{carried.file}  check will ask: {ask}", file=sys.stderr)


def _beside(names: tuple[str, ...]) -> str:
    return f", and with it {' and '.join(names)}" if names else ""
