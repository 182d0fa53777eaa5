"""Offsets go along when a text is normalised."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from conflict_claims.formats.carried import carry
from conflict_claims.text.normalise import normalise

LETTERS = ["a", "e\u0301", "\u0301", "가", "\u1100", "\u1161", "\u11a8", "🙂", "\u09c7", "\u09be", "\u0323", "é"]
OTHERS = ["\r\n", "\r", "\n", "\x01", "\ufeff", " ", "x" * 70, "\u0301" * 70]
PIECES = st.lists(st.sampled_from(LETTERS + OTHERS), max_size=20)


@given(PIECES)
def test_text_is_the_normal_form_without_blank_lines_at_its_head(pieces: list[str]) -> None:
    received = "".join(pieces)
    carried = carry(received)
    assert normalise(received).text.endswith(carried.text)
    assert not normalise(received).text.removesuffix(carried.text).strip(" \t\n\ufeff")
    assert carry(carried.text).text == carried.text


@given(PIECES, st.data())
def test_each_part_lies_where_its_words_are(pieces: list[str], data: st.DataObject) -> None:
    received = "".join(pieces)
    carried = carry(received)
    start = data.draw(st.integers(0, len(received)))
    end = data.draw(st.integers(start, len(received)))
    first, last = carried.span(start, end)
    assert 0 <= first <= max(first, last) <= len(carried.text)
    # What was composed across an end is taken whole, so the part holds all that stood there and hardly more.
    assert _letters(received[start:end]) in _letters(carried.text[first:last])


def _letters(text: str) -> str:
    """The letters of ASCII, which every way to compose leaves in their order."""
    return "".join(char for char in unicodedata.normalize("NFD", text) if char.isascii() and char.isalnum())


def test_offsets_of_words_are_exact_in_decomposed_text() -> None:
    received = "\ufeff\r\nKi\u0301ev\r\nha\u0308ma\u0308la\u0308inen 각"
    carried = carry(received)
    for word in ("Ki\u0301ev", "ha\u0308ma\u0308la\u0308inen", "각"):
        start = received.index(word)
        first, last = carried.span(start, start + len(word))
        assert carried.text[first:last] == unicodedata.normalize("NFC", word)
