"""The report as one HTML page that asks for nothing from elsewhere; no text of others can become markup in it."""

from __future__ import annotations

from importlib.resources import files

from conflict_claims.agreement.agreement import Agreement
from conflict_claims.agreement.disagreements import MEANINGS, TYPES
from conflict_claims.agreement.sections import HEAD, remarks, sections, tally, title
from conflict_claims.render.escape import visible

LINE_END = " ⏎ "


def html_page(result: Agreement) -> str:
    """Figures as tables, then every disagreement by type, with the words in their context."""
    from jinja2 import Environment, StrictUndefined  # heavy: only where a page is made

    environment = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=True)
    environment.filters |= {"shown": _shown, "tally": tally}
    template = environment.from_string(files(__package__).joinpath("page.html.jinja").read_text("utf-8"))
    page = template.render(
        title=title(result), head=HEAD, sections=sections(result), remarks=tuple(remarks(result)), types=TYPES,
        meanings=MEANINGS,
    )  # fmt: skip
    return page.rstrip("\n") + "\n"


def _shown(text: str) -> str:
    return visible(text.replace("\n", LINE_END))
