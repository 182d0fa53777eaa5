"""A pass is a record: later guidelines do not fault it, while gold is always held to those in force."""

from pathlib import Path

import pytest

from conflict_claims.check.engine import check
from tests.corpora import TEXT, add_pass, harl_corpus, records

FAULTY = [{**record, "min": 13} if record["id"] == "c1" else record for record in records()]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("annotator", "guidelines", "rules"),
    [("ana", "g0.9", {}), ("ana", "g1.0", {"CAS001": 1}), ("gold", "g0.9", {"CAS001": 1})],
)
def test_rules_of_the_guidelines_hold_for_passes_that_followed_them(
    annotator: str, guidelines: str, rules: dict[str, int], tmp_path: Path
) -> None:
    layout = harl_corpus(tmp_path)
    add_pass(layout, "harl-0001", TEXT, FAULTY, annotator=annotator, guidelines=guidelines)
    report = check(layout)
    assert report.counts == rules
    skipped = [(one.what, one.count, one.why) for one in report.skipped]
    told = [("annotation files", 1, "they followed other guidelines than g1.0, which are in force")]
    assert skipped == ([] if rules else told)


def test_a_pass_under_earlier_guidelines_must_still_be_readable_and_consistent(tmp_path: Path) -> None:
    layout = harl_corpus(tmp_path)
    wrong = [{**record, "text": "15 people"} if record["id"] == "c1" else record for record in records()]
    add_pass(layout, "harl-0001", TEXT, wrong, annotator="ana", guidelines="g0.9")
    assert check(layout).counts == {"SPN015": 1}
