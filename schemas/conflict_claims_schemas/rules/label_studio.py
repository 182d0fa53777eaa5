"""LST: what comes from Label Studio, by `label-studio pull` and `label-studio import`."""

from __future__ import annotations

from conflict_claims_schemas.fields import RECORDS
from conflict_claims_schemas.rules.guarded import HEADER_FIELDS, labelled_fields
from conflict_claims_schemas.rules.model import Rule

_SPANS = {layer: fields for layer, fields in RECORDS.items() if layer != "link"}
_OFFSETS = tuple(f"{layer}.{name}" for layer in _SPANS for name in ("start", "end"))
_VALUES = tuple(f"{layer}.{field.name}" for layer, fields in _SPANS.items() for field in fields[5:])
_REFERENCES = tuple(f"{layer}.{field.name}" for layer, fields in RECORDS.items() for field in fields
                    if field.kind == "reference")  # fmt: skip

_TASKS = (
    Rule(
        "LST001", "unreadable-export", "L1", "error",
        title="The file, or a task of it, is no export that can be read",
        why="JSON and snapshots keep regions, values and relations; every other format loses some of them",
        fix="export again in Label Studio, and choose the format JSON",
        bad='[{"id": 1, "article": "valdria-0001", "actor": [{"start": 0, "end": 8}]}] (JSON_MIN)',
        good='[{"id": 1, "data": {...}, "annotations": [{"id": 5, "result": [...]}]}]',
        guards=("files",),
    ),
    Rule(
        "LST002", "task-text-differs", "L2", "error",
        title="The task was annotated on another text than the article has now",
        why="offsets of another text point at other words; the whole annotation waits in the quarantine",
        fix="bring back the article and its annotation files as they were (git has them), and pull; then give it the"
        " new text with `conflict-claims amend`, delete the task in Label Studio, and push",
        bad='"text": "Two shells fell ..." where the article has "Three shells fell ..."',
        good='"text" and "text_sha256" as in the article',
        guards=("header.text_sha256", *_OFFSETS),
    ),
    Rule(
        "LST003", "region-outside-text", "L2", "error",
        title="The region's offsets are no part of the text",
        why="the region marks no words",
        fix="draw the region again in Label Studio, delete this one, and pull",
        bad='"start": 40, "end": 4000',
        good='"start": 31, "end": 40',
        guards=_OFFSETS,
    ),
    Rule(
        "LST004", "region-label-unknown", "L2", "error",
        title="The region's label is not one of the labelling page",
        why="its layer decides which table it goes into; the page was changed, or the region came from elsewhere",
        fix="give the region one of the page's labels in Label Studio, and pull",
        bad='"labels": ["PERSON"]',
        good='"labels": ["actor"]',
        guards=tuple(f"{layer}.layer" for layer in _SPANS),
    ),
    Rule(
        "LST005", "unknown-control", "L2", "error",
        title="The value comes from a control that the labelling page does not have",
        why="nobody could say which field it belongs to; the rest of the region comes in",
        fix="renew the page with `conflict-claims label-studio config`; say it in `note` if it matters",
        bad='"from_name": "severity"',
        good='"from_name": "casualty_outcome"',
        guards=_VALUES,
    ),
    Rule(
        "LST006", "value-without-region", "L2", "error",
        title="The value belongs to no region, or to one of another layer",
        why="a value says nothing alone; the rest of the region, if there is one, comes in",
        fix="select the region in Label Studio and set the value again, then pull",
        bad='"from_name": "casualty_outcome" on a region with the label actor',
        good='"from_name": "casualty_outcome" on a region with the label casualty',
        guards=_VALUES,
    ),
    Rule(
        "LST007", "value-does-not-fit", "L2", "error",
        title="The value is not what its control gives",
        why="columns have one type and one set of labels; the rest of the region comes in, unless it is left without a"
        " label",
        fix="set the value again in Label Studio, and pull",
        bad='"number": 12.5',
        good='"number": 12',
        guards=(*_VALUES, *labelled_fields(_SPANS)),
    ),
    Rule(
        "LST008", "region-words-elsewhere", "L2", "error",
        title="The region's offsets point at other words than the annotator was shown",
        why="the text has those words elsewhere, so the offsets are wrong, or were moved on the way",
        fix="draw the region again in Label Studio, delete this one, and pull",
        bad='"start": 10, "end": 19, "text": "12 people" where chars 10-19 are "y of the m"',
        good='"start": 31, "end": 40, "text": "12 people"',
        guards=_OFFSETS,
    ),
    Rule(
        "LST009", "region-lacks-attribute", "L2", "error",
        title="The region lacks a value that its layer must have",
        why="every row of the table has this value, and no tool may invent it",
        fix="select the region in Label Studio, set the value, update, and pull",
        bad="a casualty without outcome",
        good="a casualty with outcome and modality",
        guards=tuple(f"{layer}.{field.name}" for layer, fields in _SPANS.items() for field in fields
                     if field.required and field.name not in ("id", "layer", "start", "end", "text")),
    ),
)  # fmt: skip

_RELATIONS = (
    Rule(
        "LST010", "relation-end-missing", "L2", "error",
        title="An end of the relation is no region that came in",
        why="a reference to nothing would be lost from the tables",
        fix="mend the region at that end as its own message says, or draw the relation again; then pull",
        bad='"to_id": "x9" and no region x9',
        good='"to_id": "a9"',
        guards=_REFERENCES,
    ),
    Rule(
        "LST011", "region-twice", "L2", "error",
        title="The same words are marked twice in one layer, or one region has two labels",
        why="the mention or claim would be counted twice; the first comes in",
        fix="delete one of the two in Label Studio, move its relations to the other, and pull",
        bad="two regions with the label actor from 31 to 40",
        good="one region with the label actor from 31 to 40",
        guards=_OFFSETS,
    ),
    Rule(
        "LST012", "relation-without-label", "L2", "error",
        title="The relation has no label",
        why="Label Studio draws an arrow at once and asks for its label afterwards; the arrow alone says nothing",
        fix="click on the arrow in the list of relations, choose its label, update, and pull",
        bad='{"type": "relation", "from_id": "c1", "to_id": "a1"}',
        good='{"type": "relation", "from_id": "c1", "to_id": "a1", "labels": ["source"]}',
        guards=_REFERENCES,
    ),
    Rule(
        "LST013", "relation-misplaced", "L2", "error",
        title="A relation with this label does not lead from this layer to that",
        why="a source or holder is an actor, and links tie casualty claims; the arrow may have been drawn the other"
        " way round",
        fix="draw it from the claim or stance to what it refers to, and pull",
        bad="source from an actor to a casualty",
        good="source from a casualty to an actor",
        guards=_REFERENCES,
    ),
    Rule(
        "LST014", "relation-beside-choice", "L2", "error",
        title="The reference has relations, and author or unnamed is chosen as well",
        why="the article's own voice and an unnamed someone stand alone; the relations come in",
        fix="take back the choice or delete the relations in Label Studio, and pull",
        bad="a relation source to an actor, and casualty_source author",
        good="a relation source to an actor",
        guards=tuple(name for name in _REFERENCES if not name.startswith("link.")),
    ),
)  # fmt: skip

_ANNOTATIONS = (
    Rule(
        "LST015", "offsets-converted", "L2", "warning",
        title="The offsets were not counted in code points of the article's text, and were converted",
        why="old servers count UTF-16 units, and a copy of the text may have other line ends; the words that were"
        " shown tell which",
        fix="look at a few of the spans; push the article again before it is annotated further",
        bad='"start": 10, "end": 19, "text": "12 people" two characters after two emoji',
        good='"start": 8, "end": 17, "text": "12 people"',
        guards=_OFFSETS,
    ),
    Rule(
        "LST016", "hidden-field-unreadable", "L2", "error",
        title="The hidden field of the annotation is not what the tool wrote there, or no guidelines are known",
        why="it keeps the header, ids and notes of links; without it they come from the task and the earlier file",
        fix="pull again: ids of links stay as far as the earlier file has them; never edit the field `pass`",
        bad='"from_name": "pass", "value": {"text": ["{"]}',
        good='"from_name": "pass", "value": {"text": ["{\\"guidelines\\":\\"g1.1\\", ...}"]}',
        guards=HEADER_FIELDS,
    ),
    Rule(
        "LST017", "task-without-article", "L2", "error",
        title="The task names no article of this corpus",
        why="offsets without their text mean nothing",
        fix="put the article's id into the task as `article`, or add the article first",
        bad='"data": {"text": "..."}',
        good='"data": {"article": "valdria-0001", "text": "..."}',
        guards=("header.article",),
    ),
    Rule(
        "LST018", "annotator-unknown", "L2", "error",
        title="The user who made the annotation has no pseudonym",
        why="files name their annotator by a pseudonym, and nobody's name or address may enter the repository",
        fix="add the user to label-studio.toml, a local file that stays out of git",
        bad="user 7, and no 7 in label-studio.toml",
        good='[annotators]\n7 = "ann-a"',
        guards=("header.annotator",),
    ),
    Rule(
        "LST019", "older-annotation", "L2", "warning",
        title="The same annotator has another annotation of the article",
        why="a pass is one file; the newest annotation that marks anything is the one that counts",
        fix="delete this annotation in Label Studio if it is no longer needed",
        bad="two annotations of one article by one user",
        good="one annotation of each article by each user",
        guards=("header.annotator",),
    ),
    Rule(
        "LST020", "earlier-file-unreadable", "L1", "error",
        title="The annotator's earlier file over the article cannot be read whole",
        why="ids that it holds would be given again; it is left as it is, and the annotation waits in the quarantine",
        fix="run `conflict-claims check` and mend the file, or move it away; then pull",
        bad="annotations/ann-a/valdria-0001.jsonl with a line that is no JSON",
        good="annotations/ann-a/valdria-0001.jsonl as the tool wrote it",
        guards=("files",),
    ),
    Rule(
        "LST021", "region-words-unconfirmed", "L2", "warning",
        title="The words that were shown for the region do not confirm its offsets",
        why="the offsets alone decide; the words are nowhere in the text, or there are none and old servers would have"
        " counted otherwise",
        fix="look whether the span marks what was meant; if not, draw the region again, delete this one, and pull",
        bad='"start": 31, "end": 40, "text": "a dozen" where the text has "12 people", and nowhere "a dozen"',
        good='"start": 31, "end": 40, "text": "12 people"',
        guards=_OFFSETS,
    ),
    Rule(
        "LST022", "relation-is-no-link", "L2", "error",
        title="The relation leads from a region to itself, or gives a link of the same type a second aspect",
        why="nothing contradicts itself, and two claims have one link of a type: the first comes in",
        fix="in Label Studio delete the relation or its second label, or draw it to what was meant, and pull",
        bad="conflicts_with: number and conflicts_with: victims from c2 to c1",
        good="conflicts_with: number from c2 to c1",
        guards=("link.type", "link.aspect", "link.from", "link.to", "stance.target"),
    ),
)  # fmt: skip

RULES: tuple[Rule, ...] = (*_TASKS, *_RELATIONS, *_ANNOTATIONS)
