"""What breaks a labelling page without a word from Label Studio is told, in the order of the page, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conflict_claims.articles import Article
from conflict_claims.label_studio.adjudication import DIFFERENCES, adjudication_page
from conflict_claims.label_studio.tasks import task
from conflict_claims_schemas.labelling import labelling_page, page_faults
from conflict_claims_schemas.labelling.controls import CONTROLS, TASK_FIELDS
from conflict_claims_schemas.labelling.hotkeys import TAKEN, chord, hotkeys
from tests.corpora import TEXT, front_matter

PAGE = labelling_page()
FOR_CASUALTY = 'perRegion="true" visibleWhen="region-selected" whenTagName="casualty"'
MAX = f'<Number name="casualty_max" toName="text" {FOR_CASUALTY}'
VIEW = '<View visibleWhen="region-selected" whenTagName="casualty">'
GUIDE = '<View visibleWhen="no-region-selected">'
KILLED = '<Choice value="killed"'
PASS = '<TextArea name="pass"'


def changed(*pairs: tuple[str, str]) -> str:
    page = PAGE
    for right, wrong in pairs:
        assert page.count(right) == 1, right
        page = page.replace(right, wrong)
    return page


def without(condition: str) -> tuple[str, str]:
    return MAX, MAX.replace(condition, "")


def test_a_choice_is_what_its_results_say() -> None:
    assert page_faults(changed((KILLED, '<Choice value="getötet" alias="killed"'))) == []
    in_view = changed((KILLED, f'<View>{KILLED[:-1]}" alias="killed" /></View><Choice value="killed" alias="x"'))
    assert page_faults(in_view) == ["<Choices casualty_outcome> has 'x', which the vocabulary lacks"]
    assert page_faults(changed((KILLED, f'{KILLED} alias="dead"'))) == [
        "<Choices casualty_outcome> has 'dead', which the vocabulary lacks",
        "the control 'casualty_outcome' lacks 'killed'",
    ]
    assert "the control 'casualty_outcome' lacks 'killed'" in page_faults(changed((KILLED, f'{KILLED} alias=""')))


def test_a_label_in_no_control_is_told() -> None:
    assert page_faults(changed(("<Relations>", '<Label value="actor" /><Relations>'))) == [
        "<Label actor> stands in no control"
    ]


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("", []),
        (FOR_CASUALTY, ["has no perRegion"]),
        ('perRegion="true" ', ["has no perRegion"]),
        (' visibleWhen="region-selected" whenTagName="casualty"', []),
    ],
)
def test_a_field_in_the_view_of_its_layer_needs_no_condition_of_its_own(condition: str, told: list[str]) -> None:
    faults = page_faults(changed(without(condition)))
    assert [fault.split(",")[0] for fault in faults] == [f"<Number casualty_max> {one}" for one in told]


CONDITIONS = {
    'perRegion="false" visibleWhen="region-selected" whenTagName="casualty"': "has perRegion 'false', and what it says",
    'perRegion="True" visibleWhen="region-selected" whenTagName="casualty"': "has perRegion 'True', and what it says",
    'perRegion="true" visibleWhen="region-selected" whenTagName=""': "has whenTagName '', and no control of spans has",
    'perRegion="true" visibleWhen="region-selected" whenTagName="text"': "has whenTagName 'text', and no control of",
    'perRegion="true" visibleWhen="region-selected" whenTagName="casualty,actor"': "has whenTagName 'casualty,actor'",
    'perRegion="true" visibleWhen="region-selected" whenTagName="stance"': "is not shown for casualty, which it",
    'perRegion="true" visibleWhen="no-region-selected"': "is not shown for casualty, which it belongs to",
    'perRegion="true" visibleWhen="region-selectd"': "Label Studio does not know (did you mean 'region-selected'?)",
    'perRegion="true" visibleWhen=""': "has visibleWhen '', which Label Studio does not know",
    'perRegion="true" whenLabelValue="dead"': "has whenLabelValue 'dead', and nothing there has that value",
    'perRegion="true" whenLabelValue="casualty,actor"': "has whenLabelValue 'casualty,actor', and nothing there has",
    'perRegion="true" visibleWhen="choice-selected" whenTagName="casualty"': "and no control of choices has that name",
    'perRegion="true" visibleWhen="choice-selected" whenTagName="casualty_outcome" whenChoiceValue="killed,dead"': (
        "has whenChoiceValue 'dead', and nothing there has that value"
    ),
}


@pytest.mark.parametrize(("condition", "told"), CONDITIONS.items())
def test_a_condition_that_breaks_a_field_is_told(condition: str, told: str) -> None:
    faults = page_faults(changed((MAX, MAX.replace(FOR_CASUALTY, condition))))
    assert faults
    assert all(fault.startswith("<Number casualty_max> ") for fault in faults)
    assert any(told in fault for fault in faults), faults


@pytest.mark.parametrize("view", ["<View>", VIEW.replace('"casualty"', '"stance"'), GUIDE])
def test_the_views_around_a_field_are_looked_at(view: str) -> None:
    assert page_faults(changed((VIEW, view))) == [
        f"<{one.tag} {one.name}> is not shown for casualty, which it belongs to"
        for one in CONTROLS.values()
        if one.layer == "casualty" and view != "<View>"
    ]
    (told,) = page_faults(changed((VIEW, "<View>"), without(' visibleWhen="region-selected" whenTagName="casualty"')))
    assert told.startswith("<Number casualty_max> is shown for actor, stance, topic too: visibleWhen=")


@pytest.mark.parametrize(
    "condition",
    [
        'perRegion="true" whenLabelValue="casualty"',
        'perRegion="true" visibleWhen="region-selected" whenLabelValue="casualty"',
        'perRegion="true" visibleWhen="choice-selected" whenTagName="casualty_realis" whenChoiceValue="actual"',
        'perRegion="true" visibleWhen="choice-unselected" whenTagName="casualty_scope"',
    ],
)
@pytest.mark.parametrize("view", [VIEW, '<View visibleWhen="region-selected" whenLabelValue="casualty,stance">'])
def test_a_narrower_condition_is_let_pass(condition: str, view: str) -> None:
    page = changed((VIEW, view), (MAX, MAX.replace(FOR_CASUALTY, condition)))
    has_two_layers = "stance" in view and "choice" in condition
    assert [fault.split(":")[0] for fault in page_faults(page)] == [
        "<Number casualty_max> is shown for stance too"
    ] * has_two_layers


def test_the_hidden_field_is_about_the_whole_text() -> None:
    (told,) = page_faults(changed((PASS, f'{PASS} perRegion="true"')))
    assert told.startswith("<TextArea pass> has perRegion")


def test_controls_belong_to_the_article() -> None:
    right, field = '<Text name="text" value="$text"', 'name="casualty_max" toName="text"'
    for wrong in ("$txt", "$title", "text", ""):
        (told,) = page_faults(changed((right, f'<Text name="text" value="{wrong}"')))
        assert told == f"<Text text> has value '{wrong}', and a task has the article in '$text'"
    title = '<Text name="head" value="$title" /><Text name="text" value="$text"'
    assert page_faults(changed((right, title))) == []
    assert page_faults(changed((right, title), (field, 'name="casualty_max" toName="head"'))) == [
        "<Number casualty_max> has toName 'head', and the article is <Text text>"
    ]
    assert page_faults(changed((field, 'name="casualty_max"'))) == [
        "<Number casualty_max> has toName None, and no <Text> has that name"
    ]


def test_a_page_shows_only_what_tasks_carry() -> None:
    made = task(Article(front_matter("harl-0001", TEXT), TEXT), [])
    assert {*made["data"], DIFFERENCES} == {*TASK_FIELDS}
    assert page_faults(changed(("<Relations>", '<Header value="$title" /><Header value="$5 each" /><Relations>'))) == []
    assert page_faults(changed(("<Relations>", '<Header value="$titel" /><Relations>'))) == [
        "<Header $titel> has value '$titel', and a task has no such field (did you mean 'title'?)"
    ]
    assert page_faults(adjudication_page()) == []


@pytest.mark.parametrize(
    "key", ["ctrl+enter", "Alt+R", "option+r", "Backspace", "del", "esc", "shift+ctrl+Z", "control+z", "U", "f7,enter"]
)
def test_a_key_of_label_studios_own_is_told(key: str) -> None:
    (told,) = page_faults(changed((f'{KILLED} hotkey="k"', f'{KILLED} hotkey="{key}"')))
    assert told == f"the hotkey {chord(key.split(',')[-1])!r} of <Choice killed> is one of Label Studio's own"


def test_keys_clash_however_they_are_written() -> None:
    page = changed(
        (f'{KILLED} hotkey="k"', f'{KILLED} hotkey="alt+shift+k"'), (f"{MAX} ", f'{MAX} hotkey="Shift+Option+K" ')
    )
    assert page_faults(page) == ["the hotkey 'alt+shift+k' is given 2 times: <Choice killed>, <Number casualty_max>"]
    assert TAKEN.isdisjoint(map(chord, hotkeys().values()))


def test_comments_and_character_data_are_part_of_a_page() -> None:
    style = PAGE[PAGE.index("<Style>") + 7 : PAGE.index("</Style>")]
    page = changed((style, f"<![CDATA[{style}]]>"), ("<Relations>", "<!-- <!DOCTYPE none> --><Relations><!-- <a> -->"))
    assert page_faults(f'<?xml version="1.0"?>\n<!-- made by hand -->\n{page}') == []


@pytest.mark.parametrize("before", ["", "<!-- a -->", "<?a <!-- ?>", '<?xml version="1.0"?>'])
def test_no_entity_is_read(before: str) -> None:
    entities = "".join(f'<!ENTITY a{number + 1} "{f"&a{number};" * 10}">' for number in range(9))
    laughs = f'{before}<!DOCTYPE View [<!ENTITY a0 "ha">{entities}]><View>&a9;<!-- --></View>'
    (told,) = page_faults(laughs)
    assert "document type or entities" in told


def test_faults_stand_in_the_order_of_the_page() -> None:
    wrong = changed(
        ('<Labels name="actor"', '<Labels wrong="" naem="" b="" name="actor"'),
        (KILLED, '<Choice value="dead"'),
        (MAX, MAX.replace("perRegion", "perRegoin")),
        ('<TextArea name="topic_note" toName="text"', '<TextArea name="topic_notes" toName="txt"'),
        ('<Relation value="holder" />', ""),
    )
    found = page_faults(wrong)
    assert [fault.split(" (")[0] for fault in found] == [
        "<Labels actor> has no attribute 'wrong'",
        "<Labels actor> has no attribute 'naem'",
        "<Labels actor> has no attribute 'b'",
        "<Choices casualty_outcome> has 'dead', which the vocabulary lacks",
        "the control 'casualty_outcome' lacks 'killed'",
        "<Number casualty_max> has no attribute 'perRegoin'",
        "<Number casualty_max> has no perRegion, and what it says belongs to a span: perRegion=\"true\"",
        "<TextArea topic_notes> has toName 'txt', and no <Text> has that name",
        "<TextArea topic_notes> is no control of the vocabulary",
        "the page has no control 'topic_note': what it would say cannot be marked",
        "<Relations> lacks 'holder'",
    ]  # fmt: skip
    missing = "<View><Text name='text' value='$text'/></View>"
    assert [told(missing, seed) for seed in ("1", "2")] == ["\n".join(page_faults(missing))] * 2


def told(page: str, seed: str) -> str:
    """The faults as another process finds them."""
    code = (
        "import sys; from conflict_claims_schemas.labelling import page_faults as f; print('\\n'.join(f(sys.argv[1])))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(
        [sys.executable, "-c", code, page],
        env=environment,
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
    )
    return done.stdout.rstrip("\n")
