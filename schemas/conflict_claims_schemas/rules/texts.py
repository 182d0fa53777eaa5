"""TXT: the text of an article: normalised, without odd characters, with a body."""

from __future__ import annotations

from conflict_claims_schemas.rules.model import Rule

_TEXT = ("articles.text",)

RULES: tuple[Rule, ...] = (
    Rule(
        "TXT001", "text-not-normalised", "L2", "error",
        title="The text is not normalised",
        why="the same letters in two encodings look alike and compare as different, and offsets shift"
        " between tools",
        fix="run `conflict-claims amend`, which normalises the text and moves the spans along",
        bad="e + U+0301 (two code points)",
        good="é (one code point)",
        guards=_TEXT,
    ),
    Rule(
        "TXT002", "suspicious-character", "L3", "warning",
        title="The text holds a character that does not show",
        why="tabs, odd line ends and direction marks make a text look other than it is, in editors and in"
        " diffs",
        fix="take it out with `conflict-claims amend`, or waive the rule where the source needs it",
        bad="the army\\u202e said",
        good="the army said",
        guards=_TEXT,
        waivable=True,
    ),
    Rule(
        "TXT003", "stray-blanks", "L3", "warning",
        title="There are blanks or blank lines that mean nothing",
        why="paragraphs are told apart by one blank line; runs of blanks break sentences and searches",
        fix="take them out with `conflict-claims amend`",
        bad="Attack near the market\\n\\n\\n\\nThree people were killed.",
        good="Attack near the market\\n\\nThree people were killed.",
        guards=_TEXT,
    ),
    Rule(
        "TXT004", "repeated-headline", "L3", "warning",
        title="The headline returns in the body",
        why="pages repeat the headline as a caption; each copy would be annotated, and counted, once more",
        fix="take the copies out with `conflict-claims amend`, and name them in `cleaning`",
        bad="Attack near the market\\n\\nAttack near the market\\n\\nThree people were killed.",
        good="Attack near the market\\n\\nThree people were killed.",
        guards=_TEXT,
        waivable=True,
    ),
    Rule(
        "TXT005", "no-body", "L3", "error",
        title="The article has no body",
        why="a headline alone is most often a page whose text was not extracted",
        fix="take the article in again from a source that holds its text, or delete it",
        bad="Attack near the market",
        good="Attack near the market\\n\\nThree people were killed.",
        guards=_TEXT,
    ),
)  # fmt: skip
