"""Known exceptions: reading annotations/waivers.toml, and taking what it excuses out of the problems."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from conflict_claims.files.layout import GOLD, Layout, is_article_id
from conflict_claims.files.reading import Unreadable, read_text
from conflict_claims.render.report import Waived
from conflict_claims_schemas.problems import Problem
from conflict_claims_schemas.rules import RULES

KEYS: dict[str, type] = {
    "rule": str,
    "article": str,
    "span": str,
    "annotator": str,
    "reason": str,
    "expires": datetime.date,
}
OPTIONAL = frozenset({"span", "annotator"})
_NAMES = {str: "a string", datetime.date: "a day without quotation marks, like 2027-01-31"}
_TABLE = re.compile(r"^[ \t]*\[\[[ \t]*waiver[ \t]*\]\]", re.MULTILINE)
_AT_LINE = re.compile(r"\(at line (\d+)")


@dataclass(frozen=True, slots=True)
class Waiver:
    """One exception; `line` is where its entry begins.

    An empty `span` excuses the whole article. Local ids differ between passes, so a span is one of gold unless
    `annotator` names another; without a span, an empty `annotator` means the article in every pass.
    """

    rule: str
    article: str
    span: str
    annotator: str
    reason: str
    expires: datetime.date
    line: int

    def excuses(self, problem: Problem) -> bool:
        """Whether it speaks of `problem`."""
        same = self.rule == problem.rule and self.article == problem.article
        return same and self.span in ("", problem.span) and self._is_in_its_pass(problem)

    def _is_in_its_pass(self, problem: Problem) -> bool:
        annotator = self.annotator or (GOLD if self.span else "")
        return not annotator or problem.file.split("/")[-2:-1] == [annotator]


def read_waivers(layout: Layout) -> tuple[list[Waiver], list[Problem]]:
    """The waivers that can be used, none where there is no file; and what is wrong with the others."""
    file = layout.name(layout.waivers)
    if not layout.waivers.exists() and not layout.waivers.is_symlink():
        return [], []
    try:
        text = read_text(layout.waivers)
        content = tomllib.loads(text)
    except Unreadable as fault:
        # An empty list of exceptions is as good as none.
        problem = Problem(fault.rule, file, fault.line, expected=fault.expected, found=fault.found)
        return [], [] if fault.rule == "DOC002" else [problem]
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = _AT_LINE.search(str(error))
        line = int(at.group(1)) if at else 0
        return [], [Problem("DOC007", file, line, expected="TOML with [[waiver]] entries", found=str(error))]
    return _taken(content, text, file)


def _taken(content: dict[str, Any], text: str, file: str) -> tuple[list[Waiver], list[Problem]]:
    problems = [
        Problem("DOC009", file, field=key, expected="[[waiver]] entries alone", found=key)
        for key in content
        if key != "waiver"
    ]
    entries = content.get("waiver", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        fault = Problem("DOC011", file, field="waiver", expected="[[waiver]] entries", found="something else")
        return [], [*problems, fault]
    waivers = []
    for entry, line in zip(entries, _entry_lines(text, len(entries)), strict=True):
        faults = [*_shape_faults(entry, line, file)]
        faults = faults or [*_value_faults(entry, line, file)]
        problems += faults
        if not faults:
            waivers.append(Waiver(**{"span": "", "annotator": ""} | entry, line=line))
    return waivers, problems


def _entry_lines(text: str, count: int) -> list[int]:
    """The lines of the entries' heads; tomllib does not tell them, and a text in quotes may look like one."""
    lines = [text.count("\n", 0, match.start()) + 1 for match in _TABLE.finditer(text)]
    return lines if len(lines) == count else [0] * count


def _shape_faults(entry: dict[str, Any], line: int, file: str) -> Iterator[Problem]:
    for key in entry.keys() - KEYS.keys():
        yield Problem("DOC009", file, line, key, expected="one of " + ", ".join(KEYS), found=key)
    for key, kind in KEYS.items():
        if key not in entry:
            if key not in OPTIONAL:
                yield Problem("DOC010", file, line, key, expected=f"{key}: {_NAMES[kind]}", found="nothing")
        elif type(entry[key]) is not kind:
            yield Problem("DOC011", file, line, key, expected=_NAMES[kind], found=repr(entry[key]))


def _value_faults(entry: dict[str, Any], line: int, file: str) -> Iterator[Problem]:
    rule = RULES.get(entry["rule"])
    if rule is None:
        yield Problem("DOC022", file, line, "rule", expected="the id of a rule", found=entry["rule"])
    elif not rule.waivable:
        yield Problem("DOC022", file, line, "rule", expected="a rule that may be waived", found=entry["rule"])
    if not is_article_id(entry["article"]):
        yield Problem("DOC022", file, line, "article", expected="the id of an article", found=entry["article"])
    if not entry["reason"].strip():
        yield Problem("DOC022", file, line, "reason", expected="a reason", found="none")


def apply_waivers(
    problems: Iterable[Problem], waivers: Sequence[Waiver], today: datetime.date
) -> tuple[list[Problem], list[Waived], frozenset[Waiver]]:
    """Part `problems` into those that stand and those that are waived; and the waivers that excused one."""
    valid = [waiver for waiver in waivers if today <= waiver.expires]
    by_place: dict[tuple[str, str], list[Waiver]] = {}
    for waiver in valid:
        by_place.setdefault((waiver.rule, waiver.article), []).append(waiver)
    standing: list[Problem] = []
    waived: list[Waived] = []
    used: set[Waiver] = set()
    for problem in problems:
        fitting = [one for one in by_place.get((problem.rule, problem.article), ()) if one.excuses(problem)]
        used.update(fitting)
        if fitting:
            waived.append(Waived(problem, fitting[0].reason, fitting[0].expires))
        else:
            standing.append(problem)
    return standing, waived, frozenset(used)


def idle_waivers(
    waivers: Iterable[Waiver],
    used: frozenset[Waiver],
    today: datetime.date,
    file: str,
    judged: frozenset[str],
) -> list[Problem]:
    """Waivers that have expired; and those of the rules in `judged` that excused nothing."""
    problems = []
    for waiver in waivers:
        if waiver.expires < today:
            expected, found = f"a day not before {today.isoformat()}", waiver.expires.isoformat()
            problems.append(_idle(waiver, "expires", expected, found, file))
        elif waiver not in used and waiver.rule in judged:
            problems.append(_idle(waiver, "rule", f"a problem of {waiver.rule} that it excuses", "none", file))
    return problems


def _idle(waiver: Waiver, field: str, expected: str, found: str, file: str) -> Problem:
    article, span = waiver.article, waiver.span
    return Problem("DOC023", file, waiver.line, field, article, span, expected=expected, found=found)
