"""Write one article with its annotations as a page to read in a browser.

The page stands alone: text with the layers drawn in it, what was marked in each span, how spans refer to each other,
and what the check finds, in place. It asks for nothing from elsewhere. `browse` writes the same for a whole corpus.

Exit code: 0 written (the path is printed), 1 the article cannot be read, 2 wrong usage, 3 the tool itself failed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from conflict_claims.cli.commands.browse import add_shared, refuse, unknown_annotators

if TYPE_CHECKING:
    from conflict_claims.files.layout import Layout


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("article", metavar="ARTICLE", help="id of the article, like balochistan-0001")
    parser.add_argument("--output", type=Path, metavar="FILE", help="the page (default: dist/show/ARTICLE.html)")
    add_shared(parser)


def run(args: argparse.Namespace) -> int:
    """Write the page; returns the exit code."""
    from conflict_claims.check.selection import annotators
    from conflict_claims.files.atomic import obstacle
    from conflict_claims.files.layout import Layout, is_article_id

    layout = Layout(args.root)
    if not is_article_id(args.article):
        return refuse("show", f"{args.article!r} is no article id (like balochistan-0001)")
    if not layout.article(args.article).exists():
        return refuse("show", f"no article {layout.name(layout.article(args.article))} in {layout.root}")
    if unknown := unknown_annotators(layout, args.annotators):
        return refuse("show", unknown)
    if args.output and (why := obstacle(args.output)):
        return refuse("show", why)
    return _write(args, layout, args.annotators or annotators(layout))


def _write(args: argparse.Namespace, layout: Layout, names: list[str]) -> int:
    from conflict_claims.browse.article_view import article_view
    from conflict_claims.browse.reading import read_material
    from conflict_claims.browse.site import article_page
    from conflict_claims.files.atomic import write_whole

    material = read_material(layout, names, args.edition, only=args.article, today=args.today)
    if args.article not in material.articles:
        print(f"{args.article} cannot be read; conflict-claims check {args.article} says why", file=sys.stderr)
        return 1
    path = args.output or layout.dist / "show" / f"{args.article}.html"
    write_whole(path, article_page(material, article_view(material, args.article)))
    print(path)
    return 0
