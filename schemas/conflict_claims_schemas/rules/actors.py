"""ACT: mentions of actors."""

from __future__ import annotations

from conflict_claims_schemas.rules.model import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "ACT001", "type-disagrees-with-registry", "L4", "error",
        title="The mention's type differs from its canonical actor's",
        why="counts by type would depend on which mention happens to be the source of a claim",
        fix="correct the type of the mention or of the entry, or point at another entry",
        bad='"type":"militia","actor":"front-of-x" where actors.yaml has rebel_group',
        good='"type":"rebel_group","actor":"front-of-x"',
        guards=("actor.type", "actor.actor", "actor_registry.type"),
    ),
    Rule(
        "ACT002", "determiner-or-possessive-in-span", "L3", "warning",
        title="The span takes in a determiner, a numeral or a possessive ending",
        why="two annotators would disagree by words that carry nothing",
        fix="begin behind the determiner or numeral and end before the possessive ending; waive the rule"
        " for a name",
        bad='"text":"the army\'s"',
        good='"text":"army"',
        guards=("actor.text", "actor.mention"),
        waivable=True,
    ),
    Rule(
        "ACT003", "pronoun-without-reference", "L3", "error",
        title="A pronoun is marked that nothing points at",
        why="pronouns are marked only where they hold a stance, report a toll, or are blamed or addressed",
        fix="delete the span, or add the reference that it was marked for",
        bad='{"id":"a4","text":"it","mention":"pronoun"} and no reference to a4',
        good='{"id":"a4","text":"it","mention":"pronoun"} and "holder":["a4"]',
        guards=("actor.mention",),
    ),
    Rule(
        "ACT004", "pronoun-mention-mismatch", "L3", "warning",
        title="Word and mention disagree on being a pronoun",
        why="studies of how sides are named leave pronouns out by this label",
        fix="set mention to pronoun for a pronoun, and to named or nominal for other words",
        bad='"text":"they","mention":"nominal"',
        good='"text":"they","mention":"pronoun"',
        guards=("actor.mention", "actor.text"),
    ),
    Rule(
        "ACT005", "naming-of-a-pronoun", "L3", "error",
        title="A pronoun cannot take a side",
        why="naming is about the word itself, and a pronoun neither honours nor condemns",
        fix="leave out naming",
        bad='"text":"they","mention":"pronoun","naming":"pejorative"',
        good='"text":"they","mention":"pronoun"',
        guards=("actor.naming", "actor.mention"),
    ),
)  # fmt: skip
