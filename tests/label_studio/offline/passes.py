"""Passes that use every label, attribute and relation, over texts full of what breaks offsets, for Hypothesis."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from conflict_claims.annotations import Pass, canonical
from conflict_claims.annotations.records import ID_PREFIX
from conflict_claims.articles import Article
from conflict_claims_schemas.fields import ATTRIBUTES, Field
from conflict_claims_schemas.vocabulary import LAYER, SPAN_LAYERS
from tests.corpora import front_matter, header

PIECES = [
    "🙂", "👩‍👩‍👧‍👦", "𐍈𝒳", "e\u0301", "\u00a0", "بلوچستان میں", "two  blanks", "\n", "\n\n\n", "<b>&amp;",
    "“q” —", "🇵🇰",
    "\u200c", "12 people", "\\n", '"', "author", "unnamed", "a", "\u2028", "{{x}}",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), min_size=4, max_size=30).map(lambda parts: f"Head {' '.join(parts)} end")
WORDS = st.text(min_size=1, max_size=20).filter(lambda text: not "\ud800" <= max(text) <= "\udfff")
IDS = st.sampled_from(["bla", "harl-market-2031-05", "talks"])


@st.composite
def articles_and_passes(draw: st.DrawFn) -> tuple[Article, Pass]:
    """An article, and a pass over it that `check` may find fault with, but that loses nothing on the way."""
    text = draw(TEXTS)
    return Article(front_matter("harl-0001", text), text), _pass(draw, text, "ann-a")


@st.composite
def articles_and_several_passes(draw: st.DrawFn, *annotators: str) -> tuple[Article, list[Pass]]:
    """An article, and what each of `annotators` marked in it, of whom none knows of another."""
    text = draw(TEXTS)
    article = Article(front_matter("harl-0001", text), text)
    return article, [_pass(draw, text, annotator) for annotator in annotators]


def _pass(draw: st.DrawFn, text: str, annotator: str) -> Pass:
    spans = [_span(draw, text, layer, number) for number, layer in enumerate(draw(_layers()), 1)]
    kept = {(span["layer"], span["start"], span["end"]): span for span in spans}
    ids = {layer: [span["id"] for span in kept.values() if span["layer"] == layer] for layer in SPAN_LAYERS}
    records = []
    for span in kept.values():
        others = {layer: [one for one in some if one != span["id"]] for layer, some in ids.items()}
        fields = {field.name: draw(_value(field, others)) for field in ATTRIBUTES[span["layer"]]}
        records.append({**span, **{name: value for name, value in fields.items() if value is not None}})
    records += _links(draw, ids["casualty"])
    for record in records:
        if draw(st.integers(0, 4)) == 0:
            record["note"] = draw(WORDS)
    numbers = {prefix: draw(st.integers(40, 10**6)) for prefix in ID_PREFIX.values()}
    version = draw(st.sampled_from(["g1.0", "g9.12"]))
    head = header("harl-0001", text, annotator=annotator, next=numbers, guidelines=version)
    return Pass(f"{annotator}/harl-0001.jsonl", head, records)


def content(marked: Pass) -> bytes:
    return canonical(marked.header, marked.records)


def _layers() -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(SPAN_LAYERS), min_size=1, max_size=14).map(lambda some: ["actor", *some])


def _span(draw: st.DrawFn, text: str, layer: str, number: int) -> dict[str, Any]:
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, min(len(text), start + 30)))
    return {"id": f"{ID_PREFIX[layer]}{number}", "layer": layer, "start": start, "end": end, "text": text[start:end]}


def _value(field: Field, ids: dict[str, list[str]]) -> st.SearchStrategy[Any]:
    if field.kind == "reference":
        targets = [one for layer in field.refers for one in ids[layer]]
        some = st.lists(st.sampled_from(targets), min_size=1, max_size=4, unique=True) if targets else st.none()
        options = [some, *(st.just([special]) for special in field.specials)]
        return st.one_of(*options) if field.required else st.one_of(st.none(), *options)
    if field.label_set:
        labels = st.sampled_from(field.label_set.names)
        if field.kind == "strings":
            return st.lists(labels, unique=True)
        return labels if field.required else st.none() | labels
    kinds = {"count": st.integers(-(2**63), 2**63 - 1), "date": st.dates(date(1900, 1, 1)), "string": IDS}
    return st.none() | kinds[field.kind]


def _links(draw: st.DrawFn, claims: list[str]) -> list[dict[str, Any]]:
    fields = {field.name: field for field in ATTRIBUTES["link"]}
    types, aspects = fields["type"].label_set, fields["aspect"].label_set
    assert types
    assert aspects
    if len(claims) < 2:
        return []
    ends = st.lists(st.sampled_from(claims), min_size=2, max_size=2, unique=True)
    pairs = st.tuples(st.sampled_from(types.names), ends).map(lambda pair: (pair[0], *pair[1]))
    return [
        {"id": f"k{number}", "layer": LAYER.names[4], "type": kind, "from": source, "to": target}
        | ({"aspect": draw(st.sampled_from(aspects.names))} if draw(st.booleans()) else {})
        for number, (kind, source, target) in enumerate(draw(st.lists(pairs, max_size=6, unique=True)), 1)
    ]
