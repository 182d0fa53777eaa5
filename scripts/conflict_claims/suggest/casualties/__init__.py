"""Casualties: who was harmed, how many, by whom, and who says so (guidelines, section 4)."""

from conflict_claims.suggest.casualties.find import find_casualties

__all__ = ["find_casualties"]
