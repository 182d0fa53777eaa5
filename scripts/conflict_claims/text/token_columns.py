"""The tokens of many texts, and BIO tags over them, in whole columns.

The rules are those of `tokens.token_bounds`. They never look beyond a blank, so a run of non-blanks can be cut on its
own; most runs are a plain word, or one with a stop behind it, and need no rule at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from conflict_claims.text.tokens import token_bounds

Ints = npt.NDArray[np.int64]

_BLANK, _PLAIN = 1, 2
_STOPS = frozenset(".,;:!?)")
"""What is a token of its own behind a plain word."""

_LAST_BLANK = 0x3000
"""U+3000 IDEOGRAPHIC SPACE; no blank of Unicode lies above it."""


@dataclass(frozen=True, slots=True)
class TokenColumns:
    """The tokens of some texts, one after the other.

    `begins` says where each text begins in the texts joined by a line feed (and where one more would), `starts` and
    `ends` where the tokens stand there, in code points; `counts` how many each text has. `words` holds the UTF-8 of
    all tokens without what lies between them, `sizes` the bytes of each.
    """

    begins: Ints
    starts: Ints
    ends: Ints
    counts: Ints
    words: npt.NDArray[np.uint8]
    sizes: Ints

    def within_texts(self, offsets: Ints) -> Ints:
        """`starts` or `ends` counted from where the token's own text begins."""
        return offsets - np.repeat(self.begins[:-1], self.counts)


def token_columns(texts: Sequence[str]) -> TokenColumns:
    """Cut texts into tokens.

    Args:
        texts: Without unpaired surrogates.
    """
    joined = "\n".join(texts)
    begins = np.cumsum([0, *(len(text) + 1 for text in texts)], dtype=np.int64)
    codes = np.frombuffer(joined.encode("utf-32-le"), dtype=np.uint32)
    kinds = _kinds().take(codes, mode="clip")
    filled = kinds != _BLANK
    is_start, is_last = filled.copy(), filled.copy()
    is_start[1:] &= ~filled[:-1]
    is_last[:-1] &= ~filled[1:]
    cuts = _cuts(joined, codes, kinds, np.flatnonzero(is_start), np.flatnonzero(is_last) + 1)
    is_start[cuts], is_last[cuts - 1] = True, True
    starts, ends = np.flatnonzero(is_start), np.flatnonzero(is_last) + 1
    counts = np.diff(np.searchsorted(starts, begins))
    # UTF-8 has one byte a character, and more for those beyond ASCII.
    wide = np.flatnonzero(codes > 0x7F)
    more = 1 + (codes[wide] > 0x7FF).astype(np.int64) + (codes[wide] > 0xFFFF)
    so_far = np.concatenate(([0], np.cumsum(more)))
    sizes = ends - starts + so_far[np.searchsorted(wide, ends)] - so_far[np.searchsorted(wide, starts)]
    widths = np.ones(len(codes), dtype=np.int64)
    widths[wide] += more
    words = np.frombuffer(joined.encode(), dtype=np.uint8)[np.repeat(filled, widths) if len(wide) else filled]
    return TokenColumns(begins, starts, ends, counts, words, sizes)


@cache
def _kinds() -> npt.NDArray[np.uint8]:
    """Whether a code point is a blank, a plain letter or digit, or neither; the last stands for all above it."""
    chars = map(chr, range(_LAST_BLANK + 1))
    kinds = [_BLANK if char.isspace() else _PLAIN if char.isalnum() else 0 for char in chars]
    return np.array([*kinds, 0], dtype=np.uint8)


def _cuts(joined: str, codes: npt.NDArray[np.uint32], kinds: npt.NDArray[np.uint8], firsts: Ints, afters: Ints) -> Ints:
    """Where tokens begin inside the runs of non-blanks from `firsts` to `afters`."""
    odd = np.concatenate(([0], np.cumsum(kinds != _PLAIN, dtype=np.int32)))
    odds = odd[afters] - odd[firsts]
    stopped = (odds == 1) & (afters - firsts > 1) & np.isin(codes[afters - 1], [ord(stop) for stop in _STOPS])
    known: dict[str, list[int]] = {}
    inner: list[int] = []
    hard = (odds > 0) & ~stopped
    for first, after in zip(firsts[hard].tolist(), afters[hard].tolist(), strict=True):
        run = joined[first:after]
        if run not in known:
            known[run] = [start for start, _ in token_bounds(run)[1:]]
        inner += [first + start for start in known[run]]
    return np.concatenate((afters[stopped] - 1, np.array(inner, dtype=np.int64)))


@dataclass(frozen=True, slots=True)
class Spans:
    """Spans of one layer: the number of the text, start and end (half-open) in it, and the number of the label."""

    texts: Ints
    starts: Ints
    ends: Ints
    labels: Ints


def bio_codes(tokens: TokenColumns, spans: Spans) -> tuple[Ints, int]:
    """Tag tokens with the spans of one layer (IOB2, as in CoNLL-2003).

    Where spans share a token the longest wins, then the earliest, then the first given. A span that covers a part of a
    token tags that token.

    Returns:
        A code for each token: 0 outside, 1 + 2 n where a span of label n begins, 2 + 2 n where it goes on; and how
        many spans were dropped.
    """
    begins, lengths = tokens.begins[spans.texts], np.diff(tokens.begins)[spans.texts] - 1
    firsts = np.searchsorted(tokens.ends, begins + np.clip(spans.starts, 0, lengths), side="right")
    afters = np.searchsorted(tokens.starts, begins + np.clip(spans.ends, 0, lengths), side="left")
    sound = np.flatnonzero((firsts < afters) & (spans.starts < spans.ends))
    by_rank = sound[np.lexsort((spans.starts[sound], spans.starts[sound] - spans.ends[sound]))]
    kept = by_rank[_free(firsts[by_rank], afters[by_rank])]
    codes = np.zeros(len(tokens.starts), dtype=np.int64)
    sizes = afters[kept] - firsts[kept]
    steps = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    codes[np.repeat(firsts[kept], sizes) + steps] = np.repeat(2 + 2 * spans.labels[kept], sizes)
    codes[firsts[kept]] -= 1
    return codes, len(spans.starts) - len(kept)


def _free(firsts: Ints, afters: Ints) -> Ints:
    """The numbers of the ranges, in the order given, that overlap none kept before."""
    order = np.argsort(firsts, kind="stable")
    reach = np.maximum.accumulate(afters[order])
    alone = np.ones(len(order), dtype=bool)
    overlaps = firsts[order][1:] < reach[:-1]
    alone[1:] &= ~overlaps
    alone[:-1] &= ~overlaps
    kept = np.zeros(len(order), dtype=bool)
    kept[order[alone]] = True
    taken: set[int] = set()
    for number in np.sort(order[~alone]).tolist():
        tokens = range(int(firsts[number]), int(afters[number]))
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            kept[number] = True
    return np.flatnonzero(kept)
