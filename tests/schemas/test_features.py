"""The features of the configurations: they are the Arrow schemas, and the codes of tags never change."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from conflict_claims_schemas.columns import LAYER_OF_TABLE, TABLES, TAGGED
from conflict_claims_schemas.configurations import CONFIGURATIONS, LAYER_COLUMNS, arrow_schema, tag_names
from conflict_claims_schemas.features import features

CODES = Path(__file__).parent / "tag_codes.json"
SCHEMAS = Path(__file__).parents[2] / "schemas"


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_features_and_arrow_schema_agree(name: str) -> None:
    assert features(name).arrow_schema.remove_metadata() == arrow_schema(name)


def test_there_is_a_configuration_for_every_table_and_for_tokens_tolls_and_passes() -> None:
    assert (*TABLES, "tokens", "tolls", "passes") == CONFIGURATIONS
    assert CONFIGURATIONS[0] == "articles"


def test_an_article_holds_the_records_of_its_layers() -> None:
    schema = arrow_schema("articles")
    for table, columns in LAYER_COLUMNS.items():
        value = schema.field(table).type.value_type
        assert tuple(field.name for field in value) == columns
        assert not {"article_id", "sentence", "published", "outlet"} & set(columns)
    assert schema.names[: len(TABLES["articles"])] == [column.name for column in TABLES["articles"]]


def test_labels_are_strings_outside_tokens() -> None:
    for name in CONFIGURATIONS:
        if name != "tokens":
            assert "ClassLabel" not in repr(features(name))


def test_the_codes_of_tags_are_fixed_and_new_ones_come_last() -> None:
    fixed: dict[str, list[str]] = json.loads(CODES.read_text())
    now = {LAYER_OF_TABLE[table]: list(tag_names(LAYER_OF_TABLE[table])) for table in TAGGED}
    for layer, names in fixed.items():
        assert now[layer][: len(names)] == names, f"a tag of {layer} changed its code; labels are append-only"
    assert now == fixed, f"new tags: add them at the end of each list in {CODES.name}, and change no line"


def test_an_article_makes_a_data_set_and_comes_back() -> None:
    from datasets import Dataset

    row = dict.fromkeys(arrow_schema("articles").names) | {
        "article_id": "valdria-0001",
        "casualties": [dict.fromkeys(LAYER_COLUMNS["casualties"]) | {"min": 12}],
        "actors": [],
    }
    data = Dataset.from_list([row], features=features("articles"))
    assert data[0]["casualties"][0]["min"] == 12
    assert data[0]["actors"] == []
    assert data[0]["stances"] is None
    assert data.data.schema.remove_metadata().equals(arrow_schema("articles"))


def test_the_arrow_schemas_load_without_datasets() -> None:
    code = (
        "import sys; from conflict_claims_schemas.features import arrow_schema; arrow_schema('articles');"
        "print('datasets' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=SCHEMAS, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_dates_and_numbers_keep_their_types() -> None:
    schema = arrow_schema("casualties")
    assert schema.field("as_of").type == pa.date32()
    assert schema.field("min").type == pa.int64()
    assert schema.field("start").type == pa.int32()
