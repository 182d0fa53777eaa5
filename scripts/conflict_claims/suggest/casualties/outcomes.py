"""What the words say was done to people."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from conflict_claims.suggest.casualties.ordinary_verbs import ordinary_outcome
from conflict_claims.suggest.lexicon import lexicon
from conflict_claims.suggest.phrases import NOUN_PHRASES, Chunks

_HARM: Final = re.compile(r"[123%KDYZ]_*")
_FATALLY: Final = frozenset({"fatally", "mortally"})
_BODIES: Final = frozenset({"body", "bodies", "corpse", "corpses"})
_SHOT_AND_WOUNDED: Final = frozenset({"killed_or_injured", "injured"})
_TAKEN: Final = frozenset({"taken", "dragged", "snatched", "seized", "abducted", "kidnapped"})
_GRAVITY: Final = ("killed", "killed_or_injured", "injured", "missing", "captured", "displaced")


def harm_words(chunks: Chunks, chunk: int) -> list[str]:
    """The words of harm in a chunk, in lower case ("shot dead", "killed", "wounded")."""
    low = chunks.words.low
    first = chunks.firsts[chunk]
    return [
        " ".join(low[first + found.start() : first + found.end()]) for found in _HARM.finditer(chunks.pieces[chunk])
    ]


def outcome_of(chunks: Chunks, chunk: int) -> str:
    """The outcome that a chunk of harm gives (guideline C14); empty where it names none.

    "Killed and wounded" counts both together; of two other outcomes for the same people the graver holds.
    """
    outcomes = lexicon().outcomes
    found = {outcomes[word] for word in harm_words(chunks, chunk) if word in outcomes}
    if not found:
        return ordinary_outcome(chunks, chunk)
    if chunks.head(chunk) in _BODIES:
        # "the mutilated bodies"
        return "killed"
    if {"killed", "injured"} <= found and not _dead(chunks, chunk):
        return "killed_or_injured"
    if found == {"displaced"} and not _TAKEN.isdisjoint(chunks.low(chunk)):
        # "were taken from their homes"
        return "captured"
    found.discard("safe")
    if found == _SHOT_AND_WOUNDED:
        return "injured"
    if found and found <= _SHOT_AND_WOUNDED and not _FATALLY.isdisjoint(_with_adverb(chunks, chunk)):
        return "killed"
    return gravest(found)


def gravest(outcomes: Collection[str]) -> str:
    """The graver of several outcomes for the same people; empty without any."""
    return next((outcome for outcome in _GRAVITY if outcome in outcomes), "")


def joined_outcome(chunks: Chunks, chunk: int) -> str:
    """The outcome of a chunk of harm and of the bare one coordinated with it: "left dead and wounded"."""
    first = outcome_of(chunks, chunk)
    kinds = chunks.kinds
    if kinds[chunk + 1 : chunk + 3] != "&1" or kinds[chunk + 3 : chunk + 4] in NOUN_PHRASES:
        return first
    both = {first, outcome_of(chunks, chunk + 2)}
    return "killed_or_injured" if both == {"killed", "injured"} else first


def _with_adverb(chunks: Chunks, chunk: int) -> list[str]:
    """The words of a chunk, and the one before it."""
    return chunks.words.low[max(chunks.firsts[chunk] - 1, 0) : chunks.firsts[chunk + 1]]


def _dead(chunks: Chunks, chunk: int) -> bool:
    """Whether the people died of it: "shot dead", "beaten and killed"."""
    words = harm_words(chunks, chunk)
    return words[-1] in {"dead", "killed"} and "or" not in chunks.low(chunk)
