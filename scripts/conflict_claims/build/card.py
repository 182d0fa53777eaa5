"""The dataset card: README.md with the YAML that `load_dataset` reads and the text that people do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

import yaml

from conflict_claims.articles import Settings
from conflict_claims.build.parquet import DataFile
from conflict_claims_schemas.columns import CONFIGURATION_COLUMNS
from conflict_claims_schemas.configurations import CONFIGURATIONS
from conflict_claims_schemas.features import features
from conflict_claims_schemas.vocabulary import SPLITS

DEFAULT = "articles"
TASKS = ("token-classification", "text-classification")
TAGS = ("conflict", "casualties", "attribution", "stance", "span-annotation", "event-data")


def card(
    settings: Settings, edition: str, data: Sequence[DataFile], counts: Mapping[str, Any], version: str = ""
) -> str:
    """The text of README.md.

    Args:
        settings: of the corpus.
        edition: `full` or `public`.
        data: the files of the build.
        counts: figures for the text: `articles`, `withheld`, `dropped` (overlapping spans by layer).
        version: of the release that the card belongs to; none for a build.
    """
    from jinja2 import Environment, StrictUndefined  # heavy: only where a card is made

    environment = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False)
    template = environment.from_string(files(__package__).joinpath("card.md.jinja").read_text("utf-8"))
    licence = "other" if edition == "full" and counts["withheld"] else settings.license.lower()
    head = yaml.safe_dump(_metadata(settings, licence, data, version), sort_keys=False, allow_unicode=True, width=1000)
    body = template.render(
        settings=settings, edition=edition, rows=_rows(data), splits=_present(data), counts=counts,
        tables=CONFIGURATION_COLUMNS,
        default=DEFAULT, meanings=MEANINGS, version=version,
    )  # fmt: skip
    return f"---\n{head}---\n\n{body}"


def _metadata(settings: Settings, licence: str, data: Sequence[DataFile], version: str) -> dict[str, Any]:
    from datasets import DatasetInfo
    from datasets.info import DatasetInfosDict

    metadata: dict[str, Any] = {
        "pretty_name": settings.title,
        "license": licence,
        "language": settings.languages,
        "task_categories": list(TASKS),
        "tags": list(TAGS),
        "size_categories": [_size(sum(file.rows for file in data if file.configuration == DEFAULT))],
        "configs": [_config(name, data) for name in CONFIGURATIONS if _files(name, data)],
    }
    infos = {
        name: DatasetInfo(
            features=features(name),
            splits=_split_infos(name, data),
            download_size=sum(file.size for file in _files(name, data)),
            dataset_size=sum(file.nbytes for file in _files(name, data)),
        )
        for name in CONFIGURATIONS
        if _files(name, data)
    }
    DatasetInfosDict(infos).to_dataset_card_data(metadata)
    # `datasets` reads the version of a configuration here, and tells cached copies apart by it, but does not write it.
    for info in metadata["dataset_info"] if version else ():
        info["version"] = version
    return metadata


def _config(name: str, data: Sequence[DataFile]) -> dict[str, Any]:
    # Exact names, never a glob: a leftover file must not become rows.
    config: dict[str, Any] = {"config_name": name}
    if name == DEFAULT:
        config["default"] = True
    config["data_files"] = [{"split": file.split, "path": file.path} for file in _files(name, data)]
    return config


def _split_infos(name: str, data: Sequence[DataFile]) -> Any:
    from datasets import SplitDict, SplitInfo

    splits = SplitDict()
    for file in _files(name, data):
        splits.add(SplitInfo(file.split, num_bytes=file.nbytes, num_examples=file.rows))
    return splits


def _files(name: str, data: Sequence[DataFile]) -> list[DataFile]:
    return [file for file in data if file.configuration == name]


def _rows(data: Sequence[DataFile]) -> dict[str, dict[str, int]]:
    return {
        name: {file.split: file.rows for file in _files(name, data)} for name in CONFIGURATIONS if _files(name, data)
    }


def _present(data: Sequence[DataFile]) -> list[str]:
    return [split for split in SPLITS if any(file.split == split for file in data)]


def _size(rows: int) -> str:
    bounds = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
    return next((name for limit, name in bounds if rows < limit), "n>1M")


MEANINGS: dict[str, str] = {
    "articles": "one row an article, its layers as lists of structs",
    "actors": "one row a mention of someone who acts, speaks or suffers as a side",
    "casualties": "one row a claim of how many people were harmed, by whom, and who says so",
    "stances": "one row an act by which a holder takes a position",
    "topics": "one row a phrase that a stance is about",
    "links": "one row a relation between two casualty claims of an article",
    "actor_registry": "the canonical actors",
    "incidents": "the canonical incidents",
    "topic_registry": "the canonical topics",
    "tokens": "one row an article: tokens with BIO tags a layer",
    "tolls": "one row an incident, outcome and side, under one of four published rules",
    "passes": "one row a span or link that an annotator marked before adjudication",
}
