"""The report as one HTML page."""

from __future__ import annotations

from conflict_claims.agreement.agreement import Agreement
from conflict_claims.agreement.sections import HEAD, remarks, sections, tally, title
from conflict_claims.matching.disagreements import MEANINGS, TYPES
from conflict_claims.render import page


def html_page(result: Agreement) -> str:
    """Figures as tables, then every disagreement by type, with the words in their context."""
    return page.html_page(
        "conflict_claims.agreement",
        "page.html.jinja",
        {"tally": tally},
        title=title(result),
        head=HEAD,
        sections=sections(result),
        remarks=tuple(remarks(result)),
        types=TYPES,
        meanings=MEANINGS,
    )
