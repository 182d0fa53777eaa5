"""What came in as Parquet tables: a folder an annotator, a file a table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from conflict_claims.files.layout import Layout
from conflict_claims.label_studio.taken import Bundle, Taken
from conflict_claims.tables.corpus import read_corpus
from conflict_claims.tables.flat import Frames, flat
from conflict_claims_schemas.arrow import table_schema
from conflict_claims_schemas.columns import LAYER_OF_TABLE

WRITTEN = ("articles", *LAYER_OF_TABLE)


def write_tables(taken: Taken, layout: Layout, folder: Path, *, sentences: bool = True) -> int:
    """Write the tables of each annotator to `folder`/<annotator>/<table>.parquet; returns how many files."""
    registries = read_corpus(layout, annotators=[], articles=[]).registries
    bundles = by_annotator(taken)
    for annotator, bundle in bundles.items():
        _write(flat(bundle, registries, sentences=sentences), folder / annotator)
    return len(bundles) * len(WRITTEN)


def by_annotator(taken: Taken) -> Mapping[str, pa.Table]:
    """The newest work of each annotator; rows that a later part made old are left out."""
    found: dict[str, list[pa.RecordBatch]] = {}
    for bundle in taken.bundles:
        for annotator in dict.fromkeys(key[0] for key in bundle.keys):
            mask = pa.array(_counts(bundle, taken, annotator))
            found.setdefault(annotator, []).append(bundle.rows.filter(mask))
    return {annotator: pa.Table.from_batches(batches) for annotator, batches in sorted(found.items())}


def _counts(bundle: Bundle, taken: Taken, annotator: str) -> list[bool]:
    places = zip(bundle.keys, bundle.annotations, strict=True)
    return [key[0] == annotator and taken.newest[key].annotation == annotation for key, annotation in places]


def _write(frames: Frames, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for table in WRITTEN:
        schema = table_schema(table)
        pq.write_table(frames[table].select(schema.names).to_arrow().cast(schema), folder / f"{table}.parquet")
