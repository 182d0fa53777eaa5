"""Suggest annotations by rules, for people to check: actors, casualties, stances, topics, links.

ARTICLE is the id of an article; without one, all articles of the corpus are read. Each gets a file
annotations/suggest/ARTICLE.jsonl (or DIR/ARTICLE.jsonl with --out), which replaces the one that is there, if that is
of `suggest`, too: no other annotator's is replaced. It is checked, compared and shown like any annotator's; `note`
says which rule made a record and how often that rule was right.

ARTICLE may also be a bulk file (*.jsonl, one object an article with its "text") or - for standard input: each line
comes out with its lists filled and nothing else changed, on standard output or in DIR under the file's name. A line
that cannot be read is named and left out.

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
    from collections.abc import Iterable, Iterator, Mapping
    from typing import BinaryIO

    from conflict_claims.files.layout import Layout
    from conflict_claims.files.reading import Line
    from conflict_claims.suggest.article import Suggester
    from conflict_claims.suggest.tally import Tally

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
    args.articles = list(dict.fromkeys(args.articles))
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
    from conflict_claims.articles import read_settings
    from conflict_claims.files.layout import Layout
    from conflict_claims.suggest.targets import not_ours, wrong_folder
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
    targets = {folder / f"{path.stem}.jsonl": path for path in files}
    wrong = wrong_folder(folder, layout, bulk=False) or _first(map(not_ours, targets)) or _obstacle(args, targets)
    if wrong:
        return _refused(wrong)
    return _passes(args, suggester, layout, settings.guidelines, targets)


def _passes(
    args: argparse.Namespace, suggester: Suggester, layout: Layout, guidelines: str, targets: Mapping[Path, Path]
) -> int:
    """Write the pass over each article; `targets` says where to, and from which article file."""
    from conflict_claims.articles import read_article
    from conflict_claims.files.atomic import write_whole
    from conflict_claims.suggest.passes import suggested_pass
    from conflict_claims.suggest.tally import Tally

    tally, unread, folder = Tally(args.layers), [], ""
    for target, path in targets.items():
        article, problems = read_article(path, layout)
        if article is None or problems or article.id != path.stem:
            unread.append(f"{layout.name(path)}: cannot be read, see `conflict-claims check`")
            continue
        content, records = suggested_pass(article, suggester, guidelines, args.layers, args.min_confidence)
        tally.add(article.id, article.front, article.text, records)
        if not args.dry_run:
            write_whole(target, content)
            folder = layout.name(target.parent)
    print(tally.told(folder))
    return _left_out(unread, tally)


def _first(faults: Iterable[str]) -> str:
    """The first that is not empty."""
    return next(filter(None, faults), "")


def _obstacle(args: argparse.Namespace, targets: Iterable[Path]) -> str:
    """Why a file cannot be written; nothing is tried where nothing is to be written."""
    from conflict_claims.files.atomic import obstacle

    folders = {target.parent: target for target in targets}
    return "" if args.dry_run else _first(map(obstacle, folders.values()))


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
    from conflict_claims.suggest.tally import Tally

    if wrong := _wrong_bulk(args, names):
        return _refused(wrong)
    faults: list[str] = []
    tally = Tally(args.layers)
    for name in names:
        try:
            faults += _one_file(args, name, suggester, tally)
        except Unreadable as fault:
            faults.append(f"{name}: {fault.expected} was expected, found {fault.found}")
    if args.dry_run or args.out:
        print(tally.told("" if args.dry_run else str(args.out)))
    return _left_out(faults, tally)


def _wrong_bulk(args: argparse.Namespace, names: list[str]) -> str:
    """What is wrong with the request; empty where nothing is."""
    from conflict_claims.files.layout import Layout
    from conflict_claims.suggest.targets import not_bulk, wrong_folder

    if absent := [name for name in names if name != "-" and not Path(name).exists()]:
        return f"{absent[0]!r} is not there"
    if args.out is None:
        return ""
    targets: dict[Path, str] = {}
    for name in names:
        target = _target(args.out, name)
        if target in targets:
            return f"{targets[target]} and {name} would both be written to {target}: they need a call and --out each"
        if target.exists() and name != "-" and target.samefile(name):
            return f"{name} would be replaced by what is suggested for it: name another folder"
        targets[target] = name
    wrong = wrong_folder(args.out, Layout(args.root), bulk=True) or _first(map(not_bulk, targets))
    return wrong or _obstacle(args, targets)


def _target(folder: Path, name: str) -> Path:
    return folder / ("stdin.jsonl" if name == "-" else Path(name).name)


def _one_file(args: argparse.Namespace, name: str, suggester: Suggester, tally: Tally) -> list[str]:
    """Suggest for a bulk file and count it in `tally`; gives what was left out."""
    from conflict_claims.suggest.lines import BadLine, suggested_lines

    faults = []
    with _opened(name) as source, _sink(args, name) as sink:
        for line in suggested_lines(source, suggester, args.layers, args.min_confidence):
            if isinstance(line, BadLine):
                faults.append(f'{name}:{line.number}: an object with "text" was expected, found {line.found}')
                continue
            tally.add(f"{name}:{line.number}", line.fields, line.fields["text"], line.records)
            if sink is not None:
                sink.write(line.content)
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
        with written_whole(_target(args.out, name)) as file:
            yield file


def _left_out(faults: Iterable[str], tally: Tally) -> int:
    """Name what is doubtful and what was left out; returns the exit code."""
    from conflict_claims.render.escape import visible

    for warning in tally.warnings():
        print(f"conflict-claims suggest: warning: {visible(warning)}", file=sys.stderr)
    code = 0
    for fault in faults:
        print(f"conflict-claims suggest: left out {visible(fault)}", file=sys.stderr)
        code = 1
    return code


def _refused(message: str) -> int:
    from conflict_claims.render.escape import visible

    print(f"conflict-claims suggest: {visible(message)}", file=sys.stderr)
    return 2
