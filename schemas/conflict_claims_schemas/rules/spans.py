"""SPN: annotation files: their lines, header, ids, offsets and labels."""

from __future__ import annotations

from conflict_claims_schemas.fields import HEADER, RECORDS
from conflict_claims_schemas.rules.guarded import HEADER_FIELDS, RECORD_FIELDS, labelled_fields
from conflict_claims_schemas.rules.model import Rule

_IDS = tuple(f"{layer}.id" for layer in RECORDS)
_OFFSETS = tuple(f"{layer}.{name}" for layer in RECORDS if layer != "link" for name in ("start", "end"))
_TEXTS = tuple(f"{layer}.text" for layer in RECORDS if layer != "link")

_LINES = (
    Rule(
        "SPN001", "bad-json", "L1", "error",
        title="The line is no JSON",
        why="the record on this line is lost to every tool until it can be read",
        fix="mend the line: one JSON object, in one line, ended by a line feed",
        bad='{"id":"a1","layer":"actor",',
        good='{"id":"a1","layer":"actor","start":0,"end":8,"text":"the army"}',
        guards=("files",),
    ),
    Rule(
        "SPN002", "duplicate-json-key", "L1", "error",
        title="The same key stands twice in the record",
        why="JSON readers differ in which of the two they take, so the value would depend on the tool",
        fix="keep the right one and delete the other",
        bad='{"id":"c1","min":12,"min":21}',
        good='{"id":"c1","min":12}',
        guards=("files",),
    ),
    Rule(
        "SPN003", "no-header", "L1", "error",
        title="The annotation file has no header",
        why="the header ties the spans to one text, one annotator and one version of the guidelines",
        fix="put the header on the first line; `conflict-claims format` shows its form on any other file",
        bad='{"id":"a1","layer":"actor", ...} on line 1',
        good='{"article":"valdria-0001","text_sha256":"...","guidelines":"g1.0","annotator":"gold", ...}'
        ' on line 1',
        guards=HEADER_FIELDS,
    ),
    Rule(
        "SPN004", "unknown-layer", "L1", "error",
        title="The record is of no known layer",
        why="the layer decides which keys a record has and which table it goes into",
        fix="use actor, casualty, stance, topic or link",
        bad='{"id":"a1","layer":"person", ...}',
        good='{"id":"a1","layer":"actor", ...}',
        guards=tuple(f"{layer}.layer" for layer in RECORDS),
    ),
    Rule(
        "SPN005", "unknown-key", "L1", "error",
        title="The record has a key that its layer does not know",
        why="a misspelt key is a value that nobody reads",
        fix="correct the spelling or delete the key; free remarks go into `note`",
        bad='"perpetrators":["a3"]',
        good='"perpetrator":["a3"]',
        guards=(*RECORD_FIELDS, *HEADER_FIELDS),
    ),
    Rule(
        "SPN006", "missing-key", "L1", "error",
        title="The record lacks a key that it must have",
        why="every row of the table has this value, and no tool may invent it",
        fix="add the key; its meaning stands in the data dictionary",
        bad='{"id":"c1","layer":"casualty","start":10,"end":19,"text":"12 people","modality":"exact"}',
        good='{"id":"c1","layer":"casualty","start":10,"end":19,"text":"12 people","outcome":"killed",'
        '"modality":"exact"}',
        guards=(
            *(f"{layer}.{key.name}" for layer, keys in RECORDS.items() for key in keys if key.required),
            *HEADER_FIELDS,
        ),
    ),
    Rule(
        "SPN007", "wrong-json-type", "L1", "error",
        title="The value is of the wrong kind",
        why="columns have one type; a number in quotation marks, or one id where a list is due, cannot be"
        " published",
        fix="write the value in the form that is expected",
        bad='"min":"12"',
        good='"min":12',
        guards=(*RECORD_FIELDS, *HEADER_FIELDS),
    ),
)  # fmt: skip

_FILES = (
    Rule(
        "SPN008", "annotations-without-article", "L2", "error",
        title="There is no such article",
        why="offsets without their text mean nothing",
        fix="restore the article in corpus/articles, or delete this annotation file",
        bad="annotations/gold/valdria-0009.jsonl, and no corpus/articles/valdria-0009.md",
        good="annotations/gold/valdria-0001.jsonl beside corpus/articles/valdria-0001.md",
        guards=("header.article", "files"),
    ),
    Rule(
        "SPN009", "text-hash-differs", "L2", "error",
        title="The spans were marked on another text",
        why="offsets of another version of the text point at other words",
        fix="change texts with `conflict-claims amend`, which moves the spans; or restore the text that"
        " was marked",
        bad='"text_sha256" of a former text',
        good='"text_sha256" as in the front matter of the article',
        guards=("header.text_sha256",),
    ),
    Rule(
        "SPN010", "header-is-not-place", "L2", "error",
        title="The header names another article or annotator than the file's place",
        why="work would be counted for another article or another person",
        fix="move the file to annotations/<annotator>/<article>.jsonl, or correct the header",
        bad='annotations/ann-b/valdria-0001.jsonl with "annotator":"ann-a"',
        good='annotations/ann-a/valdria-0001.jsonl with "annotator":"ann-a"',
        guards=("header.article", "header.annotator"),
    ),
    Rule(
        "SPN011", "layer-not-announced", "L2", "error",
        title="The record is of a layer that the header does not announce",
        why="a layer that was not annotated is null in the tables, never an empty list; the header decides"
        " which",
        fix="add the layer to `layers` if the article was read for it as a whole; otherwise delete the"
        " record",
        bad='"layers":["actor"] above a casualty',
        good='"layers":["actor","casualty"] above a casualty',
        guards=("header.layers", *(f"{layer}.layer" for layer in RECORDS)),
    ),
    Rule(
        "SPN012", "duplicate-id", "L2", "error",
        title="Two records of the file have the same id",
        why="references and the histories of releases go by ids; an id must mean one record",
        fix="give the later record the next free number of the header, and correct what refers to it",
        bad='{"id":"a1", ...}\n{"id":"a1", ...}',
        good='{"id":"a1", ...}\n{"id":"a2", ...}',
        guards=_IDS,
    ),
    Rule(
        "SPN013", "bad-local-id", "L2", "error",
        title="The local id is not of the form that ids have",
        why="the letter tells the layer, and numbers below the header's `next` are never given again",
        fix="use the layer's letter (a, c, s, t, k) and a number below `next`; `conflict-claims format`"
        " raises `next`",
        bad='{"id":"actor-1","layer":"actor", ...}',
        good='{"id":"a1","layer":"actor", ...}',
        guards=(*_IDS, "header.next"),
    ),
    Rule(
        "SPN014", "offsets-outside-text", "L2", "error",
        title="The offsets are no part of the text",
        why="the span marks no words",
        fix="count in Unicode code points from 0, end exclusive: text[start:end] must be the span",
        bad='"start":40,"end":31',
        good='"start":31,"end":40',
        guards=_OFFSETS,
    ),
    Rule(
        "SPN015", "text-is-not-slice", "L2", "error",
        title="The words of the span are not what stands there",
        why="either the offsets or the words are wrong, and every attribute may belong to other words",
        fix="correct start and end so that text[start:end] is the span's text",
        bad='"start":10,"end":19,"text":"21 people" where the article has "12 people"',
        good='"start":10,"end":19,"text":"12 people"',
        guards=(*_OFFSETS, *_TEXTS),
    ),
    Rule(
        "SPN016", "unknown-label", "L2", "error",
        title="The label is not one of the field's set",
        why="users filter on labels; a label outside the closed set would silently fall out of every count",
        fix="use one of the labels that are listed; their meanings stand in the guidelines",
        bad='"outcome":"dead"',
        good='"outcome":"killed"',
        guards=labelled_fields({**RECORDS, "header": HEADER}),
    ),
)  # fmt: skip

_EDGES = (
    Rule(
        "SPN017", "duplicate-span", "L3", "error",
        title="The same words are marked twice in one layer",
        why="the mention or claim would be counted twice",
        fix="keep one of the two and correct what refers to the other",
        bad='"a1" and "a2", both from 31 to 40',
        good='"a1" from 31 to 40',
        guards=_OFFSETS,
    ),
    Rule(
        "SPN018", "blank-edge", "L3", "error",
        title="The span begins or ends with a blank",
        why="two annotators who mark the same words would disagree by a blank that nobody sees",
        fix="move start or end so that the span begins and ends with a character that shows",
        bad='"text":"the army "',
        good='"text":"the army"',
        guards=_TEXTS,
    ),
    Rule(
        "SPN019", "cuts-a-word", "L3", "warning",
        title="The span cuts a word in two",
        why="a slip of the mouse, most often; models would learn pieces of words",
        fix="move start or end to the edge of the word, or waive the rule for a compound whose part is meant",
        bad='"text":"milit" in "militants"',
        good='"text":"militants"',
        guards=_OFFSETS,
        waivable=True,
    ),
    Rule(
        "SPN020", "crosses-paragraph", "L3", "error",
        title="The span runs over the end of a paragraph",
        why="mentions, claims and acts stand within a paragraph; a longer span is a slip",
        fix="end the span within its paragraph",
        bad='"text":"the army\\n\\nPolice"',
        good='"text":"the army"',
        guards=_TEXTS,
    ),
    Rule(
        "SPN021", "not-canonical", "L3", "warning",
        title="The file is not in canonical form",
        why="with one form of writing, a diff shows what was changed and nothing else",
        fix="run `conflict-claims format` on the file; it changes no meaning",
        bad='{"layer":"actor","id":"a1","naming":"neutral", ...}',
        good='{"id":"a1","layer":"actor", ...}',
        guards=("files", *(f"{layer}.{name}" for layer in RECORDS for name in ("id", "layer"))),
    ),
    Rule(
        "SPN022", "unknown-guidelines-version", "L3", "error",
        title="The version of the guidelines is unknown",
        why="agreement and guideline changes are read by version; a version that never was says nothing",
        fix="write gN.N, not above the version in corpus.yaml",
        bad='"guidelines":"g9.9" where corpus.yaml has g1.0',
        good='"guidelines":"g1.0"',
        guards=("header.guidelines", "corpus.guidelines"),
    ),
)  # fmt: skip

_NOTES = (
    Rule(
        "SPN023", "unfit-note", "L3", "error",
        title="The note is empty, too long, or holds a character that does not show",
        why="notes are published in every table; a line break or a hidden direction mark spoils what stands beside it",
        fix="write one line of at most 1,000 characters, or leave the note out",
        bad='"note":"see\\nbelow"',
        good='"note":"garbled in the source"',
        guards=("actor.note", "casualty.note", "stance.note", "topic.note", "link.note"),
    ),
)  # fmt: skip

RULES: tuple[Rule, ...] = (*_LINES, *_FILES, *_EDGES, *_NOTES)
