"""Take received articles into the corpus.

FILE is .txt, .md, .html, .json (one record or an array) or .jsonl (one record a line), or - for standard
input. Each article gets the next free id, its source is kept byte for byte in corpus/raw, and its text is
brought to the corpus' one form; what cleaning did is listed in its front matter. An article that is refused
stops no other.

Without --license a text counts as not stated: no public build will carry it.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from conflict_claims.ingest import reading_options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conflict_claims.files.layout import Layout
    from conflict_claims.formats.received import ReadOptions, Received
    from conflict_claims.formats.refusal import Refusal
    from conflict_claims.ingest.add import Added, AddOptions
    from conflict_claims.ingest.known import Known

_ONE_ARTICLE = ("id", "title", "url")
_RECORDS = ("json", "jsonl", "ndjson")
_STATED = ("url", "published", "outlet", "language")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    from conflict_claims_schemas.vocabulary import LICENSE, ORIGIN, SPLIT

    parser.add_argument("files", nargs="+", metavar="FILE", help="a received file, or - for standard input")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")
    group = parser.add_argument_group("what the front matter says")
    names = group.add_mutually_exclusive_group()
    names.add_argument("--id", help="of the one article (default: the next free one)")
    names.add_argument("--prefix", help="of the ids (default: the first of corpus.yaml)")
    group.add_argument("--license", choices=LICENSE.names, help=f"default: {LICENSE.default}")
    group.add_argument("--split", choices=SPLIT.names, default=SPLIT.names[0], help="default: %(default)s")
    group.add_argument("--origin", choices=ORIGIN.names, default=ORIGIN.names[0], help="default: %(default)s")
    group.add_argument("--language", help="ISO 639-1 code (default: what the source says, else corpus.yaml's first)")
    group.add_argument("--outlet", help="who published it (default: what the source says)")
    group.add_argument("--url", type=reading_options.address, help="where it was published")
    for name in ("published", "retrieved", "facts-checked"):
        group.add_argument(f"--{name}", type=reading_options.day, metavar="YYYY-MM-DD", help=f"day: {name}")
    group.add_argument(
        "--facts-from", action="append", default=[], type=reading_options.address, metavar="URL",
        help="address of a report that carries its facts; may be repeated",
    )  # fmt: skip
    reading_options.declare(parser)


def run(args: argparse.Namespace) -> int:
    """Add; returns 0, 1 where something was refused, 2 on wrong usage."""
    from conflict_claims.files.layout import Layout
    from conflict_claims.ingest.exclusive import exclusive
    from conflict_claims.ingest.known import NoCorpus, known

    if fault := _usage_fault(args):
        print(f"conflict-claims add: {fault}", file=sys.stderr)
        return 2
    layout = Layout(args.root)
    if not layout.settings.parent.is_dir():
        print(f"conflict-claims add: no corpus in {layout.root.resolve()} (corpus/corpus.yaml)", file=sys.stderr)
        return 2
    with exclusive(layout):
        try:
            there = known(layout)
        except NoCorpus as error:
            print(reading_options.told(error.problems), file=sys.stderr)
            return 1
        for name in there.unread:
            print(f"{name}  warning: cannot be read, so nothing is compared with it", file=sys.stderr)
        return _add(args, layout, there)


def _usage_fault(args: argparse.Namespace) -> str:
    several = len(args.files) > 1
    given = [f"--{name}" for name in _ONE_ARTICLE if getattr(args, name)]
    if several and given:
        return f"{', '.join(given)} can be said of one article only; give one FILE"
    if args.title and (args.format or args.files[0].rpartition(".")[2].lower()) in _RECORDS:
        return "--title can not be said of records; name the field of their headlines with --field-title"
    if args.files.count("-") > 1:
        return "standard input (-) can be read once only"
    return ""


def _add(args: argparse.Namespace, layout: Layout, there: Known) -> int:
    from conflict_claims.formats.refusal import Refusal
    from conflict_claims.ingest.add import outcomes_of

    options = _options(args)
    numbers = {"added": 0, "refused": 0}
    reading = reading_options.read_options(args, frozenset(one for one in _STATED if getattr(args, one)))
    for outcome in outcomes_of(layout, there, _received(args.files, reading), options):
        if isinstance(outcome, Refusal):
            numbers["refused"] += 1
            print(outcome.message(), file=sys.stderr)
        else:
            numbers["added"] += 1
            _tell(outcome)
    done = "would be added (dry run)" if args.dry_run else "added"
    print(f"{numbers['added']:,} {done}, {numbers['refused']:,} refused")
    return 1 if numbers["refused"] else 0


def _received(files: list[str], reading: ReadOptions) -> Iterator[Received | Refusal]:
    from conflict_claims.formats.received import read_received

    for source in files:
        yield from read_received(source, reading)


def _options(args: argparse.Namespace) -> AddOptions:
    from conflict_claims.ingest.add import AddOptions

    return AddOptions(
        prefix=args.prefix,
        article_id=args.id,
        license=args.license,
        split=args.split,
        origin=args.origin,
        language=args.language,
        outlet=args.outlet,
        url=args.url,
        published=args.published,
        retrieved=args.retrieved,
        facts_from=tuple(args.facts_from),
        facts_checked=args.facts_checked,
        dry_run=args.dry_run,
    )


def _tell(one: Added) -> None:
    from conflict_claims.ingest.doubts import doubts_told, near_told

    print(f"{one.id}  {'added' if one.written else 'would be added'} from {one.place}")
    print(f"  {one.file}  {len(one.text):,} characters, split {one.front['split']}, {one.front['license']}")
    for step in one.front["cleaning"]:
        print(f"  cleaning  {step}")
    sys.stdout.flush()
    warnings = [*doubts_told(one.id, one.doubts), *near_told(one.id, one.front["split"], one.near)]
    for line in warnings:
        print(line, file=sys.stderr)
