"""Rules on references and registry ids: REF001 to REF006, REF013."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import polars as pl

from conflict_claims.check.listing import failing, joined
from conflict_claims_schemas.columns import KEYS, LAYER_OF_TABLE, RENAMED
from conflict_claims_schemas.fields import ATTRIBUTES, REGISTRY_FILES, Field
from conflict_claims_schemas.vocabulary import SPECIAL_REFERENCES

Frames = Mapping[str, pl.DataFrame]
RECORD = ("article_id", "layer", "local_id", "line", "field")
_REF, _TARGET = pl.col("ref"), pl.col("target_layer")
_IS_LINK = pl.col("layer") == "link"
_SPECIAL = _REF.is_in(SPECIAL_REFERENCES).fill_null(False) & ~_IS_LINK
_ALLOWED = {
    (layer, field.name): ", ".join(field.refers)
    for layer, fields in ATTRIBUTES.items()
    for field in fields
    if field.kind == "reference"
}

_SPECIALS = [
    (layer, field.name, " ".join(field.specials))
    for layer, fields in ATTRIBUTES.items()
    for field in fields
    if field.kind == "reference"
]


def reference_faults(frames: Frames) -> pl.DataFrame:
    """The references, as written, that break a rule, as rows of `listing.COLUMNS`."""
    references = _with_spans(frames)
    return joined([
        _dangling(references),
        _wrong_layer(references),
        _mixed(references),
        _repeated(references),
        _to_itself(references),
        _special_in_wrong_field(references),
    ])  # fmt: skip


def _with_spans(frames: Frames) -> pl.DataFrame:
    """The references with their record's own place and words; of an id that came twice, the first."""
    keys = ["article_id", "layer", "local_id", "line"]
    places = pl.concat(
        frames[table].select("article_id", pl.lit(layer).alias("layer"), "local_id", "line", "start", "end", "text")
        for table, layer in LAYER_OF_TABLE.items()
        if layer != "link"
    )
    return frames["references"].join(places.unique(keys, keep="first"), on=keys, how="left", maintain_order="left")


def _listed(rows: pl.DataFrame, rule: str, expected: pl.Expr, found: pl.Expr) -> pl.DataFrame:
    return failing(rows, rule, pl.col("field"), expected, found)


def _dangling(references: pl.DataFrame) -> pl.DataFrame:
    rows = references.filter(_REF.is_not_null() & ~_SPECIAL & _TARGET.is_null())
    return _listed(rows, "REF001", pl.lit("the id of a record in this file"), pl.format('"{}"', _REF))


def _wrong_layer(references: pl.DataFrame) -> pl.DataFrame:
    allowed = pl.DataFrame(
        [(*key, layers) for key, layers in _ALLOWED.items()],
        schema=["layer", "field", "allowed"],
        orient="row",
    )
    rows = references.filter(_TARGET.is_not_null()).join(allowed, on=["layer", "field"], how="left")
    rows = rows.filter(~pl.col("allowed").str.split(", ").list.contains(_TARGET))
    expected = pl.format("a record of layer {}", pl.col("allowed").str.replace_all(", ", " or ", literal=True))
    return _listed(rows, "REF002", expected, pl.format('"{}" of layer {}', _REF, _TARGET))


def _mixed(references: pl.DataFrame) -> pl.DataFrame:
    # An empty list has one row, with a null in it.
    many = pl.len().over(RECORD) > 1
    rows = references.filter(_REF.is_null() | (many & _SPECIAL)).unique(RECORD, keep="first", maintain_order=True)
    found = pl.when(_REF.is_null()).then(pl.lit("an empty list")).otherwise(pl.format('"{}" beside others', _REF))
    return _listed(rows, "REF003", pl.lit('ids of spans, or ["author"] or ["unnamed"] alone, or no key'), found)


def _repeated(references: pl.DataFrame) -> pl.DataFrame:
    rows = references.filter(_REF.is_not_null() & ~pl.struct(*RECORD, "ref").is_first_distinct())
    return _listed(rows, "REF005", pl.lit("each id once"), pl.format('"{}" a second time', _REF))


def _to_itself(references: pl.DataFrame) -> pl.DataFrame:
    rows = references.filter(~_IS_LINK & (pl.col("local_id") == _REF))
    return _listed(rows, "REF006", pl.lit("the id of another record"), pl.format('"{}", its own', _REF))


def _special_in_wrong_field(references: pl.DataFrame) -> pl.DataFrame:
    taken = pl.DataFrame(_SPECIALS, schema=["layer", "field", "specials"], orient="row")
    rows = references.filter(_SPECIAL).join(taken, on=["layer", "field"], how="left")
    rows = rows.filter(~pl.col("specials").str.split(" ").list.contains(_REF))
    names = pl.col("specials").str.replace(" ", '" or "', literal=True)
    some = pl.format('ids of spans, "{}", or no key', names)
    expected = pl.when(pl.col("specials") == "").then(pl.lit("ids of spans, or no key")).otherwise(some)
    return _listed(rows, "REF013", expected, pl.format('"{}"', _REF))


def registry_faults(frames: Frames, registries: Collection[str]) -> pl.DataFrame:
    """Ids that one of `registries` should have and has not (REF004), as rows of `listing.COLUMNS`."""
    return joined(
        _unknown_ids(frames, table, field, registry)
        for table, layer in LAYER_OF_TABLE.items()
        for field in ATTRIBUTES[layer]
        for registry in field.refers
        if registry in registries
    )


def _unknown_ids(frames: Frames, table: str, field: Field, registry: str) -> pl.DataFrame:
    column = pl.col(RENAMED[LAYER_OF_TABLE[table]].get(field.name, field.name))
    known = frames[registry].get_column(KEYS[registry]).implode()
    rows = frames[table].filter(column.is_not_null() & ~column.is_in(known))
    expected = pl.lit(f"an id in corpus/{REGISTRY_FILES[registry]}")
    return failing(rows, "REF004", field.name, expected, pl.format('"{}"', column))
