"""What a conversion gave, over all of its shards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any

from conflict_claims.bulk.article_ids import Place, repeated_ids
from conflict_claims.bulk.findings import LISTED, line_of
from conflict_claims.bulk.manifests import Manifest, read_manifest
from conflict_claims.bulk.options import Options
from conflict_claims.bulk.pieces import Piece
from conflict_claims.bulk.results import ABOUT, about
from conflict_claims.bulk.shards import put
from conflict_claims.render.escape import json_text
from conflict_claims.render.records import record
from conflict_claims_schemas.problems import Problem
from conflict_claims_schemas.rules import RULES

ERRORS = "errors.jsonl"
REPEATED = "BLK001"
SHOWN = 10
"""Problems that are told on the terminal."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a conversion gave.

    `rows` by table, `counts` problems by rule, of which `listed` stand in full in ERRORS, `shown` the first of them.
    `unknown` are keys that were not carried, `dropped` spans that `tokens` left out, `lost` pieces that took down
    every process that tried them, `left_out` the shards that --strict left out, with their lines. `foreign` articles
    have suggestions by rules that are not for their language.
    """

    shards: int
    rows: dict[str, int]
    counts: dict[str, int]
    listed: int
    shown: list[Problem]
    unknown: dict[str, int]
    dropped: dict[str, int]
    lost: list[Piece]
    left_out: list[str]
    foreign: int

    @property
    def errors(self) -> int:
        """Problems that are more than warnings."""
        return sum(count for rule, count in self.counts.items() if RULES[rule].severity == "error")


def outcome(done: Sequence[Manifest], lost: list[Piece], options: Options) -> Outcome:
    """Gather what the shards say, look for ids that stand twice, and write ABOUT and ERRORS.

    Args:
        done: the manifests of all shards, by source and number, without their problems.
        lost: pieces that have none.
        options: of the conversion.
    """
    first = _first_lines(done)
    repeated, number = _repeated(done, first, options.out)
    counts = _sum(manifest.counts for manifest in done) + Counter({REPEATED: number} if number else {})
    listing = _Listing(chain(_problems(done, first, options.out), repeated))
    put(options.out, options.out / ERRORS, listing.lines())
    rows = {table: sum(manifest.rows.get(table, 0) for manifest in done) for table in options.tables}
    unknown, dropped = (_sum(getattr(manifest, name) for manifest in done) for name in ("unknown", "dropped"))
    left_out = [_lines_of(one, first) for one in done if options.strict and one.counts]
    told = _sorted(counts), listing.count, listing.shown, _sorted(unknown), _sorted(dropped)
    foreign = sum(manifest.foreign for manifest in done)
    gave = Outcome(len(done), rows, *told, lost, left_out, foreign)
    put(options.out, options.out / ABOUT, [about(_told(gave, options))])
    return gave


def _told(gave: Outcome, options: Options) -> dict[str, Any]:
    return {
        "options": options.told(),
        "shards": gave.shards,
        "rows": gave.rows,
        "problems": gave.counts,
        "not_carried": gave.unknown,
        "dropped": gave.dropped,
        "left_out": gave.left_out,
        "foreign": gave.foreign,
        "complete": not gave.lost,
    }


@dataclass(slots=True)
class _Listing:
    """Problems on their way to a file: how many there were, and the first of them."""

    problems: Iterable[Problem]
    count: int = 0
    shown: list[Problem] = field(default_factory=list)

    def lines(self) -> Iterator[bytes]:
        for problem in self.problems:
            self.count += 1
            if len(self.shown) < SHOWN:
                self.shown.append(problem)
            yield json_text(record(problem, 0)).encode() + b"\n"


def _sum(parts: Iterator[Mapping[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for part in parts:
        total.update(part)
    return total


def _sorted(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items()))


def _first_lines(done: Sequence[Manifest]) -> dict[str, int]:
    """How many lines of its file stand before each shard."""
    before: Counter[str] = Counter()
    first: dict[str, int] = {}
    for manifest in done:
        first[manifest.shard] = before[manifest.source]
        before[manifest.source] += manifest.lines
    return first


def _lines_of(manifest: Manifest, first: Mapping[str, int]) -> str:
    ahead = first[manifest.shard]
    return f"{manifest.shard}: {manifest.source}, lines {ahead + 1:,} to {ahead + manifest.lines:,}"


def _problems(done: Sequence[Manifest], first: Mapping[str, int], out: Path) -> Iterator[Problem]:
    """The problems that shards list, at the lines of their files."""
    for manifest in done:
        if manifest.counts and (found := read_manifest(out, manifest.shard)):
            ahead = first[manifest.shard]
            yield from (replace(one, line=one.line + ahead) if one.line else one for one in found.problems)


def _repeated(done: Sequence[Manifest], first: Mapping[str, int], out: Path) -> tuple[list[Problem], int]:
    found, number = repeated_ids(done, out, LISTED)
    by_shard = {manifest.shard: manifest for manifest in done}

    def place(one: Place) -> tuple[str, int]:
        manifest = by_shard[one.shard]
        return manifest.source, first[one.shard] + line_of(one.row, manifest.runs)

    expected = "an id that no other article has"
    problems = []
    for name, again, before in found:
        (file, line), (where, at) = place(again), place(before)
        problems.append(Problem(REPEATED, file, line, "id", name, expected=expected, found=f"{where}:{at}"))
    return problems, number
