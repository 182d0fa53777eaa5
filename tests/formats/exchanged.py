"""Small collections in the formats of others, and what is read of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from conflict_claims.formats.bulk_lines import lines_from
from conflict_claims.formats.exchange_report import ExchangeReport
from conflict_claims.formats.label_maps import parse_label_map

BRAT_MAP = """
[article]
language = "en"

[spans]
Group = { layer = "actor", type = "rebel_group", mention = "named" }
Person = { layer = "actor", type = "civilians", mention = "nominal" }
Toll = { layer = "casualty", outcome = "killed", modality = "exact" }

[events]
Denial = { layer = "stance", act = "deny_harm", speech = "narrated", roles = { Who = "holder", What = "target" } }

[relations]
Says = { field = "source", from = "Claim", to = "Speaker" }
By = { field = "holder" }
Rival = { link = "conflicts_with", aspect = "number" }

[equivalences]
Same = { link = "same_as" }

[attributes]
Hedge = { field = "modality", values = { low = "about", floor = "at_least" } }
Negated = { field = "status", value = "negated" }

[normalisations]
Groups = { field = "actor", values = { "7" = "northern-front" } }

[notes]
AnnotatorNotes = { field = "note" }
least = { field = "min" }
"""

CONLL_MAP = """
[article]
language = "en"

[conll]
token = 1

[[conll.tags]]
column = -1

[conll.tags.spans]
ORG = { layer = "actor", type = "rebel_group", mention = "named" }
PER = { layer = "actor", type = "civilians", mention = "named" }
"""


def brat_folder(folder: Path, text: str, ann: str, name: str = "one") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.txt").write_bytes(text.encode())
    (folder / f"{name}.ann").write_bytes(ann.encode())
    return folder


def read(path: Path, labels: str) -> tuple[list[dict[str, Any]], ExchangeReport]:
    report = ExchangeReport()
    lines = list(lines_from(path, parse_label_map(labels, "labels.toml"), report))
    assert all(line.endswith(b"\n") and line.count(b"\n") == 1 for line in lines)
    return [json.loads(line) for line in lines], report


def lost(report: ExchangeReport) -> dict[str, int]:
    """How often each reason stands in the report."""
    return {f"{kind}: {reason}": tally.count for (kind, reason), tally in report.lost.items()}


def changed(report: ExchangeReport) -> dict[str, int]:
    return {f"{kind}: {reason}": tally.count for (kind, reason), tally in report.changed.items()}
