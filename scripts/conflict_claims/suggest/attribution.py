"""Who says what: reported and quoted speech, "according to", headlines with a colon, figures that someone owns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from conflict_claims.suggest.clauses import agent_of, first_of_phrase, sentence_chunks, subject_of
from conflict_claims.suggest.headlines import SPEAKER, headlines
from conflict_claims.suggest.lexicon import lexicon
from conflict_claims.suggest.phrases import Chunks

_NEAR: Final = 6
_FAR: Final = 8
_HOLDING: Final = frozenset({"hold", "holds", "held", "holding"})
_HELD: Final = frozenset({"responsible", "accountable", "liable", "that"})
UNNAMED: Final = -1
"""The speaker of words that imply one without naming."""

_CUES: Final = re.compile(r"[szAv]")
_INVERTED: Final = re.compile(rf"y*(?P<speaker>[{SPEAKER}])")
_CLOSES: Final = re.compile(r"(?:y|[iTBFf]?[OMuNCPX]|,?iM){0,4}[,.;|\"&q]")
_TELLING: Final = frozenset({"told", "tells", "telling", "tell"})
_SAID: Final = frozenset({"said", "says", "added", "adds"})
_ENDS: Final = re.compile(
    r"(?:[iTFf][OMuNCPXQ]|'[PNO]|iM|M|[&,][PNQ](?=[.|])|,P?[,.]?P){0,5}(?:[.;|\"q(w,]|&y?[12svVb])"
)
_APPOSED: Final = re.compile(r",[PN],\Z")
_OWNED: Final = re.compile(rf"([{SPEAKER}])'[ZOsYKn]")
_FIGURES: Final = frozenset(
    "count counts toll tally figure figures estimate estimates statement report claim claims account number "
    "announcement".split()
)
_ADVERBS: Final = re.compile(r"\b(?:reported|alleged|purported|supposed)ly\b", re.IGNORECASE)
_CLAIMS: Final = frozenset({"claimed", "claims", "claim", "claiming"})
_IMPLYING: Final = frozenset({"reportedly", "allegedly", "purportedly", "supposedly"})
PAPERS: Final = frozenset("statement statements communique communiques claim claims count breakdown list".split())
"""What somebody issued, whose words it has: "the statement said", "one of its statements spoke of"."""
_NO_ONE: Final = frozenset("report reports account accounts article it that this".split())


@dataclass(slots=True)
class Attribution:
    """Content in someone's words.

    Attributes:
        first: Index of the content's first chunk.
        after: Index behind its last chunk.
        speaker: Chunk of the speaker's noun phrase; UNNAMED where the words imply one without naming ("reportedly").
        cue: Chunk of the reporting verb, noun or adverb.
        report: What the cue makes of it: stated, claimed, confirmed, estimated, revised.
        style: before (cue before its content), behind (cue behind or inside it), owned ("the army's count"), headline.
    """

    first: int
    after: int
    speaker: int
    cue: int
    report: str
    style: str


def attributions(chunks: Chunks) -> list[Attribution]:
    """Find all content in someone's words; linear in the text.

    Args:
        chunks: The chunks of a text.

    Returns:
        The attributions in order of their cues; contents may overlap, the innermost is the one with the latest `first`.
    """
    acts = lexicon().acts
    found = [
        one
        for cue in _CUES.finditer(chunks.kinds)
        if cue[0] != "v" or chunks.head(cue.start()) in acts
        for one in _at_cue(chunks, cue.start())
    ]
    found += _owned(chunks)
    found += _implied(chunks)
    found += (Attribution(*one, "stated", "headline") for one in headlines(chunks))
    found += _carried(chunks, found)
    return sorted(found, key=lambda one: (one.cue, one.first))


def report_of(chunks: Chunks, cue: int) -> str:
    """What a cue makes of its content (guideline C26)."""
    reports = lexicon().reports
    for word in reversed(chunks.low(cue)):
        if word in reports:
            return reports[word]
    return "stated"


def _at_cue(chunks: Chunks, cue: int) -> Iterator[Attribution]:
    """What a cue attributes: at most one content."""
    found = _READERS[chunks.kinds[cue]](chunks, cue)
    if found is not None:
        yield found


def _according(chunks: Chunks, cue: int) -> Attribution:
    """Read "according to police", "citing police"."""
    first, after = _around(chunks, cue)
    speaker = _following(chunks, cue)
    style = "cited" if speaker >= 0 and chunks.head(cue) in {"citing", "quoting"} else "behind"
    if speaker < 0 and chunks.head(cue) == "citing":
        # "citing information so far, it reported": whoever says so stands elsewhere
        style = "implied"
    start = cue + 1 if cue - first < 2 else first
    if style == "cited":
        # "one gave 12, and another, citing officials, wrote of 14"
        start = max(start, chunks.kinds.rfind(",&", start, cue) + 1)
    return Attribution(start, after, speaker if speaker >= 0 else UNNAMED, cue, "stated", style)


def _act(chunks: Chunks, cue: int) -> Attribution | None:
    """Read "condemned the killing of 40 miners", "..., officials warned"."""
    speaker = subject_of(chunks, cue)
    if speaker < 0 or (chunks.kinds[speaker] not in SPEAKER and chunks.head(speaker) not in PAPERS):
        return None
    behind = chunks.words.low[chunks.firsts[cue + 1] : chunks.firsts[cue + 1] + _FAR]
    if chunks.head(cue) in _HOLDING and _HELD.isdisjoint(behind):
        # "held the guards and wounded an officer", unlike "held them responsible for the deaths of 40"
        return None
    if _stands_behind(chunks, cue, speaker):
        return Attribution(*_around(chunks, cue), speaker, cue, "stated", "behind")
    return Attribution(cue + 1, sentence_chunks(chunks, cue)[1], speaker, cue, "stated", "act")


def _passive(chunks: Chunks, cue: int) -> Attribution | None:
    """Read "were reported (by police)", "was quoted as saying"; "could not be verified" is no report."""
    if chunks.head(cue) in _CLAIMS or "!" in chunks.pieces[cue]:
        # "was claimed by" is a stance
        return None
    if chunks.head(cue) == "quoted" and (quoted := _quoted(chunks, cue)):
        return quoted
    agent = agent_of(chunks, cue)
    speaker = agent if agent >= 0 and chunks.kinds[agent] in SPEAKER else UNNAMED
    return Attribution(*sentence_chunks(chunks, cue), speaker, cue, report_of(chunks, cue), "behind")


def _quoted(chunks: Chunks, cue: int) -> Attribution | None:
    """Read "a politician was quoted on Monday as saying that"."""
    saying = next((at for at in range(cue + 1, cue + _NEAR) if chunks.kinds[at : at + 1] == "s"), -1)
    speaker = subject_of(chunks, cue)
    if saying < 0 or chunks.head(saying - 1) != "as" or speaker < 0 or chunks.kinds[speaker] not in SPEAKER:
        return None
    return Attribution(saying + 1, sentence_chunks(chunks, cue)[1], speaker, saying, "stated", "before")


def _around(chunks: Chunks, cue: int) -> tuple[int, int]:
    """The chunks between the semicolons around a cue, at most its sentence."""
    first, after = sentence_chunks(chunks, cue)
    stops = [at for at in range(first, after) if chunks.kinds[at] == ";" and chunks.low(at) == [";"]]
    before = [at + 1 for at in stops if at < cue]
    return max((first, *before)), min((after, *(at for at in stops if at > cue)))


def _said(chunks: Chunks, cue: int) -> Attribution | None:
    """Read "police said that", "..., police said", "..., said police", "quoted police as saying"."""
    first, after = sentence_chunks(chunks, cue)
    report = report_of(chunks, cue)
    if cue > 1 and chunks.head(cue - 1) == "as" and chunks.kinds[cue - 2] in SPEAKER:
        return Attribution(cue + 1, after, first_of_phrase(chunks, cue - 2), cue, report, "before")
    if chunks.head(cue) in _CLAIMS and _claims_deed(chunks, cue + 1):
        return None
    inverted = _INVERTED.match(chunks.kinds, cue + 1)
    speaker = subject_of(chunks, cue)
    behind = _stands_behind(chunks, cue, speaker)
    if inverted and _is_inverted(chunks, cue, speaker, inverted) and _before_is_content(chunks, cue, first):
        speaker, behind = inverted.start("speaker"), cue > first
    if speaker < 0 and _APPOSED.search(chunks.kinds, max(cue - 3, 0), cue):
        speaker = cue - 2
    who = _who(chunks, speaker)
    if who is None:
        return None
    if behind:
        return Attribution(*_around(chunks, cue), who, cue, report, "behind")
    return Attribution(cue + 1, after, who, cue, report, "before")


def _is_inverted(chunks: Chunks, cue: int, speaker: int, inverted: re.Match[str]) -> bool:
    """Whether the speaker stands behind the cue: "..., said police", but not "Vesk, a guard, said 12 men had died"."""
    if speaker < 0 or chunks.kinds[cue - 1] == '"':
        return True
    if chunks.kinds[inverted.end("speaker") :][:2] == ",l":
        # "Vesk, a guard, said 12 men, including a boy, had died"
        return False
    if chunks.head(cue) in _TELLING:
        # "a witness, who asked for anonymity, told Reuters"
        return False
    if chunks.kinds[inverted.start("speaker")] == "Q" and chunks.head(cue) not in _SAID:
        # "Vesk, a guard, listed two officers among the dead"
        return False
    return chunks.kinds[cue - 1] == "," and bool(_ENDS.match(chunks.kinds, inverted.end("speaker")))


def _who(chunks: Chunks, speaker: int) -> int | None:
    """The speaker's chunk; UNNAMED for "reports say", None where the subject is nobody who speaks."""
    if speaker >= 0 and chunks.kinds[speaker : speaker + 3] == "O,P":
        # An unknown name in upper-case copy is told by its apposition.
        speaker += 2
    if speaker < 0:
        return None
    if not PAPERS.isdisjoint((chunks.head(speaker), chunks.head(speaker + 2))) and chunks.kinds[speaker] != "p":
        return _paper(chunks, speaker)
    if chunks.head(speaker) in _NO_ONE and chunks.kinds[speaker] != "p":
        return UNNAMED
    return speaker if chunks.kinds[speaker] in SPEAKER else None


def _paper(chunks: Chunks, speaker: int) -> int | None:
    """The chunk of what was issued: of "one of its statements" the last."""
    if chunks.head(speaker) in PAPERS:
        return speaker
    return speaker + 2 if chunks.kinds[speaker + 1] == "f" else speaker if chunks.kinds[speaker] in SPEAKER else None


_READERS: Final[dict[str, Callable[[Chunks, int], Attribution | None]]] = {
    "A": _according,
    "v": _act,
    "z": _passive,
    "s": _said,
}


def _claims_deed(chunks: Chunks, behind: int) -> bool:
    """Whether "claimed" has a deed as its object ("claimed responsibility for the raid"): no report, but a stance."""
    if chunks.kinds[behind : behind + 1] == "X" and chunks.kinds[behind + 1 : behind + 2] in set("12vVb"):
        # "claimed the attack left 14 dead"
        return False
    return chunks.kinds[behind : behind + 1] == "X" or "responsibility" in chunks.low(
        min(behind, len(chunks.kinds) - 1)
    )


def _following(chunks: Chunks, cue: int) -> int:
    for at in range(cue + 1, min(cue + 6, len(chunks.kinds))):
        if chunks.kinds[at] in SPEAKER:
            return at
        if chunks.kinds[at] in "|.":
            return -1
        if chunks.kinds[at] in "OXZ" and chunks.kinds[at + 1] not in "fF'Bi":
            return -1
    return -1


def _stands_behind(chunks: Chunks, cue: int, start: int) -> bool:
    """Whether nothing is said behind the cue, so that its content stands before it: "..., police said on Monday."."""
    while start > 1 and (
        chunks.kinds[start - 1] == "'" or (chunks.kinds[start - 1] == "&" and chunks.kinds[start - 2] in "PNQC")
    ):
        # "..., the army's and the rebels' spokesmen said": before the owner, and before whoever speaks with him
        start -= 2
    if start <= 0 or chunks.kinds[start - 1] not in ',"i':
        return False
    return bool(_CLOSES.match(chunks.kinds, cue + 1))


def _before_is_content(chunks: Chunks, cue: int, first: int) -> bool:
    return cue == first or (cue - first >= 2 and chunks.kinds[cue - 1] in ',"')


def _owned(chunks: Chunks) -> Iterator[Attribution]:
    for found in _OWNED.finditer(chunks.kinds):
        at = found.start()
        low = chunks.low(at + 2)
        if chunks.kinds[at + 2] == "n" or not _FIGURES.isdisjoint(low):
            _, after = sentence_chunks(chunks, at)
            yield Attribution(at + 2, after, at, at + 2, "stated", "owned")


def _carried(chunks: Chunks, found: list[Attribution]) -> list[Attribution]:
    """Carry a speaker into the next sentence where it goes on in quotation marks without a cue of its own (R7)."""
    spoken = {chunks.words.sentence_at(chunks.firsts[one.cue]): one for one in found if one.style != "implied"}
    carried = []
    for number, sentence in enumerate(chunks.words.sentences):
        before = spoken.get(number - 1)
        if before and number not in spoken and chunks.words.letters[sentence.first] == '"':
            first, after = chunks.at(sentence.first), chunks.at(sentence.after)
            spoken[number] = Attribution(first, after, before.speaker, first, before.report, "carried")
            carried.append(spoken[number])
    return carried


def _implied(chunks: Chunks) -> Iterator[Attribution]:
    """Find an unnamed speaker for the sentence in "reportedly" and its like (guideline R9)."""
    words = chunks.words
    if _IMPLYING.isdisjoint(words.low):
        return
    for found in _ADVERBS.finditer(words.text):
        chunk = chunks.at(bisect_left(words.starts, found.start()))
        first, after = sentence_chunks(chunks, chunk)
        yield Attribution(first, after, UNNAMED, chunk, lexicon().reports[found[0].lower()], "implied")
