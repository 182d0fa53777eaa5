"""What follows from an article and its gold alone, made some articles at a time and on all cores."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import polars as pl
import pyarrow as pa

from conflict_claims.build.claims import USED
from conflict_claims.build.configurations import article_tables, by_split
from conflict_claims.check.pool import cores, in_order
from conflict_claims.tables.flat import NAMING, flat

ARTICLES = 500
"""Articles whose rows are made at a time: the tokens of a large corpus do not fit into memory at once."""

MANY = 8 * ARTICLES
"""From so many articles on, other processes make the rows: starting one takes a second."""

TOLD: dict[str, tuple[str, ...]] = {"articles": ("article_id", "split"), **USED}
"""What tolls need of the tables, over all articles."""


@dataclass(frozen=True, slots=True)
class ArticlePart:
    """Some articles in an edition.

    `tables` are configurations with their rows in one split, `splits` those of the articles; `dropped` counts the
    overlapping spans that `tokens` left out, by layer; `told` are the frames of TOLD; `withheld` are the rows of those
    articles whose text may not be published.
    """

    tables: list[tuple[str, str, pa.Table]]
    splits: dict[str, str]
    dropped: dict[str, int]
    told: dict[str, pl.DataFrame]
    withheld: pl.DataFrame


def article_parts(bundle: pa.Table, registries: Mapping[str, pl.DataFrame], edition: str) -> Iterator[ArticlePart]:
    """The articles of `bundle`, rows of the schema BUNDLE, in `edition`; one part where there are none."""
    step = partial(_part, registries={name: registries[name] for name in NAMING}, edition=edition)
    if len(bundle) >= MANY and cores() > 1:
        yield from in_order(partial(_unpacked, step), map(_packed, parts_of(bundle)), cores())
    else:
        yield from map(step, parts_of(bundle))


def parts_of(bundle: pa.Table) -> Iterator[pa.Table]:
    """The rows of `bundle`, ARTICLES at a time; one part where there are none."""
    for start in range(0, max(len(bundle), 1), ARTICLES):
        yield bundle.slice(start, ARTICLES)


def _packed(table: pa.Table) -> pa.Buffer:
    """A table for another process: pickle would send all that it is a slice of."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return sink.getvalue()


def _unpacked(step: Callable[[pa.Table], ArticlePart], packed: pa.Buffer) -> ArticlePart:
    return step(pa.ipc.open_stream(packed).read_all())


def _part(bundle: pa.Table, registries: Mapping[str, pl.DataFrame], edition: str) -> ArticlePart:
    frames = flat(bundle, registries)
    made, dropped = article_tables(frames, edition)
    articles = frames["articles"]
    splits = dict(articles.select("article_id", "split").iter_rows())
    told = {name: frames[name].select(columns) for name, columns in TOLD.items()}
    return ArticlePart(list(by_split(made, splits)), splits, dropped, told, articles.filter(~pl.col("publishable")))
