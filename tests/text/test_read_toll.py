"""What the words of a casualty span say about how many.

A row is the words, then modality, minimum and maximum; None is an open bound.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_claims.text.numbers import find_counts, read_toll
from conflict_claims_schemas.wordings import MODALITIES, UNSURE, WORDING_BY_KEY

Row = tuple[str, str, int | None, int | None]


def bounds(words: str) -> tuple[str, int | None, int | None] | None:
    reading = read_toll(words)
    return None if reading is None else (reading.modality, reading.min, reading.max)


NUMBERS: list[Row] = [
    ("25 militants", "exact", 25, 25),
    ("Four soldiers", "exact", 4, 4),
    ("FOUR SOLDIERS", "exact", 4, 4),
    ("one man", "exact", 1, 1),
    ("twenty-five", "exact", 25, 25),
    ("ninety nine", "exact", 99, 99),
    ("two hundred and fifty-six people", "exact", 256, 256),
    ("a hundred and twenty", "exact", 120, 120),
    ("one hundred twenty-three", "exact", 123, 123),
    ("one-hundred-and-twenty", "exact", 120, 120),
    ("twelve hundred", "exact", 1200, 1200),
    ("a thousand and one", "exact", 1001, 1001),
    ("one thousand two hundred and thirty-four", "exact", 1234, 1234),
    ("two and a half thousand", "exact", 2500, 2500),
    ("one and a half million", "exact", 1_500_000, 1_500_000),
    ("half a million people", "exact", 500_000, 500_000),
    ("a quarter of a million people", "exact", 250_000, 250_000),
    ("a dozen", "exact", 12, 12),
    ("the dozen victims", "exact", 12, 12),
    ("half a dozen people", "exact", 6, 6),
    ("half-a-dozen", "exact", 6, 6),
    ("two dozen", "exact", 24, 24),
    ("a score of people", "exact", 20, 20),
    ("1,200", "exact", 1200, 1200),
    ("12 000", "exact", 12_000, 12_000),
    ("12\u00a0000", "exact", 12_000, 12_000),
    ("12\u2009000 people", "exact", 12_000, 12_000),
    ("33'000 people", "exact", 33_000, 33_000),
    ("1.5 million", "exact", 1_500_000, 1_500_000),
    ("1.2m people", "exact", 1_200_000, 1_200_000),
    ("50k people", "exact", 50_000, 50_000),
    ("1,20,000", "exact", 120_000, 120_000),
    ("2 lakh people", "exact", 200_000, 200_000),
    ("1 lakh 20 thousand", "exact", 120_000, 120_000),
    ("1.5 crore", "exact", 15_000_000, 15_000_000),
    ("۱۲ نفر", "exact", 12, 12),
    ("۱٬۲۰۰", "exact", 1200, 1200),
    ("١٢", "exact", 12, 12),
    ("2000 people", "exact", 2000, 2000),
]

ONE_AND_TWO: list[Row] = [
    ("a soldier", "exact", 1, 1),
    ("an officer", "exact", 1, 1),
    ("a single person", "exact", 1, 1),
    ("a lone gunman", "exact", 1, 1),
    ("another person", "exact", 1, 1),
    ("a third soldier", "exact", 1, 1),
    ("a 25-year-old man", "exact", 1, 1),
    ("24-year-old man", "exact", 1, 1),
    ("a two-day-old baby", "exact", 1, 1),
    ("a boy aged 14", "exact", 1, 1),
    ("a father of three", "exact", 1, 1),
    ("both men", "exact", 2, 2),
    ("both of them", "exact", 2, 2),
    ("a pair of policemen", "exact", 2, 2),
    ("twins", "exact", 2, 2),
    ("a trio of militants", "exact", 3, 3),
    ("a family of five", "exact", 5, 5),
    ("14 of its side", "exact", 14, 14),
    ("at least 45 of the other side", "at_least", 45, None),
    ("3,000 families", "at_least", 3000, None),
    ("an entire family of eight", "exact", 8, 8),
    ("a five-member family", "exact", 5, 5),
    ("a three-man crew", "exact", 3, 3),
    ("a group of 12 men", "exact", 12, 12),
    ("a total of 12", "exact", 12, 12),
    ("another three", "exact", 3, 3),
    ("three more", "exact", 3, 3),
    ("three other people", "exact", 3, 3),
    ("a further 12", "exact", 12, 12),
    ("a staggering 50 people", "exact", 50, 50),
    ("all 18", "exact", 18, 18),
    ("the two men", "exact", 2, 2),
    ("two of the attackers", "exact", 2, 2),
    ("only three of the 12", "exact", 3, 3),
    ("two 25-year-old men", "exact", 2, 2),
    ("23 truck and bus passengers", "exact", 23, 23),
    ("two police officers", "exact", 2, 2),
    ("bodies of six people", "exact", 6, 6),
]

HEDGED: list[Row] = [
    ("at least 12", "at_least", 12, None),
    ("At least one soldier", "at_least", 1, None),
    ("no fewer than 12", "at_least", 12, None),
    ("not less than 12 people", "at_least", 12, None),
    ("a minimum of 30", "at_least", 30, None),
    ("as few as 3", "at_least", 3, None),
    ("at least another 12", "at_least", 12, None),
    ("20 or more", "at_least", 20, None),
    ("30 people or more", "at_least", 30, None),
    ("12 soldiers at least", "at_least", 12, None),
    ("50+", "at_least", 50, None),
    ("50-plus people", "at_least", 50, None),
    ("20 plus", "at_least", 20, None),
    ("more than 50 people", "more_than", 51, None),
    ("over 50 people", "more_than", 51, None),
    ("well over two dozen", "more_than", 25, None),
    ("above 20", "more_than", 21, None),
    ("upwards of 100", "more_than", 101, None),
    ("in excess of 1,000", "more_than", 1001, None),
    ("exceeding 30", "more_than", 31, None),
    ("just over 50", "more_than", 51, None),
    ("more than a dozen", "more_than", 13, None),
    ("more than half a dozen", "more_than", 7, None),
    ("more than one", "more_than", 2, None),
    ("over one lakh people", "more_than", 100_001, None),
    ('"over 130" soldiers', "more_than", 131, None),
    ("possibly more than 50", "more_than", 51, None),
    ("up to 30", "at_most", None, 30),
    ("as many as 40 people", "at_most", None, 40),
    ("at most 3", "at_most", None, 3),
    ("no more than 10", "at_most", None, 10),
    ("not more than 5", "at_most", None, 5),
    ("a maximum of 5", "at_most", None, 5),
    ("five or fewer", "at_most", None, 5),
    ("ten, at most", "at_most", None, 10),
    ("as many as 30 to 40", "at_most", None, 40),
    ("fewer than 10", "fewer_than", None, 9),
    ("less than a dozen", "fewer_than", None, 11),
    ("under 20", "fewer_than", None, 19),
    ("below 50", "fewer_than", None, 49),
    ("about 20", "about", 20, 20),
    ("around two dozen", "about", 24, 24),
    ("some 200 people", "about", 200, 200),
    ("roughly 40", "about", 40, 40),
    ("approximately 1,200", "about", 1200, 1200),
    ("an estimated 300", "about", 300, 300),
    ("circa 70", "about", 70, 70),
    ("20 or so", "about", 20, 20),
    ("a dozen or so people", "about", 12, 12),
    ("30-odd", "about", 30, 30),
    ("a couple of soldiers", "about", 2, 2),
    ("a couple hundred people", "about", 200, 200),
    ("nearly 40", "about", None, 39),
    ("almost 100", "about", None, 99),
    ("close to 60", "about", None, 59),
    ("just under 50", "about", None, 49),
    ("approaching 90", "about", None, 89),
]

RANGES: list[Row] = [
    ("between 20 and 30 people", "range", 20, 30),
    ("between 15,000 and 16,000 Palestinian fighters", "range", 15_000, 16_000),
    ("20 to 30", "range", 20, 30),
    ("20-30 people", "range", 20, 30),
    ("2–3 people", "range", 2, 3),
    ("from 10 to 15 people", "range", 10, 15),
    ("two or three soldiers", "range", 2, 3),
    ("either 5 or 6", "range", 5, 6),
    ("two-three people", "range", 2, 3),
    ("two to three dozen", "range", 24, 36),
    ("ten or eleven thousand", "range", 10_000, 11_000),
    ("10-15,000 people", "range", 10_000, 15_000),
    ("about 20 to 30", "range", 20, 30),
    ("at least 100-150 people", "at_least", 100, None),
    ("more than 50 but fewer than 60", "range", 51, 59),
    ("at least 20, possibly 30", "range", 20, 30),
    ("rose from 12 to 21", "exact", 21, 21),
]

VAGUE: list[Row] = [
    ("tens of people", "vague", 20, None),
    ("dozens", "vague", 24, None),
    ("dozens of wounded", "vague", 24, None),
    ("dozens more", "vague", 24, None),
    ("at least dozens", "vague", 24, None),
    ("dozens if not hundreds", "vague", 24, None),
    ("scores", "vague", 40, None),
    ("hundreds", "vague", 200, None),
    ("thousands of people", "vague", 2000, None),
    ("tens of thousands", "vague", 20_000, None),
    ("hundreds of thousands of people", "vague", 200_000, None),
    ("lakhs of people", "vague", 200_000, None),
    ("several hundred people", "vague", 300, None),
    ("a few dozen", "vague", 36, None),
    ("many thousands", "vague", 2000, None),
    ("several", "vague", 3, None),
    ("a few people", "vague", 3, None),
    ("a handful of soldiers", "vague", 3, None),
    ("a number of civilians", "vague", 2, None),
    ("a very large number of people", "vague", 2, None),
    ("many of them", "vague", 2, None),
    ("multiple casualties", "vague", 2, None),
    ("numerous", "vague", 2, None),
    ("various people", "vague", 2, None),
    ("countless civilians", "vague", 2, None),
    ("some civilians", "vague", 2, None),
    ("few civilians", "vague", 1, None),
    ("up to dozens", "vague", None, None),
]

NONE: list[Row] = [
    ("no casualties", "none", 0, 0),
    ("none", "none", 0, 0),
    ("nobody", "none", 0, 0),
    ("no one was hurt", "none", 0, 0),
    ("zero", "none", 0, 0),
    ("0", "none", 0, 0),
    ("not any", "none", 0, 0),
    ("not a single person", "none", 0, 0),
    ("not one civilian", "none", 0, 0),
    ("none of the passengers", "none", 0, 0),
    ("without casualties", "none", 0, 0),
    ("did not harm civilians", "none", 0, 0),
    ("didn’t harm civilians", "none", 0, 0),
    ("has not killed any civilians", "none", 0, 0),
    ("denied killing any civilians", "none", 0, 0),
    ("never targeted civilians", "none", 0, 0),
    ("all passengers were unhurt", "none", 0, 0),
]

SHARES: list[Row] = [
    (words, "proportion", None, None)
    for words in [
        "most",
        "mostly",
        "mostly civilians",
        "largely civilians",
        "mainly women",
        "the majority of the victims",
        "half of the dead",
        "nearly half the victims",
        "a third of them",
        "two-thirds of the victims",
        "one-third of the dead",
        "60 percent of the victims",
        "60% of the victims",
        "one in three",
        "nearly 1 in 5",
        "all civilians",
        "the rest",
        "most of the 50 victims",
    ]
]

UNKNOWN: list[Row] = [
    ("an unknown number of people", "unquantified", None, None),
    ("an as yet unknown number of people", "unquantified", None, None),
    ("no immediate reports of casualties", "unquantified", None, None),
]

SUMS: list[Row] = [
    ("a soldier and two civilians", "exact", 3, 3),
    ("a soldier, two policemen and three civilians", "exact", 6, 6),
    ("12 dead and 30 injured", "exact", 42, 42),
    ("12 killed, 30 wounded", "exact", 42, 42),
    ("100 people plus two", "exact", 102, 102),
    ("not only 12 soldiers but also two civilians", "exact", 14, 14),
    ("12 people and two of the attackers", "exact", 14, 14),
    ("a woman and her two children", "exact", 3, 3),
    ("a man and his wife", "exact", 2, 2),
    ("a mother and son", "exact", 2, 2),
    ("a woman, her husband and their three children", "exact", 5, 5),
    ("the driver and two passengers", "exact", 3, 3),
    ("Soldier, two civilians", "exact", 3, 3),
    ("two Chinese nationals and their driver", "exact", 3, 3),
    ("two soldiers and no civilians", "exact", 2, 2),
    ("at least 12 soldiers and two civilians", "at_least", 14, None),
    ("more than 50 soldiers and two civilians", "at_least", 53, None),
    ("four soldiers and several civilians", "at_least", 7, None),
    ("a soldier and an unknown number of civilians", "at_least", 1, None),
    ("dozens of soldiers and scores of civilians", "vague", 64, None),
    ("up to 20 militants and up to two soldiers", "at_most", None, 22),
    ("up to 20 militants and two soldiers", "range", 2, 22),
    ("two or three soldiers and a civilian", "range", 3, 4),
    ("about 20 soldiers and two civilians", "about", 22, 22),
    ("nearly 50 people and two soldiers", "about", None, 51),
]

PARTS: list[Row] = [
    ("12 (including three children)", "exact", 12, 12),
    ("12 people, including three children", "exact", 12, 12),
    ("12 people, including a woman and her son", "exact", 12, 12),
    ("nine people, among them a pregnant woman and her husband", "exact", 9, 9),
    ("16 people – including 11 children", "exact", 16, 16),
    ("at least 15 Palestinians, most of them women and children", "at_least", 15, None),
    ("three Lebanese, one of them a child", "exact", 3, 3),
    ("three people, two men and a woman", "exact", 3, 3),
    ("three children: two girls and a boy", "exact", 3, 3),
    ("two soldiers, a captain and a private", "exact", 2, 2),
    ("five soldiers, who were on patrol, and three civilians", "exact", 8, 8),
    ("12 people when two bombs exploded", "exact", 12, 12),
    ("20, not 50", "exact", 20, 20),
    ("14 soldiers and police officers", "exact", 14, 14),
    ("two brothers, aged 7 and 9", "exact", 2, 2),
    ("12 people in 2024", "exact", 12, 12),
]

NO_COUNT = [
    *("civilians", "the dead", "heavy casualties", "pregnant woman", "", " ", "others"),
    *("both soldiers and civilians", "a group of people", "a whole family", "children under 12"),
    *("Ahmad Khan, 35,", "No. 5", "AK-47", "10 km", "three hours", "Rs 500,000", "$1.5 million"),
    *("26 August 2024", "one of the deadliest", "two police vehicles", "no survivors"),
]

ALL = NUMBERS + ONE_AND_TWO + HEDGED + RANGES + VAGUE + NONE + SHARES + UNKNOWN + SUMS + PARTS


@pytest.mark.parametrize(("words", "modality", "low", "high"), ALL, ids=[row[0] for row in ALL])
def test_words_fix_modality_and_bounds(words: str, modality: str, low: int | None, high: int | None) -> None:
    assert bounds(words) == (modality, low, high)


@pytest.mark.parametrize("words", NO_COUNT)
def test_words_without_a_count_give_none(words: str) -> None:
    assert read_toll(words) is None


def test_the_table_of_examples_is_long_enough_to_be_a_manual() -> None:
    assert len({row[0] for row in ALL}) >= 150


def test_every_modality_has_an_example() -> None:
    assert {row[1] for row in ALL} == set(MODALITIES)


PIECES = st.sampled_from(
    "a an the one two twelve 12 1,200 1.5 ۱۲ dozen dozens hundred million lakh half third and or , ; ( "
    ") – - to between from more than at least up no not none mostly most of them soldier soldiers "
    "civilians people police year old aged May 2024 % km $ . including who her his another both several "
    "few number unhurt nearly about some plus + 999999999999 0 each all every in one two men".split()
)
PHRASES = st.lists(PIECES, max_size=14).map(" ".join) | st.lists(PIECES, max_size=8).map("".join)


@given(PHRASES | st.text(max_size=60))
def test_reading_never_raises_and_its_bounds_are_in_order(words: str) -> None:
    reading = read_toll(words)
    if reading is None:
        return
    if reading.wording == UNSURE:
        assert (reading.modality, reading.min, reading.max) == ("", None, None)
        return
    assert reading.wording in WORDING_BY_KEY
    assert reading.modality in MODALITIES
    assert reading.min is None or reading.min >= 0
    assert reading.min is None or reading.max is None or reading.min <= reading.max


@given(PHRASES | st.text(max_size=60))
def test_counts_are_slices_of_the_text_in_order(text: str) -> None:
    end = 0
    for count in find_counts(text):
        assert end <= count.start < count.end <= len(text)
        assert not text[count.start].isspace()
        assert not text[count.end - 1].isspace()
        end = count.end


@given(st.integers(0, 10**9), st.sampled_from([",", "\u00a0", "\u2009", ""]))
def test_grouping_signs_do_not_change_a_number(value: int, sign: str) -> None:
    reading = read_toll(f"{value:,} people".replace(",", sign))
    assert reading is not None
    assert (reading.min, reading.max) == (value, value)
