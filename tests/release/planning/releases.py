"""Small corpora that can be released, and releases of them."""

from __future__ import annotations

import datetime
import json
import shutil
from pathlib import Path
from typing import Any

from conflict_claims.check.marked import read_marked
from conflict_claims.files.layout import Layout
from conflict_claims.release.last import read_last
from conflict_claims.release.planning import Asked, Planned, plan
from conflict_claims_schemas.datasheet import RAI_QUESTIONS
from tests.corpora import TEXT, add_article, add_pass, harl_corpus, records

DAY = datetime.date(2031, 6, 1)
CITATION = """cff-version: 1.2.0
message: Please cite it as below.
title: Reports from Harl
type: dataset
authors:
- name: The Harl reporters
- family-names: Tal
  given-names: Ana
"""
CHANGELOG = "# Changelog\n\n## [Unreleased]\n\n- The market is told apart from the square.\n"
SECOND = """Fifteen killed at bus stop in Tarn, say villagers

On Sunday evening a shelling of the lower town took the lives of 15 people, among them three children, as residents put
it. From its camp across the river the Northern Front denied responsibility. The hospital of the district counted
11 dead by midnight."""
THIRD = "Bridge at Osk is closed\n\nNobody was hurt when the bridge gave way on Friday, the mayor of Osk said."
WITHHELD = (
    "Rockets fall on the old mill\n\nSeven rockets fell on the old mill of Osk before dawn and killed two people "
    "who were asleep inside, the miller said.\n\nThe army denied that it had fired."
)


def pages(root: Path) -> None:
    questions = [question for questions in RAI_QUESTIONS.values() for question in questions]
    datasheet = "".join(f"### {question}\n\nAnswer to {question.lower()}\n\n" for question in questions)
    (root / "DATASHEET.md").write_text(f"# Datasheet\n\nSee [columns](docs/data-dictionary.md#x).\n\n{datasheet}")
    (root / "CITATION.cff").write_text(CITATION)
    (root / "CHANGELOG.md").write_text(CHANGELOG)
    (root / "annotations" / "guidelines.md").write_text("# Guidelines\n\nversion: g1.0\n")


def releasable(root: Path, **fields: Any) -> Layout:
    """Two articles in two splits with gold, a pass over the first, and the pages of a release."""
    layout = harl_corpus(root, **fields)
    incidents = layout.registry("incidents.yaml")
    other = incidents.read_text().replace("harl-market", "tarn-market").replace("region: harl", "region: tarn")
    incidents.write_text(incidents.read_text() + other)
    second(layout)
    add_pass(layout, "harl-0001", TEXT, records(), annotator="ann-a")
    pages(root)
    return layout


def second(layout: Layout, changes: dict[str, dict[str, Any]] | None = None, **fields: Any) -> None:
    """The second article, with some fields of some records changed."""
    add_article(layout, "harl-0002", SECOND, **{"split": "test", **fields})
    marked = [
        {**record, "incident": "tarn-market-2031-05"} if "incident" in record else record
        for record in records(SECOND, dead=15)
    ]
    add_pass(layout, "harl-0002", SECOND, [record | (changes or {}).get(record["id"], {}) for record in marked])


def third(layout: Layout) -> None:
    """One more article, with gold that marks nothing."""
    add_article(layout, "harl-0003", THIRD)
    add_pass(layout, "harl-0003", THIRD, [])


def withheld(layout: Layout) -> None:
    """An article whose text may not be published."""
    add_article(layout, "harl-0004", WITHHELD, license="not-stated", url="https://example.org/mill")
    start = WITHHELD.index("two people")
    toll = {
        "outcome": "killed",
        "modality": "exact",
        "min": 2,
        "max": 2,
        "incident": "osk-mill-2031-05",
        "source": ["author"],
    }
    span = {"id": "c1", "layer": "casualty", "start": start, "end": start + 10, "text": "two people", **toll}
    add_pass(
        layout, "harl-0004", WITHHELD, [{**span, "note": "the miller said that they were asleep inside the old mill"}]
    )
    incidents = layout.registry("incidents.yaml")
    first = incidents.read_text().split("- id:")[1]
    incidents.write_text(incidents.read_text() + "- id:" + first.replace("harl-market", "osk-mill"))


def planned(layout: Layout, last: Path | None = None, **asked: Any) -> Planned:
    """What `plan` comes to for a corpus that has no error."""
    report, marked = read_marked(layout, "L5", DAY)
    assert marked is not None, report.problems
    told = {"output": layout.dist / "release", "date": str(DAY), "changelog": CHANGELOG, **asked}
    return plan(marked, read_last(last) if last else None, Asked(**told))


def released(layout: Layout, last: Path | None = None, **asked: Any) -> Path:
    """The folder of a release, put away as a download would be."""
    candidate = planned(layout, last, **asked).candidate
    assert candidate is not None
    kept = layout.root.parent / f"{layout.root.name}-published" / candidate.tag
    shutil.copytree(candidate.folder, kept)
    return kept


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def changes(folder: Path, *configurations: str) -> list[tuple[str, str, str]]:
    """Configuration, change and id of each row of a diff, of some configurations."""
    rows = [(row["configuration"], row["change"], row["id"]) for row in lines(folder / "diff.jsonl")]
    return [row for row in rows if row[0] in configurations] if configurations else rows


def edit(path: Path, old: str, new: str) -> None:
    """Replace `old` by `new` in a file that has it."""
    text = path.read_text()
    assert old in text, f"{old!r} is not in {path}"
    path.write_text(text.replace(old, new))
