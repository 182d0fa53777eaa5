"""Names that the gazetteer has, found in the tokens of a text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from conflict_claims.suggest.gazetteer import Gazetteer, Known
from conflict_claims.suggest.words import Sentence, Words, words_of

_AROUND: Final = 40
_SMALL: Final = frozenset({"al", "al-", "el-", "dpa"})


class KnownNames:
    """The gazetteer's names by their first token, longest first, so that a text is gone through once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._by_first: dict[str, list[tuple[list[str], Known]]] = {}
        for name, known in gazetteer.names.items():
            tokens = [token for token in words_of(name).low if token]
            self._by_first.setdefault(tokens[0], []).append((tokens, known))
        for names in self._by_first.values():
            names.sort(key=lambda name: -len(name[0]))

    def find(self, words: Words) -> Iterator[tuple[int, int, Known]]:
        """The names of a text: first token, token behind the last, what is known; longest first, without overlap."""
        by_first = self._by_first
        taken = 0
        text, starts = words.text, words.starts
        for at in words.among(by_first):
            if at >= taken and (text[starts[at]].isupper() or words.low[at][:3] in _SMALL):
                found = self._at(words, at)
                if found:
                    taken = found[0]
                    yield at, *found

    def _at(self, words: Words, at: int) -> tuple[int, Known] | None:
        for tokens, known in self._by_first[words.low[at]]:
            after = at + len(tokens)
            if words.low[at:after] == tokens and _is_written_as_name(words, at, after, known):
                return after, known
        return None


def _is_written_as_name(words: Words, at: int, after: int, known: Known) -> bool:
    surface = words.slice(at, after)
    if not surface[0].isupper() and not any(map(str.isupper, surface)):
        return False
    sentence = words.sentences[words.sentence_at(at)]
    if sentence.caps and _is_upper_around(words, at, sentence):
        return not known.cased
    if known.acronym:
        return surface.isupper() or (not known.cased and len(surface) > 3 and surface[0].isupper())
    if known.cased and (at == sentence.first or sentence.caps):
        return at == sentence.first and words.letters[after] in "456"
    return surface[0].isupper() or surface.startswith(("al-", "al ", "el-")) or any(map(str.isupper, surface))


def _is_upper_around(words: Words, at: int, sentence: Sentence) -> bool:
    """Whether a sentence is upper-case copy, by the words around a token."""
    return words.slice(max(at - _AROUND, sentence.first), min(at + _AROUND, sentence.after)).isupper()
