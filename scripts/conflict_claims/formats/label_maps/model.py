"""What a label map says; docs/formats-interchange.md describes the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class SpanRule:
    """What a label of spans, events or tags becomes: a record of `layer` with `values` by field.

    `roles` says which field a role of an event fills, by the role's name.
    """

    layer: str
    values: Mapping[str, Any] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JoinRule:
    """What a relation or an equivalence becomes: a reference in the field `fills`, or a link with `values`.

    `source` is the role of the record that refers (or is the later claim), `target` that of the one referred to.
    """

    fills: str = ""
    link: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class ValueRule:
    """What an attribute, a normalisation or a note becomes: a value of the field `fills`.

    The value is `value` where that is set (a flag), else what `values` has for the words found, else the words.
    `escaped` undoes the backslashes that our export puts for line ends.
    """

    fills: str
    value: str | None = None
    values: Mapping[str, str] | None = None
    escaped: bool = False


@dataclass(frozen=True, slots=True)
class TagRule:
    """A column of tags, counted from 0 or, where negative, from the end; and what its labels become.

    Where they are not `prefixed`, a tag is a label, and tokens of the same label in a row are one span.
    """

    column: int
    spans: Mapping[str, SpanRule]
    prefixed: bool = True


@dataclass(frozen=True, slots=True)
class ConllRule:
    """Where a CoNLL file has its tokens, tags, and, if anywhere, the offsets of each token.

    `join` says how a text is made of tokens: `blank` puts a blank between any two, `text` leaves it out beside
    punctuation.
    """

    token: int
    tags: tuple[TagRule, ...]
    start: int | None = None
    end: int | None = None
    join: Literal["blank", "text"] = "blank"


@dataclass(frozen=True, slots=True)
class LabelMap:
    """A whole map. `article` holds what all its articles share, `layers` what was annotated in them.

    `metadata` names a file beside the texts that says more of single articles.
    """

    file: str
    article: Mapping[str, Any]
    layers: tuple[str, ...]
    guidelines: str | None = None
    metadata: str | None = None
    spans: Mapping[str, SpanRule] = field(default_factory=dict)
    events: Mapping[str, SpanRule] = field(default_factory=dict)
    relations: Mapping[str, JoinRule] = field(default_factory=dict)
    equivalences: Mapping[str, JoinRule] = field(default_factory=dict)
    attributes: Mapping[str, ValueRule] = field(default_factory=dict)
    normalisations: Mapping[str, ValueRule] = field(default_factory=dict)
    notes: Mapping[str, ValueRule] = field(default_factory=dict)
    conll: ConllRule | None = None
