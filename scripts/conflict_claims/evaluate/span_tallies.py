"""Spans found: right, in gold, predicted; of a layer, and of each of its labels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from conflict_claims.evaluate.tally import Tally
from conflict_claims.matching.marks import LABEL_FIELD, Span
from conflict_claims.matching.pairing import Pair, PairedArticle

EXACT, OVERLAP = "exact", "overlap"
EXACT_LABEL, OVERLAP_LABEL = "exact with label", "overlap with label"


def span_tallies(paired: Sequence[PairedArticle], layer: str) -> Iterator[Tally]:
    """Spans of a layer found, then those of each label."""
    both = [article.spans(layer) for article in paired]
    pairs = [article.pairs.get(layer, ()) for article in paired]
    gold, pred = [len(first) for first, _ in both], [len(second) for _, second in both]
    for name, fits in _matches(layer).items():
        yield Tally(layer, "spans", name, [sum(map(fits, found)) for found in pairs], gold, pred, [], [])
    if LABEL_FIELD[layer] is not None:
        for label in _labels(layer, both):
            for name in (OVERLAP, EXACT):
                yield _label_tally(layer, label, name, both, pairs)


def _same_place(pair: Pair) -> bool:
    return pair[0].place == pair[1].place


def _same_label(pair: Pair) -> bool:
    return pair[0].label == pair[1].label


def _matches(layer: str) -> dict[str, Callable[[Pair], bool]]:
    """What counts as right, by the name of the measure."""
    found: dict[str, Callable[[Pair], bool]] = {EXACT: _same_place, OVERLAP: lambda pair: True}
    if LABEL_FIELD[layer] is not None:
        found[EXACT_LABEL] = lambda pair: _same_place(pair) and _same_label(pair)
        found[OVERLAP_LABEL] = _same_label
    return found


def _labels(layer: str, both: Sequence[tuple[Sequence[Span], Sequence[Span]]]) -> list[str]:
    """The labels in use, in the vocabulary's order, unknown ones last."""
    used = {span.label for sides in both for side in sides for span in side}
    field = LABEL_FIELD[layer]
    known = field.label_set.names if field and field.label_set else ()
    return [*(name for name in known if name in used), *sorted(used - set(known))]


def _label_tally(
    layer: str,
    label: str,
    name: str,
    both: Sequence[tuple[Sequence[Span], Sequence[Span]]],
    pairs: Sequence[Sequence[Pair]],
) -> Tally:
    def right(pair: Pair) -> bool:
        return pair[0].label == pair[1].label == label and (name == OVERLAP or _same_place(pair))

    counts = [[sum(span.label == label for span in side) for side in sides] for sides in both]
    gold, pred = [first for first, _ in counts], [second for _, second in counts]
    return Tally(layer, "label", f"{label}, {name}", [sum(map(right, found)) for found in pairs], gold, pred, [], [])
