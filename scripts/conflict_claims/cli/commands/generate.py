"""Renew every generated file, or say which are stale (--check).

The data dictionary, the rule pages, the JSON Schema and the labelling page are made from the contract; the tables of
the guidelines and the figures of README and DATASHEET stand between markers and are made from the vocabulary and the
corpus.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from conflict_claims.files.layout import Layout
    from conflict_claims.tables.corpus import Corpus


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a file is stale")


def run(args: argparse.Namespace) -> int:
    """Renew or check; returns the exit code."""
    from conflict_claims.files.atomic import write_whole
    from conflict_claims.files.layout import Layout

    stale = [(path, content) for path, content in _generated(Layout(args.root)).items() if _differs(path, content)]
    for path, content in stale:
        print(f"{'stale' if args.check else 'renewed'}: {path}")
        if not args.check:
            write_whole(path, content.encode())
    if args.check and stale:
        print("run `make generate` and commit what it writes", file=sys.stderr)
        return 1
    return 0


def _differs(path: Path, content: str) -> bool:
    return not path.is_file() or path.read_bytes() != content.encode()


def _generated(layout: Layout) -> dict[Path, str]:
    from conflict_claims.render.dictionary import guideline_section
    from conflict_claims.render.markers import fill

    root = layout.root
    # The contract's own pages stand beside the contract; another corpus has sections to fill and no more.
    files = _of_the_contract(root) if (root / "schemas" / "conflict_claims_schemas").is_dir() else {}
    sections = _sections(layout)
    pages = {
        layout.annotations / "guidelines.md": guideline_section,
        root / "README.md": sections.__getitem__,
        root / "DATASHEET.md": sections.__getitem__,
        root / "docs" / "agreement.md": sections.__getitem__,
    }
    present = {path: content for path, content in pages.items() if path.is_file()}
    return files | {path: fill(path.read_text("utf-8"), content) for path, content in present.items()}


def _of_the_contract(root: Path) -> dict[Path, str]:
    from conflict_claims.render.dictionary import data_dictionary
    from conflict_claims.render.rooms_picture import rooms, rooms_picture
    from conflict_claims.render.rules_page import rule_pages
    from conflict_claims_schemas.jsonschema import line_schema
    from conflict_claims_schemas.labelling import labelling_page

    docs, schemas = root / "docs", root / "schemas"
    rows = rooms(root / "pyproject.toml", root / "scripts" / "conflict_claims", schemas / "conflict_claims_schemas")
    return {
        docs / "data-dictionary.md": data_dictionary(),
        docs / "images" / "architecture.svg": rooms_picture(rows),
        **{docs / "rules" / name: page for name, page in rule_pages().items()},
        schemas / "annotation-line.schema.json": _json(line_schema()),
        schemas / "labelling-page.xml": labelling_page(),
    }


def _json(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _sections(layout: Layout) -> dict[str, str]:
    from conflict_claims.files.layout import GOLD
    from conflict_claims.render import figures as pages
    from conflict_claims.stats.figures import figures
    from conflict_claims.tables.corpus import read_corpus
    from conflict_claims.tables.flat import flat

    corpus = read_corpus(layout)
    frames = flat(corpus.bundle(GOLD), corpus.registries, sentences=False)
    counted = figures(frames, {name: len(passes) for name, passes in corpus.passes.items()})
    return {
        "figures overview": pages.overview(counted.articles, counted.records),
        "figures labels": pages.label_counts(counted.labels),
        "figures passes": pages.passes_table(counted.passes),
        **_statistics(corpus),
        "figures size": f"{sum(counted.articles.values()):,} articles, {counted.characters:,} characters; the text of "
        f"{counted.withheld:,} may not be published.",
        **_agreement(layout, [name for name in corpus.passes if name != GOLD]),
    }


def _statistics(corpus: Corpus) -> dict[str, str]:
    """The tables of `stats`, by the name of the section: `statistics sources`."""
    from conflict_claims.render.sections import as_markdown, compared
    from conflict_claims.stats.statistics import statistics

    sections = statistics(corpus, "now").sections
    return {
        f"statistics {section.name}": as_markdown(section.columns, compared(section, None)[0]) for section in sections
    }


def _agreement(layout: Layout, annotators: Sequence[str]) -> dict[str, str]:
    """How far every two annotators agree, by the name of the section."""
    from conflict_claims.agreement.agreement import agreement
    from conflict_claims.agreement.collecting import collect
    from conflict_claims.agreement.reports import summary

    return {
        f"agreement {first} {second}": summary(agreement(collect(layout, [first, second])))
        for first, second in combinations(sorted(annotators), 2)
    }
