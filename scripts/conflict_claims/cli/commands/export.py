"""Write articles with their annotations in the formats of others: brat standoff, CoNLL, or plain JSON Lines.

FORMAT is one of brat (OUTPUT is a folder: a .txt and an .ann an article, annotation.conf, and labels.toml, the label
map that reads it all back), conll (OUTPUT is a folder: a file a layer, tags in IOB2) and jsonl (OUTPUT is a file: one
article a line, as `convert` reads it). What a format cannot hold is listed, with counts and examples.

The articles are those of the corpus, with the gold annotations or those of --annotator; ARTICLE names single ones.
--bulk takes them from a file of JSON Lines (plain, .gz or .zst) instead. Texts that may not be published are written
as well, unless --edition public leaves their articles out.

Exit code: 0 written, 1 written but for articles that could not be read, 2 wrong usage, 3 the tool itself failed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conflict_claims.formats.exchange_report import ExchangeReport
    from conflict_claims.formats.exports.items import Item

FORMATS = ("brat", "conll", "jsonl")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("format", choices=FORMATS, metavar="FORMAT", help="one of " + ", ".join(FORMATS))
    parser.add_argument("output", type=Path, metavar="OUTPUT", help="folder or file to write; must not be there yet")
    parser.add_argument("articles", nargs="*", metavar="ARTICLE", help="id of an article (default: all)")
    parser.add_argument("--annotator", metavar="NAME", help="whose annotations (default: gold)")
    parser.add_argument("--bulk", type=Path, metavar="FILE", help="take the articles from a file of JSON Lines")
    parser.add_argument(
        "--edition", choices=("full", "public"), default="full", help="public: only texts that may be published"
    )


def run(args: argparse.Namespace) -> int:
    """Write; returns the exit code."""
    from conflict_claims.files.layout import Layout
    from conflict_claims.files.reading import Unreadable
    from conflict_claims.formats.exchange_report import ExchangeReport
    from conflict_claims.formats.exports import files

    if wrong := _wrong(args, Layout(args.root)) or _obstacle(args):
        return _refused(wrong)
    report = ExchangeReport()
    write = {"brat": files.to_brat, "conll": files.to_conll, "jsonl": files.to_jsonl}[args.format]
    try:
        write(_items(args, report), args.output, report)
    except Unreadable as fault:
        return _refused(f"{args.bulk}: expected {fault.expected}, found {fault.found}")
    _tell(report)
    return 1 if report.refusals else 0


def _wrong(args: argparse.Namespace, layout: object) -> str:
    """What is wrong with the usage, empty where nothing is."""
    from conflict_claims.files.layout import GOLD, Layout, is_annotator

    assert isinstance(layout, Layout)
    if args.output.exists() and not (args.output.is_dir() and not any(args.output.iterdir())):
        return f"{args.output} is there already; name a new one, or empty it"
    if args.bulk:
        return "--bulk takes neither --annotator nor single articles" if args.annotator or args.articles else ""
    annotator = args.annotator or GOLD
    if not is_annotator(annotator) or not (layout.annotations / annotator).is_dir():
        return f"no folder annotations/{annotator}: --root must name a corpus, and --annotator one of its annotators"
    known = {path.stem for path in layout.annotation_files(annotator)}
    missing = [article for article in args.articles if article not in known]
    return f"{annotator} marked no {', '.join(missing)}" if missing else ""


def _obstacle(args: argparse.Namespace) -> str:
    """Why nothing can be written there, empty where it can."""
    from conflict_claims.files.atomic import folder_obstacle, obstacle

    return obstacle(args.output) if args.format == "jsonl" else folder_obstacle(args.output)


def _items(args: argparse.Namespace, report: ExchangeReport) -> Iterator[Item]:
    from conflict_claims.files.layout import GOLD, Layout
    from conflict_claims.formats.exports.items import bulk_items, corpus_items

    layout = Layout(args.root)
    found = (
        bulk_items(args.bulk, report)
        if args.bulk
        else corpus_items(layout, args.annotator or GOLD, frozenset(args.articles), report)
    )
    for item in found:
        if args.edition == "public" and not item.publishable:
            report.lose("article", "its text may not be published", item.place)
        else:
            yield item


def _tell(report: ExchangeReport) -> None:
    from conflict_claims.render.escape import visible
    from conflict_claims.render.terminal import say

    say(map(visible, report.lines()), sys.stdout)


def _refused(message: str) -> int:
    from conflict_claims.render.escape import visible

    print(f"conflict-claims export: {visible(message)}", file=sys.stderr)
    return 2
