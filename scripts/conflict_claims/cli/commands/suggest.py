"""Suggest annotations by rules, for people to check: actors, casualties, stances, topics, links.

ARTICLE is the id of an article; without one, all articles of the corpus are read. Each gets a file
annotations/suggest/ARTICLE.jsonl (or DIR/ARTICLE.jsonl with --out), which replaces the one that is there. It is
checked, compared and shown like any annotator's; `note` says which rule made a record and how often that rule was
right.

ARTICLE may also be a bulk file (*.jsonl, one object an article with its "text") or - for standard input: each line
comes out with its lists filled, on standard output or in DIR under the file's name. A line that cannot be read is
named and left out.

No model is loaded and nothing is sent anywhere. The same text always gives the same suggestions.

Exit code: 0 done, 1 something was left out, 2 wrong usage, 3 the tool itself failed.
"""

from __future__ import annotations

import argparse
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from conflict_claims.files.layout import Layout
    from conflict_claims.files.reading import Line
    from conflict_claims.suggest.article import Suggester

LAYERS = ("actor", "casualty", "stance", "topic", "link")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "articles", nargs="*", metavar="ARTICLE", help="article id, bulk file, or - (default: all articles)"
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="write files here (default: annotations/suggest)")
    parser.add_argument(
        "--layers", type=_layers, default=LAYERS, metavar="LAYER,…", help=f"of {', '.join(LAYERS)} (default: all)"
    )
    parser.add_argument(
        "--min-confidence", type=_share, default=0.0, metavar="P", help="leave out what is less sure (0 to 1)"
    )
    parser.add_argument("--dry-run", action="store_true", help="count what would be suggested, write nothing")


def run(args: argparse.Namespace) -> int:
    """Suggest; returns the exit code."""
    bulk = [name for name in args.articles if name == "-" or name.endswith(".jsonl")]
    if bulk and len(bulk) < len(args.articles):
        return _refused("articles of the corpus and bulk files need a call each")
    suggester = _suggester(args)
    if suggester is None:
        return 2
    return _bulk(args, bulk, suggester) if bulk else _corpus(args, suggester)


def _layers(text: str) -> tuple[str, ...]:
    wanted = [name.strip() for name in text.split(",")]
    unknown = [name for name in wanted if name not in LAYERS]
    if unknown:
        raise argparse.ArgumentTypeError(f"no layer {unknown[0]!r}: take of {', '.join(LAYERS)}")
    return tuple(layer for layer in LAYERS if layer in wanted)


def _share(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no confidence: take a number from 0 to 1")
    return value


def _suggester(args: argparse.Namespace) -> Suggester | None:
    """The engine with the registry of the corpus; a folder without one has no canonical ids to give."""
    from conflict_claims.articles import read_registry
    from conflict_claims.files.layout import Layout
    from conflict_claims.suggest.article import Suggester

    entries, problems = read_registry(Layout(args.root), "actor_registry")
    if problems and problems[0].rule != "DOC001":
        _refused("corpus/actors.yaml cannot be read whole: `conflict-claims check` says what is wrong")
        return None
    others = (read_registry(Layout(args.root), table)[0] for table in ("incidents", "topic_registry"))
    return Suggester(*([entry.values for entry in one] for one in (entries, *others)))


def _corpus(args: argparse.Namespace, suggester: Suggester) -> int:
    from conflict_claims.articles import read_article, read_settings
    from conflict_claims.files.atomic import write_whole
    from conflict_claims.files.layout import Layout
    from conflict_claims.suggest.passes import suggested_pass
    from conflict_claims_schemas.suggestions import SUGGESTER

    layout = Layout(args.root)
    settings, _ = read_settings(layout)
    if settings is None:
        return _refused(
            f"no readable {layout.name(layout.settings)}: --root must name a folder laid out like this project"
        )
    files = _files(layout, args.articles)
    if isinstance(files, str):
        return _refused(files)
    folder = args.out or layout.annotations / SUGGESTER
    counts: dict[str, int] = dict.fromkeys(args.layers, 0)
    unread = []
    for path in files:
        article, problems = read_article(path, layout)
        if article is None or problems:
            unread.append(layout.name(path))
            continue
        content, records = suggested_pass(article, suggester, settings.guidelines, args.layers, args.min_confidence)
        for record in records:
            counts[record["layer"]] += 1
        if not args.dry_run:
            write_whole(folder / f"{article.id}.jsonl", content)
    _tell(counts, len(files) - len(unread), "" if args.dry_run else f" in {layout.name(folder)}")
    return _left_out([f"{name}: cannot be read, see `conflict-claims check`" for name in unread])


def _files(layout: Layout, names: list[str]) -> list[Path] | str:
    """The article files; a message where a name is no article."""
    from conflict_claims.files.layout import is_article_id

    if not names:
        return [path for path in layout.article_files() if is_article_id(path.stem) and path.suffix == ".md"]
    for name in names:
        if not is_article_id(name) or not layout.article(name).is_file():
            return f"{name!r} is no article of the corpus and no bulk file (*.jsonl)"
    return [layout.article(name) for name in names]


def _bulk(args: argparse.Namespace, names: list[str], suggester: Suggester) -> int:
    from conflict_claims.files.reading import Unreadable

    faults: list[str] = []
    for name in names:
        try:
            faults += _one_file(args, name, suggester)
        except Unreadable as fault:
            faults.append(f"{name}: {fault.expected} was expected, found {fault.found}")
    return _left_out(faults)


def _one_file(args: argparse.Namespace, name: str, suggester: Suggester) -> list[str]:
    """Suggest for a bulk file; gives what was left out."""
    from conflict_claims.suggest.lines import BadLine, suggested_lines

    faults = []
    with _opened(name) as source, _sink(args, name) as sink:
        for line in suggested_lines(source, suggester, args.layers, args.min_confidence):
            if isinstance(line, BadLine):
                faults.append(f'{name}:{line.number}: an object with "text" was expected, found {line.found}')
            elif sink is not None:
                sink.write(line)
    return faults


@contextmanager
def _opened(name: str) -> Iterator[Iterator[Line]]:
    from conflict_claims.files.reading import lines_of, open_regular

    if name == "-":
        yield lines_of(sys.stdin.buffer)
        return
    with open_regular(Path(name)) as file:
        yield lines_of(file)


@contextmanager
def _sink(args: argparse.Namespace, name: str) -> Iterator[BinaryIO | None]:
    from conflict_claims.files.atomic import written_whole

    if args.dry_run:
        yield None
    elif args.out is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    else:
        with written_whole(args.out / ("stdin.jsonl" if name == "-" else Path(name).name)) as file:
            yield file


def _tell(counts: dict[str, int], articles: int, where: str) -> None:
    found = ", ".join(f"{count} {layer}" for layer, count in counts.items())
    print(f"{articles} article(s){where}: {found}")


def _left_out(faults: Iterable[str]) -> int:
    """Name what was left out; returns the exit code."""
    from conflict_claims.render.escape import visible

    code = 0
    for fault in faults:
        print(f"conflict-claims suggest: left out {visible(fault)}", file=sys.stderr)
        code = 1
    return code


def _refused(message: str) -> int:
    from conflict_claims.render.escape import visible

    print(f"conflict-claims suggest: {visible(message)}", file=sys.stderr)
    return 2
