"""Annotation files that just came in as one Arrow batch, the way that the files of a corpus go."""

from __future__ import annotations

from collections.abc import Sequence

import orjson
import pyarrow as pa

from conflict_claims.annotations import Pass
from conflict_claims.annotations.records import read_record
from conflict_claims.articles import Article
from conflict_claims.tables.bundle import bundle_row, in_columns

Row = tuple[Article, str, bytes]
"""An article, the name of an annotation file over it, and the file's content in canonical form."""


def batch(rows: Sequence[Row]) -> pa.RecordBatch:
    """The rows of the schema BUNDLE for annotation files, of which there is one at least."""
    table = in_columns([bundle_row(article, _marked(name, content)) for article, name, content in rows])
    [made] = table.combine_chunks().to_batches()
    return made


def _marked(name: str, content: bytes) -> Pass:
    """The pass in a file that we wrote ourselves, so that nothing is wrong with it."""
    header, *lines = (orjson.loads(line) for line in content.splitlines())
    records = (read_record(line, name, number)[0] for number, line in enumerate(lines, 2))
    return Pass(name, header, [record for record in records if record is not None])
