"""What there is to guard: fields of the files and columns of the tables, by the names that rules use."""

from __future__ import annotations

from collections.abc import Iterable

from conflict_claims_schemas.columns import LAYER_OF_TABLE, RENAMED, TABLES
from conflict_claims_schemas.fields import CORPUS_SETTINGS, FRONT_MATTER, HEADER, RECORDS, REGISTRIES, Field
from conflict_claims_schemas.rules.model import Rule


def named(owner: str, fields: Iterable[Field]) -> tuple[str, ...]:
    """The guard names of some fields: `front_matter.url`."""
    return tuple(f"{owner}.{field.name}" for field in fields)


RECORD_FIELDS: tuple[str, ...] = tuple(name for layer, fields in RECORDS.items() for name in named(layer, fields))
HEADER_FIELDS: tuple[str, ...] = (*named("header", HEADER), "header.next")
FRONT_MATTER_FIELDS: tuple[str, ...] = named("front_matter", FRONT_MATTER)
REGISTRY_FIELDS: tuple[str, ...] = tuple(name for table, fields in REGISTRIES.items() for name in named(table, fields))
SETTINGS_FIELDS: tuple[str, ...] = named("corpus", CORPUS_SETTINGS)
WAIVER_FIELDS: tuple[str, ...] = tuple(f"waivers.{key}" for key in ("rule", "article", "span", "reason", "expires"))


def _source_of(table: str, column: Field) -> str:
    """The field of a file that `column` carries over, or the column itself where it is made by the tool."""
    if column.name == "article_id":
        return "front_matter.id"
    if table == "articles":
        if column.name in ("guidelines", "layers"):
            return f"header.{column.name}"
        return f"articles.{column.name}" if column.derived or column.name == "text" else f"front_matter.{column.name}"
    if table in REGISTRIES:
        return f"{table}.{'id' if column.name == TABLES[table][0].name else column.name}"
    layer = LAYER_OF_TABLE[table]
    if column.derived:
        return f"{table}.{column.name}"
    back = {new: old for old, new in RENAMED.get(layer, {}).items()} | {"span_id": "id", "link_id": "id"}
    return f"{layer}.{back.get(column.name, column.name)}"


COLUMNS: tuple[str, ...] = tuple(
    dict.fromkeys(_source_of(table, column) for table, columns in TABLES.items() for column in columns)
)
DERIVED: tuple[str, ...] = tuple(
    f"{table}.{column.name}" for table, columns in TABLES.items() for column in columns if column.derived
)
"""The columns that no file has: the tool computes them."""


def targets() -> frozenset[str]:
    """Everything that at least one rule must guard."""
    return frozenset(
        (
            *RECORD_FIELDS,
            *HEADER_FIELDS,
            *FRONT_MATTER_FIELDS,
            *REGISTRY_FIELDS,
            *SETTINGS_FIELDS,
            *WAIVER_FIELDS,
        )
    ).union(COLUMNS)


def guarded(rules: Iterable[Rule]) -> frozenset[str]:
    """Everything that `rules` guard."""
    return frozenset(guard for rule in rules for guard in rule.guards)


def labelled_fields(owners: dict[str, tuple[Field, ...]]) -> tuple[str, ...]:
    """The guard names of the fields whose values are a closed set."""
    return tuple(f"{owner}.{field.name}" for owner, fields in owners.items() for field in fields if field.labels)
