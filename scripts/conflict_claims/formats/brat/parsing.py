"""Reading a brat standoff file line by line: what is a little off is understood, and every other line says why not."""

from __future__ import annotations

import re
from collections.abc import Callable

from conflict_claims.formats.brat.standoff import (
    Annotation,
    Attribute,
    Equivalence,
    Event,
    Fragment,
    Line,
    Normalisation,
    Note,
    Relation,
    Standoff,
    TextBound,
)

_MARK = "\ufeff"
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")
# Blanks of ASCII alone part the fields: others may stand in words.
_HEAD = re.compile(r"([^ \t]++)[ \t]++([^ \t].*)", re.DOTALL)
_OFFSETS = r"[0-9]{1,15}[ \t]++[0-9]{1,15}"
_WHERE = re.compile(rf"([^ \t]++)[ \t]++({_OFFSETS}(?:[ \t]*+;[ \t]*+{_OFFSETS})*+)(.*)", re.DOTALL)
_PAIR = re.compile(r"([0-9]{1,15})[ \t]++([0-9]{1,15})")
_WORDS = re.compile(r"(?: *+\t| ++)(.*)", re.DOTALL)
_TARGET = re.compile(r"([^ \t]++)[ \t]++([^ \t]++)(.*)", re.DOTALL)
_ENTRY = re.compile(r"[ \t]++([^ \t:]++):([^ \t]++)(.*)", re.DOTALL)

_SHORT_ENTRY = re.compile(r"([^ \t:]++):([^ \t]++)[ \t]++([^ \t]++)(.*)", re.DOTALL)


class _NotUnderstood(ValueError):
    pass


def parse_standoff(data: bytes) -> Standoff:
    """Read the bytes of a standoff file; `written` gives the same bytes back, whatever they are."""
    text = data.decode("utf-8", "surrogateescape")
    marked = text.startswith(_MARK)
    parts = text[marked:].split("\n")
    lines = [_line(part, "\n", number) for number, part in enumerate(parts[:-1], 1)]
    if parts[-1]:
        lines.append(_line(parts[-1], "", len(parts)))
    return Standoff(tuple(lines), marked)


def _line(text: str, end: str, number: int) -> Line:
    if text.endswith("\r") and end:
        text, end = text[:-1], "\r\n"
    if not text.strip():
        return Line(number, None, end, text)
    if _ESCAPED_BYTE.search(text):
        return Line(number, None, end, text, "the line is not UTF-8")
    try:
        annotation = _annotation(text)
    except _NotUnderstood as error:
        return Line(number, None, end, text, str(error))
    return Line(number, annotation, end, None if str(annotation) == text else text)


def _annotation(text: str) -> Annotation:
    read = _READERS.get(text[0])
    if read is None:
        raise _NotUnderstood("the line begins with none of T, E, R, A, M, N, # and *")
    head = _HEAD.fullmatch(text)
    if head is None:
        raise _NotUnderstood("nothing stands after the id")
    return read(head[1], head[2])


def _text_bound(local: str, rest: str) -> TextBound:
    found = _WHERE.fullmatch(rest)
    if found is None:
        raise _NotUnderstood("a span (T) needs a type and offsets, like: Person 0 5")
    return TextBound(local, found[1], _fragments(found[2]), _words(found[3]))


def _fragments(where: str) -> tuple[Fragment, ...]:
    return tuple((int(pair[1]), int(pair[2])) for pair in _PAIR.finditer(where))


def _words(rest: str) -> str | None:
    """What follows the fields; None where nothing does."""
    if not rest:
        return None
    found = _WORDS.fullmatch(rest)
    if found is None:
        raise _NotUnderstood("a tab is missing after the offsets or ids")
    return found[1]


def _fields(rest: str) -> list[str]:
    return [field for field in rest.replace("\t", " ").split(" ") if field]


def _event(local: str, rest: str) -> Event:
    head, *roles = _fields(rest)
    kind, _, trigger = head.partition(":")
    return Event(local, kind, trigger, _roles(roles))


def _relation(local: str, rest: str) -> Relation:
    kind, *roles = _fields(rest)
    if len(roles) < 2:
        raise _NotUnderstood("a relation (R) needs a type and two arguments, like: Says Arg1:T1 Arg2:T2")
    return Relation(local, kind, _roles(roles))


def _roles(words: list[str]) -> tuple[tuple[str, str], ...]:
    pairs = [word.partition(":") for word in words]
    if not all(role and target for role, _, target in pairs):
        raise _NotUnderstood("an argument needs a role and an id, like: Agent:T1")
    return tuple((role, target) for role, _, target in pairs)


def _attribute(local: str, rest: str) -> Attribute:
    found = _TARGET.fullmatch(rest)
    if found is None:
        raise _NotUnderstood("an attribute (A) needs a name and the id of what has it, like: Negated E1")
    return Attribute(local, found[1], found[2], found[3].strip(" \t") or None)


def _normalisation(local: str, rest: str) -> Normalisation:
    found = _TARGET.fullmatch(rest)
    entry = _ENTRY.fullmatch(found[3]) if found else None
    if found is not None and entry is not None:
        return Normalisation(local, found[1], found[2], entry[1], entry[2], _words(entry[3]))
    # Some corpora leave the type out and put the entry first.
    short = _SHORT_ENTRY.fullmatch(rest)
    if short is None:
        raise _NotUnderstood("a normalisation (N) needs a type, an id and an entry, like: Reference T1 Wikipedia:5343")
    return Normalisation(local, "Reference", short[3], short[1], short[2], _words(short[4]))


def _note(local: str, rest: str) -> Note:
    found = _TARGET.fullmatch(rest)
    if found is None:
        raise _NotUnderstood("a note (#) needs a type and the id that it is about, like: AnnotatorNotes T1")
    return Note(local, found[1], found[2], _words(found[3]))


def _equivalence(local: str, rest: str) -> Equivalence:
    kind, *members = _fields(rest)
    if len(members) < 2:
        raise _NotUnderstood("an equivalence (*) needs a type and two ids or more, like: Equiv T1 T2")
    return Equivalence(local, kind, tuple(members))


_READERS: dict[str, Callable[[str, str], Annotation]] = {
    "T": _text_bound,
    "E": _event,
    "R": _relation,
    "A": _attribute,
    "M": _attribute,
    "N": _normalisation,
    "#": _note,
    "*": _equivalence,
}
