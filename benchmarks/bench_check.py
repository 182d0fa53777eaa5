"""How long `check` takes on 50,000 generated articles with a million spans, and Pandera against polars alone.

    python benchmarks/bench_check.py [--articles 50000] [--keep FOLDER]

Prints: seconds to write and to check the corpus, the memory that the check needed at most, and the seconds
that the Pandera step took beside the same conditions as plain polars expressions on the same frames.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from conflict_claims.annotations import canonical
from conflict_claims.articles import render_article
from conflict_claims.files.layout import Layout
from conflict_claims.text.normalise import text_sha256

SEED = 20310304
PER_PREFIX = 9999
PER_INCIDENT = 5

SETTINGS = """name: bench-claims
title: A generated corpus
repository: owner/bench-claims
license: CC-BY-4.0
languages: [en]
prefixes: [{prefixes}]
guidelines: g1.0
version: 0.0.0
"""
ACTORS = """- id: front-of-orvel
  name: Front of Orvel
  type: rebel_group
- id: army-of-valdria
  name: Valdrian Army
  type: state_military
"""
INCIDENT = """- id: incident-{number}
  name: Attack number {number}
  start: 2031-03-03
  end: 2031-03-03
  place: Orvel
  country: XVD
  region: north-orvel
"""
SYLLABLES = (
    "ka",
    "ro",
    "mi",
    "ten",
    "sul",
    "dra",
    "vo",
    "nel",
    "pi",
    "gar",
    "esh",
    "lum",
    "tor",
    "bai",
    "wen",
)


def filler(random_: random.Random, words: int) -> str:
    """Words without meaning, so that no two articles are alike."""
    return " ".join("".join(random_.choices(SYLLABLES, k=random_.randint(1, 3))) for _ in range(words))


def article_text(random_: random.Random) -> tuple[str, list[str]]:
    """A text of four paragraphs, each with five marked phrases; and the numbers in them."""
    numbers = [str(number) for number in random_.sample(range(2, 900), 8)]
    paragraphs = []
    for part in range(4):
        first, second = numbers[2 * part : 2 * part + 2]
        paragraphs.append(
            f"{filler(random_, 30).capitalize()} the Front of Orvel said that it had killed at least {first} "
            f"soldiers in {filler(random_, 18)}. {filler(random_, 16).capitalize()} officials of the "
            f"Valdrian Army put the toll at {second} people and condemned the attack, {filler(random_, 12)}."
        )
    headline = f"{filler(random_, 7).capitalize()} attack"
    return "\n\n".join((headline, *paragraphs)), numbers


def marked(text: str, numbers: list[str], incident: str) -> list[dict[str, Any]]:
    """Twenty spans and four links over `text`, in four paragraphs of the same build."""
    starts = [found.start() for found in re.finditer("\n\n", text)]
    parts = zip(starts, numbers[::2], numbers[1::2], strict=True)
    return [
        record
        for number, (start, first, second) in enumerate(parts)
        for record in paragraph(text, start, number, int(first), int(second), incident)
    ]


def paragraph(text: str, start: int, number: int, first: int, second: int, incident: str) -> list[dict[str, Any]]:
    """Five spans and a link over the paragraph that begins at `start`."""
    rebel, army, low, high = (f"{letter}{2 * number + half}" for letter in "ac" for half in (1, 2))
    toll = {"outcome": "killed", "incident": incident, "report": "stated"}
    low_toll = toll | {"modality": "at_least", "min": first, "source": [rebel], "perpetrator": [rebel]}
    low_toll |= {"blame": "claimed", "party": "perpetrator_side", "victims": "state_force"}
    high_toll = toll | {"modality": "exact", "min": second, "max": second, "source": [army]}
    named = {"mention": "named", "type": "rebel_group", "actor": "front-of-orvel"}
    act = {"act": "condemn", "holder": [army], "target": [low], "speech": "narrated"}
    spans = (
        ("Front of Orvel", rebel, "actor", named),
        (f"at least {first} soldiers", low, "casualty", low_toll),
        ("Valdrian Army", army, "actor", named | {"type": "state_military", "actor": "army-of-valdria"}),
        (f"{second} people", high, "casualty", high_toll | {"party": "victim_side"}),
        ("condemned", f"s{number + 1}", "stance", act),
    )
    link = {"layer": "link", "type": "conflicts_with", "aspect": "number", "from": high, "to": low}
    return [span(text, start, *one) for one in spans] + [{"id": f"k{number + 1}"} | link]


def span(text: str, start: int, words: str, record_id: str, layer: str, fields: dict[str, Any]) -> dict[str, Any]:
    """A record over the first `words` from `start` on."""
    at = text.index(words, start)
    head = {"id": record_id, "layer": layer, "start": at, "end": at + len(words), "text": words}
    return head | fields


def articles(count: int) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Ids, texts and records, the same for the same count."""
    random_ = random.Random(SEED)
    for number in range(count):
        prefix = f"bench{number // PER_PREFIX:03d}"
        text, numbers = article_text(random_)
        yield (
            f"{prefix}-{number % PER_PREFIX + 1:04d}",
            text,
            marked(text, numbers, f"incident-{number - number % PER_INCIDENT}"),
        )


def write_corpus(root: Path, count: int) -> None:
    """A valid corpus of `count` articles with twenty spans each."""
    layout = Layout(root)
    layout.articles.mkdir(parents=True)
    layout.raw.mkdir()
    (layout.annotations / "gold").mkdir(parents=True)
    prefixes = ", ".join(f"bench{number:03d}" for number in range(count // PER_PREFIX + 1))
    layout.settings.write_text(SETTINGS.format(prefixes=prefixes))
    layout.registry("actors.yaml").write_text(ACTORS)
    layout.registry("incidents.yaml").write_text(
        "".join(INCIDENT.format(number=number) for number in range(0, count, PER_INCIDENT))
    )
    layout.registry("topics.yaml").write_text("[]\n")
    for article_id, text, records in articles(count):
        write_article(layout, article_id, text, records)


def write_article(layout: Layout, article_id: str, text: str, records: list[dict[str, Any]]) -> None:
    """An article, its raw file and its gold pass."""
    raw = text.encode()
    digest = text_sha256(text)
    front = {
        "id": article_id, "title": text.split("\n")[0], "language": "en", "outlet": "Valdria Post",
        "published": "2031-03-04", "license": "CC-BY-4.0", "split": "train", "origin": "received",
        "raw": f"{article_id}.txt", "raw_sha256": hashlib.sha256(raw).hexdigest(), "text_sha256": digest,
    }  # fmt: skip
    header = {
        "article": article_id, "text_sha256": digest, "guidelines": "g1.0", "annotator": "gold",
        "layers": ["actor", "casualty", "stance", "topic", "link"], "next": {},
    }  # fmt: skip
    (layout.raw / f"{article_id}.txt").write_bytes(raw)
    layout.article(article_id).write_bytes(render_article(front, text))
    layout.annotation("gold", article_id).write_bytes(canonical(header, records))


TABLES = ("articles", "actors", "casualties", "stances", "topics", "links")


def pandera_step(root: Path) -> dict[str, float]:
    """Seconds of the conditions of all levels on all rows: through Pandera, and as plain expressions."""
    from conflict_claims.check.batches import chosen_ids, read_groups
    from conflict_claims.check.context import read_context
    from conflict_claims.check.frames import with_helpers
    from conflict_claims.check.guard import Guard
    from conflict_claims.check.selection import Selection
    from conflict_claims.tables.flat import flat

    context, _ = read_context(Layout(root), Selection(), "L4", Guard())
    seconds = dict.fromkeys(("tables", "helper columns", "polars", "pandera"), 0.0)
    for group in read_groups(context, chosen_ids(context), lambda done: None):
        bundle = group.bundles["gold"]
        frames = timed(seconds, "tables", partial(flat, bundle, context.registries, sentences=False))
        frames = timed(seconds, "helper columns", partial(with_helpers, frames, bundle))
        for table in TABLES:
            compare(frames[table], table, seconds)
    return seconds


def compare(frame: Any, table: str, seconds: dict[str, float]) -> None:
    """Run the conditions of `table` both ways; the generated corpus breaks none."""
    from conflict_claims.check.tables import broken_rules
    from conflict_claims_schemas.conditions import LEVELS, of

    broken_rules(frame.head(0), table, LEVELS)  # the schema is made once a process, which is no part of the step
    holds = [one.holds.all().alias(str(number)) for number, one in enumerate(of(table, LEVELS))]
    timed(seconds, "polars", partial(frame.select, holds))
    broken = timed(seconds, "pandera", partial(broken_rules, frame, table, LEVELS))
    assert not broken, f"the generated corpus breaks {broken} in {table}"


def timed(seconds: dict[str, float], name: str, step: Any) -> Any:
    """What `step` returns; its seconds of processor time are added to those of `name`."""
    start = time.process_time()
    value = step()
    seconds[name] += time.process_time() - start
    return value


def whole_check(root: Path) -> None:
    """The whole check in this process: seconds and peak memory."""
    from conflict_claims.check.engine import check

    start = time.perf_counter()
    report = check(Layout(root))
    seconds = time.perf_counter() - start
    busy = sum(os.times()[:4])
    print(f"whole check: {seconds:.1f} s ({busy:.1f} s of processor time), {len(report.problems)} problems")
    print(f"peak memory: {peak():,.0f} MB, and {children():,.0f} MB in the largest process that reads files")
    for problem in report.problems[:3]:
        print(problem)


def peak() -> float:
    """The most memory that this process had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def children() -> float:
    """The most memory that one of the processes started by this one had, in MB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def report_step(root: Path) -> None:
    """The Pandera step in this process."""
    seconds = pandera_step(root)
    ratio = seconds["pandera"] / seconds["polars"]
    print("seconds of processor time: " + ", ".join(f"{name} {value:.2f}" for name, value in seconds.items()))
    print(f"Pandera step: {ratio:.2f}x of plain polars, peak {peak():,.0f} MB")


def main() -> None:
    """Write the corpus, then measure each part in a fresh process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=50_000)
    parser.add_argument("--keep", type=Path, help="folder for the corpus; taken as it is where it exists")
    parser.add_argument("--part", choices=("check", "pandera"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.part:
        (whole_check if args.part == "check" else report_step)(args.keep)
        return
    root = args.keep or Path(tempfile.mkdtemp(prefix="bench-check-"))
    try:
        if not (root / "corpus").exists():
            start = time.perf_counter()
            write_corpus(root, args.articles)
            spent = time.perf_counter() - start
            print(f"{args.articles:,} articles, {20 * args.articles:,} spans, written in {spent:.0f} s")
        for part in ("pandera", "check"):
            subprocess.run([sys.executable, __file__, "--keep", str(root), "--part", part], check=True)
    finally:
        if args.keep is None:
            shutil.rmtree(root)


if __name__ == "__main__":
    main()
