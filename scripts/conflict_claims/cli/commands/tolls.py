"""Show the rival claims about an incident in order of time, and its toll under each published rule.

INCIDENT is the id of an incident; without one, every incident that has claims is shown. Each figure names the
spans that it was taken from, and each article the addresses that its facts come from. Links marked [computed] join
claims of different articles and were marked by nobody. docs/tolls.md says how the rules work.

Formats: table (for reading), json (everything), csv (the rows of the configuration `tolls`), markdown.

Exit code: 0 done, 1 files that cannot be read, 2 wrong usage, 3 the tool itself failed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from conflict_claims.render.stories import Story
    from conflict_claims.tables.corpus import Corpus

FORMATS = ("table", "json", "csv", "markdown")
RULES = ("lowest", "range", "recent", "low_best_high")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("incidents", nargs="*", metavar="INCIDENT", help="id of an incident (default: all)")
    parser.add_argument(
        "--rule", action="append", choices=RULES, help="apply this rule only; may be repeated (default: all)"
    )
    parser.add_argument("--format", choices=FORMATS, default="table", help="how to show it (default: table)")
    parser.add_argument("--plot", type=Path, metavar="DIR", help="also draw DIR/INCIDENT.svg and .png (extra: plots)")
    parser.add_argument("--annotator", default="gold", metavar="NAME", help="whose annotations to use (default: gold)")


def run(args: argparse.Namespace) -> int:
    """Compute and show; returns the exit code."""
    from conflict_claims.files.atomic import folder_obstacle
    from conflict_claims.files.layout import Layout

    layout = Layout(args.root)
    if args.annotator not in layout.annotators():
        known = ", ".join(layout.annotators()) or "nobody"
        return _refused(f"no annotations by {args.annotator}: there are those of {known}")
    if args.plot and (why := folder_obstacle(args.plot)):
        return _refused(why)
    corpus = _read(args)
    if corpus.problems:
        number = len(corpus.problems)
        print(
            f"conflict-claims tolls: {number} problem(s) in the files; `conflict-claims check` names them",
            file=sys.stderr,
        )
        return 1
    if unknown := sorted(set(args.incidents) - set(corpus.registries["incidents"]["incident_id"])):
        return _refused(f"incidents.yaml has no {', '.join(unknown)}")
    return _show(args, corpus)


def _read(args: argparse.Namespace) -> Corpus:
    from conflict_claims.files.layout import Layout
    from conflict_claims.render.terminal import progress
    from conflict_claims.tables.corpus import read_corpus

    layout = Layout(args.root)
    with progress("reading") as start:
        tick = start(len(layout.article_files()) + len(layout.annotation_files(args.annotator)))
        return read_corpus(layout, annotators=[args.annotator], tick=lambda: tick(1))


def _show(args: argparse.Namespace, corpus: Corpus) -> int:
    from conflict_claims.build.stories import stories
    from conflict_claims.render.terminal import say
    from conflict_claims.render.tolls import read_out
    from conflict_claims.tables.flat import flat

    frames = flat(corpus.bundle(args.annotator), corpus.registries, sentences=False)
    # In the order of RULES, however they were typed.
    rules = [name for name in RULES if name in (args.rule or RULES)]
    found = stories(frames, args.incidents, rules)
    say(read_out(found, args.format), sys.stdout)
    for silent in sorted(set(args.incidents) - {story.account.incident for story in found}):
        print(f"no claims about {silent}", file=sys.stderr)
    return _plot(found, args.plot) if args.plot else 0


def _plot(found: Sequence[Story], folder: Path) -> int:
    from conflict_claims.files.atomic import write_whole
    from conflict_claims.render.toll_plot import draw

    try:
        import matplotlib  # noqa: F401
    except ModuleNotFoundError:
        return _refused("plots need matplotlib: pip install 'conflict-claims[plots]'")
    for story in found:
        for image, content in draw(story).items():
            path = folder / f"{story.account.incident}.{image}"
            write_whole(path, content)
            print(f"drew {path}", file=sys.stderr)
    return 0


def _refused(message: str) -> int:
    from conflict_claims.render.escape import visible

    print(f"conflict-claims tolls: {visible(message)}", file=sys.stderr)
    return 2
