"""New actors, incidents and topics that annotators met: their words made into registry entries, ready to paste."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import yaml

from conflict_claims.articles import Article
from conflict_claims.label_studio.results import Region
from conflict_claims_schemas.fields import REGISTRIES, REGISTRY_FILES
from conflict_claims_schemas.labelling.page import proposal_fields

MISSING = "?"
"""Stands for what the annotator did not tell; `check` refuses it until someone does."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A new entry of a registry, as one annotator worded it; `spans` are the places that call for it."""

    table: str
    words: str
    fields: Mapping[str, str]
    spans: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        """What two proposals of the same entry share."""
        return self.table, self.fields["name"].casefold()


def proposals(regions: Mapping[str, Region], article: Article) -> list[Proposal]:
    """What the regions of one annotation propose, in text order."""
    found = []
    proposing = [region for region in regions.values() if region.proposed]
    for region in sorted(proposing, key=lambda one: (one.start, one.end)):
        for table, words in region.proposed.items():
            if words.strip():
                found.append(_proposal(table, words, region, f"{article.id} chars {region.start}-{region.end}"))
    return merged(found)


def _proposal(table: str, words: str, region: Region, place: str) -> Proposal:
    names = [field.name for field in proposal_fields(table)]
    parts = [part.strip() for part in words.replace("\n", ";").split(";")]
    told = {name: part for name, part in zip(names, parts, strict=False) if part}
    # What the span already says need not be typed again.
    said = {"name": region.words, **({"type": region.fields["type"]} if "type" in region.fields else {})}
    fields = {name: told.get(name) or said.get(name, MISSING) for name in names}
    return Proposal(table, words, fields, (place,))


def merged(found: Iterable[Proposal]) -> list[Proposal]:
    """Proposals of the same entry as one, in the order in which they were first met."""
    by_key: dict[tuple[str, str], Proposal] = {}
    for one in found:
        first = by_key.get(one.key)
        spans = (*first.spans, *one.spans) if first else one.spans
        by_key[one.key] = Proposal(one.table, first.words, first.fields, spans) if first else one
    return list(by_key.values())


def entries(found: Iterable[Proposal], taken: Mapping[str, Collection[str]]) -> str:
    """YAML to paste: the entries by registry file, with ids that are not in `taken` (ids by registry)."""
    used = {table: set(taken.get(table, ())) for table in REGISTRIES}
    parts = []
    listed = merged(found)
    for table in REGISTRIES:
        own = [one for one in listed if one.table == table]
        if own:
            parts.append(f"# corpus/{REGISTRY_FILES[table]}\n" + "".join(_entry(one, used[table]) for one in own))
    return "\n".join(parts)


def _entry(proposal: Proposal, used: set[str]) -> str:
    entry = {"id": _new_id(proposal.fields["name"], used), **proposal.fields}
    dumped = yaml.safe_dump([entry], sort_keys=False, allow_unicode=True, width=10**6)
    return f"# for {', '.join(proposal.spans)}\n{dumped}"


def _new_id(name: str, used: set[str]) -> str:
    """An id made from a name: lower-case ASCII letters and digits with hyphens between."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-") or "new"
    number, chosen = 2, words
    while chosen in used:
        chosen, number = f"{words}-{number}", number + 1
    used.add(chosen)
    return chosen
