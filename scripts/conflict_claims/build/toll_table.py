"""The `tolls` configuration: one row an incident, outcome, side and rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict

import polars as pl

from conflict_claims.build.claims import read_claims, read_links
from conflict_claims.tolls.claims import Claim
from conflict_claims.tolls.incidents import accounts
from conflict_claims_schemas.columns import TOLL_COLUMNS
from conflict_claims_schemas.tables import DTYPES
from conflict_claims_schemas.vocabulary import SPLITS


def toll_table(frames: Mapping[str, pl.DataFrame]) -> tuple[pl.DataFrame, dict[str, str]]:
    """The rows of `tolls`, and the split of each incident.

    An incident is published in the split of most of the articles that make claims about it, and computed from their
    claims alone: what an article of another split tells of it as background would carry that split's text over.
    """
    splits = dict(frames["articles"].select("article_id", "split").iter_rows())
    claims = read_claims(frames)
    homes = _homes(claims, splits)
    at_home = [claim for claim in claims if splits[claim.article] == homes[claim.incident]]
    rows = [asdict(toll) for told in accounts(at_home, read_links(frames)) for toll in told.tolls]
    schema = {column.name: DTYPES[column.kind] for column in TOLL_COLUMNS}
    return pl.DataFrame(rows, schema=schema, orient="row"), homes


def _homes(claims: Sequence[Claim], splits: Mapping[str, str]) -> dict[str, str]:
    """The split of most articles of each incident; of equals the one that is held out more."""
    articles: dict[str, set[str]] = {}
    for claim in claims:
        articles.setdefault(claim.incident, set()).add(claim.article)
    return {incident: _home(Counter(splits[article] for article in named)) for incident, named in articles.items()}


def _home(counts: Counter[str]) -> str:
    return max(counts, key=lambda split: (counts[split], SPLITS.index(split)))
