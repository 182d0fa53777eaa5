"""A whole archive: plan, convert what is not there yet, and say what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from conflict_claims.bulk.engines import Done
from conflict_claims.bulk.manifests import Manifest, manifest_of
from conflict_claims.bulk.options import Options
from conflict_claims.bulk.outcome import Outcome, outcome
from conflict_claims.bulk.pieces import Piece
from conflict_claims.bulk.results import remove_stale

Work = Callable[[Sequence[Piece]], Iterator[Done]]


def convert_archive(pieces: Sequence[Piece], options: Options, work: Work, tick: Callable[[int], None]) -> Outcome:
    """Convert all pieces that are not there yet, and write down what came of all; the caller has `claimed` the folder.

    Args:
        pieces: of all files.
        options: of the conversion.
        work: one of the engines.
        tick: called with the bytes of each piece that was done.

    Raises:
        OSError: a result cannot be written; what was finished stays, and another run goes on from there.
    """
    done: list[Manifest] = []
    lost: list[Piece] = []
    for piece, made in work(pieces):
        lost += [piece] if made is None else []
        shards = [manifest_of(options.out, piece.source.shard(number)) for number in made or []]
        done += [replace(manifest, problems=[]) for manifest in shards]  # they are in its file
        tick(piece.size)
    done.sort(key=lambda manifest: (manifest.source, manifest.number))
    if not lost:
        remove_stale(options.out, {manifest.shard for manifest in done})
    return outcome(done, lost, options)
