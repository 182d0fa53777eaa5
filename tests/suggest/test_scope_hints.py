"""The words that let a sentence be searched for what its numbers count over are in all that the search finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from conflict_claims.suggest.casualties import scopes


@given(st.one_of(st.from_regex(scopes._PERIOD), st.from_regex(scopes._TOTAL)))
def test_every_match_has_a_hint(sentence: str) -> None:
    lowered = sentence.lower()
    searched = scopes._PERIOD.search(lowered) or scopes._TOTAL.search(lowered)
    assert searched is None or any(hint in lowered for hint in scopes._HINTS)
