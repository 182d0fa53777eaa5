"""A safe part of YAML 1.2: mappings, lists and strings. No tag, alias, anchor or second document.

Every scalar comes back as the string that it is (`no` is Norway's code and not False); a plain empty value, `~` or
`null` is None. Kinds are given by the fields that use the value.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import yaml

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_DEPTH = 16


class BadYaml(ValueError):
    """A text is not the YAML that we take; `line` counts from 1."""

    def __init__(self, found: str, line: int) -> None:
        """Keep what a message needs."""
        super().__init__(found)
        self.found, self.line = found, line


class DuplicateKey(BadYaml):
    """A mapping has the same key twice."""


class Node(NamedTuple):
    """A value and the line that it stands on: None, a string, a list of nodes, or a dict of nodes by key."""

    value: Any
    line: int

    def plain(self) -> Any:
        """The value without line numbers."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value


def parse(text: str, first_line: int = 1) -> Node:
    """The one document of `text`, whose first line has the number `first_line`.

    Raises:
        BadYaml, DuplicateKey: what is wrong, and in which line.
    """
    reader = _Reader(text, first_line)
    try:
        return reader.document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BadYaml(error.problem or "no YAML", first_line + (mark.line if mark else 0)) from error
    except (yaml.YAMLError, ValueError) as error:
        if isinstance(error, BadYaml):
            raise
        raise BadYaml("a character that YAML does not allow", first_line) from error


class _Reader:
    def __init__(self, text: str, first_line: int) -> None:
        self.events = iter(Loader(text).get_event, None)
        self.first_line = first_line

    def document(self) -> Node:
        next(self.events)
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            return Node(None, self.first_line)
        node = self._node(next(self.events), 0)
        next(self.events)
        event = next(self.events)
        if not isinstance(event, yaml.StreamEndEvent):
            raise BadYaml("a second document", self._line(event))
        return node

    def _line(self, event: Any) -> int:
        return int(self.first_line + event.start_mark.line)

    def _node(self, event: Any, depth: int) -> Node:
        line = self._line(event)
        if event.anchor:
            raise BadYaml("an anchor or alias (& or *)", line)
        if event.tag and event.tag != "!":  # an alias, which has no tag, has an anchor
            raise BadYaml(f"the tag {event.tag}", line)
        if depth > MAX_DEPTH:
            raise BadYaml(f"nesting more than {MAX_DEPTH} deep", line)
        if isinstance(event, yaml.ScalarEvent):
            return Node(_scalar(event), line)
        return Node(self._items(depth) if isinstance(event, yaml.SequenceStartEvent) else self._pairs(depth), line)

    def _items(self, depth: int) -> list[Node]:
        items = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return items

    def _pairs(self, depth: int) -> dict[str, Node]:
        pairs: dict[str, Node] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            if not isinstance(key.value, str):
                raise BadYaml("a key that is no string", key.line)
            if key.value in pairs:
                raise DuplicateKey(f"the key {key.value!r} twice", key.line)
            pairs[key.value] = self._node(next(self.events), depth + 1)
        return pairs


def _scalar(event: Any) -> str | None:
    plain = event.style is None or event.style == ""
    return None if plain and event.value in ("", "~", "null") else str(event.value)
