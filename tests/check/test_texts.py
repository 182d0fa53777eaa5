"""What is odd in a text is told at its line and offset."""

from __future__ import annotations

from conflict_claims.articles import Article
from conflict_claims.check.texts import text_problems

BODY = "Market shelled\n\nFourteen people were killed."


def told(text: str) -> list[tuple[str, int, int | None, str]]:
    article = Article({"id": "harl-0001"}, text, "corpus/articles/harl-0001.md", {}, 14)
    return [(problem.rule, problem.line, problem.start, problem.surface) for problem in text_problems(article)]


def test_a_plain_text_is_fine() -> None:
    assert told(BODY) == []


def test_a_text_that_is_not_normalised_is_told_at_the_first_difference() -> None:
    assert told(BODY.replace("killed", "kille\u0301d")) == [("TXT001", 16, 41, "e")]


def test_hidden_characters_are_told_once_a_line_and_kind() -> None:
    found = told("Market shelled\n\nFour\u200bteen\u200b people\n\nwere\u202e killed.\u200b")
    assert [(rule, line, start) for rule, line, start, _ in found] == [
        ("TXT002", 16, 20), ("TXT002", 18, 39), ("TXT002", 18, 48)
    ]  # fmt: skip


def test_blanks_at_the_ends_of_lines_and_too_many_blank_lines_are_told() -> None:
    assert told("Market shelled \n\n  Fourteen.\n\n\n\nEnd") == [
        ("TXT003", 14, 14, " "), ("TXT003", 16, 17, "  "), ("TXT003", 16, 28, "\n\n\n\n")
    ]  # fmt: skip


def test_a_headline_that_returns_is_told_in_whatever_case() -> None:
    assert told("Market shelled\n\nMARKET  SHELLED\n\nFourteen.") == [("TXT004", 16, 16, "MARKET  SHELLED")]


def test_a_headline_alone_is_no_article() -> None:
    for text in ("Market shelled", "Market shelled\nFourteen.", "Market\nshelled\n\nFourteen."):
        assert [rule for rule, *_ in told(text)] == ["TXT005"]
