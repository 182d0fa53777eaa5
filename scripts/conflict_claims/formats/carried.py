"""A received text brought into the corpus' normal form, with every offset into it carried along."""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, compress

from conflict_claims.text.normalise import normalise

MARK = "\ufeff"
_BLANK_HEAD = re.compile(rf"(?:(?:[ \t{MARK}]*+\n)++{MARK}*+)?")
_JAMO = "\u1160-\u11ff\ud7b0-\ud7ff"  # vowels and finals of Hangul compose with what stands before them
_LONGEST_CLUSTER = 64  # more marks than any spelling puts on one letter; looking at all of a longer run takes too long


@dataclass(frozen=True, slots=True)
class Carried:
    """A text in normal form, and what was changed to get there.

    `starts` and `ends` say where each boundary between characters of the received text came to lie: they differ
    inside what was composed to one character. Both are empty where nothing moved.
    """

    text: str
    changes: tuple[str, ...]
    starts: array[int]
    ends: array[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The part of `text` that holds what stood between two boundaries of the received text."""
        return (self.starts[start], self.ends[end]) if self.starts else (start, end)


def carry(received: str) -> Carried:
    """Bring a text into normal form (`text.normalise`), without blank lines at its head.

    Raises:
        UnpairedSurrogate: the text has no UTF-8 form.
    """
    normal = normalise(received)
    blank = _BLANK_HEAD.match(normal.text)
    head = blank.end() if blank else 0
    changes = normal.changes + (("blank lines at the head removed",) if head else ())
    if normal.text == received and not head:
        return Carried(received, changes, array("q"), array("q"))
    bare, places = received, array("q", range(len(received) + 1))
    for keep in (_no_controls, _no_mark_at_head, _no_double_ends):
        kept = keep(bare)
        after = array("q", accumulate(kept, initial=0))
        bare, places = "".join(compress(bare, kept)), array("q", (after[place] for place in places))
    firsts, lasts = _composed(bare.replace("\r", "\n"))
    starts = array("q", (max(0, firsts[place] - head) for place in places))
    ends = array("q", (max(0, lasts[place] - head) for place in places))
    return Carried(normal.text[head:], changes, starts, ends)


def _no_controls(text: str) -> bytearray:
    """1 for each character that stays: what normalising removes wherever it stands is dropped."""
    dropped = {char for char in set(text) if char != MARK and not normalise(char).text}
    return bytearray(char not in dropped for char in text)


def _no_mark_at_head(text: str) -> bytearray:
    marks = len(text) - len(text.lstrip(MARK))
    return bytearray(marks) + bytearray(b"\1") * (len(text) - marks)


def _no_double_ends(text: str) -> bytearray:
    kept = bytearray(b"\1") * len(text)
    for found in re.finditer("\r(?=\n)", text):
        kept[found.start()] = 0
    return kept


def _composed(text: str) -> tuple[array[int], array[int]]:
    """Where each boundary of `text` comes to lie in its NFC; inside a composed character, before and after it."""
    firsts, lasts = array("q", [0]), array("q", [0])
    if unicodedata.is_normalized("NFC", text):
        firsts.extend(range(1, len(text) + 1))
        return firsts, firsts
    for found in _clusters().finditer(text):
        cluster, at = found[0], lasts[-1]
        if found["plain"]:
            firsts.extend(range(at + 1, at + 1 + len(cluster)))
            lasts.extend(range(at + 1, at + 1 + len(cluster)))
            continue
        whole = unicodedata.normalize("NFC", cluster)
        cuts = [_cut(cluster, whole, inside) for inside in range(1, len(cluster))]
        firsts.extend([at + first for first, _ in cuts] + [at + len(whole)])
        lasts.extend([at + last for _, last in cuts] + [at + len(whole)])
    return firsts, lasts


def _cut(cluster: str, whole: str, at: int) -> tuple[int, int]:
    """Where the boundary `at` of a cluster lies in its composed form `whole`."""
    if len(cluster) <= _LONGEST_CLUSTER:
        head = unicodedata.normalize("NFC", cluster[:at])
        if head + unicodedata.normalize("NFC", cluster[at:]) == whole:
            return len(head), len(head)
    return 0, len(whole)


@cache
def _clusters() -> re.Pattern[str]:
    """Runs of characters that composing leaves alone (`plain`), and characters with the marks that sit on them."""
    planes = (*range(0x300, 0x1F000), *range(0xE0100, 0xE01F0))  # every mark of Unicode lies in these
    codes = [code for code in planes if unicodedata.category(chr(code))[0] == "M"]
    # As ranges, because `re` looks through a class of single characters one by one.
    firsts = sorted({*codes} - {code + 1 for code in codes})
    lasts = sorted({*codes} - {code - 1 for code in codes})
    marks = "".join(f"{chr(first)}-{chr(last)}" for first, last in zip(firsts, lasts, strict=True))
    return re.compile(rf"(?P<plain>(?:[\x00-\u02ff](?![\u0300-\U0010ffff]))++)|.[{marks}{_JAMO}]*+", re.DOTALL)
