"""corpus/withdrawn.yaml: the articles that were taken down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from conflict_claims.articles.registries import read_entries
from conflict_claims.articles.typed import Entry
from conflict_claims.files.layout import Layout
from conflict_claims_schemas.problems import Problem
from conflict_claims_schemas.withdrawals import WITHDRAWN_ENTRY, WITHDRAWN_FILE

HEAD = "# Articles that were taken down. Written by `conflict-claims release withdraw`; no entry is ever removed.\n"


def read_withdrawals(layout: Layout) -> tuple[list[Entry], list[Problem]]:
    """The entries, none where there is no file; and the problems of level L1 (DOC001-DOC011)."""
    path = layout.registry(WITHDRAWN_FILE)
    if not path.exists() and not path.is_symlink():
        return [], []
    return read_entries(layout, WITHDRAWN_FILE, WITHDRAWN_ENTRY)


def render_withdrawals(entries: Iterable[Mapping[str, Any]]) -> bytes:
    """The content of corpus/withdrawn.yaml; `entries` have the fields of WITHDRAWN_ENTRY."""
    lines = [f"- id: {one['id']}\n  reason: {one['reason']}\n  date: {one['date']}\n" for one in entries]
    return (HEAD + "".join(lines)).encode()
