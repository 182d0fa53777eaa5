"""A report with everything in it that the formats must show."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

from conflict_claims.render.report import Report, Skipped, Waived
from conflict_claims_schemas.problems import Problem

PASS = "annotations/gold/harl-0001.jsonl"
LINE = {
    "id": "c7",
    "layer": "casualty",
    "start": 418,
    "end": 429,
    "text": 'said "min":12',
    "modality": "at_least",
    "min": 21,
}

BOUNDS = Problem(
    "CAS003", PASS, 2, "min", "harl-0001", "c7", 418, 429, "at least 12", "min 12", "min 21",
    'set "min" to 12, or correct the span',
)  # fmt: skip
DANGLING = Problem(
    "REF001",
    PASS,
    3,
    "source",
    "harl-0001",
    "c8",
    500,
    507,
    "8 people",
    "the id of a record in this file",
    '"a99"',
)
SETTINGS = Problem("DOC025", "corpus/corpus.yaml", 3, "repository", expected="OWNER/NAME", found="harl")
MISSING = Problem("DOC001", "corpus/topics.yaml", expected="a file that can be read", found="No such file")
WORD = Problem(
    "SPN019", PASS, 2, "text", "harl-0001", "a3", 31, 36, "milit", "whole words", '"milit" between "" and "a"'
)
CLAIMED = Problem(
    "CAS009",
    PASS,
    3,
    "party",
    "harl-0001",
    "c8",
    500,
    507,
    "8 people",
    'party "perpetrator_side"',
    "no party",
)


def report() -> Report:
    return Report(
        problems=(SETTINGS, MISSING, BOUNDS, WORD, DANGLING),
        waived=(Waived(CLAIMED, "the group's allies speak for it", datetime.date(2031, 12, 31)),),
        skipped=(Skipped("L3", "rows of casualties", 1, "they, or what they point at, broke a rule of L1 or L2"),),
        articles=14,
    )


def write_files(root: Path) -> Path:
    """The files in which the problems of `report` stand."""
    (root / "corpus").mkdir()
    (root / "corpus" / "corpus.yaml").write_text("name: harl-reports\ntitle: Reports\nrepository: harl\n")
    path = root / PASS
    path.parent.mkdir(parents=True)
    second = json.dumps(LINE | {"id": "c8", "source": ["a99"]}, separators=(",", ":"))
    path.write_text("{}\n" + json.dumps(LINE, separators=(",", ":")) + "\n" + second + "\n")
    return root
