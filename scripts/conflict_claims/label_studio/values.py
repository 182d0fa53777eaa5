"""What the controls of the labelling page give, read into the fields of records; nothing is taken on trust."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from conflict_claims_schemas.labelling.controls import CONTROLS, Control

LARGEST = 2**63
LONGEST = 100_000
"""Longest text that a field may hold, in characters."""

Value = dict[str, Any]


class Unfit(Exception):
    """A value is not what its control gives; holds what was expected and what was found."""

    def __init__(self, expected: str, found: str) -> None:
        """Keep what a message needs."""
        super().__init__(expected, found)
        self.expected, self.found = expected, found


@dataclass(frozen=True, slots=True)
class Reader:
    """How the values of one control are read: whose `field` they are, and the function that reads them.

    `read` gives None for an empty value and raises Unfit.
    """

    layer: str
    field: str
    proposes: str
    read: Callable[[Value], Any]


def _one_choice(control: Control) -> Callable[[Value], Any]:
    options, expected = frozenset(control.options), f"{control.name}: one of {', '.join(control.options)}"
    # A reference is a list, also where it holds a special alone.
    as_list = control.field.kind == "reference"

    def read(value: Value) -> Any:
        chosen = value.get("choices")
        if type(chosen) is list:
            if not chosen:
                return None
            if len(chosen) == 1 and type(chosen[0]) is str and chosen[0] in options:
                return chosen if as_list else chosen[0]
        raise Unfit(expected, shown(chosen))

    return read


def _choices(control: Control) -> Callable[[Value], Any]:
    options, expected = frozenset(control.options), f"{control.name}: some of {', '.join(control.options)}"

    def read(value: Value) -> list[str] | None:
        chosen = value.get("choices")
        if type(chosen) is not list or not all(type(one) is str and one in options for one in chosen):
            raise Unfit(expected, shown(chosen))
        return list(dict.fromkeys(chosen)) or None

    return read


def _number(control: Control) -> Callable[[Value], Any]:
    expected = f"{control.name}: a whole number"

    def read(value: Value) -> int | None:
        number = value.get("number")
        if number is None and (told := _elsewhere(value)):
            raise Unfit(expected, told)
        whole = int(number) if type(number) is float and number.is_integer() else number
        if number is not None and (type(whole) is not int or not -LARGEST <= whole < LARGEST):
            raise Unfit(expected, shown(number))
        return whole

    return read


def _elsewhere(value: Value) -> str:
    """What a value says that has no number; each repeats the place and the words of its region."""
    said = {key: one for key, one in value.items() if key not in ("start", "end") and one not in (None, [])}
    if type(said.get("text")) is str:
        del said["text"]
    return shown(said) if said else ""


def _lines(control: Control) -> Callable[[Value], Any]:
    """Free text: what was submitted piece by piece becomes lines."""

    def read(value: Value) -> str | None:
        texts = _texts(control.name, value)
        return "\n".join(texts) if texts else None

    return read


def _word(control: Control) -> Callable[[Value], Any]:
    """An id or a day."""

    def read(value: Value) -> Any:
        texts = _texts(control.name, value)
        if len(texts) > 1:
            raise Unfit(f"{control.name}: one value", f"{len(texts)} values")
        text = texts[0].strip() if texts else ""
        return (_day(control, text) if control.field.kind == "date" else text) if text else None

    return read


def remark(metas: Iterable[Any]) -> str:
    """What an annotator wrote about a region in Label Studio's own panel, each text once; empty where there is none.

    Args:
        metas: what the results of the region have as `meta`.

    Raises:
        Unfit: it is none that a note can hold.
    """
    found: dict[str, None] = {}
    for meta in metas:
        if type(meta) is dict and meta.get("text"):
            found |= dict.fromkeys(text for text in _texts("meta", meta) if text.strip())
    return "\n".join(_texts("meta", {"text": [*found]}))


def _texts(name: str, value: Value) -> list[str]:
    given = value.get("text")
    texts = [given] if type(given) is str else given
    if type(texts) is not list or not all(type(text) is str for text in texts):
        raise Unfit(f"{name}: text", shown(given))
    if sum(map(len, texts)) > LONGEST:
        raise Unfit(f"{name}: at most {LONGEST:,} characters", "more")
    return texts


def _day(control: Control, text: str) -> date:
    try:
        if len(text) == len("2024-08-28"):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise Unfit(f"{control.name}: a day as YYYY-MM-DD", shown(text))


def _reader(control: Control) -> Reader:
    if control.tag == "Choices":
        make = _choices if control.field.kind == "strings" else _one_choice
    elif control.tag == "Number":
        make = _number
    else:
        make = _lines if control.field.name == "note" or control.proposes else _word
    return Reader(control.layer, control.field.name, control.proposes, make(control))


READERS: dict[str, Reader] = {name: _reader(control) for name, control in CONTROLS.items()}
"""The reader of each control, by its name."""


def shown(value: Any) -> str:
    """A value for a message, cut to a readable length."""
    text = "nothing" if value is None else f'"{value}"' if type(value) is str else repr(value)
    return text if len(text) <= 80 else f"{text[:80]}…"
