"""Problems as JSON lines: one problem a line, every field, with what its rule says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from conflict_claims.render.escape import json_text
from conflict_claims.render.places import Places
from conflict_claims.render.report import Report, Waived
from conflict_claims_schemas.problems import Problem
from conflict_claims_schemas.rules import RULES


def jsonl_report(report: Report, places: Places, limit: int | None = None) -> Iterator[str]:
    """One line a problem; the counts are no problem and go elsewhere."""
    for problem, waived in report.entries()[:limit]:
        yield json_text(record(problem, places.get(problem, 0), waived))


def record(problem: Problem, column: int, waived: Waived | None = None) -> dict[str, Any]:
    """All fields of `problem`, and its rule's; `waived` is null, or the waiver's reason and expiry."""
    rule = RULES[problem.rule]
    said = {
        "slug": rule.slug,
        "level": rule.level,
        "severity": rule.severity,
        "title": rule.title,
        "why": rule.why,
    }
    excuse = {"reason": waived.reason, "expires": waived.expires.isoformat()} if waived else None
    return asdict(problem) | {"column": column, "fix": problem.fix or rule.fix} | said | {"waived": excuse}
