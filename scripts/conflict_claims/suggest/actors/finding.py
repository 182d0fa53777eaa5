"""All mentions of one article, from its tokens to spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from conflict_claims.suggest.actors.bracketed import bracketed, without_parts
from conflict_claims.suggest.actors.extents import extend, is_building
from conflict_claims.suggest.actors.known import KnownNames
from conflict_claims.suggest.actors.mention import Mention
from conflict_claims.suggest.actors.names import Names, name_start
from conflict_claims.suggest.actors.runs import Runs
from conflict_claims.suggest.actors.short_forms import PERSONS, short_forms
from conflict_claims.suggest.actors.sides import home_state, is_part, is_side
from conflict_claims.suggest.actors.tables import tables
from conflict_claims.suggest.actors.types import Types
from conflict_claims.suggest.draft import Span, starts_at
from conflict_claims.suggest.gazetteer import Gazetteer, Known, is_acronym
from conflict_claims.suggest.lexicon import lexicon
from conflict_claims.suggest.phrases import Chunks
from conflict_claims.suggest.triggers import marked
from conflict_claims.suggest.words import Words

_OWNED: Final = frozenset("XKO")
"""Chunks that are no actors: what an adjective of origin before them tells is whose they are."""


class ActorFinder:
    """Finds actors in article after article, with the names of one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._known = KnownNames(gazetteer)

    def find(self, chunks: Chunks) -> tuple[list[Span], list[Span]]:
        """The mentions of an article.

        Args:
            chunks: Its chunks.

        Returns:
            Spans of layer actor in text order; and those that are mentions only where a reference points at them
            (bare humans, role nouns before other nouns).
        """
        words = chunks.words
        mentions = self._mentions(words)
        home = home_state(words, self.gazetteer)
        Types(words, self.gazetteer, home).resolve(mentions)
        spans: tuple[list[Span], list[Span]] = ([], [])
        for mention in (*mentions, *self._origins(chunks, home)):
            spans[mention.optional].append(_span(mention, chunks))
        spans[1].sort(key=starts_at)
        return spans

    def _origins(self, chunks: Chunks, home: str | None) -> Iterator[Mention]:
        """Adjectives of origin before what is no actor, which name a doer: "Ostrani air strike" (A7)."""
        at = chunks.words.letters.find("J")
        while at >= 0:
            if chunks.kinds[chunks.at(at)] in _OWNED:
                country = self.gazetteer.origins.get(chunks.words.low[at])
                kind = "government" if country and country == home else "foreign_state"
                yield Mention(at, at + 1, at, at + 1, "ACT-origin", type=kind, optional=True, country=country)
            at = chunks.words.letters.find("J", at + 1)

    def _mentions(self, words: Words) -> list[Mention]:
        hits = [hit for hit in self._known.find(words) if not is_part(words, *hit)]
        letters = marked(words.letters, ((first, after, "S" if known.state else "G") for first, after, known in hits))
        starts = frozenset(sentence.first for sentence in words.sentences)
        persons = frozenset(first for first, _, known in hits if known.person)
        runs = Runs(words, letters, persons)
        mentions = [_cased(mention, words, starts) for mention in runs.mentions()]
        mentions += [_genus(first, after, noun) for first, after, noun in runs.genera if "N" in letters[first:after]]
        mentions += Names(words, letters).mentions(runs.names)
        titled = {mention.after: mention for mention in mentions if mention.pattern == "ACT-title"}
        hits = [hit for hit in hits if not _names_titled(titled, hit)]
        mentions += [
            _known(words, first, after, known) for first, after, known in hits
            if is_side(words, letters, first, after, known)
        ]  # fmt: skip
        mentions += _unknown(bracketed(words, letters), hits)
        mentions.sort(key=_position)
        mentions = without_parts(extend(_without_doubles(mentions), words, letters))
        mentions += short_forms(mentions, words)
        mentions += [_acronym(mention) for mention in mentions if _begins_with_acronym(mention, words)]
        mentions = [mention for mention in mentions if not is_building(mention, words, letters)]
        mentions.sort(key=_position)
        return list(_outside_names(_without_doubles(mentions)))


def _unknown(found: Iterable[Mention], hits: list[tuple[int, int, Known]]) -> list[Mention]:
    """The mentions whose words are no known name, nor hold one."""
    known = {at for first, after, _ in hits for at in range(first, after)}
    return [one for one in found if known.isdisjoint(range(one.first, one.after))]


def _cased(mention: Mention, words: Words, starts: frozenset[int]) -> Mention:
    """A body with a capital inside its sentence is a name: "the Interior Ministry", "Lakeland Union"."""
    text, begins = words.text, words.starts
    if mention.named or words.letters[mention.head] not in "cRr" or not text[begins[mention.end - 1]].isupper():
        return mention
    if words.letters[mention.head] == "r" and words.low[mention.end - 1] not in tables().heads:
        return mention
    if words.sentences[words.sentence_at(mention.head)].caps:
        return _upper_cased(mention, words)
    first = mention.end - 1
    while first > mention.first and text[begins[first - 1]].isupper():
        first -= 1
    first = name_start(words, words.letters, first)
    if first == mention.end - 1 and (first in starts or words.low[first] not in tables().heads):
        return mention
    mention.first = first
    mention.named = True
    mention.pattern = "ACT-organisation"
    mention.type = tables().heads.get(words.low[mention.end - 1], "")
    return mention


def _genus(first: int, after: int, noun: str) -> Mention:
    """The name before a word for its kind, with that word's type."""
    role = lexicon().roles.get(noun)
    return Mention(first, after, first, after, "ACT-organisation", type=role.type if role else "", named=True)


def _upper_cased(mention: Mention, words: Words) -> Mention:
    """In upper-case copy a body is a name where unknown words or an owner stand before it: "BISHOPS' CONFERENCE"."""
    first = name_start(words, words.letters, mention.first)
    kind = tables().heads.get(words.low[mention.end - 1])
    if kind and (first < mention.first or words.letters[mention.first] in "zN") and mention.head > first:
        mention.first = first
        mention.named = True
        mention.pattern = "ACT-organisation"
        mention.type = kind
    return mention


def _names_titled(titled: dict[int, Mention], hit: tuple[int, int, Known]) -> bool:
    """Whether a known person's name stands behind a title; the whole then has what is known of him."""
    mention = titled.get(hit[1])
    if mention is None or not hit[2].person or mention.first > hit[0]:
        return False
    mention.actor, mention.type, mention.country = hit[2].actor, hit[2].type, hit[2].country
    return True


def _known(words: Words, first: int, after: int, known: Known) -> Mention:
    if known.person and words.letters[first] == "r":
        # An alias with a title: what modifies the title belongs to it.
        while first > 0 and words.letters[first - 1] in "jJ":
            first -= 1
    elif (
        first > 1
        and words.slice(first - 1, first) == "The"
        and words.letters[first - 2] != "|"
        and known.type == "media"
    ):
        first -= 1
    return Mention(
        first, after, first, after, "ACT-known", type=known.type, named=True, actor=known.actor, country=known.country,
        person=known.person,
    )  # fmt: skip


def _begins_with_acronym(mention: Mention, words: Words) -> bool:
    """Whether an unknown name in capitals stands before the role noun of a mention: "ZRT leaders"."""
    at = mention.first
    if at >= mention.head or words.letters[at] not in "Nz" or words.sentences[words.sentence_at(at)].caps:
        return False
    acronym = words.slice(at, at + 1)
    return is_acronym(acronym) and len(acronym) > 2 and words.low[at] not in tables().no_names


def _acronym(mention: Mention) -> Mention:
    role = lexicon().roles.get(mention.noun)
    kind = role.type if role and mention.noun not in tables().speakers else ""
    at = mention.first
    return Mention(at, at + 1, at, at + 1, "ACT-acronym", type=kind, named=True)


def _position(mention: Mention) -> tuple[int, int]:
    return mention.first, -mention.after


def _without_doubles(mentions: list[Mention]) -> list[Mention]:
    """One mention an extent: what is known goes before what is guessed."""
    kept: dict[tuple[int, int], Mention] = {}
    for mention in mentions:
        key = (mention.first, mention.after)
        if key not in kept or (kept[key].actor is None and mention.actor is not None):
            kept[key] = mention
    return list(kept.values())


def _outside_names(mentions: list[Mention]) -> Iterator[Mention]:
    """The mentions that are no guess at a part of a known name (A7), in text order."""
    after = 0
    for mention in mentions:
        if mention.pattern == "ACT-known":
            after = max(after, mention.after)
        elif mention.pattern == "ACT-organisation" and mention.after <= after:
            continue
        yield mention


def _span(mention: Mention, chunks: Chunks) -> Span:
    words = chunks.words
    attributes = {
        "type": mention.type,
        "mention": "named" if mention.named else "nominal",
        "naming": _naming(mention, words),
        "actor": mention.actor,
    }
    start, end = words.starts[mention.first], words.ends[mention.after - 1]
    person = mention.person or mention.pattern in PERSONS
    return Span("actor", start, end, mention.pattern, chunks.at(mention.head), attributes, person)


def _naming(mention: Mention, words: Words) -> str:
    if not mention.noun or mention.named:
        return "neutral"
    nouns = (mention.noun, " ".join(words.low[max(mention.head - 1, mention.first) : mention.end]))
    table = tables()
    if not table.pejorative.isdisjoint(nouns):
        return "pejorative"
    return "neutral" if table.honorific.isdisjoint(nouns) else "honorific"
