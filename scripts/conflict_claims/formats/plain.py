"""Plain text: the first line that is not blank is the headline, unless the user gives one."""

from __future__ import annotations

from conflict_claims.formats.extract import Extract
from conflict_claims.formats.headline import without_own
from conflict_claims.formats.paragraphs import paragraphs
from conflict_claims.formats.refusal import Refused
from conflict_claims.text.normalise import UnpairedSurrogate, normalise

LONGEST_TITLE = 300


def read_plain(text: str, title: str | None = None) -> Extract:
    """The headline and paragraphs of a plain text.

    Args:
        text: the decoded text.
        title: the headline; the text may begin with it as well.

    Raises:
        Refused: there is no text, or its first line cannot be a headline.
    """
    plain = normalised(text)
    found = paragraphs(plain[0])
    if not found.items:
        raise Refused("a text", "nothing but blanks", "give a file with a headline and paragraphs")
    cleaning = (*plain[1], *found.cleaning)
    if title is not None:
        return Extract(title, without_own(found.items, title), cleaning=cleaning)
    headline, _, rest = found.items[0].partition("\n")
    if len(headline) > LONGEST_TITLE:
        raise Refused(
            f"a headline of at most {LONGEST_TITLE} characters on the first line",
            f"{len(headline):,} characters",
            "pass --title, or put the headline on a line of its own",
        )
    return Extract(headline, (rest, *found.items[1:]) if rest else found.items[1:], cleaning=cleaning)


def normalised(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` in the corpus' normal form, and what was changed.

    Raises:
        Refused: it holds half of a surrogate pair.
    """
    try:
        done = normalise(text)
    except UnpairedSurrogate as error:
        raise Refused(
            "characters that have a UTF-8 form",
            str(error),
            "write the whole character: a lone half of a UTF-16 pair is damage",
        ) from error
    return done.text, done.changes
