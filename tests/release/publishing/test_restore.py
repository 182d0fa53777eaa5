"""Withheld texts come back from the user's own copies, and nothing else does."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from conflict_claims.build.dataset import Build
from conflict_claims.files.layout import Layout
from conflict_claims.formats.received import ReadOptions
from conflict_claims.release.last import read_last
from conflict_claims.release.publish import publish
from conflict_claims.release.refusal import Refused
from conflict_claims.release.restore import Restored, restore
from tests.build.test_dataset import built, loaded
from tests.corpora import TEXT, add_article, add_pass, records, span
from tests.release.hub_server import HubServer
from tests.release.planning.releases import planned, releasable, third
from tests.release.planning.test_hostile import zeroed_pages
from tests.release.publishing.command import release
from tests.release.publishing.conftest import hub_at

# As received: a paragraph a line, with an emoji, a repeated headline and a byline that cleaning drops.
ARTICLE = "\n\n".join(" ".join(paragraph.split("\n")) for paragraph in TEXT.split("\n\n"))
HEADLINE, *PARAGRAPHS = ARTICLE.split("\n\n")
PAGE = (
    f"<html><head><title>{HEADLINE}</title></head><body><article><h1>{HEADLINE}</h1>"
    + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    + "</article></body></html>"
)
COPIES = {
    "cleaned.txt": ARTICLE,
    "with-final-feed.txt": f"{ARTICLE}\n",
    "windows.txt": f"\ufeff{ARTICLE}".replace("\n", "\r\n"),
    "captions.txt": f"{HEADLINE}\n\n{HEADLINE}\n\n" + "\n\n".join(PARAGRAPHS),
    "page.html": PAGE,
    "records.jsonl": json.dumps({"title": HEADLINE, "text": "\n\n".join(PARAGRAPHS)}) + "\n",
    "no-ending": ARTICLE,
    "copy.rst": f"{HEADLINE}\n\n{HEADLINE}\n\n" + "\n\n".join(PARAGRAPHS),
    "text.html": ARTICLE,
}


def corpus(root: Path) -> Layout:
    """Two articles of two annotators; the text of the first may not be published."""
    layout = releasable(root)
    add_article(layout, "harl-0001", ARTICLE, license="not-stated")
    for annotator in ("gold", "ann-a"):
        add_pass(layout, "harl-0001", ARTICLE, records(ARTICLE), annotator=annotator)
    third(layout)
    return layout


def second_withheld(layout: Layout) -> None:
    """One more article whose text may not be published."""
    text = "Rockets fall on the old mill of Osk\n\nSeven rockets fell before dawn and killed two people, it was said."
    toll = {"outcome": "killed", "modality": "exact", "min": 2, "max": 2, "source": ["unnamed"], "report": "stated"}
    add_article(layout, "harl-0004", text, license="not-stated")
    add_pass(layout, "harl-0004", text, [span(text, "two people", "c1", "casualty", **toll, party="unknown")])


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return corpus(tmp_path / "corpus")


def release_of(layout: Layout) -> Path:
    candidate = planned(layout).candidate
    assert candidate is not None
    return candidate.folder


def restored(release: Path, copies: dict[str, str], folder: Path, **options: Any) -> Restored:
    (folder / "copies").mkdir(parents=True)
    for name, text in copies.items():
        (folder / "copies" / name).write_bytes(text.encode())
    return restore(read_last(release), folder / "copies", folder / "out", ReadOptions(**options))


def tables(folder: Path) -> dict[tuple[str, str], list[dict[str, Any]]]:
    paths = folder.glob("data/*/*.parquet")
    return {(path.parent.name, path.name.rpartition("-")[0]): pq.read_table(path).to_pylist() for path in paths}


def schemas(folder: Path) -> dict[tuple[str, str], Any]:
    paths = folder.glob("data/*/*.parquet")
    return {(path.parent.name, path.name.rpartition("-")[0]): pq.read_schema(path).metadata for path in paths}


def full(layout: Layout) -> Build:
    return built(layout, "full", "full")


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release of the corpus, made once; to be read only."""
    return release_of(corpus(tmp_path_factory.mktemp("public") / "corpus"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The full build of the corpus, made once; to be read only."""
    return full(corpus(tmp_path_factory.mktemp("whole") / "corpus")).folder


@pytest.mark.slow
@pytest.mark.parametrize("name", COPIES)
def test_a_copy_gives_the_full_build_row_for_row(name: str, public: Path, whole: Path, tmp_path: Path) -> None:
    done = restored(public, {name: COPIES[name], "notes.txt": "Shopping\n\nBread and salt."}, tmp_path)
    assert done.withheld == ["harl-0001"]
    assert list(done.restored) == ["harl-0001"]
    assert done.restored["harl-0001"].startswith(name)
    assert done.folder is not None
    assert done.misses == []
    assert tables(done.folder) == tables(whole)
    assert schemas(done.folder) == schemas(whole)
    assert tables(public)["articles", "train"] != tables(done.folder)["articles", "train"]


def test_a_wrong_copy_is_refused_and_explained_without_quoting(public: Path, tmp_path: Path) -> None:
    wrong = ARTICLE.replace("killing 14 people", "killing fourteen people")
    done = restored(public, {"harl-0001.txt": wrong}, tmp_path)
    assert (done.folder, dict(done.restored)) == (None, {})
    (miss,) = done.misses
    position = ARTICLE.index("14 people, including")
    assert "harl-0001.txt" in miss
    assert f"the first that differs is at character {position}, in paragraph 2" in miss
    assert f"{len(wrong)} characters, expected {len(ARTICLE)}" in miss
    assert not any(word in miss for word in ("fourteen", "killing", "people", "Harl market"))
    assert not (tmp_path / "out").exists()


def test_letters_replaced_by_others_are_explained(public: Path, tmp_path: Path) -> None:
    wrong = ARTICLE.replace("hospital", "Hospital")
    (miss,) = restored(public, {"copy.txt": wrong}, tmp_path).misses
    assert "letters or marks were replaced by others" in miss


def test_a_copy_without_the_last_paragraph_is_explained(public: Path, tmp_path: Path) -> None:
    short = "\n\n".join([HEADLINE, *PARAGRAPHS[:-1]])
    (miss,) = restored(public, {"harl-0001.txt": short}, tmp_path).misses
    assert f"at character {len(short)}" in miss


def test_another_article_is_no_near_miss_unless_its_name_says_so(public: Path, tmp_path: Path) -> None:
    other = "Rain in Osk\n\nIt rained in Osk for the whole of Sunday, and the fair was put off to the week after."
    assert restored(public, {"other.txt": other}, tmp_path / "a").misses == []
    (miss,) = restored(public, {"harl-0001.txt": other}, tmp_path / "b").misses
    assert "is not harl-0001" in miss


@pytest.mark.slow
def test_one_of_two_is_restored_and_the_other_stays_withheld(layout: Layout, tmp_path: Path) -> None:
    second_withheld(layout)
    release = release_of(layout)
    done = restored(release, {"copy.txt": ARTICLE}, tmp_path)
    assert (done.withheld, list(done.restored)) == (["harl-0001", "harl-0004"], ["harl-0001"])
    assert done.folder is not None
    rows = tables(done.folder)
    texts = {row["article_id"]: row["text"] for row in rows["articles", "train"]}
    assert (texts["harl-0001"], texts["harl-0004"]) == (ARTICLE, None)
    spans = {row["span_id"]: row["text"] for row in rows["casualties", "train"]}
    assert (spans["harl-0001.c1"], spans["harl-0004.c1"]) == ("14 people", None)
    before = {row["article_id"]: row for row in tables(release)["tokens", "train"]}
    assert {row["article_id"]: row for row in rows["tokens", "train"]}["harl-0004"] == before["harl-0004"]


@pytest.mark.slow
def test_notes_come_back_with_the_words_that_they_quote(layout: Layout, tmp_path: Path) -> None:
    note = f"unlike {ARTICLE[:40]!r}; ⟦3:4⟧ stays"
    marked = [record | ({"note": note} if record["id"] == "c1" else {}) for record in records(ARTICLE)]
    add_pass(layout, "harl-0001", ARTICLE, marked)
    release = release_of(layout)
    published = [row["note"] for row in tables(release)["casualties", "train"] if row["note"]]
    assert len(published) == 1
    assert published[0].startswith("unlike '⟦0:")
    assert ARTICLE[:20] not in published[0]
    done = restored(release, {"copy.txt": ARTICLE}, tmp_path)
    assert done.folder is not None
    expected = tables(full(layout).folder)
    assert note in [row["note"] for row in expected["casualties", "train"]]
    assert tables(done.folder) == expected


@pytest.mark.slow
def test_a_release_made_by_other_rules_is_refused(
    public: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("conflict_claims.text.token_columns.token_bounds", lambda text: [(0, len(text))])
    with pytest.raises(Refused, match="derives other values than the one that made the release"):
        restored(public, {"copy.txt": ARTICLE}, tmp_path)
    assert not (tmp_path / "out").exists()


UNREAD = {
    "broken.json": ('{"x":', "broken.json", "one JSON object"),
    "untitled.jsonl": (json.dumps({"text": ARTICLE}) + "\n", "untitled.jsonl:1", "a title as one of"),
    "other.jsonl": (json.dumps({"foo": 1}) + "\n", "other.jsonl:1", "a title as one of"),
    "empty.txt": ("", "empty.txt", "a file with content"),
    "page.html": ("<html></html>", "page.html", ""),
}


@pytest.mark.parametrize("name", UNREAD)
def test_a_file_that_cannot_be_read_as_articles_is_told_and_is_no_near_miss(
    name: str, public: Path, tmp_path: Path
) -> None:
    content, place, expected = UNREAD[name]
    done = restored(public, {name: content}, tmp_path)
    assert (dict(done.restored), done.misses) == ({}, [])
    (refusal,) = done.unread
    assert refusal.place.startswith(place)
    assert expected in refusal.expected


def test_a_record_that_cannot_be_read_stops_no_other_and_one_that_comes_near_is_explained(
    public: Path, tmp_path: Path
) -> None:
    near = {"title": HEADLINE, "text": "\n\n".join(PARAGRAPHS).replace("hospital", "Hospital")}
    done = restored(public, {"all.jsonl": f"{json.dumps({'text': 'x'})}\n{json.dumps(near)}\n"}, tmp_path / "near")
    assert [refusal.place for refusal in done.unread] == ["all.jsonl:1"]
    (miss,) = done.misses
    assert "all.jsonl:2 (as received) is not harl-0001" in miss
    many = restored(public, {"all.jsonl": '{"x": 1}\n' * 30 + COPIES["records.jsonl"]}, tmp_path / "many")
    assert list(many.restored) == ["harl-0001"]
    assert len(many.unread) == 21
    assert many.unread[-1].found == "10 more that cannot"


def test_files_that_are_no_text_are_told_together(public: Path, tmp_path: Path) -> None:
    (tmp_path / "copies").mkdir()
    for name in ("a.png", "b", "c.pdf"):
        (tmp_path / "copies" / name).write_bytes(b"\x89PNG\xff\x00")
    done = restore(read_last(public), tmp_path / "copies", tmp_path / "out", ReadOptions())
    (refusal,) = done.unread
    assert refusal.place == "a.png and 2 more"
    assert refusal.found == "something else (.pdf, .png, no ending)"


@pytest.mark.parametrize("configuration", ["articles", "tokens", "casualties", "incidents", "passes"])
def test_rows_that_cannot_be_read_are_refused_with_their_file(configuration: str, public: Path, tmp_path: Path) -> None:
    release = Path(shutil.copytree(public, tmp_path / public.name))
    zeroed_pages(release, configuration)
    with pytest.raises(Refused, match=rf"{configuration}/.*: expected Parquet with rows that can be read"):
        restored(release, {"copy.txt": ARTICLE, "harl-0001.txt": "Another\n\nAnd no article."}, tmp_path)
    assert not (tmp_path / "out").exists()


def test_an_output_below_a_file_is_refused(public: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("of someone\n")
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies" / "copy.txt").write_text(ARTICLE)
    with pytest.raises(Refused, match=r"/out: expected a folder, or a place where one can be made"):
        restore(read_last(public), tmp_path / "copies", tmp_path / "out" / "full", ReadOptions())


def test_a_card_with_a_yaml_tag_is_refused(public: Path, tmp_path: Path) -> None:
    from conflict_claims.release.sums import SUMS
    from tests.release.candidates import planned as sealed

    release = Path(shutil.copytree(public, tmp_path / public.name))
    card = release / "README.md"
    hostile = "pretty_name: !!python/object/apply:os.system ['touch hostile']"
    card.write_text(card.read_text().replace("pretty_name: Reports from Harl", hostile))
    assert "!!python" in card.read_text()
    (release / SUMS).unlink()
    sealed(release)
    with pytest.raises(Refused, match=r"README\.md.*the tag tag:yaml\.org,2002:python"):
        restored(release, {"copy.txt": ARTICLE}, tmp_path)
    assert not Path("hostile").exists()


@pytest.mark.slow
def test_a_restored_release_is_loaded_like_the_full_build(public: Path, whole: Path, tmp_path: Path) -> None:
    done = restored(public, {"page.html": PAGE}, tmp_path)
    assert done.folder is not None
    names = ("articles", "casualties", "tokens")
    assert loaded(done.folder, tmp_path / "cache", names) == loaded(whole, tmp_path / "cache", names)
    card = (done.folder / "README.md").read_text()
    assert "A copy of the release with the text of 1 article put back" in card
    assert "license: other" in card


@pytest.mark.slow
def test_the_command_restores_from_the_hub_without_the_corpus(
    layout: Layout, whole: Path, hub_server: HubServer, tmp_path: Path
) -> None:
    candidate = planned(layout).candidate
    assert candidate is not None
    publish(candidate, hub_at(hub_server))
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies" / "page.html").write_text(PAGE)
    (tmp_path / "elsewhere").mkdir()
    words = ["--repo-id", candidate.repository, "--revision", "v1.0.0", "--from", str(tmp_path / "copies")]
    done = release(hub_server, "restore", *words, cwd=tmp_path / "elsewhere")
    assert done.returncode == 0, done.stderr
    assert "1 of 1 restored" in done.stdout
    assert tables(tmp_path / "elsewhere" / "dist" / "restored-1.0.0") == tables(whole)
