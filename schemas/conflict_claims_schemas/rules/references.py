"""REF: references between records, and the registries that they point at."""

from __future__ import annotations

from conflict_claims_schemas.fields import RECORDS, REGISTRIES
from conflict_claims_schemas.rules.model import Rule

_REFERENCES = tuple(
    f"{layer}.{field.name}" for layer, fields in RECORDS.items() for field in fields if field.kind == "reference"
)
_LISTS = tuple(name for name in _REFERENCES if not name.startswith("link."))
_REGISTRY_IDS = tuple(
    f"{layer}.{field.name}"
    for layer, fields in RECORDS.items()
    for field in fields
    if field.refers and field.kind != "reference"
)
_ENTRY_IDS = tuple(f"{table}.id" for table in REGISTRIES)

_RECORDS = (
    Rule(
        "REF001", "dangling-reference", "L2", "error",
        title="The reference points at no record of this file",
        why="the source, holder or target would be lost from the tables",
        fix="point at the id of a span in this file, or leave the reference out",
        bad='"source":["a99"] and no record a99',
        good='"source":["a9"]',
        guards=_REFERENCES,
    ),
    Rule(
        "REF002", "wrong-layer", "L2", "error",
        title="The reference points at a record of another layer",
        why="a source or holder is an actor, and a link ties casualty claims; anything else cannot be"
        " counted",
        fix="point at a span of the layer that is expected",
        bad='"holder":["c1"]',
        good='"holder":["a1"]',
        guards=_REFERENCES,
    ),
    Rule(
        "REF003", "mixed-reference", "L2", "error",
        title="The reference mixes ids with author or unnamed, or is empty",
        why="the article's own voice and an unnamed someone stand alone; an empty list says neither no nor"
        " nobody",
        fix='write ids, or ["author"], or ["unnamed"], or leave the key out',
        bad='"source":["a1","author"]',
        good='"source":["author"]',
        guards=_LISTS,
    ),
    Rule(
        "REF004", "unknown-registry-id", "L2", "error",
        title="The registry has no such entry",
        why="mentions are joined across articles by these ids; an unknown one joins nothing",
        fix="correct the id, or add the entry to actors.yaml, incidents.yaml or topics.yaml",
        bad='"actor":"front-of-y" and no such id in actors.yaml',
        good='"actor":"front-of-x"',
        guards=(*_REGISTRY_IDS, *_ENTRY_IDS),
    ),
    Rule(
        "REF005", "repeated-reference", "L2", "error",
        title="The reference names the same span twice",
        why="the source or target would be counted twice",
        fix="delete the repeated id, or write the one that was meant",
        bad='"source":["a1","a1"]',
        good='"source":["a1","a2"]',
        guards=_LISTS,
    ),
    Rule(
        "REF006", "reference-to-itself", "L2", "error",
        title="The record points at itself",
        why="a stance cannot be its own target",
        fix="point at what it is about",
        bad='{"id":"s1","layer":"stance","target":["s1"], ...}',
        good='{"id":"s1","layer":"stance","target":["s2"], ...}',
        guards=("stance.target",),
    ),
)  # fmt: skip

_REGISTRIES = (
    Rule(
        "REF007", "duplicate-registry-id", "L2", "error",
        title="Two entries of the registry have the same id",
        why="an id must mean one actor, incident or topic, in every release",
        fix="give one of the two another id, or merge them",
        bad="- id: front-of-x\n- id: front-of-x",
        good="- id: front-of-x\n- id: army-of-x",
        guards=_ENTRY_IDS,
    ),
    Rule(
        "REF008", "unknown-parent", "L2", "error",
        title="The parent is no other actor, or leads back to the actor itself",
        why="counts are rolled up from parts to parents, and a circle or a gap would lose them",
        fix="name the id of the actor that this one is a part of, or leave parent out",
        bad="parent: army-of-y and no such id in actors.yaml",
        good="parent: army-of-x",
        guards=("actor_registry.parent",),
    ),
    Rule(
        "REF009", "bad-registry-id", "L2", "error",
        title="The registry id is not of the form that ids have",
        why="ids stand in addresses, file names and queries of every release, and are never renamed",
        fix="use lower-case ASCII letters, digits and single hyphens",
        bad="id: Army_of_X",
        good="id: army-of-x",
        guards=_ENTRY_IDS,
    ),
    Rule(
        "REF010", "dates-inverted", "L2", "error",
        title="The incident ends before it begins",
        why="incidents are matched with event data by their days",
        fix="correct start or end; an incident of one day has the same day twice",
        bad="start: 2031-03-04\nend: 2031-03-02",
        good="start: 2031-03-04\nend: 2031-03-04",
        guards=("incidents.start", "incidents.end"),
    ),
    Rule(
        "REF011", "bad-code", "L2", "error",
        title="The code is not of the form that its list has",
        why="joins with other data sets go by these codes",
        fix="use ISO 3166-1 alpha-3 for country, Q and a number for wikidata, the actor's number for ucdp",
        bad="country: Pakistan",
        good="country: PAK",
        guards=(
            "actor_registry.country", "actor_registry.wikidata", "actor_registry.ucdp", "incidents.country",
        ),
    ),
    Rule(
        "REF012", "shared-alias", "L4", "warning",
        title="Two actors share a name or an alias",
        why="a mention by this name can be either; annotators will disagree, and suggestions go wrong",
        fix="merge the two entries, or take the name from one; waive the rule where both truly bear it",
        bad="aliases: [the Front] under two ids",
        good="aliases: [the Front] under one id",
        guards=("actor_registry.name", "actor_registry.aliases"),
        waivable=True,
    ),
)  # fmt: skip

_SPECIALS = (
    Rule(
        "REF013", "special-not-taken", "L2", "error",
        title="The field does not take `author` or `unnamed`",
        why="the article's own voice can say and hold, and someone unnamed can also do; neither is what a stance"
        " is about or directed at",
        fix="point at a span, or leave the field out",
        bad='"target":["author"]',
        good='"target":["t1"]',
        guards=("casualty.perpetrator", "stance.target", "stance.addressee"),
    ),
)  # fmt: skip

RULES: tuple[Rule, ...] = (*_RECORDS, *_REGISTRIES, *_SPECIALS)
