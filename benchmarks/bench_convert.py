"""How fast an archive becomes tables, beside the floor and its peers on the same lines, in the same run.

    python benchmarks/bench_convert.py [--rounds 3] [--spacy PYTHON]      SIZE=50000 for more articles

Every part runs in a process of its own, on one core, by turns, after it did a few lines to warm up; of several rounds
the least processor time counts. Prints articles a second of processor time, how many times faster `convert` is, and the
most memory; then how time and memory grow with the archive, what a second worker brings, and Pandera beside plain
expressions.

The floor parses each line with orjson and writes the same tables (ready made) with pyarrow's defaults and zstd: no
converter from JSON to these files can do less, but for a faster parser. The peers make one table of what they read;
spaCy's DocBin tokenises besides, and is measured where PYTHON is an interpreter that has it.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from conflict_claims.articles.typed import Entry

WARM = 50
SIZE = int(os.environ.get("SIZE", "10000"))
FEW = 20
"""A part of the articles is enough for peers that take long: one in so many."""

Part = Callable[[Path, Path], int]


def convert(lines: Path, out: Path) -> int:
    """Ours: all tables, in this process."""
    from conflict_claims.bulk.converting import convert_piece
    from conflict_claims.bulk.engines import alone
    from conflict_claims.bulk.manifests import manifest_of
    from conflict_claims.bulk.options import Options
    from conflict_claims.bulk.pieces import pieces
    from conflict_claims.bulk.sources import find_sources

    options = Options(out=out / "tables", root=out)
    done = alone(convert_piece, pieces(find_sources([lines], options.out).files, options), options)
    shards = [piece.source.shard(number) for piece, made in done for number in made or []]
    return sum(manifest_of(options.out, shard).rows["articles"] for shard in shards)


def floor(lines: Path, out: Path) -> int:
    """Parse every line, and write the tables that `prepared` laid ready."""
    import orjson
    import pyarrow as pa
    import pyarrow.parquet as pq

    pa.set_cpu_count(1)
    count = 0
    with lines.open("rb") as file:
        for line in file:
            orjson.loads(line)
            count += 1
    for ready in sorted(out.glob("ready-*.arrow")):
        with pa.memory_map(str(ready)) as source:
            reader = pa.ipc.open_file(source)
            with pq.ParquetWriter(out / f"{ready.stem}.parquet", reader.schema, compression="zstd") as writer:
                for number in range(reader.num_record_batches):
                    writer.write_batch(reader.get_batch(number))
    return count


def prepare(out: Path) -> None:
    """Lay ready, uncompressed, what the floor writes: the tables of `convert`, shard by shard."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    for table in ("articles", "actors", "casualties", "stances", "topics", "links"):
        parts = [pq.read_table(file).combine_chunks() for file in sorted((out / "tables" / table).glob("*.parquet"))]
        with pa.ipc.new_file(out / f"ready-{table}.arrow", parts[0].schema) as writer:
            for part in parts:
                writer.write_table(part)


def from_generator(lines: Path, out: Path) -> int:
    """`datasets`, one table."""
    from datasets import Dataset

    made = Dataset.from_generator(_objects, gen_kwargs={"lines": lines}, cache_dir=str(out / "cache"))
    made.to_parquet(str(out / "generator.parquet"))
    return len(made)


def from_list(lines: Path, out: Path) -> int:
    """`datasets`, one table, all of it in memory."""
    from datasets import Dataset

    made = Dataset.from_list(list(_objects(lines)))
    made.to_parquet(str(out / "list.parquet"))
    return len(made)


def pandas(lines: Path, out: Path) -> int:
    """pandas, one table of Python objects."""
    import pandas as pd

    made = pd.read_json(lines, lines=True, engine="pyarrow")
    made.to_parquet(out / "pandas.parquet", compression="zstd")
    return len(made)


def polars(lines: Path, out: Path) -> int:
    """polars, one table, as a stream."""
    import polars as pl

    pl.scan_ndjson(lines, infer_schema_length=100).sink_parquet(out / "polars.parquet", compression="zstd")
    return int(pl.scan_parquet(out / "polars.parquet").select(pl.len()).collect().item())


def label_studio(lines: Path, out: Path) -> int:
    """The labelling SDK's converter, of tasks that have the same spans, to CoNLL; it loses attributes and links."""
    from label_studio_sdk.converter import Converter

    from conflict_claims_schemas.labelling import labelling_page

    count = _write_tasks(lines, out / "tasks.json")
    Converter(labelling_page(), str(out)).convert_to_conll2003(
        str(out / "tasks.json"), str(out / "conll"), is_dir=False
    )
    return count


def docbin(lines: Path, out: Path) -> int:
    """spaCy: tokens, spans by layer, and DocBin."""
    import spacy
    from spacy.tokens import DocBin

    tokenizer, packed, count = spacy.blank("en"), DocBin(store_user_data=True), 0
    for one in _some(lines):
        doc = tokenizer(one["text"])
        for layer in ("actors", "casualties", "stances", "topics"):
            spans = (doc.char_span(span["start"], span["end"], layer, alignment_mode="expand") for span in one[layer])
            doc.spans[layer] = [span for span in spans if span]
            doc.user_data[layer] = one[layer]
        packed.add(doc)
        count += 1
    (out / "docbin.spacy").write_bytes(packed.to_bytes())
    return count


def _objects(lines: Path) -> Iterator[dict[str, Any]]:
    import orjson

    with lines.open("rb") as file:
        yield from map(orjson.loads, file)


def _some(lines: Path) -> Iterator[dict[str, Any]]:
    return (one for number, one in enumerate(_objects(lines)) if number % FEW == 0)


def _write_tasks(lines: Path, path: Path) -> int:
    import orjson

    tasks = [_task(number, one) for number, one in enumerate(_some(lines), 1)]
    path.write_bytes(orjson.dumps(tasks))
    return len(tasks)


def _task(number: int, one: dict[str, Any]) -> dict[str, Any]:
    layers = {"actors": "actor", "casualties": "casualty", "stances": "stance", "topics": "topic"}
    results = [
        {"id": span["id"], "from_name": layer, "to_name": "text", "type": "labels",
         "value": {"start": span["start"], "end": span["end"], "text": span["text"], "labels": [layer]}}
        for table, layer in layers.items() for span in one[table]
    ]  # fmt: skip
    return {"id": number, "data": {"text": one["text"]}, "annotations": [{"id": number, "result": results}]}


PARTS: dict[str, Part] = {
    "convert": convert,
    "floor": floor,
    "datasets from_generator": from_generator,
    "datasets from_list": from_list,
    "polars": polars,
    "pandas": pandas,
    "label-studio-sdk": label_studio,
    "spaCy DocBin": docbin,
}


def measure(name: str, lines: Path, out: Path) -> None:
    """Run one part in this process, and print what it took."""
    os.environ["POLARS_MAX_THREADS"] = "1"
    _warm(name, lines, out)
    cpu, wall = time.process_time(), time.perf_counter()
    count = PARTS[name](lines, out)
    told = {"articles": count, "cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall, "peak": _peak()}
    print(json.dumps(told))


def _warm(name: str, lines: Path, out: Path) -> None:
    """Load what the part needs."""
    few = out / "warm" / lines.name
    few.parent.mkdir()
    with lines.open("rb") as file:
        few.write_bytes(b"".join(islice(file, WARM)))
    PARTS[name](few, few.parent)


def _peak() -> float:
    """The most memory that this process had, in MB; `getrusage` would count what the one that started it had."""
    [line] = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def run_part(name: str, lines: Path, python: str = sys.executable) -> dict[str, float]:
    """Run one part in a process of its own, on one core."""
    with tempfile.TemporaryDirectory(dir=lines.parent) as folder:
        for ready in lines.parent.glob("ready-*.arrow"):
            os.link(ready, Path(folder) / ready.name)
        words = [python, __file__, "--part", name, "--lines", str(lines), "--out", folder]
        done = subprocess.run(_pinned(words), capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{name}: {done.stderr[-2000:]}")
        told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
        return told


def _pinned(words: list[str]) -> list[str]:
    return ["taskset", "-c", str(sorted(os.sched_getaffinity(0))[-1]), *words]


Told = dict[str, dict[str, float]]
"""What a part's best round told, by part."""


def compare(lines: Path, rounds: int, spacy: str | None) -> Told:
    """All parts by turns; of each the round with the least processor time."""
    best: Told = {}
    for _ in range(rounds):
        for name in PARTS:
            if name == "spaCy DocBin" and spacy is None:
                continue
            told = run_part(name, lines, spacy if name == "spaCy DocBin" and spacy else sys.executable)
            if name not in best or told["cpu"] < best[name]["cpu"]:
                best[name] = told
    ours = best["convert"]["articles"] / best["convert"]["cpu"]
    print(f"{'':26}{'articles/s':>12}{'convert is':>12}{'peak MB':>10}")
    for name, told in best.items():
        rate = told["articles"] / told["cpu"]
        print(f"{name:26}{rate:12,.0f}{ours / rate:11.2f}x{told['peak']:10,.0f}")
    return best


def draw(best: Told, picture: Path) -> None:
    """The rates as bars, fastest on top."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    mpl.rcParams["svg.hashsalt"] = "convert"
    rates = sorted((told["articles"] / told["cpu"], name) for name, told in best.items())
    figure = Figure(figsize=(7, 3), layout="constrained")
    axes = figure.add_subplot(xlabel="articles a second of processor time, one core")
    colours = ["#1f5fa8" if name == "convert" else "#9aa5b1" for _, name in rates]
    bars = axes.barh([name for _, name in rates], [rate for rate, _ in rates], color=colours)
    axes.bar_label(bars, fmt="{:,.0f}", padding=3)
    axes.margins(x=0.12)
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(picture, metadata={"Date": None})


def grow(folder: Path, sizes: list[int]) -> None:
    """Time and memory of archives of several sizes."""
    from benchmarks.generated import write_lines

    print(f"\n{'articles':>12}{'cpu s':>10}{'articles/s':>12}{'peak MB':>10}")
    for size in sizes:
        lines = folder / f"grow-{size}.jsonl"
        write_lines(lines, size)
        told = run_part("convert", lines)
        print(f"{size:12,}{told['cpu']:10.1f}{size / told['cpu']:12,.0f}{told['peak']:10,.0f}")
        lines.unlink()


def workers(lines: Path) -> None:
    """What a second worker brings, by the clock, starting processes included."""
    seconds = {}
    for number in (1, 2):
        with tempfile.TemporaryDirectory(dir=lines.parent) as folder:
            words = ["convert", str(lines), "--out", f"{folder}/out", "--root", folder, "--workers", str(number)]
            start = time.perf_counter()
            subprocess.run([sys.executable, "-m", "conflict_claims.cli", *words], check=True, capture_output=True)
            seconds[number] = time.perf_counter() - start
    print(f"\n1 worker {seconds[1]:.1f} s, 2 workers {seconds[2]:.1f} s: {seconds[1] / seconds[2]:.2f}x")


def check_step(lines: Path) -> None:
    """The conditions of L2 and L3 on all rows: through Pandera, and as plain expressions."""
    import pyarrow as pa

    from benchmarks.bench_check import compare as compare_conditions
    from conflict_claims.bulk.findings import Findings
    from conflict_claims.bulk.line_rows import line_rows
    from conflict_claims.check.frames import with_helpers
    from conflict_claims.tables.flat import flat
    from conflict_claims.tables.registries import registry_frame
    from conflict_claims_schemas.fields import REGISTRIES

    registries = {table: registry_frame(_entries(table), table, "") for table in REGISTRIES}
    seconds = dict.fromkeys(("polars", "pandera"), 0.0)
    bundle = pa.Table.from_batches(line_rows(lines.read_bytes(), lines.name, Findings()))
    frames = with_helpers(flat(bundle, registries, sentences=False, references=True), bundle)
    spans = sum(frames[table].height for table in ("actors", "casualties", "stances", "topics"))
    for table in ("articles", "actors", "casualties", "stances", "topics", "links"):
        compare_conditions(frames[table], table, seconds)
    ratio = seconds["pandera"] / seconds["polars"]
    print(f"\ncheck of {spans:,} spans, seconds of processor time: {seconds}, {ratio:.2f}x")


def _entries(table: str) -> list[Entry]:
    """The registry entries that the generated articles name."""
    from conflict_claims.articles.typed import Entry
    from conflict_claims_schemas.fields import REGISTRIES

    empty = dict.fromkeys(field.name for field in REGISTRIES[table])
    sides = {"front-of-orvel": "rebel_group", "army-of-valdria": "state_military"}
    named = {"actor_registry": list(sides), "incidents": ["orvel-2031-03"], "topic_registry": ["attacks"]}
    return [
        Entry({**empty, "id": name, "name": name, **({"type": sides[name]} if name in sides else {})}, {}, 1)
        for name in named[table]
    ]


def main() -> None:
    """Write the articles, then measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--spacy", metavar="PYTHON", help="an interpreter that has spaCy and orjson")
    parser.add_argument("--plot", type=Path, metavar="SVG", help="draw the rates")
    parser.add_argument("--part", choices=PARTS, help=argparse.SUPPRESS)
    parser.add_argument("--lines", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.part:
        measure(args.part, args.lines, args.out)
        return
    from benchmarks.generated import write_lines

    with tempfile.TemporaryDirectory(prefix="bench-convert-") as name:
        folder = Path(name)
        lines = folder / "archive.jsonl"
        write_lines(lines, SIZE)
        print(f"{SIZE:,} articles, {lines.stat().st_size / SIZE:,.0f} bytes a line")
        convert(lines, folder)
        prepare(folder)
        best = compare(lines, args.rounds, args.spacy)
        if args.plot:
            draw(best, args.plot)
        workers(lines)
        check_step(lines)
        grow(folder, [SIZE // 10, SIZE, 5 * SIZE])


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    main()
