"""README and CONTRIBUTING say what is so: their commands run and print what the pages show, and their links lead somewhere."""

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
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv*", "dist", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis"
)
RUN, OTHER = ("console", "sh", "python"), ("text", "yaml", "json", "toml", "")
PROMPT, MADE_BY_MAKE = "$ ", "make "
TIMEOUT = 300

BLOCK = re.compile(r"^(?P<fence>```+)(?P<kind>[^\n]*)\n(?P<body>.*?)^(?P=fence)[ \t]*$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\((?P<target>[^)\s]+)\)")


@dataclass(frozen=True)
class Step:
    """Something that a page tells its reader to run; `shown` is what the page says it prints, None where it shows nothing."""

    place: str
    command: list[str]
    shown: str | None = None


def blocks(page: str) -> Iterator[tuple[int, str, str]]:
    """The fenced blocks of a page: line, language, content."""
    text = REPOSITORY.joinpath(page).read_text("utf-8")
    for match in BLOCK.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, match["kind"].strip(), match["body"]


def steps(page: str) -> Iterator[Step]:
    """What a reader of the page runs, in the order in which it stands there."""
    for line, kind, body in blocks(page):
        place = f"{page}:{line}"
        if kind == "python":
            yield Step(place, [sys.executable, "-c", body])
        elif kind == "sh":
            yield Step(place, ["sh", "-euc", body])
        elif kind == "console":
            for command, shown in transcript(body):
                yield Step(f"{place}: {command}", ["sh", "-euc", command], shown)


def transcript(body: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with the output below it."""
    assert body.startswith(PROMPT), f"a console block begins with {PROMPT!r}: {body!r}"
    for part in re.split(rf"^{re.escape(PROMPT)}", body, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


def is_for_make(step: Step) -> bool:
    """Whether the step is `make TARGET`, which sets up a whole environment: such lines are only looked up."""
    return step.command[-1].strip().startswith(MADE_BY_MAKE)


def matches(shown: str, printed: str) -> bool:
    """Whether `printed` is what the page shows, where a line `...` stands for any lines and `...` in a line for any words."""
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == "..." else r".*".join(map(re.escape, line.rstrip().split("..."))) + r"[ \t]*\n"
        for line in shown.rstrip("\n").split("\n")
    )
    return re.fullmatch(pattern, printed.rstrip("\n") + "\n") is not None


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the repository, under git as a fresh clone is."""
    folder = tmp_path / "conflict-claims"
    shutil.copytree(REPOSITORY, folder, ignore=LEFT_OUT, symlinks=True)
    for words in (["init", "--quiet", "--initial-branch=main"], ["add", "."], ["commit", "--quiet", "--message=clone"]):
        subprocess.run(["git", *words], cwd=folder, env=environment(folder), check=True, capture_output=True)
    return folder


def environment(folder: Path) -> dict[str, str]:
    """Of a reader who has set the project up in `folder` and has no connection."""
    home = folder.parent / "home"
    home.mkdir(exist_ok=True)
    return {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        # the copy's packages, not those of the checkout that is installed here
        "PYTHONPATH": os.pathsep.join([str(folder / "scripts"), str(folder / "schemas")]),
        "HOME": str(home),
        "TMPDIR": str(home),
        "HF_HOME": str(home / "hf"),
        "HF_DATASETS_CACHE": str(home / "hf" / "datasets"),
        "HF_HUB_OFFLINE": "1",
        "HF_DATASETS_DISABLE_PROGRESS_BARS": "1",
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "120",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "A Reader",
        "GIT_AUTHOR_EMAIL": "reader@example.org",
        "GIT_COMMITTER_NAME": "A Reader",
        "GIT_COMMITTER_EMAIL": "reader@example.org",
    }


def run(step: Step, folder: Path) -> None:
    """Run a step in the copy, and hold what it prints against the page."""
    done = subprocess.run(
        step.command, cwd=folder, env=environment(folder), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, timeout=TIMEOUT, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{step.place}\nends with {done.returncode} and prints\n{done.stdout}"
    if step.shown:
        told = f"{step.place}\nthe page shows\n{step.shown}\nand it prints\n{done.stdout}"
        assert matches(step.shown, done.stdout), told


@pytest.mark.slow
@pytest.mark.parametrize("page", EXECUTED)
def test_a_reader_can_run_the_page_from_top_to_bottom(page: str, copy: Path) -> None:
    # what `make dataset` does once the environment is there
    run(Step("make dataset", ["sh", "-euc", "conflict-claims check\nconflict-claims build --edition full"]), copy)
    for step in steps(page):
        if not is_for_make(step):
            run(step, copy)


@pytest.mark.parametrize("page", EXECUTED)
def test_every_make_target_named_is_one(page: str) -> None:
    text = REPOSITORY.joinpath(page).read_text("utf-8")
    named = set(re.findall(r"(?:^|`|\$ )make ([a-z-]+)", text, re.MULTILINE))
    makefile = REPOSITORY.joinpath("Makefile").read_text("utf-8")
    assert named - set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE)) == set()


def test_continuous_integration_runs_the_test_command_of_the_readme() -> None:
    commands = [step.command[-1].strip() for step in steps("README.md") if is_for_make(step)]
    assert commands == ["make dataset", "make test"]
    assert REPOSITORY.joinpath(".ci/run").read_text("utf-8").splitlines()[-1] == "make test"


@pytest.mark.parametrize("page", EXECUTED)
def test_no_code_block_escapes_execution(page: str) -> None:
    kinds = {kind for _, kind, _ in blocks(page)}
    assert kinds <= {*RUN, *OTHER}


@pytest.mark.parametrize("page", LINKED)
def test_links_to_files_and_headings_lead_somewhere(page: str) -> None:
    source = REPOSITORY / page
    text = source.read_text("utf-8")
    broken = [match["target"] for match in LINK.finditer(text) if not leads_somewhere(source, match["target"])]
    assert broken == []


def leads_somewhere(page: Path, target: str) -> bool:
    """Whether a link of `page` names a file of the repository, and a heading in it; web addresses are taken on trust."""
    if target.startswith(("https://", "http://")):
        return True
    name, _, anchor = target.partition("#")
    path = (page.parent / name).resolve() if name else page
    if not path.exists() or not path.is_relative_to(REPOSITORY):
        return False
    return not anchor or path.suffix != ".md" or anchor in anchors(path.read_text("utf-8"))


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#{1,6} +(.*)$", BLOCK.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


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


@pytest.mark.parametrize(("shown", "printed"), [("a\n", "b\n"), ("a\n", "a\nb\n"), ("a ... c\n", "a b\n"), ("a.c\n", "abc\n")])
def test_other_output_is_noticed(shown: str, printed: str) -> None:
    assert not matches(shown, printed)
