"""The formats of `conflict-claims evaluate`: text, Markdown and JSON here, the HTML page in a module of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from conflict_claims.evaluate.blocks import Block, blocks, remarks, title
from conflict_claims.evaluate.confusions import Confusion
from conflict_claims.evaluate.errors import KINDS
from conflict_claims.evaluate.evaluation import Evaluation
from conflict_claims.render.escape import indented_json, markdown_prose, visible
from conflict_claims.render.markers import table
from conflict_claims.render.summary import counted
from conflict_claims.stats.intervals import LEVEL

FORMATS = ("text", "json", "markdown")


def read_out(result: Evaluation, name: str = "text") -> str:
    """The whole report in the format `name`, with a final line feed."""
    if name == "json":
        return json_report(result)
    lines = markdown_report(result) if name == "markdown" else text_report(result)
    return "".join(f"{line}\n" for line in lines)


def text_report(result: Evaluation) -> Iterator[str]:
    """Plain text in columns."""
    yield visible(title(result))
    for block in blocks(result):
        yield from ("", visible(block.title), *([f"  {visible(block.caption)}"] if block.caption else []))
        yield from _columns(block)
    yield from ("", f"{tally(result)}; --html FILE shows each in its context", "")
    yield from map(visible, remarks(result))


def _columns(block: Block) -> Iterator[str]:
    rows = [tuple(map(visible, cells)) for cells in (block.head, *block.rows)]
    widths = [max(len(cells[at]) for cells in rows) for at in range(len(block.head))]
    for cells in rows:
        yield "  " + "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def tally(result: Evaluation) -> str:
    """`37 errors (missed 3, wrong border 5)`."""
    numbers = {kind: sum(error.kind == kind for error in result.errors) for kind in KINDS}
    parts = ", ".join(f"{kind} {number:,}" for kind, number in numbers.items() if number)
    return counted(len(result.errors), "error") + (f" ({parts})" if parts else "")


def markdown_report(result: Evaluation) -> Iterator[str]:
    """Headings and tables."""
    yield f"# {markdown_prose(title(result))}"
    for block in blocks(result):
        yield from ("", f"## {markdown_prose(block.title)}", "")
        if block.caption:
            yield from (f"{markdown_prose(block.caption)}.", "")
        rows = [tuple(map(markdown_prose, cells)) for cells in block.rows]
        yield from table(tuple(map(markdown_prose, block.head)), rows).splitlines()
    yield from ("", f"{tally(result)}.")
    for remark in remarks(result):
        yield from ("", markdown_prose(remark))


def json_report(result: Evaluation) -> str:
    """One JSON object, indented: every figure exact, every table whole, every error with its words in context."""
    value: dict[str, Any] = asdict(result)
    value["intervals"] = {"level": LEVEL, "resamples": value.pop("resamples"), "seed": value.pop("seed")}
    value["confusions"] = [_confusion(one) for one in result.confusions]
    value["groups"] = {"by": value.pop("by"), "groups": value.pop("groups")}
    value["errors"] = value.pop("errors")
    return indented_json(value)


def _confusion(one: Confusion) -> dict[str, Any]:
    cells = [{"gold": gold, "pred": pred, "times": number} for (gold, pred), number in sorted(one.cells.items())]
    return {"layer": one.layer, "field": one.field, "cells": cells}
