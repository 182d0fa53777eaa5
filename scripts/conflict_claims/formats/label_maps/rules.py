"""The entries of a label map: what a span, a relation, an attribute or a note becomes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from conflict_claims.formats.label_maps.faults import Faults
from conflict_claims.formats.label_maps.model import JoinRule, SpanRule, ValueRule
from conflict_claims.formats.label_maps.values import FIELDS, constant_of, value_of
from conflict_claims_schemas.fields import Field
from conflict_claims_schemas.vocabulary import LINK_TYPE, SPAN_LAYERS

ID = "id"
"""What a note may fill besides the fields of a layer: the record's own id, which our export writes."""

_ALL = {name: field for fields in FIELDS.values() for name, field in fields.items()}
_REFERENCES = sorted(name for name, field in _ALL.items() if field.kind == "reference")


def read_span(place: str, entry: dict[str, Any], faults: Faults, *, with_roles: bool = False) -> SpanRule | None:
    """A label of spans, events (`with_roles`) or tags: `{ layer = "actor", type = "civilians", ... }`."""
    rest = dict(entry)
    layer, roles = rest.pop("layer", None), rest.pop("roles", {}) if with_roles else {}
    if layer not in SPAN_LAYERS:
        faults.add(f"{place} layer", "one of " + ", ".join(SPAN_LAYERS), repr(layer)[:60])
        return None
    references = [name for name, field in FIELDS[layer].items() if field.kind == "reference"]
    if not isinstance(roles, dict):
        faults.add(f"{place} roles", "a table of roles and the fields that they fill", repr(roles)[:60])
        return None
    for role, name in roles.items():
        if name not in references:
            faults.add(f"{place} roles {role}", "one of " + ", ".join(references), repr(name)[:60])
    return SpanRule(layer, _constants(place, rest, FIELDS[layer], faults), roles)


def read_join(place: str, entry: dict[str, Any], faults: Faults, *, with_ends: bool = True) -> JoinRule | None:
    """A relation: `{ field = "source", from = "Arg1", to = "Arg2" }` or `{ link = "updates", ... }`."""
    rest = dict(entry)
    ends = [rest.pop(key, default) if with_ends else default for key, default in (("from", "Arg1"), ("to", "Arg2"))]
    if not all(isinstance(end, str) for end in ends):
        faults.add(place, "from and to as names of roles", repr(ends)[:60])
        return None
    field, link = rest.pop("field", ""), rest.pop("link", "")
    if bool(field) == bool(link):
        faults.add(place, 'either field = "..." (a reference) or link = "..."', "both" if field else "neither")
    elif field:
        _among(f"{place} field", field, _REFERENCES, faults)
        for key in rest:
            faults.unknown(place, key, ("field", "link", "from", "to"))
        return JoinRule(fills=field, source=ends[0], target=ends[1])
    elif _among(f"{place} link", link, LINK_TYPE.names, faults):
        fields = {name: one for name, one in FIELDS["link"].items() if name != "type"}
        return JoinRule(link=link, values=_constants(place, rest, fields, faults), source=ends[0], target=ends[1])
    return None


def read_value(place: str, entry: dict[str, Any], faults: Faults) -> ValueRule | None:
    """An attribute, normalisation or note: `{ field = "modality" }`, with `value` or `values` where words differ."""
    for key in entry.keys() - {"field", "value", "values", "escaped"}:
        faults.unknown(place, key, ("field", "value", "values", "escaped"))
    name, value, values = entry.get("field"), entry.get("value"), entry.get("values")
    if not _among(f"{place} field", name, [*_ALL, ID], faults):
        return None
    assert isinstance(name, str)
    if value is not None and values is not None:
        faults.add(place, "value or values", "both")
        return None
    if values is not None and not (isinstance(values, dict) and all(isinstance(one, str) for one in values.values())):
        faults.add(f"{place} values", "a table from their words to ours", repr(values)[:60])
        return None
    stated = [] if values is None and value is None else [value] if values is None else [*values.values()]
    for one in stated:
        _check_word(f"{place} value", name, one, faults)
    escaped = entry.get("escaped", False)
    if not isinstance(escaped, bool):
        faults.add(f"{place} escaped", "true or false", repr(escaped)[:60])
    return ValueRule(name, value, values, escaped is True)


def _check_word(place: str, name: str, word: Any, faults: Faults) -> None:
    """A word of ours must fit the field in one layer at least."""
    wanted = ""
    for field in (fields[name] for fields in FIELDS.values() if name in fields):
        try:
            if isinstance(word, str):
                value_of(field, word)
                return
            wanted = "a string"
        except ValueError as error:
            wanted = str(error)
    if wanted:
        faults.add(place, wanted, repr(word)[:60])


def _among(place: str, word: Any, known: Collection[str], faults: Faults) -> bool:
    if isinstance(word, str) and word in known:
        return True
    if isinstance(word, str):
        faults.unknown(place, word, known)
    else:
        faults.add(place, "one of " + ", ".join(known), repr(word)[:60])
    return False


def _constants(place: str, entry: Mapping[str, Any], fields: Mapping[str, Field], faults: Faults) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in entry.items():
        if name not in fields:
            faults.unknown(place, name, ["layer", *fields])
            continue
        try:
            found[name] = constant_of(fields[name], value)
        except ValueError as error:
            _misfit(f"{place} {name}", fields[name], value, str(error), faults)
    return found


def _misfit(place: str, field: Field, value: Any, expected: str, faults: Faults) -> None:
    if field.label_set is not None and isinstance(value, str):
        faults.unknown(place, value, field.label_set.names)
    else:
        faults.add(place, expected, repr(value)[:60])
