"""A mention of an actor while its rules go over it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Mention:
    """Tokens `first` to before `after`; the head noun or name begins at `head`.

    Attributes:
        first: Index of its first token.
        after: Index behind its last token.
        head: Where its head begins: the role noun, or the name.
        end: Index behind its head.
        pattern: The rule's id.
        noun: The role noun in lower case; empty for a name.
        type: The actor type, empty as long as it is open.
        named: Whether the whole of it is a name, or a title with a name.
        actor: Its id in the registry.
        country: The state that it belongs to, where the words say so.
        person: Whether a name of the registry is a person's.
        optional: Whether it is a mention only where a reference points at it.
    """

    first: int
    after: int
    head: int
    end: int
    pattern: str
    noun: str = ""
    type: str = ""
    named: bool = False
    actor: str | None = None
    country: str | None = None
    person: bool = False
    optional: bool = False
