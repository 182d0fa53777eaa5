"""Judgements said of something: "called the raid unacceptable", '"This was a crime," she said' (guideline S2)."""

from __future__ import annotations

import re
from typing import Final

from conflict_claims.suggest.clauses import sentence_chunks
from conflict_claims.suggest.draft import Draft, Span
from conflict_claims.suggest.stances.cues import Cue, entries
from conflict_claims.suggest.stances.denoting import denoted, head_of_possession
from conflict_claims.suggest.stances.holders import holder_of_verb
from conflict_claims.suggest.stances.manner import inside_quotes
from conflict_claims.suggest.stances.stance import Stance

_CALLING: Final = frozenset(
    "call calls called calling describe describes described describing term termed terms brand branded brands deem "
    "deemed label labelled labeled dub dubbed decry characterize characterized characterizes characterizing "
    "characterise characterised characterises characterising portray portrayed depict depicted consider considered "
    "considers regard regarded regards slam slammed".split()
)
_ADJECTIVES: Final = re.compile(r"[jzK7O1]\Z")
_REACH: Final = 14


def read_predicate(draft: Draft, cue: Cue, chunk: int) -> Stance | None:
    """The stance that a judging word carries behind a verb of calling, or in a quotation as what something is."""
    return _called(draft, cue, chunk) or _quoted(draft, cue, chunk)


def _called(draft: Draft, cue: Cue, chunk: int) -> Stance | None:
    chunks = draft.chunks
    first, _ = sentence_chunks(chunks, chunk)
    # "called what the marchers had done reckless"
    what = "what" in chunks.words.low[max(cue.first - _REACH, 0) : cue.first]
    for at in range(chunk, max(chunk - _REACH, first - 1), -1):
        if draft.kinds[at] in "svVg" and chunks.head(at) in _CALLING:
            break
        by = draft.kinds[at + 1 : at + 2] == "B"
        if draft.kinds[at] in "|;" or (at < chunk and draft.kinds[at] in "12svVb" and not by and not what):
            return None
    else:
        return None
    holder = holder_of_verb(draft, at, passive="b" in chunks.pieces[at])
    if holder is None:
        return None
    made = Stance(draft, cue.first, cue.after, cue.act, "STN-called", chunk)
    made.holder = holder.who
    made.target = [one for one in _object(draft, at, chunk, cue.act) if one not in holder.who]
    made.speech = "direct" if inside_quotes(draft, cue.first) else "narrated"
    return made


def _object(draft: Draft, verb: int, chunk: int, act: str) -> list[Span]:
    kinds = draft.kinds
    if verb + 1 < chunk and kinds[verb + 1] in "QUnoSPNXOZYKC":
        return denoted(draft, head_of_possession(draft, verb + 1), act)
    return []


def _quoted(draft: Draft, cue: Cue, chunk: int) -> Stance | None:
    """A predicate inside a quotation whose speaker the sentence names: '"That is a lie," the spokesman said'."""
    chunks = draft.chunks
    if not inside_quotes(draft, cue.first) or not _is_predicate(draft, chunk):
        return None
    _, after = sentence_chunks(chunks, chunk)
    for verb in range(chunk + 1, min(after, chunk + _REACH)):
        if draft.kinds[verb] == "s":
            holder = holder_of_verb(draft, verb, passive=False)
            if holder is None:
                return None
            begin = cue.first
            while _ADJECTIVES.match(chunks.words.letters[begin - 1]) and chunks.at(begin - 1) == chunk:
                begin -= 1
            after = cue.after
            while any(entry.form == "predicate" for entry in entries().get(chunks.words.low[after], ())):
                after += 1
            made = Stance(draft, begin, after, cue.act, "STN-quoted", chunk)
            made.holder = holder.who
            made.speech = "direct"
            made.target = _said_of(draft, verb, cue.act)
            return made
    return None


def _is_predicate(draft: Draft, chunk: int) -> bool:
    kinds = draft.kinds
    at = chunk - 1
    while at >= 0 and (kinds[at] in "y!" or draft.chunks.low(at) in ([["a"], ["an"], ["the"]])):
        at -= 1
    return at >= 0 and (kinds[at] == "b" or draft.chunks.head(at) == "is")


def _said_of(draft: Draft, verb: int, act: str) -> list[Span]:
    """What is judged: "said of the attack"; else the statement before that is called untrue."""
    kinds = draft.kinds
    if kinds[verb + 1 : verb + 2] == "f" and kinds[verb + 2 : verb + 3] in set("QUnoSPNXOZYKC"):
        return denoted(draft, head_of_possession(draft, verb + 2), act)
    if act == "reject" and draft.stances:
        return draft.stances[-1:]
    return []
