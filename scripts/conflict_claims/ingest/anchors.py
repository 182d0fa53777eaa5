"""Where the characters of a text are after the text was amended.

Paragraphs are compared first, then the words of those that differ (Ratcliff and Obershelp, as in difflib), so
that long texts take little time. A paragraph that was moved whole takes its spans along. A span is anchored
only where the new text has its very words, in a paragraph that has half of its words in common with the old.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

Span = tuple[int, int]
Anchor = Callable[[int, int, str], Span | None]
"""From the old start, end and words of a span to its new start and end, or None where it has no place."""

_PIECE = re.compile(r"\w+|\s|[^\w\s]")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_MOST_PIECES = 4000
_LEAST_SHARED = 0.5


def by_texts(old: str, new: str) -> Anchor:
    """How spans of `old` are anchored in `new`."""
    moved = _unique_lines(old, new)
    taken = set(moved.values())
    places = dict(_kin(old, new, [pair for pair in _places(old, new) if pair[1] not in taken])) | moved

    def anchor(start: int, end: int, words: str) -> Span | None:
        first, last = places.get(start), places.get(end - 1)
        if first is None or last is None or not new[first : last + 1] == words == old[start:end]:
            return None
        return first, last + 1

    return anchor


def _kin(old: str, new: str, pairs: list[Span]) -> Iterator[Span]:
    """Those of `pairs` that tie two paragraphs which have much in common.

    Otherwise the name of an actor would go from a paragraph that was taken out to another that was put in.
    """
    old_lines, new_lines = _Lines.of(old), _Lines.of(new)
    tied = [(old_lines.at(place), new_lines.at(other)) for place, other in pairs]
    shared = Counter(tie for tie, (place, _) in zip(tied, pairs, strict=True) if not old[place].isspace())
    for tie, pair in zip(tied, pairs, strict=True):
        if shared[tie] >= _LEAST_SHARED * min(old_lines.sizes[tie[0]], new_lines.sizes[tie[1]]):
            yield pair


@dataclass(frozen=True, slots=True)
class _Lines:
    """Where the lines of a text begin, and how many characters that are no blanks each has."""

    starts: list[int]
    sizes: list[int]

    @classmethod
    def of(cls, text: str) -> _Lines:
        found = text.split("\n")
        starts = list(accumulate((len(line) + 1 for line in found[:-1]), initial=0))
        return cls(starts, [len("".join(line.split())) for line in found])

    def at(self, place: int) -> int:
        return bisect_right(self.starts, place) - 1


def by_words(spans: Sequence[tuple[int, int, str]], new: str) -> dict[Span, Span]:
    """Where spans are in `new`, when the text that they were made on is lost.

    Each span is put where its words stand, so that neighbours are shifted by the same distance and keep their
    order as far as can be. Where words stand more than once this is a judgement, and should be looked over.

    Returns:
        New start and end by old; spans whose words are gone are left out.
    """
    ordered = sorted(set(spans))
    best: list[list[tuple[float, int, int]]] = []
    kept: list[tuple[int, int, list[int]]] = []
    for start, end, words in ordered:
        found = list(_occurrences(words, new))
        if not found:
            continue
        best.append([_cheapest(place, start, kept, best) for place in found])
        kept.append((start, end, found))
    return _traced(kept, best)


_MOST_OCCURRENCES = 60
_GAP = 10_000_000.0


def _occurrences(words: str, text: str) -> Iterator[int]:
    place, number = text.find(words), 0
    while place >= 0 and words and number < _MOST_OCCURRENCES:
        yield place
        place, number = text.find(words, place + 1), number + 1


def _cheapest(
    place: int, start: int, kept: list[tuple[int, int, list[int]]], best: list[list[tuple[float, int, int]]]
) -> tuple[float, int, int]:
    """The least cost of putting a span at `place`, and the place of the span before it (index, place)."""
    if not kept:
        return float(abs(place - start)), -1, -1
    last_start, _, last_places = kept[-1]
    shift = place - start
    ways = (
        (
            best[-1][index][0] + abs(shift - (last - last_start)) + (_GAP if last > place else 0.0),
            len(kept) - 1,
            index,
        )
        for index, last in enumerate(last_places)
    )
    return min(ways)


def _traced(kept: list[tuple[int, int, list[int]]], best: list[list[tuple[float, int, int]]]) -> dict[Span, Span]:
    if not kept:
        return {}
    anchored: dict[Span, Span] = {}
    at = min(range(len(best[-1])), key=lambda index: best[-1][index][0])
    for position in range(len(kept) - 1, -1, -1):
        start, end, places = kept[position]
        anchored[start, end] = (places[at], places[at] + end - start)
        at = best[position][at][2]
    return anchored


def _places(old: str, new: str) -> Iterator[tuple[int, int]]:
    """Pairs of places (old, new) of the characters that both texts have."""
    old_lines, new_lines = _LINE.findall(old), _LINE.findall(new)
    for tag, old_span, new_span in _compared(old_lines, new_lines):
        if tag == "equal":
            yield from zip(range(*old_span), range(*new_span), strict=True)
        elif tag == "replace":
            yield from _places_of_words(old, new, old_span, new_span)


def _places_of_words(old: str, new: str, old_span: Span, new_span: Span) -> Iterator[tuple[int, int]]:
    old_pieces, new_pieces = _PIECE.findall(old[slice(*old_span)]), _PIECE.findall(new[slice(*new_span)])
    if max(len(old_pieces), len(new_pieces)) > _MOST_PIECES:
        return
    for tag, one, other in _compared(old_pieces, new_pieces):
        if tag == "equal":
            shifted = (
                (one[0] + old_span[0], one[1] + old_span[0]),
                (other[0] + new_span[0], other[1] + new_span[0]),
            )
            yield from zip(range(*shifted[0]), range(*shifted[1]), strict=True)


def _compared(old: list[str], new: list[str]) -> Iterator[tuple[str, Span, Span]]:
    """The steps from one list of pieces to the other, with their places in characters."""
    old_at = list(accumulate(map(len, old), initial=0))
    new_at = list(accumulate(map(len, new), initial=0))
    for tag, first, last, new_first, new_last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield tag, (old_at[first], old_at[last]), (new_at[new_first], new_at[new_last])


def _unique_lines(old: str, new: str) -> dict[int, int]:
    """Places of the characters of paragraphs that both texts have exactly once."""
    old_lines, new_lines = old.split("\n"), new.split("\n")
    once = {line for line, number in Counter(old_lines).items() if number == 1 and line}
    once &= {line for line, number in Counter(new_lines).items() if number == 1}
    starts = dict(zip(new_lines, accumulate((len(line) + 1 for line in new_lines), initial=0), strict=False))
    places: dict[int, int] = {}
    at = 0
    for line in old_lines:
        if line in once:
            places.update(zip(range(at, at + len(line)), range(starts[line], starts[line] + len(line)), strict=True))
        at += len(line) + 1
    return places
