"""Every regular expression of our packages, and strings made to catch each of them.

    python -m tests.contributions.traps

prints the patterns that take more than linear time, with the string and the seconds.
"""

from __future__ import annotations

import ast
import importlib
import random
import re
import re._constants as ops  # type: ignore[import-not-found]
import re._parser as sre  # type: ignore[import-not-found]
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SOURCES = (ROOT / "scripts" / "conflict_claims", ROOT / "schemas" / "conflict_claims_schemas")
FUNCTIONS = {"compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}

LOCAL: dict[str, dict[str, Any]] = {
    "conflict_claims.render.places": {"key": "min"},
    "conflict_claims.formats.label_maps.faults": {"key": "type"},
    "conflict_claims.label_studio.exports": {"key": b'"id"'},
    "conflict_claims.label_studio.trouble": {"secrets": ("a" * 40, "b" * 40)},
    "conflict_claims.suggest.stances.content_words": {"phrases": ("nothing to do with", "no hand in")},
}
"""What stands for the local variables in patterns that a function puts together."""

BUILT: dict[str, str] = {
    "conflict_claims.formats.carried": "_clusters",
    "conflict_claims.text.tokens": "_pattern",
}
"""Functions that put a pattern together from local variables, by module."""

SHORT = (16, 20, 24, 28, 32, 36, 40)
"""Tried one after the other, to see exponential time and survive it."""

SIZES = (1_000, 4_000, 16_000, 64_000)
NOTICED = 0.05
"""Seconds below which growth is not measurable; a pattern that is quadratic takes minutes for the longest string."""

GROWTH = 9.0
"""For four times the length: linear is 4, quadratic is 16."""


@dataclass(frozen=True)
class Pattern:
    """A pattern where it stands, and how it is applied: `fullmatch` and `match` begin at one place, others anywhere."""

    place: str
    compiled: re.Pattern[str]
    method: str


def patterns() -> Iterator[Pattern]:
    """Every pattern that a call of `re` in our sources names."""
    for source in SOURCES:
        for path in sorted(source.rglob("*.py")):
            tree = ast.parse(path.read_text())
            calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _is_re(node.func)]
            if calls:
                name = ".".join(path.relative_to(source.parent).with_suffix("").parts)
                yield from _of_module(name.removesuffix(".__init__"), tree, calls)


def _is_re(function: ast.expr) -> bool:
    named = isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name)
    return named and function.value.id == "re" and function.attr in FUNCTIONS  # type: ignore[attr-defined]


def _of_module(name: str, tree: ast.Module, calls: list[ast.Call]) -> Iterator[Pattern]:
    module = importlib.import_module(name)
    anchored = _anchored_names(tree)
    for call in calls:
        assert isinstance(call.func, ast.Attribute)
        known = {**vars(module), **LOCAL.get(name, {})}
        try:
            pattern = _value(call.args[0], known)
        except NameError:
            yield Pattern(f"{name}:{call.lineno}", getattr(module, BUILT[name])(), "search")
            continue
        flags = [_value(node, known) for node in call.args[1:2] if call.func.attr == "compile"]
        flags += [_value(keyword.value, known) for keyword in call.keywords if keyword.arg == "flags"]
        compiled = re.compile(pattern, flags[0] if flags else 0)
        place = f"{name}:{call.lineno}"
        method = call.func.attr if call.func.attr != "compile" else anchored.get(_target(tree, call), "search")
        yield Pattern(place, compiled if isinstance(compiled.pattern, str) else _as_text(compiled), method)


def _value(node: ast.expr, known: dict[str, Any]) -> Any:
    return eval(compile(ast.Expression(node), "pattern", "eval"), known)


def _as_text(compiled: re.Pattern[Any]) -> re.Pattern[str]:
    return re.compile(compiled.pattern.decode("latin-1"), compiled.flags | re.ASCII)


def _target(tree: ast.Module, call: ast.Call) -> str:
    """The name that the pattern is given, if it is given one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value and call in ast.walk(node.value):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            return target.id if isinstance(target, ast.Name) else ""
    return ""


def _anchored_names(tree: ast.Module) -> dict[str, str]:
    """The patterns that their module applies from one place alone, by name."""
    used: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in FUNCTIONS:
            used.setdefault(node.value.id, set()).add(node.attr)
    return {
        name: ("fullmatch" if methods == {"fullmatch"} else "match")
        for name, methods in used.items()
        if methods <= {"fullmatch", "match"}
    }


MOST = 120
"""So many strings are made for one pattern; large grammars have thousands of parts that may repeat."""

BODIES = ("a", " ", "0", "A", ".", "-", "\n", '"', "a ", "a-", "0,", " \n", "\u0301")


def traps(pattern: re.Pattern[str]) -> Iterator[tuple[str, str, str]]:
    """Strings to repeat for a pattern: what stands before, what is repeated, what makes the whole fail at the end."""
    parsed = sre.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    found = {(head, body) for head in ("", "a") for body in BODIES}
    for seed in range(3):
        found |= set(_pumps(parsed, random.Random(seed)))
    chosen = sorted(found)
    if len(chosen) > MOST:
        chosen = random.Random(MOST).sample(chosen, MOST)
    for head, body in chosen:
        if body:
            for tail in ("", "\0", "!"):
                yield head, body, tail


def _pumps(parsed: Any, chance: random.Random, before: str = "") -> Iterator[tuple[str, str]]:
    """For each part that may repeat: an example of what leads to it, and one of the part."""
    head = before
    for op, argument in parsed:
        for inner in _inside(op, argument):
            yield from _pumps(inner, chance, head)
        if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            yield head, _example(argument[2], chance)
            yield before, head[len(before) :] + _example(argument[2], chance)
        head += _example([(op, argument)], chance)
    yield before, head[len(before) :]


def _inside(op: Any, argument: Any) -> list[Any]:
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        return [argument[2]]
    if op is ops.SUBPATTERN:
        return [argument[3]]
    if op is ops.ATOMIC_GROUP:
        return [argument]
    if op in (ops.ASSERT, ops.ASSERT_NOT):
        return [argument[1]]
    return list(argument[1]) if op is ops.BRANCH else []


def _example(parsed: Any, chance: random.Random) -> str:
    """A short string that the part matches, as far as that is simple to say."""
    return "".join(_example_of(op, argument, chance) for op, argument in parsed)


def _example_of(op: Any, argument: Any, chance: random.Random) -> str:
    if op is ops.LITERAL:
        return chr(argument)
    if op is ops.IN:
        return _member(argument, chance)
    if op in (ops.ANY, ops.NOT_LITERAL, ops.CATEGORY):
        return _member([(op, argument)], chance)
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        low, high, body = argument
        return _example(body, chance) * max(int(low), min(1, int(high)))
    if op is ops.BRANCH:
        return _example(chance.choice(argument[1]), chance)
    if op is ops.SUBPATTERN:
        return _example(argument[3], chance)
    return _example(argument, chance) if op is ops.ATOMIC_GROUP else ""


SAMPLES = "a0 A_-.,'\"\n\u00e9\u0627\u4e00"


def _member(parts: Any, chance: random.Random) -> str:
    """A character of a set: the first of its own, else of the samples that match it."""
    if parts and parts[0][0] is not ops.NEGATE:
        op, argument = chance.choice(parts)
        if op is ops.LITERAL:
            return chr(argument)
        if op is ops.RANGE:
            return chr(argument[0])
    return next((char for char in chance.sample(SAMPLES, len(SAMPLES)) if _holds(parts, char)), "a")


def _holds(parts: Any, char: str) -> bool:
    turned = bool(parts) and parts[0][0] is ops.NEGATE
    return turned != any(_is_in(op, argument, char) for op, argument in parts)


CATEGORIES: dict[Any, Callable[[str], bool]] = {
    ops.CATEGORY_DIGIT: str.isdigit, ops.CATEGORY_SPACE: str.isspace, ops.CATEGORY_WORD: str.isalnum,
    ops.CATEGORY_NOT_DIGIT: lambda char: not char.isdigit(),
    ops.CATEGORY_NOT_SPACE: lambda char: not char.isspace(),
    ops.CATEGORY_NOT_WORD: lambda char: not char.isalnum(),
}  # fmt: skip


def _is_in(op: Any, argument: Any, char: str) -> bool:
    if op in (ops.LITERAL, ops.NOT_LITERAL):
        return (ord(char) == int(argument)) == (op is ops.LITERAL)
    if op is ops.RANGE:
        return bool(argument[0] <= ord(char) <= argument[1])
    return CATEGORIES[argument](char) if op is ops.CATEGORY else bool(op is ops.ANY)


def caught(pattern: Pattern) -> Iterator[str]:
    """The strings for which the time grows faster than their length, with the seconds."""
    for head, body, tail in traps(pattern.compiled):
        if slow := next((size for size in SHORT if _seconds(pattern, head + body * size + tail) > NOTICED), 0):
            yield f"{pattern.place} {pattern.method} on {head!r} + {body!r} * {slow} + {tail!r}: exponential time"
            continue
        times: list[float] = []
        for size in SIZES:
            times.append(_seconds(pattern, head + body * (size // len(body)) + tail))
            if times[-1] > NOTICED and len(times) > 1 and times[-1] > GROWTH * times[-2]:
                # Measured again, as something else may have taken the time.
                again = (_seconds(pattern, head + body * (size // len(body)) + tail) for _ in range(3))
                times[-1] = min(times[-1], *again)
                if times[-1] > GROWTH * times[-2]:
                    told = ", ".join(f"{value:.4f}" for value in times)
                    yield f"{pattern.place} {pattern.method} on {head!r} + {body!r} * n + {tail!r}: {told} s"
                    break


def _seconds(pattern: Pattern, text: str) -> float:
    """Processor time of applying the pattern once to the whole text, as its method does."""
    compiled = pattern.compiled
    start = time.process_time()
    if pattern.method in ("fullmatch", "match"):
        getattr(compiled, pattern.method)(text)
    else:
        for _ in compiled.finditer(text):
            pass
    return time.process_time() - start


if __name__ == "__main__":
    every = list(patterns())
    for one in every:
        print(*caught(one), sep="\n", end="")
    print(f"{len(every)} patterns")
