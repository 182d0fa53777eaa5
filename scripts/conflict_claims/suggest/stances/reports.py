"""Verbs of saying whose content takes a position: "said it would not talk" (guidelines S5.3 to S5.6)."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from conflict_claims.suggest.attribution import Attribution
from conflict_claims.suggest.clauses import subject_of
from conflict_claims.suggest.draft import Draft, Span, spans_between
from conflict_claims.suggest.phrases import FINITE
from conflict_claims.suggest.stances.contents import Content, act_of_content, may_take_position
from conflict_claims.suggest.stances.denoting import begins_clause, casualties_between, claim_before_token, refer_plain
from conflict_claims.suggest.stances.holders import mentions_at, speaker_of_quote
from conflict_claims.suggest.stances.manner import inside_quotes, is_negated
from conflict_claims.suggest.stances.stance import Stance, add_stance
from conflict_claims.suggest.stances.targets import TALKS, Aim, aim_at, aim_of_verb

_CONDITIONS: Final = frozenset({"if", "unless", "until"})
_LONGEST: Final = 120
_INSISTING: Final = frozenset({"claimed"})
_FEWEST: Final = 4
_MODALS: Final = {
    "demand": frozenset({"must", "should", "needs", "need", "ought"}),
    "vow_action": frozenset({"will", "shall", "'ll"}),
}
_NAMING: Final = ("reiterat", "stress", "emphasi", "underlin", "confirm", "rais", "releas")
"""Verbs of saying that mostly take a noun for object."""
_BELIEVING: Final = frozenset("believe believes believed believing think thinks thought".split())


def find_reports(draft: Draft) -> None:
    """Add the stances of neutral verbs of saying to the draft's, where no word of the content carries one."""
    held = sorted((stance.start, stance.head) for stance in draft.stances)
    for said in draft.said:
        if said.speaker >= 0 and said.style == "carried":
            _read_carried(draft, said, held)
        elif said.speaker >= 0 and draft.kinds[said.cue] == "s":
            _read(draft, said, held)


def _read(draft: Draft, said: Attribution, held: list[tuple[int, int]]) -> None:
    chunks = draft.chunks
    words = chunks.words
    parts = [part for part in _contents(draft, said) if part[1] - part[0] > 1]
    believing = not _BELIEVING.isdisjoint(chunks.low(said.cue))
    insisting = said.report in _INSISTING or believing
    doubting = believing and is_negated(draft, said.cue)
    if not parts or (not doubting and any(_has_stance(draft, *part, held) for part in parts)):
        return
    if not insisting and not any(may_take_position(Content(draft, *part)) for part in parts):
        return
    holder = mentions_at(draft, said.speaker) or speaker_of_quote(draft, said.speaker)
    if not holder or _is_plain_object(draft, said):
        return
    # Behind ", he said," mostly stands the main clause.
    parts.reverse()
    acts = (act_of_content(Content(draft, *part), holder[0], insisting=insisting) for part in parts)
    act, (first, after) = next(((act, part) for act, part in zip(acts, parts, strict=True) if act), ("", parts[0]))
    cue = chunks.firsts[said.cue + 1] - 1
    start = words.starts[cue]
    at = bisect_left(held, (start, -1))
    if not act or (at < len(held) and held[at][0] == start):
        return
    if act == "accuse" and believing:
        act = "suspect"
    if doubting:
        act = "doubt"
    held.insert(at, (start, said.cue))
    made = Stance(draft, cue, cue + 1, act, f"STN-said-{act.replace('_', '-')}", said.cue)
    made.holder = list(holder)
    aim = _aim(draft, first, after, act)
    made.target = [one for one in aim.target if one not in holder]
    made.addressee = [one for one in aim.addressee if one not in holder]
    if act == "accuse" and not made.target and not _names_another(draft, first, after, holder):
        return
    quoted = inside_quotes(draft, first) or words.letters[first - 1 : first] == '"' or words.letters[first] == '"'
    made.speech = "direct" if quoted else "indirect"
    add_stance(draft, made)


def _names_another(draft: Draft, first: int, after: int, holder: list[Span]) -> bool:
    """Whether the content names somebody but the holder: a wrong without a wrongdoer accuses nobody (S13)."""
    words = draft.chunks.words
    named = spans_between(draft.actors, words.starts[first], words.ends[after - 1])
    begins_with_name = draft.kinds[draft.chunks.at(first)] == "N"
    return begins_with_name or any(one not in holder for one in named)


def _read_carried(draft: Draft, said: Attribution, held: list[tuple[int, int]]) -> None:
    """Read a quotation that goes on without a cue of its own, whose modal verb carries the act (S8)."""
    words, firsts = draft.chunks.words, draft.chunks.firsts
    first, after = firsts[said.first], min(firsts[said.after], firsts[said.first] + _LONGEST)
    holder = mentions_at(draft, said.speaker)
    if after - first < _FEWEST or not holder or _has_stance(draft, first, after, held):
        return
    act = act_of_content(Content(draft, first, after), holder[0], insisting=False)
    modals = _MODALS.get(act, frozenset())
    at = next((at for at in range(first, after) if words.low[at] in modals), -1)
    if at < 0:
        return
    if act == "vow_action":
        # "We will [crush] them"
        at = next(token for token in range(at + 1, after + 1) if words.letters[token] not in "y!")
    made = Stance(draft, at, at + 1, act, f"STN-carried-{act.replace('_', '-')}", draft.chunks.at(at))
    made.holder, made.speech = list(holder), "direct"
    made.target = [one for one in _aim(draft, first, after, act).target if one not in holder]
    add_stance(draft, made)


def _is_plain_object(draft: Draft, said: Attribution) -> bool:
    """Whether a verb of saying has a noun for object and no clause: "confirmed the attack", "stressed their will"."""
    at = said.cue + 1
    if said.first != at or draft.kinds[at] not in "XKOZY":
        return False
    if draft.chunks.head(said.cue).startswith(_NAMING):
        return not begins_clause(draft.kinds, at + 1)
    return draft.kinds[at + 1] in ",.|"


def _aim(draft: Draft, first: int, after: int, act: str) -> Aim:
    """What the content is about: the talks or the claim of none that it holds, else what its clause has (S17)."""
    chunks = draft.chunks
    words = chunks.words
    if act == "deny_harm":
        claims = casualties_between(draft, words.starts[first], words.ends[after - 1])
        return Aim([one for one in claims if one.attributes.get("modality") == "none"][:1])
    if act == "doubt":
        return Aim(claim_before_token(draft, first))
    if act in {"refuse_talks", "offer_talks"}:
        for token in range(first, after):
            if words.low[token] in TALKS:
                return aim_at(draft, chunks.at(token), act)
        return Aim(addressee=_talked_to(draft, first, after))
    return aim_of_verb(draft, chunks.at(first) - 1, act)


def _talked_to(draft: Draft, first: int, after: int) -> list[Span]:
    """Read "will not sit with them"."""
    chunks = draft.chunks
    for token in range(first, after - 1):
        if chunks.words.low[token] == "with":
            one = refer_plain(draft, chunks.at(token + 1))
            return [one] if one else []
    return []


def _contents(draft: Draft, said: Attribution) -> list[tuple[int, int]]:
    """Tokens of what is said: first and behind the last, also of what goes on behind ", he said,"."""
    firsts, kinds = draft.chunks.firsts, draft.kinds
    first, after = firsts[said.first], firsts[said.after]
    if said.first == said.cue + 1:
        # "told reporters that": the content begins behind "that".
        that = kinds.find("t", said.first, min(said.first + 4, said.after))
        if that >= 0 and FINITE.isdisjoint(kinds[said.first : that]):
            first = firsts[that + 1]
        stop = kinds.find(";", said.first + 1, said.after)
        return [(first, min(firsts[stop] if stop > 0 else after, first + _LONGEST))]
    parts = [(first, min(after, first + _LONGEST))]
    if said.first <= said.cue < said.after:
        # The cue stands behind its content, or in it.
        parts[0] = first, min(firsts[max(min(said.cue, said.speaker), said.first)], first + _LONGEST)
        behind = max(said.cue, said.speaker) + 1
        if kinds[behind] == "," and said.after - behind > 2:
            parts.append((firsts[behind + 1], min(after, firsts[behind + 1] + _LONGEST)))
    return parts


def _has_stance(draft: Draft, first: int, after: int, held: list[tuple[int, int]]) -> bool:
    """Whether a word of the content carries an act already, one in a clause of its own aside ("which they deny").

    Args:
        draft: The article.
        first: Index of the content's first token.
        after: Index behind its last token.
        held: Start and chunk of such words, sorted.
    """
    words = draft.chunks.words
    at = bisect_left(held, (words.starts[first], -1))
    while at < len(held) and held[at][0] < words.ends[after - 1]:
        if not _is_apart(draft, draft.chunks.at(first), held[at][1]):
            return True
        at += 1
    return False


def _is_apart(draft: Draft, begin: int, act: int) -> bool:
    """Whether an act in a content that begins at a chunk is told of another, or in a clause of its own."""
    chunks, kinds = draft.chunks, draft.kinds
    if kinds.find("w", begin, act) >= 0:
        return True
    if any(kinds[at] == "q" and chunks.head(at) in _CONDITIONS for at in range(begin, act)):
        return True
    doer = subject_of(chunks, act) if kinds[act] in FINITE else -1
    return doer > begin and kinds[doer] in "PQNC"
