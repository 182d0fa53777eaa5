"""No regular expression of ours takes more than linear time, whatever it is given.

Conditions on rows use polars, whose expressions are matched in linear time by construction; these are Python's.
"""

from __future__ import annotations

import re
import resource
import subprocess
import sys

import pytest

from tests.contributions.traps import ROOT, Pattern, caught, patterns

PROCESSOR_SECONDS = 600
"""What stops a pattern that takes exponential time; all of them together take about thirty."""


@pytest.mark.slow
@pytest.mark.parametrize("bad", [r"(a+)+$", r"(?:a|aa)+$", r"\s+$", r'"(?:[^"\\]|\\.)*"'])
def test_the_traps_catch_what_is_known_to_be_slow(bad: str) -> None:
    assert next(caught(Pattern("here", re.compile(bad), "search")), "")


@pytest.mark.parametrize("good", [r"(?<!a)a+b", r"[a-z]{1,40}(?:-[a-z]{1,40}){0,6}", r"(?<!\s)\s+$", r"\A\s*#"])
def test_the_traps_let_pass_what_is_known_to_be_fine(good: str) -> None:
    assert not list(caught(Pattern("here", re.compile(good), "search")))


@pytest.mark.slow
def test_every_pattern_is_found() -> None:
    found = {pattern.compiled.pattern for pattern in patterns()}
    assert len(found) > 50
    assert any("generated" in pattern for pattern in found)


@pytest.mark.slow
def test_no_pattern_is_caught() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.contributions.traps"], cwd=ROOT, capture_output=True, text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS)),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"\d+ patterns\n", done.stdout), done.stdout
