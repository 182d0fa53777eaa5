"""The report as JSON: every figure exact, every disagreement with its words in context."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from conflict_claims.agreement.agreement import Agreement, PairAgreement
from conflict_claims.agreement.figures import Entry
from conflict_claims.render.escape import indented_json
from conflict_claims.stats.intervals import LEVEL


def json_report(result: Agreement) -> str:
    """One JSON object, indented; an undefined value is null with its reason beside it."""
    value: dict[str, Any] = {
        "annotators": result.annotators,
        "guidelines": result.guidelines,
        "layers": result.layers,
        "articles": result.articles,
        "left_out": [asdict(left) for left in result.left_out],
        "intervals": {"level": LEVEL, "resamples": result.resamples, "seed": result.seed},
        "notes": result.notes,
        "mean": [_entry(entry) for entry in result.mean],
        "pairs": [_pair(pair) for pair in result.pairs],
    }
    return indented_json(value)


def _pair(pair: PairAgreement) -> dict[str, Any]:
    return {
        "first": pair.first,
        "second": pair.second,
        "counts": [asdict(count) for count in pair.counts],
        "figures": [_entry(entry) for entry in pair.entries],
        "disagreements": [asdict(item) for item in pair.disagreements],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    row: dict[str, Any] = asdict(entry)
    figure: dict[str, Any] = row.pop("figure")
    head = {name: row.pop(name) for name in ("layer", "kind", "name")}
    return {**head, **figure, **row}
