"""INT: faults of the tool itself."""

from __future__ import annotations

from conflict_claims_schemas.rules.guarded import DERIVED
from conflict_claims_schemas.rules.model import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "INT001", "unexpected-exception", "L1", "error",
        title="The tool failed here",
        why="what it was doing is not checked; the rest of the corpus still is",
        fix="report it with this message; the fault is not in your data, or it should have had a message"
        " of its own",
        bad="ZeroDivisionError while reading valdria-0001",
        good="(no such message)",
        guards=("files",),
    ),
    Rule(
        "INT002", "derived-column-wrong", "L3", "error",
        title="A derived column is not what its definition gives",
        why="derived columns are computed, so this is a fault of the tool and not of the data",
        fix="report it with this message; do not change the data to make it go away",
        bad="source_kind span beside no source",
        good="source_kind unstated beside no source",
        guards=DERIVED,
    ),
)  # fmt: skip
