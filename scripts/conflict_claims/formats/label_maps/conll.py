"""The section [conll] of a label map: which column holds what."""

from __future__ import annotations

from typing import Any

from conflict_claims.formats.label_maps.faults import Faults
from conflict_claims.formats.label_maps.model import ConllRule, SpanRule, TagRule
from conflict_claims.formats.label_maps.rules import read_span
from conflict_claims.formats.label_maps.values import missing

_KEYS = ("token", "tags", "start", "end", "join")
_TAG_KEYS = ("column", "spans", "prefixed")
_JOINS = ("blank", "text")
_COLUMN = "a number of a column: 1 is the first, -1 the last"


def read_conll(table: dict[str, Any], faults: Faults) -> ConllRule | None:
    """Where the tokens, the tags and the offsets stand; columns count from 1, or from the end where negative."""
    for key in table.keys() - set(_KEYS):
        faults.unknown("conll", key, _KEYS)
    token = _column("conll token", table.get("token", 1), faults)
    places = [_column(f"conll {key}", table[key], faults) if key in table else None for key in ("start", "end")]
    if ("start" in table) != ("end" in table):
        faults.add("conll start", "start and end, or neither", "one of them")
    join = table.get("join", "blank")
    if join not in _JOINS:
        faults.add("conll join", "one of " + ", ".join(_JOINS), repr(join)[:60])
    tags = _tags(table.get("tags"), faults)
    if token is None or join not in _JOINS or faults.found:
        return None
    return ConllRule(token, tags, places[0], places[1], join)


def _tags(entries: Any, faults: Faults) -> tuple[TagRule, ...]:
    if not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
        faults.add("conll tags", "at least one [[conll.tags]] with a column and [conll.tags.spans]", "none")
        return ()
    rules = []
    for entry in entries:
        for key in entry.keys() - set(_TAG_KEYS):
            faults.unknown("conll tags", key, _TAG_KEYS)
        column = _column("conll tags column", entry.get("column"), faults)
        spans = entry.get("spans")
        if not isinstance(spans, dict) or not all(isinstance(one, dict) for one in spans.values()):
            faults.add("conll tags spans", "a table of labels and what they become", repr(spans)[:60])
            continue
        read = {label: _span(label, one, faults) for label, one in spans.items()}
        prefixed = entry.get("prefixed", True)
        if not isinstance(prefixed, bool):
            faults.add("conll tags prefixed", "true or false", repr(prefixed)[:60])
        elif column is not None:
            made = {label: rule for label, rule in read.items() if rule is not None}
            rules.append(TagRule(column, made, prefixed))
    return tuple(rules)


def _span(label: str, entry: dict[str, Any], faults: Faults) -> SpanRule | None:
    """What a tag becomes; a tag alone says nothing more, so that the map must give all that a record needs."""
    rule = read_span(f"conll.tags.spans {label}", entry, faults)
    if rule is not None and (lacking := missing(rule.layer, rule.values)):
        faults.add(f"conll.tags.spans {label}", f"{', '.join(lacking)}, which the layer {rule.layer} needs", "none")
    return rule


def _column(place: str, number: Any, faults: Faults) -> int | None:
    """The index of a column, from 0 or negative from the end."""
    if type(number) is not int or number == 0 or abs(number) > 1000:
        faults.add(place, _COLUMN, repr(number)[:60])
        return None
    return number - 1 if number > 0 else number
