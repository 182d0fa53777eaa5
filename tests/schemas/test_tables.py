"""The Pandera tables take valid rows, name the rule that a bad row breaks, and report in bounded space."""

from __future__ import annotations

import pandera.polars as pa
import polars as pl
import pyarrow as arrow
import pytest
from pandera.errors import SchemaErrors

from conflict_claims_schemas.arrow import table_schema
from conflict_claims_schemas.columns import KEYS, TABLES
from conflict_claims_schemas.conditions import LEVELS, of
from conflict_claims_schemas.rules import RULES
from conflict_claims_schemas.tables import MAX_FAILURES, PANDERA_TABLES, pandera_table
from tests.schemas.frames import frame, published

EVERY = pytest.mark.parametrize("table", TABLES)


def failed(schema: pa.DataFrameSchema, data: pl.DataFrame) -> pl.DataFrame:
    with pytest.raises(SchemaErrors) as raised:
        schema.validate(data, lazy=True)
    cases = raised.value.failure_cases
    assert isinstance(cases, pl.DataFrame)
    return cases


@EVERY
def test_a_valid_row_passes_with_and_without_helper_columns(table: str) -> None:
    assert pandera_table(table).validate(frame(table), lazy=True).height == 1
    assert PANDERA_TABLES[table].validate(published(table), lazy=True).height == 1


@EVERY
def test_columns_have_the_types_of_the_arrow_schema(table: str) -> None:
    read = pl.from_arrow(arrow.Table.from_batches([], schema=table_schema(table)))
    assert isinstance(read, pl.DataFrame)
    assert dict(PANDERA_TABLES[table].dtypes).keys() == read.schema.keys()
    assert PANDERA_TABLES[table].validate(read, lazy=True).is_empty()


@EVERY
def test_every_rule_of_the_conditions_is_a_check_by_its_id(table: str) -> None:
    checks = pandera_table(table).columns[KEYS[table]].checks
    assert [check.name for check in checks] == sorted({found.rule for found in of(table)})


@pytest.mark.parametrize("level", LEVELS)
def test_a_level_has_the_rules_of_that_level(level: str) -> None:
    names = [check.name for check in pandera_table("casualties", (level,)).columns["span_id"].checks]
    assert {RULES[str(name)].level for name in names} <= {level}


def test_a_failure_names_the_rule_and_the_row() -> None:
    second = {"min": 21, "local_id": "c2", "span_id": "x.c2", "start": 30, "end": 41}
    cases = failed(pandera_table("casualties"), frame("casualties", {}, second))
    assert cases.select("check", "failure_case", "index").rows() == [("CAS003", "x.c2", 1)]


@EVERY
def test_the_published_tables_hold_no_rule_that_may_be_excused(table: str) -> None:
    for check in PANDERA_TABLES[table].columns[KEYS[table]].checks:
        rule = RULES[str(check.name)]
        assert rule.severity == "error"
        assert not rule.waivable


@EVERY
def test_a_published_table_has_every_column_and_no_other(table: str) -> None:
    data = published(table)
    extra = failed(PANDERA_TABLES[table], data.with_columns(pl.lit(1).alias("more")))
    assert extra["failure_case"].to_list() == ["more"]
    lacking = failed(PANDERA_TABLES[table], data.drop(data.columns[-1]))
    assert data.columns[-1] in lacking["failure_case"].to_list()


def test_a_column_of_another_type_is_told() -> None:
    cases = failed(PANDERA_TABLES["actors"], published("actors").with_columns(pl.col("start").cast(pl.String)))
    assert "start" in cases["column"].to_list()


def test_the_report_stays_small_when_every_row_is_wrong() -> None:
    row = frame("actors", {"mention": "odd", "type": "odd", "text": " odd "})
    cases = failed(pandera_table("actors"), pl.concat([row] * 5000))
    assert cases.height <= MAX_FAILURES * len(pandera_table("actors").columns["span_id"].checks)
    assert cases.group_by("check").len()["len"].max() == MAX_FAILURES
