"""What a number counts over, and whether it is said to have happened (guidelines C28 to C30)."""

from __future__ import annotations

import re
from typing import Final

from conflict_claims.suggest.casualties.claim import Claim
from conflict_claims.suggest.casualties.limits import THREATS
from conflict_claims.suggest.draft import Draft
from conflict_claims.text.wordlists import word_set

_MONTH: Final = "january|february|march|april|may|june|july|august|september|october|november|december"
_SPAN: Final = "hours|days|weeks|months|years|month|year|week|decade"
_WAR: Final = (
    "war|conflict|insurgency|fighting|uprising|violence|invasion|hostilities|rebellion|crisis|revolt|offensive|unrest"
)
_PERIOD: Final = re.compile(
    rf"\b(?:so far this (?:year|month|week)|this year|last year|year to date"
    rf"|since (?:the (?:start|beginning) of (?:the|this) (?:year|month)|{_MONTH}|last|early|late|mid|(?:19|20)\d\d)\b"
    rf"|(?:in|over|during|within) the (?:past|last|previous|first) (?:[\w-]+ )?(?:{_SPAN}|half)\b"
    rf"|in (?:the )?(?:past )?(?:24|48|72) hours|(?:during|throughout|in) (?:19|20)\d\d\b|monthly|annual|yearly"
    rf"|between (?:{_MONTH})\b|(?:per|every|each) (?:day|month|year)\b)"
)
_SUPERLATIVE: Final = re.compile(
    r"\b(?:worst|deadliest|bloodiest|highest|largest|biggest|heaviest|gravest|most \w+|first|second|third|latest)\b"
    r"[^.;,]{0,60}?\b(?:since(?: the)? \w+|(?:this|last) (?:year|month|week)|of the (?:year|war|conflict)"
    r"|in (?:the )?(?:past|last) [\w-]+ \w+|in (?:[\w-]+ )?(?:years|months|weeks|decades)|in (?:19|20)\d\d)"
)
"""A rank among others ("the worst attack since 2019"), which says nothing of what a number counts over."""
_TOTAL: Final = re.compile(
    rf"\bsince (?:the )?(?:\w+ ){{0,3}}(?:{_WAR})\b"
    r"|\bsince (?:\w+ ){0,4}(?:began|started|erupted|broke out|launched|invaded|took up arms)\b"
    r"|\b(?:in|during|over) (?:the|a|its|their|nearly|more than|almost)? ?(?:\w+[- ]){0,3}"
    r"(?:civil war|years of (?:war|conflict|fighting|civil war|insurgency)|-year (?:war|conflict|insurgency))\b"
    r"|\b(?:war|conflict|insurgency)(?: that| which)? has (?:\w+ )?(?:killed|claimed|left|displaced|cost)\b"
)
_HINTS: Final = tuple(
    "year|month|week|since|hour|days|each day|every day|per day|decade|half|19|20|annual|between|war|conflict|insurg"
    .split("|")
)  # fmt: skip
"""Whatever the patterns above match has one of these in it; most sentences have none."""
_MODAL: Final = word_set("would could may might will can should shall")
_FEARED: Final = word_set("feared feared_dead presumed fears fear fearing probably likely")


class Scopes:
    """What the sentences of an article say of the time that their numbers count over."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._known: dict[tuple[int, int], str] = {}

    def set_scope(self, claim: Claim) -> None:
        """Set `scope` and `realis` of a claim by the words of its sentence."""
        if claim.sentence not in self._known:
            self._known[claim.sentence] = self._of_sentence(*claim.sentence)
        scope = self._known[claim.sentence]
        if scope:
            claim.attributes["scope"] = scope
        if _is_hypothetical(self._draft, claim, claim.sentence[0]):
            claim.attributes["realis"] = "hypothetical"

    def _of_sentence(self, first: int, after: int) -> str:
        words, firsts = self._draft.chunks.words, self._draft.chunks.firsts
        end = min(firsts[after], len(words.starts) - 1)
        sentence = words.text[words.starts[firsts[first]] : words.starts[end]].lower()
        if not any(hint in sentence for hint in _HINTS):
            return ""
        sentence = _SUPERLATIVE.sub("", sentence)
        if _TOTAL.search(sentence):
            return "conflict_total"
        return "period" if _PERIOD.search(sentence) else ""


def _is_hypothetical(draft: Draft, claim: Claim, first: int) -> bool:
    chunks = draft.chunks
    low = chunks.low(claim.by)
    if not _MODAL.isdisjoint(low):
        return True
    if chunks.kinds[claim.by] == "4" or chunks.kinds[claim.by] in "2D":
        before = chunks.words.low[chunks.firsts[max(first, min(claim.by, claim.head) - 4)] : chunks.firsts[claim.by]]
        return not (THREATS if chunks.kinds[claim.by] == "4" else _FEARED).isdisjoint(before + low)
    return False
