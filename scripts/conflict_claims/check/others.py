"""The articles that a run does not look at, as far as those that it looks at are compared with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from conflict_claims.articles import read_article
from conflict_claims.check.known import Known
from conflict_claims.check.splits import Facts
from conflict_claims.files.layout import Layout


@dataclass(frozen=True, slots=True)
class Others:
    """What is known of them, by id; none where a run looks at everything."""

    layout: Layout
    known: Mapping[str, Known] = field(default_factory=dict)

    def facts(self) -> dict[str, Facts]:
        """Of those that can be used."""
        return {name: known.facts for name, known in self.known.items() if known.facts is not None}

    def signatures(self) -> dict[str, bytes]:
        """Their packed signatures, of those that can be used."""
        return {name: known.signature for name, known in self.known.items() if known.facts is not None}

    def text(self, article_id: str) -> str:
        """The text of any article, which was readable a moment ago."""
        article, _ = read_article(self.layout.article(article_id), self.layout)
        return article.text if article else ""
