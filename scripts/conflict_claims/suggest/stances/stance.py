"""A stance while its attributes are found."""

from __future__ import annotations

from dataclasses import dataclass, field

from conflict_claims.suggest.draft import Draft, Span


@dataclass(slots=True)
class Stance:
    """Tokens `first` to before `after` that carry an act; `chunk` is where they stand."""

    draft: Draft
    first: int
    after: int
    act: str
    pattern: str
    chunk: int
    holder: list[Span] | list[str] = field(default_factory=list)
    target: list[Span] = field(default_factory=list)
    addressee: list[Span] = field(default_factory=list)
    speech: str = "narrated"
    status: str = "actual"


def add_stance(draft: Draft, stance: Stance) -> None:
    """Put a stance among the draft's, unless another has some of its words."""
    words = draft.chunks.words
    start, end = words.starts[stance.first], words.ends[stance.after - 1]
    if any(one.start < end and start < one.end for one in draft.stances[-8:]):
        return
    attributes = {
        "act": stance.act, "holder": stance.holder, "target": stance.target, "addressee": stance.addressee,
        "speech": stance.speech, "status": stance.status,
    }  # fmt: skip
    draft.stances.append(Span("stance", start, end, stance.pattern, stance.chunk, attributes))
