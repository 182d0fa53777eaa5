"""Spans keep their words when the text around them changes."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_claims.ingest.anchors import by_texts, by_words

OLD = (
    "Group blames attacks\n\nThe army said 25 militants died. The BLA denied it.\n\n"
    "Police said at least 12 people were killed. The BLA said nothing."
)


def place(text: str, words: str, number: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(number + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def moved(new: str, words: str, number: int = 0) -> tuple[int, int] | None:
    start, end = place(OLD, words, number)
    return by_texts(OLD, new)(start, end, words)


def test_a_span_after_an_insertion_is_shifted() -> None:
    new = OLD.replace("died.", "died on Sunday.")
    assert moved(new, "at least 12 people") == place(new, "at least 12 people")
    assert moved(new, "25 militants") == place(new, "25 militants")


def test_the_right_one_of_two_equal_spans_is_kept() -> None:
    new = OLD.replace("The BLA denied it.", "It was denied.")
    assert moved(new, "BLA", 0) is None
    assert moved(new, "BLA", 1) == place(new, "BLA")


def test_a_span_whose_words_changed_has_no_place() -> None:
    assert moved(OLD.replace("25 militants", "27 militants"), "25 militants") is None


def test_a_span_at_a_corrected_word_keeps_its_place_where_it_does_not_cover_it() -> None:
    new = OLD.replace("killed", "shot")
    assert moved(new, "12 people") == place(new, "12 people")
    assert moved(new, "people were") == place(new, "people were")


def test_a_paragraph_that_was_moved_takes_its_spans_along() -> None:
    title, first, second = OLD.split("\n\n")
    new = f"{title}\n\n{second}\n\n{first}"
    assert moved(new, "25 militants") == place(new, "25 militants")
    assert moved(new, "at least 12 people") == place(new, "at least 12 people")
    assert moved(new, "BLA", 0) == place(new, "BLA", 1)


def test_a_name_does_not_go_from_a_paragraph_that_was_taken_out_to_another_that_was_put_in() -> None:
    title, _, second = OLD.split("\n\n")
    new = f"{title}\n\nNo one from the BLA spoke to any of the reporters in Quetta.\n\n{second}"
    assert moved(new, "BLA", 0) is None
    assert moved(new, "BLA", 1) == place(new, "BLA", 1)


def test_a_paragraph_that_was_split_or_joined_keeps_its_spans() -> None:
    split = OLD.replace("died. The", "died.\n\nThe")
    joined = OLD.replace("it.\n\nPolice", "it. Police")
    for new in (split, joined):
        assert moved(new, "25 militants") == place(new, "25 militants")
        assert [moved(new, "BLA", number) for number in (0, 1)] == [
            place(new, "BLA", 0),
            place(new, "BLA", 1),
        ]


def test_a_span_over_two_paragraphs_stays_while_the_gap_does() -> None:
    words = "denied it.\n\nPolice"
    assert moved(f"{OLD} More.", words) == place(OLD, words)


@given(st.data())
def test_an_anchored_span_has_its_very_words(data: st.DataObject) -> None:
    text = st.text(alphabet="ab \n\u0645é😀", max_size=40)
    old, new = data.draw(text), data.draw(text)
    anchor = by_texts(old, new)
    for start in range(len(old)):
        for end in range(start + 1, len(old) + 1):
            found = anchor(start, end, old[start:end])
            assert found is None or new[slice(*found)] == old[start:end]


@given(st.text(alphabet="ab. \n\u0645😀", max_size=60), st.text(alphabet="xy \n", max_size=10))
def test_nothing_is_lost_when_a_paragraph_is_put_before(old: str, added: str) -> None:
    anchor = by_texts(old, f"{added}\n\n{old}")
    assert all(anchor(start, start + 1, old[start]) for start in range(len(old)) if old[start] != "\n")


@pytest.mark.slow
def test_a_long_text_is_compared_in_bounded_time() -> None:
    words = [f"w{number}" for number in range(300)]
    chosen = random.Random(1)
    old = "\n\n".join(" ".join(chosen.choices(words, k=80)) for _ in range(400))
    new = old.replace("w7 ", "x ")
    began = time.monotonic()
    by_texts(old, new)
    assert time.monotonic() - began < 20


def test_spans_are_found_by_their_words_when_the_old_text_is_lost() -> None:
    spans = [(*place(OLD, words, number), words) for words, number in
             [("25 militants", 0), ("BLA", 0), ("at least 12 people", 0), ("BLA", 1)]]  # fmt: skip
    new = OLD.replace("Group blames", "A group that nobody named blames")
    found = by_words(spans, new)
    shift = len(new) - len(OLD)
    assert found == {(start, end): (start + shift, end + shift) for start, end, _ in spans}


def test_words_that_are_gone_are_left_out() -> None:
    assert by_words([(0, 3, "abc"), (4, 7, "xyz")], "xyz") == {(4, 7): (0, 3)}
    assert by_words([], "text") == {}


@given(st.lists(st.tuples(st.integers(0, 30), st.sampled_from(["a", "ab", "b b"]))), st.text("ab ", max_size=40))
def test_what_is_found_by_words_has_them(spans: list[tuple[int, str]], new: str) -> None:
    made = [(start, start + len(words), words) for start, words in spans]
    unique = {(start, end): words for start, end, words in made}
    for (start, end), (first, last) in by_words([(*key, words) for key, words in unique.items()], new).items():
        assert new[first:last] == unique[start, end]
