"""Generated articles for the benchmarks of bulk conversion: JSON lines with the records of every layer.

An article has about 400 words, 20 spans with attributes (11 actors, 5 casualties, 3 stances and a topic, as they come
in the corpus) and 5 links, and breaks no rule that `convert --check` holds it to. The same count gives the same bytes.
A thousand texts are made of words without meaning; further articles share these and differ in their numbers.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from conflict_claims.text.normalise import text_sha256

SEED = 20310304
TEXTS = 1000
PER_PREFIX = 9999
SYLLABLES = "ka ro mi ten sul dra vo nel pi gar esh lum tor bai wen".split()
RIVAL = {"type": "conflicts_with", "aspect": "number"}
LAYERS = {"actor": "actors", "casualty": "casualties", "stance": "stances", "topic": "topics", "link": "links"}

Record = dict[str, Any]


def write_lines(path: Path, count: int) -> None:
    """Write `count` articles to `path`, one a line."""
    with path.open("wb") as file:
        for article in articles(count):
            file.write(orjson.dumps(article) + b"\n")


def articles(count: int) -> Iterator[Record]:
    """Articles as rows of the bulk format."""
    random_ = random.Random(SEED)
    fillers = [_filler(random_) for _ in range(min(count, TEXTS))]
    for number in range(count):
        yield article(number, fillers[number % TEXTS], random_.sample(range(11, 900), 8))


def article(number: int, fillers: list[str], counts: list[int]) -> Record:
    """The article of this number, of four paragraphs with five spans each."""
    name = f"bench{number // PER_PREFIX:05d}-{number % PER_PREFIX + 1:04d}"
    headline = f"{' '.join(fillers[0].split()[:5]).capitalize()} attack"
    pairs = list(zip(counts[::2], counts[1::2], strict=True))
    paragraphs = [_paragraph(words, *pair) for words, pair in zip(fillers, pairs, strict=True)]
    text = "\n\n".join((headline, *paragraphs))
    at = len(headline)
    layers: dict[str, list[Record]] = {table: [] for table in LAYERS.values()}
    for part, (paragraph, pair) in enumerate(zip(paragraphs, pairs, strict=True)):
        _mark(layers, text, at + 2, part, *pair)
        at += 2 + len(paragraph)
    return {
        "id": name, "title": headline, "language": "en", "outlet": "Valdria Post",
        "url": f"https://example.org/{name}", "published": "2031-03-04", "license": "CC-BY-4.0", "split": "train",
        "origin": "received", "text_sha256": text_sha256(text), "guidelines": "g1.1", "layers": list(LAYERS),
        "text": text, **layers,
    }  # fmt: skip


def _filler(random_: random.Random) -> list[str]:
    """The words without meaning of four paragraphs: three passages each."""
    return [
        "|".join(" ".join(_word(random_) for _ in range(words)) for words in (30, 20, 18)) for _ in range(4)
    ]  # fmt: skip


def _word(random_: random.Random) -> str:
    return "".join(random_.choices(SYLLABLES, k=random_.randint(1, 3)))


def _paragraph(filler: str, first: int, second: int) -> str:
    lead, middle, end = filler.split("|")
    return (
        f"{lead.capitalize()} the Front of Orvel said that it had killed at least {first} soldiers in {middle}. "
        f"{end.capitalize()} officials of the Valdrian Army put the toll at {second} people and condemned the attack."
    )


def _mark(layers: dict[str, list[Record]], text: str, start: int, part: int, first: int, second: int) -> None:
    """Mark about five spans, and a link to the first claim, in the paragraph that begins at `start`."""
    rebel, army, voice = (f"a{3 * part + place}" for place in (1, 2, 3))
    named = {"mention": "named"}
    layers["actors"] += [
        _span(text, start, rebel, "Front of Orvel", type="rebel_group", **named, actor="front-of-orvel"),
        _span(text, start, army, "Valdrian Army", type="state_military", **named, actor="army-of-valdria"),
    ]
    claim = {"outcome": "killed", "incident": "orvel-2031-03", "report": "stated"}
    layers["casualties"].append(
        _span(text, start, f"c{part + 1}", f"at least {first} soldiers", **claim, modality="at_least", min=first,
              victims="state_force", perpetrator=[rebel], blame="claimed", source=[rebel], party="perpetrator_side")
    )  # fmt: skip
    if part:
        layers["actors"].append(_span(text, start, voice, "officials", type="state_military", mention="nominal"))
        act = {"act": "condemn", "holder": [voice], "target": ["t1"], "speech": "narrated"}
        layers["stances"].append(_span(text, start, f"s{part}", "condemned", **act))
        layers["links"].append({"id": f"k{part}", **RIVAL, "from": f"c{part + 1}", "to": "c1"})
    else:
        layers["topics"].append(_span(text, start, "t1", "attack", topic="attacks", incident="orvel-2031-03"))
        other = {"modality": "exact", "min": second, "max": second, "source": [army], "party": "victim_side"}
        layers["casualties"].append(_span(text, start, "c5", f"{second} people", **claim, **other))
        layers["links"].append({"id": "k4", **RIVAL, "from": "c5", "to": "c1"})
    if part == 1:
        layers["links"].append({"id": "k5", **RIVAL, "from": "c2", "to": "c5"})


def _span(text: str, start: int, local: str, words: str, **fields: Any) -> Record:
    at = text.index(words, start)
    return {"id": local, "start": at, "end": at + len(words), "text": words, **fields}
