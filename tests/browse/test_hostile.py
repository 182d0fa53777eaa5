"""Contributions that try to run a script, to leave their place, or to take long: shown harmlessly, in bounded time."""

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from conflict_claims.browse.escaping import file_stem, language, link, readable
from conflict_claims.cli import main
from conflict_claims.files.layout import Layout
from tests.browse.sites import Parsed, browse, files, long_corpus
from tests.corpora import add_article, add_pass, empty_corpus, header, span

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ATTACK = "</script></style><script>window.hit=1</script><img src=x onerror=window.hit=1>\"'><svg onload=window.hit=1>"
TEXT = (
    f"{ATTACK} kills 14\n\n{{{{ 7*7 }}}} {{% raw %}} <!-- ]]> & \u2028 police said 14 $x$ died. "
    f"\u202ereversed\u202c {ATTACK}"
)


OURS = ("#", "https://", "../", "articles/", "incidents", "compare/", "index", "actors", "figures")
"""How the addresses of the site's links begin."""


def hostile_corpus(root: Path) -> Layout:
    """Every field that a contributor writes holds the attack, in an article, a pass, the registries and settings."""
    layout = empty_corpus(root)
    quoted = json.dumps(ATTACK)
    layout.settings.write_text(
        layout.settings.read_text().replace("Reports from Harl", f"'{ATTACK.replace(chr(39), '')}'")
    )
    for name in ("actors.yaml", "incidents.yaml", "topics.yaml"):
        path = layout.registry(name)
        path.write_text(path.read_text().replace("name: ", f"name: {quoted} #"))
    with layout.registry("incidents.yaml").open("a") as file:
        file.write(f"- id: {quoted}\n  name: '$\\frac$ ${{}}$'\n  start: 2031-05-04\n  end: 2031-05-04\n")
        file.write("  place: ../../..\n  country: XVE\n  region: harl\n")
    fields = {"title": ATTACK, "url": "javascript:window.hit=1", "outlet": ATTACK, "language": '"><script>',
              "cleaning": [ATTACK], "facts_from": ["data:text/html,<script>", f"https://x.example/{ATTACK}"],
              "published": "2031-05-05"}  # fmt: skip
    add_article(layout, "harl-0001", TEXT, **fields)
    add_pass(layout, "harl-0001", TEXT, _records())
    add_pass(layout, "harl-0001", TEXT, _records()[:2], annotator="pass-a", guidelines=ATTACK)
    layout.annotation("gold", "harl-0002").write_text(ATTACK)
    return layout


def _records() -> list[dict[str, Any]]:
    toll = {"outcome": ATTACK, "modality": ATTACK, "report": ATTACK, "party": "constructor", "note": ATTACK}
    return [
        span(TEXT, "police", "a1", "actor", type=ATTACK, mention="named", actor=ATTACK),
        span(TEXT, "14 $x$", "c1", "casualty", source=["a1", ATTACK], incident=ATTACK, **toll),
        span(TEXT, ATTACK, ATTACK, "stance", act="__proto__", holder=["a1"], speech="x"),
        span(TEXT, "died", "main", "topic"),
        {"id": "k1", "layer": "link", "type": ATTACK, "from": "c1", "to": "c1", "note": ATTACK},
    ]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return browse(hostile_corpus(tmp_path_factory.mktemp("hostile")))


@pytest.mark.slow
def test_no_contributed_markup_becomes_an_element(site: Path) -> None:
    found = files(site)
    assert len(found) >= 8
    for path, page in found.items():
        parsed = Parsed(page.decode())
        scripts = [attributes for attributes in parsed.attributes("script") if not attributes.get("type")]
        assert len(scripts) == 1, path
        assert len(parsed.attributes("script")) == 1 + (path == "index.html"), path
        for _, attributes in parsed.tags:
            assert not [name for name in attributes if name.startswith("on")], path
            assert str(attributes.get("href", "#")).startswith(OURS), path
            assert str(attributes.get("src", "data:image/svg+xml")).startswith("data:image/svg+xml"), path


@pytest.mark.slow
def test_no_page_leaves_the_site(site: Path) -> None:
    root = site.resolve()
    assert all(path.resolve().is_relative_to(root) for path in root.rglob("*"))
    assert sorted(path.name for path in root.iterdir()) == [
        "actors.html", "articles", "compare", "figures.html", "incidents", "incidents.html", "index.html"
    ]  # fmt: skip


@pytest.mark.browser
@pytest.mark.slow
def test_nothing_contributed_runs_in_a_browser(site: Path, chromium: "Browser") -> None:
    context = chromium.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition(":")[0]))
    for path in files(site):
        page.goto((site / path).resolve().as_uri() + "#c1")
        for tag in page.locator("a.tag").all():
            tag.focus()
        assert page.evaluate("window.hit") is None, path
        assert page.evaluate("({}).hit") is None
    context.close()
    assert said == []
    assert set(asked) <= {"file", "data"}


def test_what_may_be_a_link_a_language_and_a_file_name() -> None:
    for address in (
        "javascript:x",
        "JavaScript:x",
        " https://x.example",
        "data:text/html,x",
        "//x.example",
        "https://",
    ):
        assert link(address) is None
    assert link("https://x.example/a?b=c#d") == "https://x.example/a?b=c#d"
    assert language("ur") == "ur"
    assert language('en" onload="x') is None
    assert file_stem("harl-market-2031-05") == "harl-market-2031-05"
    for name in ("../up", "", "a/b", "A", "con.txt", "-x", "x" * 300, "\ud800"):
        assert file_stem(name).startswith("x-")
    assert readable("a\u202eb\x1b[31m") == "a\\u202eb\\x1b[31m"
    assert readable("نہ\u200cیں\u200f \n") == "نہ\u200cیں\u200f \n"


@pytest.mark.slow
def test_a_megabyte_with_five_thousand_spans_takes_seconds(tmp_path: Path) -> None:
    layout = long_corpus(tmp_path)
    before = time.perf_counter()
    assert main(["show", "harl-0001", "--root", str(tmp_path)]) == 0
    assert time.perf_counter() - before < 30  # seconds; a quadratic way takes minutes
    page = (layout.dist / "show" / "harl-0001.html").read_bytes()
    assert page.count(b'class="tag actor"') == 5000
    assert len(page) < 40_000_000


@pytest.mark.slow
def test_spans_that_lie_too_deep_are_counted_without_their_problems(tmp_path: Path) -> None:
    layout = empty_corpus(tmp_path)
    add_article(layout, "harl-0001", "One\n\nTwo and three.")
    fields = {"layer": "actor", "text": "Two", "type": "civilians", "mention": "nominal", "actor": "nobody"}
    deep = [{"id": f"a{number}", "start": 5, "end": 8, **fields} for number in range(1, 13)]
    add_pass(layout, "harl-0001", "One\n\nTwo and three.", deep)
    assert main(["show", "harl-0001", "--root", str(tmp_path)]) == 0
    page = Parsed((layout.dist / "show" / "harl-0001.html").read_text())
    assert page.text.count("REF") >= 12
    drawn = len([one for one in page.attributes("span") if str(one.get("class")).startswith("m actor")])
    assert f"{12 - drawn} spans lie deeper than 8 over one place" in page.text


@pytest.mark.slow
def test_an_article_that_claims_another_place_has_no_page(tmp_path: Path) -> None:
    layout = empty_corpus(tmp_path)
    add_article(layout, "harl-0001", "One\n\nTwo.")
    path = layout.article("harl-0001")
    path.write_text(path.read_text().replace("id: harl-0001", "id: ../../evil"))
    layout.annotation("gold", "harl-0001").write_text(json.dumps(header("../../evil", "One\n\nTwo.")) + "\n")
    found = files(browse(layout))
    assert not [name for name in found if name.startswith("articles/")]
    assert "../../evil" in found["index.html"].decode()
    assert not list(tmp_path.parent.glob("evil*"))
