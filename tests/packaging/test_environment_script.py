"""How `.ci/venv` finds a Python and makes the environment, on machines that lack one thing or another."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import REPOSITORY

TOOLS = ("sh", "cat", "cksum", "dirname", "mv", "rm", "mkdir")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder of programs that is the whole PATH: the shell's own tools, no Python."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in TOOLS:
        found = shutil.which(name)
        assert found, name
        programs.joinpath(name).symlink_to(found)
    return programs


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout, in a folder with blanks, of what the set-up reads."""
    root = tmp_path / "a fresh clone"
    root.joinpath(".ci").mkdir(parents=True)
    for name in (".ci/venv", "pyproject.toml", "constraints.txt"):
        shutil.copy(REPOSITORY / name, root / name)
    return root


def program(folder: Path, name: str, script: str) -> Path:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return file


def old_python(folder: Path, name: str) -> Path:
    """An interpreter that says, whatever it is asked, that it is too old."""
    return program(folder, name, "exit 1")


def new_python(folder: Path, name: str) -> Path:
    return program(folder, name, f'exec "{sys.executable}" "$@"')


def set_up(checkout: Path, machine: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = ["sh", str(checkout / ".ci" / "venv"), *arguments]
    environment = {"PATH": str(machine), "HOME": str(checkout.parent), **more}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def pretend_pip_works(checkout: Path, succeeds: bool = True) -> Path:
    """Make an environment whose pip only writes down how it was called."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(checkout / ".venv")], check=True)
    calls = checkout / "calls"
    pip = next(checkout.joinpath(".venv").rglob("site-packages")) / "pip"
    pip.mkdir()
    pip.joinpath("__init__.py").touch()
    pip.joinpath("__main__.py").write_text(
        "import sys\n"
        f"open({str(calls)!r}, 'a').write(' '.join(sys.argv[1:]) + chr(10))\n"
        f"sys.exit(0 if {succeeds} or '--version' in sys.argv else 1)\n"
    )
    return calls


def test_default_python_is_used_where_it_is_new_enough(checkout: Path, machine: Path) -> None:
    new_python(machine, "python3")
    new_python(machine, "python3.13")
    assert set_up(checkout, machine, "--which").stdout == "python3\n"


def test_newest_other_python_is_used_where_the_default_is_too_old(checkout: Path, machine: Path) -> None:
    old_python(machine, "python3")
    old_python(machine, "python3.13")
    new_python(machine, "python3.12")
    new_python(machine, "python3.11")
    assert set_up(checkout, machine, "--which").stdout == "python3.12\n"


def test_named_python_wins(checkout: Path, machine: Path, tmp_path: Path) -> None:
    new_python(machine, "python3")
    mine = new_python(tmp_path, "my python")
    assert set_up(checkout, machine, "--which", PYTHON=str(mine)).stdout == f"{mine}\n"


def test_named_python_that_is_too_old_is_an_error(checkout: Path, machine: Path, tmp_path: Path) -> None:
    new_python(machine, "python3")
    mine = old_python(tmp_path, "python3.8")
    done = set_up(checkout, machine, PYTHON=str(mine))
    assert done.returncode == 1
    assert done.stderr == f"conflict-claims: PYTHON={mine} does not run, or is older than Python 3.11\n"


def test_without_a_suitable_python_one_line_says_so(checkout: Path, machine: Path) -> None:
    old_python(machine, "python3")
    done = set_up(checkout, machine)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "found no Python 3.11 or newer" in done.stderr


def test_without_any_way_to_an_environment_one_line_names_the_package(checkout: Path, machine: Path) -> None:
    refuses_venv = f'case "$1 $2" in "-m venv"|"-m virtualenv") exit 1;; esac\nexec "{sys.executable}" "$@"'
    program(machine, "python3", refuses_venv)
    done = set_up(checkout, machine)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"apt install python{sys.version_info[0]}.{sys.version_info[1]}-venv" in done.stderr
    assert not checkout.joinpath(".venv").exists()


@pytest.mark.slow
def test_outer_pip_helps_where_venv_comes_without_one(checkout: Path, machine: Path) -> None:
    # As Debian's python3 without python3-venv; the "pip" that it has puts a stand-in into the environment.
    stand_in = (
        "import pathlib, sys; target = pathlib.Path(sys.argv[1]).parents[1];"
        "site = next(target.rglob('site-packages')); (site / 'pip').mkdir();"
        "[(site / 'pip' / name).touch() for name in ('__init__.py', '__main__.py')]"
    )
    program(
        machine,
        "python3",
        f'case "$*" in "-m venv .venv"|"-m virtualenv"*) exit 1;;\n'
        f'"-m pip --python "*) exec "{sys.executable}" -c "{stand_in}" "$4";; esac\n'
        f'exec "{sys.executable}" "$@"',
    )
    done = set_up(checkout, machine)
    assert done.returncode == 0, done.stderr
    assert checkout.joinpath(".venv", "installed").is_file()


def test_pip_installs_under_the_constraints(checkout: Path, machine: Path) -> None:
    calls = pretend_pip_works(checkout)
    assert set_up(checkout, machine).returncode == 0
    installs = [line for line in calls.read_text().splitlines() if line.startswith("install")]
    assert installs
    assert all("--constraint constraints.txt" in line for line in installs)


def test_second_run_does_nothing(checkout: Path, machine: Path) -> None:
    calls = pretend_pip_works(checkout)
    set_up(checkout, machine)
    calls.unlink()
    done = set_up(checkout, machine)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not calls.exists()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_changed_requirements_are_installed_again(checkout: Path, machine: Path, name: str) -> None:
    calls = pretend_pip_works(checkout)
    set_up(checkout, machine)
    calls.unlink()
    with checkout.joinpath(name).open("a") as file:
        file.write("# changed\n")
    set_up(checkout, machine)
    assert "install" in calls.read_text()


@pytest.mark.slow
def test_interrupted_install_is_not_taken_for_a_finished_one(checkout: Path, machine: Path) -> None:
    calls = pretend_pip_works(checkout)
    set_up(checkout, machine)
    shutil.rmtree(checkout / ".venv")
    pretend_pip_works(checkout, succeeds=False)
    assert set_up(checkout, machine).returncode != 0
    assert not checkout.joinpath(".venv", "installed").exists()
    calls.unlink()
    set_up(checkout, machine)
    assert "install" in calls.read_text()


@pytest.mark.slow
def test_environment_that_was_moved_is_made_anew(checkout: Path, machine: Path) -> None:
    pretend_pip_works(checkout)
    set_up(checkout, machine)
    moved = checkout.rename(checkout.with_name("moved"))
    done = set_up(moved, machine)
    # no Python on this machine's PATH: trying to make one is the proof
    assert "found no Python 3.11 or newer" in done.stderr


@pytest.mark.slow
def test_set_up_works_from_any_folder(checkout: Path, machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend_pip_works(checkout)
    monkeypatch.chdir(os.sep)
    assert set_up(checkout, machine).returncode == 0
