"""Acts that the same word carries, told apart by its object (S13): "denied the charge", "denied the raid"."""

from __future__ import annotations

from typing import Final

from conflict_claims.suggest.draft import Draft, Span
from conflict_claims.suggest.stances.content_words import tables as contents
from conflict_claims.suggest.stances.cues import Cue
from conflict_claims.suggest.stances.denoting import NOUNS, casualties_between, is_own_loss
from conflict_claims.suggest.stances.holders import Holder
from conflict_claims.suggest.stances.targets import TALKS, Aim, asks

_STATEMENTS: Final = frozenset(
    "charge charges claim claims accusation accusations allegation allegations report reports".split()
)
_HELP: Final = frozenset("aid help support compensation assistance relief medical supplies".split())
_NEWS: Final = frozenset("details information update updates statement results findings more".split())
"""What one promises to tell, which is no stance (S13)."""
_DEEDS: Final = frozenset("KXv")
_NEEDS_TARGET: Final = frozenset(
    {"accept", "support", "oppose", "praise", "downplay", "justify", "reject", "condemn", "accuse"}
)
_BEHIND: Final = 60
_NEAR: Final = 10
_AS: Final = 6
_RESTRAINT: Final = frozenset("restraint calm de-escalation".split())


def refined(draft: Draft, cue: Cue, holder: Holder, aim: Aim) -> str | None:
    """The act of a cue with this object; None where the words are no stance."""
    act = cue.act
    head = draft.chunks.head(aim.noun) if aim.noun >= 0 else ""
    kind = draft.kinds[aim.noun] if aim.noun >= 0 else ""
    word = draft.chunks.words.low[cue.first]
    if act in _NEEDS_TARGET and cue.form == "verb" and not aim.target and aim.noun < 0 and not aim.clause:
        # "condemned what it called a massacre"
        return act if draft.chunks.words.low[cue.end] == "what" else None
    if word == "questioned" and draft.chunks.words.letters[cue.first - 1] == "b":
        # "was questioned by police"
        return None
    if word.startswith("defen") and kind not in {"K", "X"} and "as" not in _behind(draft, cue).split()[:_AS]:
        # "defended the town", unlike "defended the shots as necessary"
        return None
    if word.startswith("ask") and cue.form == "verb" and not asks(draft, aim):
        return "demand" if draft.chunks.words.low[cue.end] == "that" else None
    if (
        word.startswith("want")
        and draft.chunks.words.low[cue.end] not in {"is", "was"}
        and (aim.noun < 0 or draft.kinds[draft.chunks.at(cue.end)] in "IT")
    ):
        # "wants to leave" tells what it would like; "wants the sales stopped" asks for it
        return None
    if act == "vow_action" and head in _NEWS:
        return None
    if word.startswith("protest") and cue.form == "verb":
        return _of_protest(draft, cue, kind)
    if act == "warn" and aim.clause and contents().vow_phrases.search(_behind(draft, cue)):
        return "threaten"
    if act == "vow_action" and _promises_help(draft, cue):
        return None
    if act == "assert" and cue.form == "verb":
        return _of_claim(draft, cue, aim, word, kind)
    if act == "reject" and word.startswith("den"):
        return _of_denial(draft, cue, aim, head, kind)
    if head in TALKS:
        return {"reject": "refuse_talks", "accept": "accept", "assert": "assert"}.get(act, act)
    if act == "demand" and (head in _RESTRAINT or not _RESTRAINT.isdisjoint(_behind(draft, cue).split()[:_NEAR])):
        return "call_for_restraint"
    if act == "vow_action" and head in _HELP and word[:3] in {"ple", "pro", "vow"}:
        return "support"
    return act


def _of_protest(draft: Draft, cue: Cue, kind: str) -> str | None:
    """Read "protested the killing" (condemn), "protesting the plan" (oppose), "protested in the town" (no stance)."""
    behind = draft.kinds[draft.chunks.at(cue.end - 1) + 1]
    if behind not in NOUNS:
        return None
    return "condemn" if kind in _DEEDS else "oppose"


def _behind(draft: Draft, cue: Cue) -> str:
    words = draft.chunks.words
    sentence = words.sentences[words.sentence_at(cue.first)]
    return " ".join(words.low[cue.end : min(sentence.after, cue.end + _BEHIND)])


def _promises_help(draft: Draft, cue: Cue) -> bool:
    """Whether "promised" only leads to another act: "promised to support"."""
    low = draft.chunks.words.low
    return low[cue.end] == "to" and low[cue.end + 1] in {"support", "back", "help", "stand"}


def _of_claim(draft: Draft, cue: Cue, aim: Aim, word: str, kind: str) -> str | None:
    """Read "claimed the raid" (responsibility), "claimed to have killed 40" (no stance), "claimed that ..."."""
    claims = _claims_behind(draft, cue)
    if any(one.attributes.get("modality") == "none" and not is_own_loss(draft, one) for one in claims):
        return "deny_harm"
    deed = kind in _DEEDS or (aim.noun >= 0 and draft.chunks.pieces[aim.noun].rstrip("_")[-1] in _DEEDS)
    if word.startswith("claim") and not aim.clause and aim.noun >= 0 and deed:
        return "claim_responsibility"
    if claims:
        return None
    return "assert" if aim.clause or word[:6] in {"insist", "assert"} or aim.target else None


def _of_denial(draft: Draft, cue: Cue, aim: Aim, head: str, kind: str) -> str:
    claims = _claims_behind(draft, cue)
    if any(one.attributes.get("modality") == "none" for one in claims):
        return "deny_harm"
    if not aim.clause and kind in _DEEDS:
        return "deny_responsibility"
    if head in _STATEMENTS and not aim.clause:
        return "reject"
    if _denies_own_deed(draft, cue):
        return "deny_responsibility"
    words = draft.chunks.words
    sentence = words.sentences[words.sentence_at(cue.first)]
    behind = words.low[cue.end : min(cue.end + 12, sentence.after)]
    if {"involved", "responsible", "behind", "involvement", "responsibility"}.intersection(behind):
        return "deny_responsibility"
    return "reject"


def _denies_own_deed(draft: Draft, cue: Cue) -> bool:
    """Read "denied arming the rebels", "denied it carried out the strike"."""
    chunks = draft.chunks
    at = chunks.at(cue.end - 1) + 1
    while draft.kinds[at] in "ty":
        at += 1
    if draft.kinds[at] in "g3":
        return True
    own = draft.kinds[at] == "p" and chunks.head(at) in {"it", "they", "he", "she"}
    return own and bool(contents().own.intersection(chunks.low(at + 1)))


def _claims_behind(draft: Draft, cue: Cue) -> list[Span]:
    words = draft.chunks.words
    sentence = words.sentences[words.sentence_at(cue.first)]
    last = min(sentence.after, cue.end + _BEHIND)
    return casualties_between(draft, words.starts[cue.first], words.ends[last - 1])
