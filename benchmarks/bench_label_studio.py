"""How fast an export of Label Studio becomes annotation files and tables, beside the SDK's converter on the same file.

    python benchmarks/bench_label_studio.py [--articles 10000] [--keep FOLDER]

The export has twenty spans with attributes and twelve relations an article, with ids as the browser gives them. Ours:
every region verified against the articles of a corpus, files written, tables (Parquet) written; then compared with what
the export was made from, to the byte. The SDK's: the format JSON_MIN, which mixes up values and drops relations, and
CONLL2003, which drops attributes and relations and all layers but one. Each runs in a process of its own.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import string
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import orjson
from bench_check import article_text, paragraph, write_corpus

from conflict_claims.annotations import canonical, number_records
from conflict_claims.files.layout import Layout

SEED = 20310304
PARTS = ("sdk JSON_MIN", "sdk CONLL2003", "ours one process", "ours all cores")
CHARACTERS = string.ascii_letters + string.digits + "-_"
LAYERS = ["actor", "casualty", "stance", "topic", "link"]
HEADER = {"guidelines": "g1.0", "annotator": "ann-a", "layers": LAYERS, "next": {}}


def marked(text: str, numbers: list[str], incident: str) -> list[dict[str, Any]]:
    """Twenty spans over `text`, and twelve relations: a source a claim, four links."""
    starts = [at for at in range(len(text)) if text.startswith("\n\n", at)]
    records = []
    for number, start in enumerate(starts):
        first, second = (int(one) for one in numbers[2 * number : 2 * number + 2])
        for record in paragraph(text, start, number, first, second, incident):
            record.pop("perpetrator", None)
            record.pop("blame", None)
            if record["layer"] == "stance":
                record |= {"holder": ["unnamed"]}
                record.pop("target")
            records.append(record)
    return records


def in_text_order(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The records with the ids that regions from the browser get."""
    names = number_records(records, {})
    ends = ("from", "to")
    return [
        {
            **record,
            "id": names[record["id"]],
            **{key: [names.get(one, one) for one in record[key]] for key in ("source", "holder") if key in record},
            **{key: names[record[key]] for key in ends if key in record},
        }
        for record in records
    ]


def articles(count: int) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Ids, texts and records: the articles of `bench_check.write_corpus`."""
    chance = random.Random(SEED)
    for number in range(count):
        text, numbers = article_text(chance)
        incident = f"incident-{number - number % 5}"
        yield f"bench{number // 9999:03d}-{number % 9999 + 1:04d}", text, in_text_order(marked(text, numbers, incident))


def task(number: int, article: str, text: str, records: list[dict[str, Any]]) -> dict[str, Any]:
    """A task as the server exports it."""
    from conflict_claims.label_studio.regions import regions

    chance = random.Random(number)
    result = regions(records)
    names: dict[str, str] = {}
    for raw in result:
        for key in ("id", "from_id", "to_id"):
            if key in raw:
                raw[key] = names.setdefault(raw[key], "".join(chance.choices(CHARACTERS, k=10)))
        if raw["type"] != "relation":
            raw["origin"] = "manual"
    times = {"created_at": "2031-03-06T10:00:00.000000Z", "updated_at": "2031-03-06T10:20:00.000000Z"}
    data = {"article": article, "title": text.split("\n")[0], "text": text, "guidelines": "g1.0"}
    annotation = {
        "id": number,
        "completed_by": 7,
        "result": result,
        "was_cancelled": False,
        "lead_time": 1200.5,
        **times,
    }
    return {
        "id": number,
        "annotations": [annotation | {"result_count": len(result), "task": number, "project": 1}],
        "drafts": [],
        "predictions": [],
        "data": data | {"text_sha256": hashlib.sha256(text.encode()).hexdigest()},
        "meta": {},
        "project": 1,
        **times,
    }


def write(root: Path, count: int) -> None:
    """The corpus and the export."""
    write_corpus(root, count)
    shutil.rmtree(root / "annotations")
    (root / "label-studio.toml").write_text('[annotators]\n7 = "ann-a"\n')
    with (root / "export.json").open("wb") as file:
        for number, one in enumerate(articles(count), 1):
            file.write((b"," if number > 1 else b"[") + orjson.dumps(task(number, *one)))
        file.write(b"]")


def sdk(root: Path, form: str) -> float:
    """Seconds of the SDK's converter."""
    from label_studio_sdk.converter import Converter

    from conflict_claims_schemas.labelling import labelling_page

    converter = Converter(labelling_page(), str(root))
    convert = converter.convert_to_json_min if form == "JSON_MIN" else converter.convert_to_conll2003
    start = time.perf_counter()
    convert(str(root / "export.json"), str(root / form), is_dir=False)
    return time.perf_counter() - start


def ours(root: Path, processes: str) -> float:
    """Seconds of ours; prints how they divide."""
    from conflict_claims.label_studio import importing
    from conflict_claims.label_studio.pseudonyms import read_pseudonyms
    from conflict_claims.label_studio.storing import store_together
    from conflict_claims.label_studio.table_files import write_tables

    if processes == "one process":
        importing.WORTH_PROCESSES = sys.maxsize
    layout = Layout(root)
    shutil.rmtree(layout.annotations, ignore_errors=True)
    times = [time.perf_counter()]
    taken = importing.take_export(
        root / "export.json", importing.Reader(layout, read_pseudonyms(layout), "g1.0", with_tables=True)
    )
    times.append(time.perf_counter())
    contents = {key: one.received.content for key, one in taken.newest.items() if one.received.content is not None}
    store_together(layout, contents)
    times.append(time.perf_counter())
    write_tables(taken, layout, root / "tables", sentences=False)
    times.append(time.perf_counter())
    assert not taken.all_faults, taken.all_faults[:3]
    steps = [after - before for before, after in pairwise(times)]
    print(f"  read and verify {steps[0]:.2f} s, files {steps[1]:.2f} s, tables {steps[2]:.2f} s")
    return times[-1] - times[0]


def nothing_lost(root: Path, count: int) -> None:
    """Compare every file with what the export was made from."""
    for article, text, records in articles(count):
        head = HEADER | {"article": article, "text_sha256": hashlib.sha256(text.encode()).hexdigest()}
        expected = canonical(head, records)
        found = Layout(root).annotation("ann-a", article).read_bytes()
        assert found == expected, f"{article} differs"
    print(f"{count:,} files are to the byte what the export was made from")


def measured(root: Path, count: int) -> None:
    """Run each part in a process of its own and compare."""
    rates = {}
    for part in PARTS:
        command = [sys.executable, __file__, "--keep", str(root), "--part", part]
        done = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
        rates[part] = count / float(done[-1])
        print(f"{part}: {rates[part]:,.0f} articles/s", *done[:-1], sep="\n")
    for other in PARTS[:2]:
        times = " and ".join(f"{rates[own] / rates[other]:.1f}x ({own.removeprefix('ours ')})" for own in PARTS[2:])
        print(f"ours to {other}: {times}")


def main() -> None:
    """Write corpus and export, then measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=int(os.environ.get("SIZE", "10000")))
    parser.add_argument("--keep", type=Path, help="folder for the corpus; taken as it is where it exists")
    parser.add_argument("--part", choices=PARTS, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.part:
        kind, _, rest = args.part.partition(" ")
        print((sdk if kind == "sdk" else ours)(args.keep, rest))
        return
    root = args.keep or Path(tempfile.mkdtemp(prefix="bench-label-studio-"))
    try:
        if not (root / "export.json").exists():
            write(root, args.articles)
        size = (root / "export.json").stat().st_size
        print(f"{args.articles:,} articles, {size / 1e6:,.0f} MB, {os.cpu_count()} cores")
        measured(root, args.articles)
        nothing_lost(root, args.articles)
    finally:
        if args.keep is None:
            shutil.rmtree(root)


if __name__ == "__main__":
    main()
