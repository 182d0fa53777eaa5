"""What a candidate may not hold: words of a text that may not be published, and gaps that no copy of it fills."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from conflict_claims.build.pass_table import published_passes
from conflict_claims.check.marked import Marked
from conflict_claims.files.layout import GOLD
from conflict_claims.release.leaks import RUN, leaks
from conflict_claims.release.refusal import Refused
from conflict_claims.release.rows import ROW_KEYS, Part, read_frame
from conflict_claims.text.pointers import RECOGNISED
from conflict_claims_schemas.columns import CONFIGURATION_COLUMNS, LAYER_OF_TABLE
from conflict_claims_schemas.fields import NOTE, REGISTRIES
from conflict_claims_schemas.vocabulary import PUBLISHABLE

TOLD = 10
"""So many places are named."""

KEPT = frozenset({"url", "facts_from", "text_sha256"})
"""Columns that say where a withheld text is found; an address may well repeat its headline."""


def withheld_texts(marked: Marked) -> Iterator[tuple[str, str]]:
    """Id and text of every article whose licence keeps its text from publication."""
    gold = marked.bundles[GOLD].select(["id", "license", "text"])
    chosen = gold.filter(pc.invert(pc.is_in(gold["license"], pa.array(sorted(PUBLISHABLE)))))
    for batch in chosen.to_batches():
        yield from zip(batch["id"].to_pylist(), batch["text"].to_pylist(), strict=True)


def hold_words(told: Mapping[str, str], parts: Sequence[Part], marked: Marked) -> None:
    """See that words of a withheld text stand in no page and in no column that bears words of others.

    The texts of articles that may be published are not looked at: their licence lets them be read.

    Args:
        told: pages by file name.
        parts: the Parquet files of the candidate.
        marked: the corpus.

    Raises:
        Refused: eight words in a row stand in a page, a registry or a note; up to TOLD places are named.
    """
    if next(withheld_texts(marked), None) is None:
        return
    texts = [*told.items(), *(text for part in parts for text in _texts(part))]
    _refuse(
        f"{place}: holds eight words in a row of {article_id}, whose text may not be published: reword it"
        for place, article_id in leaks(texts, withheld_texts(marked))
    )


def hold_notes(parts: Sequence[Part], marked: Marked) -> None:
    """See that every note on a withheld text is in the tables, with pointers where it quotes.

    A note that is too near to the text is null in the public edition, and no copy of the article would bring it back.

    Args:
        parts: the Parquet files of the candidate.
        marked: the corpus.

    Raises:
        Refused: a note is not there; up to TOLD are named.
    """
    articles = pa.array([article_id for article_id, _ in withheld_texts(marked)], pa.string())
    if not len(articles):
        return
    shown = {key for part in parts for key in _noted(part, articles)}
    passes = {"": marked.bundles[GOLD]} | {
        f"{name}:": marked.bundles[name] for name in published_passes(marked.bundles)
    }
    given = (key for owner, bundle in passes.items() for key in _given(bundle, articles, owner))
    lost = (key for key in given if key not in shown)
    _refuse(
        f"{key}, note: expected words of the article as the text has them, found {RECOGNISED} in a row in another "
        "spelling: the note would be withheld, and `release restore` could not bring it back: reword it"
        for key in lost
    )


def _refuse(faults: Iterable[str]) -> None:
    if told := list(islice(faults, TOLD)):
        raise Refused("\n".join(told))


def _noted(part: Part, articles: pa.Array) -> list[str]:
    """The rows of a file on some articles that have a note."""
    if not any(column.name == NOTE.name for column in CONFIGURATION_COLUMNS[part.configuration]):
        return []
    (key,) = ROW_KEYS[part.configuration]
    rows = read_frame(part, [key, "article_id", NOTE.name]).drop_nulls(NOTE.name)
    return rows.filter(pl.col("article_id").is_in(articles.to_pylist()))[key].to_list()


def _given(bundle: pa.Table, articles: pa.Array, owner: str) -> Iterator[str]:
    """The ids, as in the tables, of the records on some articles that have a note."""
    rows = pl.from_arrow(bundle.filter(pc.is_in(bundle["id"], articles)).select(["id", *LAYER_OF_TABLE]))
    assert isinstance(rows, pl.DataFrame)
    for table in LAYER_OF_TABLE:
        records = rows.select(pl.col("id").alias("article"), table).explode(table)
        key = pl.format("{}{}.{}", pl.lit(owner), "article", pl.col(table).struct.field("id"))
        yield from records.filter(pl.col(table).struct.field(NOTE.name).is_not_null()).select(key).to_series()


def without_words(changes: pl.DataFrame, marked: Marked) -> pl.DataFrame:
    """A diff without the values of the last release that hold words of a text that is withheld now.

    What would be published is refused by `hold_words`; what was published cannot be reworded, only left out.

    Args:
        changes: the rows of `differences`.
        marked: the corpus.
    """
    if next(withheld_texts(marked), None) is None:
        return changes
    before = changes.select(pl.col("fields").explode().struct.field("before"))["before"].drop_nulls()
    values = before.filter(before.str.len_chars() >= RUN).unique().to_list()
    if not (quoting := {value for value, _ in leaks([(value, value) for value in values], withheld_texts(marked))}):
        return changes
    value = pl.element().struct.field("before")
    shown = pl.when(~value.is_in(list(quoting))).then(value).alias("before")
    return changes.with_columns(pl.col("fields").list.eval(pl.element().struct.with_fields(shown)))


def _texts(part: Part) -> Iterator[tuple[str, str]]:
    """The words of a file that are not those of its own article, with the row and the column where they stand first."""
    if not (names := _worded(part.configuration)):
        return
    keys = ROW_KEYS[part.configuration]
    rows = read_frame(part, list(dict.fromkeys((*keys, *names))))
    key = pl.concat_str(keys, separator="/").alias("key")
    for name in names:
        value = rows.select(key, pl.col(name).alias("value"))
        if isinstance(rows.schema[name], pl.List):
            value = value.explode("value")
        found = value.drop_nulls().filter(pl.col("value").str.len_chars() >= RUN)
        for row, text in found.unique("value", keep="first", maintain_order=True).iter_rows():
            yield f"{part.configuration}, column {name}, {row}", text


def _worded(configuration: str) -> list[str]:
    """The columns in which people write words of their own: all of a registry, notes, what is said of an article."""
    columns = (column for column in CONFIGURATION_COLUMNS[configuration] if column.kind in ("string", "strings"))
    if configuration in REGISTRIES:
        return [column.name for column in columns]
    keys = ROW_KEYS[configuration]
    return [
        column.name
        for column in columns
        if column.name == NOTE.name
        or not (column.textual or column.derived or column.labels or column.refers or column.name in {*KEPT, *keys})
    ]
