"""Who does an act: the subject of its verb, the agent of a passive, the owner of a noun (guidelines S14, R1-R9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from conflict_claims.suggest.actors.tables import tables
from conflict_claims.suggest.clauses import agent_of, first_of_phrase, joined_behind, sentence_chunks, subject_of
from conflict_claims.suggest.draft import Draft, Span
from conflict_claims.suggest.phrases import NOUN_PHRASES
from conflict_claims.suggest.references import add_actor, last_named, refer
from conflict_claims.suggest.stances.denoting import covering, named_mention

_PAPERS: Final = frozenset(
    "statement statements report reports communique message letter video resolution declaration document announcement "
    "leaflet leaflets pamphlet tweet post editorial audio recording speech".split()
)
_POSSESSIVES: Final = frozenset({"its", "their", "his", "her", "our", "my"})
_REACH: Final = 12
_FAR: Final = 4
_DEEPEST: Final = 4
_CLAUSE_STARTS: Final = frozenset('|,&tq;".y')
"""What stands before the name of a state that is a subject, and not before one that is a place."""
_LONGEST: Final = 60


@dataclass(slots=True)
class Holder:
    """Who holds a stance: spans or ["unnamed"]; whether nobody does ("no group"); the subject's chunk, or -1."""

    who: list[Span] | list[str]
    nobody: bool = False
    chunk: int = -1


UNNAMED: Final = ["unnamed"]


def positions() -> frozenset[str]:
    """Forms of the verbs by which one takes a position."""
    return tables().positions


def holder_of_verb(draft: Draft, chunk: int, *, passive: bool) -> Holder | None:
    """The holder of the act that a verb group carries; None where the words leave it open."""
    chunks = draft.chunks
    if passive:
        agent = agent_of(chunks, chunk)
        who = mentions_at(draft, agent) if agent >= 0 else []
        if who:
            who += [one for at in joined_behind(chunks, agent) for one in mentions_at(draft, at)[-1:] if one not in who]
        return Holder(who or list(UNNAMED), chunk=agent)
    subject = _subject(draft, chunk)
    found = _of_subject(draft, subject) if subject >= 0 else None
    if found is None:
        subject = _first_subject(draft, chunk)
        found = _of_subject(draft, subject) if subject >= 0 else None
    return found


def _subject(draft: Draft, verb: int, depth: int = 0) -> int:
    chunks, kinds = draft.chunks, draft.kinds
    before = verb - 1
    while before > 0 and kinds[before] in "y!":
        before -= 1
    if before > 0 and chunks.low(before) in (["both"], ["all"]) and kinds[before - 1] in NOUN_PHRASES | {"v"}:
        return subject_of(chunks, before - (kinds[before - 1] == "v"))
    if before > 0 and kinds[before] in "&/":
        # Acts that are joined are mostly one holder's: "said 12 had died and condemned the raid".
        first = _act_before(draft, before) if depth < _DEEPEST else -1
        return _subject(draft, first, depth + 1) if first >= 0 else subject_of(chunks, verb)
    if before > 1 and kinds[before] == "w":
        # "The Front (NF), which claimed": the name before its brackets.
        at = before - 1 - (kinds[before - 1] == ",")
        if kinds[at] == "C":
            return at
        if kinds[at] == ")" and kinds[at - 2] == "(" and kinds[at - 3] in NOUN_PHRASES:
            return at - 3
    if before > 0 and kinds[before] == "," and kinds[verb] in "vs":
        subject = subject_of(chunks, verb)
        first = _act_before(draft, before) if subject < 0 and depth < _DEEPEST else -1
        return _subject(draft, first, depth + 1) if first >= 0 else subject
    if kinds[verb] == "g" and kinds[before] in NOUN_PHRASES and chunks.head(before - 1) == "with":
        return before
    subject = subject_of(chunks, verb)
    if subject < 0 and kinds[verb] == "g" and kinds[before] == ",":
        speaker = _speaker_before(draft, verb)
        return first_of_phrase(chunks, before - 1) if speaker < 0 and kinds[before - 1] in "PQ" else speaker
    if subject < 0 and kinds[verb] == "g" and kinds[before] in "PQ":
        return first_of_phrase(chunks, before)
    return subject if subject >= 0 else _inverted(draft, verb)


def _speaker_before(draft: Draft, verb: int) -> int:
    """Whoever speaks in the sentence before a participle: '"...," said the director, urging'; -1 where nobody does."""
    sentence = draft.chunks.words.sentence_at(draft.chunks.firsts[verb])
    speakers = [said.speaker for said in draft.said_in(sentence)[:_REACH] if said.cue < verb]
    return speakers[-1] if speakers else -1


def _act_before(draft: Draft, joint: int) -> int:
    """The nearest verb of saying or of a position before "and" in the sentence; -1 where another verb has the joint."""
    kinds = draft.kinds
    for at in range(joint - 1, max(joint - _LONGEST, 0) - 1, -1):
        if kinds[at] in "|;":
            return -1
        if kinds[at - 1] == "p" and kinds[at - 2] in "ts":
            # "insisted it did not, and claimed": the clause inside is passed over.
            continue
        if kinds[at] == "s" or (kinds[at] in "vVb12" and not positions().isdisjoint(draft.chunks.low(at))):
            return at
    return -1


def _of_subject(draft: Draft, subject: int) -> Holder | None:
    chunks = draft.chunks
    if draft.kinds[subject] == "E":
        return Holder(list(UNNAMED), nobody=True, chunk=subject)
    if chunks.head(subject) in _PAPERS:
        who = owner_of(draft, subject) or last_named(draft, subject)
        return Holder([who] if who else list(UNNAMED), chunk=subject)
    found = mentions_at(draft, subject) or speaker_of_quote(draft, subject)
    return Holder(found, chunk=subject) if found else None


def _first_subject(draft: Draft, verb: int) -> int:
    """The first noun phrase of a sentence, parted by commas from its verb: "The group, once known as X, claimed"."""
    chunks = draft.chunks
    kinds = draft.kinds
    first, _ = sentence_chunks(chunks, verb)
    if kinds[verb - 1] != "," or verb - first < _FAR:
        return -1
    at = first
    while at < verb and kinds[at] in 'y"':
        at += 1
    return at if kinds[at] in "PNQC" and kinds[at + 1 : at + 2] in {",", "("} else -1


def speaker_of_quote(draft: Draft, subject: int) -> list[Span]:
    """Make an actor of "we" and "I": of the type of the speaker who is told behind them, if one is."""
    chunks = draft.chunks
    if chunks.head(subject) not in {"we", "i"}:
        return []
    who = _speaker_behind(draft, subject)
    kind = who.attributes["type"] if who else "unidentified"
    token = chunks.firsts[subject + 1] - 1
    start, end = chunks.words.starts[token], chunks.words.ends[token]
    attributes = {"type": kind, "mention": "pronoun"}
    return [add_actor(draft, Span("actor", start, end, "ACT-pronoun", subject, attributes))]


def _speaker_behind(draft: Draft, subject: int) -> Span | None:
    """Whoever the sentence says speaks, behind a noun phrase."""
    _, after = sentence_chunks(draft.chunks, subject)
    verb = next((at for at in range(subject + 1, after) if draft.kinds[at] == "s"), -1)
    if verb < 0:
        return None
    return _mention(draft, subject_of(draft.chunks, verb) if draft.kinds[verb - 1] not in '",' else verb + 1)


def _inverted(draft: Draft, verb: int) -> int:
    """The noun phrase behind a verb of saying that stands behind its quotation (..., said Vesk)."""
    kinds = draft.kinds
    if kinds[verb] == "s" and kinds[verb - 1 : verb] in {'"', ","} and kinds[verb + 1 : verb + 2] in {"P", "N", "Q"}:
        return verb + 1
    return -1


def mentions_at(draft: Draft, chunk: int) -> list[Span]:
    """The mention at a noun phrase, and those joined to it by "and" before it (R6)."""
    kinds = draft.kinds
    found: list[Span] = []
    joined = False
    for _ in range(4):
        one = _mention(draft, chunk)
        if one is None:
            break
        found.insert(0, one)
        at = chunk - 1
        joined = joined or kinds[at : at + 1] == "&"
        if at < 1 or not (kinds[at] == "&" or (kinds[at] == "," and joined)) or kinds[at - 1] not in "PNQC":
            break
        if kinds[at - 2 : at - 1] not in {"|", ",", "", '"', "y", "t", "q", "B", "s"}:
            break
        chunk = at - 1
    return found


def _mention(draft: Draft, chunk: int) -> Span | None:
    """The mention that a noun phrase is; a name that nothing else told becomes one by what it does."""
    if chunk < 0:
        return None
    found = refer(draft, chunk) or covering(draft, chunk)
    if found is None and draft.kinds[chunk] == "p":
        return _last_spoken_of(draft, chunk)
    if found or _is_place(draft, chunk) or draft.kinds[chunk] not in "NC":
        return found
    return named_mention(draft, chunk)


def _is_place(draft: Draft, chunk: int) -> bool:
    """Whether the name of a state is no subject: "strikes near Velmar claimed", unlike "Velmar, which denies"."""
    kinds = draft.kinds
    if kinds[chunk] != "C" or "w" in {kinds[chunk + 1], kinds[chunk + 2] if kinds[chunk + 1] == "," else ""}:
        return False
    return kinds[chunk - 1] not in _CLAUSE_STARTS


def _last_spoken_of(draft: Draft, chunk: int) -> Span | None:
    """Make an actor of "it", "he" or "they", for the nearest mention that can speak, where nothing fits better."""
    meant = last_named(draft, chunk)
    if draft.chunks.head(chunk) not in ({"it", "he", "she", "they"} if meant else {"he", "she", "they"}):
        return None
    words, token = draft.chunks.words, draft.chunks.firsts[chunk + 1] - 1
    attributes = {"type": meant.attributes["type"] if meant else "unidentified", "mention": "pronoun"}
    return add_actor(draft, Span("actor", words.starts[token], words.ends[token], "ACT-pronoun", chunk, attributes))


def owner_of(draft: Draft, chunk: int) -> Span | None:
    """The actor to whom a noun phrase belongs: "the group's threat", "its threat"."""
    chunks = draft.chunks
    if chunk >= 2 and draft.kinds[chunk - 1] == "'" and draft.kinds[chunk - 2] in NOUN_PHRASES | {"C"}:
        return _mention(draft, chunk - 2)
    first = chunks.low(chunk)[0]
    return last_named(draft, chunk) if first in _POSSESSIVES else None
