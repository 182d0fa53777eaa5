"""Articles are taken in whole, each with its source, and what may not be is refused by name."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conflict_claims.articles import Article, read_article
from conflict_claims.cli import main
from conflict_claims.files.layout import Layout
from conflict_claims.formats.received import ReadOptions, read_received
from conflict_claims.formats.refusal import Refusal
from conflict_claims.ingest.add import AddOptions, AddResult, add
from conflict_claims.ingest.known import NoCorpus, known
from conflict_claims.text.normalise import text_sha256

BODY = " ".join(f"word{number}" for number in range(120))


def take(layout: Layout, path: Path, options: AddOptions | None = None) -> AddResult:
    return add(layout, known(layout), read_received(str(path), ReadOptions()), options or AddOptions())


def file(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def article(layout: Layout, article_id: str) -> Article:
    found, problems = read_article(layout.article(article_id), layout)
    assert found is not None
    assert problems == []
    return found


def files_of(layout: Layout) -> set[str]:
    return {layout.name(path) for path in layout.root.rglob("*") if path.is_file()} - {"corpus/corpus.yaml"}


def test_an_article_gets_the_first_id_and_keeps_its_source_byte_for_byte(layout: Layout, tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbfTitle\r\n\r\nTitle\r\n\r\nBody \xe2\x80\x9cx\xe2\x80\x9d.\r\n"
    [added] = take(layout, file(tmp_path, "a.txt", raw)).added
    found = article(layout, "balochistan-0001")
    assert (layout.raw / "balochistan-0001.txt").read_bytes() == raw
    assert found.text == added.text == "Title\n\nBody “x”."
    assert found.front["raw_sha256"] == hashlib.sha256(raw).hexdigest()
    assert found.front["text_sha256"] == text_sha256(found.text)
    assert (found.front["license"], found.front["split"], found.front["origin"]) == (
        "not-stated",
        "train",
        "received",
    )
    assert found.front["cleaning"] == [
        "5 line ends changed to LF",
        "headline repeated as a caption: 1 paragraph dropped",
    ]
    assert found.front["retrieved"] is None


def test_what_the_user_states_stands_in_the_front_matter(layout: Layout, tmp_path: Path) -> None:
    options = AddOptions(
        prefix="sudan-west", license="CC0-1.0", split="test", language="ur", outlet="The: Daily",
        url="https://a.b/c", published=date(2024, 8, 27), retrieved=date(2024, 9, 1),
    )  # fmt: skip
    take(layout, file(tmp_path, "a.txt", "Title: “x”\n\nBody."), options)
    front = article(layout, "sudan-west-0001").front
    assert front["title"] == "Title: “x”"
    assert (front["outlet"], front["published"], front["retrieved"]) == (
        "The: Daily", date(2024, 8, 27), date(2024, 9, 1)
    )  # fmt: skip
    assert (front["language"], front["license"], front["split"]) == ("ur", "CC0-1.0", "test")


def test_a_report_written_from_sources_has_the_licence_of_the_corpus(layout: Layout, tmp_path: Path) -> None:
    sources = ("https://a.b/1", "https://a.b/2")
    options = AddOptions(origin="report_from_sources", facts_from=sources, facts_checked=date(2024, 9, 1))
    take(layout, file(tmp_path, "a.txt", "Title\n\nBody."), options)
    front = article(layout, "balochistan-0001").front
    assert (front["license"], front["facts_from"]) == ("CC-BY-4.0", list(sources))


def test_a_number_that_was_ever_given_is_never_given_again(layout: Layout, tmp_path: Path) -> None:
    (layout.annotations / "gold").mkdir()
    (layout.annotations / "gold" / "balochistan-0007.jsonl").write_text("{}\n")
    (layout.raw / "balochistan-0009.html").write_text("x")
    [added] = take(layout, file(tmp_path, "a.txt", "Title\n\nBody.")).added
    assert added.id == "balochistan-0010"


def test_the_same_text_is_refused_and_its_twin_named(layout: Layout, tmp_path: Path) -> None:
    take(layout, file(tmp_path, "a.txt", "Title\n\nBody."))
    [refusal] = take(layout, file(tmp_path, "b.md", "# Title\r\n\r\nTitle\r\n\r\nBody.")).refused
    assert "balochistan-0001" in refusal.found
    assert files_of(layout) == {"corpus/articles/balochistan-0001.md", "corpus/raw/balochistan-0001.txt"}


def test_the_same_text_twice_in_one_run_is_refused(layout: Layout, tmp_path: Path) -> None:
    record = json.dumps({"title": "T", "text": "Body."})
    result = take(layout, file(tmp_path, "a.jsonl", f"{record}\n{record}\n"))
    assert (len(result.added), len(result.refused)) == (1, 1)


def test_a_near_duplicate_is_taken_in_with_a_warning_that_says_how_alike_and_in_which_split(
    layout: Layout, tmp_path: Path
) -> None:
    take(layout, file(tmp_path, "a.txt", f"Title\n\n{BODY}"), AddOptions(split="test"))
    [added] = take(layout, file(tmp_path, "b.txt", f"Title\n\n{BODY} and more")).added
    [near] = added.near
    assert (near.id, near.split) == ("balochistan-0001", "test")
    assert near.similarity == pytest.approx(117 / 119)


def test_a_record_of_a_list_keeps_its_own_bytes(layout: Layout, tmp_path: Path) -> None:
    text = '[{"title": "A", "text": "One."},\n  {"title": "B",   "text": "Two. \\u00e9"}]'
    take(layout, file(tmp_path, "a.json", text))
    assert (layout.raw / "balochistan-0002.json").read_text() == '{"title": "B",   "text": "Two. \\u00e9"}'
    assert article(layout, "balochistan-0002").text == "B\n\nTwo. é"


def test_one_bad_record_stops_no_other(layout: Layout, tmp_path: Path) -> None:
    lines = ['{"title":"A","text":"One."}', "{", '{"title":"B","text":"Two."}']
    result = take(layout, file(tmp_path, "a.jsonl", "\n".join(lines)))
    assert [added.id for added in result.added] == ["balochistan-0001", "balochistan-0002"]
    assert [refusal.place.rpartition(":")[2] for refusal in result.refused] == ["2"]


BAD_IDS = [
    "../../x", "../x-0001", "/etc/x-0001", "a/b-0001", "balochistan-1", "Balochistan-0001", "x\0-0001", "..",
    "balochistan-0001/", "balochistan-0001\n", "balochistan-٠٠٠١", "con", "balochistan", "-0001",
]  # fmt: skip


@pytest.mark.parametrize("article_id", BAD_IDS)
def test_no_id_leads_out_of_the_corpus(layout: Layout, tmp_path: Path, article_id: str) -> None:
    path = file(tmp_path, "a.txt", "Title\n\nBody.")
    before = sorted(tmp_path.rglob("*"))
    result = take(layout, path, AddOptions(article_id=article_id))
    assert len(result.refused) == 1
    assert sorted(tmp_path.rglob("*")) == before


def test_an_id_from_a_record_is_checked_too(layout: Layout, tmp_path: Path) -> None:
    record = json.dumps({"title": "A", "text": "One.", "id": "../../x-0001"})
    assert main(["add", "--root", str(layout.root), "--field-id", "id", str(file(tmp_path, "a.jsonl", record))]) == 1
    assert files_of(layout) == set()


def test_a_prefix_or_language_that_the_corpus_does_not_have_is_refused(layout: Layout, tmp_path: Path) -> None:
    path = file(tmp_path, "a.txt", "Title\n\nBody.")
    [prefix] = take(layout, path, AddOptions(prefix="mali")).refused
    [language] = take(layout, path, AddOptions(language="fr")).refused
    assert "balochistan, sudan-west" in prefix.expected
    assert "en, ur" in language.expected


def test_a_folder_that_leads_out_of_the_corpus_is_not_written_to(layout: Layout, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    layout.raw.rmdir()
    layout.raw.symlink_to(outside)
    [refusal] = take(layout, file(tmp_path, "a.txt", "Title\n\nBody.")).refused
    assert "leads out of it" in refusal.found
    assert (list(outside.iterdir()), files_of(layout)) == ([], set())


def test_nothing_is_written_over(layout: Layout, tmp_path: Path) -> None:
    held = known(layout)
    (layout.raw / "balochistan-0001.txt").symlink_to(tmp_path / "elsewhere")
    received = read_received(str(file(tmp_path, "a.txt", "Title\n\nBody.")), ReadOptions())
    [refusal] = add(layout, held, received, AddOptions()).refused
    assert refusal.expected == "no file at corpus/raw/balochistan-0001.txt"


@pytest.mark.parametrize("failing", [1, 2])
def test_a_failure_between_the_two_files_leaves_neither(
    layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    real, calls = os.replace, []

    def replace(source: str, target: str) -> None:
        calls.append(target)
        if len(calls) == failing:
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr("os.replace", replace)
    lines = '{"title":"A","text":"One."}\n{"title":"B","text":"Two."}\n'
    result = take(layout, file(tmp_path, "a.jsonl", lines))
    assert [refusal.place.rpartition(":")[2] for refusal in result.refused] == ["1"]
    assert [added.id for added in result.added] == ["balochistan-0001"]
    assert files_of(layout) == {"corpus/articles/balochistan-0001.md", "corpus/raw/balochistan-0001.json"}
    assert article(layout, "balochistan-0001").text == "B\n\nTwo."


def test_a_dry_run_says_the_same_and_writes_nothing(layout: Layout, tmp_path: Path) -> None:
    lines = '{"title":"A","text":"One."}\n{"title":"A","text":"One."}\n{"title":"B","text":"Two."}\n'
    result = take(layout, file(tmp_path, "a.jsonl", lines), AddOptions(dry_run=True))
    assert [(added.id, added.written) for added in result.added] == [
        ("balochistan-0001", False), ("balochistan-0002", False)
    ]  # fmt: skip
    assert (len(result.refused), files_of(layout)) == (1, set())


def test_an_article_that_cannot_be_read_is_named_and_its_id_stays_taken(layout: Layout, tmp_path: Path) -> None:
    (layout.articles / "balochistan-0004.md").write_text("no front matter")
    held = known(layout)
    assert held.unread == ["corpus/articles/balochistan-0004.md"]
    assert held.next_id("balochistan") == "balochistan-0005"


def test_without_settings_there_is_no_corpus(layout: Layout) -> None:
    layout.settings.write_text("name: x\nname: y\n")
    with pytest.raises(NoCorpus):
        known(layout)


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    title=st.text(st.characters(codec="utf-8"), min_size=1, max_size=40),
    body=st.text(st.characters(codec="utf-8")),
)
def test_any_text_that_is_taken_in_reads_back_as_it_is(layout: Layout, title: str, body: str) -> None:
    held = known(layout)
    path = file(layout.root, "received.json", json.dumps({"title": title, "text": body}))
    result = add(layout, held, read_received(str(path), ReadOptions()), AddOptions(outlet=title.strip() or None))
    for added in result.added:
        found = article(layout, added.id)
        assert (found.text, found.front["title"]) == (added.text, added.front["title"])
        assert found.front["text_sha256"] == text_sha256(found.text)
    assert not [one for one in result.refused if "reads back" in one.expected]


def run(layout: Layout, *words: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    program = "import sys; from conflict_claims.cli import main; sys.exit(main())"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    return subprocess.run(
        [sys.executable, "-c", program, "add", "--root", str(layout.root), *words],
        input=stdin, capture_output=True, env=environment, check=False,
    )  # fmt: skip


def test_the_command_reads_standard_input_and_says_what_it_did(layout: Layout) -> None:
    done = run(layout, "-", "--outlet", "The Daily", stdin=b"Title\n\nTitle\n\nBody.")
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode() == (
        "balochistan-0001  added from <stdin>\n"
        "  corpus/articles/balochistan-0001.md  12 characters, split train, not-stated\n"
        "  cleaning  headline repeated as a caption: 1 paragraph dropped\n"
        "1 added, 0 refused\n"
    )
    assert done.stderr == b""


@pytest.mark.slow
def test_the_command_warns_of_a_near_duplicate_in_another_split(layout: Layout) -> None:
    run(layout, "-", "--split", "test", stdin=f"Title\n\n{BODY}".encode())
    done = run(layout, "-", stdin=f"Title\n\n{BODY} more".encode())
    assert done.returncode == 0
    assert done.stderr.decode() == (
        "balochistan-0002  warning: nearly the same as balochistan-0001 (split test): "
        "99% of their runs of five words are the same\n"
        "  fix  near-duplicates share a split: give both test\n"
    )


def test_the_command_ends_with_1_where_something_was_refused(layout: Layout, tmp_path: Path) -> None:
    good, bad = file(tmp_path, "a.txt", "Title\n\nBody."), file(tmp_path, "b.txt", b"T\n\n\xff\xfe\xff")
    done = run(layout, str(bad), str(good))
    assert done.returncode == 1
    assert done.stdout.decode().endswith("1 added, 1 refused\n")
    assert f"{bad}:3  refused" in done.stderr.decode()


@pytest.mark.parametrize(
    "words",
    [
        ["a.txt", "b.txt", "--id", "balochistan-0001"],
        ["a.txt", "b.txt", "--title", "T"],
        ["-", "-"],
        ["a.jsonl", "--title", "T"],
        ["a.txt", "--id", "balochistan-0001", "--prefix", "balochistan"],
        ["a.txt", "--published", "yesterday"],
        ["a.txt", "--url", "javascript:alert(1)"],
        ["a.txt", "--license", "free"],
        ["a.txt", "--split", "dev"],
        [],
    ],
)
def test_wrong_usage_ends_with_2(layout: Layout, words: list[str]) -> None:
    done = run(layout, *words)
    assert (done.returncode, files_of(layout)) == (2, set())
    assert b"Traceback" not in done.stderr


def test_a_folder_without_a_corpus_is_wrong_usage(tmp_path: Path) -> None:
    done = run(Layout(tmp_path), "-", stdin=b"Title\n\nBody.")
    assert (done.returncode, b"no corpus" in done.stderr) == (2, True)


@pytest.mark.slow
def test_two_runs_at_once_give_two_ids(layout: Layout, tmp_path: Path) -> None:
    program = "import sys; from conflict_claims.cli import main; sys.exit(main())"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    started = [
        subprocess.Popen(
            [sys.executable, "-c", program, "add", "--root", str(layout.root),
             str(file(tmp_path, f"{number}.txt", f"Title {number}\n\nBody {number}."))],
            env=environment, stdout=subprocess.DEVNULL,
        )
        for number in range(4)
    ]  # fmt: skip
    assert [process.wait() for process in started] == [0] * 4
    assert len(layout.article_files()) == 4


def test_refusals_say_how_to_mend() -> None:
    refusal = Refusal("a.txt:3", "UTF-8", "byte 0xff at offset 8", "pass --encoding")
    assert refusal.message() == (
        "a.txt:3  refused\n  expected UTF-8   found byte 0xff at offset 8\n  fix  pass --encoding"
    )
