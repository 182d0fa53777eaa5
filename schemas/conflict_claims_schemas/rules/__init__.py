"""The rules of `check`, one record each, from which messages, `explain`, docs and tests are made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from conflict_claims_schemas.rules import (
    actors,
    bulk,
    casualties,
    documents,
    internal,
    label_studio,
    licences,
    links,
    references,
    releases,
    spans,
    splits,
    stances,
    texts,
)
from conflict_claims_schemas.rules.guarded import guarded, targets
from conflict_claims_schemas.rules.model import Level, Rule, Severity

FAMILIES: dict[str, tuple[Rule, ...]] = {
    "DOC": documents.RULES,
    "TXT": texts.RULES,
    "SPN": spans.RULES,
    "ACT": actors.RULES,
    "CAS": tuple(sorted(casualties.RULES, key=lambda rule: rule.id)),
    "STN": stances.RULES,
    "LNK": links.RULES,
    "REF": references.RULES,
    "SPL": splits.RULES,
    "LIC": licences.RULES,
    "LST": label_studio.RULES,
    "BLK": bulk.RULES,
    "REL": releases.RULES,
    "INT": internal.RULES,
}
"""The rules by family, in the order in which a reader meets what they guard."""

ELSEWHERE: dict[str, str] = {"LST": "label-studio import", "BLK": "convert"}
"""The families of rules that another command than `check` looks at, and that command."""


def _by_id(rules: Iterable[Rule]) -> dict[str, Rule]:
    ordered = sorted(rules, key=lambda rule: rule.id)
    twice = [key for key, times in Counter(rule.id for rule in ordered).items() if times > 1]
    assert not twice, f"rule ids given twice: {twice}"
    return {rule.id: rule for rule in ordered}


RULES: dict[str, Rule] = _by_id(rule for family in FAMILIES.values() for rule in family)
"""Every rule by its id, in the order of the ids."""

__all__ = ["ELSEWHERE", "FAMILIES", "RULES", "Level", "Rule", "Severity", "guarded", "targets"]
