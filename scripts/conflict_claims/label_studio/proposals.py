"""New actors, incidents and topics that annotators met: their words made into registry entries, ready to paste."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from conflict_claims.articles import Article
from conflict_claims.label_studio.results import Region
from conflict_claims_schemas.fields import REGISTRIES, REGISTRY_FILES
from conflict_claims_schemas.labelling.controls import CONTROLS
from conflict_claims_schemas.labelling.page import proposal_fields

MISSING = "?"
"""Stands for what the annotator did not tell; `check` refuses it until someone does."""

Entry = Mapping[str, Any]

_FIELD = {(one.layer, one.proposes): one.field.name for one in CONTROLS.values() if one.proposes}
"""The field that a new entry of a registry is for, by layer and registry."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A new entry of a registry, as one annotator worded it at one place.

    `told` are the fields that are known, and `rest` what the annotator wrote beyond them; `chosen` is the id that the
    span has nonetheless, empty where it has none.
    """

    table: str
    told: Mapping[str, str]
    rest: str
    place: str
    chosen: str

    @property
    def key(self) -> str:
        """What two proposals of the same entry share."""
        return _folded(self.told.get("name", ""))


def proposals(regions: Mapping[str, Region], article: Article) -> list[Proposal]:
    """What the regions of one annotation propose, in text order."""
    proposing = [region for region in regions.values() if region.proposed]
    return [
        _proposal(table, words, region, f"{article.id} chars {region.start}-{region.end}")
        for region in sorted(proposing, key=lambda one: (one.start, one.end))
        for table, words in region.proposed.items()
        if words.strip()
    ]


def _proposal(table: str, words: str, region: Region, place: str) -> Proposal:
    names = [field.name for field in proposal_fields(table)]
    parts = [" ".join(part.split()) for part in words.replace("\n", ";").split(";")]
    # What the span already says need not be typed again.
    said = {"name": " ".join(region.words.split()), "type": region.fields.get("type", "")}
    typed = dict(zip(names, parts, strict=False))
    told = {name: typed.get(name) or said.get(name, "") for name in names}
    rest = "; ".join(filter(None, parts[len(names) :]))
    told = {name: value for name, value in told.items() if value not in ("", MISSING)}
    chosen = str(region.fields.get(_FIELD[region.layer, table]) or "")
    return Proposal(table, told, rest, place, chosen)


def entries(found: Iterable[Proposal], known: Mapping[str, Iterable[Entry]]) -> str:
    """YAML to paste, by registry file: an entry for each name that is not among the entries `known` of its registry.

    Where annotators told different things of one name, the first is in the entry and the others stand above it; what
    one left open is filled from another. A name, alias or id that is known is told with its id, until the span has it.
    """
    listed = list(found)
    parts = []
    for table in REGISTRIES:
        own = _told_of([one for one in listed if one.table == table], list(known.get(table, ())))
        if own:
            parts.append(f"# corpus/{REGISTRY_FILES[table]}\n{own}")
    return "\n".join(parts)


def _told_of(found: Iterable[Proposal], known: Sequence[Entry]) -> str:
    """What is to be told of the proposals for one registry."""
    names: dict[str, str] = {}
    for entry in known:
        for name in filter(None, (entry["id"], entry.get("name"), *(entry.get("aliases") or ()))):
            names.setdefault(_folded(str(name)), str(entry["id"]))
    groups: dict[str, list[Proposal]] = {}
    for one in found:
        if one.key not in names or one.chosen != names[one.key]:
            groups.setdefault(one.key, []).append(one)
    used = {str(entry["id"]) for entry in known}
    return "".join(_there(group, names[key]) if key in names else _entry(group, used) for key, group in groups.items())


def _there(group: Sequence[Proposal], name: str) -> str:
    return f"# {group[0].told['name']} is there as {name}: set this id at {_places(group)}\n"


def _entry(group: Sequence[Proposal], used: set[str]) -> str:
    """One entry of all that was told of a name."""
    lines = [f"# for {_places(group)}"]
    fields = {}
    for field in proposal_fields(group[0].table):
        told = _by_value(group, field.name)
        fields[field.name] = next(iter(told), MISSING)
        if field.name != "name":
            lines += [f"# or {field.name}: {value} ({places})" for value, places in list(told.items())[1:]]
    lines += [f"# and: {one.rest} ({one.place})" for one in group if one.rest]
    entry = {"id": _new_id(fields["name"], used), **fields}
    return "\n".join([*lines, yaml.safe_dump([entry], sort_keys=False, allow_unicode=True, width=10**6)])


def _by_value(group: Iterable[Proposal], field: str) -> dict[str, str]:
    """The values that were told of a field, each with its places."""
    told: dict[str, list[Proposal]] = {}
    for one in group:
        if field in one.told:
            told.setdefault(one.told[field], []).append(one)
    return {value: _places(those) for value, those in told.items()}


def _places(group: Iterable[Proposal]) -> str:
    return ", ".join(one.place for one in group)


def _folded(name: str) -> str:
    """A name without what does not tell two names apart."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _new_id(name: str, used: set[str]) -> str:
    """An id made from a name: lower-case ASCII letters and digits with hyphens between."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-") or "new"
    number, chosen = 2, words
    while chosen in used:
        chosen, number = f"{words}-{number}", number + 1
    used.add(chosen)
    return chosen
