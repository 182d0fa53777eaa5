"""The formats of a report, by the names that the command line gives them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from conflict_claims.files.revision import folder_in_repository
from conflict_claims.render.github import github_report
from conflict_claims.render.markdown import markdown_report
from conflict_claims.render.places import columns
from conflict_claims.render.records import jsonl_report
from conflict_claims.render.report import Report
from conflict_claims.render.text import Paint, plain, text_report

FORMATS = ("text", "jsonl", "github", "markdown")


def read_out(
    report: Report, root: Path, name: str = "text", limit: int | None = None, paint: Paint = plain
) -> Iterator[str]:
    """The lines of `report` in the format `name`; at most `limit` problems, and the counts of all."""
    shown = [problem for problem, _ in report.entries()[:limit]]
    places = columns(root, shown)
    if name == "jsonl":
        return jsonl_report(report, places, limit)
    if name == "github":
        return github_report(report, places, limit, folder_in_repository(root))
    if name == "markdown":
        return markdown_report(report, places, limit)
    return text_report(report, places, limit, paint)
