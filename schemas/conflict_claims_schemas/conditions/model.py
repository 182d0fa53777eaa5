"""What a row condition is, and the few phrases that its messages are made of."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

SHOWN = 80
"""How many characters of a text a message shows."""


@dataclass(frozen=True, slots=True, eq=False)
class Condition:
    """One thing that must hold in every row of a table, and what to say where it does not.

    `holds` is a boolean expression over the whole frame, never null; it may look beyond its row (duplicates).
    `expected`, `found` and `fix` are string expressions over one row, to be evaluated on failing rows only; a
    missing or null `fix` means the rule's own. `field` is the key as it stands in the file.
    """

    rule: str
    table: str
    holds: pl.Expr
    field: str
    expected: pl.Expr
    found: pl.Expr
    fix: pl.Expr | None = None

    @property
    def columns(self) -> frozenset[str]:
        """The columns that `holds` looks at."""
        # An element of a list is a root without a name in some versions of polars.
        return frozenset(name for name in self.holds.meta.root_names() if name)


def condition(
    rule: str,
    table: str,
    field: str,
    holds: pl.Expr,
    expected: str | pl.Expr,
    found: pl.Expr,
    fix: pl.Expr | None = None,
) -> Condition:
    """A condition; what it cannot decide (null) is fine, for another rule speaks of what is missing."""
    told = pl.lit(expected) if isinstance(expected, str) else expected
    return Condition(rule, table, holds.fill_null(True), field, told, found, fix)


def implies(given: pl.Expr, then: pl.Expr) -> pl.Expr:
    """Where `given` is true, `then` must be."""
    return ~given | then


def english(holds: pl.Expr) -> pl.Expr:
    """`holds` for articles in English; lists of English words say nothing about other languages."""
    return implies(pl.col("language") == "en", holds)


def value_of(name: str, column: str = "") -> pl.Expr:
    """The key and its value as messages give them: `min 12`, or `no min` where it is null."""
    value = pl.col(column or name)
    return pl.when(value.is_null()).then(pl.lit(f"no {name}")).otherwise(pl.format(f"{name} {{}}", value))


def quoted(column: str) -> pl.Expr:
    """The words of `column` in quotation marks, cut to a readable length, line feeds made visible."""
    words = pl.col(column)
    cut = pl.when(words.str.len_chars() > SHOWN).then(words.str.slice(0, SHOWN) + "…").otherwise(words)
    return pl.format('"{}"', cut.str.replace_all("\n", "\\n", literal=True))


def labelled(name: str, column: str = "") -> pl.Expr:
    """The key and its label as messages give them: `outcome "dead"`."""
    value = pl.col(column or name)
    return pl.when(value.is_null()).then(pl.lit(f"no {name}")).otherwise(pl.format(f'{name} "{{}}"', value))


def local(column: str) -> pl.Expr:
    """The local id in a qualified one: `c3` in `balochistan-0001.c3`."""
    return pl.col(column).str.split(".").list.last()


def set_to(name: str, column: str) -> pl.Expr:
    """What to write so that `name` is as `column` says."""
    value = pl.col(column)
    write = pl.format(f'set "{name}" to {{}}, or correct the span', value)
    return pl.when(value.is_null()).then(pl.lit(f'leave out "{name}", or correct the span')).otherwise(write)
