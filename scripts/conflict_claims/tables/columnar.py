"""The flat tables of a batch of articles, computed in whole columns: corpus files and bulk lines go this one way.

Nothing here looks from one article at another, so that an article's rows are the same in whatever batch it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from conflict_claims.tables.arrays import counts_of, label_array, lists, strings
from conflict_claims.tables.layers import Layer, Layers, layers, qualified
from conflict_claims.tables.pointers import ENDS, Pointers, pointers
from conflict_claims.tables.references import Targets, reference_columns, span_targets
from conflict_claims.tables.sentences import sentences
from conflict_claims.tables.standing import standing
from conflict_claims_schemas.arrow import table_schema
from conflict_claims_schemas.columns import KEYS, LAYER_OF_TABLE, RENAMED, SPAN_TABLES
from conflict_claims_schemas.vocabulary import ACT_POLARITY, PUBLISHABLE

Columns = dict[str, pa.Array]


@dataclass(frozen=True, slots=True)
class Names:
    """The names of the entries of a registry, by id."""

    ids: pa.Array
    names: pa.Array

    def of(self, ids: pa.Array) -> pa.Array:
        """The name of each id; null where the registry does not have it."""
        return self.names.take(pc.index_in(ids, self.ids))


NO_NAMES = Names(strings([]), strings([]))


@dataclass(frozen=True, slots=True)
class Registered:
    """What the registries add to the tables."""

    actors: Names = NO_NAMES
    topics: Names = NO_NAMES


@dataclass(frozen=True, slots=True)
class Columnar:
    """The tables `articles`, those of spans, and `links`, by name; and the layers and ids that they come from."""

    tables: dict[str, pa.RecordBatch]
    layers: Layers
    ids: Pointers


def columnar(batch: pa.RecordBatch, registered: Registered, *, with_sentences: bool = False) -> Columnar:
    """The tables of a batch.

    Args:
        batch: rows of the schema BUNDLE, at most one an article.
        registered: the names of canonical actors and topics.
        with_sentences: whether to compute the column `sentence`, which is null else.

    Returns:
        The columns of TABLES in order. Wrong data give nulls, never an error.
    """
    found = layers(batch)
    ids, targets = pointers(found), span_targets(found)
    told = sentences(batch) if with_sentences else None
    made = {"articles": _typed("articles", _articles(batch))}
    for table in SPAN_TABLES:
        columns = _records(found[table]) | reference_columns(found[table], ids, targets)
        columns |= _DERIVED[table](columns, found, ids, registered)
        columns["sentence"] = told.of(found[table]) if told else pa.nulls(len(found[table]), pa.string())
        made[table] = _typed(table, columns)
    made["links"] = _typed("links", _links(found["links"], ids, targets))
    return Columnar(made, found, ids)


def _typed(table: str, columns: Columns) -> pa.RecordBatch:
    schema = table_schema(table)
    return pa.RecordBatch.from_arrays([columns[name] for name in schema.names], schema=schema)


def _articles(batch: pa.RecordBatch) -> Columns:
    columns = dict(zip(batch.schema.names, batch.columns, strict=True))
    return columns | {
        "article_id": columns["id"],
        "guidelines": columns["marked_guidelines"],
        "layers": columns["marked_layers"],
        "publishable": pc.is_in(columns["license"], label_array(tuple(sorted(PUBLISHABLE)))),
        "characters": pc.utf8_length(columns["text"]),
    }


def _records(found: Layer) -> Columns:
    """What the records say, under the names of the table's columns."""
    renamed = RENAMED[LAYER_OF_TABLE[found.table]]
    said = {renamed.get(name, name): column for name, column in found.columns.items()}
    of_article = {name: found.of_article(name) for name in ("published", "outlet")} if found.table != "links" else {}
    return {**said, **of_article, "article_id": found.article_id, KEYS[found.table]: found.key}


def _actors(columns: Columns, _: Layers, __: Pointers, registered: Registered) -> Columns:
    return {"actor_name": registered.actors.of(columns["actor_id"])}


def _topics(columns: Columns, _: Layers, __: Pointers, registered: Registered) -> Columns:
    return {"topic_name": registered.topics.of(columns["topic_id"])}


def _stances(columns: Columns, _: Layers, __: Pointers, ___: Registered) -> Columns:
    acts, polarities = label_array(tuple(ACT_POLARITY)), label_array(tuple(ACT_POLARITY.values()))
    derived = polarities.take(pc.index_in(columns["act"], acts))
    return {"polarity": pc.coalesce(columns["polarity"], derived)}


def _casualties(columns: Columns, found: Layers, ids: Pointers, _: Registered) -> Columns:
    subset = columns["subset"]  # none named is an empty list, never null
    return {"subset": lists(subset.flatten(), counts_of(subset)), "standing": standing(found, ids)}


def _links(found: Layer, ids: Pointers, targets: Targets) -> Columns:
    columns = _records(found)
    for end in ENDS:
        columns[f"{end}_text"] = targets.text.take(ids.spans("links", end))
        columns[f"{end}_id"] = qualified(found.article_id, found.columns[end])
    return columns


_DERIVED: dict[str, Callable[[Columns, Layers, Pointers, Registered], Columns]] = {
    "actors": _actors, "casualties": _casualties, "stances": _stances, "topics": _topics,
}  # fmt: skip
assert set(_DERIVED) == set(SPAN_TABLES)
