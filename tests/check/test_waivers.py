"""Known exceptions excuse what they name, until they expire."""

from __future__ import annotations

from pathlib import Path

import pytest

from conflict_claims.files.layout import Layout
from tests.check.broken import clean, found, marked, rules, told
from tests.sampling import mostly_slow

WAIVER = """[[waiver]]
rule = "CAS009"
article = "harl-0001"
span = "c1"
reason = "passed on"
expires = 2031-12-31
"""


def claimed(root: Path, waivers: str) -> Layout:
    """A corpus with one problem that may be waived (CAS009 at c1), and waivers."""
    layout = clean(root)
    marked(layout, {"c1": {"perpetrator": ["a3"], "blame": "claimed"}})
    layout.waivers.write_text(waivers)
    return layout


def test_a_waiver_excuses_its_problem_and_says_so(tmp_path: Path) -> None:
    layout = claimed(tmp_path, WAIVER)
    assert rules(layout) == []
    text = told(layout)
    assert "  waived  CAS009 claimed-not-by-perpetrator-side  [L3]" in text
    assert "  waived until 2031-12-31: passed on" in text
    assert text.endswith("0 errors, 1 waived in 1 article; 1 of 1 shown")


def test_a_waiver_without_a_span_excuses_the_whole_article(tmp_path: Path) -> None:
    assert rules(claimed(tmp_path, WAIVER.replace('span = "c1"\n', ""))) == []


@pytest.mark.slow
def test_a_waiver_counts_on_its_last_day(tmp_path: Path) -> None:
    assert rules(claimed(tmp_path, WAIVER.replace("2031-12-31", "2031-06-01"))) == []


def test_an_expired_waiver_excuses_nothing_and_is_named(tmp_path: Path) -> None:
    assert rules(claimed(tmp_path, WAIVER.replace("2031-12-31", "2031-05-31"))) == ["CAS009", "DOC023"]


@pytest.mark.slow
def test_a_waiver_that_excuses_nothing_is_named_at_its_line(tmp_path: Path) -> None:
    report = found(claimed(tmp_path, "# known\n\n" + WAIVER + WAIVER.replace('"c1"', '"c2"')))
    assert [(problem.rule, problem.line) for problem in report.problems] == [("DOC023", 9)]


@pytest.mark.slow
def test_a_run_that_did_not_get_so_far_calls_no_waiver_unused(tmp_path: Path) -> None:
    layout = claimed(tmp_path, WAIVER)
    assert rules(layout, level="L2") == []
    assert rules(layout, "annotations/waivers.toml") == []


FAULTS = {
    "no rule": ('rule = "CAS009"', 'rule = "CAS099"', "DOC022"),
    "a rule that cannot be waived": ('rule = "CAS009"', 'rule = "CAS002"', "DOC022"),
    "no reason": ('"passed on"', '" "', "DOC022"),
    "no article id": ('article = "harl-0001"', 'article = "Harl"', "DOC022"),
    "no article": ('article = "harl-0001"\n', "", "DOC010"),
    "a day in quotes": ("2031-12-31", '"2031-12-31"', "DOC011"),
    "a time": ("2031-12-31", "2031-12-31T00:00:00", "DOC011"),
    "another key": ("span", "spam", "DOC009"),
    "a table": ("[[waiver]]", "[waiver]", "DOC011"),
    "another table": ("[[waiver]]", "[[waivers]]", "DOC009"),
    "a quote left open": ('"CAS009"', '"CAS009', "DOC007"),
    "a key twice": ('rule = "CAS009"', 'rule = "CAS009"\nrule = "CAS009"', "DOC007"),
}


@pytest.mark.parametrize(("old", "new", "rule"), mostly_slow(FAULTS, quick=("no rule", "no article", "another key")))
def test_a_waiver_with_a_fault_excuses_nothing(tmp_path: Path, old: str, new: str, rule: str) -> None:
    assert rules(claimed(tmp_path, WAIVER.replace(old, new))) == ["CAS009", rule]


def test_an_empty_file_of_waivers_is_fine(tmp_path: Path) -> None:
    layout = clean(tmp_path)
    layout.waivers.write_text("")
    assert rules(layout) == []


@pytest.mark.slow
def test_faults_in_a_text_that_looks_like_entries_lose_no_more_than_their_line(tmp_path: Path) -> None:
    odd = WAIVER.replace('"passed on"', "'''\n[[waiver]]\n'''").replace('"c1"', '"c2"')
    report = found(claimed(tmp_path, odd))
    assert [(problem.rule, problem.line) for problem in report.problems] == [("CAS009", 3), ("DOC023", 0)]
