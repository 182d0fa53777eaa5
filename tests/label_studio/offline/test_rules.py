"""Every LST rule has an export that breaks it, one that does not, and the exact message of `label-studio import`.

`tests/fixtures/rules/<id>/bad` and `good` are laid over `tests/fixtures/base`, as for the rules of `check`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from conflict_claims.cli import main
from conflict_claims_schemas.rules import RULES
from tests.check.test_rules import OF_RULES, laid_over_base, told_rules

RENEW = "RENEW_GOLDEN=1 .venv/bin/python -m pytest tests/label_studio/offline/test_rules.py"
EVERY = pytest.mark.parametrize("rule", [rule for rule in RULES if rule.startswith("LST")])
USERS = '[annotators]\n7 = "ann-b"\n'


def imported(corpus: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    (corpus / "label-studio.toml").write_text(USERS)
    code = main(["label-studio", "import", "--overwrite", "--root", str(corpus), str(corpus / "export.json")])
    return code, capsys.readouterr().out


@EVERY
def test_a_bad_export_gives_exactly_the_golden_message(
    rule: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = laid_over_base(rule, "bad", tmp_path)
    code, report = imported(corpus, capsys)
    assert rule in told_rules(report)
    assert code == (RULES[rule].severity == "error")
    golden = OF_RULES / rule / "expected.txt"
    if os.environ.get("RENEW_GOLDEN"):
        golden.write_text(report, encoding="utf-8")
    assert report == golden.read_text(encoding="utf-8"), f"if the new message is right: {RENEW} -k {rule}"


@EVERY
def test_a_good_export_comes_in_whole(rule: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = laid_over_base(rule, "good", tmp_path)
    assert imported(corpus, capsys) == (
        0,
        "1 annotation of 1 task; 1 file changed; passed over: 0 drafts, 0 cancelled, 0 older; 0 errors, 0 warnings\n",
    )
    written = (corpus / "annotations" / "ann-b" / "valdria-0002.jsonl").read_text()
    assert '"layer":"actor","start":75,"end":93,"text":"hospital officials"' in written
    assert '"min":14,"max":14,"source":["a' in written
    assert not list((corpus / "label-studio").glob("quarantine-*"))
