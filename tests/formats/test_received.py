"""Files of every format are read, and whatever is wrong with one is said with its place."""

from __future__ import annotations

import io
import json
import time
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflict_claims.formats.json_parts import array_parts
from conflict_claims.formats.received import ReadOptions, Received, read_received
from conflict_claims.formats.records import FieldNames
from conflict_claims.formats.refusal import Refusal

PAGE = """<?xml version="1.0" encoding="utf-8"?><!doctype html><html lang="en-GB"><head>
<title>Group blames attacks | The Daily</title><meta property="og:title" content="Group blames attacks">
<meta property="og:site_name" content="The Daily"><link rel="canonical" href="https://example.org/a/1">
<meta property="article:published_time" content="2024-08-27T10:00:00Z"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Group blames attacks</h1>
<p>A group has claimed responsibility for the attacks, killing over <b>50 people</b>, mostly civilians.</p>
<p>Police said at least 12 people died &amp; the army &lt;will&gt; respond to all of these attacks.</p>
<script>document.write("never")</script></article><footer>Copyright</footer></body></html>"""


def read(path: Path, options: ReadOptions | None = None) -> list[Received | Refusal]:
    return list(read_received(str(path), options or ReadOptions()))


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def one(path: Path, options: ReadOptions | None = None) -> Received:
    [item] = read(path, options)
    assert isinstance(item, Received), item
    return item


def refused(path: Path, options: ReadOptions | None = None) -> Refusal:
    [item] = read(path, options)
    assert isinstance(item, Refusal), item
    return item


def test_a_text_file_keeps_its_bytes(tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbfTitle\r\n\r\nBody \xe2\x80\x9cx\xe2\x80\x9d.\r\n"
    item = one(write(tmp_path / "a.txt", raw))
    assert (item.title, item.text, item.raw, item.extension) == ("Title", "Title\n\nBody “x”.", raw, "txt")
    assert item.encoding is None


def test_a_detected_encoding_is_named(tmp_path: Path) -> None:
    text = "Title of it\n\nThe group said that the army’s toll was “wrong” and that it had won."
    item = one(write(tmp_path / "a.txt", text.encode("cp1252")))
    assert (item.text, item.encoding) == (text, "windows-1252")
    assert item.cleaning == ("encoding windows-1252 was detected",)


def test_a_page_gives_its_text_and_what_it_says_of_itself(tmp_path: Path) -> None:
    item = one(write(tmp_path / "a.html", PAGE))
    assert item.text == (
        "Group blames attacks\n\n"
        "A group has claimed responsibility for the attacks, killing over 50 people, mostly civilians.\n\n"
        "Police said at least 12 people died & the army <will> respond to all of these attacks."
    )
    assert (item.url, item.outlet, item.language) == ("https://example.org/a/1", "The Daily", "en")
    assert item.published == date(2024, 8, 27)


def test_a_page_in_utf_16_is_read(tmp_path: Path) -> None:
    item = one(write(tmp_path / "a.html", b"\xff\xfe" + PAGE.encode("utf-16-le")))
    assert (item.title, item.encoding) == ("Group blames attacks", "utf-16-le")


def test_reading_a_page_opens_no_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    page = PAGE.replace("<h1>", '<img src="http://127.0.0.1:9/a.png"><iframe src="http://127.0.0.1:9/"></iframe><h1>')
    assert one(write(tmp_path / "a.html", page)).title == "Group blames attacks"


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 10_000 + "text " * 50 + "</div>" * 10_000,
        "<p>" + "<b>" * 20_000 + "text " * 50,
        "<table><tr><td>" * 5_000 + "x",
        "<" * 300_000,
        pytest.param("<a href=x>abc</a>" * 20_000, marks=pytest.mark.slow),
        "<script>" + "a" * 1_000_000,
        "<!--" * 100_000,
        "\0" * 10_000,
        "&#xD800;&#0;",
    ],
)
def test_hostile_pages_are_read_or_refused_in_bounded_time(tmp_path: Path, page: str) -> None:
    began = time.monotonic()
    assert len(read(write(tmp_path / "a.html", f"<html><title>T</title><body>{page}"))) == 1
    assert time.monotonic() - began < 10


def test_a_table_in_a_page_gives_a_line_a_row_and_costs_no_paragraph(tmp_path: Path) -> None:
    page = PAGE.replace(
        "<script>",
        "<table><tr><th>killed</th><td>12</td></tr><tr><th>hurt</th><td>a | b</td></tr></table><script>",
    )
    item = one(write(tmp_path / "a.html", page))
    assert item.text.split("\n\n")[2:] == [
        "Police said at least 12 people died & the army <will> respond to all of these attacks.",
        "killed 12",
        "hurt a | b",
    ]


def test_a_page_without_a_report_is_refused(tmp_path: Path) -> None:
    assert "the text of a report" in refused(write(tmp_path / "a.html", "<html><body></body></html>")).expected


MARKDOWN = """\
---
title: "Group: blames attacks"
date: 2024-08-27
url: https://example.org/a
---
# Group blames attacks

Some **bold** [link](http://a.b/c) &amp; text
in two lines.

> quoted

- one
- two

![A caption](x.png)

<div onclick="x()"><p>inside</p><script>alert(1)</script></div>

line<br>break
"""


def test_markdown_gives_what_a_reader_of_the_page_reads(tmp_path: Path) -> None:
    item = one(write(tmp_path / "a.md", MARKDOWN))
    assert item.text.split("\n\n") == [
        "Group: blames attacks", "Some bold link & text in two lines.", "quoted", "one", "two", "inside",
        "line\nbreak",
    ]  # fmt: skip
    assert (item.url, item.published) == ("https://example.org/a", date(2024, 8, 27))
    assert item.cleaning == ("description of an image: 1 image dropped", "embedded HTML: 7 tags dropped")


def test_markdown_without_front_matter_begins_with_its_headline(tmp_path: Path) -> None:
    assert one(write(tmp_path / "a.md", "Title\n\n## Part\n\nText.")).text == "Title\n\nPart\n\nText."


def test_broken_front_matter_is_refused_with_its_line(tmp_path: Path) -> None:
    item = refused(write(tmp_path / "a.md", "---\ntitle: a\ntitle: b\n---\ntext"))
    assert item.place.endswith("a.md:3")


@pytest.mark.parametrize("text", ["[" * 10_000, ">" * 10_000 + "a", "*" * 20_000, "`" * 10_001, "![" * 5_000])
def test_hostile_markdown_is_read_in_bounded_time(tmp_path: Path, text: str) -> None:
    began = time.monotonic()
    one(write(tmp_path / "a.md", f"# Title\n\nBody.\n\n{text}"))
    assert time.monotonic() - began < 10


def test_each_line_of_jsonl_is_read_or_refused_by_itself(tmp_path: Path) -> None:
    lines = [
        b'{"title":"T","text":"One.\\n\\nTwo.","url":"https://a.b/c","date":"2024-08-27T10:00:00Z","source":{"id":1}}',
        b"",
        b'{"title":"T","text":"a","title":"x"}',
        b'{"title":"\\ud83d","text":"a"}',
        b'{"title":"T","text":NaN}',
        b"[" * 10_000,
        b'{"title":"T","text":5}',
        b'{"headline":"H","body":"B \xe9"}',
        b'{"headline":"H","body":"<p>B</p>"}',
        b'{"headline":"H","body":"B","date":"08/07/2024"}',
        b"[1]",
        b'{"a":1}',
        b'{"headline":"H","body":["One.","Two."],"published":"Tue, 27 Aug 2024 23:00:00 -0500"}\r',
    ]
    found = read(write(tmp_path / "a.jsonl", b"\n".join(lines)))
    good = [item for item in found if isinstance(item, Received)]
    assert [item.place.rpartition(":")[2] for item in found] == "1 3 4 5 6 7 8 9 10 11 12 13".split()
    assert [item.text for item in good] == ["T\n\nOne.\n\nTwo.", "H\n\nOne.\n\nTwo."]
    assert [item.published for item in good] == [date(2024, 8, 27), date(2024, 8, 27)]
    assert (good[0].raw, good[1].raw) == (lines[0], lines[12].removesuffix(b"\r"))
    messages = [item.found for item in found if isinstance(item, Refusal)]
    assert messages == [
        'the key "title" twice',
        "an unpaired surrogate (column 11)",
        "NaN, which is no JSON",
        "brackets nested more than 32 deep (column 33)",
        "a number",
        "byte 0xe9 at offset 26 (invalid continuation byte)",
        "HTML (</p>)",
        "'08/07/2024'",
        "a list",
        "the fields a",
    ]


def test_a_broken_record_of_an_array_leaves_the_others_whole(tmp_path: Path) -> None:
    text = '[\n {"title":"A ] ,","text":"x \\" ]"},\n {"title":"B" "text":1},\n {"title":"C","text":"z"}\n]\n'
    found = read(write(tmp_path / "a.json", text))
    assert [type(item) for item in found] == [Received, Refusal, Received]
    assert [item.place.rpartition(":")[2] for item in found] == ["2 (record 1)", "3 (record 2)", "4 (record 3)"]
    assert isinstance(found[0], Received)
    assert found[0].raw == b'{"title":"A ] ,","text":"x \\" ]"}'


@pytest.mark.parametrize(
    "text",
    [
        '[{"title":"A","text":"b"}, {"title":',
        '[{"title":"A","text":"b"}] rest',
        '[{"title":"A","text":"b"}, "',
    ],
)
def test_an_array_that_breaks_off_or_goes_on_gives_its_whole_records(tmp_path: Path, text: str) -> None:
    found = read(write(tmp_path / "a.json", text))
    assert [type(item) for item in found] == [Received, Refusal]


@pytest.mark.parametrize(
    "text", ["[" * 10_000 + "]" * 10_000, '["' + '\\"' * 500_000, "[" * 500_000, "[" + '"' * 500_001]
)
def test_hostile_arrays_are_refused_in_bounded_time(tmp_path: Path, text: str) -> None:
    began = time.monotonic()
    assert all(isinstance(item, Refusal) for item in read(write(tmp_path / "a.json", text)))
    assert time.monotonic() - began < 10


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner),
    max_leaves=20,
)


@pytest.mark.slow
@given(st.lists(JSON, max_size=6), st.sampled_from([None, 1]))
def test_the_elements_of_any_array_are_cut_out_whole(values: list[object], indent: int | None) -> None:
    parts = list(array_parts(json.dumps(values, indent=indent, ensure_ascii=False)))
    assert [json.loads(part.text) for part in parts] == values
    assert all(part.whole for part in parts)


@settings(max_examples=200)
@given(st.text(alphabet='[]{},:" \\a1\n', max_size=60))
def test_cutting_never_fails_on_what_is_no_json(text: str) -> None:
    list(array_parts("[" + text))


def test_fields_are_named_by_the_user_with_dots_for_nesting(tmp_path: Path) -> None:
    record = {"article": {"head": "T", "body": "Text."}, "meta.day": "20240102", "key": "balochistan-0009"}
    names = FieldNames(title="article.head", text="article.body", published="meta.day", id="key")
    item = one(write(tmp_path / "a.json", json.dumps(record)), ReadOptions(fields=names))
    assert (item.text, item.published, item.record_id) == ("T\n\nText.", date(2024, 1, 2), "balochistan-0009")


def test_a_list_of_articles_inside_an_object_is_pointed_out(tmp_path: Path) -> None:
    item = refused(write(tmp_path / "a.json", '{"articles":[{"title":"T"}]}'))
    assert "articles" in item.fix


def test_what_the_user_states_is_not_read_from_the_record(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", '{"title":"T","text":"Text.","date":"08/07/2024"}')
    assert one(path, ReadOptions(given=frozenset({"published"}))).published is None


def test_jsonl_in_utf_16_is_read(tmp_path: Path) -> None:
    lines = '{"title":"T","text":"Text."}\n{"title":"U","text":"Text."}\n'
    found = read(write(tmp_path / "a.jsonl", b"\xff\xfe" + lines.encode("utf-16-le")))
    assert [item.title for item in found if isinstance(item, Received)] == ["T", "U"]


def test_jsonl_in_a_declared_encoding_keeps_its_bytes(tmp_path: Path) -> None:
    raw = '{"title":"مقتل","text":"أربعة جنود"}'.encode("cp1256")
    item = one(write(tmp_path / "a.jsonl", raw), ReadOptions(encoding="windows-1256"))
    assert (item.text, item.raw, item.encoding) == ("مقتل\n\nأربعة جنود", raw, "windows-1256")


def test_a_line_that_is_too_long_is_refused_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("conflict_claims.formats.record_files.MOST_LINE_BYTES", 100)
    text = '{"title":"T","text":"' + "x" * 1000 + '"}\n{"title":"U","text":"Text."}\n'
    found = read(write(tmp_path / "a.jsonl", text))
    assert [type(item) for item in found] == [Refusal, Received]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", b"", "a file with content"),
        ("a.txt", b" \n \n", "a text"),
        ("a.txt", b"Title only\n", "a text beneath the headline"),
        ("a.pdf", b"%PDF", "a file that ends in one of"),
        ("a.json", b"[]", "at least one record"),
        ("a.jsonl", b"\n\n", "at least one record"),
        ("a.jsonl", b"", "at least one record"),
        ("a.md", b"---\n---\n", "a text"),
        ("a.html", b"", "a file with content"),
    ],
)
def test_what_holds_no_article_is_refused(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    assert refused(write(tmp_path / name, content)).expected.startswith(expected)


def test_folders_links_and_missing_files_are_refused(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "T\n\nText.")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "folder.txt").mkdir()
    assert refused(tmp_path / "link.txt").found == "a symbolic link"
    assert refused(tmp_path / "folder.txt").found == "a folder"
    assert refused(tmp_path / "none.txt").found == "No such file or directory"


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("conflict_claims.formats.received.MOST_BYTES", 10)
    assert "at most 10 bytes" in refused(write(tmp_path / "a.txt", "Title\n\nText text.")).expected


def test_many_records_on_standard_input_are_all_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("conflict_claims.formats.received.MOST_BYTES", 100)
    lines = b"".join(b'{"title":"T%d","text":"Text."}\n' % number for number in range(50))
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(lines)))
    assert len([one for one in read_received("-", ReadOptions(format="jsonl")) if isinstance(one, Received)]) == 50


def test_a_wide_file_of_records_that_is_too_large_is_refused_and_not_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("conflict_claims.formats.record_files._MOST_WIDE_BYTES", 100)
    text = '{"title":"T","text":"Text."}\n' * 10
    assert "line by line" in refused(write(tmp_path / "a.jsonl", b"\xff\xfe" + text.encode("utf-16-le"))).found


def test_standard_input_is_plain_text_unless_said_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"T\n\nText.")))
    [item] = read_received("-", ReadOptions())
    assert isinstance(item, Received)
    assert (item.place, item.text) == ("<stdin>", "T\n\nText.")
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b'{"title":"T","text":"Text."}')))
    [item] = read_received("-", ReadOptions(format="jsonl"))
    assert isinstance(item, Received)
    assert item.extension == "json"
