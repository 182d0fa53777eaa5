"""What holds of every evaluation, whatever the two sides say."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflict_claims.evaluate.effort import DEEDS, MENDS
from conflict_claims.evaluate.evaluation import Evaluation
from conflict_claims_schemas.vocabulary import LINK_TYPE, OUTCOME
from tests.evaluate.lines import Record, evaluated, line

pytestmark = pytest.mark.slow

TEXT = "abcdefghijkl"
PLACES = st.tuples(st.integers(0, 9), st.integers(1, 4)).map(lambda at: (at[0], min(at[0] + at[1], len(TEXT))))


def _span(local: str, layer: str, place: tuple[int, int], **fields: Any) -> Record:
    return {"id": local, "layer": layer, "start": place[0], "end": place[1], "text": TEXT[slice(*place)], **fields}


@st.composite
def marked(draw: st.DrawFn) -> list[Record]:
    """A few actors, casualties that name them, and links between the casualties."""
    actors = [
        _span(f"a{number}", "actor", place, type=draw(st.sampled_from(["media", "company"])), mention="named")
        for number, place in enumerate(draw(st.lists(PLACES, max_size=3)), 1)
    ]
    sources = [record["id"] for record in actors] + ["author", "a9"]
    tolls = []
    for number, place in enumerate(draw(st.lists(PLACES, max_size=3)), 1):
        source = draw(st.lists(st.sampled_from(sources), max_size=2, unique=True))
        toll = {"outcome": draw(st.sampled_from(OUTCOME.names[:2])), "modality": "exact",
                "min": draw(st.integers(1, 2)), "source": source}  # fmt: skip
        tolls.append(_span(f"c{number}", "casualty", place, **toll))
    ends = st.sampled_from([record["id"] for record in tolls] + ["c9"])
    links = [
        {
            "id": f"k{number}",
            "layer": "link",
            "type": draw(st.sampled_from(LINK_TYPE.names[:2])),
            "from": start,
            "to": end,
        }
        for number, (start, end) in enumerate(draw(st.lists(st.tuples(ends, ends), max_size=2, unique=True)), 1)
    ]
    return [*actors, *tolls, *links]


def result_of(gold: list[list[Record]], pred: list[list[Record]]) -> Evaluation:
    sides = ([line(one, TEXT, f"x{number}") for number, one in enumerate(side)] for side in (gold, pred))
    with tempfile.TemporaryDirectory() as folder:
        return evaluated(Path(folder), *sides, number=0)


SIDES = st.lists(st.tuples(marked(), marked()), min_size=1, max_size=2)


def sound(marks: list[Record]) -> bool:
    """Whether every end that is named is there; `a9` and `c9` are not."""
    ids = {record["id"] for record in marks} | {"author"}
    return all(
        set(record.get("source", ())) | {record.get("from", "author"), record.get("to", "author")} <= ids
        for record in marks
    )


@given(st.lists(marked().filter(sound), min_size=1, max_size=2))
@settings(deadline=None, max_examples=40)
def test_a_perfect_prediction_scores_one_in_everything_that_is_defined(gold: list[list[Record]]) -> None:
    result = result_of(gold, gold)
    for score in result.scores:
        rates = (score.micro, score.macro)
        figures = [getattr(rate, name).value for rate in rates for name in ("precision", "recall", "f1")]
        assert set(figures) <= {1.0, None}, (score.layer, score.name)
        assert score.accuracy is None or score.accuracy.value in (1, None)
    assert not result.errors
    assert {one.saved.value for one in result.efforts} <= {1.0, None}


@given(SIDES)
@settings(deadline=None, max_examples=40)
def test_exchanging_the_sides_exchanges_precision_and_recall(sides: list[tuple[list[Record], list[Record]]]) -> None:
    gold, pred = [one for one, _ in sides], [two for _, two in sides]
    forward, back = result_of(gold, pred), result_of(pred, gold)
    turned = {(score.layer, score.kind, score.name): score for score in back.scores}
    assert len(turned) == len(forward.scores)
    for score in forward.scores:
        other = turned[score.layer, score.kind, score.name]
        assert (score.right, score.gold, score.pred) == (other.right, other.pred, other.gold), score.name
        assert score.micro.precision.value == other.micro.recall.value
        assert score.micro.f1.value == other.micro.f1.value
        assert score.pairs == other.pairs


@given(SIDES)
@settings(deadline=None, max_examples=40)
def test_nothing_is_counted_twice_or_lost(sides: list[tuple[list[Record], list[Record]]]) -> None:
    result = result_of([one for one, _ in sides], [two for _, two in sides])
    for score in result.scores:
        assert 0 <= score.right <= min(score.gold, score.pred)
        for figure in (score.micro.precision, score.micro.recall, score.micro.f1, score.macro.f1):
            assert figure.value is None or 0 <= figure.value <= 1
    named = {(score.layer, score.name): score for score in result.scores}
    for effort in result.efforts:
        done = {name: effort.counts[name] for name in DEEDS}
        matched = done["keep"] + sum(done[name] for name in MENDS)
        if span := named.get((effort.layer, "overlap")):
            assert matched == span.right
            assert matched + done["add"] == span.gold
            assert matched + done["delete"] == span.pred
        if effort.layer == "link":
            links = named["link", "link with type"]
            assert matched + done["add"] == links.gold
            assert matched + done["delete"] == links.pred
        if effort.kept.value is not None and effort.mended.value is not None and effort.added.value is not None:
            assert effort.kept.value + effort.mended.value + effort.added.value == pytest.approx(1)


@given(SIDES)
@settings(deadline=None, max_examples=40)
def test_the_labels_of_a_layer_add_up_to_it(sides: list[tuple[list[Record], list[Record]]]) -> None:
    result = result_of([one for one, _ in sides], [two for _, two in sides])
    for layer in ("actor", "casualty"):
        whole = next(
            (score for score in result.scores if (score.layer, score.name) == (layer, "overlap with label")), None
        )
        if whole:
            parts = [
                score for score in result.scores
                if (score.layer, score.kind) == (layer, "label") and score.name.endswith("overlap")
            ]  # fmt: skip
            for name in ("right", "gold", "pred"):
                assert sum(getattr(part, name) for part in parts) == getattr(whole, name)
