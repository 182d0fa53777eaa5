"""Who gives a figure, how, and on which side he is (guidelines C23 to C27, R6 to R9)."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from conflict_claims.suggest.attribution import PAPERS, UNNAMED, Attribution
from conflict_claims.suggest.casualties.attackers import Assaults
from conflict_claims.suggest.casualties.claim import NEUTRAL, STATE, Claim, side
from conflict_claims.suggest.clauses import subject_of
from conflict_claims.suggest.draft import Draft, Span, spans_between, starts_at
from conflict_claims.suggest.references import last_named, mention_at, refer
from conflict_claims.text.wordlists import word_set

_ORDER: Final = {"cited": 4, "before": 3, "owned": 3, "act": 2, "behind": 2, "headline": 1, "carried": 1, "implied": 0}
_SPEAKERS: Final = word_set("spokesman spokeswoman spokesperson commander leader chief official member source he she")
_FAR_BACK: Final = 30
_SAID: Final = word_set("reported believed said feared thought presumed confirmed estimated known")


def set_sources(draft: Draft, claim: Claim, before: Claim | None, assaults: Assaults) -> None:
    """Set `source`, and with it `report`, `party` and the voice of `blame`.

    Args:
        draft: The article.
        claim: The claim.
        before: The claim before it in the text, whose source is set.
        assaults: The attacks of the article.
    """
    attributes = claim.attributes
    if paper := _paper_that_has(draft, claim):
        attributes |= {"source": [paper], "report": "stated", "party": "third_party"}
        return
    said = _innermost(draft, claim)
    if said is None:
        if not _goes_on(claim, claim.base) and not _implied(draft, claim) and not _carried_on(draft, claim, before):
            attributes["source"] = ["author"]
        return
    speakers = _speakers(draft, said, claim)
    if not speakers and said.speaker != UNNAMED:
        attributes["source"] = ["author"]
        return
    attributes["source"] = speakers or ["unnamed"]
    attributes["report"] = _report(draft, said, claim)
    _add_claimant(draft, claim, speakers)
    attributes["party"] = _party(claim, speakers)
    if attributes["party"] == "unknown" and "victims" not in attributes and assaults.by_foes_of_the_state():
        attributes["party"] = _party_to_attack(speakers)
    if attributes.get("blame") == "fact":
        attributes["blame"] = _voice(attributes["perpetrator"][0], speakers)


def _add_claimant(draft: Draft, claim: Claim, speakers: list[Span]) -> None:
    """Make an armed group the doer of what it reports of its foes: "the group lists five commandos killed" (C23.2)."""
    attributes = claim.attributes
    if not speakers or attributes.get("victims") != "state_force" or attributes["modality"] == "none":
        return
    doers = attributes.get("perpetrator", ["unnamed"])
    group = _group_of(draft, speakers[0])
    if doers == ["unnamed"] and group is not None and attributes["outcome"] not in {"missing", "displaced"}:
        attributes |= {"perpetrator": [group], "blame": "claimed"}


def _group_of(draft: Draft, speaker: Span) -> Span | None:
    """The armed group that speaks, of a person who speaks for one the last named before him; None for others."""
    kind = speaker.attributes["type"]
    if side(kind) != "rebel":
        return None
    if not _is_person(speaker, draft):
        return speaker
    at = bisect_left(draft.actors, speaker.start, key=starts_at)
    before = reversed(draft.actors[max(at - _FAR_BACK, 0) : at])
    return next((one for one in before if one.attributes["type"] == kind and not _is_person(one, draft)), None)


def _is_person(speaker: Span, draft: Draft) -> bool:
    words = draft.chunks.words.text[speaker.start : speaker.end].lower().split()
    return speaker.person or not _SPEAKERS.isdisjoint(words)


def _paper_that_has(draft: Draft, claim: Claim) -> Span | None:
    """The outlet of which the clause says that it has the figure: "Dawn had at least 26 dead"."""
    chunks = draft.chunks
    verb = claim.head - 1
    if chunks.kinds[verb] != "v" or chunks.head(verb) not in {"had", "has"}:
        return None
    subject = subject_of(chunks, verb)
    found = mention_at(draft, subject) if subject >= 0 else None
    return found if found and found.attributes["type"] == "media" else None


def _carried_on(draft: Draft, claim: Claim, before: Claim | None) -> bool:
    """Whether the sentence plainly goes on with the report in the one before: "nine more had been wounded" (R7)."""
    if before is None or before.attributes["source"] == ["author"] or before.sentence[1] + 1 != claim.sentence[0]:
        return False
    chunks = draft.chunks
    if "\n" in chunks.words.text[before.end : claim.start]:
        return False
    adds = not _FURTHER.isdisjoint(chunks.words.low[max(claim.first - 1, 0) : claim.after])
    told = "had" in chunks.low(claim.by) and chunks.kinds[claim.by] == "2"
    return (adds or told or claim.pattern in _OF_WHOLE) and _goes_on(claim, before)


_FURTHER: Final = word_set("more others another further additional other")
_OF_WHOLE: Final = frozenset({"CAS-among", "CAS-harmed"})


def _goes_on(claim: Claim, base: Claim | None) -> bool:
    """Whether the claim goes on with the report of the one that it is a part of (R7)."""
    if base is None or base.attributes.get("source") is None:
        return False
    for name in ("source", "report"):
        if name in base.attributes:
            claim.attributes[name] = base.attributes[name]
    speakers = [one for one in base.attributes["source"] if isinstance(one, Span)]
    if "report" in base.attributes:
        claim.attributes["party"] = _party(claim, speakers)
    return True


def _implied(draft: Draft, claim: Claim) -> bool:
    """Whether the verb implies a speaker without naming: "were reported killed", "are feared dead" (R9)."""
    low = draft.chunks.low(claim.by)
    if _SAID.isdisjoint(low):
        return False
    report = (
        "confirmed"
        if "confirmed" in low
        else "estimated"
        if not {"believed", "estimated"}.isdisjoint(low)
        else "stated"
    )
    claim.attributes |= {"source": ["unnamed"], "report": report, "party": "unknown"}
    return True


def _innermost(draft: Draft, claim: Claim) -> Attribution | None:
    """The attribution whose content holds the claim most closely (R8)."""
    best: Attribution | None = None
    for one in draft.said_over(claim.head):
        if one.speaker == claim.head:
            continue
        if best is None or _closeness(one) > _closeness(best):
            best = one
    return best


def _report(draft: Draft, said: Attribution, claim: Claim) -> str:
    """How it is given; "was raised to 95, police said" is a revision (C26)."""
    moved = claim.pattern in {"CAS-toll", "CAS-number", "CAS-raised"} and said.report == "stated"
    others = draft.said_over(claim.head) if moved else ()
    return "revised" if any(one.report == "revised" for one in others) else said.report


def _closeness(said: Attribution) -> tuple[int, int, bool]:
    """How closely an attribution holds its content; a named speaker before none ("was raised to 95, police said")."""
    return _ORDER[said.style], said.first, said.speaker != UNNAMED


def _speakers(draft: Draft, said: Attribution, claim: Claim) -> list[Span]:
    if said.speaker == UNNAMED:
        return []
    found = []
    kinds = draft.chunks.kinds
    if draft.chunks.head(said.speaker) in PAPERS:
        issuer = _issuer(draft, said.speaker)
        return [issuer] if issuer else []
    for chunk in _coordinated(kinds, said.speaker):
        # "a woman said": a human becomes a mention by being a source (A3)
        one = refer(draft, chunk) if kinds[chunk] in "pPQ" else mention_at(draft, chunk)
        if one is not None and one not in found and not (claim.start <= one.start and one.end <= claim.end):
            found.append(one)
    return found


def _issuer(draft: Draft, paper: int) -> Span | None:
    """Whose statement it is: "the army's", "an earlier BLA claim", else of the one named last before it (R2)."""
    chunks = draft.chunks
    if chunks.kinds[paper - 1] == "'":
        return mention_at(draft, paper - 2)
    words, firsts = chunks.words, chunks.firsts
    inside = spans_between(draft.actors, words.starts[firsts[paper]], words.ends[firsts[paper + 1] - 1])
    return inside[-1] if inside else last_named(draft, paper)


def _coordinated(kinds: str, speaker: int) -> list[int]:
    """The speaker with those joined to him: "police and hospital officials said"."""
    found = [speaker]
    at = speaker
    while kinds[at + 1 : at + 2] == "&" and kinds[at + 2 : at + 3] in {"P", "N", "Q"} and len(found) < 4:
        at += 2
        found.append(at)
    at = speaker
    while at >= 2 and kinds[at - 1] == "&" and kinds[at - 2] in "PNQ" and len(found) < 4:
        at -= 2
        found.insert(0, at)
    return found


def _voice(doer: Span, speakers: list[Span]) -> str:
    """Who ties the doer to the harm: his own side, or someone else."""
    if any(_same_side(doer, one) for one in speakers):
        return "claimed"
    return "accused"


def _same_side(one: Span, other: Span) -> bool:
    first, second = one.attributes["type"], other.attributes["type"]
    if one.attributes.get("actor") and one.attributes.get("actor") == other.attributes.get("actor"):
        return True
    if first == second and "pronoun" in (one.attributes["mention"], other.attributes["mention"]):
        # "Israel's military said it had killed"
        return True
    return (first in STATE and second in STATE) or (
        first == second and first not in NEUTRAL | {"unidentified", "foreign_state"}
    )


def _party(claim: Claim, speakers: list[Span]) -> str:
    """The side of the source toward this harm, in the order of C27."""
    if not speakers:
        return "unknown"
    attributes = claim.attributes
    doers = [one for one in attributes.get("perpetrator", ()) if isinstance(one, Span)]
    types = [one.attributes["type"] for one in speakers]
    if any(_same_side(doer, one) for doer in doers for one in speakers):
        return "perpetrator_side"
    sides = {side(kind) for kind in types}
    victims = attributes.get("victims", "unspecified")
    for found in (_by_doers(doers, sides), _by_victims(victims, sides, bool(doers), "perpetrator" in attributes)):
        if found:
            return found
    if all(kind in NEUTRAL for kind in types):
        return "third_party"
    return "third_party" if set(types) <= {"foreign_state", "political_group"} else "unknown"


def _party_to_attack(speakers: list[Span]) -> str:
    """The side of a source where the article makes all harmed the victims of those who fight the state (C27.4)."""
    sides = {side(one.attributes["type"]) for one in speakers}
    return "victim_side" if "state" in sides else "perpetrator_side" if "rebel" in sides else "unknown"


def _by_doers(doers: list[Span], sides: set[str]) -> str:
    if not doers:
        return ""
    doing = {side(one.attributes["type"]) for one in doers}
    if ("rebel" in doing and "state" in sides) or ("state" in doing and "rebel" in sides):
        return "victim_side"
    return ""


def _by_victims(victims: str, sides: set[str], named: bool, harmed: bool) -> str:
    if "state" in sides:
        if victims == "rebel":
            return "" if named else "perpetrator_side"
        return "victim_side" if victims != "unspecified" or harmed else ""
    if "rebel" in sides:
        if victims == "rebel":
            return "victim_side"
        return "perpetrator_side" if victims == "state_force" and not named else ""
    return ""
