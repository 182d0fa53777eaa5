"""What the content of a neutral verb of saying amounts to: talks refused, a demand, a vow, a charge (S5.3-S5.6, S6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from conflict_claims.suggest.draft import Draft, Span
from conflict_claims.suggest.letters import VERBS
from conflict_claims.suggest.stances.content_words import COULD, REFUSALS, WILL, Tables, tables
from conflict_claims.suggest.stances.denoting import casualties_between, foes_between, is_own_loss


@dataclass(frozen=True, slots=True)
class Content:
    """Tokens `first` to before `after`, which someone says."""

    draft: Draft
    first: int
    after: int

    @property
    def low(self) -> list[str]:
        """Its tokens in lower case."""
        return self.draft.chunks.words.low[self.first : self.after]


_FIRST_PERSONS: Final = frozenset({"it", "they", "he", "she", "we", "i", "its", "their", "our", "his", "her"})
_MAYS: Final = frozenset({"would", "could", "might", "may", "can"})
_HAVE: Final = frozenset({"had", "has", "have", "having"})
_NOT: Final = frozenset({"not", "never"})
_CONDITIONS: Final = frozenset({"if", "unless", "until"})
_NEAR: Final = 6
_SUBJECT: Final = 3
_DEED: Final = 10
_PREDICATE: Final = 4
_NEEDED: Final = frozenset({"necessary", "important"})
_DONE: Final = f"{VERBS}j"
"""Letters of verbs, and of participles that stand as adjectives elsewhere: "had armed the rebels"."""
_CLAUSE: Final = 15
_BE: Final = frozenset("was were been be is are being".split())
_QUOTES: Final = frozenset("\"'\u2018\u2019\u201c\u201d\u00ab\u00bb") | {"''", "``", ":"}


def may_take_position(content: Content) -> bool:
    """Whether any word of a content, or a claim of none in it, could make it a position; most contents hold none."""
    return not tables().telling.isdisjoint(content.low) or any(
        claim.attributes.get("modality") == "none" for claim in _claims(content)
    )


def act_of_content(content: Content, holder: Span | None, *, insisting: bool) -> str:
    """The act that a content is, empty for none.

    Args:
        content: What is said.
        holder: Who says it.
        insisting: Whether the verb is claimed, insisted, argued, maintained or alleged.
    """
    low = [word for word in content.low if word not in _QUOTES]
    if len(low) < 2:
        return ""
    table = tables()
    own = low[0] in _FIRST_PERSONS or (low[0] == "that" and len(low) > 1 and low[1] in _FIRST_PERSONS)
    joined = " ".join(low)
    claims = _claims(content)
    nobody = [claim for claim in claims if claim.attributes.get("modality") == "none"]
    if nobody:
        if is_own_loss(content.draft, nobody[0]):
            return ""
        return "deny_harm" if insisting or _is_armed(content, holder, table) else ""
    talks = _talks(_before_condition(low), table)
    if talks:
        return talks
    if claims and _vows(low, joined, table, own=False):
        return "vow_action"
    if own and claims and _announces(low):
        return "threaten" if _CONDITIONS.intersection(low) else "vow_action"
    if table.doubting.search(joined):
        return "doubt"
    if not claims:
        found = _position(content, low, table, own=own)
        if (
            found == "accuse"
            and not table.backing.isdisjoint(low)
            and not foes_between(content.draft, content.first, content.after)
        ):
            found = ""
        if found:
            return found
    return "assert" if insisting and not claims else ""


def _is_armed(content: Content, holder: Span | None, table: Tables) -> bool:
    """Whether the speaker's side may have done the harm that it denies (S6)."""
    if holder is None:
        return False
    name = content.draft.chunks.words.text[holder.start : holder.end].lower()
    return holder.attributes["type"] in table.armed or "defen" in name


def _position(content: Content, low: list[str], table: Tables, *, own: bool) -> str:
    words, joined = set(low), " ".join(low)
    if table.restraint.search(joined):
        return "call_for_restraint"
    if _vows(low, joined, table, own=own):
        return "vow_action"
    if (own or not table.holders.isdisjoint(low[:_SUBJECT])) and _declines(low, table):
        return "reject"
    if _withholds(low, table):
        return "reject"
    if low[0] in table.imperatives:
        return "demand"
    if (
        not table.demanding.isdisjoint(words)
        and (not own or _is_expletive(low) or low[0] == "we")
        and _modal_is_verb(low)
    ):
        return "demand"
    if (
        _is_expletive(low)
        and not _NEEDED.isdisjoint(low[1:_NEAR])
        and not {"to", "that", "for"}.isdisjoint(low[3:_NEAR])
    ):
        return "demand"
    if table.disowning.search(" ".join(low[:_DEED])):
        return "deny_responsibility"
    if own and _does_itself(low, table):
        return "claim_responsibility"
    if not own and (_wrongs(content, low, table) or table.wrong_phrases.search(joined)):
        return "accuse"
    if not own and _suffers(low, table):
        return "accuse"
    if not table.justifying.isdisjoint(words):
        return "justify"
    if _foretells(low, table) or table.dangers.search(joined):
        return "warn"
    judges = not table.judging.isdisjoint(words) or table.judging_phrases.search(joined)
    return "assert" if judges else _judgement(low, table)


def _suffers(low: list[str], table: Tables) -> bool:
    """Whether a wrong is told as a noun, and whose it is: "torture and rape by the army"."""
    at = next((at for at, word in enumerate(low) if word in table.wrong_nouns), len(low))
    return not table.agents.isdisjoint(low[at : at + _CLAUSE])


def _foretells(low: list[str], table: Tables) -> bool:
    """Whether harm may come, which the speaker does not announce: "many children would die without food"."""
    return any(
        word in table.foretelling and at and not table.harms.isdisjoint(low[at + 1 : at + 1 + _PREDICATE])
        for at, word in enumerate(low)
    )


def _judgement(low: list[str], table: Tables) -> str:
    """The act of a judging word behind "be": "said the raid was a cowardly act"; empty where there is none."""
    for at, word in enumerate(low):
        act = table.predicates.get(word, "")
        before = low[max(at - _PREDICATE, 0) : at]
        if act and not _BE.isdisjoint(before) and _NOT.isdisjoint(before):
            return act
    return ""


def _claims(content: Content) -> list[Span]:
    words = content.draft.chunks.words
    return casualties_between(content.draft, words.starts[content.first], words.ends[content.after - 1])


def _before_condition(low: list[str]) -> list[str]:
    at = next((at for at, word in enumerate(low) if at > 1 and word in _CONDITIONS), len(low))
    return low[:at]


def _talks(low: list[str], table: Tables) -> str:
    for at, word in enumerate(low):
        if word in table.talk:
            before = low[max(at - _NEAR, 0) : at]
            if not table.refusing.isdisjoint(before):
                return "refuse_talks"
            if not table.offering.isdisjoint((*before, *low[at + 1 : at + 4])):
                return "offer_talks"
    return ""


def _vows(low: list[str], joined: str, table: Tables, *, own: bool) -> bool:
    modal = next((at for at, word in enumerate(low) if word in table.vow_modals or word == "would"), -1)
    if modal < 0:
        return False
    if table.vow_phrases.search(joined):
        return True
    verb = low[modal + 1 : modal + 4]
    ours = own or not table.holders.isdisjoint(low[: min(modal, 3)])
    return ours and any(word in table.vowing for word in verb) and "if" not in low


def _announces(low: list[str]) -> bool:
    """Whether the speaker tells of harm that it will do: "it would kill one captive"."""
    return not WILL.isdisjoint(low[1:4]) and "be" not in low[2:5] and not _NOT.intersection(low[2:5])


def _declines(low: list[str], table: Tables) -> bool:
    """Whether the speaker says that it will not do something: "it would not leave", "has no intention of"."""
    if table.unintended.search(" ".join(low[:_NEAR])):
        return True
    for at, word in enumerate(low[1:5], 1):
        if word in REFUSALS:
            return True
        if word in WILL or word in COULD:
            behind = low[at + 1 : at + 3]
            return bool(_NOT.intersection(behind)) and not table.unwilled.intersection(low[at + 2 : at + 5])
    return False


def _withholds(low: list[str], table: Tables) -> bool:
    """Whether the speaker says that something will not be given: "the prisoners will not be released"."""
    return any(
        low[at + 1] == "be" and low[at + 2] in table.withheld
        and ((word in _NOT and low[at - 1] in WILL | COULD) or word in REFUSALS)
        for at, word in enumerate(low[:-2]) if at
    )  # fmt: skip


def _is_expletive(low: list[str]) -> bool:
    """Whether "it" stands for what follows: "it was imperative that", "that it is vital to"."""
    at = int(low[0] == "that")
    return low[at] == "it" and low[at + 1] in _BE


def _modal_is_verb(low: list[str]) -> bool:
    at = next(at for at, word in enumerate(low) if word in tables().demanding)
    return at > 0 and low[at - 1] not in {"the", "a", "no", "in", "of"}


def _does_itself(low: list[str], table: Tables) -> bool:
    if not table.harmless.isdisjoint(low[:_DEED]):
        return False
    return any(
        (word in table.own or " ".join(low[at : at + 2]) in table.own)
        and not _is_suffered(low, at)
        and (WILL | _MAYS | _NOT).isdisjoint(low[:at])
        for at, word in enumerate(low[:_NEAR])
    )


def _is_suffered(low: list[str], at: int) -> bool:
    """Whether a verb is passive, or a particle: "he was attacked", "was knocked down"."""
    passive = not _BE.isdisjoint(low[max(at - 2, 0) : at]) and not low[at].endswith("ing")
    return passive or low[at] == "down"


def _wrongs(content: Content, low: list[str], table: Tables) -> bool:
    """Whether a verb of the first clause is a wrong that was done: no noun ("their plans"), nothing that may be."""
    letters = content.draft.chunks.words.letters[content.first : content.after]
    verbs = [letter in _DONE for word, letter in zip(content.low, letters, strict=True) if word not in _QUOTES]
    return any(
        is_verb and word in table.wrongs and word.endswith(("ed", "ing", "d", "s"))
        and (word != "armed" or low[at] in _HAVE)
        and low[at] != "as"
        and not _MAYS.intersection(low[max(at - 3, 0) : at])
        for at, (word, is_verb) in enumerate(zip(low[1:_CLAUSE], verbs[1:_CLAUSE], strict=True))
    )  # fmt: skip
