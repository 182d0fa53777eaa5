"""All casualty claims of an article."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from conflict_claims.suggest.casualties.attackers import Assaults
from conflict_claims.suggest.casualties.claim import Claim
from conflict_claims.suggest.casualties.denials import denials, unnumbered_harmed
from conflict_claims.suggest.casualties.doers import set_doers
from conflict_claims.suggest.casualties.followers import claim_of, go_on, members
from conflict_claims.suggest.casualties.limits import befalls_persons, may_count
from conflict_claims.suggest.casualties.outcomes import gravest, joined_outcome, outcome_of
from conflict_claims.suggest.casualties.patterns import Hit, hits, shares_of_harmed
from conflict_claims.suggest.casualties.quantities import one_by_name, quantity_of
from conflict_claims.suggest.casualties.rereading import reread
from conflict_claims.suggest.casualties.scopes import Scopes
from conflict_claims.suggest.casualties.sources import set_sources
from conflict_claims.suggest.casualties.victims import set_mixed, set_victims
from conflict_claims.suggest.draft import Draft, Span
from conflict_claims.suggest.lexicon import lexicon
from conflict_claims.suggest.phrases import Chunks
from conflict_claims.suggest.references import add_actor, mention_at


def find_casualties(draft: Draft) -> list[Claim]:
    """Find the casualty claims of an article, with all attributes but `incident`.

    Args:
        draft: Its chunks, actors and attributions.

    Returns:
        Spans of layer casualty, sorted by start; no two have the same extent.
    """
    chunks = reread(draft.chunks)
    found: dict[int, Claim] = {}
    _count(chunks, hits(chunks), found)
    for claim in (*denials(chunks), *unnumbered_harmed(chunks)):
        found[claim.head] = claim
    go_on(chunks, found)
    _count(chunks, shares_of_harmed(chunks), found)
    claims = _distinct(found.values())
    _name_victims(draft, claims)
    assaults = Assaults(draft)
    scopes = Scopes(draft)
    for claim, before in zip(claims, (None, *claims), strict=False):
        set_victims(draft, claim, before)
        scopes.set_scope(claim)
    set_mixed(claims)
    for claim in claims:
        set_doers(draft, claim, assaults)
    assaults.add_doers(claims)
    for claim, before in zip(claims, (None, *claims), strict=False):
        set_sources(draft, claim, before, assaults)
    return claims


def _name_victims(draft: Draft, claims: Iterable[Claim]) -> None:
    """Make actors of those whom a name alone counts: "Dujana was killed" (A1); an apposition tells what they were."""
    for claim in claims:
        if claim.pattern in _BY_NAME and draft.kinds[claim.head] == "N" and mention_at(draft, claim.head) is None:
            beside = mention_at(draft, claim.head + 2) if draft.kinds[claim.head + 1] == "," else None
            kind = beside.attributes["type"] if beside else "unidentified"
            attributes = {"type": kind, "mention": "named"}
            add_actor(draft, Span("actor", claim.start, claim.end, "ACT-victim", claim.head, attributes))


def _count(chunks: Chunks, places: Iterable[Hit], found: dict[int, Claim]) -> None:
    """Add the claims of matches to those found; the first rule that counts a chunk has it."""
    for hit in places:
        for chunk in members(chunks, hit):
            if chunk not in found:
                claim = _claim(chunks, hit, chunk)
                if claim:
                    found[chunk] = claim


def _distinct(claims: Iterable[Claim]) -> list[Claim]:
    by_extent: dict[tuple[int, int], Claim] = {}
    for claim in claims:
        by_extent.setdefault((claim.start, claim.end), claim)
    return [by_extent[extent] for extent in sorted(by_extent)]


def _claim(chunks: Chunks, hit: Hit, chunk: int) -> Claim | None:
    kind = chunks.kinds[chunk]
    outcome = _loss_outcome(chunks, hit) if hit.pattern == "loss" else joined_outcome(chunks, hit.by)
    if (kind == "U" or chunks.pieces[chunk][-1] == "Y") and hit.pattern not in {"own", "loss"}:
        own = outcome_of(chunks, chunk)
        outcome = (
            gravest({outcome, own})
            if hit.pattern in _OF_SUBJECT or chunks.pieces[chunk][-1] == "Y" or own in _OF_NOUNS
            else own or outcome
        )
    outcome = _turned(chunks, hit, kind, outcome)
    if not outcome or not may_count(chunks, hit, kind, outcome):
        return None
    quantity = quantity_of(chunks, chunk)
    if kind in "QN" and chunks.head(hit.by) in _FLIGHT and (quantity is None or quantity.max == 1):
        # Whoever flees alone mostly flees from the deed.
        return None
    if quantity is None and kind == "N" and hit.pattern in _OF_NAMES and befalls_persons(chunks, hit):
        quantity = one_by_name(chunks, chunk)
    return claim_of(chunks, hit, chunk, quantity, outcome) if quantity else None


_BY_NAME: Final = frozenset({"CAS-passive", "CAS-later", "CAS-active"})
_OF_NOUNS: Final = frozenset({"captured", "displaced"})
_FLIGHT: Final = frozenset({"fled", "flee", "flees", "fleeing"})
_OF_SUBJECT: Final = frozenset({"passive", "later"})
_OF_NAMES: Final = frozenset({"passive", "later", "active"})


def _loss_outcome(chunks: Chunks, hit: Hit) -> str:
    """In "lost 30 fighters" are the dead of one's own side; "lost 30 games" counts nobody, for it has no people."""
    head = chunks.head(hit.by)
    if head in lexicon().leavers and chunks.kinds[hit.after : hit.after + 2] == "iY":
        return "injured" if chunks.head(hit.after) == "with" and outcome_of(chunks, hit.after + 1) == "injured" else ""
    if head not in lexicon().losses or chunks.kinds[hit.first] not in "QU":
        return ""
    return "" if head.startswith("cost") and chunks.kinds[hit.after : hit.after + 1] != "Y" else "killed"


def _turned(chunks: Chunks, hit: Hit, kind: str, outcome: str) -> str:
    """The outcome where the pattern, or a denial, tells more than the word of harm: "nobody was hurt" (C11)."""
    if hit.pattern == "trace":
        return "missing"
    return "killed_or_injured" if kind == "E" and chunks.head(hit.by) == "hurt" else outcome
