"""The sentences of spans, found for all articles of a batch at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from conflict_claims.tables.layers import Layer
from conflict_claims.tables.sentences import sentences
from conflict_claims.text.sentences import sentence_bounds
from tests.text.test_sentences import NASTY

Place = tuple[int, int, int]
"""Which text, start and end."""


def of(texts: Sequence[str], places: Sequence[Place]) -> list[str | None]:
    """The sentences of spans at some places."""
    batch = pa.record_batch({"text": pa.array(texts, pa.string())})
    owner, start, end = np.array(places, np.int64).reshape(-1, 3).T
    columns = {"start": pa.array(start), "end": pa.array(end)}
    spans = Layer("actors", batch, np.bincount(owner, minlength=len(texts)), owner, columns)
    found: list[str | None] = sentences(batch).of(spans).to_pylist()
    return found


@given(st.lists(NASTY, min_size=1, max_size=3), st.data())
def test_the_sentence_of_a_span_covers_it(texts: list[str], data: st.DataObject) -> None:
    visible = [(which, at) for which, text in enumerate(texts) for at, char in enumerate(text) if not char.isspace()]
    if not visible:
        return
    which, start = data.draw(st.sampled_from(visible))
    end = data.draw(st.sampled_from([at + 1 for one, at in visible if one == which and at >= start]))
    [found] = of(texts, [(which, start, end)])
    assert found is not None
    bounds, text = sentence_bounds(texts[which]), texts[which]
    covering = [(first, last) for first, _ in bounds for _, last in bounds if first <= start < end <= last]
    assert found in [text[first:last] for first, last in covering]


def test_a_span_across_sentences_gets_all_of_them() -> None:
    text = "One here. Two here. Three here."
    assert of([text], [(0, 12, 25)]) == ["Two here. Three here."]


def test_a_span_of_a_text_without_sentences_has_none() -> None:
    assert of(["", "One here."], [(0, 3, 5), (1, 0, 3)]) == [None, "One here."]
