"""croissant.json: the release described for machines (Croissant 1.1, http://mlcommons.org/croissant/1.1).

A configuration is a RecordSet over a FileSet of its splits' files, each of which is a FileObject with its hash. The
answers of the datasheet stand in the properties of the RAI vocabulary 1.0.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from conflict_claims.articles import Settings
from conflict_claims.build.card import MEANINGS
from conflict_claims.build.parquet import DataFile
from conflict_claims.release.papers import relinked, sections
from conflict_claims.release.rows import ROW_KEYS
from conflict_claims_schemas.columns import CONFIGURATION_COLUMNS
from conflict_claims_schemas.configurations import CONFIGURATIONS, LAYER_FIELDS, NESTED_TABLES
from conflict_claims_schemas.datasheet import RAI_QUESTIONS
from conflict_claims_schemas.fields import Field

CROISSANT = "http://mlcommons.org/croissant/1.1"
RAI = "http://mlcommons.org/croissant/RAI/1.0"
PARQUET = "application/x-parquet"

_CR = (
    "arrayShape citeAs column containedIn equivalentProperty extract field fileProperty fileObject fileSet format "
    "includes isArray isLiveDataset jsonPath key md5 parentField path recordSet references regex repeated replace "
    "samplingRate separator source subField transform"
).split()
CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
    **{term: f"cr:{term}" for term in _CR},
}
DATA_TYPES: dict[str, str] = {
    "string": "sc:Text",
    "int": "cr:Int32",
    "count": "cr:Int64",
    "date": "sc:Date",
    "bool": "sc:Boolean",
    "strings": "sc:Text",
    "reference": "sc:Text",
    "ints": "cr:Int32",
    "tags": "cr:Int64",
}
"""The Croissant data type of a field's kind, or of the items of its lists."""

LISTS = frozenset({"strings", "reference", "ints", "tags"})


def croissant(
    settings: Settings,
    data: Sequence[DataFile],
    datasheet: str,
    creators: Sequence[Mapping[str, str]],
    version: str,
    date: str,
) -> str:
    """The text of croissant.json.

    Args:
        settings: of the corpus.
        data: the Parquet files of the release.
        datasheet: the text of DATASHEET.md.
        creators: schema.org persons and organisations.
        version: of the release.
        date: day of the release, as YYYY-MM-DD.
    """
    present = [name for name in CONFIGURATIONS if any(file.configuration == name for file in data)]
    told: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "name": settings.name,
        "conformsTo": [CROISSANT, RAI],
        "description": settings.title,
        "license": settings.license,
        "url": settings.homepage or f"https://huggingface.co/datasets/{settings.repository}",
        "version": version,
        "datePublished": date,
        "inLanguage": settings.languages,
        "creator": list(creators),
        "citeAs": f"{', '.join(one['name'] for one in creators)}: {settings.title}, version {version} ({date})",
        "isLiveDataset": False,
        "distribution": [*map(_file_object, data), *(_file_set(name, data) for name in present)],
        "recordSet": [_record_set(name) for name in present],
        **rai(datasheet),
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def rai(datasheet: str) -> dict[str, str]:
    """The properties of the RAI vocabulary that the datasheet answers."""
    answers = sections(relinked(datasheet, ()))
    told: dict[str, str] = {}
    for name, questions in RAI_QUESTIONS.items():
        given = [answers[question] for question in questions if answers.get(question)]
        if given:
            told[f"rai:{name}"] = "\n\n".join(given)
    return told


def _file_object(file: DataFile) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "description": f"{file.rows:,} rows of the configuration {file.configuration}, split {file.split}",
        "contentUrl": file.path,
        "contentSize": f"{file.size} B",
        "encodingFormat": PARQUET,
        "sha256": file.sha256,
    }


def _file_set(name: str, data: Sequence[DataFile]) -> dict[str, Any]:
    return {
        "@type": "cr:FileSet",
        "@id": f"files/{name}",
        "name": f"files/{name}",
        "description": f"the files of the configuration {name}, one a split",
        "encodingFormat": PARQUET,
        "includes": [file.path for file in data if file.configuration == name],
    }


def _record_set(name: str) -> dict[str, Any]:
    fields = [_field(name, name, column, column.name) for column in CONFIGURATION_COLUMNS[name]]
    if name == "articles":
        fields += [_nested(name, table) for table in NESTED_TABLES]
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": MEANINGS[name],
        "key": [{"@id": f"{name}/{key}"} for key in ROW_KEYS[name]],
        "field": fields,
    }


def _field(name: str, parent: str, column: Field, source: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{parent}/{column.name}",
        "name": f"{parent}/{column.name}",
        "description": _meaning(column),
        "dataType": DATA_TYPES[column.kind],
    }
    if column.kind in LISTS:
        told |= {"isArray": True, "arrayShape": "-1"}
    told["source"] = _source(name, source)
    if source != column.name:
        told["source"]["transform"] = {"jsonPath": column.name}
    return told


def _meaning(column: Field) -> str:
    labels = f" ({', '.join(column.label_set.names)})" if column.label_set else ""
    return f"{column.meaning}{labels}; {'derived' if column.derived else 'source'}"


def _nested(name: str, table: str) -> dict[str, Any]:
    parent = f"{name}/{table}"
    return {
        "@type": "cr:Field",
        "@id": parent,
        "name": parent,
        "description": f"the rows of {table} in the article; null where the layer was not annotated",
        "isArray": True,
        "arrayShape": "-1",
        "source": _source(name, table),
        "subField": [_field(name, parent, column, table) for column in LAYER_FIELDS[table]],
    }


def _source(name: str, column: str) -> dict[str, Any]:
    return {"fileSet": {"@id": f"files/{name}"}, "extract": {"column": column}}
