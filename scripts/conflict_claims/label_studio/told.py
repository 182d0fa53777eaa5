"""What a pull or an import says at its end: faults as `check` tells them, new registry entries, and counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from conflict_claims.articles import read_registry
from conflict_claims.files.layout import Layout
from conflict_claims.label_studio.faults import Fault
from conflict_claims.label_studio.landing import Landed
from conflict_claims.label_studio.proposals import Proposal, entries
from conflict_claims.label_studio.taken import Taken
from conflict_claims.render.escape import visible
from conflict_claims.render.summary import counted
from conflict_claims.render.text import Paint, plain, problem_lines
from conflict_claims_schemas.fields import REGISTRIES


def fault_lines(faults: Sequence[Fault], source: str, paint: Paint = plain) -> Iterator[str]:
    """The faults one by one, in the order given; `source` is the name of an export or project."""
    for fault in faults:
        yield from problem_lines(fault.problem(source), 0, None, paint)


def proposal_lines(found: Sequence[Proposal], layout: Layout) -> Iterator[str]:
    """New registry entries, ready to paste."""
    if found:
        known = {table: [entry.values for entry in read_registry(layout, table)[0]] for table in REGISTRIES}
        lines = entries(found, known).splitlines()
        if lines:
            yield "new registry entries, to be looked through and pasted:"
        yield from map(visible, lines)


def kept_lines(landed: Landed) -> Iterator[str]:
    """What was kept back, and what is older than it was."""
    for name, gone in landed.turned_back.items():
        told = f"the server no longer has annotation {gone}, which it came from, and an older one comes in for it"
        yield visible(f"turned back: annotations/{name}.jsonl: {told}")
    for one in landed.kept_back:
        yield visible(f"kept back: annotations/{one.name}.jsonl (task {one.task}): {one.why}")


def left_out_lines(taken: Taken, quarantine: str, dry_run: bool = False) -> Iterator[str]:
    """That what was left out is in the file `quarantine`, empty where that failed."""
    if taken.left_out and quarantine:
        yield visible(f"what was left out {'would be' if dry_run else 'is'} kept in {quarantine}")


def unwritten(error: OSError, layout: Layout) -> str:
    """Why something could not be written."""
    file = Path(error.filename) if error.filename else None
    # What is staged beside its place has a name that says nothing to anyone.
    place = layout.name(file.parent if file.name.startswith(".") else file) if file else ""
    told = f"{place} cannot be written: {error.strerror}" if place and error.strerror else str(error)
    return f"{told}: mend that, and do this again"


def count_line(passed: Mapping[str, int], changed: int, faults: Sequence[Fault], dry_run: bool = False) -> str:
    """`12 annotations of 12 tasks; 3 files would change; passed over: 1 draft, …; 2 errors, 1 warning`."""
    errors = sum(fault.is_error for fault in faults)
    read = f"{counted(passed.get('annotations', 0), 'annotation')} of {counted(passed.get('tasks', 0), 'task')}"
    over = f"{counted(passed.get('drafts', 0), 'draft')}, {passed.get('cancelled', 0):,} cancelled"
    found = f"{counted(errors, 'error')}, {counted(len(faults) - errors, 'warning')}"
    files = f"{counted(changed, 'file')} {'would change' if dry_run else 'changed'}"
    return f"{read}; {files}; passed over: {over}, {passed.get('older', 0):,} older; {found}"
