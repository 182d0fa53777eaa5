"""CAS: casualty claims."""

from __future__ import annotations

from conflict_claims_schemas.rules.model import Rule

_BOUNDS = ("casualty.min", "casualty.max")

_NUMBERS = (
    Rule(
        "CAS001", "bounds-contradict-modality", "L3", "error",
        title="The bounds do not fit the modality",
        why="lowest, highest and best tolls are computed from the bounds, by what the modality promises of"
        " them",
        fix="set min and max as the modality asks, or correct the modality; the guidelines' table has"
        " every wording",
        bad='"modality":"at_least","min":12,"max":12',
        good='"modality":"at_least","min":12',
        guards=("casualty.modality", *_BOUNDS),
    ),
    Rule(
        "CAS002", "bad-bounds", "L2", "error",
        title="The bounds are no numbers of people",
        why="a negative number, or a least above the most, is no toll",
        fix="give min and max as numbers from 0 on, with min at most max",
        bad='"min":25,"max":20',
        good='"min":20,"max":25',
        guards=_BOUNDS,
    ),
    Rule(
        "CAS003", "bounds-contradict-text", "L3", "error",
        title="The bounds differ from what the words say",
        why="the words fix the bound",
        fix="set the bound as the words have it, or correct the span",
        bad='"text":"at least 12","modality":"at_least","min":21',
        good='"text":"at least 12","modality":"at_least","min":12',
        guards=(*_BOUNDS, "casualty.text"),
        waivable=True,
    ),
    Rule(
        "CAS004", "modality-contradicts-text", "L3", "error",
        title="The modality differs from what the words say",
        why="the words tell whether a number is a floor, a ceiling or the number itself",
        fix="set the modality as the words have it, or correct the span",
        bad='"text":"more than 50 people","modality":"at_least","min":50',
        good='"text":"more than 50 people","modality":"more_than","min":51',
        guards=("casualty.modality", "casualty.text"),
        waivable=True,
    ),
    Rule(
        "CAS008", "proportion-without-whole", "L3", "error",
        title="A proportion is not tied to the claim of which it is a part",
        why="`mostly civilians` says how many only together with the number that it divides",
        fix="link it to the whole by subset_of, or to the first of its repetitions by same_as",
        bad='{"id":"c2","text":"mostly civilians","modality":"proportion"} and no link from c2',
        good='{"id":"k1","layer":"link","type":"subset_of","from":"c2","to":"c1"}',
        guards=("casualty.modality", "link.type"),
    ),
    Rule(
        "CAS013", "subset-repeated", "L2", "error",
        title="The same group stands twice in subset",
        why="a list of groups has each once; a repeated one was meant to be another",
        fix="delete the repeated group, or write the one that was meant",
        bad='"subset":["children","children"]',
        good='"subset":["children","women"]',
        guards=("casualty.subset",),
    ),
)  # fmt: skip

_SAID = (
    Rule(
        "CAS005", "blame-without-perpetrator", "L3", "error",
        title="Blame and perpetrator do not come together",
        why="blame says how this article ties someone to the harm; where the perpetrator is unnamed or unsaid"
        " it says nothing, and where someone is named it must be said",
        fix="give both, or neither; beside \"unnamed\" there is no blame",
        bad='"blame":"accused" without perpetrator',
        good='"perpetrator":["a3"],"blame":"accused"',
        guards=("casualty.blame", "casualty.perpetrator"),
    ),
    Rule(
        "CAS006", "report-without-source", "L3", "error",
        title="A report or party stands without a source",
        why="both speak of the source; the article's own voice and an unsaid source have neither act nor"
        " side",
        fix="leave out report and party, or name the source",
        bad='"source":["author"],"report":"stated"',
        good='"source":["a2"],"report":"stated","party":"third_party"',
        guards=("casualty.report", "casualty.party", "casualty.source"),
    ),
    Rule(
        "CAS007", "source-without-report-or-party", "L3", "error",
        title="The source's act or side is missing",
        why="rival tolls are weighed by who reports them and how; a source without its side cannot be"
        " weighed",
        fix="add report and party; party may be unknown",
        bad='"source":["a2"]',
        good='"source":["a2"],"report":"stated","party":"third_party"',
        guards=("casualty.source", "casualty.report", "casualty.party"),
    ),
    Rule(
        "CAS009", "claimed-not-by-perpetrator-side", "L3", "warning",
        title="The harm is claimed, and the source is not on the perpetrator's side",
        why="blame is `claimed` where the perpetrator says so of itself; another source accuses or suspects",
        fix="set party to perpetrator_side, or blame to accused or suspected; waive the rule for a claim"
        " passed on",
        bad='"blame":"claimed","party":"third_party"',
        good='"blame":"claimed","party":"perpetrator_side"',
        guards=("casualty.blame", "casualty.party"),
        waivable=True,
    ),
    Rule(
        "CAS010", "as-of-after-publication", "L3", "error",
        title="The figure holds for a day after the article was published",
        why="an article cannot report the toll of a later day",
        fix="correct as_of, or the article's day of publication",
        bad='"as_of":"2024-09-01" in an article of 2024-08-28',
        good='"as_of":"2024-08-27" in an article of 2024-08-28',
        guards=("casualty.as_of", "front_matter.published"),
    ),
    Rule(
        "CAS011", "incident-missing", "L3", "warning",
        title="The toll of an incident does not name the incident",
        why="tolls are compared and summed by incident; a claim without one is left out",
        fix="add the incident's id, and an entry in incidents.yaml if there is none; or correct scope",
        bad='"outcome":"killed","modality":"exact","min":3,"max":3',
        good='"outcome":"killed","modality":"exact","min":3,"max":3,"incident":"orvel-market-2031-03"',
        guards=("casualty.incident", "casualty.scope", "casualty.realis"),
        waivable=True,
    ),
    Rule(
        "CAS012", "conflict-total-with-incident", "L3", "error",
        title="A total of the whole conflict names an incident",
        why="the dead of years would be counted as the dead of one day",
        fix="leave out the incident, or correct scope",
        bad='"scope":"conflict_total","incident":"orvel-market-2031-03"',
        good='"scope":"conflict_total"',
        guards=("casualty.scope", "casualty.incident"),
    ),
)  # fmt: skip

_SOURCE = (
    Rule(
        "CAS014", "no-source", "L3", "error",
        title="The claim does not say whose it is",
        why="a toll without its source is the number alone, which this corpus is made to avoid",
        fix="name the source; with no one else, the article's own voice: [\"author\"]",
        bad='"outcome":"killed","modality":"exact","min":3,"max":3 and no source',
        good='"source":["author"]',
        guards=("casualty.source",),
    ),
)  # fmt: skip

RULES: tuple[Rule, ...] = (*_NUMBERS, *_SAID, *_SOURCE)
