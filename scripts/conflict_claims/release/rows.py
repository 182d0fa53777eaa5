"""The rows of a release as they are compared: which columns tell rows apart, which are source and which derived."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from conflict_claims.release.refusal import Refused
from conflict_claims_schemas.columns import CONFIGURATION_COLUMNS, KEYS
from conflict_claims_schemas.fields import Field

_OTHER_KEYS: dict[str, tuple[str, ...]] = {
    "tokens": ("article_id",),
    "tolls": ("incident_id", "outcome", "victims", "rule"),
    "passes": ("span_id",),
}
ROW_KEYS: dict[str, tuple[str, ...]] = {table: (key,) for table, key in KEYS.items()} | _OTHER_KEYS
"""The columns that tell the rows of each configuration apart, over all its splits."""


@dataclass(frozen=True, slots=True)
class Part:
    """One Parquet file: the rows of one configuration in one split."""

    configuration: str
    split: str
    path: Path


def read_part(part: Part, columns: Sequence[str] | None = None) -> pa.Table:
    """The rows of a file; None: with all columns.

    Raises:
        Refused: they cannot be read, or a column is not there.
    """
    with _told(part), pq.ParquetFile(part.path) as file:
        table = _valid(file.read(columns=None if columns is None else list(columns)))
    if missing := [name for name in columns or () if name not in table.column_names]:
        raise Refused(f"{part.configuration}/{part.path.name}: expected the columns {', '.join(missing)}, found none")
    return table


def read_frame(part: Part, columns: Sequence[str] | None = None) -> pl.DataFrame:
    """The rows of a file for polars; None: with all columns.

    Raises:
        Refused: as for `read_part`.
    """
    rows = pl.from_arrow(read_part(part, columns))
    assert isinstance(rows, pl.DataFrame)
    return rows


@contextmanager
def _told(part: Part) -> Iterator[None]:
    """Names the file whose rows cannot be read: its hash may agree, and its pages be broken all the same."""
    try:
        yield
    except (pl.exceptions.PolarsError, pa.ArrowException, OSError) as error:
        found = str(error).split("\n", 1)[0][:200]
        raise Refused(
            f"{part.configuration}/{part.path.name}: expected Parquet with rows that can be read, found: {found}; "
            "download the release again"
        ) from None


def _valid(table: pa.Table) -> pa.Table:
    # The reader of Parquet does not look whether strings are UTF-8, and polars takes them for it.
    table.validate(full=True)
    return table


def is_computed(configuration: str) -> bool:
    """Whether the whole configuration is derived: nothing in it was annotated or given."""
    keys = ROW_KEYS[configuration]
    return all(column.derived for column in CONFIGURATION_COLUMNS[configuration] if column.name not in keys)


def compared(configuration: str, names: Iterable[str]) -> list[Field]:
    """The columns of `names` that decide whether a row of `configuration` changed: all but the keys.

    The lists of structs in `articles` repeat the rows of other configurations, which are compared there.
    """
    chosen = set(names) - set(ROW_KEYS[configuration])
    return [column for column in CONFIGURATION_COLUMNS[configuration] if column.name in chosen]


def hashed_rows(parts: Sequence[Part], columns: Sequence[Field]) -> pl.DataFrame:
    """One row a row of `parts`: `id`, `article_id`, `split`, and the hashes of its `source` and `derived` columns.

    Raises:
        Refused: the rows of a file cannot be read.
    """
    source = _hash(column.name for column in columns if not column.derived)
    derived = _hash(column.name for column in columns if column.derived)
    hashes = [source.alias("source"), derived.alias("derived")]
    frames = [rows.select("id", "article_id", "split", *hashes) for rows in _groups(parts, columns)]
    return pl.concat([pl.DataFrame(schema=_HASHED), *frames])


_HASHED = {"id": pl.String, "article_id": pl.String, "split": pl.String, "source": pl.UInt64, "derived": pl.UInt64}


def _hash(names: Iterable[str]) -> pl.Expr:
    chosen = list(names)
    return pl.struct(f"value_{name}" for name in chosen).hash() if chosen else pl.lit(0, pl.UInt64)


def chosen_rows(parts: Sequence[Part], columns: Sequence[Field], ids: pl.Series) -> pl.DataFrame:
    """The rows of `ids`, with `id` and the values of `columns` as `value_<name>`.

    Raises:
        Refused: the rows of a file cannot be read.
    """
    names = [f"value_{column.name}" for column in columns]
    wanted = ids.implode()
    found = [rows.select("id", *names).filter(pl.col("id").is_in(wanted)) for rows in _groups(parts, columns)]
    return pl.concat(found)


def _groups(parts: Sequence[Part], columns: Sequence[Field]) -> Iterator[pl.DataFrame]:
    """The rows of `parts` a row group at a time: the tokens of a large corpus do not fit into memory twice."""
    for part in parts:
        keys = ROW_KEYS[part.configuration]
        owner = ["article_id"] if _has_article(part.configuration) else []
        wanted = list(dict.fromkeys((*keys, *owner, *(column.name for column in columns))))
        for rows in _read_groups(part, wanted):
            yield rows.select(
                pl.concat_str(keys, separator="/").alias("id"),
                (pl.col("article_id") if owner else pl.lit(None, pl.String)).alias("article_id"),
                pl.lit(part.split).alias("split"),
                *(pl.col(column.name).alias(f"value_{column.name}") for column in columns),
            )


def _read_groups(part: Part, columns: list[str]) -> Iterator[pl.DataFrame]:
    with _told(part), pq.ParquetFile(part.path) as file:
        for number in range(file.num_row_groups):
            rows = pl.from_arrow(_valid(file.read_row_group(number, columns=columns)))
            assert isinstance(rows, pl.DataFrame)
            yield rows


def _has_article(configuration: str) -> bool:
    return any(column.name == "article_id" for column in CONFIGURATION_COLUMNS[configuration])
