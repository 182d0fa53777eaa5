"""The labelling page for Label Studio, made from the vocabulary, and what can be wrong with one."""

from conflict_claims_schemas.labelling.faults import page_faults
from conflict_claims_schemas.labelling.page import PAGE_VERSION, labelling_page

__all__ = ["PAGE_VERSION", "labelling_page", "page_faults"]
