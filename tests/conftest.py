"""Settings for every test, and what happens where a test lacks something that it cannot bring along."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

IN_CI = os.environ.get("CI", "").lower() in ("true", "1")

# A busy machine makes an example slow, not wrong; what failed is printed so that it can be run again. In CI the
# examples are the same in each run, so that a verdict is about the change; a contributor's runs look for new ones.
settings.register_profile("default", deadline=None, print_blob=True, derandomize=IN_CI)
settings.register_profile("long", settings.get_profile("default"), max_examples=1000)
settings.register_profile("quick", settings.get_profile("default"), max_examples=20)
settings.load_profile("default")

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_OPTIONS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


def lacking(what: str, command: str) -> NoReturn:
    """Skip the test for a contributor, with the command that helps; fail where CI says that nothing may be skipped."""
    message = f"{what} is not installed: {command}"
    if IN_CI:
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Here and not in a fixture, so that many skipped tests make one line."""
    if item.get_closest_marker("browser") and not any(map(shutil.which, CHROMIUM)):
        lacking("Chromium", "apt-get install chromium")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A headless Chromium, the machine's own; not for longer than a module, for it keeps an event loop running."""
    found = next(filter(None, map(shutil.which, CHROMIUM)))
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()
