"""Every BLK rule has an archive that breaks it, one that does not, and the exact message of `convert`.

`tests/fixtures/rules/<id>/bad` and `good` are laid over `tests/fixtures/base`, as for the rules of `check`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from conflict_claims_schemas.rules import RULES
from tests.bulk.archives import convert
from tests.check.test_rules import OF_RULES, laid_over_base

RENEW = "RENEW_GOLDEN=1 .venv/bin/python -m pytest tests/bulk/test_rules.py"
EVERY = pytest.mark.parametrize("rule", [rule for rule in RULES if rule.startswith("BLK")])


def converted(corpus: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = convert(corpus / "archive", out=corpus / "out", root=corpus)
    return code, capsys.readouterr().out.replace(str(corpus / "out"), "OUT")


@EVERY
def test_a_bad_archive_gives_exactly_the_golden_message(
    rule: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, report = converted(laid_over_base(rule, "bad", tmp_path), capsys)
    assert code == 1
    assert rule in report
    golden = OF_RULES / rule / "expected.txt"
    if os.environ.get("RENEW_GOLDEN"):
        golden.write_text(report, encoding="utf-8")
    assert report == golden.read_text(encoding="utf-8"), f"if the new message is right: {RENEW} -k {rule}"


@EVERY
def test_a_good_archive_has_no_fault_at_all(rule: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, report = converted(laid_over_base(rule, "good", tmp_path), capsys)
    assert code == 0
    assert "problems" not in report
