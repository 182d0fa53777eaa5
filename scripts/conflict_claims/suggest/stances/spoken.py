"""Demands without a verb of asking: "it is imperative to", "we must", "remain calm" (guidelines S2, S14, S20)."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from conflict_claims.suggest.draft import Draft, starts_at
from conflict_claims.suggest.stances.content_words import tables
from conflict_claims.suggest.stances.holders import mentions_at, speaker_of_quote
from conflict_claims.suggest.stances.stance import Stance, add_stance
from conflict_claims.suggest.stances.targets import aim_of_verb

_NEEDED: Final = frozenset("imperative essential crucial vital necessary important urgent".split())
_MUST: Final = frozenset({"must", "should"})
_BE: Final = frozenset({"is", "was", "'s"})
_BEHIND: Final = frozenset({"to", "that", "for"})
_STAY: Final = frozenset({"remain", "stay", "keep"})
_BEFORE: Final = frozenset({"", ".", ":", "and", "please", '"', "''", "``", "\u201c", ","})
_FAR: Final = 14


def find_spoken(draft: Draft) -> None:
    """Add what the article, or a speech in the first person, asks for itself; what others are told to say is left.

    The holder of an impersonal demand is the author, of "we must" whoever "we" are.
    """
    words = draft.chunks.words
    for at in words.among(_NEEDED | _MUST | _STAY):
        if _is_said(draft, at):
            continue
        if words.low[at] in _STAY:
            _calming(draft, at)
        elif words.low[at] in _MUST:
            _urging(draft, at)
        else:
            _needing(draft, at)


def _is_said(draft: Draft, token: int) -> bool:
    """Whether a verb of saying tells whose words these are, which then carries the act (S5.3)."""
    return any(said.speaker >= 0 and said.style != "act" for said in draft.said_over(draft.chunks.at(token)))


def _needing(draft: Draft, at: int) -> None:
    """Read "it is imperative for the government to address the causes"."""
    words = draft.chunks.words
    low = words.low
    adverb = words.letters[at - 1] == "y"
    be = at - 1 - adverb
    if be < 1 or low[be] not in _BE or low[be - 1] != "it" or low[at + 1] not in _BEHIND:
        return
    calm = tables().restraint.search(" ".join(low[at : at + _FAR]))
    made = Stance(draft, at, at + 1, "call_for_restraint" if calm else "demand", "STN-needed", draft.chunks.at(at))
    made.holder, made.speech = ["author"], "authorial"
    _aim(draft, made, at)


def _urging(draft: Draft, at: int) -> None:
    """Read "we must enforce the laws"."""
    words = draft.chunks.words
    if words.low[at - 1] != "we" or words.letters[at] != "m":
        return
    we = draft.chunks.at(at - 1)
    made = Stance(draft, at, at + 1, "demand", "STN-must", draft.chunks.at(at))
    made.holder, made.speech = mentions_at(draft, we) or speaker_of_quote(draft, we), "direct"
    if made.holder:
        _aim(draft, made, words_behind(draft, at))


def words_behind(draft: Draft, modal: int) -> int:
    """The last token of the verb group that a modal verb begins."""
    chunks = draft.chunks
    return chunks.firsts[chunks.at(modal) + 1] - 1


def _calming(draft: Draft, at: int) -> None:
    """Read "please remain calm"."""
    words = draft.chunks.words
    if words.low[at + 1] != "calm" or words.low[at - 1] not in _BEFORE:
        return
    made = Stance(draft, at, at + 2, "call_for_restraint", "STN-calm", draft.chunks.at(at))
    made.holder, made.speech = ["author"], "authorial"
    if not _is_taken(draft, made):
        add_stance(draft, made)


def _is_taken(draft: Draft, made: Stance) -> bool:
    """Whether another stance has some of the words; the draft's are sorted, but for what was added last."""
    words = draft.chunks.words
    start, end = words.starts[made.first], words.ends[made.after - 1]
    at = bisect_left(draft.stances, end, key=starts_at)
    return any(one.start < end and start < one.end for one in draft.stances[max(at - 2, 0) : at])


def _aim(draft: Draft, made: Stance, last: int) -> None:
    if _is_taken(draft, made):
        return
    aim = aim_of_verb(draft, draft.chunks.at(last), made.act)
    made.target = [one for one in aim.target if one not in made.holder]
    made.addressee = [one for one in aim.addressee if one not in made.holder]
    add_stance(draft, made)
