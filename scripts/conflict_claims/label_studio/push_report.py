"""What a push did, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conflict_claims.label_studio.adjudication import Cases
from conflict_claims.label_studio.push import Pushed
from conflict_claims.label_studio.selection import LeftOut
from conflict_claims.label_studio.upload import Uploaded
from conflict_claims.render.escape import visible
from conflict_claims.render.summary import counted
from conflict_claims_schemas.rules import RULES


def done_lines(url: str, pushed: Pushed) -> Iterator[str]:
    """What was done."""
    done = pushed.uploaded
    made = "made" if pushed.is_new else "found"
    yield visible(f"{made} project {pushed.project.id}: {url}/projects/{pushed.project.id}")
    if pushed.has_new_page and not pushed.is_new:
        yield "gave it the labelling page of today's vocabulary"
    if pushed.annotators_before is not None:
        yield f"people who are to annotate each article: {pushed.project.annotators}, before {pushed.annotators_before}"
    yield f"{counted(done.tasks, 'article')} brought, {done.present:,} there already"
    if done.predictions or done.removed:
        yield f"{counted(done.predictions, 'prediction')} added, {done.removed:,} outdated removed"
    if done.renewed:
        yield f"{counted(done.renewed, 'list')} of differences renewed"


def undone_lines(done: Uploaded, left_out: list[LeftOut]) -> Iterator[str]:
    """What could not be done, and what to do about it."""
    for left in left_out:
        yield visible(f"left out: {left.article}: {left.why}")
    for article, tasks in done.changed.items():
        # The words of the rule that the pull will tell: one way out, and it loses no work.
        yield visible(f"not brought: {article}: {_tasks(tasks)} another text of it. To mend it, {RULES['LST002'].fix}")
    for article, tasks in done.doubled.items():
        yield visible(f"several tasks: {article}: tasks {_numbers(tasks)}; pull, and delete all but one on the server")


def adjudication_lines(found: Cases, settled: Mapping[str, bool]) -> Iterator[str]:
    """What there was to settle, and what there was not; `settled` tells what gold says of the latter now."""
    yield f"{counted(len(found.tasks), 'article')} to settle, {len(found.agreed):,} without a difference"
    if gold := [article for article, is_gold in settled.items() if is_gold]:
        yield visible(f"without a difference, and in gold now: {', '.join(gold)}")
    if open_ones := [article for article in found.agreed if article not in settled]:
        yield visible(f"without a difference: {', '.join(open_ones)}; --settle-agreed writes them to gold")
    if found.single:
        yield visible(f"marked by one of the two alone: {', '.join(found.single)}")
    if found.settled:
        told = "pull --gold replaces it only where it came from there unchanged, or with --overwrite"
        yield visible(f"gold already: {', '.join(found.settled)}; {told}")


def kept_back_lines(settled: Mapping[str, bool]) -> Iterator[str]:
    """The articles of which gold says something else than both annotators."""
    for article, is_gold in settled.items():
        if not is_gold:
            yield visible(f"kept back: annotations/gold/{article}.jsonl says something else than both; remove it first")


def _tasks(numbers: list[int]) -> str:
    return f"task {numbers[0]} has" if len(numbers) == 1 else f"tasks {_numbers(numbers)} have"


def _numbers(tasks: list[int]) -> str:
    return ", ".join(map(str, tasks))
