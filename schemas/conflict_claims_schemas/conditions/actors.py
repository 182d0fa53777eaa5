"""Mentions of actors: where they begin and end, pronouns, and agreement with the registry."""

from __future__ import annotations

import polars as pl

from conflict_claims_schemas.conditions.model import Condition, condition, english, implies, labelled, quoted


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_DETERMINERS = _words(
    "the a an this that these those my your his her its our their some any no every each both several many few"
)
_NUMERALS = _words("one two three four five six seven eight nine ten eleven twelve dozens scores hundreds thousands")

# Case matters: "US" and "WHO" are names, "us" and "who" are not.
_SURE = _words(
    "he she it they we you me us him her them who whom himself herself itself themselves ourselves"
    " his hers its their theirs our ours my mine your yours"
)
# Words that may stand for a mention and may also be part of one: allowed as pronouns, not asked to be.
_POSSIBLE = (
    *_words(
        "this that these those which whose one ones some others another many both all several each none"
        " either neither few most two three anyone someone everyone nobody somebody everybody"
    ),
    *("no one", "each other", "one another", "the latter", "the former"),
)


def _cased(words: tuple[str, ...]) -> list[str]:
    return [*words, *(word.capitalize() for word in words)]


PRONOUNS: list[str] = ["I", *_cased(_SURE)]
# In copy written in capitals throughout, "THEY" is one; alone, it could be a name, so nobody is asked to say so.
_CAPITALS = [word.upper() for word in (*_SURE, *_POSSIBLE)]
POSSIBLE_PRONOUNS: list[str] = [*PRONOUNS, *_cased(_POSSIBLE), *_CAPITALS]

_TEXT, _MENTION = pl.col("text"), pl.col("mention")
_IS_PRONOUN = _MENTION == "pronoun"
_STARTS = ~_IS_PRONOUN & _TEXT.str.contains(rf"\A(?i:{'|'.join(_DETERMINERS)})\s")
_COUNTS = (_MENTION == "nominal") & _TEXT.str.contains(rf"\A(?i:[0-9][0-9.,]*|{'|'.join(_NUMERALS)})\s")
_POSSESSES = _TEXT.str.contains(r"(?:['\x{2019}]s|s['\x{2019}])\z")
_MISMATCH = pl.when(_IS_PRONOUN).then(~_TEXT.is_in(POSSIBLE_PRONOUNS)).otherwise(_TEXT.is_in(PRONOUNS))

# Guideline A12: the article belongs to "The News" where the registry has it so.
_IS_ITS_NAME = (pl.col("text") == pl.col("actor_name")).fill_null(False)

CONDITIONS: tuple[Condition, ...] = (
    condition(
        "ACT001",
        "actors",
        "type",
        pl.col("type") == pl.col("actor_registry_type"),
        pl.format('type "{}", as actors.yaml has for {}', "actor_registry_type", "actor_id"),
        labelled("type"),
    ),
    condition(
        "ACT002",
        "actors",
        "text",
        english(_IS_ITS_NAME | ~(_STARTS | _COUNTS | _POSSESSES)),
        "the mention without determiner, numeral or possessive ending",
        quoted("text"),
    ),
    condition(
        "ACT003",
        "actors",
        "mention",
        implies(_IS_PRONOUN, pl.col("referenced")),
        "a reference that points at the pronoun",
        pl.lit("none"),
    ),
    condition(
        "ACT004",
        "actors",
        "mention",
        english(~_MISMATCH),
        pl.when(_IS_PRONOUN).then(pl.lit('mention "named" or "nominal"')).otherwise(pl.lit('mention "pronoun"')),
        pl.format('mention "{}" for "{}"', "mention", "text"),
    ),
    condition(
        "ACT005",
        "actors",
        "naming",
        implies(_IS_PRONOUN, pl.col("naming") == "neutral"),
        "no naming for a pronoun",
        labelled("naming"),
    ),
)
