"""Annotation files (JSON Lines): reading them strictly, and writing them in canonical form."""

from conflict_claims.annotations.canonical import canonical, number_records
from conflict_claims.annotations.reader import UNKNOWN, Pass, header_of, read_pass

__all__ = ["UNKNOWN", "Pass", "canonical", "header_of", "number_records", "read_pass"]
