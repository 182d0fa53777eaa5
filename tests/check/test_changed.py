"""`check --changed` finds what the whole run finds."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conflict_claims.check.changed import check_changed
from conflict_claims.check.engine import check
from conflict_claims.cli import main
from conflict_claims.files.layout import Layout
from conflict_claims.files.revision import NoRevision
from conflict_claims.render.report import Report
from conflict_claims_schemas.problems import Problem
from tests.check.broken import edit
from tests.corpora import TEXT, add_article, add_pass, records
from tests.repositories import OTHER_TEXT, WAIVERS, commit, corpus, git, repository, shot
from tests.sampling import mostly_slow

IDLE = WAIVERS.replace("0003", "0001")
TWICE = "- id: nf\n  name: NF\n  type: militia\n- id: northern-front"
DAY = datetime.date(2031, 6, 1)
Edit = Callable[[Layout], None]


def changed(layout: Layout, base: str = "main") -> Report:
    return check_changed(layout, base, today=DAY)


def whole(layout: Layout) -> Report:
    return check(layout, today=DAY)


def article(name: str) -> Path:
    return Path("corpus/articles") / f"{name}.md"


def write(layout: Layout, name: str, content: str | bytes) -> None:
    path = layout.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def replace(name: str | Path, old: str, new: str) -> Edit:
    """Edit a file where it is still there and has the words."""

    def change(layout: Layout) -> None:
        path = layout.root / name
        if path.is_file() and not path.is_symlink():
            edit(path, old, new, needed=False)

    return change


def remove(name: str | Path) -> Edit:
    def change(layout: Layout) -> None:
        path = layout.root / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)

    return change


def link(name: str, target: str) -> Edit:
    def change(layout: Layout) -> None:
        remove(name)(layout)
        (layout.root / name).parent.mkdir(parents=True, exist_ok=True)
        (layout.root / name).symlink_to(target)

    return change


def reprint(split: str, text: str = TEXT.replace("Tuesday", "Wednesday")) -> Edit:
    return lambda layout: add_article(layout, "harl-0009", text, split=split)


def passes(name: str, text: str, marked: Sequence[dict[str, object]], **fields: str) -> Edit:
    return lambda layout: (add_pass(layout, name, text, marked, **fields), None)[1]


def ignored(layout: Layout) -> None:
    write(layout, ".gitignore", "*\n")
    reprint("test")(layout)


EDITS: dict[str, Edit] = {
    "another split": replace(article("harl-0002"), "split: train", "split: validation"),
    "out of domain in train": replace(article("harl-0003"), "split: test_ood", "split: train"),
    "train out of domain": replace(article("harl-0001"), "split: train", "split: test_ood"),
    "another day": replace(article("harl-0003"), "2031-05-11", "2031-07-11"),
    "text edited by hand": replace(article("harl-0004"), "Nothing", "Little"),
    "broken front matter": replace(article("harl-0001"), "split: train", "split: [train"),
    "another id": replace(article("harl-0001"), "id: harl-0001", "id: harl-0007"),
    "article gone": remove(article("harl-0001")),
    "article gone that has a waiver": remove(article("harl-0003")),
    "raw file edited": lambda layout: write(layout, "corpus/raw/harl-0002.txt", "other"),
    "raw file gone": remove("corpus/raw/harl-0004.txt"),
    "raw file of nobody": lambda layout: write(layout, "corpus/raw/harl-0444.txt", "x"),
    "near-duplicate in test": reprint("test"),
    "near-duplicate in train": reprint("train"),
    "same text again": reprint("test", OTHER_TEXT),
    "bound": replace("annotations/gold/harl-0002.jsonl", '"min":14', '"min":13'),
    "gold gone": remove("annotations/gold/harl-0002.jsonl"),
    "gold of all gone": remove("annotations/gold"),
    "line broken": replace("annotations/gold/harl-0001.jsonl", '"layer":"topic"', '"layer":'),
    "pass": replace("annotations/ada/harl-0001.jsonl", '"nominal"', '"noun"'),
    "new annotator": passes("harl-0004", "A quiet day\n\nNothing was reported from Tarn.", [], annotator="bo"),
    "pass over nothing": passes("harl-0077", TEXT, records(), annotator="bo"),
    "round-up": passes("harl-0003", OTHER_TEXT, shot("harl-market-2031-05")),
    "waiver idle": passes("harl-0003", OTHER_TEXT, shot()[:1]),
    "waiver gone": remove("annotations/waivers.toml"),
    "waiver too many": lambda layout: write(layout, "annotations/waivers.toml", WAIVERS + IDLE),
    "waiver expired": replace("annotations/waivers.toml", "2031-12-31", "2031-01-31"),
    "waivers unreadable": replace("annotations/waivers.toml", "[[waiver]]", "[[waiver"),
    "actor of another type": replace("corpus/actors.yaml", "rebel_group", "militia"),
    "actor gone": lambda layout: write(layout, "corpus/actors.yaml", "[]\n"),
    "actors unreadable": replace("corpus/actors.yaml", "name: Northern Front", "name: [Northern"),
    "actor twice": replace("corpus/actors.yaml", "- id: northern-front", TWICE),
    "incident of another region": replace("corpus/incidents.yaml", "region: dessa", "region: harl"),
    "incident long ago": replace("corpus/incidents.yaml", "2031-05-04", "2030-05-04"),
    "incident of another name": replace("corpus/incidents.yaml", "id: dessa-road-2031-05", "id: dessa-2031-05"),
    "topic": replace("corpus/topics.yaml", "meaning: talks", "meaning: all talks"),
    "other guidelines": replace("corpus/corpus.yaml", "guidelines: g1.0", "guidelines: g0.9"),
    "settings unreadable": replace("corpus/corpus.yaml", "name: harl", "name: [harl"),
    "stray file": lambda layout: write(layout, "annotations/gold/notes.txt", "x"),
    "stray folder": lambda layout: write(layout, "annotations/Not A Name/harl-0001.jsonl", "x"),
    "compiled Python for an annotator": lambda layout: write(layout, "annotations/__pycache__/x.jsonl", "x"),
    "compiled Python among passes": lambda layout: write(layout, "annotations/gold/__pycache__/x.pyc", "x"),
    "compiled Python among articles": lambda layout: write(layout, "corpus/articles/__pycache__/x.pyc", "x"),
    "hidden file in a stray folder": lambda layout: write(layout, "corpus/empty/.gitkeep", ""),
    "hidden file in an annotator's folder": lambda layout: write(layout, "annotations/empty/.gitkeep", ""),
    "hidden file in a folder for a pass": lambda layout: write(layout, "annotations/gold/harl-0004.jsonl/.x", ""),
    "stray folder without a file": lambda layout: (layout.raw / "empty" / "deeper").mkdir(parents=True, exist_ok=True),
    "strange name": lambda layout: write(layout, "corpus/articles/a\n::error::b\"'\\.md", "x"),
    "hidden file": lambda layout: write(layout, "corpus/articles/.hidden.md", "x"),
    "link for a pass": link("annotations/gold/harl-0002.jsonl", "harl-0001.jsonl"),
    "link for a folder": link("annotations/ada", "gold"),
    "link for the articles": link("corpus/articles", "raw"),
    "ignored by git": lambda layout: ignored(layout),
}  # fmt: skip


def place(problem: Problem) -> tuple[object, ...]:
    return problem.rule, problem.file, problem.line, problem.field, problem.span


def same(layout: Layout) -> None:
    """From a clean base, what is found among the changes is all that there is to find."""
    some, everything = changed(layout), whole(layout)
    assert some.problems == everything.problems
    assert set(some.waived) <= set(everything.waived)
    assert some.exit_code() == everything.exit_code()


QUICK = ("near-duplicate in test", "bound", "actor gone")


@pytest.mark.parametrize("name", mostly_slow({name: (name,) for name in EDITS}, quick=QUICK))
def test_from_a_clean_base_the_changes_show_every_problem(tmp_path: Path, name: str) -> None:
    layout = repository(tmp_path)
    EDITS[name](layout)
    same(layout)


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.sampled_from(sorted(EDITS)), min_size=2, max_size=5, unique=True), committed=st.booleans())
def test_any_edits_together_show_every_problem(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], committed: bool
) -> None:
    layout = repository(tmp_path_factory.mktemp("repository"))
    for name in names:
        EDITS[name](layout)
    if committed:
        git(layout.root, "switch", "--quiet", "--create", "work")
        commit(layout.root)
    same(layout)


@pytest.mark.slow
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=3, unique=True),
    after=st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=3, unique=True),
)
def test_from_a_faulty_base_no_new_problem_is_missed_and_none_invented(
    tmp_path_factory: pytest.TempPathFactory, before: list[str], after: list[str]
) -> None:
    layout = repository(tmp_path_factory.mktemp("repository"))
    for name in before:
        EDITS[name](layout)
    commit(layout.root, "faulty base")
    old = {place(problem) for problem in whole(layout).problems}
    for name in after:
        EDITS[name](layout)
    some, everything = set(changed(layout).problems), set(whole(layout).problems)
    # An old clash that now names fewer articles is no new one.
    assert {problem for problem in everything if place(problem) not in old} <= some <= everything


@pytest.mark.slow
def test_an_old_fault_elsewhere_is_not_held_against_a_change(tmp_path: Path) -> None:
    layout = repository(tmp_path)
    EDITS["bound"](layout)
    EDITS["near-duplicate in test"](layout)
    commit(layout.root, "faulty base")
    EDITS["text edited by hand"](layout)
    assert {problem.rule for problem in changed(layout).problems} == {"DOC014"}
    assert {"CAS001", "SPL002"} <= {problem.rule for problem in whole(layout).problems}


@pytest.mark.slow
def test_a_clash_is_told_where_it_is_even_in_a_file_that_nobody_touched(tmp_path: Path) -> None:
    layout = repository(tmp_path)
    EDITS["another split"](layout)
    found = changed(layout)
    assert {problem.rule for problem in found.problems} >= {"SPL001", "SPL002"}


@pytest.mark.slow
def test_a_change_that_keeps_size_and_times_is_seen(tmp_path: Path) -> None:
    layout = repository(tmp_path)
    assert changed(layout).problems == ()
    path = layout.article("harl-0002")
    known = path.stat()
    edit(path, "split: train", "split: tests")
    os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))
    assert path.stat().st_size == known.st_size
    same(layout)
    assert changed(layout).problems


@pytest.mark.slow
def test_what_is_known_of_others_is_renewed_with_their_content(tmp_path: Path) -> None:
    layout = repository(tmp_path)
    changed(layout)
    path = layout.article("harl-0001")
    edit(path, "split: train", "split: tests")
    commit(layout.root, "harl-0001 in another split")
    os.utime(path, (0, 0))
    EDITS["hidden file"](layout)
    reprint("train")(layout)
    assert any(problem.rule == "SPL002" for problem in changed(layout).problems)


TAMPER: dict[str, Callable[[bytes], bytes]] = {
    "cut off": lambda content: content[:-1],
    "empty": lambda content: b"",
    "an empty line": lambda content: b"\n",
    "another split": lambda content: content.replace(b'"train"', b'"tests"'),
    "deep": lambda content: b"[" * 100_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("tamper", TAMPER.values(), ids=TAMPER)
def test_a_memory_that_was_tampered_with_is_not_believed(tmp_path: Path, tamper: Callable[[bytes], bytes]) -> None:
    layout = repository(tmp_path)
    changed(layout)
    memory = tmp_path / ".git" / "conflict-claims" / "known-articles"
    content = memory.read_bytes()
    memory.write_bytes(tamper(content))
    reprint("test")(layout)
    same(layout)
    assert memory.read_bytes() != tamper(content)


@pytest.mark.slow
def test_a_memory_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    layout = repository(tmp_path)
    (tmp_path / ".git" / "conflict-claims").write_text("in the way")
    reprint("test")(layout)
    same(layout)


@pytest.mark.slow
def test_nothing_of_the_repository_is_run(tmp_path: Path) -> None:
    layout = repository(tmp_path)
    trap = tmp_path / "trap.sh"
    trap.write_text("#!/bin/sh\ntouch sprung\ncat\n")
    trap.chmod(0o755)
    for name in ("core.fsmonitor", "filter.trap.clean", "filter.trap.smudge", "diff.trap.textconv", "diff.external",
                 "core.pager", "core.sshCommand", "core.editor", "alias.ls-tree"):  # fmt: skip
        git(tmp_path, "config", name, f"!{trap}" if name.startswith("alias") else str(trap))
    (tmp_path / ".gitattributes").write_text("* filter=trap diff=trap\n")
    for hook in ("post-checkout", "post-index-change", "reference-transaction"):
        shutil.copy(trap, tmp_path / ".git" / "hooks" / hook)
    EDITS["bound"](layout)
    assert changed(layout).problems
    assert not list(tmp_path.rglob("sprung"))


@pytest.mark.slow
def test_another_repository_that_the_surroundings_name_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layout = repository(tmp_path / "ours")
    EDITS["bound"](layout)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", "nothing")
    assert changed(layout).problems


def test_the_base_is_what_origin_calls_its_default_branch(tmp_path: Path) -> None:
    origin = repository(tmp_path / "origin")
    git(origin.root, "branch", "--move", "trunk")
    git(tmp_path, "clone", "--quiet", str(origin.root), "clone")
    layout = Layout(tmp_path / "clone")
    commit(layout.root, "work that changes nothing")
    assert "since origin/trunk (from " in check_changed(layout, today=DAY).scope[0]


def test_the_base_is_main_where_there_is_no_origin(tmp_path: Path) -> None:
    layout = repository(tmp_path)
    git(tmp_path, "switch", "--quiet", "--create", "work")
    EDITS["bound"](layout)
    commit(layout.root)
    main = git(tmp_path, "rev-parse", "main")[:10]
    assert check_changed(layout, today=DAY).scope == (
        f"changed    1 file since main (from {main}): annotations/gold/harl-0002.jsonl",
        "looked at  1 of 4 articles: harl-0002",
    )


@pytest.mark.slow
def test_a_corpus_in_a_folder_of_a_repository_is_compared_with_that_folder(tmp_path: Path) -> None:
    repository(tmp_path)
    commit(tmp_path)
    inner = tmp_path / "second"
    shutil.copytree(tmp_path, inner, ignore=shutil.ignore_patterns(".git", "second"))
    commit(tmp_path)
    EDITS["bound"](Layout(tmp_path))
    assert changed(Layout(inner)).problems == ()
    EDITS["near-duplicate in test"](Layout(inner))
    same(Layout(inner))


@pytest.mark.parametrize(("prepare", "base", "message"), [
    (lambda root: shutil.rmtree(root / ".git"), "main", "not a git repository"),
    (lambda root: None, "nowhere", "no revision nowhere here; fetch it first, or name another: --base REV"),
    (lambda root: None, "--help", "no revision --help here"),
    (lambda root: git(root, "branch", "--move", "trunk"), None, "name the base: --base REV"),
    (lambda root: (git(root, "checkout", "--quiet", "--orphan", "other"), commit(root)), "main",
     "HEAD and main have no commit in common: compare with a revision that this work grew from: --base REV"),
    (lambda root: None, "", "an empty name is no revision"),
])  # fmt: skip
def test_a_base_that_cannot_be_had_is_told(
    tmp_path: Path, prepare: Callable[[Path], object], base: str | None, message: str
) -> None:
    layout = repository(tmp_path)
    prepare(tmp_path)
    with pytest.raises(NoRevision, match=message):
        check_changed(layout, base, today=DAY)


@pytest.mark.slow
def test_a_base_that_a_shallow_clone_lacks_is_to_be_fetched(tmp_path: Path) -> None:
    origin = repository(tmp_path / "origin")
    git(origin.root, "switch", "--quiet", "--create", "work")
    commit(origin.root)
    git(tmp_path, "clone", "--quiet", "--depth", "1", "--no-single-branch", origin.root.as_uri(), "clone")
    with pytest.raises(NoRevision, match="fetch the whole history: git fetch --unshallow"):
        check_changed(Layout(tmp_path / "clone"), "origin/main", today=DAY)


@pytest.mark.parametrize("folder", ["scripts/conflict_claims/room", "corpus/raw"])
def test_a_folder_that_holds_nothing_to_look_at_is_no_change_to_everything(tmp_path: Path, folder: str) -> None:
    layout = repository(tmp_path)
    write(layout, "scripts/conflict_claims/tool.py", "")
    write(layout, "corpus/raw/.gitkeep", "")
    commit(tmp_path)
    write(layout, f"{folder}/__pycache__/old.pyc" if "scripts" in folder else f"{folder}/.other", "")
    assert "0 files" in changed(layout).scope[0]


@pytest.mark.parametrize(("words", "message"), [
    (("--changed", "harl-0001"), "--changed finds the files itself: name no PATH beside it"),
    (("--base", "main"), "--base belongs to --changed"),
    (("--base", ""), "--base belongs to --changed"),
    (("--changed", "--base", ""), "an empty name is no revision; name the base: --base REV"),
    (("--changed", "--base", "nowhere"), "no revision nowhere here"),
])  # fmt: skip
def test_wrong_usage_is_told_and_is_no_verdict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], message: str
) -> None:
    repository(tmp_path)
    assert main(["check", "--root", str(tmp_path), *words]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("form", ["text", "jsonl", "github", "markdown"])
def test_every_format_says_what_was_looked_at(tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    layout = repository(tmp_path)
    EDITS["bound"](layout)
    assert main(["check", "--changed", "--root", str(tmp_path), "--format", form, "--today", "2031-06-01"]) == 1
    printed = capsys.readouterr()
    assert "looked at  1 of 4 articles" in printed.out + printed.err


@pytest.mark.slow
def test_annotations_name_files_by_their_place_in_the_repository(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    layout = corpus(tmp_path / "data")
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    commit(tmp_path)
    EDITS["bound"](layout)
    assert main(["check", "--changed", "--root", str(layout.root), "--format", "github", "--today", "2031-06-01"]) == 1
    assert "::error file=data/annotations/gold/harl-0002.jsonl,line=" in capsys.readouterr().out


@pytest.mark.slow
def test_an_article_is_checked_without_importing_what_takes_long(tmp_path: Path) -> None:
    layout = repository(tmp_path)
    EDITS["bound"](layout)
    program = (
        "import sys; from conflict_claims.cli import main; "
        f"code = main(['check', '--changed', '--root', {str(tmp_path)!r}]); "
        "print(code, sorted({'pandera', 'pandas', 'datasets'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "1 []"
