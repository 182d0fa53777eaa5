"""What is on the hub is compared with the candidate file by file and row by row, as a user loads it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from conflict_claims.release.candidate import Candidate
from conflict_claims.release.comparison import differing
from conflict_claims.release.publish import publish
from conflict_claims.release.verify import verify
from tests.build.test_dataset import two_splits
from tests.release.candidates import built_candidate, planned
from tests.release.hub_server import HubServer
from tests.release.publishing.conftest import hub_at


@pytest.fixture
def candidate(tmp_path: Path) -> Candidate:
    return built_candidate(two_splits(tmp_path / "corpus"), tmp_path / "1.0.0")


def part(candidate: Candidate, configuration: str, split: str = "train") -> Path:
    (found,) = candidate.folder.glob(f"data/{configuration}/{split}-*.parquet")
    return found


@pytest.mark.slow
def test_what_was_published_is_verified_and_what_differs_is_named(
    hub_server: HubServer, candidate: Candidate, tmp_path: Path
) -> None:
    publish(candidate, hub_at(hub_server), private=True)
    found = verify(candidate, hub_at(hub_server))
    assert found.differences == []
    assert (found.files, found.tables) == (len(candidate.files), len(list(candidate.folder.rglob("*.parquet"))))
    assert found.rows > 40

    shutil.copytree(candidate.folder, tmp_path / "other" / "1.0.0")
    other = planned(tmp_path / "other" / "1.0.0")
    path = part(other, "casualties")
    table = pq.read_table(path)
    twice = pc.multiply(table["min"], pa.scalar(2, pa.int64()))
    edited = table.set_column(table.column_names.index("min"), table.schema.field("min"), twice)
    pq.write_table(edited.slice(0, 2).replace_schema_metadata(table.schema.metadata), path)
    part(other, "actors", "test").unlink()
    found = verify(planned(other.folder), hub_at(hub_server))
    assert "casualties train: column min differs in 2 rows: harl-0001.c1, harl-0001.c2" in found.differences
    assert "casualties train: 1 row too many: harl-0001.c3" in found.differences
    assert "actors test: load_dataset gives it, and the candidate has no such split" in found.differences
    assert f"{path.relative_to(other.folder)}: has another content" in found.differences


@pytest.mark.slow
def test_a_card_that_leads_astray_is_found(hub_server: HubServer, candidate: Candidate) -> None:
    card = candidate.folder / "README.md"
    wrong = part(candidate, "actors", "test").relative_to(candidate.folder).as_posix()
    right = part(candidate, "actors", "train").relative_to(candidate.folder).as_posix()
    card.write_text(card.read_text().replace(right, wrong))
    broken = planned(candidate.folder)
    publish(broken, hub_at(hub_server))
    found = [line for line in verify(broken, hub_at(hub_server)).differences if line.startswith("actors")]
    assert any("missing: harl-0001.a1" in line or "load_dataset fails" in line for line in found), found


TABLE = pa.table({"span_id": ["a", "b", "c"], "type": ["x", "y", None], "start": pa.array([1, 2, 3], pa.int32())})
CHANGES: dict[str, tuple[Callable[[pa.Table], pa.Table], str]] = {
    "nothing": (lambda table: table, ""),
    "null": (lambda table: table.set_column(1, "type", pa.array(["x", None, None])), "column type differs in 1 row: b"),
    "gone": (lambda table: table.slice(1), "1 row missing: a"),
    "more": (lambda table: pa.concat_tables([table, table.slice(0, 1)]), "1 row too many: a (again)"),
    "order": (lambda table: table.take([0, 2, 1]), "the rows stand in another order"),
    "kind": (lambda table: table.set_column(2, "start", [[1, 2, 3]]), "column start: expected int32, found int64"),
    "column": (lambda table: table.drop_columns(["type"]), "column type: expected string, found none"),
    "extra": (lambda table: table.append_column("z", table["type"]), "column z: expected none, found string"),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_every_kind_of_difference_is_told(change: str, tmp_path: Path) -> None:
    edit, told = CHANGES[change]
    pq.write_table(TABLE, tmp_path / "expected")
    pq.write_table(edit(TABLE), tmp_path / "found")
    assert list(differing("actors", tmp_path / "expected", tmp_path / "found")) == ([told] if told else [])


@pytest.mark.slow
def test_labels_in_another_order_are_told(tmp_path: Path, candidate: Candidate) -> None:
    path = part(candidate, "tokens")
    table = pq.read_table(path)
    swapped = table.schema.metadata[b"huggingface"].replace(b'"B-killed"', b'"?"').replace(b'"I-killed"', b'"B-killed"')
    assert swapped != table.schema.metadata[b"huggingface"]
    pq.write_table(table.replace_schema_metadata({b"huggingface": swapped}), tmp_path / "found")
    assert list(differing("tokens", path, tmp_path / "found")) == [
        "column casualty_tags: the features differ (labels or kind of list)"
    ]
