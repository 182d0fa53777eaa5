"""The registry of rules: permanent ids, whole records, and a guard for every field and column."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from conflict_claims_schemas.columns import TABLES
from conflict_claims_schemas.fields import ATTRIBUTES
from conflict_claims_schemas.rules import FAMILIES, RULES, Rule, guarded, targets
from conflict_claims_schemas.rules.guarded import DERIVED

EVERY = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)

# Nothing can be said of these but that they are there and of the right kind.
FREE = {
    "corpus.title", "front_matter.cleaning", "incidents.name", "incidents.place",
    "topic_registry.name", "topic_registry.meaning",
}  # fmt: skip
KIND_RULES = {"DOC009", "DOC010", "DOC011", "SPN003", "SPN005", "SPN006", "SPN007"}


def test_ids_and_slugs_are_given_once_and_in_order() -> None:
    assert list(RULES) == sorted(RULES)
    slugs = [rule.slug for rule in RULES.values() if rule.slug != "unknown-label"]
    assert len(set(slugs)) == len(slugs)


def test_families_number_their_rules_without_a_gap() -> None:
    for family, rules in FAMILIES.items():
        assert [rule.id for rule in rules] == [f"{family}{number:03}" for number in range(1, len(rules) + 1)]


@EVERY
def test_a_rule_says_everything_that_its_page_shows(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.slug)
    assert rule.title[0].isupper()
    assert not rule.title.endswith(".")
    for part in (rule.why, rule.fix, rule.bad, rule.good):
        assert part.strip()
    assert rule.bad != rule.good
    assert not re.search(r"\b(?:can't|don't|isn't|won't|doesn't)\b", rule.why + rule.fix + rule.title)


@EVERY
def test_a_rule_guards_things_that_exist(rule: Rule) -> None:
    assert rule.guards
    assert set(rule.guards) <= targets() | {"files"}


def test_every_field_and_column_is_guarded() -> None:
    assert targets() - guarded(RULES.values()) == set()


def test_every_field_but_free_text_is_guarded_by_more_than_its_kind() -> None:
    telling = [rule for rule in RULES.values() if rule.id not in KIND_RULES]
    assert targets() - guarded(telling) - {name for name in targets() if name.startswith("waivers.")} == FREE


def test_every_published_column_has_a_target() -> None:
    assert {f"{layer}.{field.name}" for layer, fields in ATTRIBUTES.items() for field in fields} <= targets()
    assert set(DERIVED) <= targets()
    assert all(
        any(name.startswith(f"{table}.") for name in DERIVED) for table in TABLES if table in ("articles", "links")
    )


def test_the_rules_load_without_a_table_library() -> None:
    heavy = "{'polars', 'pandera', 'pyarrow'}"
    code = f"import sys, conflict_claims_schemas.rules; print({heavy} & set(sys.modules))"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "schemas")}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
