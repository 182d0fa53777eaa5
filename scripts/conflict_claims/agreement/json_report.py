"""The report as JSON: every figure exact, every disagreement with its words in context."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from conflict_claims.agreement.agreement import Agreement, PairAgreement
from conflict_claims.agreement.figures import LEVEL, Entry
from conflict_claims.render.escape import CI_COMMAND, is_hidden


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
    return "\n".join(map(_shown, json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False).split("\n"))) + "\n"


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


def _shown(line: str) -> str:
    """A line of JSON with every character that a reader cannot see as an escape."""
    if line.isascii() and line.isprintable():
        return line.replace(CI_COMMAND, "##\\u005b")
    text = "".join(json.dumps(char)[1:-1] if is_hidden(char) else char for char in line)
    return text.replace(CI_COMMAND, "##\\u005b")
