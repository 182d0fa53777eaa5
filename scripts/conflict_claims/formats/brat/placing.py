"""Where the spans of a standoff file lie in the article's text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from conflict_claims.formats.brat.standoff import TextBound
from conflict_claims.formats.carried import Carried
from conflict_claims.formats.counting import Counting, counting, has_words

_NEAR = 2000  # characters around the stated offset in which words that are elsewhere are looked for


@dataclass(frozen=True, slots=True)
class Placed:
    """A span in the article's text: from its first to its last fragment.

    `fragments` is empty unless it leaves out words that stand between; parts that a line break alone keeps apart are
    one (brat parts every span at line ends).
    """

    start: int
    end: int
    fragments: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Received:
    """A text as received, without its byte order mark, and what became of it."""

    text: str
    marked: bool
    carried: Carried


class Misplaced(ValueError):
    """A span cannot be placed; the message is the reason, `fix` what may be meant."""

    def __init__(self, reason: str, fix: str = "") -> None:
        """Keep what a report needs."""
        super().__init__(reason)
        self.fix = fix


def counting_of(received: Received, spans: Iterable[TextBound]) -> Counting:
    """How the file counts, by the words that its spans state."""
    evidence = [(one.fragments, one.words) for one in spans if one.words]
    return counting(received.text, received.marked, evidence)


def place(span: TextBound, received: Received, count: Counting) -> Placed:
    """The place of one span.

    Raises:
        Misplaced: its offsets are no part of the text, or other words stand there.
    """
    found = count.fragments(span.fragments)
    if found is None:
        raise Misplaced("its offsets are no part of the text", _elsewhere(span, received.text, 0))
    stated = {words for words in (span.words, _stated(span.words or "")) if words}
    if stated and not any(has_words(received.text, found, words) for words in stated):
        raise Misplaced("other words stand at its offsets", _elsewhere(span, received.text, found[0][0]))
    text = received.carried.text
    fragments = tuple(received.carried.span(*fragment) for fragment in found)
    start, end = min(start for start, _ in fragments), max(end for _, end in fragments)
    if not text[start:end].strip():
        raise Misplaced("it covers nothing but blanks")
    return Placed(start, end, fragments if _leaves_words_out(sorted(fragments), text) else ())


def _stated(words: str) -> str:
    """The words of a span without what some tools append after a further tab."""
    return words.partition("\t")[0]


def _leaves_words_out(fragments: list[tuple[int, int]], text: str) -> bool:
    """Whether words stand between sorted fragments."""
    reached = fragments[0][1]
    for start, end in fragments[1:]:
        if text[reached:start].strip():
            return True
        reached = max(reached, end)
    return False


def _elsewhere(span: TextBound, text: str, near: int) -> str:
    """A proposal where the words stand exactly once near the stated place."""
    words = _stated(span.words or "")
    first = max(0, near - _NEAR)
    part = text[first : near + _NEAR + len(words)]
    if not words.strip() or len(span.fragments) > 1 or part.count(words) != 1:
        return ""
    start = first + part.index(words)
    return f"the words stand at {start} {start + len(words)}"
