"""The JSON Schema of annotation lines: what an editor underlines."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from conflict_claims_schemas.fields import HEADER, RECORDS
from conflict_claims_schemas.jsonschema import line_schema

HEAD: dict[str, Any] = {
    "article": "valdria-0001", "text_sha256": "0" * 64, "guidelines": "g1.0", "annotator": "gold",
    "layers": ["actor", "link"], "next": {"a": 2, "k": 1},
}  # fmt: skip
ACTOR: dict[str, Any] = {
    "id": "a1", "layer": "actor", "start": 4, "end": 8, "text": "army", "type": "state_military",
    "mention": "nominal",
}  # fmt: skip
CASUALTY: dict[str, Any] = {
    "id": "c1", "layer": "casualty", "start": 9, "end": 20, "text": "at least 12", "outcome": "killed",
    "modality": "at_least", "min": 12, "subset": ["women"], "source": ["a1", "a2"], "as_of": "2031-03-04",
}  # fmt: skip
STANCE: dict[str, Any] = {
    "id": "s1", "layer": "stance", "start": 30, "end": 39, "text": "condemned", "act": "condemn",
    "holder": ["unnamed"], "target": ["t1"], "speech": "narrated",
}  # fmt: skip
TOPIC: dict[str, Any] = {
    "id": "t1",
    "layer": "topic",
    "start": 40,
    "end": 45,
    "text": "talks",
    "topic": "talks",
}
LINK: dict[str, Any] = {"id": "k1", "layer": "link", "type": "updates", "from": "c2", "to": "c1"}


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    return Draft202012Validator(line_schema())


def test_the_schema_is_one_by_its_own_draft() -> None:
    Draft202012Validator.check_schema(line_schema())


GOOD = [HEAD, ACTOR, CASUALTY, STANCE, TOPIC, LINK]


@pytest.mark.parametrize("line", GOOD, ids=lambda line: line.get("layer", "head"))
def test_a_good_line_passes(validator: Draft202012Validator, line: dict[str, Any]) -> None:
    assert validator.is_valid(line)
    assert validator.is_valid(line | {"note": "unsure"}) == ("layer" in line)


@pytest.mark.parametrize("line", [
    HEAD | {"text_sha256": "abc"}, HEAD | {"next": {"b": 1}}, HEAD | {"layers": ["person"]},
    HEAD | {"more": 1},
    {key: value for key, value in HEAD.items() if key != "next"}, {}, [], "a1", ACTOR | {"layer": "person"},
    ACTOR | {"id": "c1"}, ACTOR | {"id": "a0"}, ACTOR | {"type": "army"}, ACTOR | {"start": -1},
    ACTOR | {"start": "4"}, ACTOR | {"text": ""}, ACTOR | {"min": 3}, CASUALTY | {"source": []},
    CASUALTY | {"source": ["a1", "author"]}, CASUALTY | {"source": "a1"}, CASUALTY | {"source": ["c2"]},
    CASUALTY | {"subset": ["dogs"]}, CASUALTY | {"as_of": "4 March"}, CASUALTY | {"min": 1.5},
    STANCE | {"holder": ["t1"]}, {key: value for key, value in STANCE.items() if key != "holder"},
    LINK | {"from": ["c2"]}, LINK | {"to": "a1"}, LINK | {"start": 3},
])  # fmt: skip
def test_a_bad_line_does_not_pass(validator: Draft202012Validator, line: Any) -> None:
    assert not validator.is_valid(line)


def test_every_field_is_described() -> None:
    definitions = line_schema()["$defs"]
    for owner, fields in {"header": HEADER, **RECORDS}.items():
        properties = definitions[owner]["properties"]
        assert set(properties) == {field.name for field in fields} | ({"next"} if owner == "header" else set())
        assert all(
            properties[field.name].get("description") == field.meaning for field in fields if field.name != "layer"
        )
