"""How long `check` takes on 50,000 generated articles with a million spans, and its Pandera step against polars alone.

    python benchmarks/bench_check.py [--articles 50000] [--keep FOLDER]

Prints: seconds to write and to check the corpus, the memory that the check needed at most, and the seconds that
the Pandera step took beside the same conditions as plain polars expressions on the same frames.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from conflict_claims.annotations import canonical
from conflict_claims.articles import render_article
from conflict_claims.files.layout import Layout
from conflict_claims.text.normalise import text_sha256

SEED = 20310304
PER_PREFIX = 9999
WORDS = 400

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
SYLLABLES = ("ka", "ro", "mi", "ten", "sul", "dra", "vo", "nel", "pi", "gar", "esh", "lum", "tor", "bai", "wen")


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
            f"{filler(random_, 30).capitalize()} the Front of Orvel said that it had killed at least {first} soldiers "
            f"in {filler(random_, 18)}. {filler(random_, 16).capitalize()} officials of the Valdrian Army put the "
            f"toll at {second} people and condemned the attack, {filler(random_, 12)}."
        )
    headline = f"{filler(random_, 7).capitalize()} attack"
    return "\n\n".join((headline, *paragraphs)), numbers


def marked(text: str, numbers: list[str], incident: str) -> list[dict[str, Any]]:
    """Twenty spans and four links over `text`."""
    records: list[dict[str, Any]] = []
    at = text.index("\n\n")

    def add(words: str, record_id: str, layer: str, **attributes: Any) -> None:
        nonlocal at
        start = text.index(words, at)
        at = start + 1
        head = {"id": record_id, "layer": layer, "start": start, "end": start + len(words), "text": words}
        records.append(head | attributes)

    for part in range(4):
        first, second = numbers[2 * part : 2 * part + 2]
        rebel, army, low, high = f"a{2 * part + 1}", f"a{2 * part + 2}", f"c{2 * part + 1}", f"c{2 * part + 2}"
        toll = {"outcome": "killed", "incident": incident, "report": "stated"}
        add("Front of Orvel", rebel, "actor", type="rebel_group", mention="named", actor="front-of-orvel")
        add(f"at least {first} soldiers", low, "casualty", modality="at_least", min=int(first), source=[rebel],
            perpetrator=[rebel], blame="claimed", party="perpetrator_side", victims="state_force", **toll)
        add("Valdrian Army", army, "actor", type="state_military", mention="named", actor="army-of-valdria")
        add(f"{second} people", high, "casualty", modality="exact", min=int(second), max=int(second), source=[army],
            party="victim_side", **toll)
        add("condemned", f"s{part + 1}", "stance", act="condemn", holder=[army], target=[low], speech="narrated")
        records.append({"id": f"k{part + 1}", "layer": "link", "type": "conflicts_with", "aspect": "number",
                        "from": high, "to": low})  # fmt: skip
    return records


def articles(count: int) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Ids, texts and records, the same for the same count."""
    random_ = random.Random(SEED)
    for number in range(count):
        prefix = f"bench{number // PER_PREFIX:03d}"
        text, numbers = article_text(random_)
        yield f"{prefix}-{number % PER_PREFIX + 1:04d}", text, marked(text, numbers, f"incident-{number}")


def write_corpus(root: Path, count: int) -> None:
    """A valid corpus of `count` articles with twenty spans each."""
    layout = Layout(root)
    layout.articles.mkdir(parents=True)
    layout.raw.mkdir()
    (layout.annotations / "gold").mkdir(parents=True)
    prefixes = ", ".join(f"bench{number:03d}" for number in range(count // PER_PREFIX + 1))
    layout.settings.write_text(SETTINGS.format(prefixes=prefixes))
    layout.registry("actors.yaml").write_text(ACTORS)
    layout.registry("incidents.yaml").write_text("".join(INCIDENT.format(number=number) for number in range(count)))
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


def pandera_step(root: Path) -> dict[str, float]:
    """Seconds of the conditions of all levels on all rows at once: through Pandera, and as plain expressions."""
    import polars as pl

    from conflict_claims.check.batches import chosen_ids, read_groups
    from conflict_claims.check.conditions import broken_rules
    from conflict_claims.check.context import read_context
    from conflict_claims.check.frames import with_helpers
    from conflict_claims.check.guard import Guard
    from conflict_claims.check.selection import Selection
    from conflict_claims.tables.flat import flat
    from conflict_claims_schemas.conditions import LEVELS, of
    from conflict_claims_schemas.tables import pandera_table

    context, _ = read_context(Layout(root), Selection(), "L4", Guard())
    seconds = {"pandera": 0.0, "polars": 0.0, "helper columns": 0.0, "tables": 0.0}
    for table in ("articles", "actors", "casualties", "stances", "topics", "links"):
        pandera_table(table, LEVELS)  # built once a process; its making is no part of the step
    for group in read_groups(context, chosen_ids(context), lambda done: None):
        frames = timed(seconds, "tables", lambda: flat(group.bundles["gold"], context.registries, sentences=False))
        frames = timed(seconds, "helper columns", lambda: with_helpers(frames, group.bundles["gold"]))
        for table in ("articles", "actors", "casualties", "stances", "topics", "links"):
            frame, conditions = frames[table], of(table, LEVELS)
            holds = [one.holds.all().alias(str(number)) for number, one in enumerate(conditions)]
            timed(seconds, "polars", lambda: frame.select(holds))
            broken = timed(seconds, "pandera", lambda: broken_rules(frame, table, LEVELS))
            assert not broken, f"the generated corpus breaks {broken} in {table}"
            assert isinstance(frame, pl.DataFrame)
    return seconds


def timed(seconds: dict[str, float], name: str, step: Any) -> Any:
    """What `step` returns; its seconds are added to those of `name`."""
    start = time.perf_counter()
    value = step()
    seconds[name] += time.perf_counter() - start
    return value


def whole_check(root: Path) -> None:
    """The whole check in this process: seconds and peak memory."""
    from conflict_claims.check.engine import check

    start = time.perf_counter()
    report = check(Layout(root))
    print(f"whole check: {time.perf_counter() - start:.1f} s, {len(report.problems)} problems, peak {peak():,.0f} MB")
    for problem in report.problems[:3]:
        print(problem)


def peak() -> float:
    """The most memory that this process had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def report_step(root: Path) -> None:
    """The Pandera step in this process."""
    seconds = pandera_step(root)
    ratio = seconds["pandera"] / seconds["polars"]
    print(", ".join(f"{name} {value:.2f} s" for name, value in seconds.items()))
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
            print(f"{args.articles:,} articles, {20 * args.articles:,} spans written in {time.perf_counter() - start:.0f} s")
        for part in ("pandera", "check"):
            subprocess.run([sys.executable, __file__, "--keep", str(root), "--part", part], check=True)
    finally:
        if args.keep is None:
            shutil.rmtree(root)


if __name__ == "__main__":
    main()
