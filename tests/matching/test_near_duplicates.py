"""Texts that are nearly the same are found, and how alike they are is exact."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_claims.matching.near_duplicates import (
    Index,
    near_duplicate_pairs,
    near_duplicates,
    signature,
    similarity,
)
from conflict_claims.matching.shingles import shingles, words

WORDS = [f"word{number}" for number in range(5000)]


def text_of(seed: int, length: int = 300) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def changed(text: str, number: int, seed: int = 0) -> str:
    found = text.split()
    for place in random.Random(seed).sample(range(len(found)), number):
        found[place] = "other"
    return " ".join(found)


def test_a_text_with_some_words_changed_is_found_and_measured_exactly() -> None:
    old = text_of(1)
    new = changed(old, 8)
    left, right = shingles(old), shingles(new)
    exact = len(left & right) / len(left | right)
    assert near_duplicates(new, {"a-0001": old, "a-0002": text_of(2)}) == [("a-0001", exact)]


def test_the_most_alike_comes_first() -> None:
    old = text_of(1)
    found = near_duplicates(old, {"a-0001": changed(old, 15), "a-0002": changed(old, 3), "a-0003": old})
    assert [name for name, _ in found] == ["a-0003", "a-0002", "a-0001"]


def test_a_report_with_new_paragraphs_is_found() -> None:
    old = text_of(1)
    assert near_duplicates(f"{old} {text_of(2, 200)}", {"a-0001": old})


def test_two_reports_of_the_same_event_in_other_words_are_not_near_duplicates() -> None:
    one = "The army said on Sunday that 25 militants and four soldiers were killed in a shoot-out."
    other = "Four troops died and 25 fighters were shot dead in a gun battle, officials said."
    assert near_duplicates(one, {"a-0001": other}) == []


def test_case_quotes_and_punctuation_make_no_difference() -> None:
    assert similarity("The army’s toll was wrong, it SAID.", "the armys toll was wrong it said") == 1.0


@pytest.mark.parametrize("text", ["", " \n", "…", "‘’"])
def test_a_text_without_words_matches_nothing_not_even_itself(text: str) -> None:
    assert near_duplicates(text, {"a-0001": text}) == []
    assert near_duplicate_pairs({"a-0001": text, "a-0002": text}) == []


def test_texts_of_fewer_than_five_words_are_compared_whole() -> None:
    assert near_duplicates("Four soldiers killed", {"a-0001": "four soldiers, killed", "a-0002": "Four killed"}) == [
        ("a-0001", 1.0)
    ]


def test_scripts_without_blanks_are_compared_by_letters() -> None:
    one = "军方表示，周日在该国西北部的交火中有四名士兵和二十五名武装分子死亡。"
    assert near_duplicates(one, {"a-0001": one.replace("四名", "五名")})
    assert near_duplicates("警方说至少有十二人受伤，调查仍在进行。", {"a-0001": one}) == []


def test_combining_marks_stay_in_their_words() -> None:
    assert words("हिंसा में मौत") == ["हिंसा", "में", "मौत"]


def test_all_pairs_are_those_that_comparing_each_with_each_finds() -> None:
    texts = {f"a-{number:04d}": text_of(number) for number in range(40)}
    texts |= {f"b-{number:04d}": changed(text_of(number), number) for number in range(0, 40, 2)}
    expected = [
        (left, right, similarity(texts[left], texts[right]))
        for left, right in combinations(sorted(texts), 2)
        if similarity(texts[left], texts[right]) >= 0.55
    ]
    assert [pair for pair in near_duplicate_pairs(texts) if pair[2] >= 0.55] == expected


def test_a_text_that_came_often_gives_every_pair_once() -> None:
    texts = {f"a-{number:04d}": text_of(1) for number in range(50)} | {"b-0001": changed(text_of(1), 5)}
    pairs = near_duplicate_pairs(texts)
    assert len(pairs) == len({pair[:2] for pair in pairs}) == 51 * 50 // 2
    assert all(left < right for left, right, _ in pairs)


def test_an_index_is_asked_again_after_more_texts_came() -> None:
    index = Index({"a-0001": text_of(1)})
    index.insert("a-0002", text_of(2))
    assert index.matches(text_of(2)) == [("a-0002", 1.0)]


def test_a_signature_is_the_same_in_every_run() -> None:
    assert len(signature("one two three four five six")) == 192
    assert signature("one two three four five six")[:3] == signature("One, two three. Four five six!")[:3]


def test_half_a_surrogate_pair_stops_nothing() -> None:
    assert similarity("a b \ud83d c", "a b c") == 1.0


@given(st.text(max_size=80), st.text(max_size=80))
def test_similarity_is_symmetric_and_between_none_and_all(left: str, right: str) -> None:
    assert 0.0 <= similarity(left, right) == similarity(right, left) <= 1.0


@pytest.mark.slow
def test_ten_thousand_texts_are_compared_in_seconds() -> None:
    texts = {f"a-{number:05d}": text_of(number, 100) for number in range(10_000)}
    texts["b-0001"] = changed(texts["a-00005"], 3)
    assert [pair[:2] for pair in near_duplicate_pairs(texts)] == [("a-00005", "b-0001")]
