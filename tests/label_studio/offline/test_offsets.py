"""Offsets of old servers and of copies with other line ends are found out by the words, and converted."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_claims.annotations import Pass
from conflict_claims.articles import Article
from conflict_claims.label_studio.receive import receive
from conflict_claims.label_studio.tasks import task
from tests.corpora import front_matter
from tests.label_studio.offline.passes import articles_and_passes, content

TEXT = "Head 🙂\n\n👩‍👩‍👧‍👦 said that 12 people died in Harl.\n\nResidents mourned 𐍈 them."


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def in_utf16(made: dict[str, Any], text: str) -> dict[str, Any]:
    """The task as an old server exported it: offsets in UTF-16 units."""
    for raw in made["predictions"][0]["result"]:
        for key in ("start", "end"):
            if key in raw.get("value", {}):
                raw["value"][key] = units(text[: raw["value"][key]])
    return made


def in_crlf(made: dict[str, Any], text: str) -> dict[str, Any]:
    made["data"]["text"] = text.replace("\n", "\r\n")
    for raw in made["predictions"][0]["result"]:
        for key in ("start", "end"):
            if key in raw.get("value", {}):
                raw["value"][key] += text.count("\n", 0, raw["value"][key])
    return made


def article(text: str = TEXT) -> Article:
    return Article(front_matter("harl-0001", text), text)


def region(whole: str, words: str, name: str = "x1", **value: Any) -> list[dict[str, Any]]:
    start = whole.index(words)
    place = {"start": start, "end": start + len(words), "text": words, **value}
    fields = {"actor_type": "civilians", "actor_mention": "nominal"}
    label = {"id": name, "from_name": "actor", "to_name": "text", "type": "labels"}
    return [
        {**label, "value": {**place, "labels": ["actor"]}},
        *({**label, "from_name": key, "type": "choices", "value": {"choices": [one]}} for key, one in fields.items()),
    ]


def marked_spans(result: list[dict[str, Any]], text: str, own: Article | None = None) -> tuple[list[str], list[str]]:
    """The words of the spans, and the rules of the faults."""
    made = {"data": {"article": "harl-0001", "text": text, "guidelines": "g1.0"}}
    back = receive(made, {"result": result}, own or article(text), "ann-a", None)
    words = [orjson.loads(line)["text"] for line in (back.content or b"").splitlines()[1:]]
    return words, [fault.rule for fault in back.faults]


@pytest.mark.slow
@given(articles_and_passes().filter(lambda one: any(span.get("start", 0) > 30 for span in one[1].records)))
def test_line_ends_of_the_copy_are_counted_out(one: tuple[Article, Pass]) -> None:
    own, marked = one
    made = in_crlf(task(own, [marked]), own.text)
    back = receive(made, made["predictions"][0], own, "ann-a", None)
    if back.content == content(marked):
        assert {fault.rule for fault in back.faults} <= {"LST015"}
    else:  # too few words to tell the two readings apart: what was left out is said
        assert back.faults


@given(st.sets(st.sampled_from(["12 people", "Harl", "Residents", "them", "died in"]), min_size=1))
def test_utf16_offsets_are_found_out_and_converted(words: set[str]) -> None:
    result = [raw for number, one in enumerate(sorted(words)) for raw in region(TEXT, one, f"x{number}")]
    made = in_utf16({"predictions": [{"result": result}]}, TEXT)
    spans, rules = marked_spans(made["predictions"][0]["result"], TEXT)
    assert set(spans) == words
    assert rules == ["LST015"]


def test_code_points_are_not_taken_for_utf16() -> None:
    assert marked_spans(region(TEXT, "12 people"), TEXT) == (["12 people"], [])


def test_an_offset_inside_a_character_is_no_part_of_the_text() -> None:
    result = in_utf16({"predictions": [{"result": [*region(TEXT, "Harl"), *region(TEXT, "them", "x2")]}]}, TEXT)
    broken = result["predictions"][0]["result"]
    broken[3]["value"] |= {"start": units("Head ") + 1, "text": ""}
    assert marked_spans(broken, TEXT) == (["Harl"], ["LST015", "LST003"])


@pytest.mark.parametrize(
    ("start", "end"),
    [(0, 0), (5, 4), (-1, 4), (0, 10**6), ("0", "4"), (0.0, 4.0), (None, None), (True, 4), (2**70, 2**71)],
)
def test_offsets_that_are_no_part_of_the_text_are_refused(start: Any, end: Any) -> None:
    result = region(TEXT, "Harl", "x2") + region(TEXT, "Head", start=start, end=end)
    assert marked_spans(result, TEXT) == (["Harl"], ["LST003"])


def test_the_words_that_came_along_are_never_taken() -> None:
    shown = "Resi\\ndents"
    assert marked_spans(region(TEXT, "Residents", text=shown), TEXT) == (["Residents"], [])
    assert marked_spans(region(TEXT, "Residents", text="no words of this text"), TEXT) == (["Residents"], ["LST021"])


@pytest.mark.parametrize("words", [7, None, "", []])
def test_where_no_words_tell_how_offsets_count_that_is_told(words: Any) -> None:
    assert marked_spans(region(TEXT, "Residents", text=words), TEXT) == (["Residents"], ["LST021"])
    assert marked_spans(region(TEXT, "Head", text=words), TEXT) == (["Head"], [])
    told = region(TEXT, "Harl", "x2") + region(TEXT, "Residents", text=words)
    assert marked_spans(told, TEXT) == (["Harl", "Residents"], [])
    plain = TEXT.encode("ascii", "ignore").decode()
    assert marked_spans(region(plain, "Residents", text=words), plain) == (["Residents"], [])


@pytest.mark.parametrize("shown", ["Army said", "Army  said", "Army\\nsaid", "said that", "said\\n\\nthat"])
def test_words_over_blanks_and_line_ends_are_found_elsewhere(shown: str) -> None:
    text = "Rebels fled. The Army  said\n\nthat 12 died."
    assert marked_spans(region(text, "Rebels fl", text=shown), text) == ([], ["LST008"])


def test_the_place_of_the_words_is_told_in_chars_of_the_article() -> None:
    text = "Rebels\n\nfled. \\n The Army  said so."
    back = receive({"data": {"text": text, "guidelines": "g1.0"}}, {"result": region(text, "Rebels", text="Army said")},
                   article(text), "ann-a", None)  # fmt: skip
    start = text.index("Army  said")
    assert f"the words stand at chars {start}-{start + 10}:" in back.faults[0].fix


def test_line_ends_and_runs_of_blanks_in_the_words_shown_are_no_difference() -> None:
    text = "A  b\n\nc d"
    assert marked_spans(region(text, "A  b\n\nc", text="A b\\n\\nc"), text) == (["A  b\n\nc"], [])


def test_a_region_that_moved_away_from_its_words_is_refused() -> None:
    words, rules = marked_spans(region(TEXT, "mourned", text="12 people"), TEXT)
    assert (words, rules) == ([], ["LST008"])
