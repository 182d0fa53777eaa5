"""Pandera's schemas and the plain conditions name the same failures: both are made from one definition."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from conflict_claims.check.conditions import by_expressions, by_pandera
from conflict_claims.check.engine import check
from conflict_claims.check.others import Others
from conflict_claims.files.layout import Layout
from conflict_claims_schemas.columns import TABLES
from conflict_claims_schemas.conditions import LEVELS
from tests.sampling import mostly_slow
from tests.schemas.frames import frame
from tests.schemas.test_conditions import CAUGHT

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = sorted(path for path in (ROOT / "tests" / "fixtures" / "rules").glob("*/bad") if path.is_dir())


@pytest.mark.parametrize("table", TABLES)
def test_a_valid_row_breaks_nothing_either_way(table: str) -> None:
    assert by_pandera(frame(table), table, LEVELS) == by_expressions(frame(table), table, LEVELS) == frozenset()


CASES = {
    f"{table}-{told[0]}-{told[1]}-{at}": ((table, change, told),) for at, (table, change, told) in enumerate(CAUGHT)
}
# The quick run takes the first case of each table.
FIRST = {case[0][0]: name for name, case in reversed(CASES.items())}.values()


@pytest.mark.parametrize("case", mostly_slow(CASES, quick=FIRST))
def test_a_wrong_row_breaks_the_same_rules_either_way(case: tuple[str, dict[str, object], tuple[str, ...]]) -> None:
    table, change, message = case
    rows = frame(table, {}, change)
    found = by_expressions(rows, table, LEVELS)
    assert message[0] in found
    assert by_pandera(rows, table, LEVELS) == found


@pytest.mark.slow
@pytest.mark.parametrize("folder", FIXTURES, ids=lambda folder: folder.parent.name)
def test_the_report_on_a_faulty_corpus_is_the_same_either_way(folder: Path) -> None:
    layout, day = Layout(folder), datetime.date(2031, 6, 1)
    assert check(layout, today=day, others=Others(layout)) == check(layout, today=day)
