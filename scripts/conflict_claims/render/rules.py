"""What the rules are, read out: the page of one rule, and the list of all."""

from __future__ import annotations

import difflib
import json
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from conflict_claims.render.escape import quoted
from conflict_claims_schemas.rules import RULES
from conflict_claims_schemas.rules.model import Rule

WIDTH = 100
FIXTURES = "tests/fixtures/rules"


def find_rule(name: str) -> Rule | None:
    """The rule with that id (in either case) or slug."""
    wanted = name.strip()
    by_slug = {rule.slug: rule for rule in RULES.values()}
    return RULES.get(wanted.upper()) or by_slug.get(wanted.lower())


def near_rules(name: str) -> list[Rule]:
    """Rules whose id or slug looks like `name`, nearest first."""
    names = {rule.id.lower(): rule for rule in RULES.values()} | {rule.slug: rule for rule in RULES.values()}
    close = difflib.get_close_matches(name.strip().lower(), names, n=6, cutoff=0.6)
    return list({names[found].id: names[found] for found in close}.values())[:3]


def unknown_rules(names: Iterable[str]) -> str:
    """What to say where some of `names` name no rule, with those that look alike; empty where all do."""
    said = []
    for name in names:
        if find_rule(name) is None:
            near = ", ".join(f"{rule.id} {rule.slug}" for rule in near_rules(name))
            hint = f"did you mean {near}?" if near else "`conflict-claims rules` lists them all"
            said.append(f"no rule {quoted(name, WIDTH)}; {hint}")
    return "; ".join(said)


def explain_page(rule: Rule) -> Iterator[str]:
    """Everything there is to know about one rule, as text."""
    waivable = "may be waived" if rule.waivable else "cannot be waived"
    yield f"{rule.id} {rule.slug}  [{rule.level}]"
    yield f"{rule.severity}, {waivable}, since {rule.since}"
    yield ""
    yield from _paragraph("", rule.title)
    yield ""
    yield from _paragraph("why", rule.why)
    yield from _paragraph("fix", rule.fix)
    yield from _paragraph("guards", ", ".join(rule.guards))
    yield from _example("bad", rule.bad)
    yield from _example("good", rule.good)
    yield ""
    yield f"fixtures  {FIXTURES}/{rule.id} of the project's repository"


def _paragraph(label: str, words: str) -> list[str]:
    head = f"{label:<8}" if label else ""
    return textwrap.wrap(words, WIDTH, initial_indent=head, subsequent_indent=" " * len(head), break_long_words=False)


def _example(label: str, example: str) -> Iterator[str]:
    yield from ("", label)
    yield from (f"    {line}" for line in example.splitlines())


def rules_table(rules: Iterable[Rule]) -> Iterator[str]:
    """One line a rule, aligned, counts last."""
    chosen = list(rules)
    width = max((len(rule.slug) for rule in chosen), default=4)
    yield f"{'id':<6}  {'level':<5}  {'severity':<8}  {'waivable':<8}  {'slug':<{width}}  title"
    for rule in chosen:
        waivable = "yes" if rule.waivable else "no"
        head = f"{rule.id:<6}  {rule.level:<5}  {rule.severity:<8}  {waivable:<8}"
        yield f"{head}  {rule.slug:<{width}}  {rule.title}"
    errors = sum(rule.severity == "error" for rule in chosen)
    yield f"{len(chosen)} rules: {errors} errors, {len(chosen) - errors} warnings"


def rules_json(rules: Iterable[Rule]) -> str:
    """The whole registry as one JSON list."""
    return json.dumps([asdict(rule) for rule in rules], ensure_ascii=False, indent=1)
