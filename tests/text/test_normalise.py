"""The normal form of a text, its hash, and the characters that are listed."""

import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_claims.text.normalise import UnpairedSurrogate, normalise, suspicious_characters, text_sha256

# Where normal forms break: line ends, marks, joiners, right-to-left text, astral signs, controls.
NASTY = st.lists(
    st.sampled_from(["\r\n", "\r", "\n", "\x00", "\x1b", "\ufeff", "e\u0301", "\u0301", "\u0345", "Å", "\u2126", "\t"])
    | st.sampled_from(["😀", "👩\u200d👧", "قُرآن", "\u200f", "\u2028", "\x85", "\u2000", "가", "\u1100\u1161", " "])
    | st.characters(exclude_categories=["Cs"])
).map("".join)


@given(NASTY)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    again = normalise(once.text)
    assert again.text == once.text
    assert again.changes == ()


@given(NASTY)
def test_the_normal_form_has_no_controls_no_cr_no_mark_and_is_nfc(text: str) -> None:
    normal = normalise(text).text
    assert not normal.startswith("\ufeff")
    assert all(char in "\n\t\x85" or unicodedata.category(char) != "Cc" for char in normal)
    assert unicodedata.is_normalized("NFC", normal)


@given(NASTY)
def test_changes_are_listed_exactly_when_there_are_any(text: str) -> None:
    normal = normalise(text)
    assert bool(normal.changes) == (normal.text != text)


def test_changes_are_told_with_counts() -> None:
    normal = normalise("\ufeffe\u0301 one\x00\x01\r\ntwo\rthree")
    assert normal.text == "é one\ntwo\nthree"
    assert normal.changes == (
        "2 control characters removed",
        "1 byte order mark removed",
        "2 line ends changed to LF",
        "1 word composed to NFC",
    )


def test_tabs_separators_and_bidi_controls_stay() -> None:
    text = "a\tb\x85c\u2028d\u2029e\u202bf\u200bg"
    assert normalise(text).text == text


def test_a_lone_surrogate_is_refused_with_its_position() -> None:
    with pytest.raises(UnpairedSurrogate, match=r"U\+D800 at character 3") as caught:
        normalise("abc\ud800")
    assert caught.value.position == 3


def test_hashing_a_lone_surrogate_is_refused_too() -> None:
    with pytest.raises(UnpairedSurrogate):
        text_sha256("\udfff")


def test_the_hash_is_sha256_of_utf8() -> None:
    assert text_sha256("é😀") == hashlib.sha256("é😀".encode()).hexdigest()


def test_suspicious_characters_are_listed_with_offset_and_name() -> None:
    listed = suspicious_characters("😀\ta\u202eb\u00adc\ufeffd\ue000")
    assert [(one.offset, one.name) for one in listed] == [
        (1, "CHARACTER TABULATION"),
        (3, "RIGHT-TO-LEFT OVERRIDE"),
        (5, "SOFT HYPHEN"),
        (7, "ZERO WIDTH NO-BREAK SPACE"),
        (9, "PRIVATE USE U+E000"),
    ]


@pytest.mark.parametrize("char", "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_every_bidi_control_is_listed(char: str) -> None:
    assert [one.char for one in suspicious_characters(f"a{char}b")] == [char]


def test_joiners_of_urdu_persian_and_emoji_are_not_listed() -> None:
    assert suspicious_characters("نمی\u200cخواهم 👩\u200d👧 a b\u00a0c") == []
