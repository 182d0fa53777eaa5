"""The rows of one annotator, level by level: a level sees only the rows that broke no rule of the one before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

import polars as pl
import pyarrow as pa

from conflict_claims.check.batches import Batch
from conflict_claims.check.conditions import row_faults
from conflict_claims.check.context import Context, Findings, SkipCounts
from conflict_claims.check.frames import with_helpers
from conflict_claims.check.links import circular_links
from conflict_claims.check.listing import joined, problems_of
from conflict_claims.check.references import reference_faults, registry_faults
from conflict_claims.check.repairs import with_repair
from conflict_claims.check.splits import Facts
from conflict_claims.files.layout import GOLD
from conflict_claims.tables.flat import flat
from conflict_claims_schemas.columns import LAYER_OF_TABLE
from conflict_claims_schemas.problems import Problem

Frames = Mapping[str, pl.DataFrame]
KEY = ["article_id", "local_id"]
UPPER = ("L3", "L4")


def check_rows(context: Context, batch: Batch, annotator: str, table: pa.Table) -> Findings:
    """The findings on the rows of `table`, a part of the batch's bundle of `annotator`."""
    frames = with_helpers(_readable(flat(table, context.registries, sentences=False), batch.unread), table)
    low, broken = _second_level(frames, annotator)
    problems = [with_repair(problem, context, batch) for problem in problems_of(low, batch.lines)]
    skipped: SkipCounts = Counter()
    levels = [level for level in UPPER if context.reaches(level)]
    if levels:
        clean, skipped = _without(frames, broken)
        problems += problems_of(_upper_levels(clean, annotator, levels), batch.lines)
    return Findings(problems, skipped, _claimed(frames, batch.findings.facts))
