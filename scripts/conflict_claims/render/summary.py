"""The last line of a report: how many of what, in how many articles, and how many are shown."""

from __future__ import annotations

from collections import Counter

from conflict_claims.render.report import Report, Skipped


def counted(number: int, noun: str) -> str:
    """`1 error`, `2 errors`; large numbers with commas."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def summary(report: Report, shown: int) -> str:
    """`3 errors (CAS003 x2, REF001 x1), 1 warning, 2 waived in 14 articles; 6 of 6 shown`."""
    by_rule = Counter(problem.rule for problem in report.errors)
    ranked = sorted(by_rule.items(), key=lambda item: (-item[1], item[0]))
    rules = ", ".join(f"{rule} x{count:,}" for rule, count in ranked)
    parts = [counted(len(report.errors), "error") + (f" ({rules})" if rules else "")]
    if report.warnings:
        parts.append(counted(len(report.warnings), "warning"))
    if report.waived:
        parts.append(f"{len(report.waived):,} waived")
    total = len(report.problems) + len(report.waived)
    return f"{', '.join(parts)} in {counted(report.articles, 'article')}; {shown:,} of {total:,} shown"


def skipped_line(skipped: Skipped) -> str:
    """What a level left out, and why: `skipped  L3 on rows of casualties (3): they broke a rule of L2`."""
    number = f" ({skipped.count:,})" if skipped.count else ""
    return f"skipped  {skipped.level} on {skipped.what}{number}: {skipped.why}"
