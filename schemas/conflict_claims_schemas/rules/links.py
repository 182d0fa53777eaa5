"""LNK: links between casualty claims."""

from __future__ import annotations

from conflict_claims_schemas.rules.model import Rule

_ENDS = ("link.from", "link.to")

RULES: tuple[Rule, ...] = (
    Rule(
        "LNK001", "link-to-itself", "L2", "error",
        title="The link leads from a claim to itself",
        why="no claim updates, contains or contradicts itself",
        fix="correct from or to",
        bad='"from":"c2","to":"c2"',
        good='"from":"c2","to":"c1"',
        guards=_ENDS,
    ),
    Rule(
        "LNK002", "duplicate-link", "L2", "error",
        title="The same link stands twice",
        why="pairs of claims would be counted twice",
        fix="delete one of the two",
        bad='two links of type updates from "c2" to "c1"',
        good='one link of type updates from "c2" to "c1"',
        guards=("link.type", *_ENDS),
    ),
    Rule(
        "LNK003", "wrong-direction", "L3", "error",
        title="The link leads from the earlier claim to the later",
        why="same_as and conflicts_with go back in the text, so that each pair is written in one way only",
        fix="swap from and to",
        bad='"type":"conflicts_with","from":"c1","to":"c2" with c1 before c2',
        good='"type":"conflicts_with","from":"c2","to":"c1"',
        guards=_ENDS,
    ),
    Rule(
        "LNK004", "aspect-misplaced", "L3", "error",
        title="An aspect stands beside another type than conflicts_with, or is missing there",
        why="aspect says where two rival claims part, and only rival claims part",
        fix="add aspect to conflicts_with; leave it out elsewhere",
        bad='"type":"updates","aspect":"number"',
        good='"type":"conflicts_with","aspect":"number"',
        guards=("link.aspect", "link.type"),
    ),
    Rule(
        "LNK005", "same-as-chain", "L3", "error",
        title="The link leads to a claim that only repeats an earlier one",
        why="repeated claims count once, by their first; a link to a repetition would be lost with it",
        fix="point to the first claim of the chain",
        bad='c2 same_as c1, and "from":"c3","to":"c2"',
        good='c2 same_as c1, and "from":"c3","to":"c1"',
        guards=("link.to", "link.type"),
    ),
    Rule(
        "LNK006", "link-cycle", "L3", "error",
        title="Links lead round in a circle",
        why="no claim is a part, or a successor, of itself, not even by way of others",
        fix="delete or turn the link that is wrong",
        bad="c1 updates c2, c2 updates c1",
        good="c2 updates c1",
        guards=("link.type", *_ENDS),
    ),
    Rule(
        "LNK007", "same-as-differs", "L3", "warning",
        title="Two claims are called the same, and are not",
        why="repetitions count once, by their first; another figure or outcome would vanish from the tolls",
        fix="use updates or conflicts_with, or correct the claim that is wrong; waive the rule for looser"
        " words",
        bad="same_as from a claim with min 51 to a claim with min 60",
        good="same_as from a claim with min 51 to a claim with min 51",
        guards=("link.type", "casualty.min", "casualty.max", "casualty.outcome", "casualty.incident"),
        waivable=True,
    ),
    Rule(
        "LNK008", "part-exceeds-whole", "L3", "error",
        title="A part counts more people than its whole",
        why="tolls leave out parts of a whole; a part above its whole shows that a bound or the link is"
        " wrong",
        fix="correct the bounds or the link; waive the rule where the article itself does not add up",
        bad="subset_of from a claim with min 30 to a claim with max 25",
        good="subset_of from a claim with min 5 to a claim with max 25",
        guards=("link.type", "casualty.min", "casualty.max"),
        waivable=True,
    ),
    Rule(
        "LNK009", "claims-of-different-incidents", "L3", "warning",
        title="Claims of two incidents are tied as rivals or successors",
        why="claims contradict, update or deny each other only where they speak of the same harm",
        fix="correct the incident of one claim, or delete the link",
        bad="updates from a claim on orvel-market-2031-03 to a claim on dessa-road-2031-04",
        good="updates between two claims on orvel-market-2031-03",
        guards=("link.type", "casualty.incident"),
    ),
)  # fmt: skip
