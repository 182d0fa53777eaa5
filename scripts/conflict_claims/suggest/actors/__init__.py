"""Layer actor: who acts, speaks or suffers (guidelines A1-A26)."""

from conflict_claims.suggest.actors.finding import ActorFinder

__all__ = ["ActorFinder"]
