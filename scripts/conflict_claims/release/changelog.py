"""CHANGELOG.md of a release: the new version with its counts, above what the last release had.

The form is that of Keep a Changelog 1.1.0: a heading `## [VERSION] - DAY` for every version.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from conflict_claims.release.decision import WORDS, Reason
from conflict_claims.release.differences import CHANGES
from conflict_claims.render.escape import markdown_code
from conflict_claims.render.markers import table
from conflict_claims_schemas.configurations import CONFIGURATIONS
from conflict_claims_schemas.vocabulary import SPLITS

HEAD = """# Changelog

What changed from version to version, with the rows that changed. MAJOR: something published in a source column was
edited, removed or moved to another split, or a column or label went. MINOR: rows, columns or labels were added, or
derived columns give other values. PATCH: the same rows in other packaging. Each row stands in `diff.jsonl` (this
version) and `history.jsonl` (all).
"""


def entry(
    version: str,
    date: str,
    rows: Mapping[str, Mapping[str, int]],
    changes: pl.DataFrame,
    reasons: Sequence[Reason],
    notes: str,
    *,
    first: bool,
) -> str:
    """The section of one version.

    Args:
        version: of the release.
        date: its day.
        rows: numbers of rows by configuration and split.
        changes: the rows of `differences`.
        reasons: what changed beside rows, and the rows themselves, as `decision.reasons` gives them.
        notes: what the maintainers say about it, in Markdown.
        first: whether it is the first release.
    """
    parts = [f"## [{version}] - {date}\n"]
    parts += [f"{notes}\n"] if notes else []
    if first:
        parts.append("The first release.\n")
    else:
        parts += ["### Changes\n", _changes_table(changes), *_told(changes, reasons)]
    return "\n".join([*parts, "### Rows\n", _rows_table(rows)])


def _changes_table(changes: pl.DataFrame) -> str:
    counted = changes.group_by("configuration", "change").len().iter_rows()
    found = {(name, change): count for name, change, count in counted}
    names = [name for name in CONFIGURATIONS if any(key[0] == name for key in found)]
    if not names:
        return "No row changed.\n"
    rows = [(f"`{name}`", *(f"{found.get((name, change), 0):,}" for change in CHANGES)) for name in names]
    return table(("configuration", *(WORDS[change] for change in CHANGES)), rows)


def _told(changes: pl.DataFrame, reasons: Sequence[Reason]) -> Iterator[str]:
    """What the counts do not tell: licences, and what changed beside the rows."""
    fields = changes.filter(pl.col("configuration") == "articles").explode("fields").unnest("fields")
    licences = fields.filter(pl.col("field") == "license").sort("id")
    told = [
        f"- {markdown_code(key)}: licence {markdown_code(before or 'none')} became {markdown_code(after or 'none')}"
        for key, before, after in licences.select("id", "before", "after").iter_rows()
    ]
    told += [f"- {reason.text}" for reason in reasons if not reason.ids]
    if told:
        yield "\n".join(told) + "\n"


def _rows_table(rows: Mapping[str, Mapping[str, int]]) -> str:
    splits = [split for split in SPLITS if any(split in counts for counts in rows.values())]
    lines = [(f"`{name}`", *(f"{counts.get(split, 0):,}" for split in splits)) for name, counts in rows.items()]
    return table(("configuration", *splits), lines)


def with_entry(changelog: str, new: str) -> str:
    """A release's CHANGELOG.md with one more section, the newest first."""
    before = changelog.removeprefix(HEAD).strip()
    return "\n".join([HEAD, f"{new.strip()}\n", *([f"{before}\n"] if before else [])])


def notes_of(text: str, version: str) -> str:
    """What the project's own CHANGELOG.md says of `version`, or else of what is unreleased."""
    told: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("## "):
            lines = told.setdefault(line.removeprefix("## ").partition("]")[0].lstrip("["), [])
        else:
            lines.append(line)
    return "\n".join(told.get(version) or told.get("Unreleased") or ()).strip()
