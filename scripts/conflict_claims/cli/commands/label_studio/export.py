"""Write annotation files as a file that Label Studio imports: a task an article, with the pass as its prediction.

FOLDER is an annotator's name or a folder of annotation files, ARTICLE the id of an article; without one, all of the
folder's files are written. Accepted unchanged and brought home, each gives the same file again, byte for byte;
one that would not (`check` finds fault with it) is named and left out. Works without a connection.

Exit code: 0 done, 1 a file was left out, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from conflict_claims.label_studio.sending import Sent


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("folder", metavar="FOLDER", help="an annotator's name, or a folder of annotation files")
    parser.add_argument("articles", nargs="*", metavar="ARTICLE", help="id of an article (default: all)")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write to FILE (default: standard output)")


def run(args: argparse.Namespace) -> int:
    """Write; returns the exit code."""
    from conflict_claims.articles import read_settings
    from conflict_claims.files.atomic import obstacle
    from conflict_claims.files.layout import Layout
    from conflict_claims.label_studio.sending import NoFolder, annotation_folder, tasks_of

    layout = Layout(args.root)
    settings, _ = read_settings(layout)
    if settings is None:
        return _refused(f"no settings {layout.name(layout.settings)}: --root must name a corpus")
    try:
        folder = annotation_folder(layout, args.folder)
    except NoFolder as error:
        return _refused(str(error))
    if args.output and (why := obstacle(args.output)):
        return _refused(why)
    sent = list(tasks_of(layout, folder, args.articles, settings.guidelines))
    if missing := sorted(set(args.articles) - {Path(one.file).stem for one in sent}):
        return _refused(f"{layout.name(folder)} has no {', '.join(missing)}")
    _write(args.output, sent)
    return 1 if any(one.task is None for one in sent) else 0


def _write(output: Path | None, sent: Sequence[Sent]) -> None:
    import orjson

    from conflict_claims.files.atomic import write_whole
    from conflict_claims.render.escape import visible
    from conflict_claims.render.summary import counted
    from conflict_claims.render.terminal import say

    tasks = [one.task for one in sent if one.task is not None]
    content = orjson.dumps(tasks, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    if output:
        write_whole(output, content)
    else:
        sys.stdout.buffer.write(content)
    left = [visible(f"{one.file}: left out: {one.fault}") for one in sent if one.task is None]
    say([*left, f"{counted(len(tasks), 'task')}, {counted(len(left), 'file')} left out"], sys.stderr)


def _refused(message: str) -> int:
    from conflict_claims.render.escape import visible

    print(f"conflict-claims label-studio export: {visible(message)}", file=sys.stderr)
    return 2
