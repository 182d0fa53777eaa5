"""What one split must not tell of another."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from conflict_claims.articles.typed import Entry
from conflict_claims.check.splits import NEWS_DAYS, Facts, split_problems
from conflict_claims.matching.near_duplicates import near_duplicate_pairs
from conflict_claims_schemas.problems import Problem
from tests.check.broken import add_article, add_pass, clean, records, rules

LAST = datetime.date(2031, 5, 4)


def article(name: str, split: str, *incidents: str, days: int | None = 1, text: str = "") -> Facts:
    """An article whose text stands where its hash would be."""
    day = None if days is None else LAST + datetime.timedelta(days)
    return Facts(name, f"corpus/articles/{name}.md", 9, split, day, text or f"{name} " * 20, frozenset(incidents))


def incident(name: str, region: str) -> Entry:
    values: dict[str, Any] = {"id": name, "end": LAST, "country": "XVE", "region": region}
    return Entry(values, {}, 1)


INCIDENTS = [incident("market", "harl"), incident("bridge", "harl"), incident("port", "dessa")]


def problems(*articles: Facts) -> list[Problem]:
    alike = near_duplicate_pairs({one.id: one.text_sha256 for one in articles})
    return [clash.problem for clash in split_problems(articles, INCIDENTS, alike)]


def told(*articles: Facts) -> list[tuple[str, str]]:
    return [(problem.rule, problem.article) for problem in problems(*articles)]


def test_one_incident_in_two_splits_names_those_outside_the_split_of_most() -> None:
    found = problems(article("a", "test", "market"), article("b", "train", "market"), article("c", "train", "market"))
    assert [(problem.rule, problem.article, problem.found) for problem in found] == [("SPL001", "a", "test")]
    assert found[0].expected == "train, as b, which reports market too"


def test_a_round_up_that_joins_two_splits_is_refused_with_both_named() -> None:
    found = problems(
        article("a", "train", "market"),
        article("b", "test", "bridge"),
        article("c", "train", "market", "bridge"),
    )
    assert [(problem.rule, problem.article) for problem in found] == [("SPL001", "c")]
    assert "as b, which reports bridge" in found[0].expected


def test_an_incident_of_long_ago_is_background_and_joins_nothing() -> None:
    assert told(article("a", "train", "market"), article("b", "test", "market", days=NEWS_DAYS + 1)) == []
    assert told(article("a", "train", "market"), article("b", "test", "market", days=NEWS_DAYS)) != []


def test_an_article_without_a_day_reports_all_its_incidents_as_news() -> None:
    assert told(article("a", "train", "market", days=None), article("b", "test", "market")) != []


def test_a_region_of_train_is_not_out_of_domain() -> None:
    assert told(article("a", "train", "market"), article("b", "test_ood", "bridge")) == [("SPL003", "b")]
    assert told(article("a", "train", "market"), article("b", "test_ood", "port")) == []


def test_near_duplicates_share_a_split() -> None:
    words = " ".join(f"word{number}" for number in range(60))
    near = words.replace("word30", "other")
    assert told(article("a", "train", text=words), article("b", "test", text=near)) == [("SPL002", "b")]
    assert told(article("a", "train", text=words), article("b", "train", text=near)) == []


def test_the_same_text_is_told_once() -> None:
    assert told(article("a", "train", text="w " * 9), article("b", "test", text="w " * 9)) == [("SPL004", "b")]


@pytest.mark.slow
def test_gold_says_what_an_article_reports_and_passes_do_where_there_is_no_gold(tmp_path: Path) -> None:
    layout = clean(tmp_path, published="2031-05-05")
    text = "Market in ruins\n\nNobody knew why 14 people were there when it began."
    add_article(layout, "harl-0002", text, published="2031-05-05", split="test")
    toll = next(record for record in records() if record["id"] == "c1")
    start = text.index("14 people")
    claim = toll | {"start": start, "end": start + 9, "source": ["author"], "report": None, "party": None}
    add_pass(layout, "harl-0002", text, [claim], annotator="ada")
    assert rules(layout) == ["SPL001"]
    add_pass(layout, "harl-0002", text, [claim | {"incident": None, "scope": "period"}])
    assert rules(layout) == []
