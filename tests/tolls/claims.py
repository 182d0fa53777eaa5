"""Claims about one invented incident, with as little said of each as a test needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from conflict_claims.tolls import Claim, Link, Source
from conflict_claims.tolls.groups import Group

INCIDENT = "harl-market-2031-05"


def day(number: int) -> date:
    return date(2031, 5, number)


def source(name: str) -> Source:
    """A canonical actor that speaks for itself."""
    return Source(name, name, name, name=name)


def passing(words: str, span: str) -> Source:
    """Someone without a canonical actor."""
    return Source(span, f"words:{words}", words)


def claim(local: str, low: int | None, high: int | None = -1, by: str = "police", **fields: Any) -> Claim:
    """`x-0001.c1`, or `c1` for the same; `high` as `low` where it is not given, published on the article's number."""
    span = local if "." in local else f"x-0001.{local}"
    article = span.split(".")[0]
    made = Claim(
        id=span,
        article=article,
        incident=INCIDENT,
        outcome="killed",
        low=low,
        high=low if high == -1 else high,
        start=int(span.rsplit("c", 1)[1]),
        sources=(source(by),) if by else (),
        party="third_party",
        published=day(int(article[-2:])),
    )
    return replace(made, **fields)


def link(kind: str, later: str, earlier: str, aspect: str | None = None) -> Link:
    newer, older = (span if "." in span else f"x-0001.{span}" for span in (later, earlier))
    return Link(kind, newer, older, aspect or ("number" if kind == "conflicts_with" else None))


def group(*claims: Claim, victims: str = "all", **fields: Any) -> Group:
    return Group(INCIDENT, "killed", victims, claims, **fields)
