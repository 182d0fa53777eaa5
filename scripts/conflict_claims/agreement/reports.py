"""The formats of `conflict-claims agreement`: table and Markdown here, JSON and HTML in rooms of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from conflict_claims.agreement.agreement import Agreement
from conflict_claims.agreement.figures import Entry
from conflict_claims.agreement.html_page import html_page
from conflict_claims.agreement.json_report import json_report
from conflict_claims.agreement.sections import HEAD, Block, remarks, sections, tally, title
from conflict_claims.render.escape import markdown_prose, visible
from conflict_claims.render.markers import table
from conflict_claims.stats.intervals import Figure, interval, undrawn, value

FORMATS = ("table", "json", "html", "markdown")
KINDS = ("attribute", "reference", "link")
RELIED_ON = 0.9
"""The share of resamples that must define a figure before a page gives its interval."""
SPAN_FIGURES = ("exact F1", "overlap F1", "unitised alpha")


def read_out(result: Agreement, name: str = "table") -> str:
    """The whole report in the format `name`, with a final line feed."""
    if name == "json":
        return json_report(result)
    if name == "html":
        return html_page(result)
    lines = markdown_report(result) if name == "markdown" else table_report(result)
    return "".join(f"{line}\n" for line in lines)


def table_report(result: Agreement) -> Iterator[str]:
    """Plain text in columns."""
    yield title(result)
    for section in sections(result):
        yield from ("", section.title)
        for block in section.blocks:
            yield from ("", f"{block.layer}  {block.caption}".rstrip())
            yield from _columns(block)
        if section.first:
            yield from ("", f"{tally(section.disagreements)}; --format html shows each in its context")
    yield ""
    yield from map(visible, remarks(result))


def _columns(block: Block) -> Iterator[str]:
    rows = [HEAD, *block.rows]
    widths = [max(len(cells[at]) for cells in rows) for at in range(len(HEAD))]
    for cells in rows:
        yield "  " + "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def markdown_report(result: Agreement) -> Iterator[str]:
    """Headings and tables."""
    yield f"# {_prose(title(result))}"
    for section in sections(result):
        yield from ("", f"## {_prose(section.title)}")
        for block in section.blocks:
            yield from ("", f"### {block.layer}", "")
            if block.caption:
                yield from (f"{_prose(block.caption)}.", "")
            yield from table(HEAD, block.rows).splitlines()
        if section.first:
            yield from ("", f"{tally(section.disagreements)}.")
    for remark in remarks(result):
        yield from ("", _prose(remark))


def _prose(text: str) -> str:
    return markdown_prose(text)


def summary(result: Agreement) -> str:
    """A short Markdown text for a generated section of a page: a table of spans, one of the rest, and the notes.

    The figures are means over all pairs where there are more than two annotators.
    """
    entries = result.mean or result.pairs[0].entries
    rest = [entry for entry in entries if entry.kind in KINDS]
    defined = [entry for entry in rest if entry.figure.value is not None]
    rows = [(entry.layer, entry.name, _cell(entry.figure, result.resamples), f"{entry.units:,}") for entry in defined]
    parts = [
        f"{_prose(title(result))}{', mean of all pairs' if result.mean else ''}; 95 % intervals in brackets.\n",
        _span_table(entries, result.resamples),
        table(("layer", "alpha, or F1 of references and links", "value", "over"), rows),
        *([f"{_undefined(rest)}\n"] if len(defined) < len(rest) else []),
        *(f"{_prose(note)}\n" for note in result.notes),
    ]
    return "\n".join(parts)


def _span_table(entries: Sequence[Entry], number: int) -> str:
    found = {(entry.layer, entry.name): entry.figure for entry in entries}
    layers = [layer for layer, name in found if name == SPAN_FIGURES[0]]
    return table(
        ("layer", *SPAN_FIGURES),
        [(layer, *(_cell(found[layer, name], number) for name in SPAN_FIGURES)) for layer in layers],
    )


def _undefined(entries: Sequence[Entry]) -> str:
    reasons: dict[str, list[str]] = {}
    for entry in entries:
        if entry.figure.value is None:
            reasons.setdefault(entry.figure.undefined, []).append(f"{entry.layer} {entry.name}")
    return "Undefined. " + " ".join(f"{why.capitalize()}: {', '.join(names)}." for why, names in reasons.items())


def _cell(figure: Figure, number: int) -> str:
    """`0.89 (0.81 to 0.97)`; an interval of the resamples that happened to define the figure would mislead."""
    lost = undrawn(figure, number)
    between = f"no interval: {lost}" if lost and figure.resamples < RELIED_ON * number else interval(figure, 2)
    return value(figure, 2) + (f" ({between})" if between else "")
