"""What comes home takes the place of what it came after, and of nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from conflict_claims.files.layout import Layout
from conflict_claims.label_studio.importing import Reader
from conflict_claims.label_studio.landing import Ground, Landed, land
from conflict_claims.label_studio.pseudonyms import read_pseudonyms
from conflict_claims.label_studio.selection import chosen_ids
from conflict_claims.label_studio.state import State
from tests.label_studio.offline.brought import Task, accepted, bring, corpus_of_three, quarantined, without

Said = pytest.CaptureFixture[str]
MAY, JANUARY = "2031-05-01T10:00:00Z", "2031-01-01T10:00:00Z"


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return corpus_of_three(tmp_path / "corpus")


@pytest.fixture
def own(layout: Layout) -> Path:
    """The file that user 7's work goes to."""
    return layout.annotation("ann-a", "harl-0001")


def edit(file: Path) -> bytes:
    """Change a file by hand; what stands in it then."""
    edited = file.read_bytes().replace(b'"min":14,"max":14', b'"min":15,"max":15', 1)
    assert edited != file.read_bytes()
    file.write_bytes(edited)
    return edited


@pytest.mark.parametrize("older", [JANUARY, None])
def test_older_work_does_not_take_the_place_of_newer(layout: Layout, own: Path, capsys: Said, older: str) -> None:
    task = accepted(layout, when=MAY)
    assert bring(layout, [task]) == 0
    newer = own.read_bytes()
    reverted = without(task, "s1")
    reverted["annotations"][0]["updated_at"] = older
    assert bring(layout, [reverted]) == 1
    said = capsys.readouterr().out
    assert "kept back: annotations/ann-a/harl-0001.jsonl" in said
    assert "the file came from newer work, of 2031-05-01T10:00:00+00:00" in said
    assert own.read_bytes() == newer
    assert bring(layout, [reverted], "--overwrite") == 0
    assert own.read_bytes() != newer


def pulled(layout: Layout, task: Task, there: set[str] | None, source: str = "http://127.0.0.1:8080") -> Landed:
    """What comes of a task on a server that has the annotations `there`."""
    taken = Reader(layout, read_pseudonyms(layout), "g1.0").take([task])
    with State.opened(layout) as state:
        return land(Ground(layout, state, source, there=None if there is None else frozenset(there)), taken)


def test_older_work_comes_in_where_the_newer_is_surely_gone(layout: Layout, own: Path) -> None:
    older, newer = accepted(layout, when=JANUARY), without(accepted(layout, when=MAY, task=2), "s1")
    assert pulled(layout, newer, {"57", "107"}).written == ["ann-a/harl-0001"]
    before = own.read_bytes()
    for there, source in ((None, ""), ({"57", "107"}, ""), ({"57"}, "http://127.0.0.1:9090")):
        (kept,) = (pulled(layout, older, there, source) if source else pulled(layout, older, there)).kept_back
        assert "to have the older, move the file away and do this again, or let --overwrite put it" in kept.why
    assert own.read_bytes() == before
    done = pulled(layout, older, {"57"})
    assert (done.written, done.turned_back) == (["ann-a/harl-0001"], {"ann-a/harl-0001": "107"})
    assert b'"s1"' in own.read_bytes()
    assert pulled(layout, older, {"57"}).same == ["ann-a/harl-0001"]


def test_older_work_that_says_the_same_makes_nothing_older(layout: Layout, own: Path) -> None:
    for when in (MAY, JANUARY):
        assert bring(layout, [accepted(layout, when=when)]) == 0
    newer = own.read_bytes()
    assert bring(layout, [without(accepted(layout), "s1", when="2031-03-01T10:00:00Z")]) == 1
    assert own.read_bytes() == newer


def test_older_work_comes_in_where_nothing_stands(layout: Layout, own: Path) -> None:
    assert bring(layout, [accepted(layout, when=MAY)]) == 0
    own.unlink()
    assert bring(layout, [accepted(layout, when=JANUARY)]) == 0
    assert own.is_file()


def test_an_edit_is_overwritten_where_that_is_asked_for(layout: Layout, own: Path, capsys: Said) -> None:
    tasks = [accepted(layout)]
    assert bring(layout, tasks) == 0
    first = own.read_bytes()
    edited = edit(own)
    assert bring(layout, tasks) == 0, "nothing new has come, so there is nothing to decide"
    assert own.read_bytes() == edited
    capsys.readouterr()
    assert bring(layout, tasks, "--overwrite") == 0
    assert "1 file changed" in capsys.readouterr().out
    assert own.read_bytes() == first


def test_an_export_that_was_mended_by_hand_is_read_though_its_time_did_not_change(layout: Layout, own: Path) -> None:
    task = accepted(layout)
    assert bring(layout, [task]) == 0
    assert b'"s1"' in own.read_bytes()
    assert bring(layout, [without(task, "s1")]) == 0
    assert b'"s1"' not in own.read_bytes()
    edited = edit(own)
    assert bring(layout, [task]) == 1
    assert own.read_bytes() == edited


def refused(layout: Layout, when: str = MAY) -> Task:
    """A second task over the article with a newer annotation by the same user, on another text."""
    task = accepted(layout, when=when, task=2)
    task["data"] |= {"text": "Another text.", "text_sha256": "0" * 64}
    return task


@pytest.mark.parametrize("order", [1, -1])
def test_newer_work_that_is_refused_whole_displaces_no_older(
    layout: Layout, own: Path, capsys: Said, order: int
) -> None:
    assert bring(layout, [accepted(layout, when=JANUARY), refused(layout)][::order]) == 1
    said = capsys.readouterr().out
    assert own.read_bytes().count(b"\n") > 5
    assert "LST002" in said
    assert "found an older one, which came in for it: annotation 57 of task 1" in said
    assert "fix  mend this annotation as its other messages say, and it counts" in said
    assert "delete this annotation" not in said
    (kept,) = quarantined(layout)
    assert (kept["task"], kept["annotation"]) == ("2", "107")


def test_older_work_that_is_refused_whole_is_no_matter_once_there_is_newer(
    layout: Layout, own: Path, capsys: Said
) -> None:
    good = [accepted(layout, when=when, task=task) for when, task in ((JANUARY, 1), ("2031-06-01T10:00:00Z", 3))]
    assert bring(layout, [good[0], refused(layout), good[1]]) == 0
    assert "LST002" not in capsys.readouterr().out
    assert own.is_file()
    assert not quarantined(layout)


def test_an_annotation_of_which_everything_is_refused_writes_no_file(layout: Layout, own: Path) -> None:
    task = accepted(layout, when=MAY)
    for raw in task["annotations"][0]["result"]:
        if "labels" in raw.get("value", {}):
            raw["value"]["end"] = 10**6
    assert bring(layout, [task]) == 1
    assert not own.exists()
    layout.annotation("gold", "harl-0001").rename(layout.root / "gold.jsonl")
    assert chosen_ids(layout, [], unannotated=True) == ["harl-0001"]
    (layout.root / "gold.jsonl").rename(layout.annotation("gold", "harl-0001"))
    assert bring(layout, [accepted(layout, when=JANUARY)]) == 0
    before = own.read_bytes()
    assert bring(layout, [task]) == 1
    assert own.read_bytes() == before


def test_an_annotation_without_a_mark_is_a_file_without_a_record(layout: Layout, own: Path) -> None:
    task = accepted(layout)
    task["annotations"][0]["result"] = []
    assert bring(layout, [task]) == 0
    assert own.read_bytes().count(b"\n") == 1
