"""Statistics as tables: for reading, as Markdown, as JSON; of one state, or of two side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conflict_claims.render.escape import file_name, json_text, markdown_code, markdown_prose, visible
from conflict_claims.render.markers import table

Value = int | float | str | None
Rows = Mapping[str, tuple[Value, ...]]
FORMATS = ("table", "json", "markdown")


@dataclass(frozen=True, slots=True)
class Section:
    """A table of statistics: `rows` by name, with a value for each of `columns`; a float is a share, 0 to 1."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: Rows


@dataclass(frozen=True, slots=True)
class Statistics:
    """What is counted of a corpus at one state of it; `state` says which."""

    state: str
    sections: tuple[Section, ...]

    def plain(self) -> dict[str, Any]:
        """Everything by section, row and column."""
        return {
            section.name: {
                name: dict(zip(section.columns, values, strict=True)) for name, values in section.rows.items()
            }
            for section in self.sections
        }


def read_out(after: Statistics, before: Statistics | None, form: str) -> Iterator[str]:
    """The lines of statistics in the format `form`, against those of an earlier state if there are any."""
    if form == "json":
        yield _json(after, before)
        return
    write = _markdown if form == "markdown" else _text
    if before is None:
        for section in after.sections:
            yield from write(section, None)
        return
    told = f"statistics: {before.state}, then {after.state}"
    yield from (f"## {markdown_prose(told)}" if form == "markdown" else visible(told), "")
    pairs = list(zip(after.sections, before.sections, strict=True))
    for section, earlier in pairs:
        if section.rows != earlier.rows:
            yield from write(section, earlier)
    if same := [section.title for section, earlier in pairs if section.rows == earlier.rows]:
        yield f"Unchanged: {'; '.join(same)}."


def _json(after: Statistics, before: Statistics | None) -> str:
    if before is None:
        return json_text(after.plain())
    told = {"before": {"state": before.state, **before.plain()}, "after": {"state": after.state, **after.plain()}}
    return json_text(told)


def compared(after: Section, before: Section | None) -> tuple[dict[str, tuple[str, ...]], int]:
    """The cells to show by row, and how many rows are left out: of two states, those in which nothing changed."""
    if before is None:
        return {name: tuple(map(cell, values)) for name, values in after.rows.items()}, 0
    nothing = (None,) * len(after.columns)
    names = dict.fromkeys([*before.rows, *after.rows])
    sides = {name: (before.rows.get(name, nothing), after.rows.get(name, nothing)) for name in names}
    changed = {name: tuple(map(_change, *pair)) for name, pair in sides.items() if pair[0] != pair[1]}
    return changed, len(names) - len(changed)


def cell(value: Value) -> str:
    """`1,234`, `45 %`, or a dash where there is nothing to count."""
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:.0%}".replace("%", " %")
    return value if isinstance(value, str) else f"{value:,}"


def _change(before: Value, after: Value) -> str:
    return cell(after) if before == after else f"{cell(before)} -> {cell(after)}"


def _left_out(number: int) -> str:
    return f"{number:,} rows unchanged" if number != 1 else "1 row unchanged"


def _text(section: Section, before: Section | None) -> Iterator[str]:
    rows, unchanged = compared(section, before)
    yield section.title + (f" ({_left_out(unchanged)})" if unchanged else "")
    if rows:
        lines = [("", *section.columns), *((file_name(name), *map(visible, cells)) for name, cells in rows.items())]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        yield from (_aligned(line, widths) for line in lines)
    yield ""


def _aligned(line: Sequence[str], widths: Sequence[int]) -> str:
    name, *cells = line
    numbers = (text.rjust(width) for text, width in zip(cells, widths[1:], strict=True))
    return "  ".join(("  " + name.ljust(widths[0]), *numbers)).rstrip()


def _markdown(section: Section, before: Section | None) -> Iterator[str]:
    rows, unchanged = compared(section, before)
    yield f"### {section.title}"
    yield ""
    if rows:
        yield as_markdown(section.columns, rows)
    if unchanged:
        yield from (_left_out(unchanged) + ".", "")


def as_markdown(columns: Sequence[str], rows: Mapping[str, Sequence[str]]) -> str:
    """A Markdown table of `rows`, of which no name and no cell can become markup."""
    lines = [(markdown_code(name), *map(markdown_prose, cells)) for name, cells in rows.items()]
    return table(("", *columns), lines)
