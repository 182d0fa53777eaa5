"""Score one set of annotations by another, and list every error: suggestions, baselines, people.

GOLD is the yardstick and PRED what is measured. Each is an annotator (a folder of annotations/), any folder of
annotation files, one annotation file, or a file of bulk lines: one JSON object a line with article_id, text, and a list
of records for each layer annotated (actors, casualties, stances, topics, links); a layer that is null or absent is not
scored. A record that cannot be used is dropped and told of, the rest is scored.

Spans, labels, attributes, references and links are scored over all articles and as the mean of the articles, with 95 %
intervals over resampled articles. An annotator's work is simulated: what of PRED would be kept, mended, deleted, added.
Where records of PRED carry a confidence in their note ("CAS-passive 0.93"), a table says how far it can be trusted.
docs/evaluate.md says how each figure is computed and read.

Exit code: 0 measured, 1 no article can be scored, 2 wrong usage, 3 the tool itself failed.
"""

from __future__ import annotations

import argparse
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from conflict_claims.cli.numbers import number
from conflict_claims_schemas.vocabulary import LAYER, SPLIT

if TYPE_CHECKING:
    from conflict_claims.evaluate.evaluation import Evaluation
    from conflict_claims.evaluate.material import Material

FORMATS = ("text", "json", "markdown")
LEFT_OUT_SHOWN = 20


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("gold", metavar="GOLD", help="an annotator, a folder, an annotation file, or bulk lines")
    parser.add_argument("pred", metavar="PRED", help="the same; what is measured")
    parser.add_argument("--layers", nargs="+", choices=LAYER.names, metavar="LAYER", help="report these layers only")
    parser.add_argument("--splits", nargs="+", choices=SPLIT.names, metavar="SPLIT", help="score these splits only")
    parser.add_argument("--by", default="", metavar="FIELD", help="also score the articles of each value of this field")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to report (default: text)")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write the report to FILE")
    parser.add_argument("--html", type=Path, metavar="FILE", help="also write a page with every error in its context")
    parser.add_argument(
        "--calibration", type=Path, metavar="FILE", help="write the confidences of PRED's patterns to FILE (TOML)"
    )
    parser.add_argument(
        "--bootstrap", type=number, default=1000, metavar="N", help="resamples of the intervals (default: 1000)"
    )
    parser.add_argument("--seed", type=number, default=0, metavar="S", help="seed of the resamples (default: 0)")


def run(args: argparse.Namespace) -> int:
    """Score and report; returns the exit code."""
    from conflict_claims.evaluate.material import collect
    from conflict_claims.evaluate.readings import NoSide, side
    from conflict_claims.files.layout import Layout

    if find_spec("scipy") is None:
        return _refused("scipy is not installed: pip install 'conflict-claims[evaluate]'")
    layout = Layout(args.root)
    try:
        gold, pred = side(layout, args.gold), side(layout, args.pred)
    except NoSide as wrong:
        return _refused(str(wrong))
    if obstacle := _obstacle(args):
        return _refused(obstacle)
    material = collect(layout, gold, pred, args.splits or ())
    if not material.scores(args.layers or LAYER.names):
        _say_left_out(args, material)
        return 1
    if args.by and args.by not in material.fields:
        return _refused(f"no article has a field {args.by!r}; there are: {', '.join(material.fields) or 'none'}")
    if args.calibration and not _calibrate(args.calibration, material):
        return 1
    from conflict_claims.evaluate.evaluation import evaluate

    _tell(args, evaluate(material, args.layers or LAYER.names, args.by, args.bootstrap, args.seed))
    return 0


def _obstacle(args: argparse.Namespace) -> str:
    """Why a file that is asked for cannot be written; empty where all can."""
    from conflict_claims.files.atomic import obstacle

    wanted = filter(None, (args.html, args.output, args.calibration))
    return next(filter(None, map(obstacle, wanted)), "")


def _calibrate(path: Path, material: Material) -> bool:
    from conflict_claims.evaluate.reliability import suggestions
    from conflict_claims.files.atomic import write_whole
    from conflict_claims.suggest.calibration import calibrated, confidence_toml

    found = suggestions([one.paired for one in material.articles])
    if not found:
        print(f'nothing to calibrate: no note of {material.pred} is like "CAS-passive 0.93"', file=sys.stderr)
        return False
    write_whole(path, confidence_toml(calibrated((one.reason.pattern, one.right) for one in found)).encode())
    print(f"wrote {path}", file=sys.stderr)
    return True


def _say_left_out(args: argparse.Namespace, material: Material) -> None:
    from conflict_claims.render.escape import visible

    print(visible(f"no article of {material.gold} can be scored in {material.pred}"), file=sys.stderr)
    if material.articles:
        print(f"none has on both sides: {', '.join(args.layers)}", file=sys.stderr)
    for left in material.left_out[:LEFT_OUT_SHOWN]:
        print(visible(f"left out: {left.article}: {left.why}"), file=sys.stderr)
    if len(material.left_out) > LEFT_OUT_SHOWN:
        print(f"{LEFT_OUT_SHOWN} of {len(material.left_out):,} shown", file=sys.stderr)


def _tell(args: argparse.Namespace, result: Evaluation) -> None:
    from conflict_claims.evaluate.html_page import html_page
    from conflict_claims.evaluate.reports import read_out
    from conflict_claims.files.atomic import write_whole
    from conflict_claims.render.terminal import say

    report = read_out(result, args.format)
    if args.html:
        write_whole(args.html, html_page(result).encode("utf-8", "backslashreplace"))
        print(f"wrote {args.html}", file=sys.stderr)
    if args.output is None:
        say(report.removesuffix("\n").split("\n"), sys.stdout)
        return
    write_whole(args.output, report.encode("utf-8", "backslashreplace"))
    print(f"wrote {args.output}", file=sys.stderr)


def _refused(message: str) -> int:
    from conflict_claims.render.escape import visible

    print(f"conflict-claims evaluate: {visible(message)}", file=sys.stderr)
    return 2
