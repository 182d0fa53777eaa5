"""A waiver of a span excuses gold's span, and no other annotator's of the same local id."""

from pathlib import Path

import pytest

from conflict_claims.check.engine import check
from tests.corpora import TEXT, add_pass, harl_corpus, records

FAULTY = [{**record, "min": 13, "max": 13} if record["id"] == "c1" else record for record in records()]
WAIVER = """[[waiver]]
rule = "CAS003"
article = "harl-0001"
span = "c1"
{annotator}reason = "a slip of the source"
expires = 2099-12-31
"""


def places(root: Path, annotator: str) -> tuple[list[str], list[str]]:
    layout = harl_corpus(root)
    for name in ("gold", "ana"):
        add_pass(layout, "harl-0001", TEXT, FAULTY, annotator=name)
    layout.waivers.write_text(WAIVER.format(annotator=annotator))
    report = check(layout)
    standing = {problem.file.split("/")[1] for problem in report.problems}
    return sorted(standing), sorted({one.problem.file.split("/")[1] for one in report.waived})


def test_a_span_without_an_annotator_is_one_of_gold(tmp_path: Path) -> None:
    assert places(tmp_path, "") == (["ana"], ["gold"])


@pytest.mark.slow
def test_an_annotator_may_be_named(tmp_path: Path) -> None:
    assert places(tmp_path, 'annotator = "ana"\n') == (["gold"], ["ana"])
