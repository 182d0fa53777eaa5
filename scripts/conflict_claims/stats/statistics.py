"""What `stats` counts: layers, annotators, incidents, lengths, who reports the tolls, and labels without an example."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean, median

import polars as pl

from conflict_claims.annotations import Pass
from conflict_claims.files.layout import GOLD
from conflict_claims.render.sections import Section, Statistics, Value
from conflict_claims.stats.figures import Figures, figures, unused_labels
from conflict_claims.tables.corpus import Corpus
from conflict_claims.tables.flat import flat
from conflict_claims_schemas.columns import LAYER_OF_TABLE, SPAN_TABLES
from conflict_claims_schemas.vocabulary import LAYER, PARTY, SPLITS

Frames = Mapping[str, pl.DataFrame]


def statistics(corpus: Corpus, state: str) -> Statistics:
    """Count a corpus; gold, where it is not said otherwise."""
    frames = flat(corpus.bundle(GOLD), corpus.registries, sentences=False)
    counted = figures(frames, {name: len(passes) for name, passes in corpus.passes.items()})
    return Statistics(
        state,
        (
            _overview(counted),
            _annotators(corpus.passes),
            _incidents(frames),
            _lengths(frames),
            _parties(frames["casualties"]),
            _sources(frames),
            _labels(counted),
            _unused(counted),
        ),
    )


def _overview(counted: Figures) -> Section:
    rows = {"articles": counted.articles, **counted.records}
    cells = {name: (*(counts[split] for split in SPLITS), sum(counts.values())) for name, counts in rows.items()}
    return Section("overview", "Articles and records by split", (*SPLITS, "all"), cells)


def _annotators(passes: Mapping[str, Sequence[Pass]]) -> Section:
    rows: dict[str, tuple[Value, ...]] = {}
    for name, marked in passes.items():
        counts = Counter(record["layer"] for one in marked for record in one.records)
        rows[name] = (len(marked), *(counts[layer] for layer in LAYER.names))
    return Section("annotators", "Articles and records by annotator", ("articles", *LAYER.names), rows)


def _incidents(frames: Frames) -> Section:
    claims = frames["casualties"].drop_nulls("incident_id").group_by("incident_id")
    counted = claims.agg(pl.col("article_id").n_unique().alias("articles"), pl.len().alias("claims"))
    known = {name: (articles, number) for name, articles, number in counted.iter_rows()}
    names = sorted({*frames["incidents"]["incident_id"].to_list(), *known})
    rows = {name: known.get(name, (0, 0)) for name in names}
    return Section("incidents", "Casualty claims by incident", ("articles", "claims"), rows)


def _lengths(frames: Frames) -> Section:
    texts = frames["articles"]["text"].drop_nulls().to_list()
    rows = {
        "characters an article": _spread(map(len, texts)),
        "words an article": _spread(len(text.split()) for text in texts),
    }
    for table in SPAN_TABLES:
        spans = (frames[table]["end"] - frames[table]["start"]).drop_nulls().to_list()
        rows[f"characters a span of {LAYER_OF_TABLE[table]}"] = _spread(spans)
    return Section("lengths", "Lengths", ("least", "median", "mean", "most"), rows)


def _spread(numbers: Iterable[int]) -> tuple[Value, ...]:
    found = list(numbers)
    return (min(found), round(median(found)), round(fmean(found)), max(found)) if found else (None,) * 4


def _parties(casualties: pl.DataFrame) -> Section:
    counts = dict(casualties.group_by("party").len().iter_rows())
    told = {name: counts.pop(name, 0) for name in PARTY.names}
    told |= {"no side said": sum(counts.values())}
    return Section("parties", "Casualty claims by the side of the source", ("claims", "share"), _shares(told))


def _sources(frames: Frames) -> Section:
    """Each claim by the type of the actor that is its first source, else by what stands in place of one."""
    types = frames["actors"].unique("span_id", keep="first").select(pl.col("span_id").alias("first"), "type")
    claims = frames["casualties"].with_columns(pl.col("source").list.first().alias("first"))
    by_type = claims.join(types, on="first", how="left").select(pl.coalesce("type", "source_kind").alias("who"))
    counts = Counter(by_type["who"].to_list())
    ordered = {str(name): number for name, number in sorted(counts.items(), key=lambda one: (-one[1], str(one[0])))}
    return Section(
        "sources", "Casualty claims by the type of their first source", ("claims", "share"), _shares(ordered)
    )


def _shares(counts: Mapping[str, int]) -> dict[str, tuple[Value, ...]]:
    total = sum(counts.values())
    return {name: (number, number / total if total else None) for name, number in counts.items()}


def _labels(counted: Figures) -> Section:
    rows = {
        f"{field} {label}": (number,) for field, labels in counted.labels.items() for label, number in labels.items()
    }
    return Section("labels", "Examples of each label", ("examples",), rows)


def _unused(counted: Figures) -> Section:
    rows = {field: (len(labels), ", ".join(labels)) for field, labels in unused_labels(counted).items()}
    return Section("unused", "Labels of the guidelines without an example yet", ("number", "labels"), rows)
