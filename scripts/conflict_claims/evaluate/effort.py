"""What an annotator would do with the predictions: keep, mend, delete, add; and how many steps that saves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from conflict_claims.evaluate.relations import ends
from conflict_claims.evaluate.scores import drawn
from conflict_claims.evaluate.tally import scored
from conflict_claims.matching.edges import Record, first_links, second_links
from conflict_claims.matching.marks import LINK
from conflict_claims.matching.pairing import PairedArticle
from conflict_claims.matching.values import attribute_differs, comparable
from conflict_claims.stats.intervals import Figure
from conflict_claims.stats.ratios import Numbers, ratio
from conflict_claims_schemas.fields import ATTRIBUTES
from conflict_claims_schemas.vocabulary import LAYER

DEEDS = ("keep", "mend border", "mend fields", "mend both", "add", "delete")
"""What is done to a record: the first four to a matched one, `add` to one of gold, `delete` to one of PRED."""
MENDS = DEEDS[1:4]
BY_HAND, WITH = "steps by hand", "steps with predictions"


@dataclass(frozen=True, slots=True)
class Effort:
    """The deeds of one layer, or of `all`, and their shares with intervals.

    `kept`, `mended` and `added` are shares of gold and sum up to 1; `deleted` is a share of what is predicted.
    `saved` is 1 - steps with the predictions / steps without: marking a record is a step and so is every field that
    it states, a border or field to mend, and a record to delete. It can be below 0.
    """

    layer: str
    counts: dict[str, int]
    kept: Figure
    mended: Figure
    added: Figure
    deleted: Figure
    saved: Figure


def efforts(paired: Sequence[PairedArticle], layers: Sequence[str], weights: Numbers) -> list[Effort]:
    """The effort of each layer that was compared, then of all of them together."""
    wanted = [layer for layer in LAYER.names if layer in layers and any(scored(article, layer) for article in paired)]
    deeds = {layer: [_deeds(article, layer) for article in paired] for layer in wanted}
    together = [sum((deeds[layer][at] for layer in wanted), Counter[str]()) for at in range(len(paired))]
    compared = {layer: sum(scored(article, layer) for article in paired) for layer in wanted}
    found = [_effort(layer, deeds[layer], weights, compared[layer]) for layer in wanted]
    return [*found, _effort("all", together, weights, len(paired))] if len(wanted) > 1 else found


def _effort(layer: str, deeds: Sequence[Counter[str]], weights: Numbers, articles: int) -> Effort:
    def share(of: Callable[[Counter[str]], int], among: Callable[[Counter[str]], int], undefined: str) -> Figure:
        return drawn(ratio([of(one) for one in deeds], [among(one) for one in deeds], undefined), weights, articles)

    def gold(one: Counter[str]) -> int:
        return one["keep"] + _mended(one) + one["add"]

    def pred(one: Counter[str]) -> int:
        return one["keep"] + _mended(one) + one["delete"]

    total = sum(deeds, Counter[str]())
    return Effort(
        layer,
        {name: total[name] for name in (*DEEDS, BY_HAND, WITH)},
        kept=share(lambda one: one["keep"], gold, "none in gold"),
        mended=share(_mended, gold, "none in gold"),
        added=share(lambda one: one["add"], gold, "none in gold"),
        deleted=share(lambda one: one["delete"], pred, "none predicted"),
        saved=share(lambda one: one[BY_HAND] - one[WITH], lambda one: one[BY_HAND], "none in gold"),
    )


def _mended(one: Counter[str]) -> int:
    return sum(one[name] for name in MENDS)


def _deeds(article: PairedArticle, layer: str) -> Counter[str]:
    """The deeds and steps of one layer of one article."""
    counts: Counter[str] = Counter()
    for deed, by_hand, steps in _link_deeds(article) if layer == LINK else _span_deeds(article, layer):
        counts[deed] += 1
        counts[BY_HAND] += by_hand
        counts[WITH] += steps
    return counts


Deed = tuple[str, int, int]
"""What is done, and the steps of it without and with the predictions."""


def _span_deeds(article: PairedArticle, layer: str) -> Iterator[Deed]:
    for left, right in article.pairs.get(layer, ()):
        border = int(left.place != right.place)
        fields = _differing(article, layer, left.record, right.record)
        yield _deed(border, fields), _stated(layer, left.record), border + fields
    gold, pred = article.spans(layer)
    for span in gold:
        if span.id not in article.forward:
            yield "add", _stated(layer, span.record), _stated(layer, span.record)
    for span in pred:
        if span.id not in article.backward:
            yield "delete", 0, 1


def _deed(border: int, fields: int) -> str:
    if border:
        return "mend both" if fields else "mend border"
    return "mend fields" if fields else "keep"


def _differing(article: PairedArticle, layer: str, left: Record, right: Record) -> int:
    """How many fields of the prediction must be changed to say what gold says."""
    attributes = sum(attribute_differs(layer, field, left, right) for field in ATTRIBUTES[layer])
    references = [field.name for field in ATTRIBUTES[layer] if field.kind == "reference" and layer != LINK]
    return attributes + sum(len(set(ends(article, left, right, name))) > 1 for name in references)


def _stated(layer: str, record: Record) -> int:
    """The steps of making a record: itself, and every field that does not go without saying."""
    said = [(comparable(record, field), field.default) for field in ATTRIBUTES[layer]]
    return 1 + sum(value not in (None, default, frozenset(), "[]") for value, default in said)


def _link_deeds(article: PairedArticle) -> Iterator[Deed]:
    if not scored(article, LINK):
        return
    ours, theirs = dict(first_links(article)), dict(second_links(article))
    matched = ours.keys() & theirs.keys()
    for edge in sorted(matched):
        fields = _differing(article, LINK, ours[edge], theirs[edge])
        yield _deed(0, fields), _stated(LINK, ours[edge]), fields
    left, right = ({edge[::2]: edge for edge in edges if edge not in matched} for edges in (ours, theirs))
    retyped = sorted(left.keys() & right.keys())
    for pair in retyped:
        yield "mend fields", _stated(LINK, ours[left[pair]]), 1
    kept = {id(ours[edge]) for edge in (*matched, *(left[pair] for pair in retyped))}
    for link in article.first.links:
        if id(link) not in kept:
            yield "add", _stated(LINK, link), _stated(LINK, link)
    for _ in range(len(article.second.links) - len(kept)):
        yield "delete", 0, 1
