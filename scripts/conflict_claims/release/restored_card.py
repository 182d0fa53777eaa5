"""The card of a restored release: that of the release, leading to the files of the copy, with a word of warning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from conflict_claims.build.parquet import DataFile

_WARNING = """> **A copy of the release with the text of {number} put back** whose licence does not allow publication.
> Whoever made the copy had {them}: do not pass it on.

"""


def restored_card(card: Path, data: Sequence[DataFile], articles: int) -> str:
    """The text of README.md.

    Args:
        card: that of the release, already held against its files.
        data: the files of the copy.
        articles: how many texts were put back.
    """
    _, head, body = card.read_text("utf-8").split("---\n", 2)
    metadata: dict[str, Any] = yaml.safe_load(head)
    metadata["license"] = "other"
    for config in metadata["configs"]:
        named = {file.split: file.path for file in data if file.configuration == config["config_name"]}
        config["data_files"] = [{"split": split, "path": path} for split, path in named.items()]
    infos = metadata["dataset_info"]
    for info in infos if isinstance(infos, list) else [infos]:
        own = {file.split: file for file in data if file.configuration == info["config_name"]}
        _restate(info, own)
    number = "1 article" if articles == 1 else f"{articles:,} articles"
    warning = _WARNING.format(number=number, them="it" if articles == 1 else "them")
    told = yaml.safe_dump(metadata, sort_keys=False, allow_unicode=True, width=1000)
    return f"---\n{told}---\n\n{warning}{body.lstrip()}"


def _restate(info: dict[str, Any], files: Mapping[str, DataFile]) -> None:
    """The sizes of a configuration in bytes; its rows stay what they were."""
    for split in info["splits"]:
        split["num_bytes"] = files[split["name"]].nbytes
    info["download_size"] = sum(file.size for file in files.values())
    info["dataset_size"] = sum(file.nbytes for file in files.values())
