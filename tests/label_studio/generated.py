"""Articles full of what breaks offsets, and passes over them that use every label, attribute and relation."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

from conflict_claims_schemas.fields import ATTRIBUTES, Field
from conflict_claims_schemas.vocabulary import LAYER, LINK_TYPE, SPAN_LAYERS

PIECES = (
    "🙂", "👩‍👩‍👧‍👦", "𐍈𝒳", "e\u0301a\u0308", "\u00a0", "بلوچستان میں ۱۲ افراد", "two  blanks", "a\n\nb", "\n\n\n",
    "<b>&amp;</b>",
    "“quotes” — dash", "𠀋", "plain words", "12 people", "🇵🇰", "؟", "\u200c", "{{x}}", "\\n", '"', "a\u200db", "$text",
)  # fmt: skip
PREFIX = {"actor": "a", "casualty": "c", "stance": "s", "topic": "t", "link": "k"}


def nasty_text(seed: int, pieces: int = 60) -> str:
    """A headline and a body of pieces in an order that depends on the seed; it ends in a word."""
    chance = random.Random(seed)
    body = " ".join(chance.choice(PIECES) for _ in range(pieces))
    return f"Headline {seed} 🙂\n\n{' '.join(PIECES)} {body} end"


def every_record(text: str, seed: int) -> list[dict[str, Any]]:
    """Spans and links that together hold every label of every field, at random places that may overlap."""
    chance = random.Random(seed)
    rounds = max(len(field.label_set.names) for fields in ATTRIBUTES.values() for field in fields if field.label_set)
    spans = [_span(text, layer, number, chance) for layer in SPAN_LAYERS for number in range(1, rounds + 1)]
    spans.sort(key=lambda span: (span["start"], -span["end"], LAYER.names.index(span["layer"]), int(span["id"][1:])))
    ids = {layer: [span["id"] for span in spans if span["layer"] == layer] for layer in SPAN_LAYERS}
    for span in spans:
        number = int(span["id"][1:]) - 1
        for field in ATTRIBUTES[span["layer"]]:
            value = _value(field, number, ids, span["id"], chance)
            if value is not None:
                span[field.name] = value
        if number % 3 == 0:
            span["note"] = f"note {number} with 🙂 and “quotes”"
    return [*spans, *_links(ids["casualty"])]


def _span(text: str, layer: str, number: int, chance: random.Random) -> dict[str, Any]:
    while True:
        start = chance.randrange(len(text) - 1)
        end = chance.randint(start + 1, min(len(text), start + 40))
        if text[start:end].strip():
            return {
                "id": f"{PREFIX[layer]}{number}",
                "layer": layer,
                "start": start,
                "end": end,
                "text": text[start:end],
            }


def _value(field: Field, number: int, ids: dict[str, list[str]], own: str, chance: random.Random) -> Any:
    if field.label_set:
        names = field.label_set.names
        if field.kind == "strings":
            return chance.sample(list(names), number % len(names)) or None
        return names[number % len(names)]
    if field.kind == "reference":
        choices = [one for layer in field.refers for one in ids[layer] if one != own]
        options = [None, *([word] for word in field.specials), chance.sample(choices, 1), chance.sample(choices, 3)]
        chosen = options[number % len(options)]
        return chance.sample(choices, 1) if chosen is None and field.required else chosen
    if field.kind == "count":
        return number * 7 if number % 4 else None
    if field.kind == "date":
        return date(2031, 5, 1 + number % 28) if number % 2 else None
    return "some-id" if field.refers and number % 2 else None


def _links(claims: list[str]) -> Iterator[dict[str, Any]]:
    aspects = next(field.label_set.names for field in ATTRIBUTES["link"] if field.name == "aspect" and field.label_set)
    kinds = [*((name, None) for name in LINK_TYPE.names), *(("conflicts_with", aspect) for aspect in aspects)]
    for number, (kind, aspect) in enumerate(kinds, 1):
        ends = {"from": claims[number], "to": claims[number - 1]}
        yield {"id": f"k{number}", "layer": "link", "type": kind, **({"aspect": aspect} if aspect else {}), **ends}
