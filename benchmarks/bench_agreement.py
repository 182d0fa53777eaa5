"""How long `agreement` takes on 1,000 generated articles with 20 spans each, marked by two annotators who often differ.

    python benchmarks/bench_agreement.py [--articles 1000] [--bootstrap 1000]

Prints: seconds of the whole command, and of its parts (reading, matching, figures with resamples, disagreements).
"""

from __future__ import annotations

import argparse
import hashlib
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from conflict_claims.agreement.collecting import collect
from conflict_claims.agreement.figures import draw
from conflict_claims.agreement.measures import measures
from conflict_claims.annotations import canonical
from conflict_claims.articles import render_article
from conflict_claims.files.layout import Layout
from conflict_claims.matching.disagreements import disagreements
from conflict_claims.matching.pairing import pair_article
from conflict_claims.stats.intervals import resamples
from conflict_claims_schemas.vocabulary import ACT, ACTOR_TYPE, LAYER, OUTCOME

SEED = 20310304
WORDS = "shells fell on the market town while a spokesman said that twelve people had died there on Monday".split()
LAYERS = ("actor",) * 10 + ("casualty",) * 5 + ("stance",) * 3 + ("topic",) * 2


def write(root: Path, articles: int) -> Layout:
    layout = Layout(root)
    layout.articles.mkdir(parents=True)
    chance = random.Random(SEED)
    for number in range(1, articles + 1):
        article_id = f"bench-{number:04}"
        text = "Headline\n\n" + " ".join(chance.choices(WORDS, k=400)) + "."
        digest = hashlib.sha256(text.encode()).hexdigest()
        front = {
            "id": article_id, "title": "Headline", "language": "en", "license": "CC0-1.0", "split": "train",
            "origin": "received", "raw": "none", "raw_sha256": digest, "text_sha256": digest,
        }  # fmt: skip
        layout.article(article_id).write_bytes(render_article(front, text))
        places = sorted(chance.sample(range(10, len(text) - 40, 30), len(LAYERS)))
        for annotator in ("one", "two"):
            path = layout.annotation(annotator, article_id)
            path.parent.mkdir(parents=True, exist_ok=True)
            head: dict[str, Any] = {
                "article": article_id, "text_sha256": digest, "guidelines": "g1.0", "annotator": annotator,
                "layers": list(LAYER.names), "next": {},
            }  # fmt: skip
            path.write_bytes(canonical(head, records(chance, text, places)))
    return layout


def records(chance: random.Random, text: str, places: list[int]) -> list[dict[str, Any]]:
    """The same spans each time, but for one in ten that is shifted, and labels of which one in ten is drawn anew."""
    found: list[dict[str, Any]] = []
    for number, (layer, place) in enumerate(zip(LAYERS, places, strict=True), 1):
        start, end = place + (chance.random() < 0.1), place + 15
        label = (place * 7919 if chance.random() < 0.9 else chance.randrange(100)) % 100
        record = {"id": f"{layer[0]}{number}", "layer": layer, "start": start, "end": end, "text": text[start:end]}
        found.append(record | attributes(layer, label))
    return [
        *found,
        *({"id": f"k{at}", "layer": "link", "type": "same_as", "from": f"c{at}", "to": "c11"} for at in (12, 13)),
    ]


def attributes(layer: str, label: int) -> dict[str, Any]:
    if layer == "actor":
        types = ACTOR_TYPE.names
        return {"type": types[label % len(types)], "mention": "named", "actor": f"actor-{label}"}
    if layer == "casualty":
        outcomes = OUTCOME.names
        return {"outcome": outcomes[label % len(outcomes)], "modality": "exact", "min": label, "max": label,
                "source": [f"a{1 + label % 10}"]}  # fmt: skip
    if layer == "stance":
        acts = ACT.names
        return {"act": acts[label % len(acts)], "holder": [f"a{1 + label % 10}"], "speech": "direct"}
    return {}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--bootstrap", type=int, default=1000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        layout = write(Path(folder), args.articles)
        command = [sys.executable, "-c", "from conflict_claims.cli import main; raise SystemExit(main())", "agreement"]
        options = ["one", "two", "--root", folder, "--bootstrap", str(args.bootstrap), "--format", "html"]
        began = time.perf_counter()
        subprocess.run([*command, *options, "--output", f"{folder}/report.html"], check=True)
        print(f"whole command, html: {time.perf_counter() - began:.2f} s")
        parts(layout, args.bootstrap)


def parts(layout: Layout, number: int) -> None:
    began = time.perf_counter()
    material = collect(layout, ["one", "two"])
    read = time.perf_counter()
    paired = [pair_article(article, "one", "two") for article in material.articles]
    matched = time.perf_counter()
    weights = resamples(len(paired), number, 0)
    for measure in measures(paired):
        draw(measure, weights)
    measured = time.perf_counter()
    found = disagreements(paired)
    print(
        f"reading {read - began:.2f} s, matching {matched - read:.2f} s, figures {measured - matched:.2f} s, ", end=""
    )
    print(f"{len(found):,} disagreements {time.perf_counter() - measured:.2f} s")


if __name__ == "__main__":
    main()
