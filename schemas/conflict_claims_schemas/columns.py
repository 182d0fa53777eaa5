"""The columns of the nine tables, made from the fields of the files that they come from."""

from __future__ import annotations

from dataclasses import replace

from conflict_claims_schemas.fields import (
    ATTRIBUTES,
    FRONT_MATTER,
    HEADER,
    NOTE,
    REGISTRIES,
    SPAN_HEAD,
    Field,
)

TABLE_OF_LAYER: dict[str, str] = {
    "actor": "actors",
    "casualty": "casualties",
    "stance": "stances",
    "topic": "topics",
    "link": "links",
}
LAYER_OF_TABLE: dict[str, str] = {table: layer for layer, table in TABLE_OF_LAYER.items()}
SPAN_TABLES: tuple[str, ...] = ("actors", "casualties", "stances", "topics")

D = Field
ARTICLE_ID = Field("article_id", "string", "id of the article", required=True)
PUBLISHED = D("published", "date", "day of publication of the article", derived=True)
OUTLET = D("outlet", "string", "who published the article", derived=True)
SENTENCE = D("sentence", "string", "sentence or sentences that hold the span", textual=True, derived=True)

# DuckDB and SQL reserve `from` and `to`, and every id in a table says of what it is the id.
RENAMED: dict[str, dict[str, str]] = {
    "link": {"from": "from_id", "to": "to_id"},
    "actor": {"actor": "actor_id"},
    "casualty": {"incident": "incident_id"},
    "topic": {"topic": "topic_id", "incident": "incident_id"},
    "stance": {},
}


def reference_columns(field: Field) -> tuple[Field, ...]:
    """What a reference of a record becomes in a table: the qualified ids, their kind, and the first one's words."""
    name = field.name
    whom = f"first {name}"
    columns = [
        replace(field, required=False),
        D(
            f"{name}_kind",
            "string",
            f"whom {name} names",
            labels="reference_kind",
            required=True,
            derived=True,
        ),
        D(f"{name}_text", "string", f"words of the {whom}", textual=True, derived=True),
    ]
    if len(field.refers) > 1:
        columns.append(D(f"{name}_layer", "string", f"layer of the {whom}", labels="layer", derived=True))
        columns.append(D(f"{name}_topic", "string", f"canonical topic of the {whom}", derived=True))
    columns.append(D(f"{name}_actor", "string", f"canonical actor of the {whom}", derived=True))
    return tuple(columns)


def _attribute_columns(layer: str, field: Field) -> tuple[Field, ...]:
    if field.kind == "reference" and layer != "link":
        return reference_columns(field)
    named = replace(field, name=RENAMED[layer].get(field.name, field.name))
    return (replace(named, kind="string") if layer == "link" and field.kind == "reference" else named,)


_EXTRA: dict[str, tuple[Field, ...]] = {
    "actor": (D("actor_name", "string", "name of the canonical actor", derived=True),),
    "casualty": (
        D("standing", "string", "how the claim stands among the article's others", labels="standing",
          required=True, derived=True),
    ),
    "stance": (),
    "topic": (D("topic_name", "string", "name of the canonical topic", derived=True),),
}  # fmt: skip


def _span_columns(layer: str) -> tuple[Field, ...]:
    attributes = [column for field in ATTRIBUTES[layer] for column in _attribute_columns(layer, field)]
    return (
        ARTICLE_ID,
        Field("span_id", "string", "id of the span: <article_id>.<local id>", required=True),
        *SPAN_HEAD[2:],
        *attributes,
        *_EXTRA[layer],
        SENTENCE,
        PUBLISHED,
        OUTLET,
        NOTE,
    )


def _link_columns() -> tuple[Field, ...]:
    attributes = [column for field in ATTRIBUTES["link"] for column in _attribute_columns("link", field)]
    return (
        ARTICLE_ID,
        Field("link_id", "string", "id of the link: <article_id>.<local id>", required=True),
        *attributes,
        D("from_text", "string", "words of the claim at `from_id`", textual=True, derived=True),
        D("to_text", "string", "words of the claim at `to_id`", textual=True, derived=True),
        NOTE,
    )


def _article_columns() -> tuple[Field, ...]:
    front = [field for field in FRONT_MATTER if field.name not in ("id", "raw", "raw_sha256", "encoding")]
    marked = [replace(field, required=False) for field in HEADER if field.name in ("guidelines", "layers")]
    return (
        ARTICLE_ID,
        *front,
        Field("text", "string", "headline, blank line, paragraphs: what offsets refer to", textual=True),
        *marked,
        D(
            "publishable",
            "bool",
            "whether the licence lets a public build carry the text",
            required=True,
            derived=True,
        ),
        D("characters", "int", "length of the text in code points", required=True, derived=True),
    )


def _registry_columns(table: str) -> tuple[Field, ...]:
    name = {"actor_registry": "actor_id", "incidents": "incident_id", "topic_registry": "topic_id"}[table]
    first, *rest = REGISTRIES[table]
    return (replace(first, name=name), *rest)


TABLES: dict[str, tuple[Field, ...]] = {
    "articles": _article_columns(),
    **{TABLE_OF_LAYER[layer]: _span_columns(layer) for layer in ("actor", "casualty", "stance", "topic")},
    "links": _link_columns(),
    **{table: _registry_columns(table) for table in REGISTRIES},
}
"""The columns of each of the nine tables, in order."""

KEYS: dict[str, str] = {
    "articles": "article_id",
    **dict.fromkeys(SPAN_TABLES, "span_id"),
    "links": "link_id",
    "actor_registry": "actor_id",
    "incidents": "incident_id",
    "topic_registry": "topic_id",
}
"""The column that tells a table's rows apart."""


TAGGED: dict[str, str] = {"actors": "type", "casualties": "outcome", "stances": "act", "topics": "topic"}
"""What the tags of the `tokens` configuration name, by table: a column, or one tag for the whole layer."""

TOKEN_COLUMNS: tuple[Field, ...] = (
    ARTICLE_ID,
    D("tokens", "strings", "words and marks of the text, in order", textual=True, derived=True),
    D("starts", "ints", "first character of each token", derived=True),
    D("ends", "ints", "one past the last character of each token", derived=True),
    *(
        D(f"{LAYER_OF_TABLE[table]}_tags", "tags", f"BIO tag of each token in the layer {LAYER_OF_TABLE[table]}",
          derived=True)
        for table in TAGGED
    ),
)  # fmt: skip
"""The columns of the `tokens` configuration."""


TOLL_COLUMNS: tuple[Field, ...] = (
    D("incident_id", "string", "canonical incident", refers=("incidents",), required=True, derived=True),
    D("outcome", "string", "what happened to the people counted", labels="outcome", required=True, derived=True),
    D("victims", "string", "whom the toll counts: all, civilian, state_force or rebel; no toll is a sum of others",
      required=True, derived=True),
    D("rule", "string", "how one toll was made of rival claims: lowest, range, recent or low_best_high",
      required=True, derived=True),
    D("low", "count", "lower bound; null where the claims leave it open", derived=True),
    D("best", "count", "the one figure that the rule settles on; null where it settles on none", derived=True),
    D("high", "count", "upper bound; null where the claims leave it open", derived=True),
    D("claims", "strings", "span ids of the claims that the figures were taken from, in order of time",
      required=True, derived=True),
    D("sources", "strings", "who gives these figures, each once: canonical actor, span of the mention, or "
      "<article_id>.author or .unnamed", required=True, derived=True),
    D("spread", "count", "high less low; null where either is open", derived=True),
    D("n_sources", "int", "different sources of all claims that the rule looked at", required=True, derived=True),
    D("contested", "bool", "whether two sources stand by counts that cannot both be true", required=True,
      derived=True),
    D("rule_version", "string", "grows when the same claims would give other figures", required=True, derived=True),
)  # fmt: skip
"""The columns of the `tolls` configuration; docs/tolls.md says how the rules work. None bears text."""

PASS_RENAMED: dict[str, dict[str, str]] = {"links": {"type": "link_type"}}
"""What a column is called in `passes` where two layers have one of that name."""

_PASS_HEAD: tuple[Field, ...] = (
    Field("annotator", "string", "whose pass it is, by pseudonym", required=True),
    ARTICLE_ID,
    Field("span_id", "string", "id of the span or link: <annotator>:<article_id>.<local id>", required=True),
    Field("layer", "string", "kind of record", labels="layer", required=True),
    *(replace(field, required=False) for field in SPAN_HEAD[2:]),
)


def _pass_attributes() -> tuple[Field, ...]:
    """What annotators mark in any layer, once each; null in rows of other layers."""
    found: dict[str, Field] = {}
    for table, columns in TABLES.items():
        names = {column.name for column in _PASS_HEAD} | {NOTE.name, KEYS[table]}
        for column in columns if table in LAYER_OF_TABLE else ():
            # A reference that names no span says in its kind alone whom it names.
            if column.name not in names and (not column.derived or column.name.endswith("_kind")):
                name = PASS_RENAMED.get(table, {}).get(column.name, column.name)
                found.setdefault(name, replace(column, name=name, required=False))
    return tuple(found.values())


PASS_COLUMNS: tuple[Field, ...] = (
    *_PASS_HEAD,
    *_pass_attributes(),
    replace(next(field for field in HEADER if field.name == "guidelines"), required=False),
    replace(next(field for field in HEADER if field.name == "layers"), required=False),
    NOTE,
)
"""The columns of the `passes` configuration: every annotator's own spans and links, one a row."""

CONFIGURATION_COLUMNS: dict[str, tuple[Field, ...]] = {
    **TABLES,
    "tokens": TOKEN_COLUMNS,
    "tolls": TOLL_COLUMNS,
    "passes": PASS_COLUMNS,
}
"""The columns of every configuration, the default first; `articles` holds the other layers' rows besides."""


def textual_columns(table: str) -> tuple[str, ...]:
    """The columns of a configuration that carry words of the article."""
    return tuple(column.name for column in CONFIGURATION_COLUMNS[table] if column.textual)
