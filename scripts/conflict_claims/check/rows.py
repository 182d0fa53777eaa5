"""The rows of one annotator, level by level: the upper ones see only rows that broke no rule of L2."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl
import pyarrow as pa

from conflict_claims.annotations import UNKNOWN
from conflict_claims.check.conditions import row_faults
from conflict_claims.check.context import Context, Findings, SkipCounts
from conflict_claims.check.frames import with_helpers
from conflict_claims.check.links import circular_links
from conflict_claims.check.listing import KeyLines, joined, problems_of
from conflict_claims.check.references import reference_faults, registry_faults
from conflict_claims.check.repairs import proposal
from conflict_claims.files.layout import GOLD
from conflict_claims.tables.flat import flat
from conflict_claims_schemas.columns import LAYER_OF_TABLE
from conflict_claims_schemas.fields import REGISTRIES
from conflict_claims_schemas.problems import Problem
from conflict_claims_schemas.vocabulary import SPECIAL_REFERENCES

Frames = Mapping[str, pl.DataFrame]
UPPER = ("L3", "L4")


@dataclass(frozen=True, slots=True)
class Rows:
    """Some articles of one annotator: their bundle, and what its messages need to know.

    `lines` are the lines of the front matter's keys; `unread` the file and local id of records that cannot be
    used, so that a reference to one of them is not called dangling.
    """

    annotator: str
    bundle: pa.Table
    lines: KeyLines
    unread: Sequence[tuple[str, str]]


def check_rows(context: Context, rows: Rows) -> Findings:
    """The findings on `rows` from level L2 on; the rows of `articles` are looked at with gold alone."""
    frames = flat(rows.bundle, context.registries, sentences=False, references=True)
    unusable = _unusable_references(frames["references"], rows.unread)
    frames["references"] = frames["references"].join(unusable, on=_REFERENCE, how="anti", maintain_order="left")
    frames = with_helpers(frames, rows.bundle)
    tables = [*LAYER_OF_TABLE, *(["articles"] if rows.annotator == GOLD else [])]
    complete = REGISTRIES.keys() - context.incomplete
    found = [reference_faults(frames), registry_faults(frames, complete)]
    broken = joined([*found, *_conditions(context, frames, tables, ("L2",))])
    problems = [*_mended(problems_of(broken, rows.lines), rows.bundle)]
    levels = tuple(level for level in UPPER if context.reaches(level))
    skipped: SkipCounts = Counter()
    if levels:
        unknown = registry_faults(frames, context.incomplete)
        clean, skipped = _sound(frames, joined([broken, unknown]), unusable)
        if rows.annotator != GOLD:
            clean = _by_guidelines_in_force(clean, context, skipped)
        upper = joined([*_conditions(context, clean, tables, levels), circular_links(clean["links"])])
        problems += problems_of(upper, rows.lines)
    return Findings(problems, skipped)


def _conditions(
    context: Context, frames: Frames, tables: Sequence[str], levels: tuple[str, ...]
) -> Iterator[pl.DataFrame]:
    return (row_faults(frames[table], table, levels, plain=context.plain) for table in tables)


_REFERENCE = ["file", "ref"]


def _unusable_references(references: pl.DataFrame, unread: Sequence[tuple[str, str]]) -> pl.DataFrame:
    """The references that point at records which cannot be used."""
    lost = pl.DataFrame(unread, schema={"file": pl.String, "ref": pl.String}, orient="row")
    blind = lost.filter(pl.col("ref") == UNKNOWN).get_column("file").implode()
    named = pl.struct(_REFERENCE).is_in(lost.select(pl.struct(_REFERENCE)).to_series().implode())
    local_id = pl.col("ref").is_not_null() & ~pl.col("ref").is_in(SPECIAL_REFERENCES)
    return references.filter(pl.col("target_layer").is_null() & local_id & (named | pl.col("file").is_in(blind)))


def _sound(frames: Frames, broken: pl.DataFrame, unusable: pl.DataFrame) -> tuple[dict[str, pl.DataFrame], SkipCounts]:
    """The frames without the rows that broke a rule or point at nothing usable, and how many those are."""
    faulty = broken.select(pl.col("article").alias("article_id"), pl.col("span").alias("local_id")).drop_nulls()
    faulty = pl.concat([faulty, unusable.select("article_id", "local_id")]).unique()
    sound = dict(frames)
    skipped: SkipCounts = Counter()
    for table in LAYER_OF_TABLE:
        kept = frames[table].join(faulty, on=["article_id", "local_id"], how="anti", maintain_order="left")
        sound[table] = _between_sound_claims(kept, faulty) if table == "links" else kept
        if left_out := frames[table].height - sound[table].height:
            skipped["L3", f"rows of {table}", "they, or what they point at, broke a rule of L1 or L2"] += left_out
    return sound, skipped


def _by_guidelines_in_force(frames: Frames, context: Context, skipped: SkipCounts) -> dict[str, pl.DataFrame]:
    """The frames without passes by other guidelines: such a pass is a record and is not rewritten."""
    in_force = context.settings.guidelines if context.settings else None
    earlier = frames["articles"].filter(pl.col("guidelines").ne_missing(in_force)).get_column("article_id")
    if earlier.len():
        why = f"they followed other guidelines than {in_force}, which are in force"
        skipped["L3", "annotation files", why if in_force else "the guidelines in force are not known"] += earlier.len()
    layers = {table: frames[table].filter(~pl.col("article_id").is_in(earlier.implode())) for table in LAYER_OF_TABLE}
    return {**frames, **layers}


def _between_sound_claims(links: pl.DataFrame, faulty: pl.DataFrame) -> pl.DataFrame:
    claims = faulty.select(pl.concat_str("article_id", "local_id", separator=".")).to_series().implode()
    return links.filter(~pl.col("from_id").is_in(claims) & ~pl.col("to_id").is_in(claims))


def _mended(problems: Iterable[Problem], bundle: pa.Table) -> Iterator[Problem]:
    """The problems, with a proposal where the words of a span stand elsewhere in the text."""
    texts: dict[str, str] = {}
    for problem in problems:
        if problem.rule == "SPN015" and problem.start is not None:
            texts = texts or dict(zip(bundle["id"].to_pylist(), bundle["text"].to_pylist(), strict=True))
            fix = proposal(texts.get(problem.article, ""), problem.surface, problem.start)
            yield replace(problem, fix=fix or problem.fix)
        else:
            yield problem
