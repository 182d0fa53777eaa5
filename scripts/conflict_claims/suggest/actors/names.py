"""Names that no list has: organisations by their last word, persons by title, apposition or what they do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from conflict_claims.suggest.actors.mention import Mention
from conflict_claims.suggest.actors.tables import PLACE_PREPOSITIONS, is_abstract, organisation_type, tables
from conflict_claims.suggest.letters import MORE
from conflict_claims.suggest.lexicon import read_lexicon
from conflict_claims.suggest.words import Words

_PARTICLES: Final = frozenset("al de del bin ibn bint von van der da dos la el ul abu ag ould e y san -".split())
_SPEAKS_AFTER: Final = re.compile(r'[,"]{0,2}y{0,8}+(?:[xm]_*+)?+[!y]{0,8}+(?:[456e]|b4|(?P<other>[78]))')
_SPEAKS_BEFORE: Final = re.compile(r'(?:[456]|"[,.]?"?4|A_*)\Z')
_APPOSITION: Final = re.compile(r",(?:[ad]_*+|[GSNCJ]_*+')?+(?:[jJzOcrNGSC1379e']_*+){0,5}?r")
_ROLE_BEFORE: Final = re.compile(r"r_*+(?:[fi](?:d_*+)?+(?:[jJzOcNGSCv]_*+){1,6}+)?+,\Z")
_BARE_BEFORE: Final = frozenset('|,;&t"(.)f1234567FTB')
"""What stands before a name that has no determiner."""
_AGE: Final = re.compile(r",n,")
_WHO: Final = frozenset({"who", "whom", "whose"})
_HARMED_BEFORE: Final = re.compile(r"(?:[K2]f|[123])M?\Z")
_HARMED_AFTER: Final = re.compile(r"(?:,n,)?b_*y?1")
_TAKING: Final = ("captur", "seiz", "tak", "took", "hit", "held", "hold", "burn", "destroy", "shell")
"""Verbs of harm whose object may well be a town."""
_NO_PERSON_BEFORE: Final = frozenset({"san", "santa", "santo", "saint", "st.", "st", "the", "port", "fort", "mount"})
_BRACKETS: Final = frozenset(read_lexicon("words")["brackets"].split())
_UPPER_NAME: Final = re.compile(r"[zN]_*+(?:[zNC]_*+){0,4}+")
_LONGEST: Final = 9
_ACRONYM_SIZE: Final = 5
_OWNERS: Final = frozenset(
    "people peoples workers lord bishops lawyers journalists doctors women miners teachers students mothers".split()
)
_UPPER: Final = re.compile(r"(?:[zjJNCOvKL]_*+)++")


@cache
def given_names() -> frozenset[str]:
    """Given names of persons, in lower case."""
    return frozenset(name for names in read_lexicon("given_names").values() for name in names.split())


class Names:
    """Reads the capitalised words of one text that stand beside no role noun."""

    def __init__(self, words: Words, letters: str) -> None:
        self.words = words
        self.letters = letters

    def mentions(self, rest: list[tuple[int, int]]) -> Iterator[Mention]:
        """Mentions in the leftovers of runs, which are half-open token ranges."""
        for first, after in rest:
            for begin, end in self._capitalised(first, after):
                found = self._read(begin, end)
                if found:
                    yield found

    def _capitalised(self, first: int, after: int) -> Iterator[tuple[int, int]]:
        """Half-open ranges of words with capitals, particles between them included."""
        text, starts, low = self.words.text, self.words.starts, self.words.low
        begin = last = -1
        for at in range(first, after):
            letter = self.letters[at]
            if letter == "N" or (letter != "G" and text[starts[at]].isupper()):
                begin = at if begin < 0 else begin
                last = at + 1
            elif begin >= 0 and (letter == "G" or low[at] not in _PARTICLES):
                yield begin, last
                begin = -1
        if begin >= 0:
            yield begin, last

    def _read(self, begin: int, end: int) -> Mention | None:
        words = self.words
        if words.sentences[words.sentence_at(begin)].caps:
            return self._upper_organisation(begin, end) or self._upper_person(begin, end)
        found = self._organisation(begin, end)
        if found:
            return found
        if "N" not in self.letters[begin:end] or end - begin > _LONGEST:
            return None
        return self._person(begin, end)

    def _organisation(self, begin: int, end: int) -> Mention | None:
        kind, size = organisation_type(self.words.low[begin:end])
        if not kind:
            return self._with_acronym(begin, end)
        begin = name_start(self.words, self.letters, begin)
        if end - size > begin or self._named_behind(end):
            return Mention(begin, end, begin, end, "ACT-organisation", type=kind, named=True)
        return None

    def _with_acronym(self, begin: int, end: int) -> Mention | None:
        """A name whose initials stand in brackets behind it is an organisation's: "Ansar Bait (AB)"."""
        words = self.words
        if self.letters[end] != "(" or self.letters[end + 2 : end + 3] != ")" or end - begin < 2:
            return None
        acronym = words.slice(end + 1, end + 2)
        initials = "".join(word[0] for word in words.slice(begin, end).replace("-", " ").split())
        fits = acronym.isupper() and acronym[0] == initials[0].upper() and len(acronym) <= len(initials) + 1
        return Mention(begin, end, begin, end, "ACT-organisation", named=True) if fits else None

    def _named_behind(self, at: int) -> bool:
        """Whether "of" or "for" and a capital follow: "Ministry of Defence"."""
        text, starts, low = self.words.text, self.words.starts, self.words.low
        after = at + 1 + (low[at + 1] == "the") if at + 2 < len(low) else at
        return low[at] in {"of", "for"} and text[starts[after]].isupper()

    def _upper_organisation(self, begin: int, end: int) -> Mention | None:
        """In upper-case copy a name is the words from a determiner or comma to a last word that organisations have."""
        words = self.words
        run = _UPPER.match(self.letters, begin, end)
        if not run or not words.slice(begin, end).isupper():
            return None
        kind, size = organisation_type(words.low[begin : run.end()])
        owned = name_start(words, self.letters, begin)
        if not kind or run.end() - owned <= size or (owned == begin and self.letters[begin - 1] not in "d|,.&B"):
            return None
        begin = owned
        return Mention(begin, run.end(), begin, run.end(), "ACT-organisation", type=kind, named=True)

    def _upper_person(self, begin: int, end: int) -> Mention | None:
        """In upper-case copy: "COL RENE PONCE," by the title, "THE MAYOR, OMAR FLOREZ," by the role before."""
        low, letters = self.words.low, self.letters
        run = _UPPER_NAME.match(letters, begin, end)
        if not run or not self.words.slice(begin, end).isupper() or letters[run.end()] in "OvcR":
            return None
        title = tables().titles.get(low[begin].rstrip("."))
        if title and run.end() - begin > 1:
            kind = "" if title == "none" else title
            return Mention(begin, run.end(), begin, run.end(), "ACT-person", type=kind, named=True)
        pattern = self._upper_evidence(begin, run.end())
        if pattern:
            return Mention(begin, run.end(), begin, run.end(), pattern, named=True)
        return self._acronym(begin, run.end())

    def _upper_evidence(self, begin: int, end: int) -> str:
        """By which rule unknown words in upper-case copy are a person's name; empty where nothing tells so."""
        letters, low = self.letters, self.words.low
        before = letters[max(begin - 12, 0) : begin]
        if letters[end] == "," and _ROLE_BEFORE.search(before):
            return "ACT-apposition"
        if before[-1:] not in _BARE_BEFORE or any(map(is_abstract, low[begin:end])):
            return ""
        if (
            letters[end] == ")"
            and before[-2:] in {"|(", ".(", '"(', ")("}
            and not _BRACKETS.intersection(low[begin:end])
        ):
            return "ACT-speaker"
        several = end - begin > 1
        if several and self._begins_with_given_name(begin):
            return "ACT-given"
        if several and (_APPOSITION.match(letters, end, end + 12) or self._is_followed(end)):
            return "ACT-apposition"
        if (several and self._is_harmed(begin, end)) or _HARMED_AFTER.match(letters, end):
            return "ACT-person"
        return "ACT-speaker" if self._speaks_in_capitals(before, end) else ""

    def _is_followed(self, end: int) -> bool:
        """Whether ", who" or an age between commas stands behind a name."""
        return bool(_AGE.match(self.letters, end)) or (self.letters[end] == "," and self.words.low[end + 1] in _WHO)

    def _speaks_in_capitals(self, before: str, end: int) -> bool:
        """Whether a verb of speech or of a position stands behind words without a determiner."""
        if before[-1:] not in "|,&t;" and before[-2:] not in {',"', '."'}:
            return False
        after = _SPEAKS_AFTER.match(self.letters, end, end + 8)
        if not after:
            return False
        verb = self.letters[after.end() - 1]
        if verb == "e":
            return before[-1] == "|"
        return verb in "456" or self._takes_position(after.end() - 1)

    def _takes_position(self, verb: int) -> bool:
        return self.words.low[verb] in tables().positions

    def _acronym(self, begin: int, end: int) -> Mention | None:
        """In upper-case copy a short unknown word between "THE" and a verb of speech or position: "THE ZRT SAID"."""
        if end - begin != 1 or self.words.low[begin - 1] != "the" or len(self.words.low[begin]) > _ACRONYM_SIZE:
            return None
        after = _SPEAKS_AFTER.match(self.letters, end, end + 8)
        if not after or is_abstract(self.words.low[begin]):
            return None
        verb = after.end() - 1
        if self.letters[verb] not in "456" and not self._takes_position(verb):
            return None
        return Mention(begin, end, begin, end, "ACT-speaker", named=True)

    def _person(self, begin: int, end: int) -> Mention | None:
        low = self.words.low
        title = tables().titles.get(low[begin].rstrip("."))
        if title and end - begin > 1:
            kind = "" if title == "none" else title
            return Mention(begin, end, begin, end, "ACT-person", type=kind, named=True)
        if self._is_no_person(begin, end):
            return None
        if self._is_applied(begin, end):
            return Mention(begin, end, begin, end, "ACT-apposition", named=True)
        if end - begin > 1 and self._is_followed(end):
            return Mention(begin, end, begin, end, "ACT-apposition", named=True)
        if end - begin > 1 and self._is_harmed(begin, end):
            return Mention(begin, end, begin, end, "ACT-person", named=True)
        if self._speaks(begin, end):
            return Mention(begin, end, begin, end, "ACT-speaker", named=True)
        if end - begin > 1 and self._begins_with_given_name(begin):
            return Mention(begin, end, begin, end, "ACT-given", named=True)
        return None

    def _begins_with_given_name(self, begin: int) -> bool:
        """Whether a name begins as those of persons do: "Ruben Zamora", but not "San Jose", "the Simon Institute"."""
        low = self.words.low
        return low[begin] in given_names() and low[begin - 1] not in _NO_PERSON_BEFORE

    def _is_harmed(self, begin: int, end: int) -> bool:
        """Whether a name stands where one that is harmed does: "killed Ilo Marn", "Ilo Marn was shot"."""
        before = self.letters[max(begin - 12, 0) : begin]
        if _HARMED_BEFORE.search(before) and not self.words.low[begin - 1].startswith(_TAKING):
            return True
        return bool(_HARMED_AFTER.match(self.letters, end))

    def _is_applied(self, begin: int, end: int) -> bool:
        if end - begin < 2 and self.letters[begin - 1 : begin] in {"|", ""}:
            return False
        if _APPOSITION.match(self.letters, end, end + 12):
            return True
        return self.letters[end] in ",." and bool(_ROLE_BEFORE.search(self.letters, max(begin - 12, 0), begin))

    def _speaks(self, begin: int, end: int) -> bool:
        letters, low = self.letters, self.words.low
        after = _SPEAKS_AFTER.match(letters, end, end + 8)
        if after and (after["other"] is None or low[after.end() - 1] in tables().positions):
            return True
        before = begin - 1 - (letters[begin - 1] in "dj")
        return bool(_SPEAKS_BEFORE.search(letters, max(begin - 4, 0), begin)) or low[before] in tables().positions

    def _is_no_person(self, begin: int, end: int) -> bool:
        low, table = self.words.low, tables()
        if any(low[at] in table.no_names for at in range(begin, end)):
            return True
        if low[end] in table.place_nouns or (low[begin - 1] in PLACE_PREPOSITIONS and self.letters[begin - 1] != MORE):
            return True
        if low[begin - 1] == "of":
            return self.letters[begin - 2 : begin - 1] not in {"K", "2"} or end - begin == 1
        return self.letters[begin - 1] in "F"


def name_start(words: Words, letters: str, begin: int) -> int:
    """Where an organisation's name begins, given where its run does: "Harvest" Brigades, "People's" Column."""
    low = words.low
    before = begin - 1
    if before < 0:
        return begin
    if letters[before - 1 : before] in {"|", ""} and letters[before] in "123456789eyj" and low[before].isalpha():
        return before
    if before > 0 and low[before] in {"'s", "'"} and low[before - 1] in _OWNERS:
        return before - 1
    dated = before > 0 and {letters[before], letters[before - 1]} == {"M", "n"}
    if dated and letters[max(before - 2, 0)] not in "iF":
        # "the 19 April Movement", but "on 19 April rebels"
        return before - 1
    return begin
