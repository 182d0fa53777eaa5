"""Links that run in a circle are found, however long the chains beside them."""

from __future__ import annotations

import time

import polars as pl
import pytest

from conflict_claims.check.links import circular_links


def links(*pairs: tuple[str, str], link_type: str = "updates") -> pl.DataFrame:
    rows = [
        ("harl-0001", f"k{number}", "file", number, link_type, f"harl-0001.{start}", f"harl-0001.{end}")
        for number, (start, end) in enumerate(pairs, 1)
    ]
    return pl.DataFrame(
        rows, schema=["article_id", "local_id", "file", "line", "type", "from_id", "to_id"], orient="row"
    )


def found(frame: pl.DataFrame) -> list[str]:
    return circular_links(frame).get_column("found").to_list()


@pytest.mark.parametrize("link_type", ["updates", "subset_of", "sum_of"])
def test_a_circle_is_told_once_with_its_way(link_type: str) -> None:
    pairs = [("c1", "c2"), ("c2", "c3"), ("c3", "c1"), ("c9", "c1"), ("c3", "c8")]
    assert found(links(*pairs, link_type=link_type)) == ["c1 -> c2 -> c3 -> c1"]


def test_chains_stars_and_rival_claims_are_no_circles() -> None:
    assert found(links(("c1", "c2"), ("c2", "c3"), ("c4", "c2"), ("c1", "c3"))) == []
    assert found(links(("c1", "c2"), ("c2", "c1"), link_type="conflicts_with")) == []


def test_two_circles_are_two_problems_and_a_link_to_itself_is_another_rules_matter() -> None:
    assert len(found(links(("c1", "c2"), ("c2", "c1"), ("c3", "c4"), ("c4", "c3"), ("c5", "c5")))) == 2


def test_types_do_not_mix_in_a_circle() -> None:
    frame = pl.concat([links(("c1", "c2")), links(("c2", "c1"), link_type="subset_of")])
    assert found(frame) == []


@pytest.mark.slow
def test_a_long_chain_costs_little() -> None:
    start = time.process_time()
    chain = [(f"c{number}", f"c{number + 1}") for number in range(20_000)]
    assert len(found(links(*chain, ("c20000", "c19990"), ("c20000", "c20001")))) == 1
    assert time.process_time() - start < 5
