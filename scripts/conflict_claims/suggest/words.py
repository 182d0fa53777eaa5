"""A text as tokens with one letter each, cut into sentences: what every step of the engine reads.

A token is a word with its inner hyphens and apostrophes ("37-year-old", "al-Shabaab"), an abbreviation with its full
stops ("U.S.", "Lt."), a number with its separators, the possessive mark alone ("'s"), or one sign.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, chain, compress, count
from typing import Final, NamedTuple, TypeVar

from conflict_claims.suggest.letters import END, NOMINAL
from conflict_claims.suggest.presents import with_presents
from conflict_claims.suggest.triggers import classes, marked, units
from conflict_claims.text.sentences import sentence_bounds

_TOKEN: Final = re.compile(
    # Most tokens are plain words; they are tried first, because it is faster. A token begins where the last one ended:
    # blanks at the very end are looked through once, not from each of them.
    r"(?<!\s)\s?(?:[a-zA-Z]++(?![-'\u2019.\w\u2010\u2011])"
    r"|\s*+(?:(?:[^\W\d_]\.){2,12}+|[A-Z]\.(?!\S)"
    r"|(?:Mr|Mrs|Ms|Dr|Lt|Gen|Col|Maj|Capt|Sgt|Cpl|Gov|Sen|Rep|Brig|Adm|Cmdr|Prof|St|approx|Insp|Supt|Rev|Fr)\."
    r"|\d+(?:[.,]\d+)*+\w*+(?:[-\u2013]\w+)*+"
    r"|['\u2019][sS](?!\w)"
    r"|\w+(?:(?:['\u2019](?![sS]\b)|[-\u2010\u2011])\w+)*+"
    r"|--|``|''|\S))"
)
_LINE_BREAK: Final = re.compile(r"(?<=[^\n]{30})\n(?=[^\s])")
_INSIDE: Final = re.compile(r"\n(?<=[^\n.!?:;]\n)(?=[a-z])")
"""A line break inside a sentence, whatever the length of the lines: what follows begins small."""
_WRAPPED_WIDTH: Final = 100
_WRAPPED_LINES: Final = 4
_WORD_START: Final = re.compile(r"\b[a-z]")
_BIG_START: Final = re.compile(r"\b[A-Z]")
_TITLE_CASE: Final = 1.5
"""A headline with so many capital words for each small one is in title case."""
_AFTER_NAME: Final = frozenset("N45'7,(&c")
_AFTER_PERSON: Final = frozenset("123%45678bxmo'")
_ACTS: Final = re.compile("[xy][x!y]?[457]")
"""What stands behind a name that begins a sentence, which nouns seldom have: "Nunez has stated", "Lam also agreed"."""
_OWNED: Final = frozenset(NOMINAL + "12378")
_Entry = TypeVar("_Entry")


class Sentence(NamedTuple):
    """One sentence: half-open token indices `first` to `after` (the end token is at `after`), and how it is printed.

    `caps` is True where capitals tell no names: upper-case copy and headlines in title case.
    """

    first: int
    after: int
    caps: bool


@dataclass(frozen=True, slots=True)
class Words:
    """A text as tokens. All lists run in parallel; `letters` has one letter a token (see `letters.py`).

    Attributes:
        text: The text.
        low: The tokens in lower case, apostrophes straight.
        starts: Code-point offset of each token.
        ends: Code-point offset behind it.
        letters: One letter a token; END stands behind the last token of each sentence, for a token without characters.
        sentences: The sentences in order.
        headline: How many sentences at the beginning belong to the headline (the first line).
        begins: Index of the first token of each sentence.
    """

    text: str
    low: list[str]
    starts: list[int]
    ends: list[int]
    letters: str
    sentences: list[Sentence]
    headline: int
    begins: list[int]

    def sentence_at(self, token: int) -> int:
        """Index of the sentence that a token stands in."""
        return bisect_right(self.begins, token) - 1

    def among(self, table: Container[str]) -> Iterator[int]:
        """Indices of the tokens whose lower case is in a table."""
        return compress(count(), map(table.__contains__, self.low))

    def slice(self, first: int, after: int) -> str:
        """The text from one token to before another."""
        return self.text[self.starts[first] : self.ends[after - 1]]


def words_of(text: str) -> Words:
    """Cut a text into sentences and tokens, and give each token its letter; linear in the text.

    Args:
        text: Headline, blank line, paragraphs; any text will do.

    Returns:
        Its words.
    """
    whole = _unwrapped(text)
    spelt, starts, ends = _tokens(whole)
    bounds = sentence_bounds(whole)
    cuts = [bisect_left(ends, end) + 1 for _, end in bounds]
    line_end = whole.find("\n")
    # A text of one line without a full stop is a headline.
    heads = line_end if line_end > 0 or whole.rstrip().endswith(".") else len(whole)
    caps = [_tells_no_names(whole, start, end, heads) for start, end in bounds]
    letters = _letters_of(spelt, cuts, caps)
    letters = marked(letters, units().find(_lowered(whole), starts, ends))
    low = list(map(str.lower, spelt))
    if "\u2019" in whole:
        low = [word.replace("\u2019", "'") for word in low]
    if "'" in low:
        letters = _with_owners(letters, low, starts, ends)
    found = Words(text, [], [], [], "", [], bisect_left(bounds, (line_end,)) if line_end > 0 else 0, [])
    return _with_ends(found, (low, starts, ends), letters, cuts, caps)


def _with_owners(letters: str, low: list[str], starts: list[int], ends: list[int]) -> str:
    """The letters, with the possessive mark's for an apostrophe behind a plural that closes no quotation."""
    made = list(letters)
    is_open = False
    for at in (at for at, word in enumerate(low) if word == "'"):
        behind = at > 0 and ends[at - 1] == starts[at]
        if not behind:
            is_open = True
        elif is_open:
            is_open = False
        elif low[at - 1].endswith("s") and letters[at + 1 : at + 2] in _OWNED and starts[at + 1] > ends[at]:
            made[at] = "'"
    return "".join(made)


def _tokens(text: str) -> tuple[list[str], list[int], list[int]]:
    """The tokens without the blanks before them, where they start and where they end."""
    # A run of blanks that nothing follows would be tried from each of its blanks.
    bare = text.rstrip()
    found = _joined(bare.split(" "))
    if bare and found[2][-1:] != [len(bare)]:
        # Blanks stand in a row somewhere; the quick cut has lost some.
        return _joined(_PIECE.findall(f" {bare}"))
    return found


def _joined(pieces: list[str]) -> tuple[list[str], list[int], list[int]]:
    """The tokens of pieces that stand behind one blank each (the first behind none), their starts and ends."""
    spelt = list(chain.from_iterable(map(_SPELT.__getitem__, pieces)))
    borders = list(accumulate(chain.from_iterable(map(_SIZES.__getitem__, pieces)), initial=-1))
    return spelt, borders[1::2], borders[2::2]


class _Spelt(dict[str, tuple[str, ...]]):
    """The tokens of each piece of text between blanks; most pieces come again and again."""

    def __missing__(self, piece: str) -> tuple[str, ...]:
        found = tuple(map(str.strip, _TOKEN.findall(piece.rstrip())))
        return _keep(self, piece, found)


class _Sizes(dict[str, tuple[int, ...]]):
    """How many blanks stand before each token and how long it is, in turn, for a piece behind a blank."""

    def __missing__(self, piece: str) -> tuple[int, ...]:
        sizes = ((len(token), len(token.strip())) for token in _TOKEN.findall(f" {piece}".rstrip()))
        found = tuple(part for size, bare in sizes for part in (size - bare, bare))
        return _keep(self, piece, found)


def _keep(table: dict[str, _Entry], piece: str, found: _Entry) -> _Entry:
    """Remember what was found for a piece, within bounds: texts may be long, and so may words."""
    if len(table) > _KEPT:
        table.clear()
    if len(piece) < _LONG:
        table[piece] = found
    return found


_KEPT: Final = 50_000
_LONG: Final = 60
_PIECE: Final = re.compile(r"(?<!\s)\s(\s*+\S++)")
_SPELT: Final = _Spelt()
_SIZES: Final = _Sizes()


def _letters_of(spelt: list[str], cuts: list[int], caps: list[bool]) -> str:
    """One letter a token; a capital says nothing in some sentences, nor in any at its first word."""
    named, plain = classes(capitals=True), classes(capitals=False)
    every = _CONTENT.sub(lambda found: _small(found, spelt), "".join(map(named.__getitem__, spelt)))
    parts = []
    first = 0
    for after, no_names in zip(cuts, caps, strict=True):
        if no_names:
            letters = _with_months("".join(map(plain.__getitem__, spelt[first:after])), spelt[first:after])
        else:
            letters = every[first:after]
        at = 1 if letters[:1] == '"' else 0
        if letters[at : at + 1] == "N":
            small = plain[spelt[first + at]]
            if _is_small(small, letters[at + 1 : at + 4]):
                letters = letters[:at] + small + letters[at + 1 :]
        parts.append(letters)
        first = after
    return "".join(parts)


def _with_months(letters: str, spelt: list[str]) -> str:
    """The letters of copy in capitals with "10 MAY" and "MARCH 3" as dates, unlike "10 MAY BE DEAD"."""
    for at, word in enumerate(spelt):
        if word not in _MONTHS:
            continue
        before, behind = letters[max(at - 1, 0) : at], letters[at + 1 : at + 2]
        if behind == "n" or (before == "n" and behind not in _AFTER_MODAL):
            letters = f"{letters[:at]}M{letters[at + 1 :]}"
    return letters


_MONTHS: Final = frozenset({"MAY", "MARCH"})
_AFTER_MODAL: Final = frozenset("bxo!y%2345689")


def _is_small(small: str, behind: str) -> bool:
    """Whether a sentence begins with a small word; "Ahmed said" only looks like a participle."""
    if small == "7":
        return behind[:1] not in _AFTER_PERSON
    return small != "z" or not (behind[:1] in _AFTER_NAME or _ACTS.match(behind))


_CONTENT: Final = re.compile('N(?:(?<=[456]N)(?=[nad])|(?<=[456]"N))')
"""Where what someone says begins, with a capital as copy has it whose quotation marks were lost."""
_SMALL_WORDS: Final = frozenset("hiqFB")


def _small(found: re.Match[str], spelt: list[str]) -> str:
    """The letter of a small word that has a capital because a quotation begins with it: "said About 30 died"."""
    small = classes(capitals=False)[spelt[found.start()]]
    return small if small in _SMALL_WORDS else found[0]


def _with_ends(
    found: Words, lists: tuple[list[str], list[int], list[int]], letters: str, cuts: list[int], caps: list[bool]
) -> Words:
    """The words with an empty token behind each sentence."""
    all_low, all_starts, all_ends = found.low, found.starts, found.ends
    lines = []
    first = begin = 0
    low, starts, ends = lists
    for after, no_names in zip(cuts, caps, strict=True):
        end = ends[after - 1]
        found.begins.append(begin)
        found.sentences.append(Sentence(begin, begin + after - first, no_names))
        all_low += low[first:after]
        all_low.append("")
        all_starts += starts[first:after]
        all_starts.append(end)
        all_ends += ends[first:after]
        all_ends.append(end)
        lines.append(letters[first:after])
        begin += after - first + 1
        first = after
    return replace(found, letters=with_presents(END.join([*lines, ""]), all_low))


def _unwrapped(text: str) -> str:
    """Copy that was wrapped at a fixed width, with its single line feeds as blanks; every offset stays.

    Paragraphs of wire copy are often broken into short lines; a line break that ends nothing would cut sentences apart.
    """
    if "\n" in text:
        text = _INSIDE.sub(" ", text)
    if text.count("\n") < _WRAPPED_LINES:
        return text
    lines = text.split("\n")
    if max(map(len, lines)) > _WRAPPED_WIDTH:
        return text
    return _LINE_BREAK.sub(" ", text)


def _lowered(text: str) -> str:
    low = text.lower()
    if len(low) != len(text):
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return low if low.isascii() else low.replace("\u2019", "'").replace("\u00a0", " ")


def _tells_no_names(text: str, start: int, end: int, line_end: int) -> bool:
    sentence = text[start:end]
    if sentence.isupper():
        return True
    if start >= line_end:
        return False
    return len(_BIG_START.findall(sentence)) > _TITLE_CASE * len(_WORD_START.findall(sentence))
