"""Which incident of the registry an article reports, by its day and its places (guidelines C31, T5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from conflict_claims.suggest.draft import Draft, Span
from conflict_claims.suggest.lexicon import lexicon, read_lexicon
from conflict_claims.suggest.words import Words

_WORD: Final = re.compile(r"\w[\w'\u2019-]*")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_MONTHS: Final = dict(
    zip("january february march april may june july august september october november december".split(),
        range(1, 13), strict=True)
)  # fmt: skip
_LATEST: Final = timedelta(days=120)
"""So long after an incident articles mostly still report it, where they name its place."""
_SOON: Final = timedelta(days=14)
"""So long after it, where they name no more than the region."""
_EARLY: Final = timedelta(days=1)
"""Clocks differ around the world: so long before it an article may have come out."""
_LEAD: Final = 150
"""Tokens of the headline and the first paragraphs."""


@dataclass(frozen=True, slots=True)
class _Incident:
    id: str
    start: date
    end: date
    places: frozenset[str]
    region: frozenset[str]


class Incidents:
    """The incidents of a registry.

    Args:
        entries: Values of the entries of `incidents.yaml`.
    """

    def __init__(self, entries: Iterable[Mapping[str, Any]] = ()) -> None:
        self._incidents = [one for entry in entries if (one := _read(entry))]

    def set_incident(self, draft: Draft, published: str | None) -> None:
        """Set `incident` of the claims and topics of an article, where its day and places leave one only.

        Args:
            draft: The article.
            published: Its day (YYYY-MM-DD); without one, nothing is set.
        """
        found = self._of(draft.chunks.words, published) if self._incidents else None
        if found is None:
            return
        for claim in draft.casualties:
            if _counts_incident(draft, claim, found):
                claim.attributes["incident"] = found.id
        attacks = lexicon().attacks
        for topic in draft.topics:
            words = draft.chunks.words.text[topic.start : topic.end].lower().split()
            if words and words[-1] in attacks:
                topic.attributes["incident"] = found.id

    def _of(self, words: Words, published: str | None) -> _Incident | None:
        day = _day(published)
        if day is None:
            return None
        lead = set(words.low[:_LEAD])
        every = lead.union(words.low)
        ranked = sorted(
            ((len(one.places & lead), len(one.places & every), one.end, one.id, one)
             for one in self._incidents if one.start - _EARLY <= day <= one.end + _LATEST
             and (one.places & lead or (one.region & lead and day <= one.end + _SOON))), reverse=True,
        )  # fmt: skip
        if not ranked or (len(ranked) > 1 and ranked[0][:3] == ranked[1][:3]):
            return None
        return ranked[0][-1]


def _read(entry: Mapping[str, Any]) -> _Incident | None:
    start, end = _day(entry.get("start")), _day(entry.get("end") or entry.get("start"))
    if start is None or end is None:
        return None
    region = frozenset(str(entry.get("region") or "").split("-"))
    names = _names(str(entry.get("place") or "")) | _names(str(entry.get("name") or ""))
    state = read_lexicon("states").get(str(entry.get("country")), {})
    names -= set(f"{state.get('names', '')} {state.get('adjectives', '')}".lower().split())
    return _Incident(str(entry["id"]), start, end, names - region, region & names)


def _names(text: str) -> frozenset[str]:
    """The words that name something: with a capital, and neither common words nor months."""
    letters = lexicon().letters
    words = (word for word in _WORD.findall(text) if word[0].isupper())
    return frozenset(word.lower() for word in words if letters.get(word.lower(), "C") == "C")


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _counts_incident(draft: Draft, claim: Span, incident: _Incident) -> bool:
    """Whether a claim counts the incident: no period or total, and no other month or year in its sentence."""
    attributes = claim.attributes
    if attributes.get("scope") or attributes.get("realis"):
        return False
    words = draft.chunks.words
    sentence = words.sentences[words.sentence_at(draft.chunks.firsts[claim.head])]
    low = words.low[sentence.first : sentence.after]
    months = {_MONTHS[word] for word in low if word in _MONTHS and word != "may"}
    years = {int(word) for word in low if _YEAR.fullmatch(word)}
    own = {incident.start.month, incident.end.month}
    return months <= own | {month % 12 + 1 for month in own} and years <= {incident.start.year, incident.end.year}
