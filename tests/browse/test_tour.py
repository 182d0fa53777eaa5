"""A tour of the site in Chromium, opened from disk: what a reader does by mouse and by keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conflict_claims.cli import main
from conflict_claims.files.layout import Layout
from tests.browse.sites import browse, files, long_corpus, rich_corpus

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

REPOSITORY = Path(__file__).parents[2]
SCREENSHOTS = REPOSITORY / "dist" / "screenshots"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return browse(rich_corpus(tmp_path_factory.mktemp("corpus"))).resolve()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page that may ask for nothing but files, and whose console stays empty."""
    context = chromium.new_context(viewport={"width": 1320, "height": 900})
    context.set_default_timeout(10_000)
    found = context.new_page()
    faults: list[str] = []
    found.on("console", lambda message: faults.append(message.text))
    found.on("pageerror", lambda error: faults.append(str(error)))
    asked: list[str] = []
    found.on("request", lambda request: asked.append(request.url))
    yield found
    context.close()
    assert faults == []
    assert asked
    assert not [url for url in asked if not url.startswith(("file:", "data:"))]


def shoot(page: Page, name: str) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"browse-{name}.png")


def titles(page: Page) -> list[str]:
    return page.locator("#articles tbody tr:visible td:first-child small").all_inner_texts()


def test_search_and_filter(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    assert page.locator("#found").inner_text() == "3 of 3 articles"
    page.get_by_role("searchbox").fill("northern FRONT")
    assert titles(page) == ["harl-0001, Harl Courier"]
    page.get_by_role("searchbox").fill("ہسپتال")
    assert titles(page) == []
    page.get_by_role("searchbox").fill("ہلاکتوں")
    assert titles(page) == ["harl-0002, Harl Courier"]
    page.get_by_role("button", name="Clear").click()
    page.get_by_role("combobox", name="source party").select_option("third_party")
    assert page.locator("#found").inner_text() == "2 of 3 articles"
    page.get_by_role("combobox", name="annotator").select_option("pass-b")
    assert titles(page) == ["harl-0001, Harl Courier"]
    shoot(page, "filtered")
    # A choice can be sent on: it stands in the address.
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    assert titles(page) == ["harl-0001, Harl Courier"]
    page.get_by_role("button", name="Clear").click()
    for name, value, left in (
        ("split", "test", 1), ("incident", "harl-market-2031-05", 3), ("label", "stance: deny_responsibility", 1),
        ("problem", "any error", 1),
    ):  # fmt: skip
        page.get_by_role("combobox", name=name, exact=True).select_option(value)
        assert page.locator("#found").inner_text() == f"{left} of 3 articles", name
        page.get_by_role("combobox", name=name, exact=True).select_option("")


def test_layers_and_annotators_are_switched_on_and_off(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.get_by_role("link", name="Shelling of Harl market").click()
    claim, other = page.locator('.m[data-s="c1"]'), page.locator('.m[data-s="pass-b.c1"]')
    assert page.locator("#c1").is_visible()
    assert page.locator('[id="pass-b.c1"]').is_hidden()
    page.get_by_role("checkbox", name="casualty").uncheck()
    assert page.locator("#c1").is_hidden()
    assert "off" in str(claim.first.get_attribute("class"))
    page.get_by_role("checkbox", name="casualty").check()
    page.get_by_role("checkbox", name="pass-b").check()
    assert page.locator('[id="pass-b.c1"]').is_visible()
    page.get_by_role("checkbox", name="gold").uncheck()
    assert page.locator("#c1").is_hidden()
    assert "off" not in str(other.first.get_attribute("class"))


def test_a_deep_link_leads_to_its_span_and_switches_it_on(page: Page, site: Path) -> None:
    page.goto((site / "articles" / "harl-0001.html").as_uri() + "#pass-b.c3")
    tag = page.locator('[id="pass-b.c3"]')
    assert tag.is_visible()
    assert page.get_by_role("checkbox", name="pass-b").is_checked()
    assert page.evaluate("document.activeElement.id") == "pass-b.c3"
    assert "11 dead" in page.locator(".panel").inner_text()
    box = tag.bounding_box()
    assert box is not None
    assert 50 < box["y"] < 900


@pytest.mark.parametrize("at", ["a3", "a30", "a57"])
def test_on_a_small_screen_a_deep_link_is_not_covered_by_what_is_told_of_it(
    page: Page, tmp_path: Path, at: str
) -> None:
    layout = long_corpus(tmp_path, 60)
    assert main(["show", "harl-0001", "--root", str(tmp_path)]) == 0
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto((layout.dist / "show" / "harl-0001.html").as_uri() + f"#{at}")
    page.wait_for_timeout(200)
    span, panel = page.locator(f"#{at}").bounding_box(), page.locator(".panel").bounding_box()
    assert span is not None
    assert panel is not None
    assert 0 <= span["y"] < span["y"] + span["height"] <= panel["y"]


def test_a_deep_link_into_a_very_long_text(page: Page, tmp_path: Path) -> None:
    layout = long_corpus(tmp_path, 600)
    assert main(["show", "harl-0001", "--root", str(tmp_path)]) == 0
    page.goto((layout.dist / "show" / "harl-0001.html").as_uri() + "#a300")
    page.wait_for_function("""() => {
        const y = document.getElementById("a300").getBoundingClientRect().top;
        return y > 0 && y < innerHeight;
    }""")
    assert page.evaluate("document.activeElement.id") == "a300"


def test_attributes_and_relations_by_hover(page: Page, site: Path) -> None:
    page.goto((site / "articles" / "harl-0001.html").as_uri())
    page.locator('.m[data-s="c1"]').first.hover()
    panel = page.locator(".panel").inner_text()
    assert "14 people" in panel
    assert "→ source a2" in panel
    assert "← conflicts with (number) c3" in panel
    # Two relations have their lines: source, and what the three children are a part of, and the rival.
    assert page.locator(".lines path:not(.head)").count() == 3
    page.mouse.move(2, 2)
    assert page.locator(".lines path").count() == 0


def test_a_relation_is_followed_by_keyboard(page: Page, site: Path) -> None:
    page.goto((site / "articles" / "harl-0001.html").as_uri())
    page.locator("#a2").focus()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "c3":
            break
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "c3 casualty, killed"
    assert "11 dead" in page.locator(".panel").inner_text()
    page.keyboard.press("Enter")
    for _ in range(5):
        if "conflicts_with" in str(page.evaluate("document.activeElement.dataset.name ?? ''")).replace(" ", "_"):
            break
        page.keyboard.press("Tab")
    assert page.locator(".lines path.strong:not(.head)").count() == 1
    assert "end" in str(page.locator('.m[data-s="c1"]').first.get_attribute("class"))
    shoot(page, "relation")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "c3"
    page.keyboard.press("Enter")
    page.locator('.panel a[data-name^="conflicts"]').focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "c1"
    assert page.url.endswith("#c1")


def test_lines_run_between_the_lines_of_the_text(page: Page, site: Path) -> None:
    page.goto((site / "articles" / "harl-0001.html").as_uri())
    page.get_by_label("all lines").check()
    assert page.locator("#lines-said").inner_text() == "7 of 7 lines"
    crossed = page.evaluate(
        """() => {
          const rows = [], walker = document.createTreeWalker(document.querySelector(".prose"), NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            if (node.parentElement.closest(".tag") || !node.textContent.trim()) continue;
            const range = document.createRange();
            range.selectNodeContents(node);
            for (const box of range.getClientRects()) rows.push([box.top + 4, box.bottom - 4]);
          }
          const across = [];
          for (const path of document.querySelectorAll(".lines path:not(.head)")) {
            const frame = document.querySelector(".lines").getBoundingClientRect().top;
            const place = path.getAttribute("d").match(/^M\\S+ \\S+?V([\\d.]+)/);
            const y = Number(place[1]) + frame;
            if (rows.some(([top, bottom]) => y > top && y < bottom)) across.push(path.getAttribute("d"));
          }
          return across;
        }"""
    )
    assert crossed == []


def test_passes_side_by_side(page: Page, site: Path) -> None:
    page.goto((site / "articles" / "harl-0001.html").as_uri())
    page.get_by_role("link", name="gold and pass-b").click()
    assert page.locator('[id="pass-b:t1"]').inner_text() == "t1 B"
    page.locator('[id="pass-b:t1"]').click()
    assert "boundary" in page.locator("tr:target").inner_text()
    shoot(page, "comparison")


def test_an_incident(page: Page, site: Path) -> None:
    page.goto((site / "incidents.html").as_uri())
    page.get_by_role("link", name="Shelling of Harl market").click()
    plot = page.locator("figure img").first
    assert plot.evaluate("image => image.complete && image.naturalWidth > 300")
    assert page.get_by_role("cell", name="low best high").first.is_visible()
    shoot(page, "incident")
    # The links of a claim lead on as well.
    tie = page.locator("table.claims td:last-child").get_by_role("link", name="harl-0001.c3").first
    tie.click()
    assert page.evaluate("document.activeElement.id") == "c3"
    page.get_by_role("link", name="harl-market-2031-05").first.click()
    assert page.get_by_role("heading", name="Shelling of Harl market").is_visible()


def test_right_to_left_text_runs_from_the_right(page: Page, site: Path) -> None:
    page.goto((site / "articles" / "harl-0002.html").as_uri() + "#c1")
    paragraph = page.locator(".prose p").nth(1)
    assert paragraph.evaluate("part => getComputedStyle(part).direction") == "rtl"
    assert page.locator(".m.problem").first.inner_text() == "14 افراد"
    shoot(page, "right-to-left")


def test_what_is_switched_off_is_not_told_of_either(page: Page, site: Path) -> None:
    page.goto((site / "articles" / "harl-0001.html").as_uri())
    entries = page.locator(".entries .entry:visible")
    for media in ("screen", "print"):
        page.emulate_media(media="print" if media == "print" else "screen")
        assert page.get_by_role("heading", name="Spans of gold").is_visible()
        assert page.get_by_role("heading", name="Spans of pass-b").is_hidden()
        assert page.locator('[id="pass-b.c1-entry"]').is_hidden()
    page.emulate_media(media="screen")
    both = entries.count()
    page.get_by_role("checkbox", name="casualty").uncheck()
    assert page.locator("#c1-entry").is_hidden()
    assert page.locator(".entries:visible h2 small").inner_text() == f"{entries.count()} of {both}"
    page.get_by_role("checkbox", name="pass-b").check()
    assert page.locator('[id="pass-b.a2-entry"]').is_visible()
    assert page.locator('[id="pass-b.c1-entry"]').is_hidden()
    page.goto((site / "articles" / "harl-0001.html").as_uri() + "#pass-a.c1-entry")
    assert page.locator('[id="pass-a.c1-entry"]').is_visible()


def test_print_leaves_the_text_and_what_each_span_says(page: Page, site: Path) -> None:
    page.goto((site / "articles" / "harl-0001.html").as_uri())
    page.emulate_media(media="print", color_scheme="dark")
    for hidden in (".switches", ".panel", "header.site", ".lines"):
        assert page.locator(hidden).is_hidden()
    assert page.locator("#c1-entry").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    shown = pages_of(page)
    page.emulate_media(media="screen")
    for name in ("pass-a", "pass-b"):
        page.get_by_role("checkbox", name=name).check()
    assert 1 <= shown < pages_of(page)


def test_nothing_is_wider_than_paper(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": 718, "height": 1040})  # A4 with Chromium's margins
    page.emulate_media(media="print")
    for path in files(site):
        page.goto((site / path).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 718, path


def pages_of(page: Page) -> int:
    """How many pages of paper it takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))


def test_nothing_is_wider_than_a_small_screen(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    for path in files(site):
        page.goto((site / path).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_an_article_of_this_corpus(page: Page, tmp_path: Path) -> None:
    if not Layout(REPOSITORY).article("kurram-0001").exists():
        pytest.skip("the corpus is not here")
    output = tmp_path / "kurram-0001.html"
    assert main(["show", "kurram-0001", "--root", str(REPOSITORY), "--output", str(output)]) == 0
    page.goto(output.as_uri() + "#c9")
    assert "33 passengers" in page.locator(".panel").inner_text()
    page.wait_for_timeout(200)
    page.evaluate("scrollTo(0, 0)")
    shoot(page, "article")
