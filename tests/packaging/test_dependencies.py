"""What the code imports is what pyproject.toml declares."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import packages_distributions
from typing import Any

import pytest

from .conftest import REPOSITORY

OURS = {"conflict_claims", "conflict_claims_schemas"}
PROJECT: Mapping[str, Any] = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
# What a user of the package may install beside it; the commands that need one say how to get it.
EXTRAS = [name for name in PROJECT["optional-dependencies"] if name not in ("dev", "upkeep")]


def normalised(requirement: str) -> str:
    """The name of what is required, as package indexes spell it."""
    name = re.match(r"[\w.-]+", requirement)
    assert name, requirement
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def imported_packages(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.split(".")[0]


@pytest.mark.slow
@pytest.mark.parametrize("root", ["scripts", "schemas"])
def test_every_package_that_is_imported_is_declared(root: str) -> None:
    distributions = packages_distributions()
    declared = {normalised(requirement) for requirement in PROJECT["dependencies"]}
    declared |= {normalised(one) for extra in EXTRAS for one in PROJECT["optional-dependencies"][extra]}
    undeclared = {
        f"{file.relative_to(REPOSITORY)}: {package}"
        for file in (REPOSITORY / root).rglob("*.py")
        for package in imported_packages(file.read_text(encoding="utf-8"))
        if package not in OURS
        and package not in sys.stdlib_module_names
        and declared.isdisjoint(map(normalised, distributions.get(package, [package])))
    }
    assert undeclared == set()


def test_every_dependency_is_explained() -> None:
    explained = (REPOSITORY / "docs" / "dependencies.md").read_text(encoding="utf-8")
    extras = [one for extra in EXTRAS for one in PROJECT["optional-dependencies"][extra]]
    required = {normalised(one) for one in (*PROJECT["dependencies"], *extras)} - {PROJECT["name"]}
    missing = [name for name in sorted(required) if f"**{name}**" not in explained]
    assert missing == []
