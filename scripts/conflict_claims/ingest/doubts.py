"""What `add` and `amend` ask the user to look at, though they refuse nothing for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from conflict_claims.ingest.known import Known
from conflict_claims.ingest.scripts import foreign_script
from conflict_claims.text.normalise import text_sha256

LEAST_OF_A_PAGE = 200
"""Characters beneath the headline; a page that gives fewer has most likely been read in part."""

Fault = tuple[str, str, str]
"""What was expected, what was found, how to mend it."""


@dataclass(frozen=True, slots=True)
class Near:
    """An article that a new text is nearly the same as: how alike (0.0 to 1.0), and its split."""

    id: str
    similarity: float
    split: str


def twin_fault(text: str, known: Known) -> Fault | None:
    """Whether another article has the same text."""
    twin = known.by_hash.get(text_sha256(text))
    if twin is None:
        return None
    fix = f"leave it; to correct that text: conflict-claims amend {twin}"
    return "a text that is not in the corpus yet", f"the same text as {twin}", fix


def near_ones(text: str, known: Known) -> tuple[Near, ...]:
    """The articles that a text is nearly the same as, the most alike first."""
    return tuple(Near(name, score, known.splits[name]) for name, score in known.alike.matches(text))


def near_told(article_id: str, split: str, near: Iterable[Near]) -> list[str]:
    """The warnings of near-duplicates, as the user reads them."""
    lines = []
    for one in near:
        share = f"{one.similarity:.0%} of their runs of five words are the same"
        lines.append(f"{article_id}  warning: nearly the same as {one.id} (split {one.split}): {share}")
        if one.split != split:
            lines.append(f"  fix  near-duplicates share a split: give both {one.split}")
    return lines


def doubts_of(text: str, language: str, extension: str = "", assumed: bool = False) -> tuple[str, ...]:
    """What is doubtful about a text by itself.

    Args:
        text: with its headline.
        language: ISO 639-1 code.
        extension: of the source, where the text was read from it.
        assumed: nobody stated the language.
    """
    doubts = []
    if foreign := foreign_script(text, language):
        share, script = foreign
        how = f"{language}, which was assumed," if assumed else language
        # Never "100%" where a letter is left.
        doubts.append(f"{int(share * 100)}% of its letters are not those of language {how} but mostly {script}")
    length = len(text.partition("\n\n")[2])
    if extension == "html" and length < LEAST_OF_A_PAGE:
        doubts.append(
            f"only {length} characters were found beneath the headline of the page: is this the whole article?"
        )
    return tuple(doubts)


def doubts_told(article_id: str, doubts: Iterable[str]) -> list[str]:
    """The doubts, as the user reads them."""
    lines = []
    for doubt in doubts:
        lines.append(f"{article_id}  warning: {doubt}")
        if "letters" in doubt:
            lines.append("  fix  see that `language` in its front matter is right; --language states it to add")
    return lines
