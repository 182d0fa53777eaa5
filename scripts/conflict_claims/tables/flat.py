"""The nine flat tables of one annotator as polars frames, for whoever looks at a corpus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl
import pyarrow as pa

from conflict_claims.tables.columnar import Columnar, Names, Registered, columnar
from conflict_claims.tables.reference_rows import reference_rows
from conflict_claims_schemas.columns import LAYER_OF_TABLE, TABLES
from conflict_claims_schemas.fields import REGISTRIES

NAMING = ("actor_registry", "topic_registry")
"""The registries whose names stand in other tables."""

ROWS = 2_000
"""Articles whose columns are made at a time."""

Frames = dict[str, pl.DataFrame]


def flat(
    bundle: pa.Table, registries: Mapping[str, pl.DataFrame], *, sentences: bool = True, references: bool = False
) -> Frames:
    """The nine tables of one annotator.

    Args:
        bundle: rows of the schema BUNDLE, at most one an article.
        registries: the frames of `registry_frame`, by table.
        sentences: whether to compute the sentences, which `check` does not need.
        references: whether to give `references`, too, that derived columns were read from; only `check` needs it.

    Returns:
        Frames by table with the columns of TABLES in order, then `local_id`, `file` and `line` (spans, links),
        `file` and `article_file` (articles), `file` and `line` (registries). Wrong data give nulls, never an error.
    """
    registered = registered_names(registries)
    parts = [_frames(columnar(batch, registered, with_sentences=sentences), references) for batch in _batches(bundle)]
    made = {name: pl.concat([part[name] for part in parts], rechunk=True) for name in parts[0]}
    made |= {name: frame for name, frame in registries.items() if name in TABLES}
    return {name: made[name] for name in (*TABLES, "references") if name in made}


def registered_names(registries: Mapping[str, pl.DataFrame]) -> Registered:
    """What the frames of `registry_frame` add to the tables."""
    actors, topics = (registries[name] for name in NAMING)
    return Registered(_names(actors, "actor_id"), _names(topics, "topic_id"))


def _names(registry: pl.DataFrame, key: str) -> Names:
    return Names(*(registry.get_column(name).to_arrow().cast(pa.string()) for name in (key, "name")))


def _batches(bundle: pa.Table) -> Iterator[pa.RecordBatch]:
    """The rows of `bundle`, ROWS at a time; one batch where there are none."""
    for start in range(0, max(len(bundle), 1), ROWS):
        part = bundle.slice(start, ROWS)
        columns = [column.combine_chunks() for column in part.columns]
        yield pa.RecordBatch.from_arrays(columns, schema=bundle.schema)


def _frames(made: Columnar, references: bool) -> Frames:
    """The tables with what tells where their rows stand."""
    frames = {name: _frame(_beside(made, name)) for name in made.tables}
    return {**frames, "references": reference_rows(made.layers, made.ids)} if references else frames


def _beside(made: Columnar, name: str) -> pa.RecordBatch:
    table = made.tables[name]
    helpers = _of_articles(made) if name == "articles" else _of_records(made, name)
    return pa.RecordBatch.from_arrays([*table.columns, *helpers.values()], [*table.schema.names, *helpers])


def _of_articles(made: Columnar) -> dict[str, pa.Array]:
    batch = made.layers["links"].batch
    return {name: batch.column(name) for name in ("file", "article_file")}


def _of_records(made: Columnar, table: str) -> dict[str, pa.Array]:
    found = made.layers[table]
    return {"local_id": found.columns["id"], "file": found.of_article("file"), "line": found.columns["line"]}


def _frame(batch: pa.RecordBatch) -> pl.DataFrame:
    frame = pl.from_arrow(batch)
    assert isinstance(frame, pl.DataFrame)
    return frame


assert set(LAYER_OF_TABLE) | {"articles", *REGISTRIES} == set(TABLES)
