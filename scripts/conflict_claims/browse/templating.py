"""Templates into pages: everything is escaped, and a page may load nothing and run no script but ours."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from conflict_claims.browse import escaping
from conflict_claims.render.escape import visible
from conflict_claims.render.stories import bounds, day, number


def render(template: str, **values: Any) -> bytes:
    """The page that `template` makes of `values`, as UTF-8."""
    style, script = _asset("site.css"), _asset("site.js")
    page = _environment().get_template(f"{template}.html.jinja").render(
        style=style, script=script, policy=policy(style, script), **values
    )  # fmt: skip
    return f"{page.rstrip()}\n".encode("utf-8", "backslashreplace")


def policy(style: str, script: str) -> str:
    """A Content-Security-Policy (level 3) that allows this style, this script and embedded images, and nothing else."""
    return (
        f"default-src 'none'; style-src 'sha256-{_hash(style)}'; script-src 'sha256-{_hash(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _asset(name: str) -> str:
    return files(__package__).joinpath("templates", name).read_text("utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("conflict_claims.browse"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "shown": lambda value: visible(str(value)),
        "readable": escaping.readable,
        "link": escaping.link,
        "language": escaping.language,
        "stem": escaping.file_stem,
        "words": lambda name: str(name).replace("_", " "),
        "day": day,
        "number": number,
        "bounds": lambda claim: bounds(claim.low, claim.high),
    }
    return environment
