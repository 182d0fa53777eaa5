"""The wheel and the source archive, built once for the packaging tests."""

import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path
from sysconfig import get_path

import pytest

REPOSITORY = Path(__file__).parents[2]


@dataclass(frozen=True)
class Distributions:
    """What `python -m build` makes."""

    sdist: Path
    wheel: Path


@pytest.fixture(scope="session")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Distributions:
    """The source archive, and the wheel made from it, built without a connection."""
    folder = tmp_path_factory.mktemp("distributions")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(REPOSITORY)]
    subprocess.run(command, check=True, capture_output=True, text=True)
    (sdist,) = folder.glob("*.tar.gz")
    (wheel,) = folder.glob("*.whl")
    return Distributions(sdist, wheel)


@pytest.fixture(scope="session")
def installed(distributions: Distributions, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` folder of a fresh environment that holds the wheel, and what it needs by reference."""
    folder = tmp_path_factory.mktemp("a clean environment")
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install"]
    subprocess.run([*pip, "--quiet", "--no-index", "--no-deps", str(distributions.wheel)], check=True)
    site = Path(get_path("purelib", vars={"base": str(folder)}))
    # A folder named in a .pth file is searched, but its own .pth files are not read: the packages of this
    # environment come along, its link to the checkout does not.
    site.joinpath("dependencies.pth").write_text(f"{get_path('purelib')}\n{get_path('platlib')}\n")
    return folder / "bin"
