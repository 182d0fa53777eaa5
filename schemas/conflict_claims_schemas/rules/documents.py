"""DOC: files, front matter, registries and settings: can they be read, and do they say what they must?"""

from __future__ import annotations

from conflict_claims_schemas.fields import CORPUS_SETTINGS, FRONT_MATTER, REGISTRIES
from conflict_claims_schemas.rules.guarded import (
    FRONT_MATTER_FIELDS,
    REGISTRY_FIELDS,
    SETTINGS_FIELDS,
    WAIVER_FIELDS,
    labelled_fields,
)
from conflict_claims_schemas.rules.model import Rule

_YAML_OWNERS = {"front_matter": FRONT_MATTER, **REGISTRIES, "corpus": CORPUS_SETTINGS}
_YAML_FIELDS = (*FRONT_MATTER_FIELDS, *REGISTRY_FIELDS, *SETTINGS_FIELDS)

_FILES = (
    Rule(
        "DOC001", "no-regular-file", "L1", "error",
        title="This is no regular file",
        why="a link, folder or device in place of a file may lead out of the corpus, and is not versioned"
        " with it",
        fix="put the file itself at this path, readable by you",
        bad="corpus/articles/valdria-0001.md -> ../../elsewhere.md",
        good="corpus/articles/valdria-0001.md is a file",
        guards=("files",),
    ),
    Rule(
        "DOC002", "empty-file", "L1", "error",
        title="The file is empty",
        why="an empty file is most often an interrupted copy, and reading it as `nothing to say` would"
        " lose work",
        fix="restore the file from version control, or delete it",
        bad="(no bytes)",
        good='{"article":"valdria-0001", ...}',
        guards=("files",),
    ),
    Rule(
        "DOC003", "wrong-encoding", "L1", "error",
        title="The file is not UTF-8",
        why="a guessed encoding changes letters, and with them every offset behind",
        fix="save the file as UTF-8; for a source in another encoding, take it in with `conflict-claims add`",
        bad="Mun\\xedcipe (ISO 8859-1)",
        good="Mun\\xc3\\xadcipe (UTF-8)",
        guards=("files",),
    ),
    Rule(
        "DOC004", "file-too-large", "L1", "error",
        title="The file is too large",
        why="article files and registries are read whole; a huge one is a mistake or an attack, and would"
        " fill memory",
        fix="split the file, or take a large archive in with `conflict-claims convert`",
        bad="an article file of 300 MB",
        good="an article file of 12 kB",
        guards=("files",),
    ),
    Rule(
        "DOC005", "line-too-long", "L1", "error",
        title="The line is too long",
        why="one line is one record; a line of megabytes is no record of ours, and would fill memory",
        fix="write one record a line, ended by a line feed",
        bad="a line of 100 MB",
        good="a line of 200 bytes",
        guards=("files",),
    ),
    Rule(
        "DOC006", "no-front-matter", "L1", "error",
        title="The article file does not have the shape of one",
        why="where front matter ends and text begins decides what every offset means",
        fix="write a line ---, the front matter, a line ---, a blank line, the text and one final line feed",
        bad="Attack near the market\n\nThree people were killed.",
        good="---\nid: valdria-0001\n---\n\nAttack near the market\n\nThree people were killed.\n",
        guards=("files", "articles.text"),
    ),
    Rule(
        "DOC007", "bad-yaml", "L1", "error",
        title="The YAML or TOML cannot be read",
        why="what stands behind the fault is unknown, so nothing in this file can be checked",
        fix="mend the syntax at this line; use plain keys, strings and lists, without tags, anchors and"
        " aliases",
        bad='title: "Attack near the market',
        good='title: "Attack near the market"',
        guards=("files",),
    ),
    Rule(
        "DOC008", "duplicate-yaml-key", "L1", "error",
        title="The same key stands twice",
        why="readers differ in which of the two they take, so the value would depend on the tool",
        fix="keep the right one and delete the other",
        bad="split: train\nsplit: test",
        good="split: train",
        guards=("files",),
    ),
    Rule(
        "DOC009", "unknown-field", "L1", "error",
        title="The field is unknown",
        why="a misspelt field is a value that nobody reads",
        fix="correct the spelling or delete the line; the fields are listed in the data dictionary",
        bad="licence: CC-BY-4.0",
        good="license: CC-BY-4.0",
        guards=(*_YAML_FIELDS, *WAIVER_FIELDS),
    ),
    Rule(
        "DOC010", "missing-field", "L1", "error",
        title="A field that must be there is missing",
        why="every table has this value in every row, and no tool may invent it",
        fix="add the field",
        bad="id: valdria-0001\nlanguage: en",
        good="id: valdria-0001\ntitle: Attack near the market\nlanguage: en",
        guards=tuple(
            f"{owner}.{field.name}"
            for owner, fields in _YAML_OWNERS.items()
            for field in fields
            if field.required
        ),
    ),
    Rule(
        "DOC011", "wrong-type", "L1", "error",
        title="The value is of the wrong kind",
        why="columns have one type; a list in place of a string, or a day in another form, cannot be"
        " published",
        fix="write the value in the form that is expected",
        bad="published: 28 August 2024",
        good="published: 2024-08-28",
        guards=(*_YAML_FIELDS, *WAIVER_FIELDS),
    ),
)  # fmt: skip

_ARTICLES = (
    Rule(
        "DOC012", "bad-article-id", "L2", "error",
        title="The article id is not of the form that ids have",
        why="ids are permanent, are file names, and tell by their prefix which collection an article"
        " belongs to",
        fix="use a prefix from corpus.yaml, a hyphen and four digits or more; `conflict-claims add` gives"
        " the next free id",
        bad="id: Valdria_1",
        good="id: valdria-0001",
        guards=("front_matter.id", "corpus.prefixes"),
    ),
    Rule(
        "DOC013", "id-is-not-file-name", "L2", "error",
        title="The article id differs from the name of its file",
        why="annotations are found by this name; with two names they would be tied to the wrong article",
        fix="rename the file, or correct the id, whichever is wrong",
        bad="corpus/articles/valdria-0002.md with id: valdria-0001",
        good="corpus/articles/valdria-0001.md with id: valdria-0001",
        guards=("front_matter.id", "files"),
    ),
    Rule(
        "DOC014", "text-hash-wrong", "L2", "error",
        title="The text is not the one that the front matter was made for",
        why="a text that was edited by hand moves every offset behind the edit without anyone noticing",
        fix="restore the text, or change it with `conflict-claims amend`, which moves the spans along",
        bad="text_sha256: 0000... over an edited text",
        good="text_sha256: the hash of the text as it stands",
        guards=("front_matter.text_sha256", "articles.text"),
    ),
    Rule(
        "DOC015", "raw-missing-or-changed", "L2", "error",
        title="The source as received is missing or was changed",
        why="the raw file is the proof of what was received, and what a later correction starts from",
        fix="restore the file in corpus/raw from version control; it is never edited",
        bad="raw: valdria-0001.txt, and no such file in corpus/raw",
        good="raw: valdria-0001.txt, and its hash is raw_sha256",
        guards=("front_matter.raw", "front_matter.raw_sha256"),
    ),
    Rule(
        "DOC016", "unknown-label", "L2", "error",
        title="The label is not one of the field's set",
        why="users filter on labels; a label outside the closed set would silently fall out of every count",
        fix="use one of the labels that are listed; their meanings stand in the data dictionary",
        bad="split: dev",
        good="split: validation",
        guards=labelled_fields(_YAML_OWNERS),
    ),
    Rule(
        "DOC017", "title-is-not-first-line", "L2", "error",
        title="The title differs from the first line of the text",
        why="the text begins with the headline, so that headlines are annotated too; two headlines would"
        " contradict",
        fix="make the title the same as the first line of the text",
        bad="title: Attack in Valdria (text begins: Attack near the market)",
        good="title: Attack near the market",
        guards=("front_matter.title", "articles.text"),
    ),
    Rule(
        "DOC018", "bad-address", "L2", "error",
        title="The address is no web address",
        why="a reader must be able to open the source, and relative or local paths lead nowhere",
        fix="give the whole address, with http:// or https://",
        bad="url: www.example.org/attack",
        good="url: https://www.example.org/attack",
        guards=("front_matter.url", "front_matter.facts_from"),
    ),
    Rule(
        "DOC019", "bad-language", "L2", "error",
        title="The language is no code of ISO 639-1",
        why="word lists, the number grammar and the data set's card go by this code",
        fix="use the code of two lower-case letters, like en or ur",
        bad="language: english",
        good="language: en",
        guards=("front_matter.language", "corpus.languages"),
    ),
    Rule(
        "DOC020", "dates-out-of-order", "L2", "error",
        title="A day lies before the day of publication",
        why="an article cannot be taken in or checked before it was published; one of the days is wrong",
        fix="correct the day that is wrong",
        bad="published: 2024-08-28\nretrieved: 2024-08-20",
        good="published: 2024-08-28\nretrieved: 2024-09-02",
        guards=("front_matter.published", "front_matter.retrieved", "front_matter.facts_checked"),
    ),
    Rule(
        "DOC021", "facts-not-cited", "L2", "error",
        title="A report written for the corpus does not cite its facts",
        why="a text in our own words is worth as much as the public reports that carry its facts",
        fix="list two or more addresses in facts_from, have someone else check them, and give the day in"
        " facts_checked",
        bad="origin: report_from_sources",
        good="origin: report_from_sources\nfacts_from: [https://a.example/1, https://b.example/2]\n"
        "facts_checked: 2024-09-02",
        guards=("front_matter.origin", "front_matter.facts_from", "front_matter.facts_checked"),
    ),
)  # fmt: skip

_CORPUS = (
    Rule(
        "DOC022", "bad-waiver", "L2", "error",
        title="The waiver cannot be honoured",
        why="a waiver without a known, waivable rule and a reason hides a fault for good",
        fix="name a rule that may be waived (`conflict-claims rules`), and say why it does not hold here",
        bad='rule = "SPN015"\narticle = "valdria-0001"\nreason = ""',
        good='rule = "CAS003"\narticle = "valdria-0001"\nspan = "c3"\nexpires = 2032-01-31\n'
        'reason = "the figure is in the next sentence"',
        guards=("waivers.rule", "waivers.article", "waivers.reason"),
    ),
    Rule(
        "DOC023", "waiver-unused-or-expired", "L2", "warning",
        title="The waiver is no longer needed, or its time is over",
        why="waivers may only become fewer; a forgotten one would excuse the next fault at the same place",
        fix="delete the waiver, or mend what it excuses",
        bad="expires = 2024-01-01",
        good="(the waiver is deleted)",
        guards=("waivers.expires", "waivers.span", "waivers.article"),
    ),
    Rule(
        "DOC024", "stray-file", "L2", "error",
        title="The file does not belong in this folder",
        why="a file with a name that no tool reads is work that silently does not count",
        fix="rename the file as its folder's README says, or move it out of the data folders",
        bad="corpus/articles/notes.txt",
        good="corpus/articles/valdria-0001.md",
        guards=("files",),
    ),
    Rule(
        "DOC025", "bad-corpus-setting", "L2", "error",
        title="A setting in corpus.yaml is not of the form that it must have",
        why="repository, version, guidelines and prefixes go into every build and every id",
        fix="write repository as OWNER/NAME, version as x.y.z, guidelines as gN.N, prefixes as lower-case"
        " words",
        bad="version: v1",
        good="version: 0.0.0",
        guards=(
            "corpus.name", "corpus.repository", "corpus.homepage", "corpus.version", "corpus.guidelines",
            "corpus.prefixes", "corpus.languages",
        ),
    ),
)  # fmt: skip

_SOURCES = (
    Rule(
        "DOC026", "unknown-encoding", "L2", "error",
        title="The encoding is not one that a received text may have",
        why="whoever puts a withheld text back from the source must be able to read it as `add` did",
        fix="write the encoding's usual name, such as windows-1256; leave it out for UTF-8",
        bad="encoding: utf-99",
        good="encoding: windows-1256",
        guards=("front_matter.encoding",),
    ),
)  # fmt: skip

RULES: tuple[Rule, ...] = (*_FILES, *_ARTICLES, *_CORPUS, *_SOURCES)
