"""Whose words a headline has, where he stands at its border behind a colon or a comma."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from conflict_claims.suggest.phrases import Chunks

SPEAKER: Final = "PQNCp"
"""Kinds of chunks that may be a speaker."""
_HEAD_LAST: Final = re.compile(rf"[;,]([{SPEAKER}](?:[&,][{SPEAKER}])?)[.]?\|")
_HEAD_FIRST: Final = re.compile(rf"([{SPEAKER}]);")


def headlines(chunks: Chunks) -> Iterator[tuple[int, int, int, int]]:
    """Find speakers at the border of a line without a full stop: "12 dead in blast: police", "Police: 12 dead".

    Yields:
        Of each the first chunk of what is said, the one behind its last, the speaker's, and that of the sign between.
    """
    for sentence in chunks.words.sentences:
        if chunks.words.letters[sentence.after - 1] == ".":
            continue
        first, end = chunks.at(sentence.first), chunks.at(sentence.after)
        last = _HEAD_LAST.search(chunks.kinds, max(first, end - 5), end + 1)
        opening = _HEAD_FIRST.match(chunks.kinds, first, end)
        if last and last.start() > first:
            yield first, last.start(), last.start(1), last.start()
        elif opening:
            yield first + 2, end, first, first + 1
