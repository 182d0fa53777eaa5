"""A folder of brat standoff becomes bulk lines, and every line of it is carried or accounted for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_claims.files.layout import is_article_id
from conflict_claims.formats.article_lines import article_id
from conflict_claims.formats.brat.parsing import parse_standoff
from tests.formats.exchanged import BRAT_MAP, brat_folder, changed, lost, read
from tests.sampling import mostly_slow

TEXT = "Northern Front denies toll\n\nThe Front said that 11 people died. Villagers said 14.\n"
GROUP = "T1\tGroup 0 14\tNorthern Front\n"


def at(words: str, text: str = TEXT) -> str:
    start = text.index(words)
    return f"{start} {start + len(words)}"


def one(tmp_path: Path, ann: str, text: str = TEXT) -> dict[str, Any]:
    lines, _ = read(brat_folder(tmp_path, text, ann), BRAT_MAP)
    return lines[0]


def test_line_has_what_an_article_has(tmp_path: Path) -> None:
    line = one(tmp_path, GROUP)
    assert line["id"].startswith("one-")
    assert (line["title"], line["text"], line["language"]) == ("Northern Front denies toll", TEXT, "en")
    assert (line["license"], line["raw"], line["layers"]) == (
        "not-stated",
        "one.txt",
        ["actor", "casualty", "stance", "link"],
    )
    assert line["actors"] == [
        {"id": "a1", "layer": "actor", "start": 0, "end": 14, "text": "Northern Front", "type": "rebel_group",
         "mention": "named"}
    ]  # fmt: skip
    assert (line["casualties"], line["links"]) == ([], [])
    assert "topics" not in line


def test_structure_is_carried(tmp_path: Path) -> None:
    ann = (
        GROUP
        + f"T2\tPerson {at('Villagers')}\tVillagers\n"
        + f"T3\tToll {at('11 people')}\t11 people\n"
        + f"T4\tToll {at('14')}\t14\n"
        + f"T5\tDenial {at('denies')}\tdenies\n"
        + "E1\tDenial:T5 Who:T1 What:T3 What2:T4\n"
        + "R1\tSays Claim:T4 Speaker:T2\nR2\tRival Arg1:T4 Arg2:T3\n*\tSame T3 T4\n"
        + "A1\tHedge T4 floor\nM1\tNegated E1\nN1\tReference T1 Groups:7\tNorthern Front\n"
        + "#1\tAnnotatorNotes R2\tclear\n#2\tleast T4\t14\n"
    )
    lines, report = read(brat_folder(tmp_path, TEXT, ann), BRAT_MAP)
    line = lines[0]
    assert lost(report) == {}
    assert line["actors"][0]["actor"] == "northern-front"
    assert [toll["id"] for toll in line["casualties"]] == ["c1", "c2"]
    second = line["casualties"][1]
    assert (second["modality"], second["min"], second["source"]) == ("at_least", 14, ["a2"])
    assert line["stances"] == [
        {"id": "s1", "layer": "stance", "start": 15, "end": 21, "text": "denies", "act": "deny_harm", "holder": ["a1"],
         "target": ["c1", "c2"], "speech": "narrated", "status": "negated"}
    ]  # fmt: skip
    assert {(link["type"], link["from"], link["to"], link.get("note")) for link in line["links"]} == {
        ("conflicts_with", "c2", "c1", "clear"),
        ("same_as", "c2", "c1", None),
    }


def test_a_word_beside_references_is_carried_with_them(tmp_path: Path) -> None:
    labels = BRAT_MAP.replace("[attributes]", '[attributes]\nAnon = { field = "source", value = "unnamed" }')
    ann = GROUP + f"T3\tToll {at('14')}\t14\nA1\tAnon T3\nR1\tSays Claim:T3 Speaker:T1\n"
    lines, report = read(brat_folder(tmp_path, TEXT, ann), labels)
    assert lines[0]["casualties"][0]["source"] == ["a1", "unnamed"]
    assert lost(report) == {}


def test_a_reference_stands_for_what_the_map_says_of_all(tmp_path: Path) -> None:
    labels = BRAT_MAP.replace('outcome = "killed",', 'outcome = "killed", source = ["unnamed"],')
    ann = GROUP + f"T3\tToll {at('14')}\t14\nR1\tSays Claim:T3 Speaker:T1\n"
    lines, _ = read(brat_folder(tmp_path, TEXT, ann), labels)
    assert lines[0]["casualties"][0]["source"] == ["a1"]


TOLLS = GROUP + f"T2\tToll {at('11 people')}\t11 people\nT3\tToll {at('14')}\t14\n"
PARTIAL = "equivalence (*): not all of its members are carried: "


@pytest.mark.parametrize(
    ("ann", "links", "why"),
    [
        (TOLLS + "*\tSame T2 T3 T1\n", 1, "a link joins two of casualty, and one of its ends is none"),
        (TOLLS + "*\tSame T2 T3 T9\n", 1, "what it is about is not in the file"),
        (TOLLS + "*\tSame T1 T2 T3\n", 0, ""),
        (TOLLS + "*\tSame T2 T3\n", 1, ""),
    ],
)
def test_members_of_an_equivalence_are_told_one_by_one(tmp_path: Path, ann: str, links: int, why: str) -> None:
    lines, report = read(brat_folder(tmp_path, TEXT, ann), BRAT_MAP)
    assert len(lines[0]["links"]) == links == report.carried["equivalence (*)"]
    assert report.read("equivalence (*)") == 1
    assert changed(report) == ({PARTIAL + why: 1} if why else {})


def test_roles_of_events_are_counted(tmp_path: Path) -> None:
    ann = (
        TOLLS
        + "T5\tDenial 15 21\tdenies\nE1\tDenial:T5 Who:T1 What:T2 What2:T3 When:T2 What3:T2\n"
        + "E2\tDenial:T5 What:T2\nE3\tStrike:T5 By:T1\n"
    )
    lines, report = read(brat_folder(tmp_path, TEXT, ann), BRAT_MAP)
    assert lines[0]["stances"][0]["target"] == ["c1", "c2"]
    role = "role of an event"
    assert {reason: tally.count for (kind, reason), tally in report.lost.items() if kind == role} == {
        "the label map does not name the role When": 1,
        "another part of its line says the same": 1,
        "its event is not carried": 2,
    }
    assert (report.carried[role], report.read(role)) == (3, 7)


def test_a_text_of_another_encoding_is_refused_with_what_helps(tmp_path: Path) -> None:
    folder = brat_folder(tmp_path, "", "")
    (folder / "one.txt").write_bytes("Se\u00f1or".encode("latin-1"))
    _, report = read(folder, BRAT_MAP)
    assert report.refused[0].fix.startswith("save it as UTF-8")
    assert "--encoding" not in report.refused[0].fix


def test_discontinuous_span_covers_all_and_its_note_lists_the_fragments(tmp_path: Path) -> None:
    first, second = TEXT.index("Northern"), TEXT.index("toll")
    lines, report = read(
        brat_folder(tmp_path, TEXT, f"T1\tGroup {first} {first + 8};{second} {second + 4}\tNorthern toll\n"), BRAT_MAP
    )
    actor = lines[0]["actors"][0]
    assert actor["text"] == "Northern Front denies toll"
    assert actor["note"] == f"fragments {first}-{first + 8};{second}-{second + 4}"
    assert changed(report) == {
        "span (T): its fragments leave words out; the record covers all, and its note lists them": 1
    }


def test_fragments_that_a_line_end_parts_are_one_span(tmp_path: Path) -> None:
    text = "Northern\nFront met\n"
    lines, report = read(brat_folder(tmp_path, text, "T1\tGroup 0 8;9 14\tNorthern Front\n"), BRAT_MAP)
    assert lines[0]["actors"][0]["text"] == "Northern\nFront"
    assert "note" not in lines[0]["actors"][0]
    assert changed(report) == {}


LOST = [
    ("T1\tPlace 0 8\tNorthern\n", "span (T): the label map does not name spans of type Place"),
    ("T1\tGroup 0 9999\tNorthern\n", "span (T): its offsets are no part of the text"),
    ("T1\tGroup 0 8\tSouthern\n", "span (T): other words stand at its offsets"),
    ("T1\tGroup 5 5\t\n", "span (T): its offsets are no part of the text"),
    ("T1\tGroup 26 27\t\n", "span (T): it covers nothing but blanks"),
    (GROUP + "T1\tGroup 0 8\tNorthern\n", "span (T): its id stands before another annotation already"),
    (GROUP + "R1\tSays Claim:T1 Speaker:T9\n", "relation (R): what it is about is not in the file"),
    (GROUP + "R1\tSays Claim:T1 Speaker:T1\n", "relation (R): the layer actor has no source"),
    (GROUP + "R1\tSays Arg1:T1 Arg2:T1\n", "relation (R): it has not the arguments Claim and Speaker alone"),
    (GROUP + "R1\tOf Arg1:T1 Arg2:T1\n", "relation (R): the label map does not name relations of type Of"),
    (GROUP + "R1\tRival Arg1:T1 Arg2:T1\n", "relation (R): a link joins two of casualty, and one of its ends is none"),
    (GROUP + "A1\tHedge T1 low\n", "attribute (A, M): the layer actor has no modality"),
    (GROUP + "A1\tHedge T1 high\n", "attribute (A, M): the label map has no value for its words"),
    (GROUP + "A1\tBig T1\n", "attribute (A, M): the label map does not name attributes of type Big"),
    (GROUP + "A1\tNegated T7\n", "attribute (A, M): what it is about is not in the file"),
    (GROUP + "N1\tReference T1 Wikipedia:3\n", "normalisation (N): the label map does not name the database Wikipedia"),
    (GROUP + "#1\tTodo T1\tcheck\n", "note (#): the label map does not name notes of type Todo"),
    (GROUP + "*\tTwin T1 T1\n", "equivalence (*): the label map does not name equivalences of type Twin"),
    (GROUP + "E1\tDenial Who:T1\n", "event (E): it has no trigger"),
    (GROUP + "E1\tStrike:T1\n", "event (E): the label map does not name events of type Strike"),
    ("T5\tDenial 15 21\tdenies\nE1\tDenial:T5 Who:T9\n", "role of an event: what it is about is not in the file"),
    ("T5\tDenial 15 21\tdenies\nE1\tDenial:T5\n", "event (E): the layer stance needs holder, and nothing gives it"),
    (
        "T5\tDenial 15 21\tdenies\n" + GROUP + "E1\tDenial:T5 Who:T1\nR1\tBy Arg1:E1 Arg2:T1\n",
        "relation (R): another line says the same",
    ),
    ("stray words\n", "line: the line begins with none of T, E, R, A, M, N, # and *"),
]


@pytest.mark.parametrize(("ann", "reason"), LOST)
def test_what_is_not_carried_is_listed_with_its_reason(tmp_path: Path, ann: str, reason: str) -> None:
    lines, report = read(brat_folder(tmp_path, TEXT, ann), BRAT_MAP)
    assert len(lines) == 1
    assert lost(report)[reason] == 1
    assert any(line.startswith("  as in one.ann:") for line in report.lines())


def test_words_that_stand_elsewhere_are_proposed(tmp_path: Path) -> None:
    _, report = read(brat_folder(tmp_path, TEXT, "T1\tGroup 1 15\tNorthern Front\n"), BRAT_MAP)
    assert report.lost["span (T)", "other words stand at its offsets"].examples == [
        "one.ann:1 T1\tGroup 1 15\tNorthern Front   (the words stand at 0 14)"
    ]


@pytest.mark.parametrize(
    ("text", "start", "end", "words", "how"),
    [
        ("🙂 Front met", 2, 7, "Front", ""),
        ("🙂 Front met", 3, 8, "Front", "UTF-16 units"),
        ("Öinen Front met", 7, 12, "Front", "UTF-8 bytes"),
        ("One.\r\nThe Front met", 10, 15, "Front", ""),
        ("One.\r\nThe Front met", 9, 14, "Front", "CRLF as one character"),
        ("\ufeffThe Front met", 4, 9, "Front", ""),
        ("\ufeffThe Front met", 5, 10, "Front", "code points and the byte order mark"),
        ("الجبهة الشمالية نفت", 0, 15, "الجبهة الشمالية", ""),
        ("الجبهة الشمالية نفت", 13, 29, "الشمالية", "UTF-8 bytes"),
    ],
)
def test_offsets_are_read_as_the_file_counts_them(
    tmp_path: Path, text: str, start: int, end: int, words: str, how: str
) -> None:
    lines, report = read(brat_folder(tmp_path, text, f"T1\tGroup {start} {end}\t{words}\n"), BRAT_MAP)
    actor = lines[0]["actors"][0]
    assert actor["text"] == words == lines[0]["text"][actor["start"] : actor["end"]]
    assert ["counts " + how in reason for reason in changed(report)] == ([True] if how else [])


def test_text_is_normalised_and_offsets_go_along(tmp_path: Path) -> None:
    text = "\n \nCafe\u0301 \x01Front\r\nha\u0308ma\u0308la\u0308inen"
    start = text.index("ha\u0308ma")
    ann = f"T1\tPerson {start} {len(text)}\t{text[start:]}\nT2\tGroup {start - 7} {start - 2}\tFront\n"
    line = one(tmp_path, ann, text)
    assert line["text"] == "Café Front\nhämäläinen"
    assert [actor["text"] for actor in line["actors"]] == ["Front", "hämäläinen"]
    assert line["cleaning"] == [
        "1 control character removed",
        "1 line end changed to LF",
        "2 words composed to NFC",
        "blank lines at the head removed",
    ]


def test_empty_ann_is_an_article_in_which_nothing_was_marked(tmp_path: Path) -> None:
    line = one(tmp_path, "")
    assert line["actors"] == line["casualties"] == line["stances"] == line["links"] == []


def test_files_that_are_no_documents_are_told(tmp_path: Path) -> None:
    folder = brat_folder(tmp_path / "a", TEXT, GROUP)
    (folder / "README.txt").write_text("read me")
    (folder / "lonely.ann").write_text(GROUP)
    (folder / "annotation.conf").write_text("[entities]\nGroup\n")
    brat_folder(folder / "sub", "", "", "empty")
    (folder / "link.txt").symlink_to(folder / "one.txt")
    (folder / "link.ann").symlink_to(folder / "one.ann")
    os.mkfifo(folder / "pipe.txt")
    (folder / "pipe.ann").write_text("")
    lines, report = read(folder, BRAT_MAP)
    assert [line["raw"] for line in lines] == ["one.txt"]
    assert lost(report) == {"file: a text without .ann; an empty .ann would make it an article": 1}
    assert sorted(refusal.place for refusal in report.refused) == [
        "link.txt",
        "lonely.ann",
        "pipe.txt",
        "sub/empty.txt",
    ]


def test_annotations_in_two_parts_are_one_document(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT)
    (tmp_path / "one.a1").write_text(GROUP)
    (tmp_path / "one.a2").write_text("T2\tDenial 15 21\tdenies\nE1\tDenial:T2 Who:T1\nstray\n")
    lines, report = read(tmp_path, BRAT_MAP)
    assert lines[0]["stances"][0]["holder"] == ["a1"]
    assert next(iter(report.lost.values())).examples == ["one.a2:3 stray"]


def test_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    lines, report = read(tmp_path / "none", BRAT_MAP)
    assert (lines, report.refusals) == ([], 1)


def test_folder_links_are_not_followed(tmp_path: Path) -> None:
    brat_folder(tmp_path / "outside", TEXT, GROUP)
    folder = brat_folder(tmp_path / "inside", TEXT, GROUP)
    (folder / "way-out").symlink_to(tmp_path / "outside")
    (tmp_path / "named").symlink_to(folder)
    for named in (folder, tmp_path / "named"):
        lines, report = read(named, BRAT_MAP)
        assert len(lines) == 1
        assert [(refusal.place, refusal.found) for refusal in report.refused] == [("way-out", "a symbolic link")]


def test_names_give_lasting_ids(tmp_path: Path) -> None:
    for name in ("harl-0007", "esp.train-doc-46", "42", "Äiti", "a" * 200):
        brat_folder(tmp_path, TEXT, GROUP, name)
    ids = [line["id"] for line in read(tmp_path, BRAT_MAP)[0]]
    assert ids == [line["id"] for line in read(tmp_path, BRAT_MAP)[0]]
    assert len(set(ids)) == 5
    assert "harl-0007" in ids
    assert any(one.startswith("esp-train-doc-46-") for one in ids)
    assert all(map(is_article_id, ids))


def test_texts_of_one_name_in_several_folders_have_ids_of_their_own(tmp_path: Path) -> None:
    for folder in ("train", "dev"):
        brat_folder(tmp_path / folder, TEXT, GROUP, "doc-0001")
    brat_folder(tmp_path / "train", TEXT, GROUP, "doc-0002")
    ids = [line["id"] for line in read(tmp_path, BRAT_MAP)[0]]
    assert len(set(ids)) == 3
    assert ids[2] == "doc-0002"


SIMILAR = [
    ("the_same_long_words_stand_before_every_number_{}", 20_000),
    ("\u062a\u0642\u0631\u064a\u0631 {}", 20_000),
    ("folder{}/text", 20_000),
    ("news.conll#{}", 300_000),
    ("eng_news_2020_ten_thousand_sentences_v2.conll#{}", 300_000),
]


@pytest.mark.parametrize(("name", "count"), mostly_slow({one[0]: one for one in SIMILAR}, quick=[SIMILAR[0][0]]))
def test_similar_names_have_ids_of_their_own(name: str, count: int) -> None:
    ids = {article_id(name.format(number)) for number in range(count)}
    assert len(ids) == count
    assert is_article_id(max(ids, key=len))


def test_ids_of_plain_names_are_what_they_were() -> None:
    assert article_id("one") == "one-65445504"
    assert article_id("esp.train#46") == "esp-train-46-36683104"


def test_endings_may_stand_in_capitals(tmp_path: Path) -> None:
    folder = brat_folder(tmp_path, TEXT, GROUP, "harl-0001")
    (folder / "B.TXT").write_text(TEXT)
    (folder / "B.ANN").write_text(GROUP)
    (folder / "C.txt").write_text(TEXT)
    (folder / "C.Ann").write_text(GROUP)
    (folder / "C.a1").write_text(GROUP)
    (folder / "D.ANN").write_text(GROUP)
    lines, report = read(folder, BRAT_MAP)
    assert [(line["raw"], len(line["actors"])) for line in lines] == [("B.TXT", 1), ("C.txt", 1), ("harl-0001.txt", 1)]
    assert lost(report) == {"file: its text has another file of annotations": 1}
    assert [refusal.place for refusal in report.refused] == ["D.ANN"]


def test_what_is_passed_over_is_listed(tmp_path: Path) -> None:
    folder = brat_folder(tmp_path, TEXT, GROUP)
    brat_folder(folder / ".ipynb_checkpoints", TEXT, GROUP, "one-checkpoint")
    brat_folder(folder, TEXT, GROUP, "._a")
    (folder / "notes.md").write_text("read me")
    (folder / "labels.toml").write_text(BRAT_MAP)
    lines, report = read(folder, BRAT_MAP)
    assert len(lines) == 1
    assert lost(report) == {
        "file: it is hidden: its name begins with a dot": 3,
        "file: its ending is none of .txt, .ann, .a1, .a2": 1,
    }


def test_metadata_of_no_text_are_told(tmp_path: Path) -> None:
    folder = brat_folder(tmp_path, TEXT, GROUP, "NYT_17")
    told = [
        '{"id":"NYT_17","title":"Another title"}',
        '{"id":"NYT_18"}',
        '{"file":"sub/NYT_17.txt"}',
        '{"id":"NYT_17"}',
    ]
    (folder / "about.jsonl").write_text("\n".join(told))
    [line], report = read(folder, BRAT_MAP.replace('language = "en"', 'language = "en"\nmetadata = "about.jsonl"'))
    assert (line["id"], line["title"]) == ("NYT_17", "Another title")
    assert lost(report) == {
        "metadata: no text of the collection has this id or file": 2,
        "metadata: an earlier line is of the same article": 1,
    }


def test_metadata_beside_the_texts_are_taken(tmp_path: Path) -> None:
    folder = brat_folder(tmp_path, TEXT, GROUP, "harl-0001")
    brat_folder(folder, TEXT, GROUP, "other")
    (folder / "about.jsonl").write_text(
        '{"id":"harl-0001","published":"2031-05-04","outlet":"Harl Courier","layers":["actor"]}\n'
        '{"file":"other.txt","language":"fi"}\n{"id":"harl-0002","split":"trian"}\nno json\n'
    )
    labels = BRAT_MAP.replace('language = "en"', 'language = "en"\nmetadata = "about.jsonl"')
    lines, report = read(folder, labels)
    assert (lines[0]["published"], lines[0]["outlet"], lines[0]["layers"]) == ("2031-05-04", "Harl Courier", ["actor"])
    assert [line["language"] for line in lines] == ["en", "fi"]
    assert [refusal.place for refusal in report.refused] == ["about.jsonl:3", "about.jsonl:4"]


ANN_LINES = st.lists(
    st.one_of(
        st.builds("T{}\t{} {} {}\t{}".format, st.integers(1, 6), st.sampled_from(["Group", "Toll", "Denial", "X"]),
                  st.integers(0, 30), st.integers(0, 40), st.sampled_from(["", "Northern Front", "denies"])),
        st.builds("E{}\tDenial:T{} Who:T{} What:E{}".format, *[st.integers(1, 6)] * 4),
        st.builds("R{}\t{} Arg1:{} Arg2:{}".format, st.integers(1, 6), st.sampled_from(["Rival", "Says"]),
                  st.sampled_from(["T1", "T2", "E1"]), st.sampled_from(["T3", "R1", "*"])),
        st.builds("{}\tHedge {} low".format, st.sampled_from(["A1", "M2"]), st.sampled_from(["T1", "E2", "R1", "A1"])),
        st.builds("*\tSame T{} T{} T{}".format, *[st.integers(1, 6)] * 3),
        st.builds("#{}\tAnnotatorNotes {}\t{}".format, st.integers(1, 3), st.sampled_from(["T1", "R1", "E9"]),
                  st.text(max_size=5)),
        st.text(max_size=20),
    ),
    max_size=12,
)  # fmt: skip


@given(st.data())
def test_whatever_stands_in_the_files_every_annotation_is_carried_or_lost(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    text = data.draw(st.one_of(st.just(TEXT), st.text(min_size=1, max_size=60).filter(lambda one: "\0" not in one)))
    ann = "\n".join(data.draw(ANN_LINES))
    try:
        text.encode(), ann.encode()
    except UnicodeEncodeError:
        return
    lines, report = read(brat_folder(tmp_path_factory.mktemp("any"), text, ann), BRAT_MAP)
    if not lines:
        assert report.refusals == 1
        return
    standoff = parse_standoff(ann.encode())
    annotations = sum(line.annotation is not None for line in standoff.lines)
    strange = sum(bool(line.fault) for line in standoff.lines)
    told = {kind: report.read(kind) for kind in {*report.carried, *(kind for kind, _ in report.lost)}}
    told.pop("file")
    told.pop("role of an event", None)
    assert told.pop("line", 0) == strange
    assert sum(told.values()) == annotations
    for table in ("actors", "casualties", "stances"):
        for record in lines[0][table]:
            assert lines[0]["text"][record["start"] : record["end"]] == record["text"]


@pytest.mark.slow
def test_hostile_files_ask_for_bounded_time_and_memory(tmp_path: Path) -> None:
    text = "Front " * 20_000
    spans = "".join(f"T{number}\tGroup 0 120000\n" for number in range(2_000))
    overlapping = "T9999\tGroup " + ";".join(["0 120000"] * 5_000) + "\tFront\n"
    notes = "".join(f"#{one}\tAnnotatorNotes T1\tagain\n" for one in range(5_000))
    lines, report = read(brat_folder(tmp_path, text, spans + overlapping + notes), BRAT_MAP)
    assert lost(report)["span (T): spans cover the text too many times over"] > 1_000
    assert lost(report)["span (T): other words stand at its offsets"] == 1
    assert lines[0]["actors"][1]["note"].count("again") == 5_000
    assert sum(len(actor["text"]) for actor in lines[0]["actors"]) < 65 * 1024 * 1024
