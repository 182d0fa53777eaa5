"""Time grows with the length of a text, whatever it repeats."""

from __future__ import annotations

import time

import pytest

from conflict_claims.suggest.article import Suggester

SUGGESTER = Suggester()
MEGABYTE = 1_000_000
LARGE, PARTS = 80_000, 8
REPEATED = [
    "killed ", "12 people and ", "killed 12 people, ", "12 people were killed. ", "police said ", "of the ", "who ",
    '" ', "including 3 ", "toll to 12 ", "at least ", "a ", "did not ", "reportedly ", "attack by rebels ", "'s ", "x",
    "condemned the attack ", "no ", "1,",
]  # fmt: skip


def seconds(text: str) -> float:
    began = time.process_time()
    SUGGESTER.suggest(text)
    return time.process_time() - began


@pytest.mark.slow
@pytest.mark.parametrize("piece", REPEATED)
def test_a_text_eight_times_as_long_takes_no_more_than_its_share(piece: str) -> None:
    # The first call fills the tables of words; the slower of two runs of the small text is taken, so that noise errs on
    # the safe side. Quadratic work would take 64 times as long.
    small = piece * (LARGE // PARTS // len(piece))
    base = max(seconds(small), seconds(small), 0.02)
    assert seconds(piece * (LARGE // len(piece))) < 3 * PARTS * base


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["a ", "at least ", "( ", "\n"])
def test_a_megabyte_is_read(piece: str) -> None:
    assert isinstance(SUGGESTER.suggest(piece * (MEGABYTE // len(piece))), list)
