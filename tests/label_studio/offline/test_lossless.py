"""A pass made into regions and received again is the same file, byte for byte."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_claims.annotations import Pass, read_pass
from conflict_claims.articles import Article, read_article
from conflict_claims.files.layout import Layout
from conflict_claims.label_studio.receive import Received, receive
from conflict_claims.label_studio.sending import loss
from conflict_claims.label_studio.tasks import task
from conflict_claims_schemas.labelling.controls import HEADER_CONTROL
from tests.label_studio.offline.passes import articles_and_passes, content

REPOSITORY = Layout(Path(__file__).parents[3])
SEED = [path for name in REPOSITORY.annotators() for path in REPOSITORY.annotation_files(name)]


def accepted(article: Article, marked: Pass, known: Pass | None = None) -> Received:
    """What comes of the pass as a prediction that was accepted, after a way through JSON."""
    made = json.loads(json.dumps(task(article, [marked])))
    return receive({**made, "id": 1}, {"id": 2, **made["predictions"][0]}, article, marked.annotator, known)


@given(articles_and_passes())
def test_what_is_accepted_unchanged_comes_back_to_the_byte(one: tuple[Article, Pass]) -> None:
    article, marked = one
    back = accepted(article, marked)
    assert (back.faults, back.quarantined) == ([], [])
    assert back.content == content(marked)
    assert accepted(article, marked, marked).content == content(marked)
    assert loss(article, marked) == ""


@pytest.mark.slow
@given(articles_and_passes(), st.randoms(use_true_random=False))
def test_the_order_of_regions_and_values_means_nothing(one: tuple[Article, Pass], chance: random.Random) -> None:
    article, marked = one
    made = task(article, [marked])
    result = made["predictions"][0]["result"]
    relations = [raw for raw in result if raw["type"] == "relation"]
    others = [raw for raw in result if raw["type"] != "relation"]
    chance.shuffle(others)
    back = receive(made, {"result": [*relations, *others]}, article, "ann-a", None)
    assert back.content == content(marked)


@given(articles_and_passes())
def test_ids_of_label_studio_become_the_ids_that_the_earlier_file_has(one: tuple[Article, Pass]) -> None:
    article, marked = one
    made = renamed(task(article, [marked]))
    back = receive(made, made["predictions"][0], article, "ann-a", marked)
    assert back.faults == []
    assert back.content == content(marked)


def renamed(made: dict[str, Any]) -> dict[str, Any]:
    """The task as if every region had been drawn in the browser, with the header of the task alone."""
    made = copy.deepcopy(made)
    result = made["predictions"][0]["result"]
    kept = next(raw for raw in result if raw.get("from_name") == HEADER_CONTROL)
    names = {raw["id"]: f"x{number}Qz" for number, raw in enumerate(result) if raw.get("id") not in (None, "pass")}
    for raw in result:
        for key in ("id", "from_id", "to_id"):
            if raw.get(key) in names:
                raw[key] = names[raw[key]]
    # Orders go by the ids that regions have, which the browser keeps.
    header = json.loads(kept["value"]["text"][0])
    header["orders"] = {names[key]: orders for key, orders in header["orders"].items()}
    kept["value"]["text"] = [json.dumps(header)]
    return made


@pytest.mark.parametrize("path", SEED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_pass_of_the_corpus_comes_back_to_the_byte(path: Path) -> None:
    marked, _ = read_pass(path, REPOSITORY)
    assert marked
    article, _ = read_article(REPOSITORY.article(marked.article_id), REPOSITORY)
    assert article
    back = accepted(article, marked)
    assert back.faults == []
    assert back.content == path.read_bytes()
