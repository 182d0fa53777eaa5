"""Who did the harm, and how the article ties him to it (guidelines C22, C23, R10)."""

from __future__ import annotations

from typing import Final

from conflict_claims.suggest.casualties.attackers import Assaults
from conflict_claims.suggest.casualties.claim import FORCES, Claim
from conflict_claims.suggest.casualties.outcomes import harm_words
from conflict_claims.suggest.casualties.owners import doer_at
from conflict_claims.suggest.clauses import accused, agent_of, joined_behind, main_verb_before, subject_of
from conflict_claims.suggest.draft import Draft, Span
from conflict_claims.suggest.lexicon import lexicon
from conflict_claims.suggest.phrases import Chunks
from conflict_claims.text.wordlists import word_set

_HEDGES: Final = word_set("suspected apparently believed likely presumed presumably probably suspects suspect thought")
_TAKERS: Final = word_set(
    "left leaves leaving leave took takes taking take taken held holds holding hold claimed claims claiming "
    "claim caused causes "
    "causing inflicted kept keeps keeping"
)
_NEAR: Final = 14
_LINKED: Final = 7
_CLAIMING: Final = word_set("claimed claims claim claiming")
_BLAMED: Final = word_set("blamed blames blame blaming pinned attributed")
_FINITE: Final = frozenset("12svVb")
_KILLINGS: Final = word_set(
    "killing killings murder murders slaying slayings assassination assassinations execution executions"
)
_RIDDLED: Final = word_set("bullet-riddled mutilated tortured beheaded decapitated")


def set_doers(draft: Draft, claim: Claim, assaults: Assaults) -> None:
    """Set `perpetrator` of a claim, and `blame` as far as its own words hedge it."""
    attributes = claim.attributes
    if attributes["modality"] == "none":
        if claim.pattern == "CAS-denial" and draft.chunks.kinds[claim.by] in "13":
            _deny(draft, claim)
        return
    if claim.base is not None and claim.base.attributes.get("perpetrator"):
        _share(claim, claim.base)
        return
    doer = _own_doer(draft, claim)
    if doer is None or _inside(doer, claim) or _on_one_side(doer, claim):
        doer = assaults.attacker_of(claim)
    if doer is not None:
        attributes["perpetrator"] = [doer, *_joined(draft, claim, doer)]
        attributes["blame"] = "suspected" if _hedged(draft.chunks, doer) else attributes.get("blame", "fact")
    elif _deliberate(draft, claim):
        attributes["perpetrator"] = ["unnamed"]


def _joined(draft: Draft, claim: Claim, doer: Span) -> list[Span]:
    """Those who did it with the one named first: "by the army and the police"."""
    if draft.chunks.kinds[doer.head - 1] != "B":
        return []
    found = (doer_at(draft, at) for at in joined_behind(draft.chunks, doer.head))
    return [one for one in found if one is not None and one is not doer and not _inside(one, claim)]


def _deny(draft: Draft, claim: Claim) -> None:
    """A harm that the doer's own side denies keeps him as perpetrator (C23)."""
    subject = subject_of(draft.chunks, claim.by)
    doer = doer_at(draft, subject) if subject >= 0 else None
    if doer is not None:
        claim.attributes |= {"perpetrator": [doer], "blame": "claimed"}


def _on_one_side(doer: Span, claim: Claim) -> bool:
    """Whether fire was exchanged and took the doer's own side ("clashed with the army, leaving 7 rebels dead")."""
    if claim.pattern not in {"CAS-state", "CAS-own"}:
        return False
    kind, victims = doer.attributes["type"], claim.attributes.get("victims")
    return (kind == "rebel_group" and victims == "rebel") or (kind in FORCES and victims == "state_force")


def _own_doer(draft: Draft, claim: Claim) -> Span | None:
    return _active_doer(draft, claim) or _passive_doer(draft, claim) or _event_doer(draft, claim)


def _share(claim: Claim, base: Claim) -> None:
    """A part has the doer of its whole, unless it counts the doer's own side."""
    doers = base.attributes["perpetrator"]
    own = isinstance(doers[0], Span) and _inside(doers[0], claim)
    if not own and not (doers == ["unnamed"] and claim.attributes.get("victims") == "rebel"):
        claim.attributes["perpetrator"] = doers
        if base.attributes.get("blame"):
            claim.attributes["blame"] = base.attributes["blame"]


def _inside(doer: Span, claim: Claim) -> bool:
    return claim.start <= doer.start and doer.end <= claim.end


def _active_doer(draft: Draft, claim: Claim) -> Span | None:
    chunks = draft.chunks
    verb = _verb_of(chunks, claim)
    if verb < 0:
        return None
    subject = subject_of(chunks, verb)
    if subject < 0:
        return None
    doer = doer_at(draft, subject)
    if doer is None and chunks.kinds[subject] == "X":
        doer = _charged_with(draft, claim, subject) or _claimant(draft, claim, subject)
    elif doer is not None and _claims(chunks, verb):
        claim.attributes["blame"] = "claimed"
    return doer


def _claimant(draft: Draft, claim: Claim, event: int) -> Span | None:
    """Whoever claims the event: "the Front has claimed an attack that killed 3"."""
    chunks = draft.chunks
    if chunks.kinds[event - 1] != "s" or chunks.head(event - 1) not in _CLAIMING:
        return None
    subject = subject_of(chunks, event - 1)
    doer = doer_at(draft, subject) if subject >= 0 else None
    if doer is not None:
        claim.attributes["blame"] = "claimed"
    return doer


def _charged_with(draft: Draft, claim: Claim, event: int) -> Span | None:
    """Whoever is blamed for the event behind it: "an ambush that the army blamed on rebels"."""
    chunks = draft.chunks
    for at in range(event + 1, min(event + _LINKED, len(chunks.kinds) - 2)):
        if chunks.kinds[at] in "|;.,":
            return None
        if chunks.head(at) in _BLAMED and chunks.kinds[at + 1] in "iT":
            doer = doer_at(draft, at + 2) if chunks.kinds[at + 2] in "PQNC" else None
            if doer is not None:
                claim.attributes["blame"] = "accused"
            return doer
    return None


def _verb_of(chunks: Chunks, claim: Claim) -> int:
    """The verb whose subject did the harm: "killed", or "left" in "left 12 dead"; -1 without one."""
    if claim.pattern in {"CAS-active", "CAS-relative"} and chunks.kinds[claim.by] in "134":
        return claim.by
    if claim.pattern in {"CAS-state", "CAS-own", "CAS-bare"}:
        for at in range(claim.head - 1, max(claim.head - 6, -1), -1):
            if chunks.kinds[at] in "vgs" and chunks.head(at) in _TAKERS:
                return at
            if chunks.kinds[at] not in "QUn&,y1D":
                return -1
    return -1


def _claims(chunks: Chunks, verb: int) -> bool:
    """Whether the participle hangs on a claim of the deed: "claimed responsibility for the raid, killing 50" (C23)."""
    main = main_verb_before(chunks, verb) if chunks.kinds[verb] == "3" else -1
    return main >= 0 and chunks.head(main) in _CLAIMING


def _passive_doer(draft: Draft, claim: Claim) -> Span | None:
    if claim.pattern == "CAS-noun" and draft.chunks.kinds[claim.by - 1] in "if":
        charged = accused(draft.chunks, claim.by)
        if charged >= 0:
            return doer_at(draft, charged)
    if draft.chunks.kinds[claim.by] not in "12KD":
        return None
    agent = agent_of(draft.chunks, claim.by if claim.pattern != "CAS-noun" else claim.head)
    if agent < 0:
        return None
    return doer_at(draft, agent)


def _event_doer(draft: Draft, claim: Claim) -> Span | None:
    """The doer of the attack in which they were harmed: "in an army raid", "in an attack by rebels"."""
    if claim.pattern == "CAS-active":
        return None
    event = _event_behind(draft.chunks, claim)
    if event < 0:
        return None
    return doer_at(draft, event) or _charged_with(draft, claim, event)


def _event_behind(chunks: Chunks, claim: Claim) -> int:
    """The event in whose phrase the harm stands ("killed in an ambush"), within the clause; -1 without one."""
    start = max(claim.by, claim.head) + 1
    kinds = chunks.kinds
    for at in range(start, min(start + _NEAR, len(kinds))):
        if kinds[at] in '|;12svw"':
            return -1
        if kinds[at] in "XK" and (kinds[at - 1] in "iFBf'CqPN" or chunks.words.letters[chunks.firsts[at] - 1] in "iq"):
            return at
    return -1


def _hedged(chunks: Chunks, doer: Span) -> bool:
    """Whether the tie is hedged: "suspected rebels", "believed to be members of"."""
    first = chunks.firsts[doer.head]
    low = chunks.words.low[max(first - 3, 0) : chunks.firsts[doer.head + 1]]
    return not _HEDGES.isdisjoint(low)


def _deliberate(draft: Draft, claim: Claim) -> bool:
    """Whether by the words of its sentence the harm was no accident and no exchange of fire (R10)."""
    chunks = draft.chunks
    tables = lexicon()
    words = harm_words(chunks, claim.by)
    if any(word in tables.deliberate for word in words) or _is_killing(chunks, claim):
        return claim.attributes.get("victims") != "rebel"
    if claim.attributes["outcome"] == "captured":
        return tables.forms.get(words[0] if words else "", "") != "surrender"
    if claim.attributes.get("victims") == "rebel":
        return False
    return _in_attack(chunks, claim)


def _event_before(chunks: Chunks, claim: Claim) -> int:
    """The event of "an assault in which 15 were killed", "in an attack in Kalat, nine were killed"; -1 without one."""
    kinds = chunks.kinds
    if kinds[claim.head - 1] == "w" or chunks.low(claim.head - 1)[-1:] == ["which"]:
        return next((at for at in range(claim.head - 2, max(claim.head - _LINKED, -1), -1) if kinds[at] == "X"), -1)
    first = claim.sentence[0]
    fronted = kinds[first : first + 2] == "iX" and kinds[claim.head - 1] == "," and claim.head - first < _NEAR
    return first + 1 if fronted and not _FINITE.intersection(kinds[first : claim.head]) else -1


def _is_killing(chunks: Chunks, claim: Claim) -> bool:
    """Whether they were killed by somebody: "the killing of 20 miners", "bullet-riddled bodies"."""
    words = chunks.words.low[claim.first : claim.after]
    return (claim.pattern == "CAS-noun" and chunks.head(claim.by) in _KILLINGS) or not _RIDDLED.isdisjoint(words)


def _in_attack(chunks: Chunks, claim: Claim) -> bool:
    first, after = claim.sentence
    event = _event_behind(chunks, claim)
    verb = _verb_of(chunks, claim)
    if event < 0 and verb >= 0:
        event = subject_of(chunks, verb)
    if event < 0:
        event = _event_before(chunks, claim)
    if event < 0 and claim.pattern == "CAS-toll":
        event = next((at for at in range(claim.by, claim.head) if chunks.kinds[at] == "X"), -1)
    if event < 0 or not first <= event < after:
        return False
    head = chunks.head(event)
    attacks = lexicon().attacks
    return head in attacks or any(word in attacks for word in chunks.low(event))
