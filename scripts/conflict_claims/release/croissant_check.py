"""What a Croissant description says beyond its form, held against the release: files, hashes, columns, RAI properties.

mlcroissant looks at the form alone: it passes a wrong hash, a missing file, an unknown column and a property that the
RAI vocabulary does not have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from conflict_claims.files.strict_json import BadJson, parse
from conflict_claims_schemas.datasheet import RAI_PROPERTIES


def croissant_faults(text: str, sums: Mapping[str, str], columns: Mapping[str, Sequence[str]]) -> list[str]:
    """What is wrong in a croissant.json, in words; nothing where it tells of the release as it is.

    Args:
        text: of croissant.json.
        sums: the hashes of the files of the release, by name.
        columns: the columns of each configuration's Parquet files.
    """
    try:
        told = parse(text)
    except BadJson as fault:
        return [f"expected JSON, found {fault.found}"]
    try:
        return [*_files(told, sums), *_sets(told, sums, columns), *_properties(told)]
    except (AttributeError, KeyError, TypeError) as error:
        return [f"expected a description with distribution and recordSet, found none of {error}"]


def _of_kind(told: Mapping[str, Any], kind: str) -> dict[str, Mapping[str, Any]]:
    return {node["@id"]: node for node in told["distribution"] if node["@type"] == kind}


def _files(told: Mapping[str, Any], sums: Mapping[str, str]) -> Iterator[str]:
    described = {node["contentUrl"]: node.get("sha256") for node in _of_kind(told, "cr:FileObject").values()}
    for name, digest in described.items():
        if name not in sums:
            yield f"{name} is described and not there"
        elif digest != sums[name]:
            yield f"{name} has another hash than is described"
    data = {name for name in sums if name.endswith(".parquet")}
    yield from (f"{name} is there and not described" for name in sorted(data - described.keys()))


def _sets(told: Mapping[str, Any], sums: Mapping[str, str], columns: Mapping[str, Sequence[str]]) -> Iterator[str]:
    files = {name: node["includes"] for name, node in _of_kind(told, "cr:FileSet").items()}
    records = {record["@id"]: record for record in told["recordSet"]}
    yield from (f"the configuration {name} is not described" for name in sorted(columns.keys() - records.keys()))
    for name, record in records.items():
        sources = {field["source"]["fileSet"]["@id"] for field in record["field"]}
        included = sorted(path for source in sources for path in files.get(source, ()))
        expected = sorted(path for path in sums if path.startswith(f"data/{name}/"))
        if included != expected:
            yield f"the record set {name} is made from {included}, and its files are {expected}"
        described = {field["source"]["extract"]["column"] for field in record["field"]}
        differing = sorted(described.symmetric_difference(columns.get(name, ())))
        yield from (f"the column {name}.{column} is described or there, and not both" for column in differing)


def _properties(told: Mapping[str, Any]) -> Iterator[str]:
    names = (key.removeprefix("rai:") for key in told if key.startswith("rai:"))
    yield from (f"rai:{name} is no property of the vocabulary" for name in names if name not in RAI_PROPERTIES)
