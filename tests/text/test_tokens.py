"""Tokens, alone and in columns, and the tags of spans over them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_claims.text.token_columns import Spans, bio_codes, token_columns
from conflict_claims.text.tokens import token_bounds


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


@given(st.lists(st.text(st.characters(codec="utf-8")) | st.text("aé1۱ \n\u3000.,-'’sU_\u200c\u0301❤️)")))
def test_columns_hold_the_tokens_of_every_text(texts: list[str]) -> None:
    columns = token_columns(texts)
    starts, ends = (columns.within_texts(offsets).tolist() for offsets in (columns.starts, columns.ends))
    expected = [bound for text in texts for bound in token_bounds(text)]
    assert list(zip(starts, ends, strict=True)) == expected
    assert columns.counts.tolist() == [len(token_bounds(text)) for text in texts]
    words = [word for text in texts for word in tokens(text)]
    assert columns.words.tobytes() == "".join(words).encode()
    assert columns.sizes.tolist() == [len(word.encode()) for word in words]


def tags(text: str, *spans: tuple[int, int, str]) -> tuple[list[str], int]:
    return all_tags([text], *((0, *span) for span in spans))


def all_tags(texts: list[str], *spans: tuple[int, int, int, str]) -> tuple[list[str], int]:
    """The tags of all texts; a span begins with the number of its text."""
    labels = sorted({span[3] for span in spans})
    rows = [(text, start, end, labels.index(label)) for text, start, end, label in spans]
    columns = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    codes, dropped = bio_codes(token_columns(texts), Spans(*columns))
    names = ["O", *(f"{mark}-{label}" for label in labels for mark in "BI")]
    return [names[code] for code in codes], dropped


def by_the_rule(text: str, spans: list[tuple[int, int, str]]) -> tuple[list[str], int]:
    """The tags as they are defined, span by span."""
    bounds = token_bounds(text)
    found, dropped = ["O"] * len(bounds), 0
    for start, end, label in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        covered = [at for at, bound in enumerate(bounds) if start < end and bound[0] < end and bound[1] > start]
        if not covered or any(found[at] != "O" for at in covered):
            dropped += 1
        else:
            found[covered[0] : covered[-1] + 1] = [f"B-{label}", *[f"I-{label}"] * (len(covered) - 1)]
    return found, dropped


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


PIECES = st.text(alphabet="ab -.'é", max_size=30)


@given(st.lists(PIECES, min_size=1, max_size=4), st.data())
def test_tags_are_those_of_the_rule_in_every_text(texts: list[str], data: st.DataObject) -> None:
    place = st.integers(-3, 33)
    span = st.tuples(st.integers(0, len(texts) - 1), place, place, st.sampled_from("xy"))
    spans = data.draw(st.lists(span, max_size=12))
    expected = [by_the_rule(text, [one[1:] for one in spans if one[0] == at]) for at, text in enumerate(texts)]
    found = [tag for told, _ in expected for tag in told], sum(dropped for _, dropped in expected)
    assert all_tags(texts, *spans) == found
