"""JSON and YAML are taken strictly."""

import pytest

from conflict_claims.files import strict_json, strict_yaml


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"a":1,"a":2}', 'the key "a" twice'),
        ('{"a":{"b":1,"b":1}}', 'the key "b" twice'),
        ('{"a": NaN}', "NaN, which is no JSON"),
        ('{"a": "\\ud83d"}', "an unpaired surrogate"),
        ("[" * 10_000, "brackets nested more than 32 deep"),
        ('{"a":1} {"a":2}', "Extra data"),
        ("9" * 5000, "a number that is too long"),
    ],
)
def test_json_that_is_not_strict_is_refused_with_what_was_found(text: str, found: str) -> None:
    with pytest.raises(strict_json.BadJson) as caught:
        strict_json.parse(text)
    assert caught.value.found == found


def test_json_in_any_spacing_gives_the_same_value() -> None:
    assert strict_json.parse('{"a":[1,{"b":"é🙂"}]}') == strict_json.parse(' { "a" : [1, {"b": "\\u00e9🙂"} ] } ')


def test_brackets_inside_strings_do_not_count_as_nesting() -> None:
    assert strict_json.parse('{"a": "' + "[" * 100 + '\\""}') == {"a": "[" * 100 + '"'}


def test_members_stay_to_the_letter() -> None:
    text = ' {"a" : 1e999 ,"b\\u00e9":[1.0, {"c":"}, "}],"d":\t18446744073709551616, "": null } '
    assert strict_json.members(text) == {
        "a": "1e999", "bé": '[1.0, {"c":"}, "}]', "d": "18446744073709551616", "": "null"
    }  # fmt: skip
    assert strict_json.members("{}") == strict_json.members(" { } ") == {}
    assert strict_json.members('{"a":' + "[" * 200 + "]" * 200 + "}") == {"a": "[" * 200 + "]" * 200}


@pytest.mark.parametrize(
    ("text", "found", "line"),
    [
        ("a: 1\nb: &x 2", "an anchor or alias (& or *)", 2),
        ("a: *x", "an anchor or alias (& or *)", 1),
        ("a: !!python/object:os.system x", "the tag tag:yaml.org,2002:python/object:os.system", 1),
        ("a: 1\nb: 2\na: 3", "the key 'a' twice", 3),
        ("a: 1\n---\nb: 2", "a second document", 2),
        ("a: " + "[" * 50, "nesting more than 16 deep", 1),
        ("a: b: c", "mapping values are not allowed in this context", 1),
    ],
)
def test_yaml_that_is_not_plain_is_refused_with_its_line(text: str, found: str, line: int) -> None:
    with pytest.raises(strict_yaml.BadYaml) as caught:
        strict_yaml.parse(text)
    assert (caught.value.found, caught.value.line) == (found, line)


def test_yaml_scalars_stay_the_strings_that_they_are() -> None:
    node = strict_yaml.parse("country: NO\nflag: on\nday: 2024-08-28\nnumber: 012\nnothing: ~\nempty: ''\n")
    expected = {"country": "NO", "flag": "on", "day": "2024-08-28", "number": "012", "nothing": None, "empty": ""}
    assert node.plain() == expected
