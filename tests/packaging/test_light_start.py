"""`conflict-claims --help` must not wait for a table library."""

import subprocess
import sys

import pytest

HEAVY = ("datasets", "huggingface_hub", "pandas", "pandera", "polars", "pyarrow", "trafilatura")


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_nothing_heavy_is_imported(argument: str) -> None:
    code = f"""
import sys
from conflict_claims.cli import main
try:
    main([{argument!r}])
except SystemExit:
    pass
print("loaded:", *sorted(set({HEAVY!r}) & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1].strip() == "loaded:"
