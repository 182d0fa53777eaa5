"""Four releases of a corpus, each planned, published and verified by the commands, and every tag loaded at the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.release.hub_server import HubServer
from tests.release.planning.releases import edit, releasable, second, third
from tests.release.publishing.command import read, release

REPOSITORY = "owner/harl-reports"
DAY = "2031-06-01"
READER = """
import json, sys
from datasets import load_dataset

told = {}
for tag in sys.argv[2:]:
    claims = load_dataset(sys.argv[1], "casualties", revision=tag)
    articles = load_dataset(sys.argv[1], revision=tag)
    reports = {row["span_id"]: row["report"] for rows in claims.values() for row in rows}
    ids = sorted(row["article_id"] for rows in articles.values() for row in rows)
    told[tag] = {"articles": ids, "reports": reports}
print(json.dumps(told))
"""


@pytest.mark.slow
def test_four_releases_one_after_another(hub_server: HubServer, tmp_path: Path) -> None:
    layout = releasable(tmp_path / "corpus")
    root = str(layout.root)

    def step(version: str, because: str, *words: str) -> None:
        planned = release(hub_server, "plan", "--root", root, "--date", DAY, *words)
        assert planned.returncode == 0, planned.stderr
        assert f"v{version} " in planned.stdout
        assert because in planned.stdout
        folder = str(layout.dist / "release" / version)
        published = release(hub_server, "publish", folder)
        assert published.returncode == 0, published.stderr
        verified = release(hub_server, "verify", folder)
        assert verified.returncode == 0, verified.stderr
        assert "all as in the candidate" in verified.stdout

    step("1.0.0", "the first release", "--first")
    third(layout)
    step("1.1.0", "MINOR")
    second(layout, {"c3": {"report": "estimated"}})
    step("2.0.0", "MAJOR")
    edit(layout.root / "DATASHEET.md", "Datasheet", "Datasheet of the reports")
    step("2.0.1", "PATCH")

    repository = hub_server.repository(REPOSITORY)
    versions = ["1.0.0", "1.1.0", "2.0.0", "2.0.1"]
    assert [commit.title for commit in repository.history("main")] == [
        *(f"Release v{version}" for version in reversed(versions)),
        "initial commit",
    ]
    assert len(repository.tags) == len(set(repository.tags.values())) == len(versions)
    told = read(hub_server, tmp_path / "cache", READER, REPOSITORY, *repository.tags)
    two, three = ["harl-0001", "harl-0002"], ["harl-0001", "harl-0002", "harl-0003"]
    assert [told[f"v{version}"]["articles"] for version in versions] == [two, three, three, three]
    reports = [told[f"v{version}"]["reports"]["harl-0002.c3"] for version in versions]
    assert reports == ["confirmed", "confirmed", "estimated", "estimated"]
