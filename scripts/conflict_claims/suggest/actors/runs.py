"""Runs of nouns and adjectives cut into mentions: role nouns with what stands before them, names behind roles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from conflict_claims.suggest.actors.mention import Mention
from conflict_claims.suggest.actors.tables import is_abstract, organisation_type, tables
from conflict_claims.suggest.letters import MORE
from conflict_claims.suggest.lexicon import lexicon, read_lexicon
from conflict_claims.suggest.words import Words

_RUN: Final = re.compile(r"(?:[jJNGCSOzrRcHkvKYLe]_*+)++")
_PARTICIPLE: Final = re.compile(r"(?:(?<=[adnhjJ'])|(?<=[adnhjJ]_)|(?<=[adnhjJ]__))[1-9D](?:&[1379])?\Z")
_HEADS: Final = frozenset("rRcHkY")
_HEAD: Final = re.compile(f"[{''.join(sorted(_HEADS))}]_*+")
_NAMES: Final = frozenset("NGC")
_NAME: Final = re.compile(r"(?:[NGC]_*+|(?<=[NGC_])z(?=[NGC]))++")
_LATER_ROLE: Final = re.compile("[rRcHk]")
_UPPER_NAME: Final = re.compile(r"(?:[zNG]_*+){1,4}+")
_VERB_NEXT: Final = re.compile(r"[Le](?=[tdnhapJR\"0])")
_COLLECTIVES: Final = frozenset("group organization organisation one party faction side movement outfit".split())
_APPOSED: Final = frozenset(read_lexicon("words")["apposed"].split())
_GENUS: Final = frozenset(read_lexicon("words")["genus"].split())
_BEHIND_PERSON: Final = frozenset(",.|;wbxm&i1247")
_BEFORE_OBJECT: Final = frozenset('tdnahpJ0CNG"')
_TIMES: Final = frozenset("night morning evening afternoon day week weekend dawn noon midnight".split())
_SUSPECTING: Final = frozenset({"suspect", "suspects"})
_TWO_SIDES: Final = frozenset(
    "countries groups parties sides nations governments organizations organisations states".split()
)
_DEFINITE: Final = frozenset({"the", "these", "those", "between", "their", "our"})
_PARTICIPLES: Final = frozenset("123456789D")
_HARMED: Final = re.compile(r"(?<=[456t|])1\Z|(?<=\|)8\Z")
_OUT: Final = frozenset("other more additional further same own remaining fellow last first second third next".split())


class Runs:
    """Cuts the runs of one text; `names` gets what is left over of a run that holds no role noun.

    Args:
        words: The words.
        letters: Their letters, `G` for known names.
        persons: First tokens of known names that are persons'.
    """

    def __init__(self, words: Words, letters: str, persons: frozenset[int]) -> None:
        self.words = words
        self.letters = letters
        self.persons = persons
        self._upper = any(sentence.caps for sentence in words.sentences)
        self.names: list[tuple[int, int]] = []
        self.genera: list[tuple[int, int, str]] = []

    def mentions(self) -> Iterator[Mention]:
        """All mentions with a role noun, in text order, those with a name behind the role noun too."""
        for run in _RUN.finditer(self.letters):
            if not _HEADS.isdisjoint(run[0]):
                yield from self._cut(*run.span())
            elif run[0].endswith("J") and self._is_national(*run.span()):
                yield Mention(run.end() - 1, run.end(), run.end() - 1, run.end(), "ACT-national", type="civilians")
            elif self._upper or "N" in run[0]:
                self._keep_names(*run.span())

    def _is_national(self, first: int, after: int) -> bool:
        """Whether a lone adjective of origin is a person: "killed an Ostrani", "one Ostrani was hurt"."""
        low = self.words.low[after - 1]
        counted = self.letters[first - 1] == "a" or self.words.low[first - 1] == "one"
        if not counted or low.endswith(("sh", "ch")) or f"{low}s" not in tables().demonyms:
            return False
        return self.letters[after] in _BEHIND_PERSON

    def _cut(self, first: int, after: int) -> Iterator[Mention]:
        letters = self.letters
        start = first
        head = _HEAD.search(letters, first, after)
        while head:
            at, end = head.span()
            found, rest = None, at
            if letters[at] != "Y" or self.words.low[at] in lexicon().roles:
                found, rest = self._role(start, at, end, after)
            if found:
                yield found
            if rest > at:
                if found is None:
                    self._keep_names(start, rest if self._is_capital(at) else at)
                start = end = rest
            head = _HEAD.search(letters, end, after)
        self._keep_names(start, after)

    def _role(self, start: int, at: int, end: int, after: int) -> tuple[Mention | None, int]:
        """The mention whose head is the role noun at `at`, and where the next one may start (`at` for: go on)."""
        letters = self.letters
        letter = letters[at]
        following = letters[end] if end < after else ""
        if self._is_verb(at, end) or (self.letters[at - 1] == "0" and self.words.low[at] in _COLLECTIVES):
            return None, end
        stretch = self._names_organisation(at, end, after)
        if stretch:
            return None, stretch
        if letter in "Hk" and following in set("rRcOz"):
            return None, at
        if letter == "c" and at > start and self.words.low[end - 1] in _GENUS and self._is_named_genus(start, at):
            self.genera.append((start, at, self.words.low[end - 1]))
            return None, end
        if letter in "rk" and following:
            if following == "G" and end not in self.persons:
                # An adjective or an apposition: "paramilitary Frontier Corps", "broadcaster GNN".
                apposed = self.words.low[end - 1] in _APPOSED
                return (self._mention(start, at, end, "ACT-role") if apposed else None), end
            name = self._name_behind(at, end, after)
            if name:
                return self._mention(start, at, end, "ACT-title", name), name
        if letter in "rRcY" and self._is_modifier(letter, end, after):
            if following in "rRcHkjJ":
                return None, at
            found = self._mention(start, at, end, "ACT-modifier")
            found.optional = True
            return found, self._behind_things(end, after)
        found = self._mention(start, at, end, "ACT-role")
        if letter in "Hk" and found.noun not in tables().demonyms and not self._is_a_people(at):
            found.pattern = "ACT-bare"
            found.optional = True
        return found, end

    def _is_a_people(self, at: int) -> bool:
        """Whether "people" has an origin before it: "the Velmari people"."""
        return self.words.low[at] == "people" and self.letters[at - 1] == "J"

    def _is_named_genus(self, start: int, at: int) -> bool:
        """Whether only a name stands before a lower-case word for its kind: "the [Halcones] gang" (A12)."""
        if self._is_capital(at) or self.letters[at - 1] not in "NG_":
            return False
        return all(self._is_capital(token) for token in range(start, at))

    def _is_capital(self, at: int) -> bool:
        return self.words.text[self.words.starts[at]].isupper()

    def _names_organisation(self, at: int, end: int, after: int) -> int:
        """Where the name of an organisation ends that holds a role noun ("Sudan Doctors Network"); 0 for none."""
        if end == after or self.letters[end] != "N" or not self._is_capital(at):
            return 0
        last = end
        while last < after and (self.letters[last] == MORE or self._is_capital(last)):
            last += 1
        kind, _ = organisation_type(self.words.low[at:last])
        return last if kind or self.words.low[last - 1] in tables().no_names else 0

    def _is_verb(self, at: int, end: int) -> bool:
        """Whether a word for a role is a verb or a part of the body here: "who suspect a", "shot in the head"."""
        low, letters = self.words.low, self.letters
        if low[end - 1] == "force":
            return letters[at - 1] not in "adjJ'_" and at == end - 1
        if low[at] in {"head", "heads"}:
            return letters[end] != "f" or letters[at - 1] == "n" or low[end + 1] in {"cattle", "livestock", "sheep"}
        if letters[at - 1] in "RcrHNG_" and self._suspects(at):
            return True
        return letters[at] == "r" and letters[at - 1] in "wpT" and letters[end] in "adtnpT"

    def _suspects(self, at: int) -> bool:
        """Whether "suspect" is a verb with an object: "Police suspect a gang"."""
        return self.words.low[at] in _SUSPECTING and self.letters[at + 1] in "adtnpTJ"

    def _name_behind(self, at: int, end: int, after: int) -> int:
        """Where the name behind a title ends, 0 where there is none."""
        if self.words.low[at] in _APPOSED:
            return 0
        name = _NAME.match(self.letters, end, after)
        if name:
            return name.end()
        if self.letters[end] == "z" and self.words.text[self.words.starts[end] : self.words.ends[end]].isupper():
            upper = _UPPER_NAME.match(self.letters, end, after)
            fits = upper and upper.end() == after and not any(map(is_abstract, self.words.low[end:after]))
            return after if fits else 0
        return 0

    def _is_modifier(self, letter: str, end: int, after: int) -> bool:
        """Whether a role noun only modifies what follows it in its run."""
        if end == after:
            return False
        following = self.letters[end]
        if self._suspects(end):
            return False
        if following in _NAMES or (
            following in "Le" and (self._verb_at(end) or (letter == "R" and self.words.low[end - 1] != "police"))
        ):
            return False
        if letter == "R" and following == "v" and self._attacks(end):
            return False
        if letter in "RY":
            return following in "rRcOvKYZ" or (following in "zLe" and self.words.low[end - 1] == "police")
        if following in "jJ":
            return bool(_LATER_ROLE.search(self.letters, end, after))
        return True

    def _attacks(self, at: int) -> bool:
        """Whether a noun of attack is the verb of several attackers: "Herders attack the villages"."""
        word = self.words.low[at]
        plain = not word.endswith("s") and self.words.low[at - 1] != "police"
        return plain and self.letters[at + 1] in _BEFORE_OBJECT

    def _verb_at(self, at: int) -> bool:
        return bool(_VERB_NEXT.match(self.letters, at))

    def _behind_things(self, at: int, after: int) -> int:
        while at < after and self.letters[at] in "OvKYZLz_j":
            at += 1
        return at

    def _mention(self, start: int, at: int, end: int, pattern: str, after: int | None = None) -> Mention:
        words = self.words
        first = self._left(start, at)
        noun = " ".join(words.low[at:end])
        found = Mention(first, after or end, at, end, pattern, noun, named=after is not None)
        found.optional = noun in _TWO_SIDES and self._both(first)
        return found

    def _both(self, first: int) -> bool:
        """Whether a noun phrase holds both sides in one word (A25): "the two groups", "both countries"."""
        low = self.words.low
        return low[first - 1] == "both" or (low[first - 1] == "two" and low[first - 2] in _DEFINITE)

    def _left(self, start: int, at: int) -> int:
        """Where a noun phrase begins: participles that modify it are in, hedges and the like out."""
        low = self.words.low
        while start < at and (low[start] in _TIMES or (self.letters[start] == "K" and low[start].endswith("ing"))):
            start = self._unit_end(start)
        if self.letters[start - 1] == "T" and start < at and self.letters[start] in "eL":
            start = self._unit_end(start)
        if self.letters[start - 1] in _PARTICIPLES:
            start = self._participle(start)
        hedges = tables().hedges
        while start < at and (low[start] in hedges or low[start] in _OUT or low[start].endswith("-old")):
            start = self._unit_end(start)
        return start

    def _participle(self, start: int) -> int:
        """Where the participle before a noun phrase begins that modifies it, with its own adjectives; else `start`."""
        begin = max(start - 4, 0)
        before = _PARTICIPLE.search(self.letters, begin, start) or _HARMED.search(self.letters, begin, start)
        if before is None:
            return start
        start = before.start()
        while start > 0 and self.letters[start - 1] in "jJ":
            start -= 1
        return start

    def _unit_end(self, at: int) -> int:
        at += 1
        while self.letters[at] == MORE:
            at += 1
        return at

    def _keep_names(self, first: int, after: int) -> None:
        if first < after:
            self.names.append((first, after))
