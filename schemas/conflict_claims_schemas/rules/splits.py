"""SPL: splits that must not leak into one another."""

from __future__ import annotations

from conflict_claims_schemas.rules.model import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "SPL001", "incident-in-two-splits", "L4", "error",
        title="One incident is reported in two splits",
        why="a model that was trained on one report of an incident is not tested by another report of it",
        fix="put the articles into one split, or leave out the round-up that joins them; a released"
        " article never moves",
        bad="orvel-market-2031-03 in valdria-0001 (train) and valdria-0002 (test)",
        good="orvel-market-2031-03 in valdria-0001 (train) and valdria-0002 (train)",
        guards=("front_matter.split", "casualty.incident", "topic.incident"),
    ),
    Rule(
        "SPL002", "near-duplicates-in-two-splits", "L4", "error",
        title="Nearly the same text stands in two splits",
        why="a model would be tested on what it was trained on",
        fix="put both articles into one split, or leave one out",
        bad="an agency report in train and its reprint in test",
        good="both in train",
        guards=("front_matter.split", "articles.text"),
    ),
    Rule(
        "SPL003", "region-not-out-of-domain", "L4", "error",
        title="A region of test_ood is also in train",
        why="test_ood measures regions that a model has never seen",
        fix="move the article that is not yet released to another split, or correct the incident's region",
        bad="region: North Orvel in train and in test_ood",
        good="region: North Orvel in train, region: Dessa in test_ood",
        guards=("front_matter.split", "incidents.region"),
    ),
    Rule(
        "SPL004", "same-text-twice", "L4", "error",
        title="Two articles have the same text",
        why="every span of the text would be counted twice",
        fix="delete the later article; `conflict-claims add` refuses a text that is already there",
        bad="valdria-0001 and valdria-0002 with the same text_sha256",
        good="one article a text",
        guards=("articles.text", "front_matter.text_sha256"),
    ),
)  # fmt: skip
