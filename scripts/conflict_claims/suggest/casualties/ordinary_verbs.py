"""Verbs of many other things that harm where people stand beside them: "held nine drillers", "was hit by shrapnel"."""

from __future__ import annotations

import re
from typing import Final

from conflict_claims.suggest.clauses import subject_of
from conflict_claims.suggest.lexicon import lexicon
from conflict_claims.suggest.phrases import Chunks
from conflict_claims.text.wordlists import word_set

_BEHIND_OBJECT: Final = re.compile(r"[QUSn](?:f[A-Zn](?:'[PNO])?)?(?:,?&[QU](?:f[A-Z])?)?(?:i?M|y)?(?P<next>.)")
_REACH: Final = 6
_NOT_HELD: Final = word_set("to up back down off out on onto over at responsible accountable")
_PROJECTILES: Final = word_set(
    "shrapnel bullet bullets fragments splinters gunfire fire rocket rockets shell shells sniper snipers mine blast "
    "missile missiles bomb bombs round rounds shot shots strike airstrike explosion mortar grenade pellets projectile "
    "projectiles drone head leg legs chest back arm neck stomach"
)
_VEHICLES: Final = word_set("car bus truck lorry train van vehicle motorcycle taxi")
_ANSWERABLE: Final = frozenset({"responsible", "accountable", "liable"})
_AWAY: Final = word_set("away off bush forest jungle unknown undisclosed captivity mountains hostage captive")
_LEAVING: Final = word_set("flee leave evacuate escape abandon relocate fleeing running seek")
_HOMES: Final = word_set(
    "home homes house houses village villages land lands town towns city camp camps area areas border river frontier "
    "neighbourhood neighborhood region province enclave settlement"
)
_MOVING: Final = word_set("from out across over off toward towards into")
_DRIVING: Final = word_set("drove driven drives driving drive pushed pushes pushing push chased forced forcing ousted")
_FELL: Final = frozenset({"fell", "fallen"})
_PERCEIVED: Final = frozenset({"seen", "heard", "found"})
_CROSSED: Final = frozenset({"crossed", "streamed", "poured"})
_CUSTODY: Final = frozenset({"hands", "custody", "captivity"})
_OTHERS: Final = (
    dict.fromkeys(_FELL, "killed")
    | dict.fromkeys(_PERCEIVED, "missing")
    | dict.fromkeys(_CROSSED, "displaced")
    | dict.fromkeys(_CUSTODY, "captured")
)
"""What other words do to people where the words around them say so."""
_SINCE: Final = frozenset({"since", "again", "from"})
_REFUGEES: Final = word_set("people refugees civilians families residents villagers women children persons migrants")


def ordinary_outcome(chunks: Chunks, verb: int) -> str:
    """What an ordinary verb does to the people beside it; empty where its words harm nobody.

    Args:
        chunks: The chunks.
        verb: Chunk of the verb, active before its object or passive.
    """
    head = chunks.head(verb)
    tables = lexicon()
    if head in _OTHERS:
        return "" if head in _PERCEIVED and "!" not in chunks.pieces[verb] else _OTHERS[head]
    if head in tables.of_people:
        return tables.of_people[head]
    outcomes = tables.with_words.get(head)
    return _with_words(chunks, verb, head, outcomes) if outcomes else ""


def _with_words(chunks: Chunks, verb: int, head: str, outcomes: set[str]) -> str:
    behind = _BEHIND_OBJECT.match(chunks.kinds, verb + 1)
    at = behind.start("next") if behind else verb + 1
    low = chunks.words.low[chunks.firsts[at] : chunks.firsts[at] + _REACH]
    if "" in low:
        low = low[: low.index("")]
    if not low:
        return ""
    if "injured" in outcomes:
        return "injured" if low[0] == "for" and chunks.kinds[at + 1 : at + 2] == "Y" else ""
    if "captured" in outcomes and (not _AWAY.isdisjoint(low[:4]) or low[:2] == ["with", "them"]):
        return "captured"
    flight = chunks.kinds[at] in "Ig" and not _LEAVING.isdisjoint(low[:2])
    moved = low[0] in _MOVING and head in _DRIVING and not _HOMES.isdisjoint(low)
    return "displaced" if "displaced" in outcomes and (flight or moved) else ""


def taking(chunks: Chunks, found: re.Match[str]) -> str:
    """An ordinary verb before people with a number: "held nine drillers", "sent 300 people fleeing"."""
    at = found.start()
    if chunks.head(at) in {"buried", "burying"} or not ordinary_outcome(chunks, at):
        return found[0]
    if chunks.kinds[at + 1] == "n" and chunks.head(at) not in lexicon().with_words:
        return found[0]
    if chunks.head(at).startswith("hit") and not _strikes(chunks, at):
        return found[0]
    if chunks.head(at) == "held" and not _ANSWERABLE.isdisjoint(chunks.low(at + 2)):
        return found[0]
    return {"g": "3", "I": "4"}.get(found[0], "1")


def _strikes(chunks: Chunks, verb: int) -> bool:
    """Whether people, weapons or fire hit, and not a car, a scandal or the rain."""
    subject = subject_of(chunks, verb)
    if subject < 0:
        return False
    head = chunks.head(subject)
    return head not in _VEHICLES and (chunks.kinds[subject] in "PQNXp" or head in _PROJECTILES)


def undergone(chunks: Chunks, found: re.Match[str]) -> str:
    """The passive of an ordinary verb, or its participle: "were driven from their homes", "held in Tarn"."""
    at = found.start()
    head = chunks.head(at)
    if head not in lexicon().of_people and head not in lexicon().with_words:
        return _other(chunks, at, head) if head in _OTHERS else found[0]
    behind = chunks.words.low[chunks.firsts[at + 1] : chunks.firsts[at + 1] + _REACH]
    numbered = chunks.kinds[at - 1 : at] in {"Q", "U"}
    if head == "held" and behind[:1] and behind[0] in _NOT_HELD and behind[1:2] != ["gunpoint"]:
        return found[0]
    if head == "hit" and not numbered and (chunks.kinds[at - 1] not in "PN" or _PROJECTILES.isdisjoint(behind)):
        return found[0]
    if found[0] == "v" and chunks.kinds[at - 1] in ("n" if head in lexicon().of_people else "nP"):
        # "four positions, one held by the army", "rebels pushed from the town"
        return found[0]
    if (head == "buried" and not numbered) or not ordinary_outcome(chunks, at):
        return found[0]
    return "2" if found[0] == "V" else "1"


def _other(chunks: Chunks, verb: int, head: str) -> str:
    """Soldiers "fell in the ambush", miners "have not been seen since", refugees "crossed into" a state."""
    kind = chunks.kinds[verb]
    if head in _FELL:
        fallen = head == "fallen" and chunks.kinds[verb + 1 : verb + 2] in {".", ",", "|"}
        return "2" if fallen or chunks.kinds[verb + 1 : verb + 3] == "iX" else kind
    if head in _PERCEIVED:
        unfound = head == "found" and chunks.kinds[verb - 1] in "Qn"
        lost = "!" in chunks.pieces[verb] and (
            unfound or not _SINCE.isdisjoint(chunks.low(verb + 1) + chunks.low(verb + 2))
        )
        return "2" if lost else kind
    many = chunks.kinds[verb - 1] == "Q" and chunks.pieces[verb - 1][-1] in "RH" and chunks.head(verb - 1) in _REFUGEES
    return "2" if many and chunks.head(verb + 1) == "into" else kind


def custody(chunks: Chunks, found: re.Match[str]) -> str:
    """People are "in the gunmen's hands", "in the militants' custody"."""
    return "2" if chunks.head(found.start()) in _CUSTODY else found[0]


def in_state(chunks: Chunks, found: re.Match[str]) -> str:
    """A state behind "are still", "are listed as": "are still unaccounted for", "is listed as missing"."""
    if found[0] != "D":
        return "y2" if chunks.head(found.start()) == "as" else found[0]
    return found[0] if chunks.words.low[chunks.firsts[found.start()]] in {"from", "out", "to", "off"} else "2"
