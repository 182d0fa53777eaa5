"""Baselines for `conflict-claims evaluate`: naive patterns, and spaCy's entities where a pipeline is installed.

    python benchmarks/baselines.py naive  TEXTS OUT.jsonl
    python benchmarks/baselines.py spacy  TEXTS OUT.jsonl [--pipeline en_core_web_sm]
    python benchmarks/baselines.py compare GOLD [PRED ...]

TEXTS is a file of bulk lines, of which `article_id` and `text` are read, or the root of a corpus. OUT has bulk lines
with `actors` and `casualties` (spaCy: `actors` alone; its numbers carry no harm). `compare` prints a table: both
baselines on the texts of GOLD, and every PRED, scored by GOLD.

The naive patterns are what a first attempt looks like: a number before or after a word for killing or injuring, with
bounds that are the number itself; and runs of capitalised words as actors. They know no sources, no perpetrators.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from conflict_claims.articles import read_article
from conflict_claims.evaluate.blocks import SUMMARY_HEAD, blocks
from conflict_claims.evaluate.bulk_lines import BulkArticle, bulk_articles
from conflict_claims.evaluate.evaluation import evaluate
from conflict_claims.evaluate.material import collect
from conflict_claims.evaluate.readings import side
from conflict_claims.files.layout import Layout
from conflict_claims.render.markers import table

Text = tuple[str, str]
"""An article's id and its text."""
Record = dict[str, Any]
Marker = Callable[[str], dict[str, list[Record]]]
"""From a text to its records by layer (`actors`, `casualties`)."""

NUMBER = r"\b(?P<number>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,6}|one|two|three|four|five|six|seven|eight|nine|ten)\b"
WORDS = {word: at for at, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
KILL, HURT = r"kill(?:ed|ing|s)?|dead|die[sd]?", r"injur(?:ed|ing|es)|wound(?:ed|ing|s)?|hurt"
HARM = rf"(?P<harm>{KILL}|{HURT})\b"
BEFORE = re.compile(rf"{NUMBER}(?: (?!and\b)[a-z]{{2,20}})?(?= (?:[a-z]{{2,20}} ){{0,2}}{HARM})", re.IGNORECASE)
AFTER = re.compile(rf"\b{HARM} (?:at least |more than |about )?(?P<span>{NUMBER}(?: [a-z]{{2,20}})?)", re.IGNORECASE)
NAME = re.compile(r"\b[A-Z][\w'-]{1,30}(?: (?:of |the |for )?[A-Z][\w'-]{1,30}){0,5}")
FIRST_WORD = re.compile(r"(?:^|[.!?]\s+|\n\s*)\"?$")
ENTITIES = {"ORG": "unidentified", "NORP": "unidentified", "PERSON": "unidentified", "GPE": "foreign_state"}


def naive(text: str) -> dict[str, list[Record]]:
    return {"actors": list(_names(text)), "casualties": list(_tolls(text))}


def _names(text: str) -> Iterator[Record]:
    """Runs of capitalised words, but for a single word that only opens its sentence."""
    number = 0
    for found in NAME.finditer(text):
        opens = FIRST_WORD.search(text, max(0, found.start() - 4), found.start())
        if " " in found[0] or not opens:
            number += 1
            yield _record(f"a{number}", text, *found.span(), type="unidentified", mention="named")


def _tolls(text: str) -> Iterator[Record]:
    places = {found.span(): found for found in BEFORE.finditer(text)}
    places |= {found.span("span"): found for found in AFTER.finditer(text)}
    last = 0
    for number, (place, found) in enumerate(sorted(places.items()), 1):
        if place[0] >= last:
            last = place[1]
            count = WORDS.get(found["number"].lower()) or int(found["number"].replace(",", ""))
            outcome = "killed" if re.fullmatch(KILL, found["harm"], re.IGNORECASE) else "injured"
            yield _record(f"c{number}", text, *place, outcome=outcome, modality="exact", min=count, max=count)


def _record(local: str, text: str, start: int, end: int, **fields: Any) -> Record:
    return {"id": local, "start": start, "end": end, "text": text[start:end], **fields}


def spacy_marker(pipeline: str) -> Marker:
    nlp = import_module("spacy").load(pipeline)

    def mark(text: str) -> dict[str, list[Record]]:
        entities = [one for one in nlp(text).ents if one.label_ in ENTITIES]
        return {
            "actors": [
                _record(f"a{at}", text, one.start_char, one.end_char, type=ENTITIES[one.label_], mention="named")
                for at, one in enumerate(entities, 1)
            ]
        }

    return mark


def texts(name: str) -> Iterator[Text]:
    """The articles of a file of bulk lines, or of a corpus."""
    if Path(name).is_file():
        found = bulk_articles(Path(name))
        yield from ((one.article, one.text) for one in found if isinstance(one, BulkArticle))
        return
    layout = Layout(Path(name))
    for path in layout.article_files():
        article, _ = read_article(path, layout)
        if article is not None:
            yield article.id, article.text


def write(path: Path, articles: Iterable[Text], mark: Marker) -> None:
    with path.open("w", encoding="utf-8") as file:
        for name, text in articles:
            file.write(json.dumps({"article_id": name, "text": text, **mark(text)}, ensure_ascii=False) + "\n")


def compare(gold: str, preds: list[str], pipeline: str, root: Path) -> None:
    """A row for each layer of each prediction, the summary of `conflict-claims evaluate`."""
    rows: list[tuple[str, ...]] = []
    with tempfile.TemporaryDirectory() as folder:
        source = gold if Path(gold).is_file() else str(root)
        baselines: dict[str, Marker] = {"naive patterns": naive}
        if find_spec("spacy") and find_spec(pipeline):
            baselines[f"spaCy {pipeline}"] = spacy_marker(pipeline)
        else:
            print(f"spaCy with {pipeline} is not installed: left out", file=sys.stderr)
        sides = {name: name for name in preds}
        for at, (name, mark) in enumerate(baselines.items()):
            path = Path(folder) / f"{at}.jsonl"
            write(path, texts(source), mark)
            sides[name] = str(path)
        layout = Layout(root)
        for name, pred in sides.items():
            summary = blocks(evaluate(collect(layout, side(layout, gold), side(layout, pred))))[0]
            rows += [(name, *row) for row in summary.rows]
    print(table(("prediction", *SUMMARY_HEAD), rows))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("naive", "spacy", "compare"))
    parser.add_argument("source", help="TEXTS, or GOLD of compare")
    parser.add_argument("rest", nargs="*", help="OUT.jsonl, or the PREDs of compare")
    parser.add_argument("--pipeline", default="en_core_web_sm", help="a spaCy pipeline that finds entities")
    parser.add_argument("--root", type=Path, default=Path(), help="the corpus that GOLD is of (default: here)")
    args = parser.parse_args()
    if args.what == "compare":
        compare(args.source, args.rest, args.pipeline, args.root)
        return
    if len(args.rest) != 1:
        parser.error("name one file to write")
    if args.what == "spacy" and not (find_spec("spacy") and find_spec(args.pipeline)):
        parser.error(f"spaCy with {args.pipeline} is not installed")
    write(Path(args.rest[0]), texts(args.source), naive if args.what == "naive" else spacy_marker(args.pipeline))


if __name__ == "__main__":
    main()
