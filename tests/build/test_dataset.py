"""A build is what load_dataset, pandas and polars read, in a new process and a fresh cache."""

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq
import pytest

from conflict_claims.build.dataset import Build, build
from conflict_claims.build.folder import staged_folder
from conflict_claims.files.layout import Layout
from conflict_claims_schemas.configurations import CONFIGURATIONS
from tests.corpora import TEXT, add_article, add_pass, harl_corpus, records, unchecked

READER = """
import json, sys
from datasets import load_dataset
found = {}
for name in json.loads(sys.argv[2]):
    data = load_dataset(sys.argv[1], name)
    streamed = load_dataset(sys.argv[1], name, streaming=True)
    found[name] = {split: rows.to_list() for split, rows in data.items()}
    for split, rows in streamed.items():
        assert list(rows) == found[name][split], (name, split)
        assert rows.features == data[split].features
print(json.dumps(found, default=str))
"""


def loaded(folder: Path, cache: Path, names: tuple[str, ...] = CONFIGURATIONS) -> dict[str, dict[str, list[Any]]]:
    environment = {**os.environ, "HF_HOME": str(cache), "HF_HUB_OFFLINE": "1"}
    command = [sys.executable, "-c", READER, str(folder), json.dumps(names)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, dict[str, list[Any]]] = json.loads(done.stdout)
    return found


def built(layout: Layout, edition: str = "full", name: str = "out") -> Build:
    return build(unchecked(layout), edition, layout.dist / name)


def two_splits(root: Path) -> Layout:
    layout = harl_corpus(root, license="not-stated")
    text = TEXT.replace("14", "15").replace("Harl", "Tarn")
    add_article(layout, "harl-0002", text, split="test")
    add_pass(layout, "harl-0002", text, records(text, dead=15))
    add_pass(layout, "harl-0001", TEXT, records(), annotator="ann-a")
    add_article(layout, "harl-0003", "Unmarked\n\nNobody has marked this one.")
    return layout


@pytest.mark.slow
def test_every_configuration_and_split_loads_with_the_right_rows(tmp_path: Path) -> None:
    layout = two_splits(tmp_path / "corpus")
    rows = loaded(built(layout).folder, tmp_path / "cache")
    counts = {name: {split: len(part) for split, part in splits.items()} for name, splits in rows.items()}
    assert counts == built(layout).rows()
    assert counts["casualties"] == {"train": 3, "test": 3}
    assert counts["articles"] == {"train": 2, "test": 1}
    assert counts["passes"] == {"train": len(records())}
    assert counts["actor_registry"] == {"train": 1}
    article = rows["articles"]["test"][0]
    assert [article["text"][span["start"] : span["end"]] for span in article["casualties"]] == [
        span["text"] for span in article["casualties"]
    ]
    assert rows["articles"]["train"][1]["casualties"] is None


@pytest.mark.slow
def test_pandas_and_polars_read_what_load_dataset_reads(tmp_path: Path) -> None:
    folder = built(two_splits(tmp_path / "corpus")).folder
    rows = loaded(folder, tmp_path / "cache", ("casualties", "articles", "tokens"))
    for name, splits in rows.items():
        for split, expected in splits.items():
            (path,) = (folder / "data" / name).glob(f"{split}-*.parquet")
            by_polars = json.loads(json.dumps(pl.read_parquet(path).to_dicts(), default=str))
            assert by_polars == expected
            by_pandas = pq.read_table(path).to_pandas()
            assert list(by_pandas["article_id"]) == [row["article_id"] for row in expected]


@pytest.mark.slow
def test_a_rebuilt_folder_gives_the_new_rows_to_a_new_process_with_the_old_cache(tmp_path: Path) -> None:
    layout = harl_corpus(tmp_path / "corpus")
    before = loaded(built(layout).folder, tmp_path / "cache", ("casualties",))
    changed = [{**record, "report": "claimed"} if record["id"] == "c1" else record for record in records()]
    add_pass(layout, "harl-0001", TEXT, changed)
    after = loaded(built(layout).folder, tmp_path / "cache", ("casualties",))
    assert [row["report"] for row in before["casualties"]["train"]] == ["stated", "stated", "confirmed"]
    assert [row["report"] for row in after["casualties"]["train"]] == ["claimed", "stated", "confirmed"]


def hashes(folder: Path) -> dict[str, str]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    first = built(two_splits(tmp_path / "one")).folder
    second = built(two_splits(tmp_path / "two")).folder
    assert hashes(first) == hashes(second)


def stopped_after(path: Path, text: str) -> None:
    path.write_text(text)
    raise KeyboardInterrupt


def test_a_build_that_is_stopped_leaves_the_last_good_one(tmp_path: Path) -> None:
    target = tmp_path / "dist" / "out"
    with staged_folder(target) as folder:
        (folder / "README.md").write_text("good")
    with pytest.raises(KeyboardInterrupt), staged_folder(target) as folder:
        stopped_after(folder / "README.md", "half")
    assert (target / "README.md").read_text() == "good"
    assert len(list((tmp_path / "dist" / ".builds").iterdir())) == 1


def test_a_killed_build_leaves_the_last_good_one_and_its_rest_is_removed(tmp_path: Path) -> None:
    target = tmp_path / "dist" / "out"
    with staged_folder(target) as folder:
        (folder / "README.md").write_text("good")
    script = (
        "import os, sys, pathlib\nfrom conflict_claims.build.folder import staged_folder\n"
        "with staged_folder(pathlib.Path(sys.argv[1])) as folder:\n"
        "    (folder / 'README.md').write_text('half')\n    os.kill(os.getpid(), 9)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", script, str(target)], env=environment, check=False)
    assert done.returncode == -9
    assert (target / "README.md").read_text() == "good"
    with staged_folder(target) as folder:
        (folder / "README.md").write_text("new")
    assert (target / "README.md").read_text() == "new"
    assert len(list((tmp_path / "dist" / ".builds").iterdir())) == 1


def test_a_folder_that_build_did_not_make_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").write_text("kept")
    with pytest.raises(FileExistsError, match="not made by build"), staged_folder(tmp_path / "out"):
        pass
    assert (tmp_path / "out" / "mine").read_text() == "kept"


def decoded_strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.values() for text in decoded_strings(item)]
    return [text for item in value for text in decoded_strings(item)] if isinstance(value, list) else []


def word_runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = "".join(char.lower() if char.isalnum() else " " for char in text).split()
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def decoded_text(folder: Path) -> str:
    """Every string of every file, in order; tokens of a list side by side, so that a text cut up is found too."""
    parts = [path.read_text() for path in folder.rglob("*.md")]
    for path in folder.rglob("*.parquet"):
        parts += decoded_strings(pq.read_table(path).to_pylist())
    return " ".join(parts)


@pytest.mark.slow
def test_a_public_build_holds_no_run_of_eight_words_of_a_withheld_text(tmp_path: Path) -> None:
    layout = two_splits(tmp_path)
    published = layout.article("harl-0002").read_text()
    withheld = word_runs(TEXT, 8) - word_runs(published, 8)
    assert withheld & word_runs(decoded_text(built(layout).folder), 8)
    assert not withheld & word_runs(decoded_text(built(layout, "public", "public").folder), 8)


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["full", "public"])
def test_the_example_of_the_card_runs_and_prints_claims(edition: str, tmp_path: Path) -> None:
    layout = harl_corpus(tmp_path / "corpus", license="not-stated" if edition == "full" else "CC-BY-4.0")
    folder = built(layout, edition).folder
    (example,) = re.findall(r"```python\n(.*?)```", (folder / "README.md").read_text(), re.DOTALL)
    code = example.replace("owner/harl-reports", str(folder))
    environment = {**os.environ, "HF_HOME": str(tmp_path / "cache"), "HF_HUB_OFFLINE": "1"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "14 people | residents" in done.stdout


def test_a_link_to_somewhere_else_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "mine")
    with pytest.raises(FileExistsError, match="not made by build"), staged_folder(tmp_path / "out"):
        pass
    assert (tmp_path / "out").resolve() == (tmp_path / "mine").resolve()
