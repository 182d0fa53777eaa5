"""The metadata of a collection: a file of JSON Lines beside its texts, with the front matter of an article a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from conflict_claims.files.reading import Line, Unreadable, read_lines
from conflict_claims.files.strict_json import BadJson, parse
from conflict_claims.formats.article_lines import article_id, stem_of
from conflict_claims.formats.exchange_report import ExchangeReport
from conflict_claims.formats.label_maps.shared import GIVEN, misfit
from conflict_claims.formats.refusal import Refusal
from conflict_claims_schemas.vocabulary import LAYER

_FIX = "correct the line; the data dictionary has the fields of an article"


@dataclass
class _Said:
    place: str
    fields: dict[str, Any]
    used: bool = False


@dataclass
class Metadata:
    """What is said of each article: by the file of its text, or where a line names none, by its id."""

    by_file: dict[str, _Said] = field(default_factory=dict)
    by_id: dict[str, _Said] = field(default_factory=dict)

    def of(self, name: str, *, alone: bool = True) -> Mapping[str, Any]:
        """What is said of the article that came as `name`; empty where nothing is.

        Args:
            name: the text, relative to the folder of the collection, with a number where it has one.
            alone: whether no text in another folder is called the same, so that its name is enough to know it.
        """
        files = (name, name.rpartition("/")[2]) if alone else (name,)
        ids = (*map(stem_of, files), article_id(stem_of(name), alone=alone))
        found = (self.by_file.get(file) for file in files), (self.by_id.get(one) for one in ids)
        said = next(filter(None, chain(*found)), None)
        if said is None:
            return {}
        said.used = True
        return said.fields

    def account(self, report: ExchangeReport) -> None:
        """Tell which lines no text was found for, when all texts were read."""
        for said in (*self.by_file.values(), *self.by_id.values()):
            if said.used:
                report.carried["metadata"] += 1
            else:
                report.lose("metadata", "no text of the collection has this id or file", said.place)


def read_metadata(path: Path, report: ExchangeReport) -> Metadata:
    """Read a file of metadata; a line names its article by `id`, or by the `file` that its text stands in.

    Lines that cannot be used are refused in the report.
    """
    found = Metadata()
    try:
        for line in read_lines(path):
            try:
                _take(line, path.name, found, report)
            except BadJson as error:
                report.refuse(Refusal(f"{path.name}:{line.number}", "one JSON object", error.found, _FIX))
            except _Unfit as error:
                report.refuse(Refusal(f"{path.name}:{line.number}", error.expected, error.found, _FIX))
    except Unreadable as fault:
        report.refuse(Refusal(path.name, fault.expected, fault.found, "put it beside the texts, as the label map says"))
    return found


class _Unfit(Exception):
    def __init__(self, expected: str, found: str) -> None:
        super().__init__(f"expected {expected}, found {found}")
        self.expected, self.found = expected, found


def _take(line: Line, name: str, found: Metadata, report: ExchangeReport) -> None:
    if line.fault is not None:
        raise _Unfit(line.fault.expected, line.fault.found)
    value = parse(line.text)
    if not isinstance(value, dict):
        raise _Unfit("one JSON object", "another value")
    key, file = value.get("id"), value.get("file")
    named = file if isinstance(file, str) else key
    if not isinstance(named, str) or not named:
        raise _Unfit('"id" of the article, or "file" of its text', "neither")
    said = _Said(f"{name}:{line.number} {named}", _fields(value))
    if (found.by_file if isinstance(file, str) else found.by_id).setdefault(named, said) is not said:
        report.lose("metadata", "an earlier line is of the same article", said.place)


def _fields(value: Mapping[str, Any]) -> dict[str, Any]:
    fields = {name: value[name] for name in GIVEN if value.get(name) is not None}
    for name, one in fields.items():
        if expected := misfit(GIVEN[name], one):
            raise _Unfit(f"{name}: {expected}", repr(one)[:60])
    layers = value.get("layers")
    if layers is not None:
        if not isinstance(layers, list) or not all(layer in LAYER.names for layer in layers):
            raise _Unfit("layers: a list of " + ", ".join(LAYER.names), repr(layers)[:60])
        fields["layers"] = layers
    if isinstance(value.get("guidelines"), str):
        fields["guidelines"] = value["guidelines"]
    return fields
