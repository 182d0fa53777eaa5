"""Time grows with the length of a text, whatever it holds."""

import time
from collections.abc import Callable

import pytest

from conflict_claims.text.numbers import find_counts, read_toll
from conflict_claims.text.sentences import sentence_bounds
from conflict_claims.text.tokens import token_bounds

MEGABYTE = 1_000_000
REPEATED = [
    ".",
    '"',
    "“",
    "(",
    "A",
    "A. ",
    "U.S.",
    "Mr. ",
    "! ",
    "\n",
    "a'",
    "1,",
    "9",
    "e\u0301",
    ". \n",
    "'s",
]
GRAMMAR = [
    *(
        ".",
        "9",
        "1,",
        "1 ",
        "1 000 ",
        "1-",
        "1:",
        "1/2 ",
        "“",
        "(",
        "a ",
        "no ",
        "of ",
        "and ",
        "who ",
        "not ",
    ),
    *(
        "million ",
        "a hundred and ",
        "two and ",
        "more than ",
        "between 1 and ",
        "at least ",
        "May 5 ",
        "aged 5, ",
    ),
    *(
        "one soldier, ",
        "1 man, who ",
        "2 of them, ",
        "the driver and ",
        "5% ",
        "12-year-old ",
        "half a ",
        "a number ",
    ),
    *("İ", "as well as 1 ", "1 or ", "1 people or ", "'", "dozen-", "his wife, ", "1 including ", "– 1 "),
]
SECONDS = 10.0  # far above what any of these takes (under 2), far below what a quadratic step would


def seconds(work: Callable[[str], object], text: str) -> float:
    begin = time.process_time()
    work(text)
    return time.process_time() - begin


@pytest.mark.slow
@pytest.mark.parametrize("piece", REPEATED)
def test_a_megabyte_of_anything_is_cut_in_bounded_time(piece: str) -> None:
    text = piece * (MEGABYTE // len(piece))
    assert seconds(sentence_bounds, text) < SECONDS
    assert seconds(token_bounds, text) < SECONDS


@pytest.mark.slow
@pytest.mark.parametrize("piece", GRAMMAR)
def test_a_hundred_kilobytes_of_anything_are_read_in_bounded_time(piece: str) -> None:
    text = piece * (MEGABYTE // 10 // len(piece))
    assert seconds(read_toll, text) < SECONDS
    assert seconds(find_counts, text) < SECONDS
