"""Frames of one valid row for each table, helper columns included, to be broken one column at a time."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from conflict_claims_schemas.columns import LAYER_OF_TABLE, SPAN_TABLES, TABLES
from conflict_claims_schemas.dtypes import DTYPES
from conflict_claims_schemas.tables import HELPERS

DAY = date(2031, 3, 4)
ARTICLE = "valdria-0001"

_ROWS: dict[str, dict[str, Any]] = {
    "articles": {
        "title": "Attack near the market", "language": "en", "outlet": "Valdria Post", "published": DAY,
        "url": "https://post.example/1", "retrieved": DAY, "license": "CC-BY-4.0", "split": "train",
        "origin": "received", "text_sha256": "0" * 64, "text": "Attack near the market\n\nTwelve died.",
        "guidelines": "g1.0", "layers": ["actor"], "publishable": True, "characters": 36,
    },
    "actors": {
        "text": "army", "type": "state_military", "mention": "nominal", "naming": "neutral",
        "actor_id": "army-of-valdria", "actor_name": "Army of Valdria",
        "actor_registry_type": "state_military",
    },
    "casualties": {
        "text": "at least 12", "outcome": "killed", "modality": "at_least", "min": 12,
        "victims": "unspecified", "subset": ["children"], "perpetrator": [f"{ARTICLE}.a1"],
        "perpetrator_kind": "span", "perpetrator_text": "army", "perpetrator_actor": "army-of-valdria",
        "blame": "claimed", "source": [f"{ARTICLE}.a1"], "source_kind": "span", "source_text": "army",
        "report": "stated", "party": "perpetrator_side", "scope": "incident", "as_of": DAY,
        "realis": "actual", "incident_id": "orvel-market-2031-03", "standing": "asserted",
        "words_modality": "at_least", "words_min": 12,
    },
    "stances": {
        "text": "condemned", "act": "condemn", "holder": [f"{ARTICLE}.a1"], "holder_kind": "span",
        "holder_text": "army", "holder_actor": "army-of-valdria", "target": [f"{ARTICLE}.t1"],
        "target_kind": "span", "target_text": "attack", "target_layer": "topic", "target_topic": "attacks",
        "addressee_kind": "unstated", "speech": "narrated", "status": "actual", "polarity": "against",
    },
    "topics": {"text": "attack", "topic_id": "attacks", "topic_name": "attacks"},
    "links": {
        "type": "conflicts_with", "aspect": "number", "from_id": f"{ARTICLE}.c2", "to_id": f"{ARTICLE}.c1",
        "from_text": "15 people", "to_text": "at least 12", "from_start": 90, "to_start": 10,
        "from_outcome": "killed", "to_outcome": "killed", "from_min": 15, "to_min": 12, "from_max": 15,
        "from_incident": "orvel-market-2031-03", "to_incident": "orvel-market-2031-03",
    },
    "actor_registry": {
        "actor_id": "army-of-valdria", "name": "Army of Valdria", "type": "state_military", "country": "XVD",
        "wikidata": "Q42", "ucdp": 7,
    },
    "incidents": {
        "incident_id": "orvel-market-2031-03", "name": "Explosion in Orvel", "start": DAY, "end": DAY,
        "place": "Orvel", "country": "XVD", "region": "North Orvel",
    },
    "topic_registry": {"topic_id": "talks", "name": "talks", "meaning": "talks between the sides"},
}  # fmt: skip
_LETTERS = {"actors": "a", "casualties": "c", "stances": "s", "topics": "t", "links": "k"}


def _around(table: str, values: dict[str, Any]) -> dict[str, Any]:
    if table not in LAYER_OF_TABLE:
        return {"article_id": ARTICLE}
    local = f"{_LETTERS[table]}1"
    around: dict[str, Any] = {
        "article_id": ARTICLE,
        "local_id": local,
        "span_id": f"{ARTICLE}.{local}",
        "link_id": f"{ARTICLE}.{local}",
    }
    if table in SPAN_TABLES:
        text = values["text"] or ""
        around |= {
            "start": 10, "end": 10 + len(text), "slice": text, "sentence": f"The {text}.",
            "before": " ", "after": ".", "text_length": 500, "published": DAY, "outlet": "Valdria Post",
            "referenced": True, "is_subset": True, "language": "en",
        }  # fmt: skip
    return around


def schema(table: str) -> dict[str, pl.DataType]:
    """The columns of `table` and every helper column."""
    return {column.name: DTYPES[column.kind] for column in TABLES[table]} | {
        name: dtype for name, dtype in HELPERS.items() if name not in {column.name for column in TABLES[table]}
    }


def frame(table: str, *changes: dict[str, Any]) -> pl.DataFrame:
    """A valid row for each of `changes`, with those values changed; one row where there is none."""
    columns = schema(table)
    rows = []
    for change in changes or ({},):
        values = _ROWS[table] | change
        row = dict.fromkeys(columns) | {
            name: value for name, value in (_around(table, values) | values).items() if name in columns
        }
        rows.append(row)
    return pl.DataFrame(rows, schema=columns, orient="row")


def published(table: str, *changes: dict[str, Any]) -> pl.DataFrame:
    """The same without helper columns."""
    return frame(table, *changes).select(column.name for column in TABLES[table])
