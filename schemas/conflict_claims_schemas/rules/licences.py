"""LIC: licences: what may be published, and how a withheld text is found."""

from __future__ import annotations

from conflict_claims_schemas.rules.model import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "LIC001", "own-text-licence-differs", "L4", "error",
        title="A report written for the corpus carries another licence than the corpus",
        why="what was written for the corpus is published with it, under the one licence that it states",
        fix="set license to the licence in corpus.yaml, or correct origin",
        bad="origin: report_from_sources\nlicense: not-stated",
        good="origin: report_from_sources\nlicense: CC-BY-4.0",
        guards=("front_matter.license", "front_matter.origin", "corpus.license"),
    ),
    Rule(
        "LIC002", "withheld-without-address", "L4", "warning",
        title="The text may not be published, and nothing says where to find it",
        why="a user of the public edition puts the text back from an own copy, and must know what to look"
        " for",
        fix="add url, or at least outlet; waive the rule where neither is known",
        bad="license: not-stated",
        good="license: not-stated\nurl: https://www.example.org/attack",
        guards=("front_matter.license", "front_matter.url", "front_matter.outlet"),
        waivable=True,
    ),
)  # fmt: skip
