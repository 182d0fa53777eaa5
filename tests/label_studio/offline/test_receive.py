"""What does not fit is refused part by part, kept as it came, and the rest comes in."""

from __future__ import annotations

import copy
from typing import Any

import orjson
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from conflict_claims.annotations import Pass
from conflict_claims.articles import Article
from conflict_claims.label_studio.proposals import Proposal, entries, proposals
from conflict_claims.label_studio.receive import Received, receive
from conflict_claims.label_studio.results import Region
from conflict_claims.label_studio.tasks import task
from tests.corpora import TEXT, front_matter, header, records

ARTICLE = Article(front_matter("harl-0001", TEXT), TEXT)
MARKED = Pass("", header("harl-0001", TEXT, annotator="ann-a", next={}), [{**one} for one in records()])
NEXT = {"a": 5, "c": 4, "s": 2, "t": 2, "k": 3}


def made() -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """A task and the results of its one prediction."""
    one = copy.deepcopy(task(ARTICLE, [Pass("", {**MARKED.header, "next": NEXT}, MARKED.records)]))
    return one, one["predictions"][0]["result"]


def got(one: dict[str, Any], result: Any, known: Pass | None = None) -> Received:
    return receive({**one, "id": 3}, {"id": 8, "result": result}, ARTICLE, "ann-a", known)


def lines(back: Received) -> dict[str, dict[str, Any]]:
    assert back.content is not None
    return {line["id"]: line for line in map(orjson.loads, back.content.splitlines()[1:])}


def of(result: list[dict[str, Any]], name: str, region: str) -> dict[str, Any]:
    return next(raw for raw in result if raw.get("from_name") == name and raw["id"] == region)


def test_integer_ids_of_regions_are_ids() -> None:
    one, result = made()
    for raw in result:
        for key in ("id", "from_id", "to_id"):
            if raw.get(key, "pass") != "pass":
                raw[key] = int.from_bytes(raw[key].encode())
    back = got(one, result, MARKED)
    assert back.faults == []
    assert lines(back).keys() == {one["id"] for one in MARKED.records}


def test_a_new_region_gets_the_next_number_and_no_old_one() -> None:
    one, result = made()
    start = TEXT.index("three children") + 6
    result += [
        {"id": "nAnO1", "from_name": "actor", "type": "labels", "value": {"start": start, "end": start + 8,
         "labels": ["actor"]}},
        {"id": "nAnO1", "from_name": "actor_type", "type": "choices", "value": {"choices": ["civilians"]}},
        {"id": "nAnO1", "from_name": "actor_mention", "type": "choices", "value": {"choices": ["nominal"]}},
    ]  # fmt: skip
    deleted = [raw for raw in result if raw.get("id") != "a4" and "a4" not in (raw.get("from_id"), raw.get("to_id"))]
    back = got(one, deleted)
    assert lines(back)["a5"]["text"] == "children"
    assert back.content is not None
    assert orjson.loads(back.content.splitlines()[0])["next"]["a"] == 6


def test_what_leads_to_a_refused_region_is_refused_with_it() -> None:
    one, result = made()
    of(result, "actor", "a3")["value"]["end"] = 10**6
    back = got(one, result)
    assert [(fault.rule, fault.region) for fault in back.faults] == [
        ("LST003", "a3"), ("LST010", "s1 to a3"), ("LST009", "s1"), ("LST010", "s1 to t1"),
    ]  # fmt: skip
    assert {"a3", "s1"}.isdisjoint(lines(back))
    assert {"a1", "a2", "c1", "c2", "c3", "t1", "k1", "k2"} <= set(lines(back))
    kept = [raw for raw in result if raw.get("id") in ("a3", "s1") or raw.get("from_id") == "s1"]
    assert sorted(map(repr, back.quarantined)) == sorted(map(repr, kept))


def test_every_fault_names_task_annotation_and_a_fix() -> None:
    one, result = made()
    of(result, "casualty_min", "c1")["value"]["number"] = 14.5
    fault = got(one, result).faults[0]
    assert (fault.task, fault.annotation, fault.region, fault.article) == ("3", "8", "c1", "harl-0001")
    problem = fault.problem("export.json")
    assert problem.span == "task 3, annotation 8, region c1"
    assert (problem.expected, problem.found) == ("casualty_min: a whole number", "14.5")


@pytest.mark.parametrize("number", [14.0, 14])
def test_a_whole_number_may_have_a_point(number: float) -> None:
    one, result = made()
    of(result, "casualty_min", "c1")["value"]["number"] = number
    assert lines(got(one, result))["c1"]["min"] == 14


@pytest.mark.parametrize("number", ["14", 14.5, True, [14], 2**63, {}])
def test_what_is_no_whole_number_is_refused(number: Any) -> None:
    one, result = made()
    of(result, "casualty_min", "c1")["value"]["number"] = number
    back = got(one, result)
    assert [fault.rule for fault in back.faults] == ["LST007"]
    assert "min" not in lines(back)["c1"]


@pytest.mark.parametrize("value", [{"text": ["14"]}, {"choices": ["14"]}, {"text": "14 people", "numbr": 14}])
def test_a_number_that_stands_elsewhere_is_told(value: dict[str, Any]) -> None:
    one, result = made()
    raw = of(result, "casualty_min", "c1")
    raw["value"] = {"start": 0, "end": 5, **value}
    back = got(one, result)
    assert [(fault.rule, fault.region) for fault in back.faults] == [("LST007", "c1")]
    assert back.quarantined == [raw]


def test_a_number_that_was_taken_back_is_none() -> None:
    one, result = made()
    of(result, "casualty_min", "c1")["value"] = {"start": 0, "end": 5, "text": "14 people"}
    back = got(one, result)
    assert back.faults == []
    assert "min" not in lines(back)["c1"]


@pytest.mark.parametrize("text", [["who counted?"], "who counted?", ["who counted?", " "]])
@pytest.mark.parametrize("name", ["casualty", "casualty_max", "*"])
def test_a_note_in_label_studios_own_panel_is_a_note(text: Any, name: str) -> None:
    one, result = made()
    for raw in result:
        if raw.get("id") == "c1" and name in ("*", raw["from_name"]):
            raw["meta"] = {"text": text}
    back = got(one, result)
    assert back.faults == []
    assert lines(back)["c1"]["note"] == "who counted?"


@pytest.mark.parametrize(
    ("own", "panel", "note"),
    [
        (["seen"], ["who counted?"], "seen\nwho counted?"),
        (["seen"], ["seen"], "seen"),
        (["seen", "twice"], ["twice"], "seen\ntwice"),
        (["see"], ["seen"], "see\nseen"),
    ],
)
def test_a_note_in_the_panel_beside_another_stands_below_it(own: list[str], panel: list[str], note: str) -> None:
    one, result = made()
    of(result, "casualty", "c1")["meta"] = {"text": panel}
    noted = {"id": "c1", "from_name": "casualty_note", "type": "textarea", "value": {"text": own}}
    for results in ([noted, *result], [*result, noted]):
        back = got(one, results)
        assert back.faults == []
        assert lines(back)["c1"]["note"] == note


@pytest.mark.parametrize("meta", [None, {}, {"text": []}, {"text": [""]}, {"text": [" "]}, {"score": 3}, "x", 7])
def test_a_panel_without_a_note_says_nothing(meta: Any) -> None:
    one, result = made()
    of(result, "casualty", "c1")["meta"] = meta
    assert got(one, result).content == got(*made()).content


@pytest.mark.parametrize("text", [[7], {"a": "b"}, ["x" * 100_001]])
def test_a_note_in_the_panel_that_is_no_text_is_told_and_kept(text: Any) -> None:
    one, result = made()
    of(result, "casualty", "c1")["meta"] = {"text": text}
    back = got(one, result)
    assert [(fault.rule, fault.region) for fault in back.faults] == [("LST007", "c1")]
    assert back.quarantined == [{"id": "c1", "meta": {"text": text}}]
    assert back.content == got(*made()).content


@pytest.mark.parametrize("digest", ["0" * 64, 7, ""])
def test_another_hash_keeps_the_whole_annotation_out(digest: Any) -> None:
    one, result = made()
    one["data"]["text_sha256"] = digest
    back = got(one, result)
    assert (back.content, [fault.rule for fault in back.faults]) == (None, ["LST002"])
    assert back.quarantined == result


def test_an_arrow_may_point_back() -> None:
    one, result = made()
    arrow = next(raw for raw in result if raw["type"] == "relation" and raw["from_id"] == "c1")
    arrow |= {"from_id": arrow["to_id"], "to_id": "c1", "direction": "left"}
    assert got(one, result).content == got(*made()).content
    arrow["direction"] = "bi"
    assert [fault.rule for fault in got(one, result).faults] == ["LST013"]


def test_only_the_label_that_does_not_fit_is_refused() -> None:
    one, result = made()
    arrow = next(raw for raw in result if raw["type"] == "relation" and raw["from_id"] == "c1")
    arrow["labels"] = ["source", "holder", "nonsense"]
    back = got(one, result)
    assert [fault.rule for fault in back.faults] == ["LST013", "LST013"]
    assert [raw["labels"] for raw in back.quarantined] == [["holder"], ["nonsense"]]
    assert lines(back)["c1"]["source"] == ["a2"]


def arrow(source: str, target: str, *labels: str) -> dict[str, Any]:
    return {"type": "relation", "from_id": source, "to_id": target, "direction": "right", "labels": list(labels)}


def test_a_link_that_is_drawn_twice_is_one() -> None:
    one, result = made()
    rivals = drawn_rivals(result)
    before = got(one, result)
    again = [*result, {**rivals, "labels": [*rivals["labels"], *rivals["labels"]]}]
    back = got(one, again)
    assert back.faults == []
    assert back.content == before.content


@pytest.mark.parametrize("is_apart", [True, False])
def test_a_second_aspect_of_a_link_is_refused(is_apart: bool) -> None:
    one, result = made()
    before = got(one, result)
    second = {**drawn_rivals(result), "labels": ["conflicts_with: victims"]}
    if is_apart:
        result.append(second)
    else:
        drawn_rivals(result)["labels"].append("conflicts_with: victims")
    back = got(one, result)
    assert [fault.rule for fault in back.faults] == ["LST022"]
    assert back.quarantined == [second]
    assert back.content == before.content


@pytest.mark.parametrize("place", [0, 9])
def test_a_rival_without_an_aspect_adds_nothing_to_one_that_has_it(place: int) -> None:
    one, result = made()
    before = got(one, result)
    drawn_rivals(result)["labels"].insert(place, "conflicts_with")
    back = got(one, result)
    assert back.faults == []
    assert back.content == before.content


def drawn_rivals(result: list[dict[str, Any]]) -> dict[str, Any]:
    return next(raw for raw in result if raw["type"] == "relation" and "conflicts_with: number" in raw["labels"])


@pytest.mark.parametrize("label", ["updates", "source", "nonsense"])
def test_a_relation_from_a_region_to_itself_is_refused(label: str) -> None:
    one, result = made()
    back = got(one, [*result, arrow("c1", "c1", label)])
    assert [(fault.rule, fault.region) for fault in back.faults] == [("LST022", "c1 to c1")]
    assert back.content == got(one, result).content


def test_a_label_is_refused_once_also_where_another_region_is_left_out() -> None:
    one, result = made()
    drawn = next(raw for raw in result if raw["type"] == "relation" and raw["from_id"] == "c1")
    drawn["labels"] = [*drawn["labels"], "nonsense"]
    left = [raw for raw in result if not (raw["type"] == "relation" and raw["from_id"] == "s1")]
    back = got(one, left)
    assert [(fault.rule, fault.region) for fault in back.faults] == [
        ("LST013", "c1 to a2"), ("LST009", "s1"),
    ]  # fmt: skip


def test_new_actors_and_incidents_are_ready_to_paste() -> None:
    one, result = made()
    for region, name, text in (
        ("a3", "actor_actor_new", "Northern Fröntsmen; rebel_group"),
        ("a1", "actor_actor_new", "northern fröntsmen"),
        ("t1", "topic_incident_new", "Shelling of the market; 2031-05-04"),
    ):
        result.append({"id": region, "from_name": name, "type": "textarea", "value": {"text": [text]}})
    back = got(one, result)
    assert back.faults == []
    assert lines(back)["a3"]["actor"] == "northern-front"
    pasted = entries(back.proposals, {"actor_registry": [{"id": "northern-frontsmen", "name": "Others"}]})
    assert pasted.count("- id:") == 2
    assert "- id: northern-frontsmen-2\n" in pasted
    assert "  start: '2031-05-04'\n  end: '?'\n" in pasted


def proposed(*texts: str, control: str = "actor_actor_new", region: str = "a1") -> list[Proposal]:
    """What an annotator proposes, one after the other, for a region that has no id of its own."""
    found = []
    for text in texts:
        one, result = made()
        result.append({"id": region, "from_name": control, "type": "textarea", "value": {"text": [text]}})
        found += got(one, result).proposals
    return found


def test_entries_that_were_pasted_are_not_listed_as_new_again() -> None:
    found = proposed("New Group; militia", "BBC", "bbc world", "northern-front")
    known = [
        *yaml.safe_load(entries(found[:1], {})),
        {"id": "bbc", "name": "British Broadcasting Corporation", "aliases": ["BBC", "BBC  World"]},
        {"id": "northern-front", "name": "Northern Front"},
    ]
    told = entries(found, {"actor_registry": known})
    assert "- id:" not in told
    place = found[0].place
    assert told.splitlines() == [
        "# corpus/actors.yaml",
        f"# New Group is there as new-group: set this id at {place}",
        f"# BBC is there as bbc: set this id at {place}",
        f"# bbc world is there as bbc: set this id at {place}",
        f"# northern-front is there as northern-front: set this id at {place}",
    ]


def test_a_span_that_has_the_id_calls_for_no_entry() -> None:
    found = proposed("the Front", region="a3")
    assert entries(found, {"actor_registry": [{"id": "northern-front", "name": "NF", "aliases": ["The  front"]}]}) == ""


def test_what_others_told_of_a_name_is_shown_and_fills_what_is_open() -> None:
    found = proposed("New Group; rebel_group", "new  group; militia", "New Group; rebel_group; seen in Tarn")
    place = found[0].place
    assert entries(found, {}).splitlines() == [
        "# corpus/actors.yaml",
        f"# for {place}, {place}, {place}",
        f"# or type: militia ({place})",
        f"# and: seen in Tarn ({place})",
        "- id: new-group",
        "  name: New Group",
        "  type: rebel_group",
    ]
    days = proposed("Raid; 2031-05-04", "raid; ; 2031-05-05; Tarn", control="topic_incident_new", region="t1")
    (entry,) = yaml.safe_load(entries(days, {}))
    assert (entry["start"], entry["end"], entry["place"]) == ("2031-05-04", "2031-05-05", "Tarn")
    assert entry["country"] == "?"


def test_a_span_of_blanks_proposes_an_entry_without_a_name() -> None:
    region = Region("a1", "actor", 3, 4, "\n", {}, {}, {"actor_registry": "; militia"})
    (entry,) = yaml.safe_load(entries(proposals({"a1": region}, ARTICLE), {"actor_registry": [{"id": "none"}]}))
    assert entry == {"id": "new", "name": "?", "type": "militia"}


def test_no_line_end_breaks_out_of_a_comment() -> None:
    told = entries(proposed("A\u2028B; x", "A B; y\u2028- id: z; more\x85z"), {})
    assert [line for line in told.splitlines() if "id:" in line] == [
        f"# or type: y - id: z ({proposed('x')[0].place})", "- id: a-b",
    ]  # fmt: skip


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from("id from_name type value labels start end text choices number from_id to_id direction".split()),
        inner, max_size=5),
    max_leaves=8,
)  # fmt: skip


@given(st.integers(0, 200), st.sampled_from(["id", "from_name", "type", "value", "labels", "direction", "*"]), JUNK)
def test_no_junk_breaks_it_or_gets_lost(number: int, key: str, junk: Any) -> None:
    one, result = made()
    place = number % len(result)
    if key == "*":
        result[place] = junk
    else:
        result[place][key] = junk
    back = got(one, result)
    here = lines(back)
    for raw in result:
        if raw not in back.quarantined and raw not in [one.get("result") for one in back.quarantined]:
            if raw.get("from_name") == "pass":  # about the whole text: no region, whatever id it has
                continue
            ends = [raw.get("from_id"), raw.get("to_id")] if raw.get("type") == "relation" else [raw.get("id")]
            assert all(str(end) in here or type(end) is int for end in ends), raw
    assert bool(back.quarantined) == any(fault.is_error for fault in back.faults)


@given(JUNK)
def test_no_junk_for_an_annotation_breaks_it(junk: Any) -> None:
    back = got({"data": junk}, junk)
    assert back.content is None or type(junk) is list
