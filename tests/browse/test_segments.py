import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_claims.browse.segments import LANES, Mark, lanes, paragraphs

TEXT = "Head\n\nThe army said\nthat it killed ten.\n\n\nNo one else."


def mark(start: int, end: int, anchor: str = "a1", pass_number: int = 0) -> Mark:
    return Mark(anchor, anchor, anchor, "actor", pass_number, start, end, f"#{anchor}")


def test_a_text_without_marks_is_its_paragraphs() -> None:
    assert [[piece.text for piece in one] for one in paragraphs(TEXT, [])] == [
        ["Head"],
        ["The army said\nthat it killed ten."],
        ["No one else."],
    ]


def test_crossing_marks_cut_the_text_at_every_end() -> None:
    (pieces,) = paragraphs("abcdefgh", [mark(0, 5, "x"), mark(3, 8, "y")])
    assert [(piece.text, [one.anchor for one, _ in piece.over]) for piece in pieces] == [
        ("abc", ["x"]),
        ("de", ["y", "x"]),
        ("fgh", ["y"]),
    ]
    assert [[one.anchor for one in piece.ending] for piece in pieces] == [[], ["x"], ["y"]]


def test_a_later_pass_lies_below() -> None:
    assert lanes([mark(0, 9, "x", 1), mark(0, 9, "y"), mark(1, 3, "z")]) == [2, 0, 1]


def test_a_mark_over_blank_lines_is_drawn_in_both_paragraphs_and_has_one_tag() -> None:
    first, second = paragraphs("one\n\ntwo", [mark(2, 8)])
    assert [piece.text for piece in first if piece.over] == ["e"]
    assert [piece.text for piece in second if piece.over] == ["two"]
    assert sum(len(piece.ending) for piece in [*first, *second]) == 1


@given(
    st.text("ab \n", min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 40), st.integers(0, 2)), max_size=12),
)
def test_no_character_and_no_tag_is_lost(text: str, places: list[tuple[int, int, int]]) -> None:
    marks = [
        mark(start, min(start + length, len(text)), f"a{at}", number)
        for at, (start, length, number) in enumerate(places)
        if start < len(text)
    ]
    found = paragraphs(text, marks)
    pieces = [piece for one in found for piece in one]
    assert "".join(piece.text for piece in pieces).replace("\n", "") == text.replace("\n", "")
    if pieces:
        assert sorted(one.anchor for piece in pieces for one in piece.ending) == sorted(one.anchor for one in marks)
    shallow = {one.anchor for one, lane in zip(marks, lanes(marks), strict=True) if lane < LANES}
    for one in marks:
        drawn = "".join(piece.text for piece in pieces if one in [over for over, _ in piece.over])
        expected = text[one.start : one.end].replace("\n", "") if one.anchor in shallow else ""
        assert drawn.replace("\n", "") == expected
    for piece in pieces:
        depths = [lane for _, lane in piece.over]
        assert depths == sorted(set(depths), reverse=True)


@pytest.mark.slow
def test_thousands_of_nested_marks_cost_no_more_than_they_must() -> None:
    text = "x" * 20_000
    nested = [mark(at, len(text) - at, f"a{at}") for at in range(5000)]
    before = time.perf_counter()
    (pieces,) = paragraphs(text, nested)
    assert time.perf_counter() - before < 5
    assert sum(len(piece.over) for piece in pieces) <= LANES * len(pieces)
    assert sum(len(piece.ending) for piece in pieces) == 5000
