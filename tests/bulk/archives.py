"""Small archives for tests: lines made from the fixture corpus, and folders of results read back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polars as pl

from conflict_claims.cli import main
from conflict_claims.files.layout import GOLD, Layout
from conflict_claims.tables.corpus import Corpus, read_corpus
from conflict_claims_schemas.columns import TABLE_OF_LAYER
from tests.corpora import TEXT, front_matter, records

BASE = Path(__file__).parents[1] / "fixtures" / "base"
TABLES = ("articles", "actors", "casualties", "stances", "topics", "links")
Line = dict[str, Any]


def line(name: str = "harl-0001", text: str = TEXT, **fields: Any) -> Line:
    """An article with every layer, as a bulk line."""
    front = {key: value for key, value in front_matter(name, text).items() if not key.startswith("raw")}
    made: Line = {**front, "text": text, "guidelines": "g1.0", "layers": list(TABLE_OF_LAYER)}
    for record in records(text):
        made.setdefault(TABLE_OF_LAYER[record["layer"]], []).append(
            {key: value for key, value in record.items() if key != "layer"}
        )
    return made | fields


def write_lines(path: Path, lines: Iterable[Line | str | bytes]) -> Path:
    """Lines as they are, or articles as compact JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(_bytes(one) + b"\n" for one in lines))
    return path


def _bytes(one: Line | str | bytes) -> bytes:
    if isinstance(one, bytes):
        return one
    return (one if isinstance(one, str) else json.dumps(one, ensure_ascii=False, separators=(",", ":"))).encode()


def base_corpus() -> Corpus:
    corpus = read_corpus(Layout(BASE))
    assert corpus.problems == []
    return corpus


def corpus_lines(corpus: Corpus) -> list[Line]:
    """The articles of a corpus with their gold, as bulk lines."""
    marked = {one.article_id: one for one in corpus.passes[GOLD]}
    return [corpus_line(article.front, article.text, marked[article.id]) for article in corpus.articles]


def corpus_line(front: Line, text: str, marked: Any) -> Line:
    """An article with a pass over it, as a bulk line."""
    made = {key: value for key, value in front.items() if value is not None} | {"text": text}
    made |= {key: marked.header[key] for key in ("guidelines", "annotator", "layers")}
    made |= {TABLE_OF_LAYER[layer]: [] for layer in marked.header["layers"]}
    for record in marked.records:
        told = {key: value for key, value in record.items() if key != "line"}
        made.setdefault(TABLE_OF_LAYER[record["layer"]], []).append(told)
    plain: Line = json.loads(json.dumps(made, default=str))
    return plain


def convert(*words: str | Path, out: Path, root: Path = BASE, workers: int = 1) -> int:
    return main(["convert", *map(str, words), "--out", str(out), "--root", str(root), "--workers", str(workers)])


def table(out: Path, name: str) -> pl.DataFrame:
    """All rows of a table, shard by shard."""
    files = sorted((out / name).glob("*.parquet"))
    return pl.concat([pl.read_parquet(file) for file in files]) if files else pl.DataFrame()


def errors(out: Path) -> list[Line]:
    return [json.loads(text) for text in (out / "errors.jsonl").read_text().splitlines()]


def results(out: Path) -> dict[str, bytes]:
    """Every file of a folder of results, by name."""
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}
