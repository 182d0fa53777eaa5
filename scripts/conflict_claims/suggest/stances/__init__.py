"""Layer stance: who takes which position on what (guidelines S1-S26)."""

from conflict_claims.suggest.stances.finding import find_stances

__all__ = ["find_stances"]
