"""The one function that every engine runs: a piece in, its shards out."""

from __future__ import annotations

from conflict_claims.bulk.contents import Content, contents
from conflict_claims.bulk.findings import Findings
from conflict_claims.bulk.manifests import Manifest, is_done
from conflict_claims.bulk.options import Options
from conflict_claims.bulk.pieces import Piece
from conflict_claims.bulk.shards import make_shard
from conflict_claims.bulk.sources import Source


def convert_piece(piece: Piece, options: Options) -> list[int]:
    """Make the shards of a piece, but for those that are there already.

    Returns:
        Their numbers in their file. What came of them stands in their manifests, which can be large: of a process that
        is ended while it sends more than a pipe takes at once, the rest would be waited for without end.

    Raises:
        OSError: a result cannot be written.
    """
    return [_shard(piece.source, content, options) for content in contents(piece, options)]


def _shard(source: Source, content: Content, options: Options) -> int:
    name, told = source.shard(content.number), options.told()
    if content.broken or not is_done(options.out, name, content.sha256, told):
        _make(name, source, content, options)
    return content.number


def _make(name: str, source: Source, content: Content, options: Options) -> None:
    findings = Findings()
    findings.add([content.broken] if content.broken else [])
    start = Manifest(name, source.name, content.number, content.sha256, content.size, options.told())
    make_shard(content.rows(findings), start, findings, options)
