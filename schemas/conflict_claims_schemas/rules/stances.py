"""STN: stances and topics."""

from __future__ import annotations

from conflict_claims_schemas.rules.model import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "STN001", "polarity-misplaced", "L3", "error",
        title="The polarity is annotated where the act gives it, or missing where it does not",
        why="polarity follows from the act by one table; a second opinion beside it would contradict the"
        " table",
        fix='leave polarity out, or give it where the act is "other"',
        bad='"act":"condemn","polarity":"for"',
        good='"act":"other","polarity":"against"',
        guards=("stance.polarity", "stance.act"),
    ),
    Rule(
        "STN002", "no-target", "L3", "warning",
        title="The stance has no target",
        why="a stance on nothing cannot be counted for or against anything",
        fix="add the actor, casualty, topic or stance that it is about; waive the rule where the text"
        " names none",
        bad='"act":"condemn","holder":["a1"]',
        good='"act":"condemn","holder":["a1"],"target":["t1"]',
        guards=("stance.target",),
        waivable=True,
    ),
    Rule(
        "STN003", "holder-is-target", "L3", "warning",
        title="The holder is its own target",
        why="sides seldom take a stance on themselves; the target is most often the deed or the other side",
        fix="point at what the stance is about, or waive the rule",
        bad='"holder":["a1"],"target":["a1"]',
        good='"holder":["a1"],"target":["t2"]',
        guards=("stance.holder", "stance.target"),
        waivable=True,
    ),
    Rule(
        "STN004", "auxiliary-in-span", "L3", "warning",
        title="The span begins with an auxiliary or an article",
        why="a stance is the shortest words that carry the act; two annotators would disagree by the"
        " auxiliary",
        fix="begin behind it; waive the rule where the word carries the act",
        bad='"text":"has condemned"',
        good='"text":"condemned"',
        guards=("stance.text",),
        waivable=True,
    ),
    Rule(
        "STN005", "authorial-speech-mismatch", "L3", "error",
        title="Authorial speech and the holder disagree",
        why="speech is authorial where the article itself takes the stance, and then, and only then, it is"
        " the holder",
        fix='set holder to ["author"] for authorial speech, or correct speech',
        bad='"holder":["a1"],"speech":"authorial"',
        good='"holder":["author"],"speech":"authorial"',
        guards=("stance.speech", "stance.holder"),
    ),
    Rule(
        "STN006", "topic-without-stance", "L3", "error",
        title="A topic is marked that no stance is about",
        why="topics are marked only as targets; others would be a random choice of noun phrases",
        fix="delete the topic, or add it to the stance that is about it",
        bad='{"id":"t1","layer":"topic", ...} and no "target":["t1"]',
        good='{"id":"t1","layer":"topic", ...} and "target":["t1"]',
        guards=("topic.id", "topic.text", "stance.target"),
    ),
)  # fmt: skip
