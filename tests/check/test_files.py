"""A file that cannot be read has its own message, and the other files are still checked."""

from __future__ import annotations

import os
import resource
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from conflict_claims.files.layout import Layout
from tests.check.broken import ARTICLE, PASS, TEXT, add_article, add_pass, clean, edit, found, records, told
from tests.sampling import mostly_slow

NOBODY = 65534


def second_article(root: Path) -> None:
    """Another article with a fault of its own, by which one sees that the run went on."""
    layout = clean(root)
    text = TEXT.replace("Tarn", "Velm")
    add_article(layout, "harl-0002", text)
    add_pass(layout, "harl-0002", text, [records(text)[0] | {"mention": "noun"}])


def broken_json(path: Path) -> None:
    edit(path, '"layer":"link","type":"subset_of"', '"layer":"link","type":')


def wrong_encoding(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"note"', b'"n"').replace(b"villagers", b"villag\xe9rs"))


def no_header(path: Path) -> None:
    path.write_bytes(b"\n".join(path.read_bytes().split(b"\n")[1:]))


def duplicate_key(path: Path) -> None:
    edit(path, '"id":"a1",', '"id":"a1","id":"a1",')


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def link(path: Path) -> None:
    path.rename(path.with_suffix(".moved"))
    path.symlink_to(path.with_suffix(".moved"))
    shutil.move(path.with_suffix(".moved"), path.parent.parent.parent / "moved")


def broken_yaml(path: Path) -> None:
    edit(path, "language: en", "language: [en")


def broken_toml(path: Path) -> None:
    path.write_text("[[waiver]\n")


def duplicate_yaml_key(path: Path) -> None:
    edit(path, "language: en\n", "language: en\nlanguage: ur\n")


CASES: list[tuple[str, Callable[[Path], None], str]] = [
    (PASS, broken_json, f"{PASS}:11:1  error  SPN001"),
    (PASS, wrong_encoding, f"{PASS}:2:1  error  DOC003"),
    (PASS, no_header, f"{PASS}:1:1  error  SPN003"),
    (PASS, duplicate_key, f"{PASS}:2:1  error  SPN002"),
    (PASS, folder, f"{PASS}  error  DOC001"),
    (PASS, empty, f"{PASS}  error  DOC002"),
    (PASS, link, f"{PASS}  error  DOC001"),
    (ARTICLE, wrong_encoding, f"{ARTICLE}:3:1  error  DOC003"),
    (ARTICLE, broken_yaml, f"{ARTICLE}:5:1  error  DOC007"),
    (ARTICLE, duplicate_yaml_key, f"{ARTICLE}:5:1  error  DOC008"),
    (ARTICLE, folder, f"{ARTICLE}  error  DOC001"),
    (ARTICLE, empty, f"{ARTICLE}  error  DOC002"),
    (ARTICLE, link, f"{ARTICLE}  error  DOC001"),
    ("corpus/corpus.yaml", empty, "corpus/corpus.yaml  error  DOC002"),
    ("corpus/corpus.yaml", folder, "corpus/corpus.yaml  error  DOC001"),
    ("annotations/waivers.toml", broken_toml, "annotations/waivers.toml:1:1  error  DOC007"),
]  # fmt: skip


NAMED = {f"{file}-{damage.__name__}": (file, damage, expected) for file, damage, expected in CASES}
QUICK = (f"{PASS}-broken_json", f"{PASS}-link", f"{ARTICLE}-broken_yaml", "corpus/corpus.yaml-empty")


@pytest.mark.parametrize(("file", "damage", "expected"), mostly_slow(NAMED, quick=QUICK))
def test_a_broken_file_is_named_and_the_others_are_checked(
    tmp_path: Path, file: str, damage: Callable[[Path], None], expected: str
) -> None:
    second_article(tmp_path)
    damage(tmp_path / file)
    text = told(Layout(tmp_path))
    assert expected in text
    assert "annotations/gold/harl-0002.jsonl:2:" in text
    assert "SPN016 unknown-label" in text
    assert "Traceback" not in text
    assert "INT001" not in text


@contextmanager
def unprivileged() -> Iterator[None]:
    """Root may read everything, so it steps down for a while."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


def test_a_file_without_permission_is_named() -> None:
    # Not in tmp_path, which nobody but its owner may enter.
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        layout = clean(Path(folder) / "corpus")
        told(layout)
        (layout.root / PASS).chmod(0)
        with unprivileged():
            assert f"{PASS}  error  DOC001" in told(layout)


@pytest.mark.slow
def test_a_line_of_100_megabytes_is_named_with_its_line_in_bounded_memory(tmp_path: Path) -> None:
    layout = clean(tmp_path)
    told(layout)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with (tmp_path / PASS).open("ab") as file:
        file.write(b'{"id":"a9","layer":"actor","text":"')
        for _ in range(100):
            file.write(b"x" * (1 << 20))
        file.write(b'"}\n')
    assert f"{PASS}:13:1  error  DOC005" in told(layout)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30 * 1024


def test_what_a_broken_file_keeps_from_being_checked_is_said(tmp_path: Path) -> None:
    layout = clean(tmp_path)
    edit(tmp_path / ARTICLE, "language: en\n", "")
    report = found(layout)
    assert [problem.rule for problem in report.problems] == ["DOC010"]
    assert {(one.what, one.count) for one in report.skipped} == {("articles", 1), ("annotation files", 1)}


def test_a_record_that_cannot_be_read_leaves_no_dangling_references_behind(tmp_path: Path) -> None:
    layout = clean(tmp_path)
    edit(tmp_path / PASS, '"text":"residents","type":"civilians"', '"text":"residents","type":7')
    report = found(layout)
    assert [problem.rule for problem in report.problems] == ["SPN007"]
    assert [(one.level, one.what, one.count) for one in report.skipped] == [
        ("L2", "records", 1), ("L3", "rows of casualties", 2), ("L3", "rows of links", 2)
    ]  # fmt: skip


def test_odd_file_names_are_named_without_harm(tmp_path: Path) -> None:
    layout = clean(tmp_path)
    for name in (b"\xff.md", b"::error::x\x1b[31m.md", b"a\nb.md", b"##[error].md"):
        Path(os.fsdecode(bytes(layout.articles) + b"/" + name)).write_text("x")
    os.mkfifo(layout.articles / "harl-0003.md")
    heads = [line for line in told(layout).splitlines() if not line.startswith("  ")]
    assert heads[:-2] == [
        "corpus/articles/##\\x5berror].md  error  DOC024 stray-file  [L2]",
        "corpus/articles/::error::x\\x1b[31m.md  error  DOC024 stray-file  [L2]",
        "corpus/articles/a\\nb.md  error  DOC024 stray-file  [L2]",
        "corpus/articles/harl-0003.md  error  DOC001 no-regular-file  [L1]",
        "corpus/articles/\\udcff.md  error  DOC024 stray-file  [L2]",
    ]
