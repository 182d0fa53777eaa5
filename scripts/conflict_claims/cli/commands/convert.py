"""Turn an archive of articles into the tables of the data set, shard by shard.

SRC is a file or a folder: JSON lines (.jsonl, .ndjson; plain, .gz or .zst), one article a line with its records;
Parquet with the same columns; or an export of Label Studio (.json) over the corpus below --root. With --map, SRC is a
folder of brat standoff (.txt and .ann), or a CoNLL file or folder: its articles are written to DIR/lines first, and
what the label map does not name or the tables cannot hold is listed as not carried, in full in DIR/mapping.txt
(docs/formats-interchange.md).
Each shard gives a Parquet file a table, DIR/TABLE/SHARD.parquet, with the columns of the published tables, and a
manifest; DIR/conversion.json sums them up. A bad line costs that line: DIR/errors.jsonl names its file and line.
A run that was stopped is taken up by the same command, and ends in the same bytes. Canonical names come from the
registries below --root. docs/scale.md says more.

Exit code: 0 done, 1 something was left out or is wrong, 2 wrong usage, 3 the tool itself failed.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from conflict_claims.cli.stopping import stopped

if TYPE_CHECKING:
    from conflict_claims.bulk.archive import Work
    from conflict_claims.bulk.options import Options, ReadExport
    from conflict_claims.bulk.outcome import Outcome
    from conflict_claims.formats.exchange_report import ExchangeReport

ENGINES = ("processes", "dask")
_GOES_ON = "what was finished stays, and nothing is half there; the same command goes on from here"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("sources", nargs="+", type=Path, metavar="SRC", help="file or folder of articles")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder of the results")
    parser.add_argument("--map", type=Path, metavar="TOML", help="label map: SRC is brat standoff or CoNLL")
    parser.add_argument("--workers", type=_count, metavar="N", help="processes (default: one a core)")
    parser.add_argument("--engine", choices=ENGINES, default="processes", help="who does the work (default: processes)")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="Dask scheduler whose workers see the same files")
    parser.add_argument("--tokens", action="store_true", help="also make the table tokens")
    parser.add_argument("--sentences", action="store_true", help="fill the column sentence")
    parser.add_argument("--check", action="store_true", help="hold all rows to the rules of levels L2 and L3")
    parser.add_argument(
        "--annotator", default="", metavar="NAME", help="whose work to take from exports of Label Studio"
    )
    parser.add_argument("--suggest", action="store_true", help="suggest records for articles that have no layers")
    parser.add_argument("--strict", action="store_true", help="leave out a shard in which anything is wrong")
    parser.add_argument(
        "--shard-size", type=_count, default=32, metavar="MB", help="input that makes a shard, in MiB (default: 32)"
    )


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= 4096):
        raise argparse.ArgumentTypeError(f"expected a number from 1 to 4096, found {text!r}")
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Convert; returns the exit code."""
    from conflict_claims.bulk.results import Refused
    from conflict_claims.bulk.scheduler import BadScheduler
    from conflict_claims.bulk.sources import BadSource
    from conflict_claims.formats.label_maps import BadLabelMap

    if args.scheduler is not None and args.engine != "dask":
        return _refused("--scheduler belongs to --engine dask")
    try:
        code = _convert(args, _options(args))
        sys.stdout.flush()
        return code
    except (BadSource, Refused, BadLabelMap, BadScheduler) as error:
        return _refused(str(error))
    except BrokenPipeError:
        raise
    except OSError as error:
        return stopped(args.command, error, _GOES_ON)


def _convert(args: argparse.Namespace, options: Options) -> int:
    """Convert; all that can be wrong with what was named is seen before anything is written.

    Raises:
        BadSource, BadLabelMap, BadScheduler, Refused: something that was named cannot be used.
        OSError: a file cannot be read or written.
    """
    from conflict_claims.bulk.archive import convert_archive
    from conflict_claims.bulk.collections import find_collections, write_collections
    from conflict_claims.bulk.pieces import pieces
    from conflict_claims.bulk.results import claimed
    from conflict_claims.bulk.scheduler import reach
    from conflict_claims.bulk.sources import Sources, find_sources
    from conflict_claims.formats.label_maps import read_label_map
    from conflict_claims.render.escape import visible

    labels = read_label_map(args.map) if args.map else None
    found = find_collections(args.sources, options.out) if labels else []
    sources = Sources([one.lines for one in found], []) if labels else find_sources(args.sources, options.out)
    if args.scheduler is not None:
        reach(args.scheduler)
    with claimed(options, {source.name for source in sources.files}):
        carried = write_collections(found, labels, options.out) if labels else None
        parts = pieces(sources.files, options)
        with _progress(sum(piece.size for piece in parts)) as tick:
            gave = convert_archive(parts, options, _work(args, options, len(parts)), tick)
    if sources.others:
        told = f"passed over {len(sources.others):,} files of other kinds, such as {sources.others[0]}"
        print(visible(told), file=sys.stderr)
    return max(_tell(gave, options), _tell_carried(carried, options))


def _tell_carried(report: ExchangeReport | None, options: Options) -> int:
    from conflict_claims.bulk.collections import REPORT
    from conflict_claims.render.escape import visible
    from conflict_claims.render.terminal import say

    if report is None:
        return 0
    say(map(visible, report.lines()), sys.stdout)
    say([f"the whole report stands in {options.out / REPORT}"], sys.stdout)
    return 1 if report.refusals else 0


def _options(args: argparse.Namespace) -> Options:
    from conflict_claims.bulk.options import Options

    root = args.root.absolute()
    return Options(
        out=args.out.absolute(),
        root=root,
        tokens=args.tokens,
        sentences=args.sentences,
        check=args.check,
        suggest=args.suggest,
        strict=args.strict,
        shard_bytes=args.shard_size << 20,
        annotator=args.annotator,
        exports=_exports(args, root),
    )


def _exports(args: argparse.Namespace, root: Path) -> ReadExport | None:
    """Who reads exports of Label Studio; nobody is loaded for it where none is named."""
    if not any(path.suffix.lower() == ".json" or path.is_dir() for path in args.sources):
        return None
    from conflict_claims.label_studio.export_rows import ExportRows

    return ExportRows(root, args.annotator)


def _work(args: argparse.Namespace, options: Options, parts: int) -> Work:
    from conflict_claims.bulk import engines
    from conflict_claims.bulk.converting import convert_piece

    workers = args.workers or _cores()
    if args.engine == "dask":
        return lambda pieces: engines.dask(convert_piece, pieces, options, workers, args.scheduler)
    if min(workers, parts) == 1:
        return lambda pieces: engines.alone(convert_piece, pieces, options)
    return lambda pieces: engines.processes(convert_piece, pieces, options, min(workers, parts))


def _cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None]]:
    """Bytes that were read, their rate and the time left: a bar on a terminal, a line now and then elsewhere."""
    from conflict_claims.bulk.rates import bar, lines

    with bar(total) if sys.stderr.isatty() else lines(total, sys.stderr) as tick:
        yield tick


def _tell(gave: Outcome, options: Options) -> int:
    from conflict_claims.bulk.telling import told
    from conflict_claims.render.terminal import say

    say(told(gave, options), sys.stdout)
    if gave.lost:
        return 3
    return 1 if gave.errors or (options.strict and (gave.counts or gave.unknown)) else 0


def _refused(message: str) -> int:
    from conflict_claims.render.escape import visible

    print("conflict-claims convert:", "\n".join(map(visible, message.split("\n"))), file=sys.stderr)
    return 2
