"""Records in the making: what is known of each while the lines of a standoff file are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from conflict_claims.formats.label_maps.model import ValueRule
from conflict_claims.formats.label_maps.rules import ID
from conflict_claims.formats.label_maps.values import FIELDS, missing, value_of

_NOTE = "note"


@dataclass
class Draft:
    """A record in the making.

    `references` hold, by field, the line that says so by the key of each record referred to. `given` are the fields
    that lines of the file filled, against those that the label map fills. `lines` are all lines that it was made of.
    """

    layer: str
    start: int = 0
    end: int = 0
    values: dict[str, Any] = field(default_factory=dict)
    references: dict[str, dict[str, int]] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)
    lines: list[int] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    local: str = ""

    def give(self, rule: ValueRule, words: str | None) -> str:
        """Fill a field with what `words` state.

        Returns:
            Why it cannot be filled, empty where it was.
        """
        word = _word(rule, words or "")
        if word is None:
            return "the label map has no value for its words"
        if rule.fills == ID:
            self.local = word
            return ""
        if rule.fills == _NOTE:
            self.remark(word)
            return "" if word else "it has no words"
        known = FIELDS[self.layer].get(rule.fills)
        if known is None:
            return f"the layer {self.layer} has no {rule.fills}"
        try:
            value = value_of(known, word)
        except ValueError as error:
            return f"{rule.fills} cannot hold its words: expected {error}"
        return self._put(rule.fills, value)

    def _put(self, name: str, value: Any) -> str:
        before = self.values.get(name) if name in self.given else None
        if before is None:
            self.values[name] = value
        elif isinstance(before, list):
            self.values[name] = [*before, *(item for item in value if item not in before)]
        elif before != value:
            return f"a second {name} beside another"
        self.given.add(name)
        return ""

    def remark(self, words: str) -> None:
        """Add to the record's note."""
        self.notes.append(words)

    def missing(self) -> list[str]:
        """The fields that a record of its layer must have, and that nothing filled."""
        return missing(self.layer, {*self.values, *(name for name, found in self.references.items() if found)})

    def record(self, key: str, text: str) -> dict[str, Any]:
        """The record, with `key` for its id and the keys of others in its references."""
        filled = self.values | {name: self._referred(name, found) for name, found in self.references.items() if found}
        if self.notes:
            filled[_NOTE] = "; ".join(self.notes)
        if self.layer == "link":
            filled |= {end: filled[end][0] for end in ("from", "to")}
            return {"id": key, "layer": self.layer, **filled}
        place = {"start": self.start, "end": self.end, "text": text[self.start : self.end]}
        return {"id": key, "layer": self.layer, **place, **filled}

    def _referred(self, name: str, found: Mapping[str, int]) -> list[str]:
        """The keys of the records referred to, and words that lines of the file gave beside them (`unnamed`)."""
        return [*found, *(self.values[name] if name in self.given else ())]


def _word(rule: ValueRule, words: str) -> str | None:
    if rule.value is not None:
        return rule.value
    if rule.values is not None:
        return rule.values.get(words)
    return unescaped(words) if rule.escaped else words


_ESCAPES: Mapping[str, str] = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}


def escaped(words: str) -> str:
    """`words` on one line."""
    return "".join(_ESCAPES.get(char, char) for char in words)


def unescaped(words: str) -> str:
    """What `escaped` was given."""
    parts = words.split("\\\\")
    return "\\".join(part.replace("\\n", "\n").replace("\\r", "\r") for part in parts)
