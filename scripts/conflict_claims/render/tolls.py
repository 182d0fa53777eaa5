"""The tolls of incidents as text for a terminal, Markdown, JSON and CSV, from the same stories."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, fields
from textwrap import wrap
from typing import Any

from conflict_claims.render.escape import markdown_code, markdown_prose, quoted, visible
from conflict_claims.render.markers import table
from conflict_claims.render.stories import Story, blamed, bounds, counts_in, day, number, said_by, ties
from conflict_claims.tolls.claims import Claim
from conflict_claims.tolls.incidents import Account, Toll

FORMATS = ("table", "json", "csv", "markdown")
WIDTH = 118
LONGEST = 80
HEAD = ("outcome", "victims", "rule", "low", "best", "high", "spread", "contested", "sources", "claims")


def read_out(stories: Sequence[Story], form: str) -> Iterator[str]:
    """The lines of `stories` in one of FORMATS.

    Raises:
        KeyError: there is no such format.
    """
    yield from {"table": _text, "json": _json, "csv": _csv, "markdown": _markdown}[form](stories)


def _text(stories: Iterable[Story]) -> Iterator[str]:
    for place, story in enumerate(stories):
        yield from ["", ""] if place else []
        yield f"{story.account.incident}  {_told(story)}"
        yield ""
        for claim in story.account.claims:
            yield from _claim_lines(claim, story.account)
        yield ""
        yield from _columns([HEAD, *(_toll_cells(toll) for toll in story.account.tolls)])
        yield ""
        for article in story.articles:
            yield f"{article.id}  {day(article.published)}  {visible(article.outlet or 'no outlet')}"
            yield from (f"  {visible(address)}" for address in article.addresses)


def _told(story: Story) -> str:
    return visible(f"{story.name} ({day(story.start)} to {day(story.end)}, {story.place})")


def _claim_lines(claim: Claim, account: Account) -> Iterator[str]:
    figure = f"{bounds(claim.low, claim.high)}  {quoted(claim.words, LONGEST)}"
    yield f"{day(claim.day)}  {claim.id}  {claim.outcome}, {claim.victims}: {figure}"
    said = f"{said_by(claim)}; {blamed(claim)}; {claim.standing}; {counts_in(claim, account)}"
    for text in (said, "; ".join(map(str, ties(claim, account.links)))):
        yield from (
            f"    {line}" for line in wrap(visible(text), WIDTH, break_long_words=False, break_on_hyphens=False)
        )


def _toll_cells(toll: Toll) -> tuple[str, ...]:
    figures = tuple(number(value) for value in (toll.low, toll.best, toll.high, toll.spread))
    contested = "yes" if toll.contested else "no"
    sources = f"{', '.join(toll.sources)} (of {toll.n_sources})"
    return (toll.outcome, toll.victims, toll.rule, *figures, contested, sources, ", ".join(toll.claims))


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()


def _markdown(stories: Iterable[Story]) -> Iterator[str]:
    for story in stories:
        yield f"## {markdown_prose(_told(story))}"
        yield ""
        yield f"Incident {markdown_code(story.account.incident)}."
        yield ""
        yield table(_CLAIM_HEAD, [_claim_cells(claim, story.account) for claim in story.account.claims])
        yield table(HEAD, [tuple(markdown_prose(cell) for cell in _toll_cells(toll)) for toll in story.account.tolls])
        for article in story.articles:
            addresses = ", ".join(markdown_code(address) for address in article.addresses) or "no address"
            told = f"{day(article.published)}, {markdown_prose(article.outlet or 'no outlet')}"
            yield f"- {markdown_code(article.id)}, {told}: {addresses}"
        yield ""


_CLAIM_HEAD = ("day", "span", "outcome, victims", "bounds", "words", "source", "perpetrator", "standing", "links")


def _claim_cells(claim: Claim, account: Account) -> tuple[str, ...]:
    standing = f"{claim.standing}; {counts_in(claim, account)}"
    prose = (said_by(claim), blamed(claim), standing, "; ".join(map(str, ties(claim, account.links))))
    return (
        day(claim.day),
        markdown_code(claim.id),
        f"{claim.outcome}, {claim.victims}",
        bounds(claim.low, claim.high),
        markdown_code(claim.words),
        *(markdown_prose(text) for text in prose),
    )


def _csv(stories: Iterable[Story]) -> Iterator[str]:
    """The rows of the configuration `tolls`; ids of a list are parted by blanks, an open bound is empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([field.name for field in fields(Toll)])
    for story in stories:
        for toll in story.account.tolls:
            writer.writerow([_cell(value) for value in asdict(toll).values()])
    yield from out.getvalue().splitlines()


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return " ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)


def _json(stories: Iterable[Story]) -> Iterator[str]:
    # Plain ASCII: no character of an article can move a terminal's cursor.
    yield from json.dumps([_record(story) for story in stories], indent=2, default=_json_value).splitlines()


def _record(story: Story) -> dict[str, Any]:
    account = story.account
    return {
        "incident": account.incident,
        "name": story.name,
        "start": story.start,
        "end": story.end,
        "place": story.place,
        "claims": [_claim_record(claim, account) for claim in account.claims],
        "links": [asdict(link) for link in account.links],
        "tolls": [asdict(toll) for toll in account.tolls],
        "articles": [asdict(article) for article in story.articles],
    }


def _claim_record(claim: Claim, account: Account) -> dict[str, Any]:
    groups = [group.victims for group in account.groups if claim in group.claims]
    return {**asdict(claim), "day": claim.day, "counts_in": groups, "aside": account.aside.get(claim.id)}


def _json_value(value: Any) -> str:
    return str(value.isoformat())
