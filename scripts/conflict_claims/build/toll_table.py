"""The `tolls` configuration: one row an incident, outcome, side and rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial

import polars as pl
import pyarrow as pa

from conflict_claims.build.claims import read_claims, read_links
from conflict_claims.check.pool import cores, in_order
from conflict_claims.tolls.incidents import tolls
from conflict_claims_schemas.columns import TOLL_COLUMNS
from conflict_claims_schemas.configurations import arrow_schema
from conflict_claims_schemas.dtypes import DTYPES
from conflict_claims_schemas.vocabulary import SPLITS

INCIDENTS = 500
"""Incidents whose claims are records at a time: those of a large corpus do not fit into memory at once."""

MANY = 50_000
"""From so many claims on, other processes compute the tolls: starting one takes a second."""

_SCHEMA = {column.name: DTYPES[column.kind] for column in TOLL_COLUMNS}


def toll_table(frames: Mapping[str, pl.DataFrame]) -> tuple[pl.DataFrame, dict[str, str]]:
    """The rows of `tolls`, and the split of each incident.

    An incident is published in the split of most of the articles that make claims about it, and computed from their
    claims alone: what an article of another split tells of it as background would carry that split's text over.
    """
    claims = frames["casualties"]
    owners = claims.select("incident_id", "article_id").drop_nulls().unique(maintain_order=True)
    owners = owners.join(frames["articles"].select("article_id", "split"), on="article_id", maintain_order="left")
    homes = _homes(owners)
    at_home = owners.filter(pl.col("split") == pl.col("incident_id").replace_strict(homes, return_dtype=pl.String))
    step = partial(_rows, registry=frames["actor_registry"])
    several = len(claims) >= MANY and cores() > 1
    parts = _parts(frames, at_home)
    rows = in_order(step, parts, cores()) if several else map(step, parts)
    return pl.concat([pl.DataFrame(schema=_SCHEMA), *rows]), homes


def _homes(owners: pl.DataFrame) -> dict[str, str]:
    """The split of most articles of each incident; of equals the one that is held out more."""
    counts: dict[str, Counter[str]] = {}
    for incident, split in owners.select("incident_id", "split").iter_rows():
        counts.setdefault(incident, Counter())[split] += 1
    return {incident: _home(counted) for incident, counted in counts.items()}


def _home(counts: Counter[str]) -> str:
    return max(counts, key=lambda split: (counts[split], SPLITS.index(split)))


def _parts(frames: Mapping[str, pl.DataFrame], at_home: pl.DataFrame) -> Iterator[dict[str, pl.DataFrame]]:
    """The claims of some incidents at a time, by incident id, with their links and the mentions that they name.

    Args:
        frames: the tables.
        at_home: `incident_id` and `article_id` of the claims that count.
    """
    names = at_home["incident_id"].unique().sort()
    for start in range(0, len(names), INCIDENTS):
        part = frames["casualties"].filter(pl.col("incident_id").is_in(names.slice(start, INCIDENTS).implode()))
        part = part.join(at_home, on=["incident_id", "article_id"], how="semi", maintain_order="left")
        yield {
            "casualties": part,
            "links": frames["links"].filter(pl.col("from_id").is_in(part["span_id"].implode())),
            "actors": frames["actors"].filter(pl.col("span_id").is_in(part["source"].explode().unique().implode())),
        }


def _rows(part: Mapping[str, pl.DataFrame], registry: pl.DataFrame) -> pl.DataFrame:
    frames = {**part, "actor_registry": registry}
    made = tolls(read_claims(frames), read_links(frames))
    columns = {name: [getattr(toll, name) for toll in made] for name in _SCHEMA}
    frame = pl.from_arrow(pa.Table.from_pydict(columns, schema=arrow_schema("tolls")))
    assert isinstance(frame, pl.DataFrame)
    return frame
