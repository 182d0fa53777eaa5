"""The rows of a release turned back into the records that they were made from, for articles whose text is at hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl
import pyarrow as pa

from conflict_claims.files.layout import GOLD
from conflict_claims.release.rows import Part, read_frame
from conflict_claims.text.pointers import quoted
from conflict_claims_schemas.arrow import BUNDLE, table_schema
from conflict_claims_schemas.columns import KEYS, LAYER_OF_TABLE, PASS_RENAMED, RENAMED, TABLE_OF_LAYER
from conflict_claims_schemas.fields import FRONT_MATTER, NOTE, RECORDS, REGISTRIES, Field
from conflict_claims_schemas.vocabulary import SPECIAL_REFERENCES

Row = Mapping[str, Any]


def bundles_of(parts: Sequence[Part], texts: Mapping[str, str]) -> dict[str, pa.Table]:
    """The annotations of some articles, by annotator, as the tables were made from them (schema BUNDLE).

    What the tables do not hold is left out: where the source is kept in the repository.

    Args:
        parts: the Parquet files of a release.
        texts: the texts by article id; articles without one are passed over.

    Raises:
        Refused: a file cannot be read.
    """
    articles = {row["article_id"]: row for row in _rows(parts, "articles", texts)}
    gold: dict[str, list[dict[str, Any]]] = {article_id: [] for article_id in articles}
    for table, layer in LAYER_OF_TABLE.items():
        for row in _rows(parts, table, texts):
            gold[row["article_id"]].append(_record(row, layer, RENAMED[layer], row[KEYS[table]], "", texts))
    passes: dict[str, dict[str, list[dict[str, Any]]]] = {}
    marked: dict[tuple[str, str], Row] = {}
    for row in _rows(parts, "passes", texts):
        annotator, layer = row["annotator"], row["layer"]
        renamed = RENAMED[layer] | PASS_RENAMED.get(TABLE_OF_LAYER[layer], {})
        record = _record(row, layer, renamed, row["span_id"], f"{annotator}:", texts)
        passes.setdefault(annotator, {}).setdefault(row["article_id"], []).append(record)
        marked[annotator, row["article_id"]] = row
    tables = {GOLD: _bundle(_bundle_row(articles[one], articles[one], found, texts) for one, found in gold.items())}
    for annotator, found in passes.items():
        rows = (_bundle_row(articles[one], marked[annotator, one], records, texts) for one, records in found.items())
        tables[annotator] = _bundle(rows)
    return tables


def registries_of(parts: Sequence[Part]) -> dict[str, pl.DataFrame]:
    """The registries of a release, by table.

    Raises:
        Refused: a file cannot be read.
    """
    files = {part.configuration: part for part in parts}
    return {table: _registry(table, files.get(table)) for table in REGISTRIES}


def _registry(table: str, part: Part | None) -> pl.DataFrame:
    if part is not None:
        return read_frame(part)
    # A configuration without rows has no file.
    frame = pl.from_arrow(table_schema(table).empty_table())
    assert isinstance(frame, pl.DataFrame)
    return frame


def _rows(parts: Sequence[Part], configuration: str, texts: Mapping[str, str]) -> Iterable[Row]:
    for part in parts:
        if part.configuration == configuration:
            yield from read_frame(part).filter(pl.col("article_id").is_in(list(texts))).iter_rows(named=True)


def _bundle(rows: Iterable[dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(list(rows), schema=BUNDLE)


def _bundle_row(
    article: Row, marked: Row, records: Sequence[dict[str, Any]], texts: Mapping[str, str]
) -> dict[str, Any]:
    article_id = article["article_id"]
    row: dict[str, Any] = {field.name: article.get(field.name) for field in FRONT_MATTER}
    row |= {"id": article_id, "text": texts[article_id], "title": texts[article_id].partition("\n")[0]}
    if marked["layers"] is None:
        return row
    row |= {"marked_guidelines": marked["guidelines"], "marked_layers": marked["layers"]}
    layers: dict[str, list[dict[str, Any]]] = {layer: [] for layer in marked["layers"]}
    for record in records:
        layers.setdefault(record.pop("layer"), []).append(record)
    return row | {TABLE_OF_LAYER[layer]: found for layer, found in layers.items()}


def _record(
    row: Row, layer: str, renamed: Mapping[str, str], key: str, owner: str, texts: Mapping[str, str]
) -> dict[str, Any]:
    """One record; `owner` stands before the ids of a pass, and the words are those of the text."""
    prefix = f"{owner}{row['article_id']}."
    record: dict[str, Any] = {"layer": layer, "id": key.removeprefix(prefix)}
    for field in RECORDS[layer]:
        if field.name not in ("id", "layer", "text", NOTE.name):
            record[field.name] = _value(row, layer, field, renamed.get(field.name, field.name), prefix)
    note = row[NOTE.name]
    record[NOTE.name] = note and quoted(note, texts[row["article_id"]])
    if layer != "link":
        record["text"] = texts[row["article_id"]][row["start"] : row["end"]]
    return record


def _value(row: Row, layer: str, field: Field, column: str, prefix: str) -> Any:
    value = row[column]
    if field.kind != "reference":
        return value
    if layer == "link":
        return value.removeprefix(prefix)
    if row[f"{column}_kind"] in SPECIAL_REFERENCES:
        return [row[f"{column}_kind"]]
    return value and [one.removeprefix(prefix) for one in value]
