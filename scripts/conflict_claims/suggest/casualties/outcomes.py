"""What the words say was done to people."""

from __future__ import annotations

import re
from typing import Final

from conflict_claims.suggest.lexicon import lexicon
from conflict_claims.suggest.phrases import Chunks

_HARM: Final = re.compile(r"[123%KDYZ]_*")
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
    if {"killed", "injured"} <= found and not _dead(chunks, chunk):
        return "killed_or_injured"
    found.discard("safe")
    return next((outcome for outcome in _GRAVITY if outcome in found), "")


def _dead(chunks: Chunks, chunk: int) -> bool:
    """Whether the people died of it: "shot dead", "beaten and killed"."""
    words = harm_words(chunks, chunk)
    return words[-1] in {"dead", "killed"}
