"""CoNLL files: lines come back as they were, spans as they were tagged, texts by a stated rule."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_claims.formats.conll import documents
from conflict_claims.formats.conll.reading import EXTENSIONS
from conflict_claims.formats.conll.rows import parse_row
from conflict_claims.formats.conll.tags import Chunk, chunks
from tests.formats.exchanged import CONLL_MAP, changed, lost, read

CONLL_2003 = """-DOCSTART- -X- -X- O

Front NN I-NP I-ORG
denies VBZ I-VP O

The DT I-NP O
Northern NNP I-NP I-ORG
Front NNP I-NP I-ORG
Harl NNP I-NP B-ORG
( ( O O
NF NNP I-NP I-ORG
) ) O O
, , O O
Ali NNP I-NP I-PER
's POS B-NP O
said VBD I-VP O
. . O O

-DOCSTART- -X- -X- O

Ali NNP I-NP I-PER
"""


def conll(tmp_path: Path, text: str, name: str = "news.conll") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode())
    return path


def test_conll_2003_becomes_an_article_a_document(tmp_path: Path) -> None:
    lines, report = read(conll(tmp_path, CONLL_2003), CONLL_MAP)
    first, second = lines
    assert first["text"] == "Front denies\n\nThe Northern Front Harl ( NF ) , Ali 's said ."
    assert (first["title"], second["text"], first["raw"]) == ("Front denies", "Ali", "news.conll")
    assert [(actor["text"], actor["type"]) for actor in first["actors"]] == [
        ("Front", "rebel_group"),
        ("Northern Front", "rebel_group"),
        ("Harl", "rebel_group"),
        ("NF", "rebel_group"),
        ("Ali", "civilians"),
    ]
    assert first["id"] != second["id"]
    assert lost(report) == {
        "column: the label map does not name column 2 of 4": 1,
        "column: the label map does not name column 3 of 4": 1,
    }


def test_files_of_the_shared_tasks_are_read_and_others_listed(tmp_path: Path) -> None:
    for name in ("eng.train", "eng.testa", "eng.testb", "deu.TRAIN", "notes.md", ".hidden.conll"):
        conll(tmp_path, CONLL_2003, name)
    lines, report = read(tmp_path, CONLL_MAP)
    assert sorted({line["raw"] for line in lines}) == ["deu.TRAIN", "eng.testa", "eng.testb", "eng.train"]
    assert len({line["id"] for line in lines}) == 8
    assert [(reason, tally.examples) for (kind, reason), tally in report.lost.items() if kind == "file"] == [
        ("it is hidden: its name begins with a dot", [".hidden.conll"]),
        (f"its ending is none of {', '.join(EXTENSIONS)}", ["notes.md"]),
    ]


def test_text_can_be_joined_as_it_is_written(tmp_path: Path) -> None:
    labels = CONLL_MAP.replace("token = 1", 'token = 1\njoin = "text"')
    lines, _ = read(conll(tmp_path, CONLL_2003), labels)
    assert lines[0]["text"] == "Front denies\n\nThe Northern Front Harl (NF), Ali's said."
    assert [actor["text"] for actor in lines[0]["actors"]] == ["Front", "Northern Front", "Harl", "NF", "Ali"]


def test_quotes_are_joined_in_pairs(tmp_path: Path) -> None:
    words = 'He said " no talks " , he did n\u2019t'.split()
    lines, _ = read(
        conll(tmp_path, "".join(f"{word} O\n" for word in words)), CONLL_MAP.replace("token = 1", 'join = "text"')
    )
    assert lines[0]["text"] == 'He said "no talks", he didn\u2019t'


def test_offsets_of_tokens_decide(tmp_path: Path) -> None:
    labels = CONLL_MAP.replace("token = 1", "token = 1\nstart = 2\nend = 3")
    text = "Harl 0 4 O\n\nNF 6 8 B-ORG\n, 8 9 O\nsaid 10 14 O\n"
    lines, report = read(conll(tmp_path, text), labels)
    assert lines[0]["text"] == "Harl\n\nNF, said"
    assert lines[0]["actors"][0]["start"] == 6
    assert lost(report) == {}


@pytest.mark.parametrize(
    "row", ["NF 3 5 O", "NF 6 9 O", "NF 99999999999 99999999999 O", "NF x y O", "NF 99999 100001 O"]
)
def test_offsets_that_cannot_be_refuse_the_document(tmp_path: Path, row: str) -> None:
    labels = CONLL_MAP.replace("token = 1", "token = 1\nstart = 2\nend = 3")
    documents = f"-DOCSTART-\n\nHarl 0 4 O\n{row}\n\n-DOCSTART-\n\nHarl 0 4 O\n"
    lines, report = read(conll(tmp_path, documents), labels)
    assert len(lines) == 1
    assert report.refusals == 1


SCHEMES = {
    "IOB1": "O I-PER I-PER B-PER I-ORG O I-ORG",
    "IOB2": "O B-PER I-PER B-PER B-ORG O B-ORG",
    "IOBES": "O B-PER E-PER S-PER S-ORG O S-ORG",
    "BILOU": "O B-PER L-PER U-PER U-ORG O U-ORG",
    "BMEWO": "O B-PER E-PER W-PER W-ORG O W-ORG",
    "underscores": "_ B_PER I_PER B_PER B_ORG - B_ORG",
}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme_gives_the_same_spans(scheme: str) -> None:
    assert chunks(SCHEMES[scheme].split()) == ([(1, 3, "PER"), (3, 4, "PER"), (4, 5, "ORG"), (6, 7, "ORG")], [])


def test_tags_of_no_scheme_are_outside_and_told(tmp_path: Path) -> None:
    lines, report = read(conll(tmp_path, "Ali PERSON\nNF B-ORG\nHarl Z-ORG\nup I-LOC\n"), CONLL_MAP)
    assert [actor["text"] for actor in lines[0]["actors"]] == ["NF"]
    assert lost(report) == {
        "tag: it is none of a BIO scheme": 2,
        "tagged span: the label map does not name LOC": 1,
    }


def test_tags_that_fall_out_of_their_scheme_are_told(tmp_path: Path) -> None:
    _, report = read(conll(tmp_path, "Ali B-PER\nmet O\nNF I-ORG\n"), CONLL_MAP)
    assert changed(report) == {"tagged span: it begins with I, where others begin with B": 1}
    _, report = read(conll(tmp_path, "Ali I-PER\nKhan B-PER\nNF I-ORG\n"), CONLL_MAP)
    assert changed(report) == {}


def test_labels_without_prefix(tmp_path: Path) -> None:
    labels = CONLL_MAP.replace("column = -1", "column = -1\nprefixed = false")
    lines, _ = read(conll(tmp_path, "Ali PER\nKhan PER\nNF ORG\nmet O\nAli PER\n"), labels)
    assert [actor["text"] for actor in lines[0]["actors"]] == ["Ali Khan", "NF", "Ali"]


TAGGINGS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(1, 3), st.sampled_from(["PER", "ORG", "B-x", "ä"])), max_size=8
)


def encoded(spans: list[Chunk], size: int, begin: str, inside: str, end: str, single: str) -> list[str]:
    tags = ["O"] * size
    for first, after, label in spans:
        middle = [f"{inside}-{label}"] * (after - first - 2)
        whole = [f"{begin}-{label}", *middle, f"{end}-{label}"]
        tags[first:after] = whole if after - first > 1 else [f"{single}-{label}"]
    return tags


@given(TAGGINGS)
def test_spans_come_back_from_each_scheme(steps: list[tuple[int, int, str]]) -> None:
    spans: list[Chunk] = []
    at = 0
    for gap, size, label in steps:
        spans.append((at + gap, at + gap + size, label))
        at += gap + size
    for letters in ("BIIB", "BIES", "BILU", "BMEW"):
        assert chunks(encoded(spans, at + 1, *letters)) == (spans, [])


@given(st.lists(st.text(alphabet="ab# \t\u00a0\u2028ö-", max_size=12)), st.sampled_from(["\n", "\r\n", ""]))
def test_lines_come_back(lines: list[str], end: str) -> None:
    for line in lines:
        assert str(parse_row(line + end)) == line + end


def test_tabs_part_columns_that_hold_blanks(tmp_path: Path) -> None:
    lines, _ = read(conll(tmp_path, "New Harl\tB-ORG\nsaid\tO\n"), CONLL_MAP)
    assert lines[0]["actors"][0]["text"] == "New Harl"


def test_marks_line_ends_remarks_and_short_lines(tmp_path: Path) -> None:
    text = "\ufeff# source: page\r\nAli B-PER x O\r\n# met x O\r\n# a b\r\nshort\r\nNF B-ORG x B-ORG\r\n"
    lines, report = read(conll(tmp_path, text), CONLL_MAP.replace("column = -1", "column = 4"))
    assert lines[0]["text"] == "Ali # NF"
    assert lost(report)["comment: a line that begins with #"] == 2
    assert lost(report)["line: it lacks the column of the token or of a tag"] == 1


def test_several_columns_of_tags(tmp_path: Path) -> None:
    toll = 'TOLL = { layer = "casualty", outcome = "killed", modality = "exact" }'
    more = f"[[conll.tags]]\ncolumn = 2\n[conll.tags.spans]\n{toll}\n"
    lines, _ = read(conll(tmp_path, "Ali O B-PER\n11 B-TOLL O\ndead I-TOLL O\n"), CONLL_MAP + more)
    assert [one["text"] for one in lines[0]["actors"] + lines[0]["casualties"]] == ["Ali", "11 dead"]


def test_arabic_and_finnish(tmp_path: Path) -> None:
    text = "الجبهة B-ORG\nالشمالية I-ORG\nنفت O\n\nTurun B-ORG\nhyo\u0308kka\u0308yksessä O\n"
    lines, _ = read(conll(tmp_path, text), CONLL_MAP)
    assert [one["text"] for one in lines[0]["actors"]] == ["الجبهة الشمالية", "Turun"]
    assert lines[0]["text"].endswith("hyökkäyksessä")


def test_folder_of_files_and_what_is_no_text(tmp_path: Path) -> None:
    conll(tmp_path, "Ali B-PER\n", "b.conll")
    conll(tmp_path, "Ali B-PER\n", "a.tsv")
    conll(tmp_path, "", "empty.conll")
    conll(tmp_path, "no", "readme.md")
    (tmp_path / "bad.bio").write_bytes(b"Ali B-PER\n\xff B-PER\nNF B-ORG\n")
    (tmp_path / "link.conll").symlink_to(tmp_path / "b.conll")
    lines, report = read(tmp_path, CONLL_MAP)
    assert [line["raw"] for line in lines] == ["a.tsv", "b.conll", "bad.bio"]
    assert lines[2]["text"] == "Ali NF"
    assert sorted(refusal.place for refusal in report.refused) == ["empty.conll", "link.conll"]
    assert [line["raw"] for line in read(tmp_path / "link.conll", CONLL_MAP)[0]] == ["link.conll"]  # it was named


def test_long_document_is_cut_at_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MOST_TOKENS", 1000)
    lines, report = read(conll(tmp_path, "Ali B-PER\nmet O\n\n" * 1010), CONLL_MAP)
    assert [len(line["actors"]) for line in lines] == [500, 500, 10]
    assert changed(report) == {"document: of more than 1,000 tokens, cut at a sentence": 2}


@given(st.text(alphabet="Ali BIO-PER\n\t#_\u0301\r\x0b🙂", max_size=120))
def test_any_file_is_read_and_its_spans_are_in_its_text(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    lines, report = read(conll(tmp_path_factory.mktemp("any"), text), CONLL_MAP)
    assert report.articles == len(lines)
    for line in lines:
        for actor in line["actors"]:
            assert line["text"][actor["start"] : actor["end"]] == actor["text"]
    if not re.search(r"\S", text):
        assert lines == []
