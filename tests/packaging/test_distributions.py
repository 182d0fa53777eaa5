"""What is in the wheel and in the source archive."""

import tarfile
import zipfile
from email.message import Message
from email.parser import Parser
from pathlib import Path, PurePosixPath

import pytest

from .conftest import REPOSITORY, Distributions

pytestmark = pytest.mark.slow

PACKAGES = (Path("scripts/conflict_claims"), Path("schemas/conflict_claims_schemas"))
METADATA = {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE"}


def package_files() -> set[Path]:
    """Every file of the two packages, relative to the repository."""
    return {
        file.relative_to(REPOSITORY)
        for package in PACKAGES
        for file in (REPOSITORY / package).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }


def wheel_files(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def sdist_files(sdist: Path) -> set[str]:
    """The names below the archive's one top folder."""
    with tarfile.open(sdist) as archive:
        return {str(PurePosixPath(*PurePosixPath(name).parts[1:])) for name in archive.getnames()}


def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return Parser().parsestr(archive.read(name).decode())


def test_wheel_makes_only_our_two_packages_importable(distributions: Distributions) -> None:
    tops = {PurePosixPath(name).parts[0] for name in wheel_files(distributions.wheel)}
    (dist_info,) = (top for top in tops if top.endswith(".dist-info"))
    assert tops - {dist_info} == {"conflict_claims", "conflict_claims_schemas"}


def test_wheel_holds_every_file_of_the_packages_and_nothing_else(distributions: Distributions) -> None:
    expected = {file.relative_to(file.parts[0]).as_posix() for file in package_files()}
    names = wheel_files(distributions.wheel)
    inside = {name for name in names if ".dist-info/" not in name}
    assert inside == expected
    assert {name.split(".dist-info/")[1] for name in names - inside} == METADATA


def test_both_packages_say_that_they_are_typed(distributions: Distributions) -> None:
    marks = {"conflict_claims/py.typed", "conflict_claims_schemas/py.typed"}
    assert marks <= wheel_files(distributions.wheel)


def test_source_archive_holds_the_code_and_no_article(distributions: Distributions) -> None:
    expected = {file.as_posix() for file in package_files()}
    around = {"LICENSE", "PKG-INFO", "README.md", "pyproject.toml", ".gitignore"}
    found = sdist_files(distributions.sdist)
    assert expected <= found
    assert found - expected <= around


def test_wheel_installs_one_command(distributions: Distributions) -> None:
    with zipfile.ZipFile(distributions.wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
        entry_points = archive.read(name).decode()
    assert entry_points.split() == ["[console_scripts]", "conflict-claims", "=", "conflict_claims.cli:main"]


def test_every_dependency_has_a_lower_bound(distributions: Distributions) -> None:
    requirements = metadata(distributions.wheel).get_all("Requires-Dist", [])
    assert requirements
    assert [requirement for requirement in requirements if ">=" not in requirement] == []
