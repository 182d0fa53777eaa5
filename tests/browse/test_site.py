import json
import re
import shutil
from pathlib import Path

import pytest

from conflict_claims.browse import site, templating
from conflict_claims.browse.folder import GENERATOR, site_folder
from conflict_claims.cli import main
from conflict_claims.files.atomic import write_whole
from conflict_claims.files.layout import Layout
from tests.browse.sites import TOLL, URDU, WITHHELD, Parsed, browse, files, rich_corpus, words_of
from tests.corpora import TEXT, add_pass, records, span

PAGES = [
    "actors.html",
    "articles/harl-0001.html",
    "articles/harl-0002.html",
    "articles/harl-0003.html",
    "compare/harl-0001.gold.pass-a.html",
    "compare/harl-0001.gold.pass-b.html",
    "compare/harl-0001.pass-a.pass-b.html",
    "figures.html",
    "incidents.html",
    "incidents/harl-market-2031-05.html",
    "index.html",
]


@pytest.fixture(scope="module")
def layout(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    return rich_corpus(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="module")
def pages(layout: Layout) -> dict[str, bytes]:
    return files(browse(layout))


@pytest.mark.slow
def test_every_article_incident_and_pair_of_passes_has_a_page(pages: dict[str, bytes]) -> None:
    assert sorted(pages) == PAGES


@pytest.mark.slow
def test_every_link_within_the_site_leads_somewhere(pages: dict[str, bytes]) -> None:
    parsed = {path: Parsed(page.decode()) for path, page in pages.items()}
    for path, page in parsed.items():
        anchors = page.anchors()
        assert len(anchors) == len(set(anchors)), path
        for link in page.attributes("a"):
            href = link["href"] or ""
            if not href.startswith("https://"):
                file, _, anchor = href.partition("#")
                target = (
                    (Path("/") / path).parent.joinpath(file).resolve().relative_to("/").as_posix() if file else path
                )
                assert target in parsed, (path, href)
                assert not anchor or anchor in parsed[target].anchors(), (path, href)


@pytest.mark.slow
def test_the_same_corpus_gives_the_same_bytes(layout: Layout, pages: dict[str, bytes], tmp_path: Path) -> None:
    again = rich_corpus(tmp_path / "elsewhere")
    assert files(browse(again)) == pages


@pytest.mark.slow
def test_a_problem_is_shown_in_place(pages: dict[str, bytes]) -> None:
    page = pages["articles/harl-0002.html"].decode()
    assert re.search(r'<span class="m problem[^>]*>.*14 افراد', page)
    assert "CAS" in Parsed(page).text
    assert '"problem": ["any error"' in pages["index.html"].decode()


@pytest.mark.slow
def test_right_to_left_text_says_its_language(pages: dict[str, bytes]) -> None:
    paragraphs = Parsed(pages["articles/harl-0002.html"].decode()).attributes("p")
    assert {"dir": "auto", "lang": "ur", "class": "headline"} in paragraphs


@pytest.mark.slow
def test_the_text_is_there_to_the_letter(pages: dict[str, bytes]) -> None:
    for name, text in (("harl-0001", TEXT), ("harl-0002", URDU)):
        page = re.sub(r'<a class="tag.*?</a>', "", pages[f"articles/{name}.html"].decode())
        shown = Parsed(page.partition('<div class="prose">')[2].partition("</section>")[0]).text
        assert [line for line in shown.split("\n") if line] == [line for line in text.split("\n") if line]


@pytest.mark.slow
def test_two_passes_are_compared_by_their_typed_disagreements(pages: dict[str, bytes]) -> None:
    agreed = Parsed(pages["compare/harl-0001.gold.pass-a.html"].decode()).text
    assert "The two passes agree in everything." in agreed
    differing = Parsed(pages["compare/harl-0001.gold.pass-b.html"].decode()).text
    for told in ("M missing: 1", "B boundary: 1", "A attribute: 1", "R relation: 1"):
        assert told in differing
    assert "t1 B" in differing


@pytest.mark.slow
def test_the_figures_are_those_of_stats(
    layout: Layout, pages: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["stats", "--root", str(layout.root), "--format", "json"]) == 0
    counted = json.loads(capsys.readouterr().out)
    page = Parsed(pages["figures.html"].decode()).text
    shown = [line.strip() for line in page.splitlines()]
    for title in ("Lengths", "Casualty claims by the side of the source", "Labels of the guidelines without an"):
        assert any(line.startswith(title) for line in shown), title
    rows = {
        row.replace("_", " "): list(cells.values()) for section in counted.values() for row, cells in section.items()
    }
    assert len(rows) > 100
    for name, cells in rows.items():
        numbers = [cell for cell in cells if isinstance(cell, int)]
        assert any(line.startswith(name + "".join(f"{number:,}" for number in numbers)) for line in shown), name


@pytest.mark.slow
def test_an_article_leads_to_its_incidents_and_actors(pages: dict[str, bytes]) -> None:
    hrefs = [link["href"] for link in Parsed(pages["articles/harl-0001.html"].decode()).attributes("a")]
    assert hrefs.count("../incidents/harl-market-2031-05.html") > 2
    assert hrefs.count("../actors.html#actor-northern-front") >= 2
    assert "actor-northern-front" in Parsed(pages["actors.html"].decode()).anchors()


@pytest.fixture(scope="module")
def others(layout: Layout, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The pages of a corpus with a claim told again in gold, and an incident that one pass alone has heard of."""
    other = Layout(tmp_path_factory.mktemp("other") / "corpus")
    shutil.copytree(layout.root, other.root, ignore=shutil.ignore_patterns("dist"))
    path = other.annotation("pass-b", "harl-0001")
    path.write_text(path.read_text().replace("harl-market-2031-05", "unheard-of-2031"))
    again = span(TEXT, "14", "c9", "casualty", min=14, max=14, source=["a1"], report="stated", party="unknown", **TOLL)
    same = {"id": "k9", "layer": "link", "type": "same_as", "from": "c9", "to": "c1"}
    add_pass(other, "harl-0001", TEXT, [*records(), again, same])
    return files(browse(other))


@pytest.mark.slow
def test_an_incident_that_no_page_tells_of_is_named_without_a_link(others: dict[str, bytes]) -> None:
    for name in ("index.html", "articles/harl-0001.html"):
        assert "unheard-of-2031" in Parsed(others[name].decode()).text
        assert "unheard-of-2031.html" not in others[name].decode()


@pytest.mark.slow
def test_claims_told_again_are_merged_and_the_page_says_so(others: dict[str, bytes]) -> None:
    page = others["incidents/harl-market-2031-05.html"].decode()
    assert "1 more say the same again" in Parsed(page).text
    assert "7 claims, as stats counts them, in 6 rows" in Parsed(page).text
    assert '<a href="../articles/harl-0001.html#c9">harl-0001.c9</a>' in page


@pytest.mark.slow
def test_the_incident_page_has_claims_tolls_and_plots(pages: dict[str, bytes]) -> None:
    page = Parsed(pages["incidents/harl-market-2031-05.html"].decode())
    assert all(told in page.text for told in ("low best high", "harl-0001.c1", "harl-0003.c1", "third_party"))
    images = page.attributes("img")
    assert len(images) == 2
    assert all(str(image["src"]).startswith("data:image/svg+xml;base64,") and image["alt"] for image in images)


@pytest.mark.slow
def test_a_page_of_a_text_that_may_not_be_published_says_so(pages: dict[str, bytes]) -> None:
    assert "Not for publication" in pages["articles/harl-0003.html"].decode()
    assert "Not for publication" not in pages["articles/harl-0001.html"].decode()


@pytest.mark.slow
def test_the_public_edition_has_no_words_of_a_withheld_text(layout: Layout, tmp_path: Path) -> None:
    found = files(browse(layout, "--edition", "public", output=tmp_path / "public"))
    assert sorted(found) == PAGES
    everything = " ".join(re.findall(r"\w+", b" ".join(found.values()).decode().casefold()))
    assert not [run for run in words_of(WITHHELD, 3) if run in everything]
    assert [run for run in words_of(TEXT) if run in everything]
    page = found["articles/harl-0003.html"].decode()
    assert "Text withheld" in page
    assert "nine bodies" not in page
    assert 'id="c1"' in page


def test_show_writes_one_page_that_stands_alone(
    layout: Layout, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "page.html"
    assert main(["show", "harl-0001", "--root", str(layout.root), "--output", str(output)]) == 0
    assert capsys.readouterr().out == f"{output}\n"
    page = Parsed(output.read_text())
    assert [link["href"] for link in page.attributes("a") if not (link["href"] or "").startswith("#")] == [
        "https://courier.example/harl"
    ]
    assert not page.attributes("link")
    assert not page.attributes("img")


@pytest.mark.slow
def test_show_goes_to_dist_and_holds_the_chosen_passes(layout: Layout) -> None:
    assert main(["show", "harl-0001", "--root", str(layout.root), "--annotators", "pass-b"]) == 0
    anchors = Parsed((layout.dist / "show" / "harl-0001.html").read_text()).anchors()
    assert "pass-b.c1" in anchors
    assert "c1" not in anchors


SLOW = pytest.mark.slow


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["show", "../secret"], "is no article id"),
        (["show", "harl-0009"], "no article corpus/articles/harl-0009.md"),
        (["show", "harl-0001", "--annotators", "nobody"], "no annotations by nobody: there are those of gold, pass-a"),
        (["browse", "--annotators", "../x"], "no annotations by ../x"),
        (["browse", "--output", "{root}/corpus/site"], "is in a data room"),
        pytest.param(["browse", "--output", "{root}/README"], "is there and is no site of this tool alone", marks=SLOW),
        pytest.param(["browse", "--output", "{root}/mine"], "is there and is no site of this tool alone", marks=SLOW),
        pytest.param(["browse", "--output", "{root}/link"], "is there and is no site of this tool alone", marks=SLOW),
    ],
)
def test_wrong_usage_is_told(layout: Layout, words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    layout.root.joinpath("README").write_text("mine\n")
    layout.root.joinpath("mine").mkdir(exist_ok=True)
    layout.root.joinpath("mine", "page.html").write_text("mine\n")
    layout.root.joinpath("link").unlink(missing_ok=True)
    layout.root.joinpath("link").symlink_to("mine")
    wanted = [word.format(root=layout.root) for word in words]
    assert main([*wanted, "--root", str(layout.root)]) == 2
    assert told in capsys.readouterr().err
    assert layout.root.joinpath("README").read_text() == "mine\n"
    assert [path.name for path in layout.root.joinpath("mine").iterdir()] == ["page.html"]


@pytest.mark.slow
def test_an_article_that_cannot_be_read_stops_nothing_and_is_named(
    layout: Layout, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = Layout(tmp_path / "broken")
    shutil.copytree(layout.root, broken.root, ignore=shutil.ignore_patterns("dist"))
    broken.article("harl-0001").write_text("no front matter\n")
    found = files(browse(broken))
    assert "articles/harl-0001.html" not in found
    assert "corpus/articles/harl-0001.md:1" in found["index.html"].decode()
    assert main(["show", "harl-0001", "--root", str(broken.root)]) == 1
    assert "cannot be read" in capsys.readouterr().err


@pytest.mark.slow
def test_a_stopped_run_leaves_the_last_site(layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = browse(layout, output=tmp_path / "site")
    before = files(target)

    def stop(material: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(site, "charts", stop)
    assert main(["browse", "--root", str(layout.root), "--output", str(target)]) == 130
    assert files(target) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def fill(target: Path, *names: str) -> None:
    with site_folder(target) as folder:
        for name in names:
            write_whole(folder / name, GENERATOR)


def test_a_site_is_a_folder_that_takes_the_place_of_the_last_and_of_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.mkdir()
    fill(target, "index.html", "articles/harl-0009.html")
    fill(target, "index.html", "articles/harl-0001.html")
    assert sorted(files(target)) == ["articles/harl-0001.html", "index.html"]
    assert not target.is_symlink()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    (target / "articles" / "notes.html").write_text("mine")
    with pytest.raises(FileExistsError):
        fill(target, "index.html")
    assert (target / "articles" / "notes.html").read_text() == "mine"


def test_a_swap_that_fails_half_way_puts_the_last_site_back(tmp_path: Path) -> None:
    target = tmp_path / "site"
    fill(target, "index.html")
    with pytest.raises(FileNotFoundError), site_folder(target) as folder:
        folder.rmdir()
    assert (target / "index.html").read_bytes() == GENERATOR
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.slow
def test_without_the_extras_tables_stand_in_and_one_line_says_what_is_missing(
    layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("counting", "plots", "site"):
        monkeypatch.setattr(f"conflict_claims.browse.{module}.can_plot", lambda: False)
    monkeypatch.setattr(site, "can_compare", lambda: False)
    found = files(browse(layout, output=tmp_path / "bare"))
    assert "pip install 'conflict-claims[plots]'" in Parsed(found["figures.html"].decode()).text
    assert "pip install 'conflict-claims[plots]'" in Parsed(found["incidents/harl-market-2031-05.html"].decode()).text
    assert "pip install 'conflict-claims[evaluate]'" in Parsed(found["articles/harl-0001.html"].decode()).text
    assert not [path for path in found if path.startswith("compare/")]


@pytest.mark.slow
def test_the_policy_allows_the_style_and_the_script_of_every_page_and_no_other(pages: dict[str, bytes]) -> None:
    for page in pages.values():
        (style,) = re.findall(r"<style>(.*?)</style>", page.decode(), re.DOTALL)
        (script,) = re.findall(r"<script>(.*?)</script>", page.decode(), re.DOTALL)
        assert templating.policy(style, script).replace("'", "&#39;") in page.decode()
        assert "unsafe" not in templating.policy(style, script)
