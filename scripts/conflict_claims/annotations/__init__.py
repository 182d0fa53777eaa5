"""Annotation files (JSON Lines): reading them strictly, and writing them in canonical form."""

from conflict_claims.annotations.canonical import canonical, number_records
from conflict_claims.annotations.reader import UNKNOWN, Pass, read_pass

__all__ = ["UNKNOWN", "Pass", "canonical", "number_records", "read_pass"]
