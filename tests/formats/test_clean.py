"""The text of an article has one form, and cleaning says what it did."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_claims.formats.clean import clean
from conflict_claims.formats.extract import Extract
from conflict_claims.formats.paragraphs import paragraphs
from conflict_claims.formats.plain import read_plain
from conflict_claims.formats.refusal import Refused
from conflict_claims.text.normalise import normalise

ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=60)


def test_the_text_is_headline_blank_line_paragraphs() -> None:
    made = clean(Extract("Title", ("One.", "Two.\nStill two.")))
    assert (made.title, made.text, made.cleaning) == ("Title", "Title\n\nOne.\n\nTwo.\nStill two.", ())


def test_a_headline_repeated_as_a_caption_is_dropped_and_counted_without_being_quoted() -> None:
    body = ("Group blames attacks", "One.", "GROUP  BLAMES: “ATTACKS”", "Two.", "Group blames attacks again")
    made = clean(Extract("Group blames attacks", body))
    assert made.text == "Group blames attacks\n\nOne.\n\nTwo.\n\nGroup blames attacks again"
    assert made.cleaning == ("headline repeated as a caption: 2 paragraphs dropped",)


def test_page_furniture_goes_only_where_it_is_a_whole_line() -> None:
    made = clean(Extract("Title", ("One.", "ADVERTISEMENT", "Share this article!", "The advertisement said so.")))
    assert made.text == "Title\n\nOne.\n\nThe advertisement said so."
    assert made.cleaning == ("page furniture (advertisement, sharing): 2 lines dropped",)


def test_links_to_other_reports_go_only_where_they_are_a_whole_line() -> None:
    body = (
        "Share",
        "One.",
        "Related Topics",
        "Read more: Army says ten died",
        "Read more than one report: they differ.",
    )
    made = clean(Extract("Title", body))
    assert made.text == "Title\n\nOne.\n\nRead more than one report: they differ."
    assert made.cleaning == (
        "page furniture (advertisement, sharing): 1 line dropped",
        "page furniture (links to other reports): 2 lines dropped",
    )


@pytest.mark.parametrize(
    "line",
    [
        "By John Smith, Harl",
        "BY JOHN SMITH",
        "By Reuters",
        "By our correspondent",
        "By Syed Ali Shah and A. B. Khan | 27 August 2024",
    ],
)
def test_a_byline_right_beneath_the_headline_goes_and_is_counted(line: str) -> None:
    made = clean(Extract("Title", ("Share", line, "One.", line)))
    assert made.text == f"Title\n\nOne.\n\n{line}"
    assert made.cleaning == ("page furniture (advertisement, sharing): 1 line dropped", "byline: 1 line dropped")


@pytest.mark.parametrize(
    "line",
    [
        "By the river the army waited",
        "By Sunday Evening",
        "By Land, Sea and Air",
        "By John Smith’s account ten died",
        "By Nightfall Ten Were Dead.",
        "By John Smith, Harl\nTen were killed.",
    ],
)
def test_a_paragraph_that_only_begins_like_a_byline_stays(line: str) -> None:
    assert clean(Extract("Title", (line, "One."))).text == f"Title\n\n{line}\n\nOne."


def test_blanks_at_line_ends_go_and_double_blanks_within_stay() -> None:
    made = clean(Extract("  Title ", ("  One  two.\t",)))
    assert made.text == "Title\n\nOne  two."
    assert made.cleaning == ("blanks at line ends: 1 line trimmed",)


@pytest.mark.parametrize("title", ["", " ", "\x01", "…", "x" * 301])
def test_a_headline_that_is_none_is_refused(title: str) -> None:
    with pytest.raises(Refused, match="headline"):
        clean(Extract(title, ("Body.",)))


def test_a_text_that_is_only_its_headline_is_refused() -> None:
    with pytest.raises(Refused, match="beneath the headline"):
        clean(Extract("Title", ("Title", "title!")))


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(Refused, match="surrogate"):
        clean(Extract("Title", ("\ud83d",)))


@pytest.mark.slow
@given(title=ANY_TEXT, body=st.lists(ANY_TEXT, max_size=5))
def test_a_clean_text_is_normal_and_cleaning_it_again_changes_nothing(title: str, body: list[str]) -> None:
    try:
        made = clean(Extract(title, tuple(body)))
    except Refused:
        return
    assert normalise(made.text).text == made.text
    headline, gap, rest = made.text.partition("\n\n")
    assert (headline, gap) == (made.title, "\n\n")
    assert all(line == line.strip() for line in made.text.split("\n"))
    assert "\n\n\n" not in made.text
    again = clean(Extract(headline, tuple(rest.split("\n\n"))))
    assert (again.text, again.cleaning) == (made.text, ())


def test_the_first_line_that_is_not_blank_is_the_headline() -> None:
    extract = read_plain("\n \n  Title\nOne.\n\nTwo.\n")
    assert extract.title.strip() == "Title"
    assert extract.paragraphs == ("One.", "Two.")


def test_a_given_headline_leaves_the_whole_text_as_body() -> None:
    assert read_plain("One.\n\nTwo.", "Title").paragraphs == ("One.", "Two.")


def test_a_given_headline_that_the_text_begins_with_is_no_caption() -> None:
    made = clean(read_plain("TITLE\n\nOne.\n\nTitle\n\nTwo.", "Title"))
    assert (made.text, made.cleaning) == (
        "Title\n\nOne.\n\nTwo.",
        ("headline repeated as a caption: 1 paragraph dropped",),
    )


def test_a_first_line_that_is_a_paragraph_is_no_headline() -> None:
    with pytest.raises(Refused, match="--title"):
        read_plain("word " * 100 + "\n\nTwo.")


def test_line_ends_of_windows_are_changed_and_counted() -> None:
    extract = read_plain("Title\r\n\r\nOne.\r\n")
    assert extract.paragraphs == ("One.",)
    assert extract.cleaning == ("3 line ends changed to LF",)


WRAPPED = """\
Group blames attacks

A separatist group in the province has claimed responsibility for a
series of deadly attacks, killing over 50 people, mostly civilians. The
group has threatened more attacks while the government has vowed no
peace talks.

The attacks have raised concerns about the growing strength of it, as
it has targeted security forces in small attacks for years.
"""


def test_lines_that_are_evidently_hard_wrapped_are_joined_and_counted() -> None:
    found = paragraphs(WRAPPED)
    assert [len(item.split("\n")) for item in found.items] == [1, 1, 1]
    assert found.items[2].startswith("The attacks have raised concerns about the growing strength of it, as it has")
    assert found.cleaning == ("hard-wrapped lines joined: 4 line breaks removed",)


def test_lines_of_uneven_length_within_a_paragraph_stay_lines() -> None:
    text = "Title\n\nKilled:\n12 civilians in the city\n4 soldiers\none child, by the police's account\n\nEnd."
    found = paragraphs(text)
    assert (found.items[1].count("\n"), found.cleaning) == (3, ())


def test_a_text_without_blank_lines_has_a_paragraph_a_line() -> None:
    found = paragraphs("Title\nOne paragraph.\nAnother one.")
    assert found.items == ("Title", "One paragraph.", "Another one.")
    assert found.cleaning == ("lines without blank lines between them taken as paragraphs",)


@given(st.text(alphabet="ab .\n\t", max_size=200))
def test_paragraphs_lose_nothing_but_white_space(text: str) -> None:
    assert "".join("".join(paragraphs(text).items).split()) == "".join(text.split())


def test_the_seed_article_comes_out_with_its_headline_once() -> None:
    seed = Path(__file__).parents[2] / "corpus" / "raw" / "balochistan-0001.txt"
    if not seed.exists():
        pytest.skip("the seed is not in this checkout")
    made = clean(read_plain(seed.read_text()))
    assert made.text.count("Prime Minister Refuses Peace Talks") == 1
    assert made.cleaning == ("headline repeated as a caption: 4 paragraphs dropped",)
