"""The evaluation as one HTML page: the tables, then every error with the words in their context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conflict_claims.evaluate.blocks import blocks, remarks, title
from conflict_claims.evaluate.confusions import Confusion
from conflict_claims.evaluate.errors import KINDS, Error
from conflict_claims.evaluate.evaluation import Evaluation
from conflict_claims.evaluate.reports import tally
from conflict_claims.render import page

ERRORS_SHOWN = 500
"""Errors of one kind and layer on the page at most; the JSON has all."""


@dataclass(frozen=True, slots=True)
class Part:
    """The errors of one kind in one layer; `number` is how many there are, also where fewer are shown."""

    kind: str
    meaning: str
    layer: str
    number: int
    shown: tuple[Error, ...]


def html_page(result: Evaluation) -> str:
    """The whole page, with a final line feed."""
    return page.html_page(
        "conflict_claims.evaluate",
        "page.html.jinja",
        {},
        title=title(result),
        remarks=tuple(remarks(result)),
        blocks=blocks(result),
        tally=tally(result),
        parts=_parts(result.errors, result.layers),
        confusions=[_matrix(one) for one in result.confusions if one.wrong],
        gold=result.gold,
        pred=result.pred,
    )


def _parts(errors: Sequence[Error], layers: Sequence[str]) -> list[Part]:
    found = []
    for kind, meaning in KINDS.items():
        for layer in layers:
            own = [error for error in errors if (error.kind, error.layer) == (kind, layer)]
            if own:
                found.append(Part(kind, meaning, layer, len(own), tuple(own[:ERRORS_SHOWN])))
    return found


def _matrix(one: Confusion) -> dict[str, object]:
    rows = [(gold, [(one.cells.get((gold, pred), 0), gold == pred) for pred in one.labels]) for gold in one.labels]
    return {"title": f"{one.layer}: {one.field}", "labels": one.labels, "rows": rows}
