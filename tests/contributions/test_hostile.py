"""Contributions that mean harm: refused or shown harmlessly, in bounded time and memory, and the run goes on."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conflict_claims.files.layout import Layout
from tests.check.broken import edit
from tests.contributions.pull_requests import plant
from tests.contributions.workflow import commands, run_job
from tests.corpora import TEXT, add_article, add_pass, records, span
from tests.repositories import git, repository

MEGABYTES = 1_500
PROCESSOR_SECONDS = 120
"""Of memory and processor time: far above what a small corpus needs, far below what a bomb would take."""

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"
FORGED = "\n::error file=x::forged\r\n##[error]forged\n%0A::warning::forged"
ESCAPES = "\x1b[2J\x1b]0;title\x07\x9b31m\u202e\u2066"
NAME = "corpus/articles/a\n::error file=x::forged\n\x1b[31m<b>`|%0A.md"


def limited(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command of ours, which must keep within the bounds."""
    with (root.parent / "out").open("w+") as out, (root.parent / "err").open("w+") as err:
        process = subprocess.Popen(
            [sys.executable, "-m", "conflict_claims.cli", *words, "--root", str(root)], stdout=out, stderr=err,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS)),
        )  # fmt: skip
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert used.ru_maxrss / 1024 < MEGABYTES
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(process.args, process.returncode, out.read(), err.read())


def headline(layout: Layout) -> None:
    add_article(layout, "harl-0008", TEXT.replace("Shelling of Harl", f"{SCRIPT} Harl", 1))


def command_in_text(layout: Layout) -> None:
    text = f"A day\n\n::error file=x::forged\n\n##[error]forged said 3 people died.{ESCAPES}"
    add_article(layout, "harl-0008", text)
    marked = [span(text, "##[error]forged", "a1", "actor", type=f"::error::{ESCAPES}", mention=FORGED, note=FORGED)]
    add_pass(layout, "harl-0008", text, marked)


def command_in_registry(layout: Layout) -> None:
    with layout.registry("actors.yaml").open("a") as file:
        file.write('- id: "::error::forged\\e[31m"\n  name: "x\\n::error::forged"\n  type: "##[error]forged"\n')


def strange_name(layout: Layout) -> None:
    (layout.root / NAME).write_text("x")


def link(layout: Layout) -> None:
    layout.annotation("gold", "harl-0004").symlink_to("/etc/passwd")
    (layout.annotations / "elsewhere").symlink_to("/etc")
    (layout.raw / "harl-0004.txt").unlink()
    (layout.raw / "harl-0004.txt").symlink_to("/dev/zero")


def pipe(layout: Layout) -> None:
    os.mkfifo(layout.annotation("gold", "harl-0004"))
    os.mkfifo(layout.annotations / "stray")


def yaml_bomb(layout: Layout) -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(f'*{chr(97 + n)}' for _ in range(9))}]\n" for n in range(12)
    )
    layout.registry("topics.yaml").write_text(bomb)
    edit(layout.article("harl-0004"), "id: harl-0004", f"{bomb}id: harl-0004")
    layout.settings.write_text(bomb)


def yaml_tag(layout: Layout) -> None:
    edit(layout.article("harl-0004"), "split: test", "split: !!python/object/apply:os.system ['touch sprung']")


def brackets(layout: Layout) -> None:
    deep = "[" * 10_000
    with layout.annotation("gold", "harl-0002").open("a") as file:
        file.write(f"{deep}\n{deep}{']' * 10_000}\n" + '{"id":' * 10_000 + "\n")
    layout.registry("topics.yaml").write_text(deep)
    layout.waivers.write_text(f"x = {deep}")
    edit(layout.article("harl-0004"), "split: test", f"split: {deep}")


def long_line(layout: Layout) -> None:
    line = b"x" * 50_000_000
    with layout.annotation("gold", "harl-0002").open("ab") as file:
        file.write(b'{"id":"a1","text":"' + line + b'"}\n')
    layout.article("harl-0004").write_bytes(line)
    layout.waivers.write_bytes(line)
    (layout.raw / "harl-0004.txt").write_bytes(line)


def traps(layout: Layout) -> None:
    words = ("at least " * 20_000, "[" * 50_000, "1,000 " * 30_000, "a-" * 80_000, '"' * 150_000, "\\" * 150_000,
             "Mr. " * 40_000, " " * 150_000 + "x", "\u0301" * 100_000)  # fmt: skip
    for number, text in enumerate(words, 10):
        whole = f"Trap {number}\n\n{text.strip() or 'x'} end."
        add_article(layout, f"harl-{number:04d}", whole, url=f"https://x/{text[:50_000]}")
        marked = [span(whole, whole[8:-5], "c1", "casualty", outcome="killed", modality="exact", min=1, max=1)]
        add_pass(layout, f"harl-{number:04d}", whole, marked)


def wide(layout: Layout) -> None:
    """Ten thousand links of one claim to itself and its neighbours."""
    more = [{"id": f"k{number}", "layer": "link", "type": "subset_of", "from": f"c{1 + number % 3}",
             "to": f"c{1 + (number + 1) % 3}"} for number in range(3, 10_000)]  # fmt: skip
    add_pass(layout, "harl-0001", TEXT, [*records(), *more])


HOSTILE: dict[str, tuple[Callable[[Layout], None], frozenset[str]]] = {
    "a script in the headline": (headline, frozenset()),
    "commands in the text": (command_in_text, frozenset({"SPN016", "TXT002"})),
    "commands in a registry": (command_in_registry, frozenset({"REF009"})),
    "a file name with a newline": (strange_name, frozenset({"DOC024"})),
    "symbolic links": (link, frozenset({"DOC001", "DOC024", "DOC015"})),
    "pipes": (pipe, frozenset({"DOC001", "DOC024"})),
    "a YAML bomb": (yaml_bomb, frozenset({"DOC007"})),
    "a YAML tag": (yaml_tag, frozenset({"DOC007"})),
    "brackets": (brackets, frozenset({"SPN001", "DOC007"})),
    "a line of 50 MB": (long_line, frozenset({"DOC005", "DOC004"})),
    "traps for patterns": (traps, frozenset()),
    "many links": (wide, frozenset({"LNK006"})),
}


SHOWN = ("a script in the headline", "commands in the text", "commands in a registry", "a file name with a newline")
"""What could be taken for markup or a cursor's movement: tried in every format."""

CASES = [(name, "github") for name in HOSTILE] + [(name, form) for name in SHOWN for form in ("text", "markdown")]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "form"), CASES)
def test_it_is_refused_or_shown_harmlessly_within_bounds(tmp_path: Path, name: str, form: str) -> None:
    harm, rules = HOSTILE[name]
    layout = repository(tmp_path / "corpus")
    harm(layout)
    done = limited(layout.root, "check", "--changed", "--base", "main", "--format", form, "--today", "2031-06-01")
    assert done.returncode in (0, 1), done.stderr[-2000:]
    assert done.returncode == 1 or not rules
    assert "INT001" not in done.stdout
    assert all(rule in done.stdout for rule in rules), done.stdout[-3000:]
    harmless(done.stdout + done.stderr, form)
    assert not list(tmp_path.rglob("sprung"))


def harmless(printed: str, form: str) -> None:
    """No control character, no command but our own, no markup."""
    assert not [char for char in printed if char != "\n" and (ord(char) < 32 or 127 <= ord(char) < 160)]
    assert not {"\u202e", "\u2066", "\u2028"} & set(printed)
    for command, properties, _ in commands(printed):
        assert form == "github"
        assert command in ("error", "warning", "notice")
        assert properties["title"][:3].isupper()
        assert properties["file"] != "x"
    if form == "markdown":
        from markdown_it import MarkdownIt

        page = MarkdownIt("gfm-like", {"html": True, "linkify": False}).enable("table").render(printed)
        assert "<img" not in page
        assert "<script" not in page
        assert "<b>" not in page


OTHERS = [(words, name) for words in ("stats --base main", "tolls", "format --check") for name in (
    "commands in the text", "a file name with a newline", "symbolic links", "a line of 50 MB")]  # fmt: skip
OTHERS += [("stats --base main", "brackets"), ("tolls", "many links"), ("agreement gold ada", "pipes"),
           ("stats --format markdown", "commands in a registry"), ("stats", "a YAML bomb")]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("words", "name"), OTHERS)
def test_other_commands_end_within_bounds_and_forge_nothing(tmp_path: Path, words: str, name: str) -> None:
    layout = repository(tmp_path / "corpus")
    HOSTILE[name][0](layout)
    done = limited(layout.root, *words.split())
    assert done.returncode in (0, 1, 2), done.stderr[-2000:]
    harmless(done.stdout + done.stderr, words.split()[-1])


@pytest.mark.slow
def test_the_whole_job_on_everything_at_once_forges_nothing(tmp_path: Path) -> None:
    def everything(layout: Layout) -> None:
        for harm in (headline, command_in_text, command_in_registry, strange_name, link, yaml_tag):
            harm(layout)

    outcome = run_job(tmp_path, tmp_path / "server", plant(tmp_path / "server", everything))
    assert outcome.verdict == 1
    for printed in outcome.printed.values():
        for command, properties, message in commands(printed):
            assert command in ("error", "warning", "notice")
            assert properties["title"][:3].isupper()
            assert properties["file"] != "x"
            assert "\x1b" not in message
    from markdown_it import MarkdownIt

    page = MarkdownIt("gfm-like", {"html": True, "linkify": False}).enable("table").render(outcome.summary)
    assert "<img" not in page
    assert "<script" not in page
    assert not list(tmp_path.rglob("sprung"))


@pytest.mark.slow
def test_a_forged_memory_in_a_contribution_is_not_looked_at(tmp_path: Path) -> None:
    layout = repository(tmp_path / "corpus")
    for place in ("conflict-claims", "dist/conflict-claims", ".conflict-claims"):
        (layout.root / place).mkdir(parents=True)
        (layout.root / place / "known-articles").write_text("forged")
    git(layout.root, "add", "--all", "--force")
    add_article(layout, "harl-0009", TEXT.replace("Tuesday", "Sunday"), split="test")
    done = limited(layout.root, "check", "--changed", "--base", "main", "--format", "jsonl")
    assert "SPL002" in done.stdout
