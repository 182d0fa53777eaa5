"""Which key gives which label: the vocabulary's own where it is free, and never one key twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from string import ascii_lowercase, digits

from conflict_claims_schemas.labelling.controls import CONTROLS
from conflict_claims_schemas.vocabulary import LAYER, SPAN_LAYERS

TAKEN = frozenset("u")
"""Single keys that Label Studio itself listens to (its keymap: `u` unselects a region)."""

_LETTERS = (*ascii_lowercase, *digits)
_POOL = tuple(key for key in (*_LETTERS, *(f"shift+{key}" for key in _LETTERS)) if key not in TAKEN)


def hotkeys() -> dict[tuple[str, str], str]:
    """Keys by control and label: the layers first, then the required fields, then the others while keys last."""
    return assign(_wishes())


def _wishes() -> Iterator[tuple[tuple[str, str], str]]:
    keys = {label.name: label.key for label in LAYER.labels}
    yield from (((layer, layer), keys[layer]) for layer in SPAN_LAYERS)
    labelled = [one for one in CONTROLS.values() if one.field.label_set]
    for control in sorted(labelled, key=lambda one: not one.field.required):
        assert control.field.label_set
        for label in control.field.label_set.labels:
            yield (control.name, label.name), label.key


def assign(wishes: Iterable[tuple[tuple[str, str], str]]) -> dict[tuple[str, str], str]:
    """A key for each wish, as far as there are any: the wished one, with shift, or the first that is free."""
    given: dict[tuple[str, str], str] = {}
    free = dict.fromkeys(_POOL)
    for place, wished in wishes:
        key = next((key for key in (wished, f"shift+{wished}", *free) if key in free), None)
        if key is not None:
            given[place] = key
            del free[key]
    return given


def key_of(keys: Mapping[tuple[str, str], str], control: str, label: str) -> dict[str, str]:
    """The attribute `hotkey` of a label, if it has a key."""
    key = keys.get((control, label))
    return {"hotkey": key} if key else {}
