"""Who does it and to whom: subjects, objects and agents of verb groups, over the kinds of chunks.

Every function looks at a bounded number of chunks, so that reading a text stays linear.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from conflict_claims.suggest.phrases import FINITE, NOUN_PHRASES, VERB_GROUPS, Chunks

_REACH: Final = 40
"""So many chunks a clause may have; none longer occurs, and lists without end cost no more than this."""

_LONGEST: Final = 300
"""So many chunks on either side a sentence is looked at; a list without full stops is no sentence."""

_LINK_BACK: Final = re.compile(
    # "gunmen in the town", "vehicles filled with explosives", "soldiers searching for rebels", "the attack after noon",
    # "witnesses who returned from the village", "ten miles to reach the town"
    r"[QUnoSEPNXOZYKC](?:v?[fiBF](?:[CNPO]')?|,?g[iT]?|(?<=[XOK])q|[(][NPCO][)]i|,?w[svVb12][iFTB]?|I)\Z"
)
_RELATIVE: Final = re.compile(r"[QUnoSEPNXOZYKC],?w[y!]{0,2}[12svVb][y!]{0,2}(?:I[y!]?)?\Z")
_NP: Final = "[QUnoSEPNXOZYKpCM]"
_AFTER: Final = re.compile(rf"y*(?P<object>{_NP})")
_JOINED: Final = re.compile(
    # not "by rebels and two men fled", whose second noun phrase is a subject
    r"(?:,[QPNC]){0,4},?[&/][QPNC](?!(?:f[QPNC])?(?:\([PN]\))?y?[12svVbw])"
)
_AGENT: Final = re.compile(rf"(?:[iT]{_NP}?+|[yDMu])*?B(?P<agent>{_NP})")


def subject_of(chunks: Chunks, verb: int, depth: int = 0) -> int:
    """The noun phrase that is the subject of a verb group.

    Looks across adverbs, prepositional phrases ("gunmen in the town killed"), relative pronouns (whose noun it
    gives), parentheses between commas, coordinated verbs ("attacked X and killed Y") and participles (", killing 5").

    Args:
        chunks: The chunks.
        verb: Index of the verb group.
        depth: How many verbs were followed already.

    Returns:
        Index of the noun phrase; -1 where there is none.
    """
    kinds = chunks.kinds
    at = verb - 1
    while at >= 0 and (kinds[at] in 'y!"' or chunks.low(at) == ["further"]):
        at -= 1
    if at < 0 or kinds[at] in "|.":
        return -1
    if kinds[verb] in "I4" and (
        kinds[at] in VERB_GROUPS or (kinds[at] in "PQNCp" and kinds[at - 1 : at] in {"v", "s", "V"})
    ):
        # "has sworn to kill", "ordered troops to kill"
        return at if kinds[at] not in VERB_GROUPS else subject_of(chunks, at, depth + 1) if depth < 4 else -1
    if kinds[verb] in "3gI4" and kinds[at] != "w":
        return _charged(chunks, verb) if kinds[at] in "fi" else _subject_of_main(chunks, verb, depth)
    if relative := _RELATIVE.search(kinds, max(at - 6, 0), at + 1):
        # "a man who survived said"
        return first_of_phrase(chunks, relative.start())
    if kinds[at] == "w" or (kinds[at] == "t" and at and kinds[at - 1] in NOUN_PHRASES):
        return _antecedent(chunks, at)
    if kinds[at] in "&/":
        return _subject_of_main(chunks, verb, depth)
    if kinds[at] in ",)":
        at = _before_parenthesis(chunks, at)
        if at < 0:
            return _subject_of_main(chunks, verb, depth)
    if kinds[at] in "Mu":
        at = _before_date(chunks, at)
    if at > 0 and kinds[at] == "D" and kinds[at - 1] in NOUN_PHRASES:
        # "a group holding three workers hostage demanded"
        at -= 1
    if at >= 0 and (kinds[at] in NOUN_PHRASES or kinds[at] == "C"):
        return first_of_phrase(chunks, at)
    return -1


def _before_date(chunks: Chunks, date: int) -> int:
    """The chunk before "on Monday", "since 2 April", "last week"."""
    at = date - 1
    return at - 1 if at > 0 and chunks.kinds[at] in "iqF" else at


def first_of_phrase(chunks: Chunks, last: int) -> int:
    """The first noun phrase of a chain "gunmen of the group in the town", given its last one."""
    kinds = chunks.kinds
    at = last
    for _ in range(8):
        link = _LINK_BACK.search(kinds, max(at - 4, 0), at)
        if not link or (kinds[at - 1] == "q" and kinds[at] in "PQNC"):
            # "the attack after noon", but "the attack after the army": that begins a clause
            break
        at = link.start()
    return at


def last_of_phrase(chunks: Chunks, first: int) -> int:
    """The last chunk of "members of the Northern Front": the noun phrase with its `of` phrases."""
    kinds = chunks.kinds
    at = first
    for _ in range(4):
        if kinds[at + 1 : at + 2] == "f" and kinds[at + 2 : at + 3] in NOUN_PHRASES | {"C"} and kinds[at + 2] != "":
            at += 2
        else:
            break
    return at


def object_of(chunks: Chunks, verb: int) -> int:
    """The noun phrase directly behind a verb group; -1 where there is none."""
    found = _AFTER.match(chunks.kinds, verb + 1)
    return found.start("object") if found else -1


def agent_of(chunks: Chunks, verb: int) -> int:
    """The noun phrase behind "by" that belongs to a verb group or noun; -1 where there is none."""
    found = _AGENT.match(chunks.kinds, verb + 1, verb + 12)
    return found.start("agent") if found else -1


def joined_behind(chunks: Chunks, first: int) -> list[int]:
    """The noun phrases that are joined to one by "and": "by rebels, soldiers or bandits"; without it."""
    found = _JOINED.match(chunks.kinds, last_of_phrase(chunks, first) + 1)
    return [at for at in range(found.start(), found.end()) if chunks.kinds[at] in "QPNC"] if found else []


def main_verb_before(chunks: Chunks, verb: int) -> int:
    """The nearest finite verb group before another in the same sentence; -1 where there is none.

    Passed over are relative clauses ("the man who fled and") and, for participles, ", police said,".
    """
    kinds = chunks.kinds
    for at in range(verb - 1, max(verb - _REACH, -1), -1):
        if kinds[at] == "|":
            return -1
        if kinds[at] not in FINITE or kinds[at - 1 : at] == "w" or _is_told_of_object(kinds, at):
            continue
        if kinds[at] == "s" and kinds[verb] in "3g" and kinds[at + 1 : at + 2] in {",", "i", "M"}:
            continue
        return at
    return -1


def _is_told_of_object(kinds: str, verb: int) -> bool:
    """Whether a participle tells of an object: "spoke of two guards killed, and said"."""
    return kinds[verb] == "1" and verb > 1 and kinds[verb - 1] in "QUnP" and kinds[verb - 2] in "fis"


def sentence_chunks(chunks: Chunks, chunk: int) -> tuple[int, int]:
    """The chunks of the sentence around one: the first, and the one behind the last."""
    at = bisect_left(chunks.borders, chunk)
    first = chunks.borders[at - 1] + 1 if at else 0
    after = chunks.borders[at] if at < len(chunks.borders) else len(chunks.kinds)
    return max(first, chunk - _LONGEST), min(after, chunk + _LONGEST)


def _subject_of_main(chunks: Chunks, verb: int, depth: int) -> int:
    main = main_verb_before(chunks, verb)
    return subject_of(chunks, main, depth + 1) if main >= 0 and depth < 4 else -1


def _charged(chunks: Chunks, verb: int) -> int:
    found = accused(chunks, verb)
    return found if found >= 0 else _subject_of_main(chunks, verb, 0)


def accused(chunks: Chunks, verb: int) -> int:
    """The one charged with a deed ("accused rebels of killing", "blamed the army for"); -1 without one."""
    before = verb - 2
    if before > 0 and chunks.kinds[before] in NOUN_PHRASES | {"C"}:
        first = first_of_phrase(chunks, before)
        if not CHARGES.isdisjoint(chunks.low(first - 1)):
            return first
    return -1


CHARGES: Final = frozenset(
    "accused accuse accuses accusing blamed blame blames blaming charged suspected suspect suspects denounced "
    "convicted".split()
)


def _antecedent(chunks: Chunks, pronoun: int) -> int:
    at = pronoun - 1
    while at >= 0 and chunks.kinds[at] in ",i(":
        at -= 1
    if at < 0 or chunks.kinds[at] not in NOUN_PHRASES:
        return -1
    return first_of_phrase(chunks, at) if chunks.kinds[at] not in "PQ" else at


def _before_parenthesis(chunks: Chunks, close: int) -> int:
    """The chunk before ", a spokesman for the group," or "(NF)"; -1 where nothing opens there."""
    kinds = chunks.kinds
    mark = "(" if kinds[close] == ")" else ","
    for at in range(close - 1, max(close - _REACH, -1), -1):
        if kinds[at] in "|;":
            return -1
        if kinds[at] == mark:
            before = at - 1
            if before > 1 and kinds[before] == ")":
                before = kinds.rfind("(", max(before - 6, 0), before) - 1
            return before if before >= 0 and kinds[before] in NOUN_PHRASES | {"C"} else -1
    return -1
