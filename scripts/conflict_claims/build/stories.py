"""The accounts of a corpus' incidents with what its tables say about incident and articles."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import polars as pl

from conflict_claims.build.claims import read_claims, read_links
from conflict_claims.render.stories import Cited, Story
from conflict_claims.tolls.incidents import Account, accounts
from conflict_claims.tolls.rules import RULES


def stories(
    frames: Mapping[str, pl.DataFrame], incidents: Collection[str] = (), rules: Sequence[str] = tuple(RULES)
) -> list[Story]:
    """Every incident that has claims, or those that are named, by id.

    Args:
        frames: the tables of `flat`.
        incidents: ids of incidents; none: all.
        rules: names of the rules to apply.
    """
    claims = [claim for claim in read_claims(frames) if not incidents or claim.incident in incidents]
    known = {row["incident_id"]: row for row in frames["incidents"].iter_rows(named=True)}
    articles = {row["article_id"]: _cited(row) for row in frames["articles"].iter_rows(named=True)}
    told = accounts(claims, read_links(frames), rules)
    return [_story(account, known.get(account.incident, {}), articles) for account in told]


def _cited(row: Mapping[str, Any]) -> Cited:
    return Cited(row["article_id"], row["published"], row["outlet"], row["url"], tuple(row["facts_from"] or ()))


def _story(account: Account, entry: Mapping[str, Any], articles: Mapping[str, Cited]) -> Story:
    named = sorted({claim.article for claim in account.claims})
    return Story(
        account=account,
        name=entry.get("name") or account.incident,
        start=entry.get("start"),
        end=entry.get("end"),
        place=entry.get("place") or "no place",
        articles=[articles[article] for article in named],
    )
