"""The tables of a shard, batch by batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pyarrow as pa

from conflict_claims.articles import read_registry
from conflict_claims.bulk.findings import Findings
from conflict_claims.bulk.options import Options
from conflict_claims.files.layout import Layout
from conflict_claims.tables.arrays import strings
from conflict_claims.tables.columnar import Columnar, Names, Registered, columnar
from conflict_claims.tables.nested import nested
from conflict_claims_schemas.columns import LAYER_OF_TABLE, TAGGED
from conflict_claims_schemas.configurations import arrow_schema


@dataclass(slots=True)
class Made:
    """The rows of each table, and how many overlapping spans `tokens` left out, by layer."""

    tables: dict[str, list[pa.RecordBatch]] = field(default_factory=dict)
    dropped: Counter[str] = field(default_factory=Counter)

    def add(self, table: str, rows: pa.RecordBatch) -> None:
        """Put rows at the end of a table."""
        if len(rows):
            self.tables.setdefault(table, []).append(rows)

    def rows(self, table: str) -> int:
        """How many rows a table has."""
        return sum(map(len, self.tables.get(table, [])))


def make_tables(rows: Iterable[pa.RecordBatch], findings: Findings, options: Options) -> Made:
    """The tables of some articles.

    Args:
        rows: batches of the schema BUNDLE.
        findings: what `--check` finds is added to it.
        options: of the conversion.
    """
    registered = registered_in(options.root)
    made = Made()
    held = []
    for read in rows:
        batch = _suggested(read, findings, options.root) if options.suggest else read
        found = columnar(batch, registered, with_sentences=options.sentences)
        made.add("articles", nested(found))
        for table in LAYER_OF_TABLE:
            made.add(table, found.tables[table])
        if options.tokens:
            _add_tokens(made, found)
        if options.check:
            held.append(batch)
    if held:
        from conflict_claims.bulk.checking import shard_problems  # loads polars and Pandera, which takes seconds

        findings.add(shard_problems(held, findings, options.root))
    return made


def _suggested(batch: pa.RecordBatch, findings: Findings, root: Path) -> pa.RecordBatch:
    from conflict_claims.bulk.suggesting import foreign, with_suggestions  # loads the lexicons of the engine

    findings.foreign += foreign(batch)
    return with_suggestions(batch, root)


def _add_tokens(made: Made, found: Columnar) -> None:
    import polars as pl

    from conflict_claims.tables.token_table import token_table

    frames = {table: pl.DataFrame(pl.from_arrow(found.tables[table])) for table in ("articles", *TAGGED)}
    tokens = token_table(frames, {table: found.layers[table].owner for table in TAGGED})
    schema = arrow_schema("tokens")
    rows = tokens.frame.select(schema.names).to_arrow(compat_level=pl.CompatLevel.oldest()).cast(schema)
    for batch in rows.combine_chunks().to_batches():
        made.add("tokens", batch)
    made.dropped += Counter(tokens.dropped)  # without layers of which none was


@cache
def registered_in(root: Path) -> Registered:
    """The names of canonical actors and topics in the registries of a corpus; none where there is none."""
    return Registered(_names(root, "actor_registry"), _names(root, "topic_registry"))


def _names(root: Path, table: str) -> Names:
    entries, _ = read_registry(Layout(root), table)
    return Names(
        strings([entry.values["id"] for entry in entries]), strings([entry.values["name"] for entry in entries])
    )
