"""Measure how far two or more annotators agree, and list where they part.

A and B are folders of annotations/ (gold is one). The articles that all of them marked on the same text are compared:
spans (precision, recall and F1, unitised alpha), attributes of matched spans (Krippendorff's alpha), references and
links between matched spans (F1), each with a 95 % interval over resampled articles. docs/agreement.md says how each
figure is computed and read; the formats json and html also list every disagreement in its context.

Exit code: 0 measured, 1 no article can be compared, 2 wrong usage, 3 the tool itself failed.
"""

from __future__ import annotations

import argparse
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from conflict_claims.cli.numbers import number
from conflict_claims_schemas.vocabulary import LAYER

if TYPE_CHECKING:
    from conflict_claims.agreement.agreement import Agreement
    from conflict_claims.agreement.collecting import Material
    from conflict_claims.files.layout import Layout

FORMATS = ("table", "json", "html", "markdown")
NEEDED = ("krippendorff", "scipy")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("annotators", nargs="+", metavar="A B", help="two or more folders of annotations/")
    parser.add_argument("--articles", nargs="+", metavar="ID", help="compare these articles only (default: all)")
    parser.add_argument("--layer", action="append", choices=LAYER.names, help="report this layer only; may be repeated")
    parser.add_argument("--format", choices=FORMATS, default="table", help="how to report (default: table)")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write the report to FILE")
    parser.add_argument(
        "--bootstrap",
        type=number,
        default=1000,
        metavar="N",
        help="resamples of the intervals (default: 1000; 0: none)",
    )
    parser.add_argument("--seed", type=number, default=0, metavar="S", help="seed of the resamples (default: 0)")


def run(args: argparse.Namespace) -> int:
    """Measure and report; returns the exit code."""
    from conflict_claims.files.atomic import obstacle
    from conflict_claims.files.layout import Layout

    layout = Layout(args.root)
    if missing := [name for name in NEEDED if find_spec(name) is None]:
        return _refused(f"{' and '.join(missing)} not installed: pip install 'conflict-claims[agreement]'")
    if wrong := _usage(layout, args.annotators, args.articles):
        return _refused(wrong)
    if args.output and (why := obstacle(args.output)):
        return _refused(why)
    material = _collected(layout, args)
    if not material.articles:
        _say_left_out(material)
        return 1
    from conflict_claims.agreement.agreement import agreement

    _tell(args, agreement(material, args.layer or LAYER.names, args.bootstrap, args.seed))
    return 0


def _usage(layout: Layout, annotators: list[str], articles: list[str] | None) -> str:
    """What is wrong with the request, if anything."""
    from conflict_claims.files.layout import is_article_id

    known = layout.annotators()
    for name in annotators:
        if name not in known:
            return f"no annotator {name!r} in {layout.annotations}; there are: {', '.join(known) or 'none'}"
    if len(set(annotators)) < max(2, len(annotators)):
        return "name two or more different annotators"
    for article in articles or ():
        if not is_article_id(article):
            return f"{article!r} is no article id (like balochistan-0001)"
    return ""


def _collected(layout: Layout, args: argparse.Namespace) -> Material:
    from conflict_claims.agreement.collecting import collect, marked_articles
    from conflict_claims.render.terminal import progress

    wanted = args.articles or marked_articles(layout, args.annotators)
    with progress("reading") as start:
        return collect(layout, args.annotators, wanted, start(len(wanted)))


def _say_left_out(material: Material) -> None:
    from conflict_claims.render.escape import visible

    print(f"no article can be compared between {', '.join(material.annotators)}", file=sys.stderr)
    for left in material.left_out:
        print(visible(f"left out: {left.article}: {left.why}"), file=sys.stderr)


def _tell(args: argparse.Namespace, result: Agreement) -> None:
    from conflict_claims.agreement.reports import read_out
    from conflict_claims.files.atomic import write_whole
    from conflict_claims.render.summary import counted
    from conflict_claims.render.terminal import say

    report = read_out(result, args.format)
    if args.output is None:
        say(report.removesuffix("\n").split("\n"), sys.stdout)
        return
    write_whole(args.output, report.encode("utf-8", "backslashreplace"))
    print(f"compared {counted(len(result.articles), 'article')}; wrote {args.output}", file=sys.stderr)


def _refused(message: str) -> int:
    from conflict_claims.render.escape import visible

    print(f"conflict-claims agreement: {visible(message)}", file=sys.stderr)
    return 2
