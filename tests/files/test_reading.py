"""Files of others are opened with care."""

import os
from pathlib import Path

import pytest

from conflict_claims.files.layout import Layout, is_annotator, is_article_id
from conflict_claims.files.reading import MAX_LINE_BYTES, Unreadable, read_lines, read_text


def fault_of(path: Path) -> tuple[str, str, int]:
    with pytest.raises(Unreadable) as caught:
        read_text(path)
    return caught.value.rule, caught.value.found, caught.value.line


def test_a_folder_a_link_a_pipe_and_an_absent_file_are_no_regular_files(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("secret")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    os.mkfifo(tmp_path / "pipe")
    assert fault_of(tmp_path)[:2] == ("DOC001", "a folder")
    assert fault_of(tmp_path / "link")[:2] == ("DOC001", "a symbolic link")
    assert fault_of(tmp_path / "pipe")[:2] == ("DOC001", "a device or socket")
    assert fault_of(tmp_path / "absent")[:2] == ("DOC001", "No such file or directory")


def test_a_wrong_encoding_is_told_with_byte_and_line(tmp_path: Path) -> None:
    (tmp_path / "latin").write_bytes("one\ntwo\ncafé".encode("latin-1"))
    assert fault_of(tmp_path / "latin") == ("DOC003", "byte 0xe9 at offset 11", 3)


def test_a_line_that_is_too_long_is_passed_over_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "long"
    path.write_bytes(b"first\n" + b"x" * (3 * MAX_LINE_BYTES) + b"\nlast\n")
    lines = list(read_lines(path))
    assert [line.text for line in lines] == ["first", "", "last"]
    assert lines[1].fault is not None
    assert (lines[1].fault.rule, lines[1].fault.found) == ("DOC005", f"{3 * MAX_LINE_BYTES + 1:,} bytes")


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "harl-1", "Harl-0001", "harl-0001/../x", "harl-0001\n", "-0001", ""]
)
def test_no_id_becomes_a_path_out_of_the_corpus(name: str, tmp_path: Path) -> None:
    assert not is_article_id(name)
    with pytest.raises(ValueError, match="no article id"):
        Layout(tmp_path).article(name)


@pytest.mark.parametrize("name", ["..", "a/b", "", ".git", "gold\x00"])
def test_no_annotator_becomes_a_path_out_of_annotations(name: str, tmp_path: Path) -> None:
    assert not is_annotator(name)
    with pytest.raises(ValueError, match="no annotator"):
        Layout(tmp_path).annotation(name, "harl-0001")
