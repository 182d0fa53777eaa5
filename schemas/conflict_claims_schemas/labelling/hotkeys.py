"""Which key gives which label: the vocabulary's own where it is free, and never one key twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import ascii_lowercase, digits

from conflict_claims_schemas.labelling.controls import CONTROLS
from conflict_claims_schemas.vocabulary import LAYER, SPAN_LAYERS

_SAME = {
    "control": "ctrl", "⌃": "ctrl", "option": "alt", "⌥": "alt", "⇧": "shift", "⌘": "command",
    "esc": "escape", "return": "enter", "del": "delete",
}  # fmt: skip


def chord(key: str) -> str:
    """A key as Label Studio hears it: small, its modifiers in one order and each by one name."""
    *modifiers, last = (_SAME.get(part, part) for part in key.strip().lower().split("+"))
    return "+".join([*sorted(modifiers), last])


_OWN = """
u enter escape backspace delete alt+r alt+h alt+l alt+m alt+. alt+enter
ctrl+enter ctrl+space ctrl+z ctrl+shift+z ctrl+backspace ctrl+h ctrl+d
command+enter command+z command+shift+z command+backspace command+h command+d
shift+up shift+down shift+left shift+right shift+.
"""
TAKEN = frozenset(map(chord, [*_OWN.split(), *(f"alt+shift+{digit}" for digit in digits[1:])]))
"""Keys that Label Studio 1.23 itself listens to over a text, on a Mac too (its keymap: `u` unselects a region)."""

_LETTERS = (*ascii_lowercase, *digits)
_POOL = tuple(key for key in (*_LETTERS, *(f"shift+{key}" for key in _LETTERS)) if key not in TAKEN)


Place = tuple[str, str]
"""A control and one of its labels."""


def hotkeys() -> dict[Place, str]:
    """Keys by control and label: the layers first, then the required fields, then others while keys last."""
    given: dict[Place, str] = {}
    for wishes in _wishes():
        keys = assign(wishes, frozenset(given.values()))
        # Keys for some labels of a field and not for others would only confuse.
        given |= keys if len(keys) == len(wishes) else {}
    return given


def _wishes() -> Iterator[dict[Place, str]]:
    """The keys that the vocabulary gives, one control after the other."""
    keys = {label.name: label.key for label in LAYER.labels}
    yield {(layer, layer): keys[layer] for layer in SPAN_LAYERS}
    labelled = [one for one in CONTROLS.values() if one.field.label_set]
    for control in sorted(labelled, key=lambda one: not one.field.required):
        assert control.field.label_set
        yield {(control.name, label.name): label.key for label in control.field.label_set.labels}


def assign(wishes: Mapping[Place, str], taken: frozenset[str]) -> dict[Place, str]:
    """A key for each wish, as far as there are any: the wished one, with shift, or the first that is free."""
    given: dict[Place, str] = {}
    free = dict.fromkeys(key for key in _POOL if key not in taken)
    for place, wished in wishes.items():
        key = next((key for key in (wished, f"shift+{wished}", *free) if key in free), None)
        if key is not None:
            given[place] = key
            del free[key]
    return given


def key_of(keys: Mapping[Place, str], control: str, label: str) -> dict[str, str]:
    """The attribute `hotkey` of a label, if it has a key."""
    key = keys.get((control, label))
    return {"hotkey": key} if key else {}
