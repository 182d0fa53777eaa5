"""The metadata of a collection: a file of JSON Lines beside its texts, with the front matter of an article a line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from conflict_claims.files.reading import Unreadable, read_lines
from conflict_claims.files.strict_json import BadJson, parse
from conflict_claims.formats.article_lines import article_id
from conflict_claims.formats.exchange_report import ExchangeReport
from conflict_claims.formats.label_maps.shared import GIVEN, misfit
from conflict_claims.formats.refusal import Refusal
from conflict_claims_schemas.vocabulary import LAYER

Metadata = Mapping[str, Mapping[str, Any]]
"""What is said of each article, by its id."""

_FIX = "correct the line; the data dictionary has the fields of an article"


def read_metadata(path: Path, report: ExchangeReport) -> Metadata:
    """Read a file of metadata; a line names its article by `id`, or by the `file` that its text stands in.

    Lines that cannot be used are refused in the report.
    """
    found: dict[str, dict[str, Any]] = {}
    try:
        for line in read_lines(path):
            try:
                if line.fault is not None:
                    raise _Unfit(line.fault.expected, line.fault.found)
                key, fields = _entry(parse(line.text))
                found[key] = fields
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


def _entry(value: Any) -> tuple[str, dict[str, Any]]:
    if not isinstance(value, dict):
        raise _Unfit("one JSON object", "another value")
    key, file = value.get("id"), value.get("file")
    if not isinstance(key, str) and not isinstance(file, str):
        raise _Unfit('"id" of the article, or "file" of its text', "neither")
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
    return key if isinstance(key, str) else article_id(str(file).removesuffix(".txt")), fields
