"""Names that the article itself introduced: acronyms in brackets, surnames, "the Front" for the Northern Front."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from conflict_claims.suggest.actors.mention import Mention
from conflict_claims.suggest.actors.tables import tables
from conflict_claims.suggest.gazetteer import is_acronym
from conflict_claims.suggest.words import Words

_OPENING: Final = {"(": ")", ",": ","}
_ACRONYM_SIZE: Final = range(2, 12)
_GENERAL: Final = frozenset(
    "army police government forces military navy court ministry parliament guards rebels militants fighters tigers "
    "volunteers company hospital commission".split()
)
PERSONS: Final = frozenset({"ACT-title", "ACT-person", "ACT-apposition", "ACT-given", "ACT-surname"})
"""Patterns that find humans, who are named again by their surnames."""

_ORGANISATIONS: Final = frozenset({"ACT-organisation", "ACT-known"})


def short_forms(mentions: list[Mention], words: Words) -> list[Mention]:
    """Mentions by acronyms in brackets, by surnames and by the last word of an organisation's name.

    Args:
        mentions: What was found so far, in text order.
        words: The words.

    Returns:
        Further mentions; one that is a part of a longer name is none.
    """
    introduced: dict[str, Mention] = {}
    heads: dict[str, Mention] = {}
    taken = bytearray(len(words.low) + 1)
    for mention in mentions:
        if mention.named:
            _introduce(mention, words, introduced)
            _introduce_head(mention, words, heads)
            begin = mention.head if mention.noun else mention.first
            taken[begin : mention.after] = b"\x01" * (mention.after - begin)
    found = list(_later(introduced, taken, words, mentions))
    return found + list(_later_heads(heads, taken, words, mentions))


def _introduce(mention: Mention, words: Words, introduced: dict[str, Mention]) -> None:
    at = mention.after
    low = words.low
    sign = words.letters[at : at + 1]
    if sign in _OPENING and words.letters[at + 2 : at + 3] == _OPENING[sign]:
        acronym = words.slice(at + 1, at + 2)
        fits = len(acronym) in _ACRONYM_SIZE and sum(map(str.isupper, acronym)) * 2 > len(acronym)
        if fits and (sign == "(" or _are_initials(acronym, words.slice(mention.first, mention.after))):
            introduced.setdefault(low[at + 1], mention)
    if mention.pattern == "ACT-acronym":
        introduced.setdefault(low[mention.first], mention)
    if mention.pattern in PERSONS or mention.person:
        surname = low[mention.after - 1]
        if len(surname) > 1:
            introduced.setdefault(surname, mention)


def _are_initials(acronym: str, name: str) -> bool:
    """Whether letters between commas are the first letters of a name's words: "the Relief Centre, RC, said"."""
    initials = "".join(word[0] for word in name.replace("-", " ").split()).upper()
    return acronym.isupper() and len(acronym) <= len(initials) and set(acronym) <= set(initials)


def _introduce_head(mention: Mention, words: Words, heads: dict[str, Mention]) -> None:
    head = words.low[mention.after - 1]
    if mention.pattern in _ORGANISATIONS and mention.after - mention.first > 1 and head in tables().heads:
        heads.setdefault(head, mention)


def _later(
    introduced: dict[str, Mention], taken: bytearray, words: Words, mentions: list[Mention]
) -> Iterator[Mention]:
    alone = {mention.first: mention for mention in mentions if mention.pattern == "ACT-speaker"}
    for at in words.among(introduced):
        source = introduced[words.low[at]]
        if at in alone:
            _tell(alone[at], source, named=True)
        if taken[at] or not words.text[words.starts[at]].isupper():
            continue
        pattern = "ACT-acronym" if is_acronym(words.slice(at, at + 1)) else "ACT-surname"
        yield _like(source, at, pattern)


def _later_heads(
    heads: dict[str, Mention], taken: bytearray, words: Words, mentions: list[Mention]
) -> Iterator[Mention]:
    """Read "the Front", "the bloc": behind the full name, with an article and nothing between."""
    if not heads:
        return
    nominal = {mention.end - 1: mention for mention in mentions if not mention.named}
    low = words.low
    for at in words.among(heads):
        source = heads[low[at]]
        if low[at - 1] != "the" or taken[at] or at <= source.first or words.letters[at + 1] in "OvN'":
            continue
        inside = words.text[words.starts[at]].isupper()
        if low[at] in _GENERAL and (not inside or words.sentences[words.sentence_at(at)].caps):
            continue
        if at in nominal:
            # The role rule has it already; the name tells its type.
            _tell(nominal[at], source, named=inside)
        else:
            mention = _like(source, at, "ACT-short")
            mention.named = inside
            yield mention


def _tell(mention: Mention, source: Mention, *, named: bool) -> None:
    if mention.after - mention.first == 1:
        mention.type = source.type
        mention.actor = source.actor
        mention.country = source.country
        mention.named = named


def _like(source: Mention, at: int, pattern: str) -> Mention:
    return Mention(
        at, at + 1, at, at + 1, pattern, "", source.type, named=True, actor=source.actor, country=source.country
    )
