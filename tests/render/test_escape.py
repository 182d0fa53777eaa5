"""Text that others wrote is shown for what it is."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_claims.render.escape import json_text, markdown_code, markdown_prose, quoted, shortened, visible

ANY = st.text(st.characters())


@given(ANY)
def test_visible_text_holds_no_hidden_character(text: str) -> None:
    assert not {unicodedata.category(char) for char in visible(text)} & {"Cc", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\tb\nc\r", "a\\tb\\nc\\r"),
        ("\x1b[31m", "\\x1b[31m"),
        ("\u202eabc\u2066", "\\u202eabc\\u2066"),
        ("\U000e0041", "\\U000e0041"),
        ("می\u200cخواهم 👩\u200d🚒 é\u0301", "می\u200cخواهم 👩\u200d🚒 é\u0301"),
        ("##[error]", "##\\x5berror]"),
    ],
)
def test_hidden_characters_are_escapes_and_spelling_stays(text: str, expected: str) -> None:
    assert visible(text) == expected


@given(st.text())
def test_json_text_reads_back_as_what_was_written(text: str) -> None:
    line = json_text({"a": text})
    assert json.loads(line) == {"a": text}
    assert "\n" not in line
    assert "##[" not in line


@given(st.text(alphabet="`a| \\"))
def test_a_code_span_stays_within_its_table_cell(text: str) -> None:
    code = markdown_code(text)
    assert "|" not in code
    if "`" in text:
        longest = max(len(run) for run in text.replace("a", " ").replace("|", " ").replace("\\", " ").split())
        assert code.startswith("`" * (longest + 1))


def test_prose_keeps_its_words_and_loses_its_markup() -> None:
    assert markdown_prose("a *b* <i> [c](d) 3 of 4") == ("a &#42;b&#42; &#60;i&#62; &#91;c&#93;(d) 3 of 4")


def test_what_is_cut_says_how_long_it_was() -> None:
    assert shortened("abcdef", 3) == "abc… (3 of 6 characters)"
    assert quoted("abcdef", 3) == '"abc…" (3 of 6 characters)'
    assert quoted("abc", 3) == '"abc"'
