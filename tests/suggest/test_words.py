"""Tokens, chunks and inflections: what every step of the engine stands on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_claims.suggest import phrases
from conflict_claims.suggest import words as words_module
from conflict_claims.suggest.inflection import plural, verb_forms
from conflict_claims.suggest.phrases import chunks_of
from conflict_claims.suggest.words import words_of

IRREGULAR = {"shoot": "shot shot", "beat": "beat beaten"}


@given(st.text(max_size=400))
def test_every_visible_character_is_in_one_token_and_every_token_in_one_chunk(text: str) -> None:
    words = words_of(text)
    assert len(words.low) == len(words.starts) == len(words.ends) == len(words.letters)
    covered = "".join(text[start:end] for start, end in zip(words.starts, words.ends, strict=True))
    assert "".join(covered.split()) == "".join(text.split())
    chunks = chunks_of(words)
    assert chunks.firsts[-1] == len(words.low)
    assert len(chunks.kinds) == len(chunks.pieces)


def spelt(text: str) -> list[str]:
    return [word for word in words_of(text).low if word]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Lt. Khan of the U.S. Army's unit", ["lt.", "khan", "of", "the", "u.s.", "army", "'s", "unit"]),
        ("a 37-year-old al-Shabaab man", ["a", "37-year-old", "al-shabaab", "man"]),
        ("1,200 people (12-15 dead).", ["1,200", "people", "(", "12-15", "dead", ")", "."]),
    ],
)
def test_tokens_keep_together_what_is_one_word(text: str, tokens: list[str]) -> None:
    assert spelt(text) == tokens


def test_lines_of_fixed_width_are_no_sentence_ends() -> None:
    lines = [
        "THREE SOLDIERS AND A CIVILIAN WERE KILLED WHEN REBELS",
        "ATTACKED A MILITARY POST IN THE NORTHERN PART OF THE",
        "DEPARTMENT AND BURNED SEVERAL HOUSES, A SPOKESMAN OF THE",
        "ARMY SAID TODAY IN A STATEMENT THAT WAS READ ON THE",
        "RADIO.",
    ]
    assert len(words_of("\n".join(lines)).sentences) == 1
    assert len(words_of("A headline\n\nA paragraph. Another one.").sentences) == 3


def kinds(text: str) -> str:
    return chunks_of(words_of(text)).kinds.rstrip("|.")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Rebels killed 12 soldiers", "P1Q"),
        ("Twelve soldiers were reportedly killed by rebels", "Q2BP"),
        ("12 dead", "U"),
        ("The death toll rose to 31", "ZvTn"),
        ("The killing of two guards", "KfQ"),
        ("No civilians were harmed", "E2"),
        ("most of them civilians", "SpP"),
    ],
)
def test_chunks_have_the_kind_that_their_words_give(text: str, wanted: str) -> None:
    assert kinds(text) == wanted


def test_verbs_and_nouns_are_inflected() -> None:
    assert verb_forms("kill", {}).past == ("killed",)
    assert verb_forms("shoot_dead", IRREGULAR).past == ("shot dead",)
    assert verb_forms("beat", IRREGULAR).past == ("beat", "beaten")
    assert (verb_forms("die", {}).ing, verb_forms("stab", {}).ing, verb_forms("free", {}).ing) == (
        "dying",
        "stabbing",
        "freeing",
    )
    assert (plural("rights_activist", {}), plural("policeman", {}), plural("army", {})) == (
        "rights activists", "policemen", "armies",
    )  # fmt: skip


LETTERS = st.lists(
    st.sampled_from([*"adtn0shWFfBTiA&/wqpbxom!yluM123%456789rRcHkDYZKvLeOzjJNGC,;()\"'.-|", "h_", "f__"])
)


@given(LETTERS.map("".join))
def test_chunks_are_those_of_one_pass_over_all_letters(letters: str) -> None:
    # `chunks_of` remembers stretches of letters; no pattern may look beyond the ends of a stretch.
    words = replace(words_of(""), letters=letters)
    assert chunks_of(words).pieces == [piece for piece in phrases._CHUNK.findall(letters) if piece]


PIECES = st.sampled_from(
    [*"aİé.,-'’“” \n\t\x85\u2028\u00a0", "U.S.", "Lt.", "'s", "1,200", "--", "``", "  ", " \n", "al-B"]
)


@given(st.lists(PIECES).map("".join))
def test_tokens_are_those_of_one_pass_over_the_text(text: str) -> None:
    # `words_of` remembers the tokens of what stands between blanks.
    tokens, starts, ends = words_module._tokens(text)
    whole = [(found[0].strip(), found.end()) for found in words_module._TOKEN.finditer(text.rstrip())]
    assert list(zip(tokens, ends, strict=True)) == whole
    assert [text[start:end] for start, end in zip(starts, ends, strict=True)] == tokens
