"""`check`: read the files, run the rules level by level, set aside what is waived, and report."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from conflict_claims.check.batches import Batch, chosen_ids, read_groups
from conflict_claims.check.conditions import row_faults
from conflict_claims.check.context import (
    LEVELS,
    Context,
    Findings,
    Tick,
    is_within,
    read_context,
    skipped_lines,
)
from conflict_claims.check.guard import Guard
from conflict_claims.check.listing import problems_of
from conflict_claims.check.others import Others
from conflict_claims.check.registries import parent_cycles, shared_names
from conflict_claims.check.releases import gold_problems, release_problems
from conflict_claims.check.rows import Rows, check_rows
from conflict_claims.check.selection import Selection
from conflict_claims.check.settings import settings_problems
from conflict_claims.check.splits import split_problems
from conflict_claims.check.strays import stray_problems
from conflict_claims.check.waivers import Waiver, apply_waivers, idle_waivers, read_waivers
from conflict_claims.files.layout import GOLD, Layout
from conflict_claims.matching.near_duplicates import pairs_with
from conflict_claims.render.report import Report, Skipped, order
from conflict_claims_schemas.fields import REGISTRIES
from conflict_claims_schemas.problems import Problem
from conflict_claims_schemas.rules import RULES

SPLIT_RULES = ("SPL001", "SPL002", "SPL003", "SPL004")
MAX_ISOLATED = 200
"""Runs spent on finding the article at which a step breaks, before the rest is named together."""


def check(
    layout: Layout,
    selection: Selection | None = None,
    level: str = "L4",
    today: datetime.date | None = None,
    guard: Guard | None = None,
    start: Callable[[int], Tick] = lambda total: lambda read: None,
    others: Others | None = None,
    take: Callable[[Batch], None] = lambda group: None,
) -> Report:
    """Check the corpus of `layout`.

    Args:
        layout: where things stand.
        selection: the files to report on; default: all.
        level: the highest level of rules to run, L1 to L5.
        today: the day that waivers are held against; default: this one.
        guard: how broken steps are told.
        start: called with the number of articles to read; gives what is called as they are read.
        others: what is known of the articles that `selection` leaves out, to compare those it names with them.
        take: called with every group of articles and passes as they were read, for who needs them afterwards.
    """
    context, problems = read_context(
        layout, selection or Selection(), level, guard or Guard(), plain=others is not None
    )
    return check_within(context, problems, today, start, others, take)


def check_within(
    context: Context,
    problems: Iterable[Problem],
    today: datetime.date | None = None,
    start: Callable[[int], Tick] = lambda total: lambda read: None,
    others: Others | None = None,
    take: Callable[[Batch], None] = lambda group: None,
) -> Report:
    """Check the corpus around which `context` was read, with `problems` in it; the rest is as in `check`."""
    day = today or datetime.date.today()
    ids, faults = context.guard.run(lambda: chosen_ids(context), "corpus")
    findings = Findings([*problems, *faults])
    findings.add(_around(context))
    tick = start(len(ids or ()))
    for group in read_groups(context, ids or (), tick):
        findings.add(group.findings)
        take(group)
        for rows in _rows_of(context, group):
            findings.add(_isolated(context, rows))
        findings.problems.extend(_for_release(context, group))
    findings.problems.extend(_of_all_articles(context, findings, others))
    return _report(context, findings, len(ids or ()), day)


def _for_release(context: Context, group: Batch) -> list[Problem]:
    """The rules of L5 on articles and their gold."""
    gold = group.bundles.get(GOLD)
    if not context.reaches("L5") or gold is None:
        return []
    return context.guard.problems(lambda: gold_problems(context, gold), context.layout.name(context.layout.articles))


def _around(context: Context) -> Findings:
    """The rules on what stands around the articles: settings, registries, stray files."""
    if not context.reaches("L2"):
        return Findings()
    layout, guard, settings = context.layout, context.guard, context.settings
    problems = guard.problems(lambda: stray_problems(layout), "corpus")
    if settings is not None:
        file = layout.name(layout.settings)
        problems += guard.problems(lambda: settings_problems(settings, file), file)
    for table in REGISTRIES:
        file = context.file_of(table)
        problems += guard.problems(lambda table=table: _registry(context, table), file)  # type: ignore[misc]
    if context.reaches("L5"):
        problems += guard.problems(lambda: release_problems(context), "corpus")
    return Findings(problems)


def _registry(context: Context, table: str) -> list[Problem]:
    file, entries = context.file_of(table), context.entries[table]
    lines = {(file, entry.line): entry.lines for entry in entries}
    levels = tuple(level for level in LEVELS if context.reaches(level))
    problems = list(problems_of(row_faults(context.registries[table], table, levels, plain=context.plain), lines))
    if table in context.incomplete:
        problems = [problem for problem in problems if problem.rule != "REF008"]
    if table == "actor_registry":
        problems += parent_cycles(entries, file)
        problems += shared_names(entries, file)
    return problems


def _rows_of(context: Context, group: Batch) -> Iterator[Rows]:
    if context.reaches("L2"):
        for annotator, bundle in group.bundles.items():
            if bundle.num_rows:
                yield Rows(annotator, bundle, group.lines, group.unread)


def _isolated(context: Context, rows: Rows) -> Findings:
    """The findings on `rows`; where the check breaks, they are halved until the article is found."""
    findings = Findings([], Counter(), {})
    waiting, runs = [rows], 0
    while waiting:
        part, runs = waiting.pop(), runs + 1
        try:
            findings.add(check_rows(context, part))
        except Exception as error:
            half = part.bundle.num_rows // 2
            if half and runs < MAX_ISOLATED:
                waiting += [replace(part, bundle=part.bundle.slice(half)),
                            replace(part, bundle=part.bundle.slice(0, half))]  # fmt: skip
            else:
                findings.problems.append(_broken(context, part, error))
    return findings


def _broken(context: Context, rows: Rows, error: Exception) -> Problem:
    ids = rows.bundle["id"].to_pylist()
    files = rows.bundle["file"].to_pylist()
    file = files[0] or rows.bundle["article_file"][0].as_py()
    problem = context.guard.fault(error, file, ids[0])
    if len(ids) == 1:
        return problem
    return replace(problem, found=f"{problem.found} (in {len(ids)} articles from {ids[0]} to {ids[-1]})")


def _of_all_articles(context: Context, findings: Findings, others: Others | None) -> list[Problem]:
    """The rules that compare all articles; a run on files that were named leaves them out, and says so."""
    if not context.compares():
        return []
    file = context.layout.name(context.layout.articles)
    return context.guard.problems(lambda: _clashes(context, findings, others or Others(context.layout)), file)


def _clashes(context: Context, findings: Findings, others: Others) -> list[Problem]:
    """What is wrong between articles of which the run looks at one at least."""
    facts = {**others.facts(), **findings.facts}
    signatures = {**others.signatures(), **findings.signatures}
    alike = pairs_with(findings.signatures.keys(), signatures, others.text)
    clashes = split_problems([facts[name] for name in sorted(facts)], context.entries["incidents"], alike)
    chosen = context.selection
    return [clash.problem for clash in clashes if chosen.everything or clash.between & chosen.articles]


def _report(context: Context, findings: Findings, articles: int, today: datetime.date) -> Report:
    wanted = [problem for problem in findings.problems if _is_asked_for(context, problem)]
    waivers, faults = context.guard.run(lambda: read_waivers(context.layout), _waiver_file(context))[0] or (
        [],
        [],
    )
    standing, waived, used = apply_waivers(wanted, waivers, today)
    used |= _unjudged(waivers, findings.problems)
    idle = idle_waivers(_near(context, waivers), used, today, _waiver_file(context), _judged(context))
    standing += [problem for problem in (*faults, *idle) if _is_asked_for(context, problem)]
    return Report(
        tuple(sorted(dict.fromkeys(standing), key=order)),
        tuple(sorted(waived, key=lambda one: order(one.problem))),
        (*skipped_lines(findings.skipped), *_left_out(context)),
        articles,
    )


def _is_asked_for(context: Context, problem: Problem) -> bool:
    tool = problem.rule.startswith("INT")
    return tool or (_is_chosen(context.selection, problem) and is_within(problem, context.level))


def _is_chosen(selection: Selection, problem: Problem) -> bool:
    """Whether the problem is in a chosen file; where articles are compared, also what chosen ones cause elsewhere."""
    if selection.wants(problem.file):
        return True
    return selection.compared and (problem.article in selection.articles or problem.rule in SPLIT_RULES)


def _waiver_file(context: Context) -> str:
    return context.layout.name(context.layout.waivers)


def _judged(context: Context) -> frozenset[str]:
    """The rules of which a run can say that a waiver excuses nothing: those that ran on all of its article."""
    whole = context.selection.everything or context.selection.compared
    if not whole or context.incomplete or context.settings is None:
        return frozenset()
    return frozenset(name for name, rule in RULES.items() if rule.level <= context.level)


def _near(context: Context, waivers: Iterable[Waiver]) -> list[Waiver]:
    """The waivers that a run can judge; one on changed files says nothing of other articles' waivers."""
    chosen = context.selection
    return [waiver for waiver in waivers if not chosen.compared or waiver.article in chosen.articles]


def _unjudged(waivers: Iterable[Waiver], problems: Iterable[Problem]) -> frozenset[Waiver]:
    """The waivers of articles with faults of L1 or L2, which kept the rules above from being looked at."""
    broken = [problem for problem in problems if RULES[problem.rule].level in ("L1", "L2")]
    faulty = {problem.article for problem in broken} | {PurePosixPath(problem.file).stem for problem in broken}
    return frozenset(waiver for waiver in waivers if waiver.article in faulty)


def _left_out(context: Context) -> Iterator[Skipped]:
    """The rules that could not run at all, and why."""
    settings = context.layout.name(context.layout.settings)
    if context.reaches("L2") and context.settings is None:
        yield Skipped(
            "L2", "what corpus.yaml settles (DOC012, DOC019, LIC001, SPN022)", 0, f"{settings} cannot be read"
        )
    for table in sorted(context.incomplete):
        if context.reaches("L2"):
            yield Skipped("L2", "unknown ids (REF004, REF008)", 0, f"{context.file_of(table)} cannot be read whole")
    if context.reaches("L4") and not context.compares():
        yield Skipped("L4", f"rules {', '.join(SPLIT_RULES)}", 0, "they compare all articles; run check without a path")
