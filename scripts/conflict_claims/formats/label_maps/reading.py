"""Reading a label map: TOML held against the vocabulary."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from conflict_claims.files.reading import Unreadable, read_text
from conflict_claims.formats.carried import MARK
from conflict_claims.formats.label_maps.conll import read_conll
from conflict_claims.formats.label_maps.faults import BadLabelMap, Faults
from conflict_claims.formats.label_maps.model import JoinRule, LabelMap, SpanRule, ValueRule
from conflict_claims.formats.label_maps.rules import read_join, read_span, read_value
from conflict_claims.formats.label_maps.shared import SHARED, misfit
from conflict_claims_schemas.vocabulary import LAYER

__all__ = ["BadLabelMap", "parse_label_map", "read_label_map"]

_MAX_BYTES = 1024 * 1024
_DEFAULTS = {"license": "not-stated", "split": "train", "origin": "received"}
SECTIONS = (
    "article",
    "spans",
    "events",
    "relations",
    "equivalences",
    "attributes",
    "normalisations",
    "notes",
    "conll",
)
Rule = TypeVar("Rule")


def read_label_map(path: Path) -> LabelMap:
    """Read a label map.

    Raises:
        BadLabelMap: it cannot be used; the message names every fault.
    """
    try:
        return parse_label_map(read_text(path, _MAX_BYTES), path.name)
    except Unreadable as fault:
        raise BadLabelMap(f"{path.name}  cannot be read\n  expected {fault.expected}   found {fault.found}") from fault


def parse_label_map(text: str, file: str) -> LabelMap:
    """The label map that `text` is; messages call it `file`.

    Raises:
        BadLabelMap: it cannot be used; the message names every fault.
    """
    try:
        content = tomllib.loads(text.removeprefix(MARK))  # editors of Windows put it there
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadLabelMap(f"{file}  no TOML: {error}") from error
    faults = Faults(file, text)
    for section in content.keys() - set(SECTIONS):
        faults.unknown("", section, SECTIONS)
    read = _sections(content, faults)
    article = _table(content, "article", faults)
    conll = read_conll(_table(content, "conll", faults), faults) if "conll" in content else None
    if conll and (beside := [name for name, rules in read.items() if rules]):
        found = f"[{'], ['.join(beside)}] too"
        faults.add(beside[0], "[conll] alone, for tags are all that CoNLL has", found, "make a map for each format")
    tagged = [rule for column in conll.tags for rule in column.spans.values()] if conll else []
    made = {rule.layer for rule in (*read["spans"].values(), *read["events"].values(), *tagged)}
    made |= {"link" for rule in (*read["relations"].values(), *read["equivalences"].values()) if rule.link}
    if not made and not faults.found:
        faults.add("spans", "a label that becomes a record, in [spans], [events] or [[conll.tags]]", "none")
    layers = _layers(article, made, faults)
    guidelines, metadata = _text(article, "guidelines", faults), _metadata(article, faults)
    shared = _article(article, faults)
    faults.raise_any()
    return LabelMap(file, shared, layers, guidelines, metadata, **read, conll=conll)


def _sections(content: dict[str, Any], faults: Faults) -> dict[str, Any]:
    """The rules of every section by label."""
    readers: dict[str, Callable[[str, dict[str, Any], Faults], SpanRule | JoinRule | ValueRule | None]] = {
        "spans": read_span,
        "events": lambda place, entry, found: read_span(place, entry, found, with_roles=True),
        "relations": read_join,
        "equivalences": lambda place, entry, found: read_join(place, entry, found, with_ends=False),
        "attributes": read_value,
        "normalisations": read_value,
        "notes": read_value,
    }
    return {name: _rules(name, _table(content, name, faults), read, faults) for name, read in readers.items()}


def _rules(
    section: str, table: dict[str, Any], read: Callable[[str, dict[str, Any], Faults], Rule | None], faults: Faults
) -> dict[str, Rule]:
    rules: dict[str, Rule] = {}
    for label, entry in table.items():
        place = f"{section} {label}"
        if not isinstance(entry, dict):
            faults.add(place, "a table of fields, like { ... }", repr(entry)[:60])
        elif (rule := read(place, entry, faults)) is not None:
            rules[label] = rule
    return rules


def _table(content: dict[str, Any], name: str, faults: Faults) -> dict[str, Any]:
    table = content.get(name, {})
    if isinstance(table, dict):
        return dict(table)
    faults.add(name, f"a table [{name}]", repr(table)[:60])
    return {}


def _layers(article: dict[str, Any], made: set[str], faults: Faults) -> tuple[str, ...]:
    """The layers that were annotated: as stated, else those that some label becomes."""
    stated = article.pop("layers", None)
    if stated is None:
        return tuple(layer for layer in LAYER.names if layer in made)
    if not isinstance(stated, list) or not all(layer in LAYER.names for layer in stated):
        faults.add("article layers", "a list of " + ", ".join(LAYER.names), repr(stated)[:60])
        return ()
    if missing := made - set(stated):
        faults.add("article layers", f"{', '.join(sorted(missing))} too, which labels become", repr(stated)[:60])
    return tuple(layer for layer in LAYER.names if layer in stated)


def _article(table: dict[str, Any], faults: Faults) -> dict[str, Any]:
    found: dict[str, Any] = {**_DEFAULTS}
    for name, value in table.items():
        if name not in SHARED:
            faults.unknown("article", name, [*SHARED, "guidelines", "layers", "metadata"])
        elif expected := misfit(SHARED[name], value):
            faults.add(f"article {name}", expected, repr(value)[:60])
        else:
            found[name] = value.isoformat() if isinstance(value, date) else value
    return found


def _text(table: dict[str, Any], name: str, faults: Faults) -> str | None:
    value = table.pop(name, None)
    if value is None or (isinstance(value, str) and value):
        return value
    faults.add(f"article {name}", "a text", repr(value)[:60])
    return None


def _metadata(table: dict[str, Any], faults: Faults) -> str | None:
    """The name of a file beside the texts; without one, the map itself must say the language."""
    name = _text(table, "metadata", faults)
    if name is not None and ("/" in name or "\\" in name or name.startswith(".")):
        faults.add("article metadata", "the name of a file in the folder of the texts", repr(name)[:60])
    if name is None and "language" not in table:
        faults.add("article", 'language = "..." (ISO 639-1), which the texts do not tell', "none")
    return name
