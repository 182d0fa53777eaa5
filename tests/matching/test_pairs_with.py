"""New texts against signatures of the others: the same pairs as all texts against each other."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from conflict_claims.matching.near_duplicates import near_duplicate_pairs, packed_signature, pairs_with

WORDS = [f"word{number}" for number in range(400)]


def texts(seed: int) -> dict[str, str]:
    """Twelve texts, some of which are copies with words changed, two the same, one without words."""
    chance = random.Random(seed)
    originals = [chance.choices(WORDS, k=60) for _ in range(4)]
    found = {f"a{number:02d}": " ".join(words) for number, words in enumerate(originals)}
    for number in range(4, 10):
        copy = list(chance.choice(originals))
        for place in chance.sample(range(60), chance.randint(0, 8)):
            copy[place] = "other"
        found[f"a{number:02d}"] = " ".join(copy)
    return found | {"a10": found["a00"].upper() + "!", "a11": "... --"}


@given(seed=st.integers(0, 10_000), new=st.sets(st.integers(0, 11), min_size=1))
def test_pairs_with_new_texts_are_those_of_all_pairs_in_which_one_is_new(seed: int, new: set[int]) -> None:
    every = texts(seed)
    fresh = {name for number, name in enumerate(every) if number in new}
    signatures = {name: packed_signature(text) for name, text in every.items()}
    expected = [pair for pair in near_duplicate_pairs(every) if pair[0] in fresh or pair[1] in fresh]
    assert pairs_with(fresh, signatures, every.__getitem__) == expected
