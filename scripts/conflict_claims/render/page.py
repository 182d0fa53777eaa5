"""A report as one HTML page that asks for nothing from elsewhere; no text of others can become markup in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from conflict_claims.render.escape import visible

LINE_END = " ⏎ "


def html_page(package: str, template: str, filters: Mapping[str, Callable[..., Any]], **values: Any) -> str:
    """The page that a template makes of `values`.

    Args:
        package: whose folder holds the template; it may extend `frame.html.jinja` and use `macros.html.jinja`.
        template: its file name.
        filters: what the template uses beside `shown`.
        values: what it shows; strings are escaped.
    """
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined  # heavy: only where a page is made

    environment = Environment(
        loader=ChoiceLoader([PackageLoader("conflict_claims.render"), PackageLoader(package, "")]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
    )
    environment.filters |= {"shown": shown, **filters}
    return environment.get_template(template).render(**values).rstrip("\n") + "\n"


def shown(text: str) -> str:
    """Words of others for a page, on one line."""
    return visible(text.replace("\n", LINE_END))
