"""The report of a conversion, for people."""

from __future__ import annotations

from collections.abc import Iterator

from conflict_claims.bulk.options import Options
from conflict_claims.bulk.outcome import ERRORS, Outcome
from conflict_claims.render.escape import visible
from conflict_claims.render.summary import counted
from conflict_claims.suggest.tally import foreign_warning
from conflict_claims_schemas.rules import RULES


def told(gave: Outcome, options: Options) -> Iterator[str]:
    """What a conversion gave, line by line."""
    width = max(map(len, gave.rows))
    yield from (f"{table:<{width}}  {rows:>12,}" for table, rows in gave.rows.items())
    for key, count in gave.unknown.items():
        yield visible(f"not carried: the key {key!r}, which no field has, {count:,} times")
    for layer, count in gave.dropped.items() if any(gave.dropped.values()) else ():
        yield f"tokens: {count:,} spans of layer {layer} gave way to longer ones that they overlap"
    if gave.foreign:
        yield f"warning: {foreign_warning(gave.foreign)}"
    for piece in gave.lost:
        yield visible(f"given up: {piece.source.name}, bytes {piece.start:,} to {piece.stop:,}; its processes died")
    if gave.counts:
        yield from _problems(gave)
        yield f"{gave.listed:,} of {sum(gave.counts.values()):,} problems stand in {options.out / ERRORS}"
    yield f"{counted(gave.shards, 'shard')} in {options.out}; load a table with:"
    yield f'from datasets import load_dataset; load_dataset("parquet", data_files="{options.out}/articles/*.parquet")'


def _problems(gave: Outcome) -> Iterator[str]:
    for one in gave.shown:
        place = f"{one.file}:{one.line}" if one.line else one.file
        head = f"{place}  {RULES[one.rule].severity}  {one.rule} {RULES[one.rule].slug}"
        whose = f" ({one.article} {one.span})".replace(" )", ")") if one.article else ""
        yield visible(f"{head}{whose}: expected {one.expected}, found {one.found}")
    for rule, count in gave.counts.items():
        yield f"{rule} {RULES[rule].slug}: {count:,}"
