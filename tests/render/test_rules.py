"""The pages and lists of rules."""

from __future__ import annotations

import json

import pytest

from conflict_claims.render.rules import (
    explain_page,
    find_rule,
    near_rules,
    rules_json,
    rules_table,
    unknown_rules,
)
from conflict_claims_schemas.rules import RULES
from tests.render.test_formats import same_as_golden


def test_a_rule_is_found_by_id_in_either_case_and_by_name() -> None:
    assert find_rule("cas003") == find_rule(" CAS003 ") == find_rule("bounds-contradict-text") == RULES["CAS003"]
    assert find_rule("CAS999") is None


def test_an_unknown_rule_suggests_those_that_look_alike() -> None:
    assert "CAS003" in {rule.id for rule in near_rules("CAS03")}
    assert near_rules("zzzz") == []
    assert "did you mean" in unknown_rules(["bounds-contradict"])
    assert "lists them all" in unknown_rules(["zzzz"])
    assert unknown_rules(["CAS003"]) == ""


def test_the_page_of_a_rule_reads_as_its_golden_file() -> None:
    same_as_golden("explain-CAS003.txt", "".join(f"{line}\n" for line in explain_page(RULES["CAS003"])))


@pytest.mark.parametrize("name", RULES)
def test_every_page_says_why_how_to_mend_and_where_the_fixture_is(name: str) -> None:
    page = "\n".join(explain_page(RULES[name]))
    for word in ("why", "fix", "guards", "bad", "good", f"tests/fixtures/rules/{name}"):
        assert word in page


def test_the_list_has_a_line_a_rule_and_their_number() -> None:
    lines = list(rules_table(RULES.values()))
    assert len(lines) == len(RULES) + 2
    assert lines[-1].startswith(f"{len(RULES)} rules: ")


def test_the_json_list_holds_every_field() -> None:
    rules = json.loads(rules_json(RULES.values()))
    assert [rule["id"] for rule in rules] == list(RULES)
    assert set(rules[0]) >= {
        "id",
        "slug",
        "level",
        "severity",
        "title",
        "why",
        "fix",
        "bad",
        "good",
        "guards",
    }
