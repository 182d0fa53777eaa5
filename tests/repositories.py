"""Git repositories for tests: a corpus under version control, and changes to it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

from conflict_claims.files.layout import Layout
from tests.corpora import TEXT, add_article, add_pass, empty_corpus, records, span

ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER")
       for part, value in (("NAME", "Wren"), ("EMAIL", "wren@example.org"), ("DATE", "2031-06-01T00:00:00Z"))},
}  # fmt: skip

INCIDENTS = """- id: harl-market-2031-05
  name: Shelling of Harl market
  start: 2031-05-04
  end: 2031-05-04
  place: Harl
  country: XVE
  region: harl
- id: dessa-road-2031-05
  name: Attack on the Dessa road
  start: 2031-05-10
  end: 2031-05-10
  place: Dessa
  country: XVE
  region: dessa
"""
WAIVERS = """[[waiver]]
rule = "CAS011"
article = "harl-0003"
span = "c2"
reason = "an attack that is in no registry"
expires = 2031-12-31
"""
OTHER_TEXT = """Gunmen stop a lorry on the Dessa road

At least 14 people were shot beside the bridge, and six drivers on another day. Nobody has said who did it, and the
road stayed closed all day."""


def git(root: Path, *words: str) -> str:
    """What a git command prints; a fault of it is one of the test."""
    command = ["git", "-C", str(root), *words]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=ENVIRONMENT).stdout


def commit(root: Path, message: str = "work") -> str:
    """Commit everything; returns the commit."""
    git(root, "add", "--all", "--force")
    git(root, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(root, "rev-parse", "HEAD").strip()


def repository(root: Path) -> Layout:
    """A clean corpus of four articles in three splits, committed on the branch main."""
    layout = corpus(root)
    git(root, "init", "--quiet", "--initial-branch", "main")
    commit(root, "base")
    return layout


def corpus(root: Path) -> Layout:
    """Two reports of one shelling in train, one of an attack in test_ood with a waiver, one that nobody marked."""
    layout = empty_corpus(root)
    layout.registry("incidents.yaml").write_text(INCIDENTS)
    layout.waivers.write_text(WAIVERS)
    again = TEXT.replace("Shelling of", "Second report of the shelling of").replace(
        "A hospital in Tarn", "Doctors in a hospital"
    )
    for name, text in (("harl-0001", TEXT), ("harl-0002", again)):
        add_article(layout, name, text, published="2031-05-05")
        add_pass(layout, name, text, records(text))
    add_pass(layout, "harl-0001", TEXT, records()[:6], annotator="ada", layers=["actor", "casualty"])
    add_article(layout, "harl-0003", OTHER_TEXT, published="2031-05-11", split="test_ood")
    add_pass(layout, "harl-0003", OTHER_TEXT, shot())
    add_article(
        layout, "harl-0004", "A quiet day\n\nNothing was reported from Tarn.", published="2031-05-12", split="test"
    )
    return layout


def shot(incident: str = "dessa-road-2031-05", text: str = OTHER_TEXT) -> list[dict[str, Any]]:
    """Two claims; the second is of no incident, for which harl-0003 has a waiver."""
    toll = {"outcome": "killed", "source": ["author"]}
    return [
        span(text, "At least 14 people", "c1", "casualty", modality="at_least", min=14, incident=incident, **toll),
        span(text, "six drivers", "c2", "casualty", modality="exact", min=6, max=6, **toll),
    ]
