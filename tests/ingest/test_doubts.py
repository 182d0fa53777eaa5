"""What is doubtful is said and not refused; what another article has already is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from conflict_claims.cli import main
from conflict_claims.files.layout import Layout
from conflict_claims.formats.received import ReadOptions, read_received
from conflict_claims.formats.refusal import Refusal
from conflict_claims.ingest.asked import asked_of
from conflict_claims.ingest.known import known
from conflict_claims.ingest.scripts import foreign_script

LONG = " ".join(f"word{number}" for number in range(80))


def put(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text)
    return str(path)


@pytest.mark.parametrize(
    ("text", "language", "script"),
    [
        ("Армия заявила о пятидесяти убитых", "en", "Cyrillic"),
        ("军队称五十人丧生", "en", "Chinese"),
        ("قال الجيش إن خمسين قتلوا", "en", "Arabic"),
        ("The army said that fifty died", "ur", "Latin"),
        ("Армия заявила о пятидесяти убитых", "ar", "Cyrillic"),
    ],
)
def test_letters_that_cannot_be_those_of_the_language_are_noticed(text: str, language: str, script: str) -> None:
    found = foreign_script(text, language)
    assert found is not None
    assert found[1] == script


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The group, Лашкар, said so in “قال”", "en"),
        ("Армия", "ru"),
        ("Vojska Војска", "sr"),
        ("50", "en"),
        ("日本語かな", "ja"),
    ],
)
def test_a_text_in_the_letters_of_its_language_is_not_doubted(text: str, language: str) -> None:
    assert foreign_script(text, language) is None


def test_add_warns_of_letters_of_another_language_and_takes_the_text_in(
    layout: Layout, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = put(tmp_path, "a.txt", "Нападение\n\nАрмия заявила о пятидесяти убитых.")
    assert main(["add", "--root", str(layout.root), source]) == 0
    assert (
        "balochistan-0001  warning: 100% of its letters are not those of language en, which was assumed, "
        "but mostly Cyrillic\n" in capsys.readouterr().err
    )


def test_add_warns_of_a_page_that_gave_hardly_any_text(
    layout: Layout, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = put(tmp_path, "a.html", "<h1>Group blames attacks</h1><p>Police said at least 12 people died there.</p>")
    assert main(["add", "--root", str(layout.root), source]) == 0
    assert "is this the whole article?" in capsys.readouterr().err


def test_amend_refuses_the_text_of_another_article_and_warns_of_one_that_is_nearly_its_own(
    layout: Layout, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = put(tmp_path, "a.txt", f"Title\n\n{LONG}")
    main(["add", "--root", str(layout.root), "--split", "test", first])
    main(["add", "--root", str(layout.root), put(tmp_path, "b.txt", "Other\n\nBody.")])
    amend = ["amend", "--root", str(layout.root), "balochistan-0002", "--text"]
    capsys.readouterr()
    assert main([*amend, first]) == 1
    shown = capsys.readouterr().err
    assert "expected a text that is not in the corpus yet   found the same text as balochistan-0001\n" in shown
    assert layout.article("balochistan-0002").read_text().endswith("Other\n\nBody.\n")
    assert main([*amend, put(tmp_path, "c.txt", f"Title\n\n{LONG} more")]) == 0
    assert "balochistan-0002  warning: nearly the same as balochistan-0001 (split test)" in capsys.readouterr().err


def test_ids_of_any_annotation_folder_and_of_waivers_are_not_given(layout: Layout) -> None:
    (layout.annotations / "Gone Annotator").mkdir()
    (layout.annotations / "Gone Annotator" / "balochistan-0011.jsonl").write_text("{}\n")
    assert known(layout).next_id("balochistan") == "balochistan-0012"
    layout.waivers.write_text('# [[waiver]]\n# article = "balochistan-0020"\n')
    assert known(layout).next_id("balochistan") == "balochistan-0021"


def test_an_id_whose_number_is_in_use_with_fewer_noughts_is_refused(
    layout: Layout, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["add", "--root", str(layout.root), put(tmp_path, "a.txt", "Title\n\nBody.")])
    other = put(tmp_path, "b.txt", "Other\n\nBody.")
    assert main(["add", "--root", str(layout.root), "--id", "balochistan-00001", other]) == 1
    assert "found balochistan-00001, whose number balochistan-0001 has" in capsys.readouterr().err


def test_a_refused_record_of_an_array_on_one_line_is_named_by_its_number(tmp_path: Path) -> None:
    good = {"title": "T", "text": "Body."}
    source = put(tmp_path, "e3.json", json.dumps([good, good, {"title": "T"}]))
    [refusal] = [one for one in read_received(source, ReadOptions()) if isinstance(one, Refusal)]
    assert refusal.place.endswith("e3.json:1 (record 3)")


def test_what_check_will_ask_for_after_an_amendment_is_said_once() -> None:
    claims: list[dict[str, Any]] = [
        {"id": "c1", "layer": "casualty", "start": 0},
        {"id": "c2", "layer": "casualty", "start": 9},
    ]
    link: dict[str, Any] = {"id": "k1", "layer": "link", "type": "conflicts_with", "from": "c2", "to": "c1"}
    stance: dict[str, Any] = {"id": "s1", "layer": "stance", "target": ["c1"]}
    turned = [{**claims[0], "start": 20}, claims[1], link, {**stance, "target": None}]
    before = [*claims, link, stance]
    assert asked_of(before, before) == ()
    assert asked_of(before, turned) == (
        "k1 goes from the earlier claim to the later: turn it (LNK003)",
        "s1 has no target (STN002)",
    )
