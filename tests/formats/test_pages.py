"""A page's headline is the one that its readers see, and its own copy of it is no caption."""

from __future__ import annotations

from pathlib import Path

import pytest

from conflict_claims.formats.received import ReadOptions, Received, read_received

BODY = (
    "<p>A group has claimed responsibility for the attacks, killing over 50 people, mostly civilians.</p>"
    "<p>Police said at least 12 people died and the army will respond to all of these attacks.</p>"
)
HEAD = (
    "<title>SEO: militants, army, toll | The Daily</title>"
    '<meta property="og:title" content="SEO: militants, army, toll">'
    '<meta property="og:site_name" content="The Daily">'
)
SHOWN = "Group blames attacks on the army of the province"


def page(tmp_path: Path, body: str, head: str = HEAD, name: str = "a.html") -> Received:
    path = tmp_path / name
    path.write_text(f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>')
    [item] = read_received(str(path), ReadOptions())
    assert isinstance(item, Received), item
    return item


def markdown(tmp_path: Path, text: str, title: str | None = None) -> Received:
    path = tmp_path / "a.md"
    path.write_text(text)
    [item] = read_received(str(path), ReadOptions(title=title))
    assert isinstance(item, Received), item
    return item


def test_a_page_whose_headline_stands_once_has_no_caption(tmp_path: Path) -> None:
    item = page(tmp_path, f"<article><h1>{SHOWN}</h1>{BODY}</article>", f"<title>{SHOWN}</title>")
    assert (item.title, item.text.count(SHOWN)) == (SHOWN, 1)
    assert item.cleaning == ("text taken out of a web page",)


def test_what_repeats_the_headline_further_down_in_a_page_is_a_caption(tmp_path: Path) -> None:
    first, second = BODY.replace("</p><p>", f"</p><figcaption>{SHOWN}</figcaption><p>{SHOWN}</p><p>").split("<p>", 1)
    item = page(tmp_path, f"<article><h1>{SHOWN}</h1>{first}<p>{second}</article>", f"<title>{SHOWN}</title>")
    assert item.text.count(SHOWN) == 1
    assert item.cleaning[1:] == ("headline repeated as a caption: 1 paragraph dropped",)


@pytest.mark.parametrize(
    "body",
    [
        f"<article><h1>{SHOWN}</h1>{BODY}</article>",
        f"<article><header><h1>{SHOWN}</h1></header>{BODY}</article>",
        f"<main><div><h1>Group blames attacks<br>on the <b>army</b> of the province</h1>{BODY}</div></main>",
        f"<h1>{SHOWN}</h1>{BODY}",
        f'<header><h1 class="site-title">A daily of the north</h1></header><article><h1>{SHOWN}</h1>{BODY}</article>',
        f"<h1>The Daily</h1><div><h1>{SHOWN}</h1>{BODY}</div>",
        f"<main><h1>{SHOWN}</h1>{BODY}<aside><h1>Another story of the day</h1></aside></main>",
        f"<div><h1>{SHOWN}</h1>{BODY}</div><article><h1>Another story of the day</h1><p>Short.</p></article>",
    ],
)
def test_the_displayed_headline_goes_before_the_title_in_the_metadata(tmp_path: Path, body: str) -> None:
    item = page(tmp_path, body)
    assert item.title == SHOWN
    assert item.text.count(SHOWN) == 1


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>The Daily</h1><article>{BODY}</article>",
        f"<h1>News</h1><article>{BODY}</article>",
        f"<header><h1>A newspaper of the northern province</h1></header><article>{BODY}</article>",
        f'<div class="logo"><h1>A newspaper of the northern province</h1></div><article>{BODY}</article>',
        f"<nav><h1>All that happened today</h1></nav><article>{BODY}</article>",
        f'<article><h1 style="display: none">{SHOWN}</h1>{BODY}</article>',
        f"<article><h1> </h1>{BODY}</article>",
        f"<article>{BODY}</article>",
    ],
)
def test_an_h1_that_is_no_headline_of_the_report_leaves_the_title_in_the_metadata(tmp_path: Path, body: str) -> None:
    assert page(tmp_path, body).title == "SEO: militants, army, toll"


def test_of_two_displayed_headlines_the_one_that_the_metadata_bear_out_is_taken(tmp_path: Path) -> None:
    body = f"<article><h1>Explained: what is known</h1><h1>Militants and army: the toll so far</h1>{BODY}</article>"
    assert page(tmp_path, body).title == "Militants and army: the toll so far"


def test_a_list_gives_the_same_paragraphs_in_a_page_and_in_markdown(tmp_path: Path) -> None:
    listed = "<ul><li>12 civilians of the city</li><li>4 soldiers<ul><li>one officer</li></ul></li></ul><p>- a dash</p>"
    of_page = page(tmp_path, f"<article><h1>{SHOWN}</h1>{BODY}{listed}{BODY.upper()}</article>").text.split("\n\n")
    marked = "- 12 civilians of the city\n- 4 soldiers\n  - one officer\n\n\\- a dash\n"
    of_markdown = markdown(tmp_path, f"# {SHOWN}\n\n{marked}").text.split("\n\n")
    assert of_page[3:7] == of_markdown[1:] == ["12 civilians of the city", "4 soldiers", "one officer", "- a dash"]


def test_markdown_whose_title_stands_in_its_front_matter_and_as_a_heading_has_no_caption(tmp_path: Path) -> None:
    assert markdown(tmp_path, "---\ntitle: Group blames\n---\n# Group blames\n\nOne.").cleaning == ()
    assert markdown(tmp_path, "# Group blames\n\nOne.", "Group blames").cleaning == ()
    again = markdown(tmp_path, "---\ntitle: Group blames\n---\n# Group blames\n\nOne.\n\nGroup blames\n\nTwo.")
    assert again.text == "Group blames\n\nOne.\n\nTwo."
    assert again.cleaning == ("headline repeated as a caption: 1 paragraph dropped",)


def test_what_is_said_instead_of_a_picture_is_no_text_in_markdown(tmp_path: Path) -> None:
    item = markdown(tmp_path, "![A badge](b.png)\n\n# Title\n\n![A caption](x.png)\n\nPolice ![a flag](f.png) said so.")
    assert item.text == "Title\n\nPolice said so."
    assert item.cleaning == ("description of an image: 3 images dropped",)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Army *denies* **all** of it", "Army denies all of it"),
        ("Hotel of 5* attacked, 4* spared", "Hotel of 5* attacked, 4* spared"),
        ("2 * 3 * 4 killed", "2 * 3 * 4 killed"),
        ("The army_of_god says", "The army_of_god says"),
        ("AT&T and [sic] words", "AT&T and [sic] words"),
    ],
)
def test_a_title_in_front_matter_loses_only_its_emphasis(tmp_path: Path, written: str, kept: str) -> None:
    assert markdown(tmp_path, f'---\ntitle: "{written}"\n---\nOne.').title == kept
