"""The shape of a release: columns, types, labels and derivations, and whether a later one breaks it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from conflict_claims.tolls.rules import RULES as TOLL_RULES
from conflict_claims_schemas.configurations import CONFIGURATIONS, arrow_schema
from conflict_claims_schemas.vocabulary import LABEL_SETS

DERIVATIONS: dict[str, str] = {
    "references": "1",
    "sentences": "1",
    "standing": "1",
    "polarity": "1",
    "tokens": "1",
    **{f"tolls.{name}": rule.version for name, rule in TOLL_RULES.items()},
}
"""The version of each derivation; it grows when the same annotations would give other derived values."""


def shape() -> dict[str, Any]:
    """The shape that the package gives to a release, as provenance.json states it.

    `columns` are the Arrow types by configuration and column, `labels` the closed sets in their order.
    """
    return {
        "columns": {name: column_types(arrow_schema(name)) for name in CONFIGURATIONS},
        "labels": {labels.name: list(labels.names) for labels in LABEL_SETS},
        "append_only": sorted(labels.name for labels in LABEL_SETS if labels.append_only),
    }


def column_types(schema: pa.Schema) -> dict[str, str]:
    """The Arrow type of each column, in words."""
    return {field.name: _type(field.type) for field in schema}


def _type(kind: pa.DataType) -> str:
    # Parquet names the items of a list in its own way, and readers differ in which name they give back.
    if pa.types.is_list(kind):
        return f"list<{_type(kind.value_type)}>"
    if pa.types.is_struct(kind):
        return f"struct<{', '.join(f'{field.name}: {_type(field.type)}' for field in kind)}>"
    return str(kind)


def breaks(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """What was there in the shape `before` and is gone or different in `after`, in words."""
    for name, columns in before["columns"].items():
        if name not in after["columns"]:
            yield f"configuration {name} went"
            continue
        for column, kind in columns.items():
            found = after["columns"][name].get(column)
            if found is None:
                yield f"column {name}.{column} went"
            elif found != kind and not _is_longer_struct(kind, found):
                yield f"column {name}.{column} was {kind} and is {found}"
    append_only = set(before["append_only"]) | set(after["append_only"])
    for name, labels in before["labels"].items():
        yield from _label_breaks(name, labels, after["labels"].get(name, []), name in append_only)


def _is_longer_struct(before: str, after: str) -> bool:
    """Whether a list of structs only got more fields, which old code does not see."""
    head = "list<struct<"
    if not (before.startswith(head) and after.startswith(head)):
        return False
    old, new = (set(kind.removeprefix(head).removesuffix(">>").split(", ")) for kind in (before, after))
    return old <= new


def _label_breaks(name: str, before: Sequence[str], after: Sequence[str], append_only: bool) -> Iterator[str]:
    gone = [label for label in before if label not in after]
    if gone:
        yield f"labels of {name} went: {', '.join(gone)}"
    elif append_only and list(after[: len(before)]) != list(before):
        yield f"labels of {name} were put into another order, which changes their codes in tokens"


def additions(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """What the shape `after` has beyond `before`, in words."""
    for name, columns in after["columns"].items():
        known = before["columns"].get(name)
        if known is None:
            yield f"configuration {name} is new"
        else:
            yield from (f"column {name}.{column} is new" for column in columns if column not in known)
            yield from (
                f"column {name}.{column} got more fields"
                for column, kind in columns.items()
                if column in known and known[column] != kind
            )
    for name, labels in after["labels"].items():
        new = [label for label in labels if label not in before["labels"].get(name, ())]
        if new:
            yield f"labels of {name} are new: {', '.join(new)}"
