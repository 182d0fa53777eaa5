"""An export as rows of the batch in which all inputs meet, for conversions of whole archives."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from conflict_claims.articles import read_settings
from conflict_claims.files.contents import contents
from conflict_claims.files.layout import Layout
from conflict_claims.label_studio.exports import NoExport
from conflict_claims.label_studio.importing import Reader, take_export
from conflict_claims.label_studio.pseudonyms import FILE_NAME, BadPseudonyms, read_pseudonyms
from conflict_claims.label_studio.table_files import by_annotator
from conflict_claims.label_studio.taken import Taken
from conflict_claims_schemas.problems import Problem


@dataclass(frozen=True, slots=True)
class ExportRows:
    """Reads exports of the corpus below `root`: the articles, who is who, and their annotations.

    `annotator` is whose annotations to take; empty: those of the only one.
    """

    root: Path
    annotator: str = ""

    def __call__(self, path: Path, name: str) -> tuple[list[pa.RecordBatch], list[Problem]]:
        """The rows of an export (schema BUNDLE), and what was left out; messages call the file `name`."""
        layout = Layout(self.root)
        settings, _ = read_settings(layout)
        try:
            pseudonyms = read_pseudonyms(layout, None)
            reader = Reader(layout, pseudonyms, settings.guidelines if settings else "", with_tables=True)
            taken = take_export(path, reader)
        except (NoExport, BadPseudonyms) as error:
            expected = error.expected if isinstance(error, NoExport) else "a file that says who is who"
            return [], [Problem("LST001", name, expected=expected, found=str(error))]
        faults = [fault.problem(name) for fault in taken.all_faults]
        rows, more = self._chosen(taken, name)
        return rows, [*faults, *more]

    def held_against(self) -> str:
        """A digest of what its rows follow from beside the export: who is who, settings, articles, earlier files."""
        layout = Layout(self.root)
        read = (layout.root / FILE_NAME, layout.settings, layout.articles, layout.annotations)
        return hashlib.sha256(repr(contents(self.root, map(layout.name, read))).encode()).hexdigest()

    def _chosen(self, taken: Taken, name: str) -> tuple[list[pa.RecordBatch], list[Problem]]:
        found = by_annotator(taken)
        chosen = self.annotator or next(iter(found), "")
        if not self.annotator and len(found) > 1:
            told = f"those of {', '.join(found)}: choose with --annotator"
            return [], [Problem("LST018", name, expected="the annotations of one annotator", found=told)]
        return (found[chosen].combine_chunks().to_batches() if chosen in found else []), []
