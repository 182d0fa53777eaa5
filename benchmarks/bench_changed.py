"""How long `check --changed` takes for one article among many, beside the check of everything.

    python benchmarks/bench_changed.py [--articles 5000] [--keep FOLDER]

Each figure is a process of its own, from its start to its end, as a contributor waits for it: the median of five runs
with one changed article, the first run of all (nothing is known of the others yet), the run on a repository that has
not changed, and the whole check.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench_check import write_corpus

RUNS = 5
COMMAND = [sys.executable, "-m", "conflict_claims.cli", "check"]
IDENTITY = ("-c", "user.name=bench", "-c", "user.email=bench@example.org")


def seconds(root: Path, *options: str) -> tuple[float, float]:
    """Seconds of one check, which must find nothing: as waited for, and of processor time."""
    start, busy = time.perf_counter(), sum(os.times()[2:4])
    done = subprocess.run([*COMMAND, "--root", str(root), *options], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return time.perf_counter() - start, sum(os.times()[2:4]) - busy


def commit(root: Path) -> None:
    """Put the corpus under version control."""
    for words in (
        ("init", "--quiet", "--initial-branch", "main"),
        ("add", "--all"),
        ("commit", "--quiet", "-m", "base"),
    ):
        subprocess.run(["git", "-C", str(root), *IDENTITY, *words], check=True)


def change(root: Path, number: int) -> None:
    """Another outlet for one article."""
    path = sorted((root / "corpus" / "articles").iterdir())[number]
    path.write_text(path.read_text().replace("Valdria Post", f"Valdria Post {number}"))


def measure(root: Path) -> None:
    """Print the figures."""
    told("first run, nothing known", seconds(root, "--changed"))
    told("nothing changed", seconds(root, "--changed"))
    runs = []
    for number in range(RUNS):
        subprocess.run(["git", "-C", str(root), "checkout", "--quiet", "--", "."], check=True)
        change(root, number)
        runs.append(seconds(root, "--changed"))
    waits, busy = zip(*runs, strict=True)
    middle = statistics.median(waits)
    told(
        "one article changed",
        (middle, statistics.median(busy)),
        f"median of {RUNS}, {min(waits):.2f} to {max(waits):.2f}",
    )
    whole = seconds(root)
    told("whole check", whole, f"{whole[0] / middle:.1f} times as long")


def told(what: str, taken: tuple[float, float], more: str = "") -> None:
    """One line."""
    print(f"{what:25} {taken[0]:6.2f} s, {taken[1]:6.2f} s of processor time  {more}".rstrip())


def main() -> None:
    """Write the corpus and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=5_000)
    parser.add_argument("--keep", type=Path, help="folder for the corpus; taken as it is where it exists")
    args = parser.parse_args()
    root = args.keep or Path(tempfile.mkdtemp(prefix="bench-changed-"))
    try:
        if not (root / "corpus").exists():
            write_corpus(root, args.articles)
            commit(root)
        print(f"{args.articles:,} articles")
        measure(root)
    finally:
        if args.keep is None:
            shutil.rmtree(root)


if __name__ == "__main__":
    main()
