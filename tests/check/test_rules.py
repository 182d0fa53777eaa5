"""Every rule has a corpus that breaks it, one that does not, and the exact message.

`tests/fixtures/base` is a small corpus without a fault. `tests/fixtures/rules/<id>/bad` and `good` hold the
files that are laid over it; `expected.txt` is all that `check` prints for the bad one.
"""

from __future__ import annotations

import os
import shutil
from contextlib import nullcontext
from pathlib import Path

import pytest

from conflict_claims.cli import main
from conflict_claims_schemas.rules import ELSEWHERE, RULES
from tests.check.recipes import RECIPES
from tests.sampling import mostly_slow

FIXTURES = Path(__file__).parents[1] / "fixtures"
BASE, OF_RULES = FIXTURES / "base", FIXTURES / "rules"
TODAY = "2031-06-01"
RENEW = "RENEW_GOLDEN=1 .venv/bin/python -m pytest tests/check/test_rules.py"
# The rules of other commands are held to their fixtures by the tests of those commands.
HERE = {rule: (rule,) for rule in RULES if rule[:3] not in ELSEWHERE}
QUICK = ("TXT001", "DOC001", "SPN001", "REF001", "CAS001", "LNK001", "SPL001", "REL001")


def laid_over_base(rule: str, kind: str, root: Path) -> Path:
    corpus = root / "corpus"
    shutil.copytree(BASE, corpus)
    overlay = OF_RULES / rule / kind
    if overlay.is_dir():
        shutil.copytree(overlay, corpus, dirs_exist_ok=True)
    return corpus


def checked(corpus: Path, capsys: pytest.CaptureFixture[str], rule: str = "") -> str:
    level = ["--level", "L5"] if rule and RULES[rule].level == "L5" else []
    main(["check", "--root", str(corpus), "--today", TODAY, *level])
    return capsys.readouterr().out


def told_rules(report: str) -> set[str]:
    heads = (line.split("  ") for line in report.splitlines() if not line.startswith(" "))
    return {head[2].split()[0] for head in heads if head[1:2] in (["error"], ["warning"])}


def test_the_base_corpus_has_no_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = checked(laid_over_base("none", "base", tmp_path), capsys)
    assert report == "0 errors in 3 articles; 0 of 0 shown\n"


def test_the_base_corpus_can_be_released(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--root", str(laid_over_base("none", "base", tmp_path)), "--today", TODAY, "--level", "L5"])
    assert capsys.readouterr().out == "0 errors in 3 articles; 0 of 0 shown\n"


def test_every_rule_has_its_fixtures_and_no_fixture_lacks_its_rule() -> None:
    assert {path.name for path in OF_RULES.iterdir()} == set(RULES)
    for rule in RULES:
        folder = OF_RULES / rule
        assert (folder / "bad").is_dir() or rule in RECIPES, f"{rule} has no bad fixture"
        assert any((folder / "good").rglob("*")), f"{rule} has no good fixture"
        assert (folder / "expected.txt").is_file(), f"{rule} has no golden message: {RENEW} -k {rule}"


@pytest.mark.parametrize("rule", mostly_slow(HERE, quick=QUICK))
def test_a_bad_corpus_gives_exactly_the_golden_message(
    rule: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = laid_over_base(rule, "bad", tmp_path)
    recipe = RECIPES.get(rule)
    with recipe(corpus) if recipe else nullcontext():
        report = checked(corpus, capsys, rule)
    assert rule in told_rules(report)
    golden = OF_RULES / rule / "expected.txt"
    if os.environ.get("RENEW_GOLDEN"):
        golden.write_text(report, encoding="utf-8")
    assert report == golden.read_text(encoding="utf-8"), f"if the new message is right: {RENEW} -k {rule}"


@pytest.mark.slow
@pytest.mark.parametrize("rule", HERE)
def test_a_good_corpus_has_no_fault_at_all(rule: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told_rules(checked(laid_over_base(rule, "good", tmp_path), capsys, rule)) == set()
