"""Near-duplicates: MinHash signatures find the candidates, and the exact overlap of their shingles decides.

With 192 values in 64 bands of 3, a pair that shares half of its shingles is found with a probability of
0.9998 (1 - (1 - 0.5^3)^64), one that shares 0.6 or more practically always. The similarity that is reported
is never an
estimate: it is the Jaccard index of the two sets of shingles (Broder 1997).
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

from conflict_claims.matching.shingles import jaccard, shingles, words

if TYPE_CHECKING:
    from numpy import uint32
    from numpy.typing import NDArray

THRESHOLD = 0.5
"""Half of all shingles: low enough for an agency report with new paragraphs or a word changed a sentence."""

VALUES = 192
BANDS = 64
SEED = 20240826
_SLACK = 0.16  # over four standard errors of an estimate from 192 values, so that no true pair is lost to it

Match = tuple[str, float]
Pair = tuple[str, str, float]


def signature(text: str) -> tuple[int, ...]:
    """The MinHash signature of `text`: 192 numbers, the same for the same words on every machine."""
    return tuple(_minhash(shingles(text)).digest())


def packed_signature(text: str) -> bytes:
    """The signature of `text` as 768 bytes, four a number, the lowest first; none where the text has no words."""
    found = shingles(text)
    return array("I", _minhash(found).digest()).tobytes() if found else b""


def similarity(left: str, right: str) -> float:
    """How alike two texts are: the exact Jaccard index of their runs of five words, 0.0 to 1.0."""
    return jaccard(shingles(left), shingles(right))


class Index:
    """Texts by id, to be asked which of them a new text is nearly the same as."""

    def __init__(self, texts: Mapping[str, str] | None = None) -> None:
        """Take in `texts` by id."""
        from rensa import RMinHashLSH

        self._lsh: Any = RMinHashLSH(threshold=THRESHOLD, num_perm=VALUES, num_bands=BANDS)
        self._ids: list[str] = []
        self._texts: dict[str, str] = {}
        for article_id, text in (texts or {}).items():
            self.insert(article_id, text)

    def insert(self, article_id: str, text: str) -> None:
        """Take in one more text; an id that is known is given the new text."""
        found = shingles(text)
        self._texts[article_id] = text
        if found:
            self._lsh.insert(len(self._ids), _minhash(found))
            self._ids.append(article_id)

    def matches(self, text: str, threshold: float = THRESHOLD) -> list[Match]:
        """The texts that share at least `threshold` of their shingles with `text`, the most alike first."""
        found = shingles(text)
        if not found:
            return []
        candidates = {self._ids[key] for key in self._lsh.query(_minhash(found))}
        scored = ((name, jaccard(found, shingles(self._texts[name]))) for name in candidates)
        return sorted((pair for pair in scored if pair[1] >= threshold), key=lambda pair: (-pair[1], pair[0]))


def near_duplicates(new: str, existing: Mapping[str, str], threshold: float = THRESHOLD) -> list[Match]:
    """The texts of `existing` that `new` is nearly the same as: (id, similarity), the most alike first.

    To ask more than once about the same texts, keep an `Index`.
    """
    return Index(existing).matches(new, threshold)


def near_duplicate_pairs(texts: Mapping[str, str], threshold: float = THRESHOLD) -> list[Pair]:
    """All pairs of `texts` that share at least `threshold` of their shingles.

    Returns:
        (id_a, id_b, similarity) with id_a before id_b, sorted by the two ids. Texts without words match
        nothing.
    """
    groups = _same_words(texts)
    kept = [group[0] for group in groups]
    pairs = [(left, right, 1.0) for group in groups for left, right in combinations(group, 2)]
    for left, right, score in _distinct_pairs([texts[name] for name in kept], threshold):
        pairs.extend((a, b, score) for a, b in product(groups[left], groups[right]))
    return sorted((a, b, score) if a < b else (b, a, score) for a, b, score in pairs)


def pairs_with(
    new: Mapping[str, str],
    others: Mapping[str, bytes],
    read: Callable[[str], str],
    threshold: float = THRESHOLD,
) -> list[Pair]:
    """The pairs of `near_duplicate_pairs` over all texts of which one at least is new.

    Args:
        new: texts by id.
        others: the packed signatures of the other texts, by id.
        read: called with the id of another text that may be alike; gives the text.
        threshold: the part of all shingles that a pair shares.
    """
    import numpy

    pairs = near_duplicate_pairs(new, threshold)
    names = [name for name, packed in others.items() if packed]
    if not names:
        return pairs
    digests = numpy.frombuffer(b"".join(others[name] for name in names), dtype=numpy.uint32).reshape(-1, VALUES)
    for name, text in new.items():
        found = shingles(text)
        for other in _sharing_a_band(digests, found, threshold) if found else ():
            score = jaccard(found, shingles(read(names[other])))
            if score >= threshold:
                pairs.append((min(name, names[other]), max(name, names[other]), score))
    return sorted(pairs)


def _sharing_a_band(digests: NDArray[uint32], found: frozenset[str], threshold: float) -> list[int]:
    import numpy

    same = digests == numpy.array(_minhash(found).digest(), dtype=numpy.uint32)
    banded = same.reshape(-1, BANDS, VALUES // BANDS).all(axis=2).any(axis=1)
    return [int(other) for other in numpy.flatnonzero(banded & (same.mean(axis=1) >= threshold - _SLACK))]


def _same_words(texts: Mapping[str, str]) -> list[list[str]]:
    """Ids grouped by equal words, so that a text that came a thousand times is compared once."""
    groups: dict[bytes, list[str]] = defaultdict(list)
    for name, text in texts.items():
        if found := words(text):
            groups[blake2b(" ".join(found).encode(), digest_size=16).digest()].append(name)
    return list(groups.values())


def _distinct_pairs(texts: list[str], threshold: float) -> Iterator[tuple[int, int, float]]:
    left_shingles: frozenset[str] = frozenset()
    last = -1
    for left, right in _candidates(texts, threshold):
        if left != last:
            left_shingles, last = shingles(texts[left]), left
        score = jaccard(left_shingles, shingles(texts[right]))
        if score >= threshold:
            yield left, right, score


def _candidates(texts: list[str], threshold: float) -> Iterator[tuple[int, int]]:
    """Pairs (later, earlier) that share a band and whose signatures are not clearly too far apart."""
    import numpy
    from rensa import RMinHashLSH

    lsh = RMinHashLSH(threshold=THRESHOLD, num_perm=VALUES, num_bands=BANDS)
    digests = numpy.empty((len(texts), VALUES), dtype=numpy.uint32)
    for index, text in enumerate(texts):
        hashed = _minhash(shingles(text))
        digests[index] = hashed.digest()
        yield from _plausible(digests, index, lsh.query(hashed), threshold)
        lsh.insert(index, hashed)


def _plausible(digests: NDArray[uint32], index: int, near: list[int], threshold: float) -> Iterator[tuple[int, int]]:
    if not near:
        return
    others = sorted(near)
    estimates = (digests[others] == digests[index]).mean(axis=1)
    for other, estimate in zip(others, estimates, strict=True):
        if estimate >= threshold - _SLACK:
            yield index, other


def _minhash(found: frozenset[str]) -> Any:
    from rensa import RMinHash

    hashed = RMinHash(num_perm=VALUES, seed=SEED)
    hashed.update(list(found))
    return hashed
