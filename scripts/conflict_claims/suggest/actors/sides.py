"""Where a state's name stands for the state as a side, and which state is home (guidelines A5, A17)."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from conflict_claims.suggest.actors.tables import PLACE_PREPOSITIONS, tables
from conflict_claims.suggest.gazetteer import Gazetteer, Known
from conflict_claims.suggest.lexicon import read_lexicon
from conflict_claims.suggest.words import Words

_ACTS: Final = re.compile(
    r"(?:,?(?:[,&]d?[GSN]_*+)?)(?:[,&]d?[GSN]_*+)*+(?:i?M)?+y*+(?:[mxo]_*+[!y]*+){0,2}(?P<verb>[4567812eL]|b7|,w[45678])"
)
_BESIDE: Final = re.compile(r"[GSN]_{0,9}+(?:,[GSN]_{0,9}+){0,6}+&d?\Z")
_PLACES: Final = re.compile(r"[CJ]_*+")
_SPEAKS: Final = re.compile(r"(?:&C_*+)?y?(?:[mxo]_*+)?[45678]")
_LOOK: Final = 120
_ENOUGH: Final = 3
_BETWEEN: Final = frozenset(read_lexicon("words")["between"].split())
_SIDED: Final = frozenset(read_lexicon("words")["sided"].split())


def is_side(words: Words, letters: str, first: int, after: int, known: Known) -> bool:
    """Whether a known name at these tokens is an actor: a state or capital only where it acts or is acted on."""
    if not known.state:
        return True
    if letters[after] == "'":
        return False
    before = _beside(letters, first) - 1
    while before >= 0 and letters[before] in "djJ":
        before -= 1
    word = words.low[before] if before >= 0 else ""
    if word == "on" and words.low[before - 1] in {"calling", "called", "calls", "call"}:
        return True
    if word in {"with", "between"} and words.low[before - 1] in _BETWEEN:
        # "the conflict with Turkey", "talks between India and Pakistan"
        return True
    if word in PLACE_PREPOSITIONS or (before >= 0 and letters[before] in "fi'" and word not in _SIDED):
        return False
    if word in _SIDED or (before > 0 and letters[before] == "B"):
        return True
    acts = _ACTS.match(letters, after, after + 24)
    if not acts:
        return False
    return not known.capital or acts["verb"] in "45678eL"


def _beside(letters: str, first: int) -> int:
    """The first of the names that are joined to one by "and" before it: "accuses China and Pakistan"."""
    joined = _BESIDE.search(letters, max(first - 12, 0), first)
    return joined.start() if joined else first


def is_part(words: Words, first: int, after: int, known: Known) -> bool:
    """Whether a known name is only a part of a longer one: "New [Dawn]", "Kivaru [Resistance Front]"."""
    letters, before = words.letters, first - 1
    if known.state or known.person or before < 0:
        return False
    if (
        letters[before] in "NzOjCvKY_"
        and words.text[words.starts[before]].isupper()
        and words.ends[before] + 1 == words.starts[first]
    ):
        upper = words.sentences[words.sentence_at(first)].caps
        opens = letters[before - 1 : before] in {"|", ""}
        return not upper and words.low[before].rstrip(".") not in tables().titles and (not opens or known.cased)
    return letters[after] == "N" and not known.acronym and words.low[after] in tables().heads


def home_state(words: Words, gazetteer: Gazetteer) -> str | None:
    """The state where the article's first incident took place, by the places that it names first."""
    votes: Counter[str] = Counter()
    letters, low = words.letters, words.low
    for found in _PLACES.finditer(letters, 0, _LOOK):
        at, after = found.span()
        name = " ".join(low[at:after])
        place = gazetteer.places.get(name)
        code = place or gazetteer.origins.get(name)
        if code:
            # "Washington welcomed the truce" tells of a side, not where a report plays.
            acts = place is not None and bool(_SPEAKS.match(letters, after))
            votes[code] += _weight(letters, low, at, place is not None and not acts)
    best = max(votes, key=votes.__getitem__, default=None)
    return best if best and votes[best] >= _ENOUGH else None


def _weight(letters: str, low: list[str], at: int, place: bool) -> int:
    located = at > 0 and low[at - 1] in PLACE_PREPOSITIONS
    return 3 * located + 2 * place + 1 if letters[at] == "C" else 1
