"""A person at the labelling page: what hands and eyes do there, with a real mouse in a real browser."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

SCREENSHOTS = Path(__file__).parents[2] / "dist" / "screenshots"
"""Kept by CI."""

TEXT = ".lsf-htx-richtext"
PATIENCE = 30_000
"""Milliseconds that a busy machine may take."""

# Where the characters of a stretch stand on the screen; offsets in UTF-16, as the browser counts.
_PLACE = """([selector, words]) => {
    const walker = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(words);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + words.length);
        range.startContainer.parentElement.scrollIntoView({block: "center"});
        const boxes = [...range.getClientRects()];
        const [first, last] = [boxes[0], boxes[boxes.length - 1]];
        return [first.left + 1, (first.top + first.bottom) / 2, last.right - 1, (last.top + last.bottom) / 2];
    }
    return null;
}"""


@dataclass(frozen=True)
class Person:
    """Someone in front of `page`, on the server at `url`."""

    page: Page
    url: str

    def log_in(self, email: str, password: str) -> None:
        self.page.set_default_timeout(PATIENCE)
        self.page.goto(f"{self.url}/user/login/")
        self.page.fill("input[name=email]", email)
        self.page.fill("input[name=password]", password)
        self.page.click("button[type=submit]")
        self.page.wait_for_url(lambda address: "login" not in address, wait_until="commit")

    def open_task(self, project: int, task: int) -> None:
        self.page.goto(f"{self.url}/projects/{project}/data?task={task}")
        self.page.wait_for_selector(f"{TEXT} .lsf-richtext__line")
        self.page.wait_for_load_state("networkidle")

    def label(self, key: str, words: str) -> None:
        """Press the key of a layer, drag over `words`, and select what came of it."""
        # A key would give a region that is still selected a second label.
        self.page.keyboard.press("Escape")
        self.page.keyboard.press(key)
        left, top, right, bottom = self._place(words)
        self.page.mouse.move(left, top)
        self.page.mouse.down()
        self.page.mouse.move((left + right) / 2, (top + bottom) / 2, steps=5)
        self.page.mouse.move(right, bottom, steps=5)
        self.page.mouse.up()
        self.page.locator(".lsf-outliner-item, .lsf-tree__node").filter(has_text=words).first.wait_for()
        self.page.keyboard.press("Escape")
        self.point_at(words)

    def point_at(self, words: str) -> None:
        """Click on what was labelled, near its beginning: it may go on in the next line."""
        left, top, _, _ = self._place(words)
        self.page.mouse.click(left + 6, top)

    def _place(self, words: str) -> tuple[float, float, float, float]:
        left, top, right, bottom = self.page.evaluate(_PLACE, [TEXT, words])
        return left, top, right, bottom

    def choose(self, *options: str) -> None:
        """Choose among the fields of the region that is selected."""
        for option in options:
            self.page.locator(f"label:has(input[name='{option}']:visible)").first.click()

    def count(self, field: str, number: int) -> None:
        self.page.fill(f"input[type=number][name='{field}']:visible", str(number))

    def relate(self, label: str, words: str) -> None:
        """Draw a relation from the region that is selected to `words`, and give it a label."""
        self.page.click("button[aria-label='Create Relation']")
        self.point_at(words)
        self.page.keyboard.press("Escape")
        self.page.locator("#Relations-draggable").click()
        relation = self.page.locator(".lsf-relations__item").first
        relation.hover()
        self.page.click("button[aria-label='Show Relation Labels']")
        self.page.click(".lsf-relation-meta button")
        self.page.get_by_role("option", name=label, exact=True).click()
        self.page.keyboard.press("Escape")

    def text_width(self) -> float:
        """How wide the text is, in pixels."""
        return float(self.page.locator(TEXT).evaluate("text => text.getBoundingClientRect().width"))

    def tops(self, selector: str) -> list[float]:
        """Where things begin, in pixels from the top of the screen."""
        found = self.page.locator(selector).evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
        return [float(top) for top in found]

    def submit(self) -> None:
        with self.page.expect_response(lambda answer: "/annotations" in answer.url and answer.request.method == "POST"):
            self.page.click("button[aria-label='Submit current annotation']")

    def picture(self, name: str) -> None:
        """Keep what is on the screen."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png")
