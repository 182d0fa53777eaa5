"""Which articles are compared, and why the others are not."""

from __future__ import annotations

from pathlib import Path

from conflict_claims.agreement.collecting import Material, collect
from conflict_claims.files.layout import Layout
from tests.agreement.passes import FIRST, SECOND, corpus, mark, same
from tests.corpora import TEXT, add_article, records, sha256


def two_articles(root: Path) -> Layout:
    return corpus(root, (same, same))


def collected(layout: Layout) -> Material:
    return collect(layout, (FIRST, SECOND))


def the_reason(layout: Layout) -> str:
    """Why the second article is left out; the first never is."""
    found = collected(layout)
    assert [article.id for article in found.articles] == ["harl-0001"]
    (left,) = found.left_out
    assert left.article == "harl-0002"
    return left.why


def test_articles_that_all_marked_are_compared(tmp_path: Path) -> None:
    found = collected(two_articles(tmp_path))
    assert [article.id for article in found.articles] == ["harl-0001", "harl-0002"]
    assert found.left_out == ()


def test_an_article_that_one_did_not_mark_is_left_out(tmp_path: Path) -> None:
    layout = two_articles(tmp_path)
    layout.annotation(SECOND, "harl-0002").unlink()
    assert the_reason(layout) == "not marked by pass-b"


def test_passes_over_different_texts_are_left_out(tmp_path: Path) -> None:
    layout = two_articles(tmp_path)
    mark(layout, "harl-0002", {SECOND: records()}, text_sha256=sha256("another text"))
    assert the_reason(layout) == "the passes refer to different texts (text_sha256)"


def test_passes_over_a_text_that_has_changed_are_left_out(tmp_path: Path) -> None:
    layout = two_articles(tmp_path)
    add_article(layout, "harl-0002", TEXT + " And more.")
    assert the_reason(layout) == "the article's text has changed since it was marked (text_sha256)"


def test_an_article_that_is_gone_is_left_out(tmp_path: Path) -> None:
    layout = two_articles(tmp_path)
    layout.article("harl-0002").unlink()
    assert the_reason(layout) == "no article corpus/articles/harl-0002.md that can be read"


def test_a_pass_that_cannot_be_read_whole_is_left_out_with_its_line(tmp_path: Path) -> None:
    layout = two_articles(tmp_path)
    path = layout.annotation(SECOND, "harl-0002")
    path.write_text(path.read_text() + "{oops\n")
    lines = path.read_text().count("\n")
    where = f"annotations/pass-b/harl-0002.jsonl:{lines}"
    assert the_reason(layout) == f"{where} cannot be read whole; conflict-claims check says more"


def test_a_span_outside_the_text_leaves_its_article_out(tmp_path: Path) -> None:
    layout = two_articles(tmp_path)
    marked = records()
    marked[0]["end"] = len(TEXT) + 1
    mark(layout, "harl-0002", {SECOND: marked})
    assert the_reason(layout) == "pass-b: span a1 stands outside the text; conflict-claims check says more"


def test_an_id_given_twice_leaves_its_article_out(tmp_path: Path) -> None:
    layout = two_articles(tmp_path)
    marked = records()
    marked[1]["id"] = "a1"
    mark(layout, "harl-0002", {FIRST: marked})
    assert the_reason(layout) == "pass-a: the id a1 twice; conflict-claims check says more"


def test_a_pass_filed_under_another_article_is_left_out(tmp_path: Path) -> None:
    layout = two_articles(tmp_path)
    path = layout.annotation(SECOND, "harl-0002")
    path.write_text(path.read_text().replace('"article":"harl-0002"', '"article":"harl-0009"'))
    assert the_reason(layout) == "annotations/pass-b/harl-0002.jsonl is a pass over harl-0009"


def test_a_file_that_is_no_pass_is_left_out(tmp_path: Path) -> None:
    layout = corpus(tmp_path)
    (layout.annotations / FIRST / "notes.jsonl").write_text("{}\n")
    assert collected(layout).left_out[0].article == "notes"
