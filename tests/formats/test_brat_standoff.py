"""Standoff files line by line: what is written is what was read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_claims.formats.brat.parsing import parse_standoff
from conflict_claims.formats.brat.standoff import (
    Annotation,
    Attribute,
    Equivalence,
    Event,
    Normalisation,
    Note,
    Relation,
    TextBound,
    standoff_of,
    written,
)

LINES: list[tuple[str, Annotation]] = [
    ("T1\tGroup 0 5;16 23\tNorth front", TextBound("T1", "Group", ((0, 5), (16, 23)), "North front")),
    ("T2\tGroup 0 5", TextBound("T2", "Group", ((0, 5),), None)),
    ("T3\tGroup 0 5\ta\tb", TextBound("T3", "Group", ((0, 5),), "a\tb")),
    ("E1\tDenial:T1 Who:T2 Who2:T3", Event("E1", "Denial", "T1", (("Who", "T2"), ("Who2", "T3")))),
    ("E2\tDenial:T1", Event("E2", "Denial", "T1", ())),
    ("R1\tSays Claim:T1 Speaker:T2", Relation("R1", "Says", (("Claim", "T1"), ("Speaker", "T2")))),
    ("A1\tNegated E1", Attribute("A1", "Negated", "E1", None)),
    ("M1\tHedge E1 very low", Attribute("M1", "Hedge", "E1", "very low")),
    (
        "N1\tReference T1 Groups:7\tNorthern Front",
        Normalisation("N1", "Reference", "T1", "Groups", "7", "Northern Front"),
    ),
    ("N2\tReference T1 GO:0009:x", Normalisation("N2", "Reference", "T1", "GO", "0009:x", None)),
    ("#1\tAnnotatorNotes R1\t is it? ", Note("#1", "AnnotatorNotes", "R1", " is it? ")),
    ("*\tSame T1 T2 T3", Equivalence("*", "Same", ("T1", "T2", "T3"))),
]


@pytest.mark.parametrize(("text", "annotation"), LINES)
def test_well_formed_line_is_its_annotation(text: str, annotation: Annotation) -> None:
    line = parse_standoff(text.encode()).lines[0]
    assert line.annotation == annotation
    assert line.verbatim is None
    assert written(standoff_of([annotation])) == f"{text}\n".encode()


@pytest.mark.parametrize(
    ("text", "annotation"),
    [
        ("T1 Group 0 5 North", TextBound("T1", "Group", ((0, 5),), "North")),
        ("T1\tGroup  0 5 ; 16 23 \tNorth front", TextBound("T1", "Group", ((0, 5), (16, 23)), "North front")),
        ("E1\tDenial:T1 Who:T2 ", Event("E1", "Denial", "T1", (("Who", "T2"),))),
        ("R1\tSays Claim:T1 Speaker:T2\t", Relation("R1", "Says", (("Claim", "T1"), ("Speaker", "T2")))),
        ("#1 AnnotatorNotes T1 no tab here", Note("#1", "AnnotatorNotes", "T1", "no tab here")),
        ("N1\tGroups:7 T1\tThe Front", Normalisation("N1", "Reference", "T1", "Groups", "7", "The Front")),
        ("E1\tDenial Who:T2", Event("E1", "Denial", "", (("Who", "T2"),))),
    ],
)
def test_line_that_is_a_little_off_is_understood_and_kept(text: str, annotation: Annotation) -> None:
    standoff = parse_standoff(f"{text}\n".encode())
    assert standoff.lines[0].annotation == annotation
    assert written(standoff) == f"{text}\n".encode()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (b"some stray words", "begins with none of"),
        (b"T1", "nothing stands after the id"),
        (b"T1\tGroup five 9\twords", "needs a type and offsets"),
        (b"T1\tGroup -1 9\twords", "needs a type and offsets"),
        (b"T1\tGroup 0 5words", "a tab is missing"),
        (b"R1\tSays Claim:T1", "two arguments"),
        (b"R1\tSays T1 T2", "a role and an id"),
        (b"N1\tCHEBI 71629 T2\tnisin", "an entry"),
        (b"*\tSame T1", "two ids"),
        (b"#\tremark", "the id that it is about"),
        (b"T1\tGroup 0 5\t\xff\xfe", "not UTF-8"),
    ],
)
def test_other_lines_say_why_not(text: bytes, why: str) -> None:
    line = parse_standoff(text).lines[0]
    assert line.annotation is None
    assert why in line.fault


def test_bytes_come_back_with_marks_line_ends_and_blank_lines() -> None:
    data = b"\xef\xbb\xbfT1\tGroup 0 5\tNorth\r\n\r\n \nT2\tGroup 0 5\tNorth\nstray\n\xff\n\nA1\tNegated T1"
    standoff = parse_standoff(data)
    assert written(standoff) == data
    assert [line.number for line in standoff.lines if line.annotation] == [1, 4, 8]
    assert [line.number for line in standoff.lines if line.fault] == [5, 6]


@given(st.binary(max_size=400))
def test_any_bytes_come_back(data: bytes) -> None:
    assert written(parse_standoff(data)) == data


@given(st.text(alphabet="TERAMN#*1 09;:\t\r\nGö🙂\u2028\x00", max_size=200))
def test_any_lines_come_back(text: str) -> None:
    assert written(parse_standoff(text.encode())) == text.encode()


@pytest.mark.slow
def test_long_hostile_lines_take_linear_time() -> None:
    many = b"T1\tGroup " + b"0 1;" * 200_000 + b"x\n" + b"T2" + b" " * 400_000 + b"\n" + b"E1\t" + b"a:b " * 100_000
    assert written(parse_standoff(many)) == many
