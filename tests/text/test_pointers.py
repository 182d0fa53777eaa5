"""Notes about a withheld text: what they quote becomes pointers, and comes back to the letter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from conflict_claims.text.pointers import LONGEST, RECOGNISED, point_at, quoted

TEXT = "Shelling of Harl market kills 14, villagers say\n\nThe army 🚀 said that  none of its guns had fired there."
WORDS = st.sampled_from(
    ["army", "said", "that", "guns", "The", "⟦", "⟧", "⟦1:9⟧", "none of its guns", "  ", "🚀", "\n"]
)


def test_three_words_in_a_row_become_a_pointer_and_two_do_not() -> None:
    at = TEXT.index("none of its guns")
    assert point_at("here none of its guns, so denied", TEXT) == f"here ⟦{at}:{at + 16}⟧, so denied"
    assert point_at("none of them; the army", TEXT) == "none of them; the army"


def test_words_that_could_be_recognised_in_another_case_withhold_the_note() -> None:
    assert point_at("NONE OF ITS GUNS HAD", TEXT) is None
    assert point_at("x" * (LONGEST + 1), TEXT) is None


@given(st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=60))
def test_a_note_comes_back_to_the_letter_and_shows_no_run_of_the_text(note: str) -> None:
    pointing = point_at(note, TEXT)
    if pointing is None:
        return
    assert quoted(pointing, TEXT) == note
    words = pointing.split()
    runs = (" ".join(words[at : at + RECOGNISED]) for at in range(len(words) - RECOGNISED + 1))
    assert not any(run in TEXT for run in runs)


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_any_slice_of_the_text_comes_back(start: int, end: int) -> None:
    note = f"see {TEXT[start:end]} there"
    pointing = point_at(note, TEXT)
    assert pointing is None or quoted(pointing, TEXT) == note
