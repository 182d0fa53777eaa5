"""How long `release plan` takes on 50,000 generated articles with a million spans, and how much memory.

    python benchmarks/bench_release.py [--articles 50000] [--keep FOLDER]

Plans a first release, edits every hundredth article, and plans the next one against the first. Prints for each plan the
seconds of its steps, the processor time of all its processes, which says more where a machine does other work too, and
the most memory that they had together, sampled twenty times a second. Everything is counted: reading and checking every
file, building the public edition, the diff, and writing and hashing the folder.
"""

from __future__ import annotations

import argparse
import datetime
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench_check import write_corpus

from conflict_claims.check.pool import shared_processes
from conflict_claims.files.layout import Layout
from conflict_claims_schemas.datasheet import RAI_QUESTIONS

DAY = datetime.date(2031, 6, 1)
EVERY = 100
PAUSE = 0.05
CITATION = "cff-version: 1.2.0\nmessage: Please cite it.\ntitle: A generated corpus\nauthors:\n- name: Nobody\n"


def write_pages(root: Path) -> None:
    """The pages that a release needs."""
    questions = [question for questions in RAI_QUESTIONS.values() for question in questions]
    (root / "DATASHEET.md").write_text("".join(f"### {question}\n\nGenerated.\n\n" for question in questions))
    (root / "CITATION.cff").write_text(CITATION)
    (root / "annotations" / "guidelines.md").write_text("# Guidelines\n\nversion: g1.0\n")


def edit(root: Path) -> int:
    """Edit a source column of the gold of every hundredth article."""
    files = Layout(root).annotation_files("gold")[::EVERY]
    for path in files:
        path.write_text(path.read_text().replace('"speech":"narrated"', '"speech":"indirect"', 1))
    return len(files)


def plan_once(root: Path, output: Path, last: Path | None) -> None:
    """One plan in this process, with the seconds of its steps."""
    from conflict_claims.check.marked import read_marked
    from conflict_claims.release import planning
    from conflict_claims.release.last import read_last

    seconds: dict[str, float] = {}
    for name in ("_write_data", "_changes", "reasons", "_write_texts", "_write_changes", "_finished"):
        _time(planning, name, seconds)
    start = time.perf_counter()
    report, marked = read_marked(Layout(root), "L5", DAY)
    seconds["read and check"] = time.perf_counter() - start
    assert marked is not None, report.problems[:3]
    begun = time.perf_counter()
    release = read_last(last) if last else None
    seconds["read last release"] = time.perf_counter() - begun
    planned = planning.plan(marked, release, planning.Asked(output, str(DAY)))
    whole = time.perf_counter() - start
    print(f"  version {planned.candidate.version if planned.candidate else None}, whole plan {whole:.1f} s")
    print("  " + ", ".join(f"{name.strip('_').replace('_', ' ')} {value:.1f}" for name, value in seconds.items()))
    print(f"  diff and version alone: {seconds['_changes'] + seconds['reasons']:.1f} s")


def _time(module: object, name: str, seconds: dict[str, float]) -> None:
    step = getattr(module, name)

    def timed(*given: object, **named: object) -> object:
        start = time.perf_counter()
        value = step(*given, **named)
        seconds[name] = time.perf_counter() - start
        return value

    setattr(module, name, timed)


def descendants(pid: int) -> Iterator[int]:
    """A process and all that it started, by the tables of Linux."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from descendants(int(child))


def memory(pid: int) -> int:
    """The bytes in memory of a process and all that it started; what they share counts for each."""
    total = 0
    for one in descendants(pid):
        try:
            total += int(Path(f"/proc/{one}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, IndexError):
            continue
    return total


def measured(*words: str) -> None:
    """Run a part in a fresh process and print its processor time and the most memory that it had."""
    highest, before = 0, os.times()
    with subprocess.Popen([sys.executable, __file__, *words]) as process:
        while process.poll() is None:
            highest = max(highest, memory(process.pid))
            time.sleep(PAUSE)
    assert process.returncode == 0
    spent = os.times()
    busy = spent.children_user + spent.children_system - before.children_user - before.children_system
    print(f"  processor time of all processes together: {busy:.1f} s")
    print(f"  peak memory of all processes together: {highest / 1e6:,.0f} MB", flush=True)


@contextmanager
def corpus_in(keep: Path | None, articles: int) -> Iterator[Path]:
    """The generated corpus, removed afterwards unless it is to be kept."""
    root = keep or Path(tempfile.mkdtemp(prefix="bench-release-"))
    try:
        if not (root / "corpus").exists():
            write_corpus(root, articles)
        write_pages(root)
        shutil.rmtree(root / "dist", ignore_errors=True)
        yield root
    finally:
        if keep is None:
            shutil.rmtree(root)


def main() -> None:
    """Write the corpus, plan two releases, each in a fresh process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=50_000)
    parser.add_argument("--keep", type=Path, help="folder for the corpus; taken as it is where it exists")
    parser.add_argument("--part", nargs="*", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.part:
        with shared_processes():
            plan_once(args.part[0], args.part[1], args.part[2] if len(args.part) > 2 else None)
        return
    with corpus_in(args.keep, args.articles) as root:
        output = root / "dist" / "release"
        print(f"{args.articles:,} articles, {20 * args.articles:,} spans: the first release", flush=True)
        measured("--part", str(root), str(output))
        print(f"the next release, with {edit(root):,} articles edited", flush=True)
        measured("--part", str(root), str(output), str(output / "1.0.0"))


if __name__ == "__main__":
    main()
