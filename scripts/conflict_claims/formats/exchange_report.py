"""What was carried from one format to another, and what was not: counted by reason, with examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from conflict_claims.formats.refusal import Refusal

MOST_EXAMPLES = 3
MOST_REFUSALS = 20
MOST_REASONS = 1000
"""So many different reasons are told apart; a hostile file could make one of every line."""

_LONGEST = 160


@dataclass
class Tally:
    """How often something happened, and where the first times were."""

    count: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, count: int, examples: list[str]) -> None:
        """Count `count` more."""
        self.count += count
        self.examples += examples[: MOST_EXAMPLES - len(self.examples)]


@dataclass
class ExchangeReport:
    """The account of a conversion: `read` is always `carried` and `lost` together, kind by kind.

    `lost` and `changed` are by kind (span, relation, ...) and reason; `changed` was carried in another form, as the
    reason says. `refused` are the first whole files that could not be taken in; `log` is given the words of all.
    """

    articles: int = 0
    records: Counter[str] = field(default_factory=Counter)
    carried: Counter[str] = field(default_factory=Counter)
    lost: dict[tuple[str, str], Tally] = field(default_factory=dict)
    changed: dict[tuple[str, str], Tally] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    refusals: int = 0
    log: Callable[[str], object] | None = None

    def lose(self, kind: str, reason: str, example: str, fix: str = "") -> None:
        """A thing of `kind` is not carried; `fix` is what may be meant."""
        _count(self.lost, kind, reason, 1, [shown(example) + (f"   ({fix})" if fix else "")])

    def change(self, kind: str, reason: str, example: str) -> None:
        """A thing of `kind` is carried in another form."""
        _count(self.changed, kind, reason, 1, [shown(example)])

    def refuse(self, refusal: Refusal) -> None:
        """A whole file is not taken in."""
        self.refusals += 1
        if self.log is not None:
            for line in refusal.message().splitlines():
                self.log(line)
        if len(self.refused) < MOST_REFUSALS:
            self.refused.append(refusal)

    def read(self, kind: str) -> int:
        """How many things of `kind` there were."""
        return self.carried[kind] + sum(tally.count for (one, _), tally in self.lost.items() if one == kind)

    def add(self, other: ExchangeReport) -> None:
        """Take in the report on further files."""
        self.articles += other.articles
        self.records += other.records
        self.carried += other.carried
        for mine, theirs in ((self.lost, other.lost), (self.changed, other.changed)):
            for (kind, reason), tally in theirs.items():
                _count(mine, kind, reason, tally.count, tally.examples)
        self.refusals += other.refusals
        self.refused += other.refused[: MOST_REFUSALS - len(self.refused)]

    def lines(self) -> Iterator[str]:
        """The report as text, a line each; what others wrote in it is not yet made safe for a terminal."""
        for refusal in self.refused:
            yield from refusal.message().splitlines()
        if self.refusals:
            yield f"{len(self.refused):,} of {self.refusals:,} refused files shown"
        yield from self.summary()

    def summary(self) -> Iterator[str]:
        """The report but for the refused files."""
        yield from _told("not carried", self.lost)
        yield from _told("changed", self.changed)
        records = ", ".join(f"{count:,} {layer}" for layer, count in sorted(self.records.items())) or "none"
        yield f"articles {self.articles:,}; records: {records}"
        for kind in sorted({*self.carried, *(kind for kind, _ in self.lost)} - {""}):
            yield f"  {kind}: {self.read(kind):,} read, {self.carried[kind]:,} carried"


def shown(text: str) -> str:
    """`text` cut to a length that a line of a report can have."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _count(where: dict[tuple[str, str], Tally], kind: str, reason: str, count: int, examples: list[str]) -> None:
    key = (kind, shown(reason))
    if key not in where and len(where) >= MOST_REASONS:
        key = (kind, "further reasons, of which there are too many to tell apart")
    where.setdefault(key, Tally()).add(count, examples)


def _told(head: str, where: dict[tuple[str, str], Tally]) -> Iterator[str]:
    for (kind, reason), tally in sorted(where.items(), key=lambda item: (item[0][0], -item[1].count, item[0][1])):
        yield f"{head}  {kind} x{tally.count:,}  {reason}"
        yield from (f"  as in {example}" for example in tally.examples)
