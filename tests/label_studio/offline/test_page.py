"""The labelling page holds the whole vocabulary and nothing else, and the check finds what Label Studio does not."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from conflict_claims.cli import main
from conflict_claims_schemas.fields import ATTRIBUTES
from conflict_claims_schemas.labelling import labelling_page, page_faults
from conflict_claims_schemas.labelling.controls import CONTROLS, LINKS, RELATION_LABELS
from conflict_claims_schemas.labelling.hotkeys import hotkeys
from conflict_claims_schemas.vocabulary import ASPECT, LAYER, LINK_TYPE, SPAN_LAYERS

PAGE = labelling_page()
TREE = Xml.fromstring(PAGE)


def test_every_field_of_a_span_can_be_marked() -> None:
    for layer in SPAN_LAYERS:
        for field in ATTRIBUTES[layer]:
            is_relation = field.kind == "reference" and field.name in RELATION_LABELS
            assert f"{layer}_{field.name}" in CONTROLS or is_relation
        assert f"{layer}_note" in CONTROLS


def test_every_label_stands_on_the_page_with_a_hint() -> None:
    for control in CONTROLS.values():
        tag = next(tag for tag in TREE.iter() if tag.get("name") == control.name)
        assert [choice.get("value") for choice in tag] == list(control.options)
        if control.field.label_set:
            assert all(choice.get("hint") for choice in tag)


def test_every_link_can_be_drawn() -> None:
    assert {kind for kind, _ in LINKS.values()} == set(LINK_TYPE.names)
    assert {aspect for _, aspect in LINKS.values()} == {None, *ASPECT.names}
    assert [tag.get("value") for tag in TREE.iter("Relation")] == list(RELATION_LABELS)


def test_a_control_is_shown_for_its_layer_alone() -> None:
    for name, control in CONTROLS.items():
        tag = next(tag for tag in TREE.iter() if tag.get("name") == name)
        assert (tag.get("perRegion"), tag.get("visibleWhen")) == ("true", "region-selected")
        assert tag.get("whenTagName") == control.layer


def test_every_control_has_a_caption_before_it() -> None:
    for view in TREE.iter("View"):
        children = list(view)
        for before, tag in pairwise(children):
            if tag.get("perRegion"):
                assert before.tag == "Header"


def test_keys_are_the_vocabularys_where_they_are_free() -> None:
    keys = hotkeys()
    assert len(set(keys.values())) == len(keys)
    assert [keys[layer, layer] for layer in SPAN_LAYERS] == [label.key for label in LAYER.labels[:4]]
    assert keys["actor_type", "rebel_group"] == "r"
    assert keys["casualty_outcome", "killed"] == "k"
    required = [one for one in CONTROLS.values() if one.field.required and one.field.label_set]
    assert all((one.name, option) in keys for one in required for option in one.options)


def test_the_generated_page_has_no_fault() -> None:
    assert page_faults(PAGE) == []


FAULTS = {
    'whenTagName="casualty"': ('whenTagName="casualties"', "has whenTagName 'casualties', and no control"),
    'perRegion="true"': ('perRegoin="true"', "has no attribute 'perRegoin' (did you mean 'perRegion'?)"),
    'hotkey="k"': ('hotkey="r"', "the hotkey 'r' is given 2 times"),
    'hotkey="4"': ('hotkey="u"', "is one of Label Studio's own"),
    'value="killed"': ('value="dead"', "has 'dead', which the vocabulary lacks"),
    '<Relation value="holder"': ('<Relation value="holds"', "has 'holds', which the vocabulary lacks"),
    'name="casualty_min" toName="text"': ('name="casualty_min" toName="body"', "has toName 'body', and no <Text>"),
    'name="casualty_min"': ('name="casualty_max"', "the name 'casualty_max' is given 2 times"),
    'name="stance_act"': ('name="stance_deed"', "<Choices stance_deed> is no control of the vocabulary"),
    "<Number ": ("<Numbre ", "<Numbre> is no tag of a page for texts"),
    "</View>\\n": ("", "the page is no XML"),
    "<View ": ('<!DOCTYPE View [<!ENTITY a "b">]><View ', "document type or entities"),
}


@pytest.mark.parametrize(("right", "wrong", "told"), [(right, *rest) for right, rest in FAULTS.items()])
def test_what_is_wrong_with_a_page_is_told(right: str, wrong: str, told: str, tmp_path: Path) -> None:
    broken = PAGE.replace(right, wrong, 1) if right in PAGE else PAGE[: PAGE.rindex("</View>")]
    assert any(told in fault for fault in page_faults(broken)), page_faults(broken)
    page = tmp_path / "page.xml"
    page.write_text(broken, encoding="utf-8")
    assert main(["label-studio", "config", "--check", str(page)]) == 1


def test_a_label_that_is_gone_is_told() -> None:
    tree = Xml.fromstring(PAGE)
    for choices in tree.iter("Choices"):
        choices.remove(choices[0])
    faults = page_faults(Xml.tostring(tree, encoding="unicode"))
    assert "the control 'casualty_outcome' lacks 'killed'" in faults


def test_the_command_prints_the_page_that_it_finds_no_fault_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["label-studio", "config"]) == 0
    page = tmp_path / "page.xml"
    page.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["label-studio", "config", "--check", str(page)]) == 0
    assert capsys.readouterr().out == "0 faults\n"
    assert main(["label-studio", "config", "--check", str(tmp_path / "none.xml")]) == 2


@pytest.mark.slow
def test_the_sdk_takes_the_page() -> None:
    interface = pytest.importorskip("label_studio_sdk.label_interface")
    interface.LabelInterface(PAGE).validate()
