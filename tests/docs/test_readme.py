"""README and CONTRIBUTING tell the truth: commands run and print what is shown, and links lead somewhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
EXECUTED = ("README.md", "CONTRIBUTING.md")
LINKED = (*EXECUTED, "DATASHEET.md", "CHANGELOG.md", "docs/README.md", "tests/README.md")
NOT_IN_A_CLONE = shutil.ignore_patterns(
    ".git", ".venv*", "dist", "__pycache__", ".*_cache", ".hypothesis", "*.egg-info"
)
SHELL = ("sh", "-euc")
PROMPT = "$ "
ANYTHING = "..."
SECONDS = 300

# Gebru et al. 2021 ask so many questions, "other comments" among them.
QUESTIONS = {
    "Motivation": 4,
    "Composition": 16,
    "Collection": 12,
    "Preprocessing, cleaning, labelling": 4,
    "Uses": 6,
    "Distribution": 7,
    "Maintenance": 8,
}

BLOCK = re.compile(r"^(```+)(\w*)\n(.*?)^\1[ \t]*$\n?", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Block:
    """A fenced block of a page; `output` is the `text` block right below it, if there is one."""

    place: str
    kind: str
    body: str
    output: str | None = None


@dataclass(frozen=True)
class Step:
    """Something that a page tells its reader to run; `shown` is what it says is printed, if it says so."""

    place: str
    command: tuple[str, ...]
    shown: str | None = None

    @property
    def is_for_make(self) -> bool:
        """Whether it sets up a whole environment first: such a line is only looked up."""
        return self.command[-1].startswith("make ")


def page_text(page: str) -> str:
    return REPOSITORY.joinpath(page).read_text("utf-8")


def blocks(page: str) -> Iterator[Block]:
    text = page_text(page)
    for match in BLOCK.finditer(text):
        below = BLOCK.match(text, match.end() + 1)
        output = below[3] if below and below[2] == "text" else None
        yield Block(f"{page}:{text.count(chr(10), 0, match.start()) + 1}", match[2], match[3], output)


def steps(page: str) -> Iterator[Step]:
    """What a reader of the page runs, in the order in which it stands there."""
    for block in blocks(page):
        if block.kind == "python":
            yield Step(block.place, (sys.executable, "-c", block.body), block.output)
        elif block.kind == "sh":
            yield Step(block.place, (*SHELL, block.body))
        elif block.kind == "console":
            yield from transcript(block)


def transcript(block: Block) -> Iterator[Step]:
    """The commands of a console block, each with the output below it."""
    before, *parts = re.split(rf"^{re.escape(PROMPT)}", block.body, flags=re.MULTILINE)
    assert not before, f"{block.place}: a console block begins with {PROMPT!r}"
    for part in parts:
        command, _, shown = part.partition("\n")
        yield Step(f"{block.place}: {command}", (*SHELL, command), shown)


def matches(shown: str, printed: str) -> bool:
    """Whether `printed` is as shown: a line `...` stands for any lines, `...` within a line for any words."""
    lines = (
        r"(?:.*\n)*?" if line == ANYTHING else ".*".join(map(re.escape, line.split(ANYTHING))) + r"[ \t]*\n"
        for line in map(str.rstrip, shown.rstrip().split("\n"))
    )
    return re.fullmatch("".join(lines), printed.rstrip() + "\n") is not None


def readers_environment(folder: Path) -> dict[str, str]:
    """Of someone who has set the project up in `folder`, and has no connection."""
    home = folder.parent / "home"
    home.mkdir(exist_ok=True)
    return {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        # the copy's packages, not those of the checkout that is installed here
        "PYTHONPATH": os.pathsep.join([str(folder / "scripts"), str(folder / "schemas")]),
        "PYTHONUTF8": "1",
        "HOME": str(home),
        "TMPDIR": str(home),
        "HF_HOME": str(home / "hf"),
        "HF_DATASETS_CACHE": str(home / "hf" / "datasets"),
        "HF_HUB_OFFLINE": "1",
        "HF_DATASETS_DISABLE_PROGRESS_BARS": "1",
        "COLUMNS": "120",
    }


def run(step: Step, folder: Path) -> None:
    """Run a step in `folder`, and hold what it prints against what the page shows."""
    done = subprocess.run(
        step.command,
        cwd=folder,
        env=readers_environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, f"{step.place}\nends with {done.returncode} and prints\n{done.stdout}"
    if step.shown is not None and step.shown.strip():
        told = f"{step.place}\nthe page shows\n{step.shown}\nand it prints\n{done.stdout}"
        assert matches(step.shown, done.stdout), told


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A copy of the repository in which `make dataset` has been run."""
    folder = tmp_path / "conflict-claims"
    shutil.copytree(REPOSITORY, folder, ignore=NOT_IN_A_CLONE, symlinks=True)
    run(Step("make dataset", (*SHELL, "conflict-claims check; conflict-claims build --edition full")), folder)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("page", EXECUTED)
def test_a_reader_can_run_the_page_from_top_to_bottom(page: str, clone: Path) -> None:
    for step in steps(page):
        if not step.is_for_make:
            run(step, clone)


@pytest.mark.parametrize("page", LINKED)
def test_every_make_target_named_is_one(page: str) -> None:
    named = set(re.findall(r"(?:^|`|\$ )make ([a-z][a-z-]*)", page_text(page), re.MULTILINE))
    targets = set(re.findall(r"^([a-z][a-z-]*):", page_text("Makefile"), re.MULTILINE))
    assert named - targets == set()


def test_continuous_integration_runs_the_test_command_of_the_readme() -> None:
    commands = [step.command[-1].strip() for step in steps("README.md") if step.is_for_make]
    assert commands == ["make dataset", "make test"]
    assert page_text(".ci/run").splitlines()[-1] == "make test"


@pytest.mark.parametrize("page", EXECUTED)
def test_no_block_of_code_escapes_execution(page: str) -> None:
    assert {block.kind for block in blocks(page)} <= {"console", "sh", "python", "text"}


@pytest.mark.parametrize("page", LINKED)
def test_links_lead_to_files_and_headings_that_are_there(page: str) -> None:
    targets = LINK.findall(BLOCK.sub("", page_text(page)))
    assert [target for target in targets if not leads_somewhere(REPOSITORY / page, target)] == []


def leads_somewhere(page: Path, target: str) -> bool:
    """Whether a link of `page` names a file of the repository and a heading in it; the web is trusted."""
    if target.startswith(("https://", "http://")):
        return True
    name, _, anchor = target.partition("#")
    path = (page.parent / name).resolve() if name else page
    if not path.exists() or not path.is_relative_to(REPOSITORY):
        return False
    return not anchor or anchor in anchors(path.read_text("utf-8"))


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#{1,6} +(.*)$", BLOCK.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


def test_the_datasheet_answers_every_question() -> None:
    _, *sections = re.split(r"^## ", page_text("DATASHEET.md"), flags=re.MULTILINE)
    answered: dict[str, int] = {}
    for section in sections:
        name, *questions = re.split(r"^### ", section, flags=re.MULTILINE)
        assert all(question.partition("\n")[2].strip() for question in questions)
        answered[name.partition("\n")[0]] = len(questions)
    assert answered == QUESTIONS


@pytest.mark.parametrize(
    ("shown", "printed"),
    [
        ("a\n", "a\n"),
        ("a ...\n", "a 12 b\n"),
        ("a\n...\nz\n", "a\nb\nc\nz\n"),
        ("a\n...\n", "a\n"),
        ("...\nz\n", "z\n"),
    ],
)
def test_dots_stand_for_anything(shown: str, printed: str) -> None:
    assert matches(shown, printed)


@pytest.mark.parametrize(
    ("shown", "printed"),
    [("a\n", "b\n"), ("a\n", "a\nb\n"), ("a ... c\n", "a b\n"), ("a.c\n", "abc\n"), ("...\nz\n", "z\ny\n")],
)
def test_other_output_is_noticed(shown: str, printed: str) -> None:
    assert not matches(shown, printed)
