"""Present forms that might be plural nouns, told by what stands around them: "the Front claims responsibility"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from conflict_claims.suggest.inflection import verb_forms
from conflict_claims.suggest.letters import END
from conflict_claims.suggest.lexicon import lexicon, read_lexicon

_BEHIND: Final = r"(?=[znpCNGJjrcRHkvKYODad0yifT\"])"
_FORM: Final = re.compile(
    # A set comes first, for then the places to look at are found fast.
    r"[LezrRj5](?:"
    # "the state forces", "the US state department": no verb stands there
    r"(?<=[dajJ']5)|"
    # "including a 17-year-old", whom no noun follows
    r"(?<=[adn]j)(?=[.,;|)&bi])|"
    # Behind one who can do it (a name, a person, a body), not behind several; a name may begin a sentence.
    rf"(?<=[rcNGCk)_][Le]){_BEHIND}|(?<=[|\"]z[Le]){_BEHIND}|(?<=[rcNGCk)_]z)(?=[adp])"
    # "rejects that and claims that"; "police suspect the group", "an attack police suspect was carried out by rebels"
    # a verb that the lexicon lacks: "will press Israeli leaders", "to heed the call"
    r"|(?<=mz)(?=[adJRrHcNGCp])|(?<=Tz)(?=[adp])"
    # "the army suspects the militia"; "the army on Monday supports the plan", ", which has its seat there, fears that"
    r"|(?<=[rcNGCR]R)(?=d)|(?<=M[Le])(?=[adt])|(?<=,[Le])(?=[adt])"
    r"|(?<=[^RHeLzj]&L)(?=t)|(?<=[RcHp]r)(?=[adptCNG])|(?<=v[RcH]r)(?=b))"
)
_PREPOSITIONS: Final = frozenset("ifT")
_NO_VERB: Final = ("ss", "us", "is", "'s")
_CLAIMED: Final = frozenset('ad0pnJ"')


def with_presents(letters: str, low: list[str]) -> str:
    """The letters, with those of verbs for words in -s that are what the one before them does.

    Args:
        letters: One letter a token, END behind each sentence.
        low: The tokens in lower case.
    """
    return _FORM.sub(lambda found: _decided(found, low), f"{END}{letters}")[1:]


def _decided(found: re.Match[str], low: list[str]) -> str:
    at, letter = found.start() - 1, found[0]
    word = low[at]
    if letter == "z" and found.string[found.start() - 1] in "mT":
        return "8"
    if letter == "5":
        return "z"
    if letter == "j":
        return "k" if word.endswith(("-year-old", "-year-olds")) else letter
    if letter in "rR":
        return "8" if word in {"suspect", "suspects"} else letter
    if not word.endswith("s"):
        return letter
    if letter == "z":
        # "files a lawsuit": a verb that the lexicon lacks, for a noun would have no article behind it.
        return letter if word.endswith(_NO_VERB) else "8"
    behind = found.string[found.end()]
    if behind in _PREPOSITIONS and found.string[found.start() - 1] == "z":
        # "Phone calls for help": the first word of a sentence need not be a name
        return letter
    if behind in _PREPOSITIONS:
        return "8" if (word, low[at + 1]) in _pairs() else letter
    if letter == "L":
        return "5" if word == "claims" or behind in _CLAIMED else letter
    return "8" if word in _forms() else letter


@cache
def _forms() -> frozenset[str]:
    """Forms in -s of verbs that carry an act and take an object."""
    irregular: dict[str, str] = read_lexicon("verbs")["irregular"]
    lists = (act.get("verbs", "").split() for act in read_lexicon("cues").values())
    bases = {verb for verbs in lists for verb in verbs} | lexicon().acts
    return frozenset(form for base in bases for form in verb_forms(base, irregular).base if form.endswith("s"))


@cache
def _pairs() -> frozenset[tuple[str, str]]:
    """Forms in -s that begin a cue with a preposition: "calls for", "threatens to"."""
    irregular: dict[str, str] = read_lexicon("verbs")["irregular"]
    found: set[tuple[str, str]] = set()
    for act in read_lexicon("cues").values():
        for phrase in (*act.get("phrases", ()), *act.get("long", ())):
            first, *rest = phrase.split()
            if rest and first.endswith("*"):
                forms = verb_forms(first[:-1], irregular).base
                found.update((form, rest[0]) for form in forms if form.endswith("s"))
    return frozenset(found)
