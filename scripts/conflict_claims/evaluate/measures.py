"""Every measure of the wanted layers."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_claims.evaluate.attribute_tallies import attribute_tallies
from conflict_claims.evaluate.relations import link_tallies, reference_tallies
from conflict_claims.evaluate.span_tallies import span_tallies
from conflict_claims.evaluate.tally import Tally, scored
from conflict_claims.matching.marks import LINK
from conflict_claims.matching.pairing import PairedArticle
from conflict_claims_schemas.vocabulary import LAYER


def tallies(paired: Sequence[PairedArticle], layers: Sequence[str] = LAYER.names) -> list[Tally]:
    """The measures of all layers that were compared in some article, in the order in which reports show them."""
    found: list[Tally] = []
    for layer in LAYER.names:
        if layer in layers and any(scored(article, layer) for article in paired):
            found += link_tallies(paired) if layer == LINK else span_tallies(paired, layer)
            found += attribute_tallies(paired, layer)
            found += reference_tallies(paired, layer)
    return found
