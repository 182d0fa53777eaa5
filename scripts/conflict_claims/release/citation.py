"""CITATION.cff of a release (Citation File Format 1.2.0): that of the corpus with version, day and address."""

from __future__ import annotations

from typing import Any

import yaml

from conflict_claims.articles import Settings
from conflict_claims.files.strict_yaml import BadYaml, parse
from conflict_claims.release.refusal import Refused


def read_citation(text: str) -> dict[str, Any]:
    """What the CITATION.cff of the corpus says.

    Raises:
        Refused: it is no plain YAML mapping.
    """
    try:
        told = parse(text).plain()
    except BadYaml as fault:
        raise Refused(f"CITATION.cff:{fault.line}: expected plain YAML, found {fault.found}") from None
    if not isinstance(told, dict):
        raise Refused("CITATION.cff: expected a mapping of keys to values")
    return told


def citation(told: dict[str, Any], settings: Settings, version: str, date: str) -> str:
    """The text of the release's CITATION.cff; in the order of the corpus' own, new keys at the end."""
    more = {"version": version, "date-released": date, "license": settings.license}
    if settings.homepage:
        more["url"] = settings.homepage
    return yaml.safe_dump({**told, **more}, sort_keys=False, allow_unicode=True, width=120)


def creators(told: dict[str, Any]) -> list[dict[str, str]]:
    """The authors as schema.org persons and organisations."""
    return [_creator(author) for author in told.get("authors") or () if isinstance(author, dict)]


def _creator(author: dict[str, Any]) -> dict[str, str]:
    if "name" in author:
        return {"@type": "sc:Organization", "name": str(author["name"])}
    parts = (author.get(key) for key in ("given-names", "name-particle", "family-names", "name-suffix"))
    return {"@type": "sc:Person", "name": " ".join(str(part) for part in parts if part)}
