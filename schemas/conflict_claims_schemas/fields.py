"""Every field of the data files, once: its kind and meaning, whether it is derived, and whether it bears text.

`RECORDS` are the lines of an annotation file, `FRONT_MATTER` the head of an article file, `HEADER` the first line of
an annotation file, and the `*_ENTRY` tuples the registries. `columns.py` makes the tables' columns from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from conflict_claims_schemas.vocabulary import AUTHOR, BY_NAME, SPAN_LAYERS, UNNAMED, LabelSet

Kind = Literal["string", "int", "count", "date", "bool", "strings", "reference", "ints", "tags"]
"""`int` is an offset (32 bits), `count` a number of people (64 bits), `reference` a list of span ids, `ints` a list
of offsets, `tags` a list of BIO tags."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field or column.

    `labels` names the closed set of its values; `refers` names what its ids point at: layers for a reference, a
    registry for a registry id. `specials` are the words that a reference takes in place of ids. `textual` marks
    words of the article, which a public build may have to withhold. `derived` marks what is computed and never
    annotated.
    """

    name: str
    kind: Kind
    meaning: str
    labels: str = ""
    refers: tuple[str, ...] = ()
    specials: tuple[str, ...] = ()
    required: bool = False
    textual: bool = False
    derived: bool = False

    @property
    def label_set(self) -> LabelSet | None:
        """The closed set of the field's values, if it has one."""
        return BY_NAME[self.labels] if self.labels else None

    @property
    def default(self) -> str | None:
        """What an omitted field means."""
        return self.label_set.default if self.label_set else None


F = Field
NOTE = F("note", "string", "free remark of the annotator", textual=True)

SPAN_HEAD: tuple[Field, ...] = (
    F("id", "string", "local id, unique in its file and never reused", required=True),
    F("layer", "string", "kind of record", labels="layer", required=True),
    F("start", "int", "first character, counted in Unicode code points from 0", required=True),
    F("end", "int", "one past the last character", required=True),
    F("text", "string", "the characters from start to end", required=True, textual=True),
)

LINK_HEAD: tuple[Field, ...] = SPAN_HEAD[:2]

ATTRIBUTES: dict[str, tuple[Field, ...]] = {
    "actor": (
        F("type", "string", "kind of side", labels="actor_type", required=True),
        F("mention", "string", "how the text refers to it", labels="mention", required=True),
        F("naming", "string", "whether the word itself takes a side", labels="naming"),
        F("actor", "string", "canonical actor", refers=("actor_registry",)),
    ),
    "casualty": (
        F("outcome", "string", "what happened to the people counted", labels="outcome", required=True),
        F("modality", "string", "how the words bound the number", labels="modality", required=True),
        F("min", "count", "fewest people that the words allow; null where they leave it open"),
        F("max", "count", "most people that the words allow; null where they leave it open"),
        F("victims", "string", "side of the people harmed", labels="victims"),
        F("subset", "strings", "groups of special concern that the claim counts", labels="subset"),
        F("perpetrator", "reference", "whom the text ties to the harm", refers=("actor",), specials=(UNNAMED,)),
        F("blame", "string", "how this article ties the perpetrator to the harm", labels="blame"),
        F("source", "reference", "who says so", refers=("actor",), specials=(AUTHOR, UNNAMED)),
        F("report", "string", "what the source does, by its cue", labels="report"),
        F("party", "string", "side of the source toward this harm", labels="party"),
        F("scope", "string", "what the number counts over", labels="scope"),
        F("as_of", "date", "day that the figure holds for, where the text gives one"),
        F("realis", "string", "whether it happened, by the words", labels="realis"),
        F("incident", "string", "canonical incident", refers=("incidents",)),
    ),
    "stance": (
        F("act", "string", "what the holder does", labels="act", required=True),
        F("holder", "reference", "who takes the stance", refers=("actor",), specials=(AUTHOR, UNNAMED),
          required=True),
        F("target", "reference", "what the stance is about", refers=SPAN_LAYERS),
        F("addressee", "reference", "whom the act is directed at", refers=("actor",)),
        F("speech", "string", "in whose words the text gives it", labels="speech", required=True),
        F("status", "string", "whether the act itself is asserted", labels="status"),
        F("polarity", "string", "for or against the target; annotated for act `other` alone", labels="polarity"),
    ),
    "topic": (
        F("topic", "string", "canonical topic", refers=("topic_registry",)),
        F("incident", "string", "canonical incident, where it names one", refers=("incidents",)),
    ),
    "link": (
        F("type", "string", "how the later claim relates to the earlier", labels="link_type", required=True),
        F("aspect", "string", "where two rival claims part", labels="aspect"),
        F("from", "reference", "the repetition, part, total, newer figure, rival or denial", refers=("casualty",),
          required=True),
        F("to", "reference", "the claim that it repeats, is part of, adds up, replaces, rivals or denies",
          refers=("casualty",), required=True),
    ),
}  # fmt: skip

RECORDS: dict[str, tuple[Field, ...]] = {
    layer: (*(LINK_HEAD if layer == "link" else SPAN_HEAD), *attributes, NOTE)
    for layer, attributes in ATTRIBUTES.items()
}
"""A line of an annotation file, by layer, in the order in which its keys are written.

A link's `from` and `to` are single ids in the file; every other reference is a list.
"""

HEADER: tuple[Field, ...] = (
    F("article", "string", "id of the article", required=True),
    F("text_sha256", "string", "hash of the text that the offsets refer to", required=True),
    F("guidelines", "string", "version of the guidelines that the annotator followed", required=True),
    F("annotator", "string", "name of the folder: gold, or the annotator's pseudonym", required=True),
    F("layers", "strings", "layers that were annotated", labels="layer", required=True),
)
"""The first line of an annotation file; its `next` key holds the next free number of each id prefix."""

FRONT_MATTER: tuple[Field, ...] = (
    F("id", "string", "permanent id of the article", required=True),
    F("title", "string", "headline", required=True, textual=True),
    F("language", "string", "language of the text (ISO 639-1)", required=True),
    F("outlet", "string", "who published it"),
    F("url", "string", "where it was published"),
    F("published", "date", "day of publication"),
    F("retrieved", "date", "day on which it was taken in"),
    F("license", "string", "whether the text may be published", labels="license", required=True),
    F("split", "string", "part of the data set", labels="split", required=True),
    F("origin", "string", "how the text came about", labels="origin", required=True),
    F("facts_from", "strings", "addresses of the reports that carry its facts"),
    F("facts_checked", "date", "day on which someone other than the writer checked it against them"),
    F("cleaning", "strings", "what was taken out or changed between the source and the text"),
    F("encoding", "string", "encoding of the source, where it is not UTF-8"),
    F("raw", "string", "file in corpus/raw that holds the source as received", required=True),
    F("raw_sha256", "string", "hash of that file", required=True),
    F("text_sha256", "string", "hash of the text below", required=True),
)

ACTOR_ENTRY: tuple[Field, ...] = (
    F("id", "string", "permanent id of the actor", required=True),
    F("name", "string", "its usual English name", required=True),
    F("aliases", "strings", "other names and acronyms"),
    F("type", "string", "kind of side", labels="actor_type", required=True),
    F("country", "string", "state that it belongs to or acts in (ISO 3166-1 alpha-3)"),
    F("parent", "string", "actor that it is a part of", refers=("actor_registry",)),
    F("wikidata", "string", "Wikidata item, where it is certain"),
    F("ucdp", "count", "UCDP actor id, where it is certain"),
)

INCIDENT_ENTRY: tuple[Field, ...] = (
    F("id", "string", "permanent id of the incident", required=True),
    F("name", "string", "a plain name that takes no side", required=True),
    F("start", "date", "first day", required=True),
    F("end", "date", "last day", required=True),
    F("place", "string", "place", required=True),
    F("country", "string", "state (ISO 3166-1 alpha-3)", required=True),
    F(
        "region",
        "string",
        "province or part of the state; test_ood is a region that train lacks",
        required=True,
    ),
)

TOPIC_ENTRY: tuple[Field, ...] = (
    F("id", "string", "permanent id of the topic", required=True),
    F("name", "string", "a plain name that takes no side", required=True),
    F("meaning", "string", "what counts as this topic", required=True),
)

REGISTRIES: dict[str, tuple[Field, ...]] = {
    "actor_registry": ACTOR_ENTRY,
    "incidents": INCIDENT_ENTRY,
    "topic_registry": TOPIC_ENTRY,
}
REGISTRY_FILES: dict[str, str] = {
    "actor_registry": "actors.yaml",
    "incidents": "incidents.yaml",
    "topic_registry": "topics.yaml",
}

CORPUS_SETTINGS: tuple[Field, ...] = (
    F("name", "string", "name of the corpus, as in its repository", required=True),
    F("title", "string", "its name in words", required=True),
    F("repository", "string", "OWNER/NAME on the hub", required=True),
    F("homepage", "string", "address of its home"),
    F(
        "license",
        "string",
        "licence of the annotations and of the texts written for it",
        labels="license",
        required=True,
    ),
    F("languages", "strings", "languages of its texts (ISO 639-1)", required=True),
    F(
        "prefixes",
        "strings",
        "prefixes that article ids may have; the first is the default of `add`",
        required=True,
    ),
    F("guidelines", "string", "version of the guidelines in force", required=True),
    F("version", "string", "version of builds that are no release", required=True),
)
