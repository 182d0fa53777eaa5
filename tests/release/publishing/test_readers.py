"""What users' own libraries read from a published release: features, labels, nulls, streams."""

from __future__ import annotations

from pathlib import Path

import pytest

from conflict_claims.release.publish import publish
from conflict_claims_schemas.configurations import tag_names
from tests.build.test_dataset import two_splits
from tests.corpora import TEXT
from tests.release.candidates import REPOSITORY, built_candidate
from tests.release.hub_server import HubServer
from tests.release.publishing.command import read
from tests.release.publishing.conftest import hub_at

READER = """
import json, sys
from datasets import get_dataset_config_names, load_dataset
from huggingface_hub import snapshot_download
import duckdb, polars

repository, tag = sys.argv[1:]
names = get_dataset_config_names(repository, revision=tag)
told = {"names": names, "streams": [], "null": {}}
for name in names:
    data = load_dataset(repository, name, revision=tag)
    streamed = load_dataset(repository, name, revision=tag, streaming=True)
    for split, rows in data.items():
        same = list(streamed[split]) == rows.to_list() and streamed[split].features == rows.features
        told["streams"].append([name, split, same])
tokens = load_dataset(repository, "tokens", revision=tag)
tags = tokens["test"].features["casualty_tags"].feature
told["labels"] = tags.names
told["tagged"] = [tags.int2str(code) for code in tokens["test"][0]["casualty_tags"] if code]
told["untagged"] = tokens["train"][1]["casualty_tags"]
articles = load_dataset(repository, "articles", revision=tag, split="train")
told["withheld"] = {key: articles[0][key] for key in ("title", "text", "article_id", "characters")}
claims = load_dataset(repository, "casualties", revision=tag)
told["claim"] = {key: claims["train"][0][key] for key in ("text", "sentence", "min", "start")}
pandas = claims["test"].to_pandas()
told["pandas"] = [int(number) for number in pandas["min"]]
folder = snapshot_download(repository, repo_type="dataset", revision=tag)
query = f"select min, \\"end\\" - start from '{folder}/data/casualties/test-*.parquet' order by span_id"
told["duckdb"] = [row[0] for row in duckdb.sql(query).fetchall()]
told["polars"] = polars.read_parquet(f"{folder}/data/casualties/test-*.parquet")["min"].to_list()
print(json.dumps(told))
"""


@pytest.mark.slow
def test_every_reader_sees_features_labels_and_nulls(hub_server: HubServer, tmp_path: Path) -> None:
    candidate = built_candidate(two_splits(tmp_path / "corpus"), tmp_path / "1.0.0")
    publish(candidate, hub_at(hub_server), private=True)
    told = read(hub_server, tmp_path / "cache", READER, REPOSITORY, "v1.0.0")
    assert set(told["names"]) == {path.parent.name for path in candidate.folder.rglob("*.parquet")}
    assert len(told["streams"]) == len(list(candidate.folder.rglob("*.parquet")))
    assert all(same for _, _, same in told["streams"]), told["streams"]
    assert told["labels"] == list(tag_names("casualty"))
    assert told["tagged"] == ["B-killed", "I-killed"] * 3
    assert told["untagged"] is None
    assert told["withheld"] == {"title": None, "text": None, "article_id": "harl-0001", "characters": len(TEXT)}
    assert (told["claim"]["text"], told["claim"]["sentence"], told["claim"]["min"]) == (None, None, 14)
    assert told["pandas"] == told["duckdb"] == told["polars"] == [15, 3, 11]
