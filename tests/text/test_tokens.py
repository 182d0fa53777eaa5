"""Tokens, and the tags of spans over them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_claims.text.tokens import bio_tags, token_bounds


def tokens(text: str) -> list[str]:
    return [text[start:end] for start, end in token_bounds(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("more than 1,200 people.", ["more", "than", "1,200", "people", "."]),
        ("the BLA's men don't stop", ["the", "BLA", "'s", "men", "don't", "stop"]),
        ("the BLA’s militants' camp", ["the", "BLA", "’s", "militants", "'", "camp"]),
        ("a 25-year-old from the U.S. Army", ["a", "25-year-old", "from", "the", "U.S.", "Army"]),
        ("3.5 million, (BLA)", ["3.5", "million", ",", "(", "BLA", ")"]),
        ("قُرآن نمی\u200cخواهم हिन्दी", ["قُرآن", "نمی\u200cخواهم", "हिन्दी"]),
        ("۱٬۲۰۰ افراد۔", ["۱٬۲۰۰", "افراد", "۔"]),
        ("a_b … ❤️", ["a", "_", "b", "…", "❤️"]),
    ],
)
def test_a_text_is_cut_where_spans_begin_and_end(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@given(st.text())
def test_tokens_are_in_order_and_cover_every_non_blank(text: str) -> None:
    covered: set[int] = set()
    last = 0
    for start, end in token_bounds(text):
        assert last <= start < end
        covered.update(range(start, end))
        last = end
    assert all(char.isspace() or at in covered for at, char in enumerate(text))


def tags(text: str, *spans: tuple[int, int, str]) -> tuple[list[str], int]:
    return bio_tags(token_bounds(text), spans)


def test_a_span_begins_with_b_and_goes_on_with_i() -> None:
    assert tags("the Baloch Army said", (4, 15, "actor")) == (["O", "B-actor", "I-actor", "O"], 0)


def test_neighbours_are_kept_apart() -> None:
    assert tags("one two", (0, 3, "x"), (4, 7, "x")) == (["B-x", "B-x"], 0)


def test_of_overlapping_spans_the_longest_wins_and_the_others_are_counted() -> None:
    spans = [(0, 3, "short"), (0, 7, "middle"), (4, 13, "long")]
    assert tags("one two three", *spans) == (["B-short", "B-long", "I-long"], 1)


def test_of_equally_long_spans_the_earliest_wins() -> None:
    assert tags("aaa bbb ccc", (4, 11, "late"), (0, 7, "early")) == (["B-early", "I-early", "O"], 1)


def test_a_span_over_a_part_of_a_token_tags_the_token() -> None:
    assert tags("BLA-led attack", (0, 3, "actor")) == (["B-actor", "O"], 0)


def test_a_span_over_blanks_is_dropped() -> None:
    assert tags("one  two", (3, 5, "x")) == (["O", "O"], 1)


@given(st.text(alphabet="ab -.'é", max_size=30), st.data())
def test_tags_are_well_formed_and_every_span_is_tagged_or_dropped(text: str, data: st.DataObject) -> None:
    place = st.integers(0, len(text))
    spans = [(min(a, b), max(a, b), "x") for a, b in data.draw(st.lists(st.tuples(place, place), max_size=6))]
    bounds = token_bounds(text)
    given_tags, dropped = bio_tags(bounds, spans)
    assert len(given_tags) == len(bounds)
    assert given_tags.count("B-x") + dropped == len(spans)
    assert all(before != "O" for before, tag in zip(["O", *given_tags], given_tags, strict=False) if tag == "I-x")
