"""Which characters the offsets of an annotation count: found from the words that Label Studio showed for them.

Today's Label Studio counts Unicode code points of the text that it was given. Old exports count UTF-16 units, and a
server's copy of the text may have other line ends than the article.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import Any

Place = Callable[[int], int | None]
"""From an offset as the annotation has it to one in the article; None where it is inside a character."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read offsets; `name` is empty where nothing had to be converted.

    `rivals` are the other ways that explain as many of the words shown.
    """

    name: str
    place: Place
    rivals: tuple[Reading, ...] = ()

    def extent(self, start: Any, end: Any, length: int) -> tuple[int, int] | None:
        """The part of a text of `length` characters, None where the offsets are no part of it."""
        if type(start) is not int or type(end) is not int or not 0 <= start < end:
            return None
        first, last = self.place(start), self.place(end)
        if first is None or last is None or not first < last <= length:
            return None
        return first, last

    def is_doubtful(self, start: Any, end: Any, length: int) -> bool:
        """Whether a rival gives these offsets another place."""
        own = self.extent(start, end, length)
        return any(rival.extent(start, end, length) not in (None, own) for rival in self.rivals)


AS_IT_IS = Reading("", lambda offset: offset)


def same_but_line_ends(served: str, text: str) -> bool:
    """Whether `served` is `text` with other line ends, which a server or an editor may have made."""
    return "\r" in served and served.replace("\r\n", "\n").replace("\r", "\n") == text


def reading(served: str, text: str, shown: Iterable[tuple[Any, Any, Any]]) -> Reading:
    """The reading that explains most of the words shown; the plain one where none explains more.

    Args:
        served: the text as the task has it, equal to `text` but for line ends.
        text: the article's text.
        shown: start, end and words of each region, as they came.
    """
    possible = _readings(served, text)
    if len(possible) == 1:
        return possible[0]
    evidence = [(start, end, squeezed(words)) for start, end, words in shown if type(words) is str and words.strip()]
    explained = [sum(_explains(one, text, *seen) for seen in evidence) for one in possible]
    best = [one for one, number in zip(possible, explained, strict=True) if number == max(explained)]
    # The first of equals wins, and the first is what today's server does.
    return replace(best[0], rivals=tuple(best[1:]))


def _explains(one: Reading, text: str, start: Any, end: Any, words: str) -> bool:
    extent = one.extent(start, end, len(text))
    return extent is not None and squeezed(text[slice(*extent)]) == words


def squeezed(words: str) -> str:
    """`words` without blanks: Label Studio shows line ends as a backslash and n, and runs of blanks as one."""
    return "".join(words.replace("\\n", " ").split())


@dataclass
class Places:
    """Where words stand in `text`, whatever blanks and line ends lie between."""

    text: str

    @cached_property
    def _kept(self) -> list[int]:
        return [at for at, char in enumerate(self.text.replace("\\n", "  ")) if not char.isspace()]

    @cached_property
    def _squeezed(self) -> str:
        return "".join(self.text[at] for at in self._kept)

    def find(self, seen: str) -> tuple[int, int] | None:
        """Start and end of the first place where `seen`, which is squeezed and not empty, stands."""
        at = self._squeezed.find(seen)
        return None if at < 0 else (self._kept[at], self._kept[at + len(seen) - 1] + 1)


def _readings(served: str, text: str) -> list[Reading]:
    found = [AS_IT_IS]
    if served != text:
        drop = _dropper(served)
        found = [Reading("a copy of the text with other line ends", drop), AS_IT_IS]
    if not served.isascii() and max(served) > "\uffff":
        units = _units(served)
        after = found[0].place
        found.append(Reading("UTF-16 units", lambda offset: _after(units(offset), after)))
        if served != text:
            found.append(Reading("UTF-16 units", _units(text)))
    return found


def _after(offset: int | None, place: Place) -> int | None:
    return None if offset is None else place(offset)


def _dropper(served: str) -> Place:
    """Offsets of `served` without the carriage returns that stand before a line feed."""
    dropped = [at for at, char in enumerate(served) if char == "\r" and served[at + 1 : at + 2] == "\n"]
    return lambda offset: offset - bisect_left(dropped, offset)


def _units(text: str) -> Place:
    """Offsets in UTF-16 units to code points; None between the two units of one character."""
    ends = list(accumulate((1 + (char > "\uffff") for char in text), initial=0))
    place = {unit: point for point, unit in enumerate(ends)}
    return place.get
