"""Every kind of page under axe-core, in light and in dark: no serious or critical finding."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browse.sites import browse, rich_corpus

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = (
    "index.html", "articles/harl-0001.html#c1", "articles/harl-0002.html", "incidents.html",
    "incidents/harl-market-2031-05.html", "compare/harl-0001.gold.pass-b.html", "actors.html", "figures.html",
)  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return browse(rich_corpus(tmp_path_factory.mktemp("corpus"))).resolve()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_finding(site: Path, chromium: Browser, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = chromium.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    for path in PAGES:
        page.goto(site.as_uri() + f"/{path}")
        if path.startswith("articles/"):
            for box in page.get_by_role("checkbox").all():
                box.check()
        found = Axe().run(page).response
        serious = [one for one in found["violations"] if one["impact"] in ("serious", "critical")]
        told = [(path, one["id"], one["nodes"][0]["html"][:200]) for one in serious]
        assert told == []
        assert len(found["passes"]) > 10
    context.close()


def test_axe_sees_a_fault(chromium: Browser) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = chromium.new_page()
    page.set_content('<html lang="en"><title>x</title><main><h1>x</h1><p style="color:#bbb">pale</p><img src="data:,">')
    assert {one["id"] for one in Axe().run(page).response["violations"]} >= {"color-contrast", "image-alt"}
    page.close()
