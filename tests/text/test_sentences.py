"""Where sentences begin and end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_claims.text import sentences as sentences_module
from conflict_claims.text.sentences import sentence_bounds


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_bounds(text)]


ONE_SENTENCE = [
    "Mr. Khan met Gen. Munir and Lt. Col. Ahmed.",
    "Maj. Gen. Ahmed Sharif and Sgt. Ali went to St. Louis.",
    "Ex-Lt. Gen. Ali and Sub-Insp. Khan were shot.",
    "The U.S. Army and the U.N. Mission spoke.",
    "Article No. 5 was hit by 3.5 million rounds.",
    "M. A. Jinnah spoke first.",
    "He... waited for help.",
    "The army … denied it.",
    '"We will not stop!" he said.',
    "“They died.” said the officer.",
    "It began at 9 p.m. Monday in Quetta.",
    "Born in Jan. 2020 in Kabul.",
    "Losses rose to approx. 50 in Kabul.",
    "Separatist Group Blames Attacks, Prime Minister Refuses Peace Talks",
]

SPLIT = [
    ("They came. They shot.", ["They came.", "They shot."]),
    ("He died in the U.S. The army said so.", ["He died in the U.S.", "The army said so."]),
    ("They left at 9 a.m. Police followed.", ["They left at 9 a.m.", "Police followed."]),
    ('"We will not stop." Police said so.', ['"We will not stop."', "Police said so."]),
    ("“They died.” She wept.", ["“They died.”", "She wept."]),
    ("(He went.) She came.", ["(He went.)", "She came."]),
    ("Wait... What? Really?! Yes!! OK", ["Wait...", "What?", "Really?!", "Yes!!", "OK"]),
    ("Many died. 25 were hurt.", ["Many died.", "25 were hurt."]),
    ("He ran. al-Shabaab claimed it.", ["He ran.", "al-Shabaab claimed it."]),
    ("The answer is no. They left.", ["The answer is no.", "They left."]),
    ("یہ ایک جملہ ہے۔ کیا یہ ٹھیک ہے؟ ہاں۔", ["یہ ایک جملہ ہے۔", "کیا یہ ٹھیک ہے؟", "ہاں۔"]),
    ("یہ ہے۔وہ ہے۔", ["یہ ہے۔", "وہ ہے۔"]),
    ("A headline without stop\n\nThe body. More", ["A headline without stop", "The body.", "More"]),
    ("one line\nanother line\u2029a third", ["one line", "another line", "a third"]),
    ("  padded.  Twice.  ", ["padded.", "Twice."]),
]


@pytest.mark.parametrize("text", ONE_SENTENCE)
def test_a_stop_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(("text", "expected"), SPLIT)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


NASTY = st.lists(
    st.sampled_from([". ", ".", "! ", "?", '"', "“", "”", "(", ") ", "\n", "\n\n", " ", "U.S.", "Mr. ", "۔", "؟ ", "…"])
    | st.sampled_from(["The ", "a", "A. ", "5", "😀", "é", "قُرآن ", "\u2028", "\x85", "\r\n", "\u200b"])
    | st.characters()
).map("".join)


@given(NASTY)
def test_sentences_are_in_order_trimmed_and_cover_every_non_blank(text: str) -> None:
    covered: set[int] = set()
    last = 0
    for start, end in sentence_bounds(text):
        assert last <= start < end
        assert text[start:end] == text[start:end].strip()
        assert "\n" not in text[start:end]
        covered.update(range(start, end))
        last = end
    assert all(char.isspace() or at in covered for at, char in enumerate(text))


PIECES = st.sampled_from(
    ["a", "A", "U.S", "Lt", "no", "dept", "the", "The", "abcdefghijklmnopqrstuvwxyz", ". ", ".", "! ", '." ', " ", "\n",
     "\u06d4", "\u00a0", "12", " In ", "\u00e9", "\u00aa", "\ufb01", "\u01c5", "al-", "p.m"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=20).map("".join))
def test_an_end_that_is_plain_is_one_by_the_full_rules_too(text: str) -> None:
    for stop in sentences_module._STOP.finditer(text):
        begin = text.rfind("\n", 0, stop.start()) + 1
        if stop.end() < len(text) and sentences_module._plainly_ends(text, stop.end() - 1):
            assert sentences_module._ends_sentence(text, stop, begin, len(text))
