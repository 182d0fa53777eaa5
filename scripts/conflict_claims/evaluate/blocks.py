"""An evaluation as tables of text, which the terminal, the Markdown and the HTML page all show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from conflict_claims.evaluate.attribute_tallies import BOUNDS
from conflict_claims.evaluate.effort import MENDS
from conflict_claims.evaluate.evaluation import Evaluation
from conflict_claims.evaluate.material import LeftOut
from conflict_claims.evaluate.relations import WITH_TYPE
from conflict_claims.evaluate.reliability import Bin, Reliability
from conflict_claims.evaluate.scores import Score
from conflict_claims.evaluate.span_tallies import EXACT, OVERLAP
from conflict_claims.render.summary import counted
from conflict_claims.stats.intervals import Figure, interval, value

CONFUSIONS_SHOWN = 20
LEFT_OUT_SHOWN = 20
NO_VALUE = "-"
RATES = ("precision", "recall", "F1")
SUMMARY = "a span is right where it overlaps one of gold, one to one; a link where its ends and its type are right"
SUMMARY_HEAD = ("layer", "gold", "predicted", *RATES, "exact F1", "bounds right")


@dataclass(frozen=True, slots=True)
class Block:
    """One table: what stands above it, the names of its columns, and rows of cells."""

    title: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def title(result: Evaluation) -> str:
    """The first line of every report."""
    return f"{result.pred} scored by {result.gold} over {counted(len(result.articles), 'article')}"


def remarks(result: Evaluation) -> Iterator[str]:
    """What stands below the tables: how intervals were made, what was left out, and the notes."""
    if result.resamples:
        number = counted(result.resamples, "resample")
        yield f"Intervals (95 %) are percentiles of {number} of the articles, seed {result.seed}."
    yield from _listed("Left out", result.left_out, "articles left out")
    yield from _listed("A record dropped", result.dropped, "records dropped")
    yield from result.notes


def _listed(head: str, left_out: Sequence[LeftOut], what: str) -> Iterator[str]:
    for left in left_out[:LEFT_OUT_SHOWN]:
        yield f"{head}: {left.article}: {left.why}."
    if len(left_out) > LEFT_OUT_SHOWN:
        yield f"{LEFT_OUT_SHOWN} of {len(left_out):,} {what} are shown; --format json lists all."


def blocks(result: Evaluation) -> list[Block]:
    """Every table, in the order in which reports show them."""
    found = [Block("Summary", SUMMARY, SUMMARY_HEAD, tuple(_summary(result.layers, result.scores)))]
    found += [block for layer in result.layers for block in _layer(layer, result.scores)]
    found += [_effort(result)] if result.efforts else []
    found += [_confusions(result)] if any(one.wrong for one in result.confusions) else []
    found += _reliability(result.reliability) if result.reliability else []
    return found + ([_groups(result)] if result.groups else [])


def _summary(layers: Sequence[str], scores: Sequence[Score]) -> Iterator[tuple[str, ...]]:
    """A row a layer: overlapping spans, of which exact ones; links with their type; a toll's bounds."""
    named = {(one.layer, one.name): one for one in scores if one.kind != "label"}
    for layer in layers:
        one = named.get((layer, OVERLAP)) or named.get((layer, WITH_TYPE))
        if one:
            exact, bounds = named.get((layer, EXACT)), named.get((layer, BOUNDS))
            last = told(exact.micro.f1 if exact else None), told(bounds.accuracy if bounds else None)
            yield layer, *_rates(one)[2:], *last


def _layer(layer: str, scores: Sequence[Score]) -> Iterator[Block]:
    of_kind = {kind: [one for one in scores if (one.layer, one.kind) == (layer, kind)]
               for kind in ("spans", "label", "attribute", "relation")}  # fmt: skip
    head = ("right", "gold", "predicted", *RATES)
    if spans := of_kind["spans"]:
        rows = tuple((*_rates(one), told(one.macro.f1)) for one in spans)
        yield Block(f"{layer}: spans", "", ("measure", *head, "F1, mean of articles"), rows)
    if labels := of_kind["label"]:
        yield _labels(layer, labels)
    if attributes := of_kind["attribute"]:
        caption = "of matched records: equal, silence included; then only what is said and no default"
        rows = tuple(_attribute(one) for one in attributes)
        yield Block(
            f"{layer}: attributes", caption, ("field", "pairs", "equal", "in gold", "predicted", *RATES[:2]), rows
        )
    if relations := of_kind["relation"]:
        yield _relations(layer, relations)


def _rates(one: Score) -> tuple[str, ...]:
    counts = (f"{number:,}" for number in (one.right, one.gold, one.pred))
    return one.name, *counts, told(one.micro.precision), told(one.micro.recall), told(one.micro.f1)


def _relations(layer: str, scores: Sequence[Score]) -> Block:
    head = ("relation", "right", "gold", "predicted", *RATES)
    rows = [_rates(one) for one in scores]
    if all(one.accuracy is None for one in scores):
        return Block(f"{layer}: relations", "", head, tuple(rows))
    caption = "from end to end; at the right, the share of matched records that name the same"
    with_share = tuple((*row, told(one.accuracy)) for row, one in zip(rows, scores, strict=True))
    return Block(f"{layer}: relations", caption, (*head, "of matched"), with_share)


def _labels(layer: str, scores: Sequence[Score]) -> Block:
    exact = {one.name.removesuffix(f", {EXACT}"): one for one in scores if one.name.endswith(f", {EXACT}")}
    rows = []
    for one in scores:
        name = one.name.removesuffix(f", {OVERLAP}")
        if not one.name.endswith(f", {EXACT}"):
            last = short(exact[name].micro.f1) if name in exact else ""
            rates = (short(figure) for figure in (one.micro.precision, one.micro.recall, one.micro.f1))
            rows.append((name, f"{one.gold:,}", f"{one.pred:,}", *rates, last))
    head = ("label", "gold", "predicted", *RATES)
    if not exact:
        return Block(f"{layer}: labels", "", head, tuple(row[:-1] for row in rows))
    caption = "overlapping spans of the right label; at the right, only those with the right border"
    return Block(f"{layer}: labels", caption, (*head, "exact F1"), tuple(rows))


def _attribute(one: Score) -> tuple[str, ...]:
    rates = short(one.micro.precision), short(one.micro.recall)
    return one.name, f"{one.pairs:,}", told(one.accuracy), f"{one.gold:,}", f"{one.pred:,}", *rates


def told(figure: Figure | None) -> str:
    """`0.912 (0.88 to 0.94)`, a dash where it is undefined, which the counts beside it explain; empty for none."""
    if figure is None:
        return ""
    return short(figure, 3) + (f" ({interval(figure, 2)})" if figure.low is not None else "")


def short(figure: Figure, digits: int = 2) -> str:
    """A figure's value alone, a dash where it is undefined."""
    return NO_VALUE if figure.value is None else value(figure, digits)


def _effort(result: Evaluation) -> Block:
    rows = []
    for one in result.efforts:
        mends = (f"{one.counts[name]:,}" for name in MENDS)
        counts = (f"{one.counts['keep']:,}", *mends, f"{one.counts['add']:,}", f"{one.counts['delete']:,}")
        rows.append((one.layer, *counts, *map(told, (one.kept, one.mended, one.added, one.deleted, one.saved))))
    caption = (
        "keep, mend and add are shares of gold; delete is a share of what is predicted; saved is the share of the "
        "steps by hand"
    )
    head = ("layer", "keep", *MENDS, "add", "delete", "kept", "mended", "added", "deleted", "saved")
    return Block("An annotator's work, simulated", caption, head, tuple(rows))


def _confusions(result: Evaluation) -> Block:
    wrong = [(-number, one.layer, one.field, *pair) for one in result.confusions for pair, number in one.wrong]
    shown = sorted(wrong)[:CONFUSIONS_SHOWN]
    rows = tuple((layer, field, gold, pred, f"{-number:,}") for number, layer, field, gold, pred in shown)
    caption = f"{len(shown)} of {len(wrong)} kinds of mistakes shown; --format json has every table"
    return Block("What was taken for what", caption, ("layer", "field", "gold", "predicted", "times"), rows)


def _reliability(found: Reliability) -> Iterator[Block]:
    silent = f"; {found.silent:,} more carry none" if found.silent else ""
    caption = (
        f"{counted(found.number, 'prediction')} with a confidence{silent}; right: matched, with the right label; "
        f"expected calibration error {found.error:.3f}, Brier score {found.brier:.3f}"
    )
    head = ("number", "confidence", "right", "95 % interval", "exact")
    yield Block("Reliability", caption, ("confidence from", *head), tuple(map(_bin, found.bins)))
    yield Block("Patterns", "", ("pattern", *head), tuple(map(_bin, found.patterns)))
    rows = tuple(
        (one.layer, f"{one.confidence:.2f}", f"{one.kept:,}", *map(told, (one.rates.precision, one.rates.recall)),
         told(one.rates.f1))
        for one in found.thresholds
    )  # fmt: skip
    caption = "only predictions of at least this confidence, matched anew; right: overlapping, with the right label"
    yield Block("Thresholds", caption, ("layer", "confidence", "kept", *RATES), rows)


def _bin(one: Bin) -> tuple[str, ...]:
    between = f"{one.low:.2f} to {one.high:.2f}"
    return one.name, f"{one.number:,}", f"{one.confidence:.2f}", f"{one.right:.2f}", between, f"{one.exact:.2f}"


def _groups(result: Evaluation) -> Block:
    rows = [
        (group.value, f"{group.articles:,}", *row)
        for group in result.groups
        for row in _summary(result.layers, group.scores)
    ]
    caption = "as in the summary; an article with several values counts in each"
    return Block(f"By {result.by}", caption, (result.by, "articles", *SUMMARY_HEAD), tuple(rows))
