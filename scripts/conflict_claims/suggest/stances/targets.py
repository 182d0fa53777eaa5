"""What a stance is about, and whom it addresses (guidelines S15-S19, R11)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from conflict_claims.suggest.clauses import last_of_phrase, object_of, subject_of
from conflict_claims.suggest.draft import Draft, Span
from conflict_claims.suggest.phrases import FINITE
from conflict_claims.suggest.stances.denoting import (
    NOUNS,
    actor_list,
    begins_clause,
    covering,
    denoted,
    head_of_possession,
    named_mention,
    refer_plain,
)

_ABOUT_ACTORS: Final = frozenset({"accuse", "suspect", "threaten", "vow_action"})
TALKS: Final = frozenset("talks dialogue negotiations negotiation conversations".split())
"""Nouns for talks as a party to them."""

_REFLEXIVES: Final = frozenset({"itself", "themselves", "himself", "herself"})
_REACH: Final = 10
_ASKED: Final = frozenset({"sides", "parties", "you", "us", "everyone", "everybody", "all"})
"""Who is asked to do something, though no mention: "asked both sides to stop", "we ask you to leave"."""


@dataclass(slots=True)
class Aim:
    """What a stance points at: spans of any layer, whom it addresses, whether a clause of its own gives the content."""

    target: list[Span] = field(default_factory=list)
    addressee: list[Span] = field(default_factory=list)
    clause: bool = False
    noun: int = -1


def aim_of_verb(draft: Draft, chunk: int, act: str) -> Aim:
    """What the words behind a cue say that it is about; `chunk` holds the cue's last word."""
    kinds = draft.kinds
    at = chunk + 1
    while kinds[at] in 'y"' or _is_date(draft, at) or (kinds[at] in "i" and _is_date(draft, at + 1)):
        at += 1 + (kinds[at] == "M" and kinds[at + 1] == "'")
    if kinds[at] in "fiTBFh" and kinds[at + 1] in NOUNS:
        at += 1
    if kinds[at] == "p" and draft.chunks.head(at) in _REFLEXIVES:
        at += 1 + (kinds[at + 1] in "iT")
    if kinds[at : at + 2] and kinds[at + 1] == '"' and kinds[at + 2] in NOUNS and kinds[at] in NOUNS:
        at += 2
    if kinds[at] == "t" or (kinds[at] in "I4" and act != "demand"):
        return _of_clause(draft, at + (kinds[at] == "t"), act, infinitive=kinds[at] in "I4")
    if kinds[at] in "g3":
        return _of_clause(draft, at, act, infinitive=True)
    if kinds[at] not in NOUNS and kinds[at] != "M":
        return Aim()
    noun = head_of_possession(draft, at)
    if begins_clause(kinds, last_of_phrase(draft.chunks, noun) + 1) and act not in {"mourn"}:
        return _of_clause(draft, at, act, infinitive=False)
    return _of_object(draft, noun, act)


def _is_date(draft: Draft, chunk: int) -> bool:
    """Whether a chunk is a date and nothing else, unlike "the attack Thursday"."""
    return draft.kinds[chunk] == "M" and draft.chunks.pieces[chunk].rstrip("_M") == ""


def aim_at(draft: Draft, noun: int, act: str) -> Aim:
    """The aim whose target a given noun phrase is, with the other side behind it."""
    return Aim(denoted(draft, noun, act), _other_side(draft, noun), noun=noun)


def aim_of_noun(draft: Draft, chunk: int, act: str) -> Aim:
    """What an act noun is about by the words behind it ("threat of attacks"); no clause without "that"."""
    kinds = draft.kinds
    at = chunk + 1
    if kinds[at] == "t" or kinds[at] in "I4":
        return _of_clause(draft, at + (kinds[at] == "t"), act, infinitive=kinds[at] != "t")
    at += kinds[at] in "fi" and kinds[at + 1] == "h"
    if kinds[at] in "fih" and kinds[at + 1] in NOUNS:
        return Aim(denoted(draft, head_of_possession(draft, at + 1), act), noun=at + 1)
    return Aim()


def aim_before(draft: Draft, verb: int, act: str) -> Aim:
    """The noun that a relative clause hangs on, where the object is missing: "a charge that the army rejects"."""
    kinds, chunks = draft.kinds, draft.chunks
    at = subject_of(chunks, verb) - 1
    if at >= 0 and kinds[at] in NOUNS and kinds[at + 1] == "p" and act in {"accuse", "suspect"}:
        return Aim(denoted(draft, at, act), noun=at)
    if at < 1 or kinds[at] not in "tw":
        return Aim()
    at -= 1 + (kinds[at - 1] == ",")
    if at >= 0 and kinds[at] in NOUNS:
        return Aim(denoted(draft, at, act), noun=at)
    # ", which both countries deny": what was said before.
    return Aim(draft.stances[-1:], noun=-1) if act == "reject" else Aim()


def _of_object(draft: Draft, noun: int, act: str) -> Aim:
    kinds = draft.kinds
    if act == "demand" and _infinitive_behind(draft, noun):
        return _request(draft, noun)
    if act == "warn" and kinds[last_of_phrase(draft.chunks, noun) + 1] in "tTifhIB,":
        return _warning(draft, noun)
    if act == "demand" and actor_list(draft, noun):
        return Aim(addressee=actor_list(draft, noun), noun=noun)
    if act in _ABOUT_ACTORS:
        return _of_accused(draft, noun, act)
    if act == "call_for_restraint":
        return Aim(addressee=actor_list(draft, noun), noun=noun)
    if act == "mourn" and draft.chunks.head(noun) in {"families", "family", "bereaved", "relatives", "victims"}:
        return Aim(addressee=actor_list(draft, noun), noun=noun)
    spans = denoted(draft, noun, act)
    aim = Aim(spans, noun=noun)
    if act in {"offer_talks", "refuse_talks", "demand"}:
        aim.addressee = _other_side(draft, noun)
    return aim


def _infinitive_behind(draft: Draft, noun: int) -> bool:
    after = last_of_phrase(draft.chunks, noun) + 1
    if not draft.chunks.pieces[after].startswith("T"):
        return False
    if draft.kinds[noun] in "PQ":
        return True
    return draft.chunks.head(noun) in _ASKED or bool(refer_plain(draft, noun))


def asks(draft: Draft, aim: Aim) -> bool:
    """Whether someone is asked to do something: "asked both sides to lay down their arms"."""
    return aim.noun >= 0 and _infinitive_behind(draft, aim.noun)


def _request(draft: Draft, noun: int) -> Aim:
    """Read "urged the junta to hold elections": the other side is addressed, the object is what is asked (S15)."""
    verb = last_of_phrase(draft.chunks, noun) + 1
    asked = -1 if draft.kinds[verb] == "T" else object_of(draft.chunks, verb)
    target = denoted(draft, head_of_possession(draft, asked), "demand") if asked >= 0 else []
    return Aim(target, actor_list(draft, noun), noun=noun)


def _warning(draft: Draft, noun: int) -> Aim:
    """Read "warned drivers of mines", "warned residents that ..."."""
    kinds = draft.kinds
    after = last_of_phrase(draft.chunks, noun) + 1
    warned = actor_list(draft, noun)
    if not warned:
        return Aim(denoted(draft, noun, "warn"), noun=noun)
    if kinds[after] == "t":
        inner = _of_clause(draft, after + 1, "warn", infinitive=False)
        return Aim(inner.target, warned, clause=True, noun=noun)
    if kinds[after] in "fih" and kinds[after + 1] in NOUNS:
        return Aim(denoted(draft, after + 1, "warn"), warned, noun=noun)
    if kinds[after] in "I4":
        return Aim(_of_clause(draft, after, "warn", infinitive=True).target, warned, noun=noun)
    return Aim([], warned, noun=noun)


def _of_accused(draft: Draft, noun: int, act: str) -> Aim:
    who = _accused(draft, noun) or _blamed_on(draft, noun) or _of_whom(draft, noun)
    if not who and act in {"threaten", "vow_action", "suspect"}:
        return Aim(denoted(draft, noun, act), noun=noun)
    return Aim(who, noun=noun)


def _of_whom(draft: Draft, noun: int) -> list[Span]:
    """Whose it is that is blamed: "blamed the arrogance of the army"."""
    kinds = draft.kinds
    if kinds[noun + 1 : noun + 2] == "f" and kinds[noun + 2 : noun + 3] in {"P", "N", "C"}:
        return _accused(draft, noun + 2)
    return []


def _blamed_on(draft: Draft, noun: int) -> list[Span]:
    """Read "blamed the attack on rebels", "attributed it to them", "revenge on the killers"."""
    kinds, chunks = draft.kinds, draft.chunks
    for at in range(noun + 1, min(noun + _REACH, len(kinds) - 1)):
        if kinds[at] in "|.;" or kinds[at] in FINITE:
            break
        if kinds[at] == "T" or chunks.head(at) in {"on", "upon", "against"}:
            at += 1 + (kinds[at + 1] == '"')
            return _accused(draft, head_of_possession(draft, at)) if kinds[at] in NOUNS else []
    return []


def _of_clause(draft: Draft, at: int, act: str, *, infinitive: bool) -> Aim:
    """The target that stands in a clause (S17): what the act names, else its subject; its object in an infinitive."""
    kinds, chunks = draft.kinds, draft.chunks
    if chunks.head(at) == "there" and kinds[at + 1] in FINITE:
        noun = object_of(chunks, at + 1)
        return Aim(denoted(draft, noun, act) if noun >= 0 else [], clause=True, noun=noun)
    while kinds[at] in "ytq":
        at += 1
    if infinitive:
        noun = object_of(chunks, at)
        if noun < 0 and chunks.head(at + 1) in {"down", "up", "out", "off"} and kinds[at + 2] in NOUNS:
            noun = at + 2
    else:
        noun = at if kinds[at] in NOUNS else -1
        if noun >= 0 and _is_own(draft, noun):
            noun = _object_in_clause(draft, noun)
    if noun < 0:
        return Aim(clause=not infinitive)
    noun = head_of_possession(draft, noun)
    if act in {"accuse", "suspect"}:
        return Aim(actor_list(draft, noun), clause=not infinitive, noun=noun)
    return Aim(denoted(draft, noun, act), clause=not infinitive, noun=noun)


def _is_own(draft: Draft, noun: int) -> bool:
    chunks = draft.chunks
    return draft.kinds[noun] == "p" or chunks.low(noun)[0] in {"its", "their", "his", "her", "our"}


def _object_in_clause(draft: Draft, subject: int) -> int:
    kinds = draft.kinds
    at = last_of_phrase(draft.chunks, subject) + 1
    for verb in range(at, min(at + 4, len(kinds))):
        if kinds[verb] in "|.":
            return -1
        if kinds[verb] in "1svVgI34":
            noun = object_of(draft.chunks, verb)
            if noun >= 0:
                return noun
            if (
                kinds[verb + 1 : verb + 2] in {"i", "f"}
                and kinds[verb + 2 : verb + 3] in NOUNS
                and kinds[verb + 2 : verb + 3]
            ):
                return verb + 2
    return -1


def _accused(draft: Draft, noun: int) -> list[Span]:
    """Who is accused; a name that nothing else told to be an actor's is one here ("accused Kiev of the raid")."""
    found = actor_list(draft, noun)
    whole = covering(draft, noun)
    if not found and whole:
        return [whole]
    if not found and draft.kinds[noun] in "NC":
        one = named_mention(draft, noun)
        found = [one] if one else []
    return found


def _other_side(draft: Draft, noun: int) -> list[Span]:
    """Whom talks are held with, or who is asked: "with the army", "from the government", "to the rebels"."""
    kinds, chunks = draft.kinds, draft.chunks
    for at in range(noun + 1, min(noun + _REACH, len(kinds) - 1)):
        if kinds[at] in "|.;,&" or kinds[at] in FINITE:
            break
        if (kinds[at] in "FT" or chunks.head(at) in {"with", "from"}) and kinds[at + 1] in NOUNS:
            one = refer_plain(draft, head_of_possession(draft, at + 1))
            return [one] if one else []
    return []
