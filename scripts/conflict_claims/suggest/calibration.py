"""Confidences from a development set: how often each pattern's suggestions were right, drawn toward its family.

A pattern with k right of n is given (k + m * f) / (n + m): the mean of a Beta distribution whose prior has the mean f
and the weight of m = STRENGTH observations (Gelman et al., Bayesian Data Analysis, 3rd ed., section 2.4). f is the
share of the whole family (what stands before the first hyphen: ACT, CAS, STN, TOP, LNK), itself (k + 1) / (n + 2),
Laplace's rule of succession. So a pattern seen once is near its family, one seen a hundred times near its own share.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

STRENGTH = 5.0
DIGITS = 2

HEADER = """\
# How often the suggestions of each pattern were right on gold and the development set, smoothed toward its family
# (scripts/conflict_claims/suggest/calibration.py says how). Generated; renew it with:
#   conflict-claims evaluate GOLD SUGGESTIONS --calibration FILE
# `shown` counts suggestions, `right` those of them that overlap a span of gold with the same label (links: same ends
# and type). A pattern without an entry has the confidence of its family.
"""


@dataclass(frozen=True, slots=True)
class Confidence:
    """The confidence of one pattern, and the suggestions that it rests on."""

    confidence: float
    right: int
    shown: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """Confidences by pattern, and by family for patterns that the development set does not show."""

    patterns: Mapping[str, Confidence]
    families: Mapping[str, float]


def calibrated(found: Iterable[tuple[str, bool]]) -> Calibration:
    """Confidences from suggestions: the pattern that made each, and whether it was right."""
    pairs = list(found)
    shown = Counter(pattern for pattern, _ in pairs)
    right = Counter(pattern for pattern, good in pairs if good)
    families = {name: _share(pairs, name) for name in sorted({family(pattern) for pattern in shown})}
    patterns = {}
    for name in sorted(shown):
        confidence = (right[name] + STRENGTH * families[family(name)]) / (shown[name] + STRENGTH)
        patterns[name] = Confidence(round(confidence, DIGITS), right[name], shown[name])
    return Calibration(patterns, {name: round(share, DIGITS) for name, share in families.items()})


def _share(pairs: Sequence[tuple[str, bool]], name: str) -> float:
    own = [good for pattern, good in pairs if family(pattern) == name]
    return (sum(own) + 1) / (len(own) + 2)


def family(pattern: str) -> str:
    """The family of a pattern: `CAS` of `CAS-passive`."""
    return pattern.partition("-")[0]


def confidence_toml(found: Calibration) -> str:
    """The content of `lexicons/confidence.toml`: a table of families, and a table of Confidence for each pattern."""
    lines = [HEADER, "[families]"]
    lines += [f"{_key(name)} = {share:.{DIGITS}f}" for name, share in found.families.items()]
    for name, one in found.patterns.items():
        lines += ["", f"[patterns.{_key(name)}]", f"confidence = {one.confidence:.{DIGITS}f}"]
        lines += [f"right = {one.right}", f"shown = {one.shown}"]
    return "\n".join(lines) + "\n"


def _key(name: str) -> str:
    return json.dumps(name)
