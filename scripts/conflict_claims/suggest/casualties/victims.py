"""Which side the harmed were on, and which groups of special concern they were (guidelines C18 to C21)."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from conflict_claims.suggest.casualties.claim import Claim
from conflict_claims.suggest.clauses import subject_of
from conflict_claims.suggest.draft import Draft, starts_at
from conflict_claims.suggest.lexicon import lexicon
from conflict_claims.suggest.phrases import Chunks
from conflict_claims.suggest.references import refer
from conflict_claims.text.wordlists import word_set

_BY_TYPE: Final = {
    "state_military": "state_force", "police_security": "state_force", "state_forces": "state_force",
    "militia": "state_force",
    "rebel_group": "rebel", "civilians": "civilian", "media": "civilian", "medical_rescue": "civilian",
    "civil_society": "civilian", "government": "civilian", "company": "civilian", "political_group": "civilian",
}  # fmt: skip
_CHILDREN: Final = word_set(
    "child children kid kids boy boys infant infants baby babies toddler toddlers schoolchildren schoolchild "
    "schoolgirl "
    "schoolgirls schoolboy schoolboys minor minors girl girls teenager teenagers pupils pupil newborn"
)
_SUBSETS: Final = {
    "children": _CHILDREN,
    "women": word_set("woman women girl girls schoolgirl schoolgirls nun nuns housewife housewives widow widows"),
    "journalists": word_set(
        "journalist journalists reporter reporters cameraman cameramen photographer photographers correspondent "
        "correspondents newsman newsmen photojournalist photojournalists"
    ),
    "aid_workers": word_set("aid humanitarian relief"),
    "medical_staff": word_set(
        "doctor doctors nurse nurses medic medics paramedic paramedics physician physicians surgeon surgeons "
        "midwife midwives"
    ),
    "labourers": word_set("labourer labourers laborer laborers miner miners peasant peasants farmworker farmworkers"),
}
_ADJECTIVES: Final = {
    "civilian": "civilian", "rebel": "rebel", "insurgent": "rebel", "guerrilla": "rebel", "military": "state_force",
    "soldiers": "state_force", "troops": "state_force", "police": "state_force",
}  # fmt: skip
_SOLDIERS: Final = word_set("peacekeeper peacekeepers")


def set_victims(draft: Draft, claim: Claim, before: Claim | None) -> None:
    """Set `victims` and `subset` of a claim by its own words and its predicate; without a noun, by the claim before it.

    Args:
        draft: The article.
        claim: The claim.
        before: The claim before it in the text.
    """
    words = draft.chunks.words
    low = words.low[claim.first : claim.after]
    found = _side(draft, claim, low)
    predicate = _predicate(draft.chunks, claim)
    if predicate >= 0:
        low = low + draft.chunks.low(predicate)
        found = found or _side_of(draft, low, draft.chunks.head(predicate))
    elif not found and before is not None and _elided(draft.chunks, claim, before):
        found = before.attributes.get("victims", "")
    if not found and claim.pattern == "CAS-loss":
        found = _side_of_loser(draft, claim)
    if found and found != "unspecified":
        claim.attributes["victims"] = found
    subset = _subset(low)
    if subset:
        claim.attributes["subset"] = subset


def _side_of_loser(draft: Draft, claim: Claim) -> str:
    """The side of those who lost people: "the army lost 14 men"."""
    subject = subject_of(draft.chunks, claim.by)
    loser = refer(draft, subject) if subject >= 0 else None
    found = _BY_TYPE.get(loser.attributes["type"], "") if loser else ""
    return found if found in {"state_force", "rebel"} else ""


def set_mixed(claims: list[Claim]) -> None:
    """Mark the wholes whose parts were on more than one side, or mostly on one (C20)."""
    sides: dict[int, set[str]] = {}
    wholes: dict[int, Claim] = {}
    for part in claims:
        whole = part.base
        if whole is None or part.pattern in {"CAS-gap", "CAS-figure", "CAS-from"}:
            continue
        wholes[id(whole)] = whole
        own = sides.setdefault(id(whole), set())
        own.add(part.attributes.get("victims", "unspecified"))
        if part.attributes["modality"] == "proportion" and part.pattern in {"CAS-mostly", "CAS-share"}:
            own |= (
                {"others"} if part.attributes.get("victims", "unspecified") != "unspecified" and _most(part) else set()
            )
    for key, found in sides.items():
        if "victims" not in wholes[key].attributes and len(found - {"unspecified"}) > 1:
            wholes[key].attributes["victims"] = "mixed"


def _most(part: Claim) -> bool:
    return part.pattern == "CAS-mostly"


def _predicate(chunks: Chunks, claim: Claim) -> int:
    """The noun phrase that says who a share were ("[four of them] were policemen"); -1 without one."""
    if claim.pattern not in _SHARES:
        return -1
    at = chunks.at(claim.after)
    at += chunks.kinds[at : at + 1] == "b"
    return at if chunks.kinds[at : at + 1] in {"P", "O"} else -1


def _elided(chunks: Chunks, claim: Claim, before: Claim) -> bool:
    """Whether the claim has no noun and goes on with the one before, in its sentence or (a bare number) the next."""
    kind = chunks.kinds[claim.head]
    if kind not in "nUS" or (claim.noun >= 0 and kind == "U" and chunks.pieces[claim.head][-1] not in "1D"):
        return False
    if claim.head - before.head > 60:
        return False
    borders = chunks.kinds.count("|", before.head, claim.head)
    return borders == 0 or (borders == 1 and kind == "n" and claim.pattern in {"CAS-passive", "CAS-gap"})


def _subset(low: list[str]) -> list[str]:
    subset = [name for name, nouns in _SUBSETS.items() if not nouns.isdisjoint(low)]
    if "aid_workers" in subset and _HELPERS.isdisjoint(low):
        subset.remove("aid_workers")
    if not _FOREIGN.isdisjoint(low):
        subset.append("foreign_nationals")
    return subset


_HELPERS: Final = word_set("worker workers staff volunteers employees")
_FOREIGN: Final = word_set("nationals tourist tourists foreigner foreigners expatriates expatriate expats")


def _side(draft: Draft, claim: Claim, low: list[str]) -> str:
    if claim.noun < 0:
        return ""
    kind = _type(draft, claim)
    noun = draft.chunks.words.low[claim.noun]
    return _side_of_words(low, noun) or _BY_TYPE.get(kind, "") or _by_adjective(low)


def _side_of(draft: Draft, low: list[str], noun: str) -> str:
    role = lexicon().roles.get(noun)
    kind = role.type if role else ""
    if not kind and not _STATE_WORDS.isdisjoint(low):
        return "state_force"
    return _side_of_words(low, noun) or _BY_TYPE.get(kind, "") or _by_adjective(low)


def _side_of_words(low: list[str], noun: str) -> str:
    if not _CHILDREN.isdisjoint(low):
        return "civilian"
    if not _SOLDIERS.isdisjoint(low):
        return "state_force"
    return "civilian" if noun in _SETTLED or _is_national(noun) else ""


def _is_national(noun: str) -> bool:
    """Whether a noun says no more than where people are from: "a Colombian", "two Mexicans"."""
    letters = lexicon().letters
    return letters.get(noun) == "J" or (letters.get(noun) == "H" and letters.get(noun[:-1]) == "J")


def _by_adjective(low: list[str]) -> str:
    return next((_ADJECTIVES[word] for word in low if word in _ADJECTIVES), "")


_SHARES: Final = frozenset({"CAS-share", "CAS-whom", "CAS-half", "CAS-rest", "CAS-harmed"})
_STATE_WORDS: Final = word_set("police army military security soldiers troops")
_SETTLED: Final = word_set(
    "herder herders pastoralist pastoralists settler settlers tribesman tribesmen hunter hunters"
)


def _type(draft: Draft, claim: Claim) -> str:
    """The type of the outermost mention inside the claim that holds its head noun."""
    best = None
    for at in range(bisect_left(draft.actors, claim.start, key=starts_at), len(draft.actors)):
        one = draft.actors[at]
        if one.start >= claim.end:
            break
        if one.end <= claim.end and one.attributes["type"] and (best is None or one.end > best.end):
            best = one
    if best:
        return str(best.attributes["type"])
    role = lexicon().roles.get(draft.chunks.words.low[claim.noun])
    return role.type if role else ""
