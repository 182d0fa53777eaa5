"""The doer behind an event or a weapon: its agent, its owner, or what stands before its noun (guidelines A7, C22)."""

from __future__ import annotations

from typing import Final

from conflict_claims.suggest.clauses import agent_of
from conflict_claims.suggest.draft import Draft, Span, spans_between
from conflict_claims.suggest.references import add_actor, refer

_ACTORS: Final = "PQNpC"


def doer_at(draft: Draft, event: int) -> Span | None:
    """The doer that a noun phrase is or names: "rebels", "attack by rebels", "the army's raid", "drone of the army".

    Args:
        draft: The article; a mention that was optional joins its actors.
        event: Chunk of the noun phrase.

    Returns:
        The mention of the doer, or None.
    """
    chunks = draft.chunks
    if chunks.kinds[event] in _ACTORS:
        return refer(draft, event)
    if chunks.kinds[event] not in "XKOnS":
        return None
    # "a bomb planted by rebels": the agent of the participle
    agent = max(
        agent_of(chunks, event), agent_of(chunks, event + 1) if chunks.kinds[event + 1 : event + 3] == "vB" else -1
    )
    if agent >= 0 and chunks.kinds[agent] in _ACTORS:
        return refer(draft, agent)
    if chunks.kinds[event] == "X" and chunks.kinds[event + 1 : event + 3] in {"FP", "FN", "FC"}:
        # "rocket fire from the rebels"
        return refer(draft, event + 2)
    if event >= 2 and chunks.kinds[event - 1] == "'" and chunks.kinds[event - 2] in "PNC":
        return refer(draft, event - 2)
    if chunks.kinds[event] in "OnS" and chunks.kinds[event + 1 : event + 3] in {"fP", "fN"}:
        return refer(draft, event + 2)
    return _modifier_doer(draft, event)


def _modifier_doer(draft: Draft, event: int) -> Span | None:
    """The actor named by what stands before the noun (A7): "army raid", "NF attack", "Israeli air strike"."""
    chunks = draft.chunks
    words = chunks.words
    first, head = chunks.firsts[event], chunks.firsts[event + 1] - 1
    start, end = words.starts[first], words.starts[head]
    inside = spans_between(draft.actors, start, end)
    if inside:
        return inside[-1]
    optional = [one for one in spans_between(draft.optional, start, end) if one.attributes["type"]]
    return add_actor(draft, optional[-1]) if optional else None
