"""Near-duplicates: MinHash signatures find the candidates, and the exact overlap of their shingles decides.

With 192 values in 64 bands of 3, a pair that shares half of its shingles is found with a probability of
0.9998 (1 - (1 - 0.5^3)^64), one that shares 0.6 or more practically always. The similarity that is reported
is never an
estimate: it is the Jaccard index of the two sets of shingles (Broder 1997).
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

from conflict_claims.matching.shingles import jaccard, runs, shingles, words

if TYPE_CHECKING:
    from numpy import uint32
    from numpy.typing import NDArray

THRESHOLD = 0.5
"""Half of all shingles: low enough for an agency report with new paragraphs or a word changed a sentence."""

VALUES = 192
BANDS = 64
SEED = 20240826
_SLACK = 0.16  # over four standard errors of an estimate from 192 values, so that no true pair is lost to it

_AT_ONCE = 10_000
"""Pairs whose signatures are compared at a time."""

_MIXERS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
"""Odd numbers that make one of the three of a band; two bands that come out alike by chance are told apart later."""

Match = tuple[str, float]
Pair = tuple[str, str, float]


def signature(text: str) -> tuple[int, ...]:
    """The MinHash signature of `text`: 192 numbers, the same for the same words on every machine."""
    return tuple(_minhash(runs(text)).digest())


def packed_signature(text: str) -> bytes:
    """The signature of `text` as 768 bytes, four a number, the lowest first; none where the text has no words."""
    found = runs(text)
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
        found = runs(text)
        self._texts[article_id] = text
        if found:
            self._lsh.insert(len(self._ids), _minhash(found))
            self._ids.append(article_id)

    def matches(self, text: str, threshold: float = THRESHOLD) -> list[Match]:
        """The texts that share at least `threshold` of their shingles with `text`, the most alike first."""
        found = shingles(text)
        if not found:
            return []
        candidates = {self._ids[key] for key in self._lsh.query(_minhash(list(found)))}
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
    signatures = {name: packed_signature(text) for name, text in texts.items()}
    return pairs_with(texts.keys(), signatures, texts.__getitem__, threshold)


def pairs_with(
    new: Collection[str],
    signatures: Mapping[str, bytes],
    read: Callable[[str], str],
    threshold: float = THRESHOLD,
) -> list[Pair]:
    """The pairs of `near_duplicate_pairs` of which one text at least is new.

    Args:
        new: ids of the new texts.
        signatures: the packed signatures of all texts, by id.
        read: called with the id of a text that may be like another; gives the text.
        threshold: the part of all shingles that a pair shares.
    """
    groups = _same_words(signatures, read)
    pairs = [(left, right, 1.0) for group in groups for left, right in combinations(group, 2)]
    is_new = [any(name in new for name in group) for group in groups]
    for left, right in _candidates([signatures[group[0]] for group in groups], threshold):
        if is_new[left] or is_new[right]:
            score = jaccard(*(shingles(read(groups[number][0])) for number in (left, right)))
            pairs += [(a, b, score) for a, b in product(groups[left], groups[right]) if score >= threshold]
    ordered = ((a, b, score) if a < b else (b, a, score) for a, b, score in pairs)
    return sorted(pair for pair in ordered if pair[0] in new or pair[1] in new)


def _same_words(signatures: Mapping[str, bytes], read: Callable[[str], str]) -> list[list[str]]:
    """Ids grouped by equal words, so that a text that came a thousand times is compared once."""
    alike: dict[bytes, list[str]] = defaultdict(list)
    for name, packed in signatures.items():
        if packed:
            alike[packed].append(name)
    groups: dict[bytes, list[str]] = defaultdict(list)
    for packed, names in alike.items():
        for name in names:
            key = packed if len(names) == 1 else blake2b(" ".join(words(read(name))).encode(), digest_size=16).digest()
            groups[key].append(name)
    return list(groups.values())


def _candidates(signatures: Sequence[bytes], threshold: float) -> Iterator[tuple[int, int]]:
    """Pairs that share a band and whose signatures are not clearly too far apart."""
    import numpy

    digests = numpy.frombuffer(b"".join(signatures), dtype=numpy.uint32).reshape(-1, VALUES)
    pairs = sorted(_sharing_a_band(digests))
    for first in range(0, len(pairs), _AT_ONCE):
        part = numpy.array(pairs[first : first + _AT_ONCE])
        estimates = (digests[part[:, 0]] == digests[part[:, 1]]).mean(axis=1)
        yield from (pairs[first + number] for number in numpy.flatnonzero(estimates >= threshold - _SLACK).tolist())


def _sharing_a_band(digests: NDArray[uint32]) -> set[tuple[int, int]]:
    import numpy

    width = VALUES // BANDS
    mixers = numpy.array(_MIXERS, dtype=numpy.uint64)
    pairs: set[tuple[int, int]] = set()
    for first in range(0, VALUES, width):
        keys = digests[:, first : first + width].astype(numpy.uint64) @ mixers
        order = numpy.argsort(keys, kind="stable")
        same = keys[order][1:] == keys[order][:-1]
        ends = numpy.flatnonzero(numpy.diff(numpy.concatenate(([0], same.view(numpy.int8), [0]))))
        for start, end in ends.reshape(-1, 2).tolist():
            pairs.update(combinations(sorted(order[start : end + 1].tolist()), 2))
    return pairs


def _minhash(found: list[str]) -> Any:
    """A signature takes the least of all values, so that a run that comes twice does not matter."""
    from rensa import RMinHash

    hashed = RMinHash(num_perm=VALUES, seed=SEED)
    hashed.update(found)
    return hashed
