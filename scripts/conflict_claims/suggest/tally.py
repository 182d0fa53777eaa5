"""What was suggested over all articles, and for which of them the suggestions should not be trusted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final

from conflict_claims.text.normalise import text_sha256

ENGLISH: Final = frozenset({"", "en", "eng", "english"})
"""How the language of the lexicons, and so of the rules, is called."""


class Tally:
    """How many articles and records of each layer there were, and what to warn of.

    Args:
        layers: Those wanted.
    """

    def __init__(self, layers: Collection[str]) -> None:
        self.articles = 0
        self.counts = dict.fromkeys(layers, 0)
        self._stale: list[str] = []
        self._foreign = 0

    def add(self, name: str, fields: Mapping[str, Any], text: str, records: Iterable[Mapping[str, Any]]) -> None:
        """Count an article that messages call `name`, with its `language` and `text_sha256` among its fields."""
        self.articles += 1
        self._foreign += is_foreign(fields.get("language"))
        if fields.get("text_sha256") not in (None, "", text_sha256(text)):
            self._stale.append(name)
        for record in records:
            self.counts[record["layer"]] += 1

    def told(self, where: str = "") -> str:
        """`26 article(s) in annotations/suggest: 803 actor, 301 casualty`."""
        found = ", ".join(f"{count} {layer}" for layer, count in self.counts.items())
        return f"{self.articles} article(s){f' in {where}' if where else ''}: {found}"

    def warnings(self) -> Iterator[str]:
        """What makes suggestions doubtful."""
        for name in self._stale:
            yield f"{name}: the text is not that of its text_sha256: restore it, or amend the article"
        if self._foreign:
            yield foreign_warning(self._foreign)


def is_foreign(language: object) -> bool:
    """Whether a language is stated, and is none that the rules are for."""
    return isinstance(language, str) and language.lower().split("-")[0] not in ENGLISH


def foreign_warning(articles: int) -> str:
    """What to say of articles in other languages."""
    return f"{articles:,} article(s) in another language: the rules are for English, so expect little sense there"
