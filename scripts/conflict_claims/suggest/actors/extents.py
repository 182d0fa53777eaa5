"""How far a mention reaches: `of` and `for` phrases at its right, and what makes it no mention at all."""

from __future__ import annotations

import re
from typing import Final

from conflict_claims.suggest.actors.mention import Mention
from conflict_claims.suggest.actors.tables import BUILDINGS, GROUPS, PLACE_PREPOSITIONS, tables
from conflict_claims.suggest.words import Words

_OF: Final = re.compile(r"f(?:[ad]_*+)?+(?:[hn]_*+)*+(?P<noun>[jJNGCSOzrRcHkvKYLe])")
_FOR: Final = re.compile(r"i(?:[ad]_*+)?+(?P<noun>[jJNGCSOzrRcHk])")
_RUN: Final = re.compile(r"(?:[jJNGCSOzrRcHkvKYLe]_*+)++")
_VERB: Final = r"[')]*y*(?:[mxo124567eL8w]|b[!y]*[74n9])"
_ACTS: Final = re.compile(rf"{_VERB}|[')]*y*[&(GN]|i(?:d_*+)?(?:[jJNCGSzMO]_*+){{1,3}}+{_VERB}")
_BY: Final = re.compile(r"[BA]_*(?:[adnjJ]_*)*\Z|[4-8]_*(?:[adnjJ]_*)*\Z")
_MEMBERS: Final = frozenset({"member", "members", "personnel", "soldiers", "officers"})
_JOINED: Final = re.compile(r"(?:,[cG]_*)*&(?:d_*)?[cG]_*")
_OWNED: Final = re.compile(r"'(?:[jJNGCSOzrRcHkvKYLe]_*+)++")
_NEW: Final = frozenset({"ACT-organisation", "ACT-speaker"})
_CHARGING: Final = frozenset(
    "accuse accuses accused accusing suspect suspects suspected suspecting warn warns warned warning convict convicted "
    "inform informed cleared acquitted reminded assured".split()
)
_POSTS: Final = frozenset("station stations post posts barracks academy".split())
_CAMPUSES: Final = frozenset({"university", "college", "school"})
_REACH: Final = 12
_PLURALS: Final = frozenset("RH")


def extend(mentions: list[Mention], words: Words, letters: str) -> list[Mention]:
    """Add what A11 keeps at the right, from the last mention to the first, so that phrases in phrases are whole.

    Returns:
        The mentions without heads that only count others ("a group of gunmen").
    """
    ends = {mention.first: mention for mention in mentions}
    kept: list[Mention] = []
    for mention in reversed(mentions):
        # A name behind its title is complete.
        if mention.after == mention.end and mention.pattern != "ACT-known":
            phrase = _phrase(mention, words, letters)
            if phrase and mention.noun in GROUPS and _counts(letters, phrase):
                continue
            if phrase:
                mention.after = _end_of(phrase, ends, letters)
                joined = _JOINED.match(letters, mention.after)
                if joined and mention.noun in _MEMBERS:
                    mention.after = joined.end()
        kept.append(mention)
    kept.reverse()
    return kept


def _phrase(mention: Mention, words: Words, letters: str) -> int:
    """First token of the noun phrase behind "of" or "for" that belongs to the mention; 0 where there is none."""
    at = mention.after
    found = _OF.match(letters, at, at + _REACH)
    if not found and words.low[at] == "for" and (mention.named or mention.noun.split(" ")[-1] in tables().for_heads):
        found = _FOR.match(letters, at, at + _REACH)
    if not found or _is_charged(mention, words):
        return 0
    noun = found.start("noun")
    # Of names, only new ones go on, and only with another name: "Ministry of Defence".
    fits = not mention.named or (mention.pattern in _NEW and _capital(words, noun))
    return noun if fits else 0


def _is_charged(mention: Mention, words: Words) -> bool:
    """Whether the "of" belongs to a verb before: "accused the army of brutality", "warned residents of floods"."""
    before = mention.first - 1
    while before > 0 and words.letters[before] in "adnhjJ_":
        before -= 1
    return words.low[before] in _CHARGING


def _capital(words: Words, at: int) -> bool:
    return words.text[words.starts[at]].isupper()


def _counts(letters: str, noun: int) -> bool:
    run = _RUN.match(letters, noun)
    return bool(run) and run is not None and run[0].rstrip("_")[-1] in _PLURALS


def _end_of(noun: int, mentions: dict[int, Mention], letters: str) -> int:
    inner = mentions.get(noun)
    if inner and not inner.optional:
        # "members of the [Halcones] gang": the word for its kind is in.
        end = inner.after + (inner.named and letters[inner.after] == "c")
    else:
        run = _RUN.match(letters, noun)
        end = run.end() if run else noun + 1
    owned = _OWNED.match(letters, end)
    return owned.end() if owned else end


def is_building(mention: Mention, words: Words, letters: str) -> bool:
    """Whether a body is only a place here (A6): it neither acts nor speaks ("outside the Interior Ministry")."""
    last = words.low[mention.end - 1]
    if mention.named and last == "police" and words.low[mention.end] in _POSTS:
        return True
    if last not in BUILDINGS and last not in _CAMPUSES:
        return False
    before = mention.first - 1
    while before > 0 and words.letters[before] in "adnjJ_":
        before -= 1
    if words.low[before] in PLACE_PREPOSITIONS:
        return True
    return (
        last in BUILDINGS
        and mention.pattern != "ACT-known"
        and not _ACTS.match(letters, mention.after)
        and not _BY.search(letters, max(mention.first - 6, 0), mention.first)
        # "Blast kills 12: ministry"
        and not (letters[mention.first - 1] == ";" and letters[mention.after] == "|")
    )
