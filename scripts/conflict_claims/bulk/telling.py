"""The report of a conversion, for people."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from conflict_claims.bulk.options import Options
from conflict_claims.bulk.outcome import ERRORS, SHOWN, Outcome
from conflict_claims.bulk.results import ABOUT
from conflict_claims.render.escape import visible
from conflict_claims.render.summary import counted
from conflict_claims.suggest.tally import foreign_warning
from conflict_claims_schemas.rules import RULES

KEYS = 50
"""Keys that were not carried which are told."""


def told(gave: Outcome, options: Options) -> Iterator[str]:
    """What a conversion gave, line by line."""
    width = max(map(len, gave.rows))
    yield from (f"{table:<{width}}  {rows:>12,}" for table, rows in gave.rows.items())
    for key, count in islice(gave.unknown.items(), KEYS):
        yield visible(f"not carried: the key {key!r}, which no field has, {count:,} times")
    if len(gave.unknown) > KEYS:
        yield f"not carried: {len(gave.unknown):,} keys in all, as {options.out / ABOUT} lists them"
    if options.strict and gave.unknown:
        yield "--strict: keys that are not carried make the exit code 1; their shards are kept"
    for layer, count in gave.dropped.items() if any(gave.dropped.values()) else ():
        yield f"tokens: {count:,} spans of layer {layer} gave way to longer ones that they overlap"
    if gave.foreign:
        yield f"warning: {foreign_warning(gave.foreign)}"
    for piece in gave.lost:
        unit = "row groups" if piece.source.kind == "parquet" else "bytes"
        yield visible(f"given up: {piece.source.name}, {unit} {piece.start:,} to {piece.stop:,}; its processes died")
    if gave.counts:
        yield from _problems(gave)
        yield f"{gave.listed:,} of {sum(gave.counts.values()):,} problems stand in {options.out / ERRORS}"
    yield from (visible(f"left out by --strict: shard {one}") for one in gave.left_out[:SHOWN])
    if len(gave.left_out) > SHOWN:
        yield f"left out by --strict: {len(gave.left_out):,} shards in all, as {options.out / ABOUT} lists them"
    yield f"{counted(gave.shards, 'shard')} in {options.out}; load a table with:"
    yield f'from datasets import load_dataset; load_dataset("parquet", data_files="{options.out}/articles/*.parquet")'


def _problems(gave: Outcome) -> Iterator[str]:
    for one in gave.shown:
        place = f"{one.file}:{one.line}" if one.line else one.file
        head = f"{place}  {RULES[one.rule].severity}  {one.rule} {RULES[one.rule].slug}"
        whose = f" ({one.article} {one.span})".replace(" )", ")") if one.article else ""
        yield visible(f"{head}{whose}: expected {one.expected}, found {one.found}")
        if one.fix:
            yield visible(f"  fix  {one.fix}")
    for rule, count in gave.counts.items():
        yield f"{rule} {RULES[rule].slug}: {count:,}"
        yield f"  fix  {RULES[rule].fix}     (more: conflict-claims explain {rule})"
