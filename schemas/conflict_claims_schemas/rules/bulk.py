"""BLK: what `convert` finds in an archive and a corpus cannot have."""

from __future__ import annotations

from conflict_claims_schemas.rules.model import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "BLK001", "article-id-twice", "L2", "error",
        title="Two articles of an archive have the same id",
        why="their rows would be taken for those of one article, and an id of a span would name two",
        fix="remove the line that is there twice, or give its article an id of its own; then convert again",
        bad='{"id":"harl-0001", …} in january.jsonl and in february.jsonl',
        good='{"id":"harl-0001", …} and {"id":"harl-0002", …}',
        guards=("front_matter.id",),
    ),
)  # fmt: skip
