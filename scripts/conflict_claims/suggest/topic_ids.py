"""Which topic of the registry a suggested topic falls under, by its words (guideline T4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, Final

from conflict_claims.suggest.draft import Draft, Span
from conflict_claims.suggest.lexicon import lexicon, read_lexicon

_ARTICLES: Final = frozenset({"a", "an", "the"})
_FURTHER: Final = frozenset({"more", "further", "new", "fresh", "additional", "another"})
_PREPOSITIONS: Final = frozenset({"to", "for", "on", "in", "with", "against", "behind"})
_Words = tuple[str, ...]


class TopicIds:
    """The topics of a registry, by their names.

    A topic of the text is one whose name it ends in ("swift military operation"), or whose head it has where no
    other name has it ("concessions" for "concessions to the insurgents"); all words of attack are one topic, if
    the registry has one by any of them, attacks to come another, and all words of talks a third.

    Args:
        entries: Values of the entries of `topics.yaml`.
    """

    def __init__(self, entries: Iterable[Mapping[str, Any]] = ()) -> None:
        self._names = {_bare(str(entry["name"])): str(entry["id"]) for entry in entries}
        heads = Counter(map(_head, self._names))
        self._heads = {_head(name): topic for name, topic in self._names.items() if heads[_head(name)] == 1}
        attacks = lexicon().attacks
        self._attacks = self._first(lambda name: len(name) == 1 and name[0] in attacks)
        self._to_come = self._first(lambda name: name[0] in _FURTHER and name[-1] in attacks)
        self._talks = self._first(lambda name: name[-1] in _talking())

    def _first(self, fits: Callable[[_Words], bool]) -> str | None:
        return next((topic for name, topic in self._names.items() if name and fits(name)), None)

    def set_topics(self, draft: Draft) -> None:
        """Set `topic` of the topics of an article that the registry has."""
        for topic in draft.topics if self._names else ():
            found = self._of(draft, topic)
            if found:
                topic.attributes["topic"] = found

    def _of(self, draft: Draft, topic: Span) -> str | None:
        text = draft.chunks.words.text
        words = tuple(text[topic.start : topic.end].lower().split())
        of = words.index("of") if "of" in words else len(words)
        head = words[max(of - 1, 0)]
        if head in lexicon().attacks:
            before = text[max(topic.start - 12, 0) : topic.start].lower().split()
            to_come = not _FURTHER.isdisjoint((*before[-1:], *words))
            return self._to_come if to_come else self._attacks
        for name, found in self._names.items():
            if words[-len(name) :] == name or words[:of][-len(name) :] == name:
                return found
        return self._talks if head in _talking() else self._heads.get(head)


@cache
def _talking() -> frozenset[str]:
    return frozenset(read_lexicon("contents")["talks"]["nouns"].split())


def _head(name: _Words) -> str:
    """The head of a name; empty for "growth of the insurgency", whose first noun says too little by itself."""
    if "of" in name:
        return ""
    at = next((at for at, word in enumerate(name) if word in _PREPOSITIONS), len(name))
    return name[at - 1] if at else ""


def _bare(name: str) -> _Words:
    """The words of a name, without an article."""
    words = name.lower().split()
    return tuple(words[1:] if words[:1] and words[0] in _ARTICLES else words)
