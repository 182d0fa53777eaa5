"""A result as sections, blocks and cells of text, which the table, the Markdown and the HTML page all show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from conflict_claims.agreement.agreement import Agreement, Count, PairAgreement
from conflict_claims.agreement.figures import Entry
from conflict_claims.matching.disagreements import TYPES, Disagreement
from conflict_claims.render.summary import counted
from conflict_claims.stats.intervals import LEVEL, interval, undrawn, value

HEAD = ("measure", "value", f"{100 * LEVEL:g} % interval", "over", "equal", "remark")
UNIT = {"spans": "span", "unitised": "span", "attribute": "pair", "reference": "reference", "link": "link"}


@dataclass(frozen=True, slots=True)
class Block:
    """The figures of one layer: what stands above them, and rows of cells as in HEAD."""

    layer: str
    caption: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One pair of annotators, or the mean of all pairs."""

    title: str
    blocks: tuple[Block, ...]
    disagreements: tuple[Disagreement, ...] = ()
    first: str = ""
    second: str = ""


def title(result: Agreement) -> str:
    """The first line of every report."""
    return f"Agreement of {_and(result.annotators)} over {counted(len(result.articles), 'article')}"


def remarks(result: Agreement) -> Iterator[str]:
    """What stands below the figures: how intervals were made, what was left out, and the notes."""
    if result.resamples:
        number = counted(result.resamples, "resample")
        yield f"Intervals are percentiles of {number} of the articles, seed {result.seed}."
    for left in result.left_out:
        yield f"Left out: {left.article}: {left.why}."
    yield from result.notes


def sections(result: Agreement) -> list[Section]:
    """The mean, where there are several pairs, then each pair."""
    found = (
        [Section(f"Mean of {len(result.pairs)} pairs", _blocks(result.mean, {}, result.resamples))]
        if result.mean
        else []
    )
    return [*found, *(_section(pair, result.resamples) for pair in result.pairs)]


def _section(pair: PairAgreement, number: int) -> Section:
    captions = {count.layer: _caption(count, pair.first, pair.second) for count in pair.counts}
    blocks = _blocks(pair.entries, captions, number)
    return Section(f"{pair.first} and {pair.second}", blocks, pair.disagreements, pair.first, pair.second)


def _blocks(entries: Sequence[Entry], captions: Mapping[str, str], number: int) -> tuple[Block, ...]:
    layers = dict.fromkeys(entry.layer for entry in entries)
    rows = {layer: tuple(row(entry, number) for entry in entries if entry.layer == layer) for layer in layers}
    return tuple(Block(layer, captions.get(layer, ""), rows[layer]) for layer in layers)


def _caption(count: Count, first: str, second: str) -> str:
    marked = f"{first} {count.first:,}, {second} {count.second:,}, matched {count.matched:,}"
    return f"{marked}, in {counted(count.articles, 'article')}"


def row(entry: Entry, number: int) -> tuple[str, ...]:
    """The cells of one figure, as in HEAD; `number` is how many resamples there were."""
    equal = "" if entry.same is None else f"{entry.same:.1%}"
    over = counted(entry.units, UNIT[entry.kind])
    remark = "; ".join(part for part in (entry.remark, undrawn(entry.figure, number)) if part)
    return entry.name, value(entry.figure), interval(entry.figure), over, equal, remark


def tally(disagreements: Sequence[Disagreement]) -> str:
    """`37 disagreements (missing 3, boundary 5)`."""
    numbers = Counter(item.type for item in disagreements)
    parts = ", ".join(f"{name} {numbers[name]:,}" for name in TYPES if numbers[name])
    return counted(len(disagreements), "disagreement") + (f" ({parts})" if parts else "")


def _and(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + " and " + names[-1]
