"""The polars types of fields; Pandera, which takes seconds to load, is not needed for them."""

from __future__ import annotations

import polars as pl

from conflict_claims_schemas.fields import Kind

DTYPES: dict[Kind, pl.DataType] = {
    "string": pl.String(),
    "int": pl.Int32(),
    "count": pl.Int64(),
    "date": pl.Date(),
    "bool": pl.Boolean(),
    "strings": pl.List(pl.String()),
    "reference": pl.List(pl.String()),
}
"""The polars types of a field's kind, as `arrow.TYPES` has them for Arrow."""
