"""Acts that a noun carries: "its threat", "drew condemnation", "in retaliation for" (guideline S11)."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Final

from conflict_claims.suggest.clauses import sentence_chunks, subject_of
from conflict_claims.suggest.draft import Draft, Span
from conflict_claims.suggest.inflection import verb_forms
from conflict_claims.suggest.lexicon import read_lexicon
from conflict_claims.suggest.phrases import FINITE, NOUN_PHRASES
from conflict_claims.suggest.stances.cues import Cue
from conflict_claims.suggest.stances.denoting import denoted
from conflict_claims.suggest.stances.holders import UNNAMED, holder_of_verb, mentions_at, owner_of
from conflict_claims.suggest.stances.manner import is_negated, speech_of
from conflict_claims.suggest.stances.stance import Stance
from conflict_claims.suggest.stances.targets import TALKS, Aim, aim_of_noun, aim_of_verb

_REACH: Final = 5
_NEAR: Final = 3
_CAUSES: Final = frozenset({"cause", "source", "matter"})
_SHARED: Final = frozenset({"condemn", "oppose", "support", "express_concern", "doubt"})
"""Acts of many, of which one says that there were some: "there was widespread condemnation"."""
_TALKING: Final = TALKS | {"talk", "negotiate"}
_ANYBODYS: Final = frozenset({"demand", "reject", "accuse", "assert"})
"""Acts that people hold of whom nothing more is known: "the protesters' demands"."""
_FEARED: Final = frozenset(
    {"fear", "fears", "risk", "threat", "threats", "danger", "afraid", "fearful", "fearing", "feared"}
)


@cache
def _forms(list_name: str) -> frozenset[str]:
    irregular: dict[str, str] = read_lexicon("verbs")["irregular"]
    found: set[str] = set()
    for verb in read_lexicon("cues")[list_name]["verbs"].split():
        forms = verb_forms(verb, irregular)
        found.update((*forms.base, *forms.past, forms.ing))
    return frozenset(found)


def read_noun(draft: Draft, cue: Cue, first: int, chunk: int) -> Stance | None:
    """The stance that an act noun carries where words around it say whose it is; else None."""
    chunks = draft.chunks
    if cue.act == "justify":
        return _justification(draft, cue, chunk)
    if cue.act == "oppose" and cue.form == "phrase":
        return _in_protest(draft, cue, chunk)
    if cue.form == "noun" and cue.end - cue.first > 1:
        return _none_made(draft, cue, first)
    if cue.form == "phrase" and cue.act == "demand" and chunks.firsts[first + 1] == cue.first + 1:
        # "reiterated its call for an end": the verb's preposition belongs to the object here.
        cue, chunk = Cue(cue.first, cue.first + 1, cue.first + 1, cue.act, "noun"), first
    if cue.form == "phrase" or cue.end != chunks.firsts[chunk + 1]:
        return None
    if cue.act == "accept" and not _TALKING.isdisjoint(draft.chunks.words.low[cue.end : cue.end + _NEAR]):
        # "its readiness for talks", unlike "to give up arms"
        cue = replace(cue, act="offer_talks")
    return _brought(draft, cue, chunk) or _owned(draft, cue, chunk) or _felt(draft, cue, chunk)


def _none_made(draft: Draft, cue: Cue, chunk: int) -> Stance | None:
    """Read "there was no claim of responsibility"."""
    if draft.kinds[chunk] != "E":
        return None
    made = Stance(draft, cue.first, cue.after, cue.act, "STN-noun", chunk)
    made.holder = list(UNNAMED)
    made.status = "negated"
    made.target = aim_of_noun(draft, draft.chunks.at(cue.end - 1), cue.act).target
    return made


def _brought(draft: Draft, cue: Cue, chunk: int) -> Stance | None:
    """Read "drew condemnation from", "was met with skepticism by", "issued a threat"."""
    chunks = draft.chunks
    verb = chunk - 1
    if verb >= 1 and chunks.head(verb) in {"with", "to", "under"}:
        verb -= 1
    if verb < 0 or draft.kinds[verb] not in "vVIg1s":
        return None
    word = chunks.head(verb)
    light, bring = word in _forms("light"), word in _forms("bring")
    if not light and not bring:
        return None
    holder = holder_of_verb(draft, verb, passive=False) if light else None
    if holder and cue.act == "support" and _is_said_by_another(draft, verb, holder.chunk):
        return None
    if light and holder and not holder.nobody and not is_event(draft, holder.chunk):
        made = Stance(draft, chunks.firsts[verb + 1] - 1, cue.end, cue.act, "STN-light", verb)
        made.holder = holder.who
        made.target = aim_of_noun(draft, chunk, cue.act).target
    elif bring:
        made = Stance(draft, cue.first, cue.after, cue.act, "STN-drawn", chunk)
        made.holder = list(_agents(draft, chunk)) or list(UNNAMED)
        made.target = _drawn_about(draft, cue, verb, chunk)
    else:
        return None
    if is_negated(draft, verb):
        made.status = "negated"
    return made


def _is_said_by_another(draft: Draft, verb: int, holder: int) -> bool:
    """Whether a speaker says of another that he gave support, which is the speaker's charge (S24)."""
    told = any(said.speaker not in {holder, -1} and said.cue != verb for said in draft.said_over(verb))
    return told and draft.kinds[holder] != "p"


def is_event(draft: Draft, chunk: int) -> bool:
    """Whether a noun phrase names something that happened, which holds no position."""
    return chunk >= 0 and draft.kinds[chunk] in "XOZYK"


def read_drawn(draft: Draft, cue: Cue, verb: int, chunk: int) -> Stance | None:
    """The act of others that an event brings: "the raid raised fears", of which the noun alone is the span."""
    chunks = draft.chunks
    if chunks.head(verb) not in _forms("bring") or is_negated(draft, verb):
        return None
    made = Stance(draft, cue.end - 1, cue.end, cue.act, "STN-drawn", chunk)
    made.holder = list(_agents(draft, chunk)) or list(UNNAMED)
    aim = aim_of_noun(draft, chunk, cue.act)
    made.target = aim.target
    made.speech = "indirect" if aim.clause else "narrated"
    return made


def _agents(draft: Draft, chunk: int) -> list[Span]:
    """Whose act it is, behind the noun: "from the Union", "by authorities", "among residents"."""
    chunks = draft.chunks
    for at in range(chunk + 1, min(chunk + _REACH, len(draft.kinds) - 1)):
        if draft.kinds[at] in "|.,&" or draft.kinds[at] in FINITE:
            break
        if draft.kinds[at] in "FB" or chunks.head(at) in {"among", "by", "from"}:
            found = mentions_at(draft, at + 1)
            if found:
                return found
    return []


def _drawn_about(draft: Draft, cue: Cue, verb: int, chunk: int) -> list[Span]:
    aim = aim_of_noun(draft, chunk, cue.act)
    if aim.target and not _agents(draft, chunk):
        return aim.target
    subject = subject_of(draft.chunks, verb)
    return denoted(draft, subject, cue.act) if subject >= 0 else []


def _owned(draft: Draft, cue: Cue, chunk: int) -> Stance | None:
    """Read "the group's threat of more attacks", "a vow from the minister to act", "its demand that"."""
    owner = owner_of(draft, chunk)
    if owner is None:
        kinds = draft.kinds
        articles = {"a", "an"} if cue.act in {"threaten", "support", "express_concern"} else {"a", "an", "the"}
        if kinds[chunk + 1 : chunk + 2] in {"F", "B"} and draft.chunks.low(chunk)[0] in articles:
            found = mentions_at(draft, chunk + 2)
            owner = found[0] if found else None
    if owner is None or (cue.act not in _ANYBODYS and owner.attributes["type"] in {"civilians", "unidentified"}):
        return None
    if cue.act == "support" and draft.chunks.head(chunk - 1) == "for":
        # "thanked Russia for its support"
        return None
    made = Stance(draft, cue.first, cue.after, cue.act, "STN-noun", chunk)
    made.holder = [owner]
    made.target = [one for one in aim_of_noun(draft, chunk, cue.act).target if one is not owner]
    made.speech = speech_of(draft, cue.first, cue.after, clause=False)
    return made


def _felt(draft: Draft, cue: Cue, chunk: int) -> Stance | None:
    """Read "reinforces fears that", "amid fears of reprisals": those of people whom the words leave open."""
    word, behind = draft.chunks.words.low[cue.first], draft.kinds[chunk + 1]
    there = draft.kinds[chunk - 1] == "b" and draft.chunks.head(chunk - 2) == "there"
    cause = draft.chunks.head(chunk - 2) in _CAUSES and draft.chunks.head(chunk + 1) in {"for", "among"}
    if not (there and cue.act in _SHARED) and not cause and (word != "fears" or behind not in "tf"):
        return None
    made = Stance(draft, cue.first, cue.after, cue.act, "STN-felt", chunk)
    made.holder = (mentions_at(draft, chunk + 2) if cause else list(_agents(draft, chunk))) or list(UNNAMED)
    aim = Aim() if cause else aim_of_noun(draft, chunk, cue.act)
    made.target, made.speech = aim.target, "indirect" if aim.clause else "narrated"
    return made


def _justification(draft: Draft, cue: Cue, chunk: int) -> Stance | None:
    """Read "killed 25 men in retaliation for an ambush": the doer justifies what the clause tells."""
    chunks = draft.chunks
    before = chunks.words.low[max(cue.first - 2, 0) : cue.first]
    compound = chunks.words.letters[cue.end] in "vKOz"  # "to avert reprisal attacks"
    if before[-1:] == ["against"] or compound or not _FEARED.isdisjoint(before):
        return None
    first, _ = sentence_chunks(chunks, chunk)
    verb = next((at for at in range(chunk - 1, first - 1, -1) if draft.kinds[at] in "12vVs34g"), -1)
    if verb < 0:
        return None
    passive = draft.kinds[verb] in "V2"
    holder = holder_of_verb(draft, verb, passive=passive)
    if holder is None or holder.nobody:
        return None
    words = chunks.words
    after = cue.after - 1 if words.low[cue.after - 1] == "for" else cue.after
    begin = cue.first + 1 if words.low[cue.first] in {"in", "to"} else cue.first
    made = Stance(draft, begin, after, "justify", "STN-justify", chunk)
    made.holder = holder.who
    made.target = _deed(draft, verb, first, chunk)
    return made


def _in_protest(draft: Draft, cue: Cue, chunk: int) -> Stance | None:
    """Read "blocked the road in protest against the plan": the doer opposes what stands behind."""
    first, _ = sentence_chunks(draft.chunks, chunk)
    verb = next((at for at in range(chunk - 1, first - 1, -1) if draft.kinds[at] in "vVs"), -1)
    holder = holder_of_verb(draft, verb, passive=draft.kinds[verb] == "V") if verb >= 0 else None
    if holder is None or holder.nobody:
        return None
    begin = cue.first + (draft.chunks.words.low[cue.first] in {"in", "to"})
    made = Stance(draft, begin, cue.after, "oppose", "STN-phrase", chunk)
    made.holder = holder.who
    made.target = aim_of_verb(draft, chunk, "oppose").target
    return made


def _deed(draft: Draft, verb: int, first: int, chunk: int) -> list[Span]:
    words, firsts = draft.chunks.words, draft.chunks.firsts
    start, end = words.starts[firsts[first]], words.starts[firsts[chunk]]
    claims = [one for one in draft.casualties if start <= one.start and one.end <= end]
    if claims:
        return claims[:1]
    for at in range(verb + 1, chunk):
        if draft.kinds[at] in NOUN_PHRASES:
            return denoted(draft, at, "justify")
    return []
