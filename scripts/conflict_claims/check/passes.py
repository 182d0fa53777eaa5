"""Rules on an annotation file as a whole: SPN009 to SPN011, SPN013, SPN016, SPN021, SPN022."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import PurePosixPath

from conflict_claims.annotations import Pass, canonical
from conflict_claims.annotations.canonical import split_id
from conflict_claims.annotations.records import ID_PREFIX
from conflict_claims.articles import Article, Settings
from conflict_claims.check.settings import GUIDELINES
from conflict_claims.files.layout import Layout
from conflict_claims.files.reading import open_regular
from conflict_claims_schemas.problems import Problem
from conflict_claims_schemas.vocabulary import LAYER


def names_another_article(marked: Pass) -> bool:
    """Whether the header names another article than the file does, so that its offsets cannot be trusted."""
    return marked.article_id != PurePosixPath(marked.file).stem


def header_problems(marked: Pass, article: Article | None, settings: Settings | None) -> list[Problem]:
    """What is wrong with the header of an annotation file."""
    return [
        *_hash(marked, article),
        *_place(marked),
        *_unannounced(marked),
        *_used_numbers(marked),
        *_layers(marked),
        *_guidelines(marked, settings),
    ]


def form_problems(marked: Pass, layout: Layout) -> list[Problem]:
    """Whether the file stands in canonical form; asked only of files that could be read whole."""
    expected = canonical(marked.header, marked.records)
    if sha256(expected).digest() == marked.digest:
        return []
    with open_regular(layout.root / marked.file) as file:
        content = file.read()
    line = _first_difference(content, expected)
    told = "the canonical order, keys and spacing"
    found = f"line {line} in another form"
    fix = f"run: conflict-claims format {marked.file}"
    return [Problem("SPN021", marked.file, line, "", _place_of(marked), expected=told, found=found, fix=fix)]


def _first_difference(content: bytes, expected: bytes) -> int:
    left, right = content.split(b"\n"), expected.split(b"\n")
    pairs = enumerate(zip(left, right, strict=False), 1)
    return next((number for number, (a, b) in pairs if a != b), min(len(left), len(right)))


def _place_of(marked: Pass) -> str:
    return PurePosixPath(marked.file).stem


def _problem(rule: str, marked: Pass, field: str, expected: str, found: str, fix: str = "") -> Problem:
    return Problem(rule, marked.file, 1, field, _place_of(marked), expected=expected, found=found, fix=fix)


def _hash(marked: Pass, article: Article | None) -> Iterator[Problem]:
    # Whether the article's own hash is right is DOC014's matter; here it says which text was marked.
    if article is not None and marked.header["text_sha256"] != article.front["text_sha256"]:
        expected = f"{article.front['text_sha256']}, as {article.file} has it"
        yield _problem("SPN009", marked, "text_sha256", expected, marked.header["text_sha256"])


def _place(marked: Pass) -> Iterator[Problem]:
    path = PurePosixPath(marked.file)
    if marked.article_id != path.stem:
        yield _problem("SPN010", marked, "article", f"{path.stem}, as the file is named", marked.article_id)
    if marked.annotator != path.parent.name:
        expected = f"{path.parent.name}, as the folder is named"
        yield _problem("SPN010", marked, "annotator", expected, marked.annotator)


def _unannounced(marked: Pass) -> Iterator[Problem]:
    announced = frozenset(marked.header["layers"])
    for record in marked.records:
        if record["layer"] not in announced:
            yield Problem(
                "SPN011", marked.file, record["line"], "layer", _place_of(marked), record["id"],
                record.get("start"), record.get("end"), record.get("text", ""),
                expected="a layer of the header: " + (", ".join(marked.header["layers"]) or "none"),
                found=record["layer"], fix=f'add "{record["layer"]}" to the header\'s layers',
            )  # fmt: skip


def _used_numbers(marked: Pass) -> Iterator[Problem]:
    """Numbers in use that the header still calls free: the next new record would be given one of them."""
    highest: dict[str, int] = {}
    for record in marked.records:
        prefix, number = split_id(record["id"])
        highest[prefix] = max(number or 0, highest.get(prefix, 0))
    for prefix in ID_PREFIX.values():
        stated = marked.header["next"].get(prefix, 1)
        if stated <= highest.get(prefix, 0):
            expected, found = f'"{prefix}" of at least {highest[prefix] + 1}', f"{stated}"
            fix = f"run: conflict-claims format {marked.file}"
            yield _problem("SPN013", marked, "next", expected, found, fix)


def _layers(marked: Pass) -> Iterator[Problem]:
    for layer in marked.header["layers"]:
        if layer not in LAYER.names:
            yield _problem("SPN016", marked, "layers", "layers: one of " + ", ".join(LAYER.names), layer)


def _guidelines(marked: Pass, settings: Settings | None) -> Iterator[Problem]:
    given = _version(marked.header["guidelines"])
    in_force = _version(settings.guidelines) if settings else None
    if given is None:
        found = marked.header["guidelines"]
        yield _problem("SPN022", marked, "guidelines", "g and two numbers, like g1.0", found)
    elif in_force and settings and given > in_force:
        expected = f"a version up to {settings.guidelines}, which corpus.yaml has"
        yield _problem("SPN022", marked, "guidelines", expected, marked.header["guidelines"])


def _version(text: str) -> tuple[int, int] | None:
    match = GUIDELINES.fullmatch(text)
    return (int(match.group(1)), int(match.group(2))) if match else None
