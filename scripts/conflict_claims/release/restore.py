"""Putting withheld texts back into a release, from the user's own copies of the articles.

A text is taken when its hash is the one that the release states. Everything that is cut from it comes from the same
code as `build`: the records are read back from the tables, and the tables made anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from conflict_claims.build.dataset import write_data
from conflict_claims.build.folder import staged_folder
from conflict_claims.build.parquet import ParquetFolder
from conflict_claims.files.atomic import write_whole
from conflict_claims.formats.received import ReadOptions
from conflict_claims.formats.refusal import Refusal
from conflict_claims.release.copies import Found, find_copies
from conflict_claims.release.last import LastRelease
from conflict_claims.release.near_copies import near_misses, shapes_of
from conflict_claims.release.rebuild import bundles_of, registries_of
from conflict_claims.release.refusal import Refused
from conflict_claims.release.restored_card import restored_card
from conflict_claims.release.rows import Part, read_frame, read_part
from conflict_claims.release.staging import make_folder

EDITIONS = ("public", "full")


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of it: the folder (None where nothing was put back), and which articles were withheld and restored.

    `restored` tells by article id from which copy; `misses` explains the copies that come near to an article that was
    not restored, `unread` the files that cannot be read as an article.
    """

    folder: Path | None
    withheld: Sequence[str]
    restored: Mapping[str, str]
    misses: Sequence[str]
    unread: Sequence[Refusal]


def restore(release: LastRelease, copies: Path, target: Path, options: ReadOptions) -> Restored:
    """Make `target` a link to the release with the texts that `copies` holds; all or nothing.

    Args:
        release: as read.
        copies: a folder of the user's files.
        target: a link that is made, or swapped.
        options: how to read what was received.

    Raises:
        Refused: `copies` is no folder, `target` cannot be made where it is, a file of the release cannot be read, or
            this package derives other columns than the one that made the release.
        FileExistsError: `target` is there and is no link of ours.
    """
    articles = _withheld(release.parts)
    wanted = {digest: one for one, digest, _ in articles.iter_rows()}
    found = find_copies(copies, wanted, articles["characters"].to_list(), options)
    texts = {one: copy.text for one, copy in found.texts.items()}
    misses = _misses(release, articles, found)
    folder = _write(release, texts, target) if texts else None
    told = {one: f"{copy.place} ({copy.how})" for one, copy in sorted(found.texts.items())}
    return Restored(folder, sorted(articles["article_id"]), told, misses, found.unread)


def _withheld(parts: Sequence[Part]) -> pl.DataFrame:
    """Id, hash and length of every article whose text is not there."""
    columns = ["article_id", "text_sha256", "characters", "text"]
    frames = [read_frame(part, columns) for part in parts if part.configuration == "articles"]
    return pl.concat(frames).filter(pl.col("text").is_null()).drop("text")


def _misses(release: LastRelease, articles: pl.DataFrame, found: Found) -> list[str]:
    missing = {one: length for one, _, length in articles.iter_rows() if one not in found.texts}
    return list(near_misses(found.others, shapes_of(release.parts, missing)))


def _write(release: LastRelease, texts: Mapping[str, str], target: Path) -> Path:
    make_folder(target.parent)
    with staged_folder(target) as folder, TemporaryDirectory() as made, ParquetFolder(folder) as files:
        public, full = (_made_anew(release.parts, texts, edition, Path(made) / edition) for edition in EDITIONS)
        for part in release.parts:
            key = part.configuration, part.split
            table = read_part(part)
            if "article_id" in table.column_names:
                table = _replaced(table, public.get(key), full.get(key), list(texts), part)
            files.add(*key, table)
        card = restored_card(release.folder / "README.md", files.close(), len(texts))
        write_whole(folder / "README.md", card.encode())
    return target


def _made_anew(
    parts: Sequence[Part], texts: Mapping[str, str], edition: str, folder: Path
) -> dict[tuple[str, str], pa.Table]:
    """The rows of the articles with `texts`, by configuration and split, as `build` makes them."""
    data, _ = write_data(bundles_of(parts, texts), registries_of(parts), edition, folder)
    return {(file.configuration, file.split): pq.read_table(folder / file.path) for file in data}


def _replaced(
    published: pa.Table, public: pa.Table | None, full: pa.Table | None, articles: list[str], part: Part
) -> pa.Table:
    """`published` with the rows of `articles` as in `full`, after their public form proved to be what was published."""
    chosen = pc.is_in(published["article_id"], pa.array(articles, pa.string()))
    there = published.filter(chosen)
    if public is None or full is None:
        if not len(there):
            return published
        raise _other_rules(part)
    if not _same(there, public):
        raise _other_rules(part)
    numbers, position = [], len(published)
    for number, is_chosen in enumerate(chosen.to_pylist()):
        numbers.append(position if is_chosen else number)
        position += is_chosen
    return pa.concat_tables([published, full.cast(published.schema)]).take(pa.array(numbers, pa.int64()))


def _other_rules(part: Part) -> Refused:
    return Refused(
        f"{part.configuration} {part.split}: this version of conflict-claims derives other values than the one that "
        "made the release: install the version that its provenance.json names"
    )


def _same(left: pa.Table, right: pa.Table) -> bool:
    """Whether two tables hold the same rows in the same order."""
    if left.column_names != right.column_names or len(left) != len(right):
        return False
    plain = [table.replace_schema_metadata().combine_chunks() for table in (left, right.cast(left.schema))]
    return bool(plain[0].equals(plain[1]))
