"""All stances of an article, and the topics that they need."""

from __future__ import annotations

from typing import Final

from conflict_claims.suggest.clauses import object_of, subject_of
from conflict_claims.suggest.draft import Draft, Span
from conflict_claims.suggest.phrases import VERB_GROUPS
from conflict_claims.suggest.stances.cues import Cue, find_cues
from conflict_claims.suggest.stances.denoting import denoted, foes_between, none_claims
from conflict_claims.suggest.stances.holders import UNNAMED, Holder, holder_of_verb, mentions_at
from conflict_claims.suggest.stances.manner import FAILING, is_conditional, is_negated, speech_of
from conflict_claims.suggest.stances.nouns import is_event, read_drawn, read_noun
from conflict_claims.suggest.stances.predicates import read_predicate
from conflict_claims.suggest.stances.refining import refined
from conflict_claims.suggest.stances.reports import find_reports
from conflict_claims.suggest.stances.spoken import find_spoken
from conflict_claims.suggest.stances.stance import Stance, add_stance
from conflict_claims.suggest.stances.targets import Aim, aim_before, aim_of_verb

_CHARGING: Final = frozenset(
    "accusation accusations charge charges allegation allegations claims suggestions rumours denied denies".split()
)
_DEEDS: Final = frozenset("XKYZU2")
_PROTESTING: Final = frozenset(
    "march marched marching rally rallied gathered gather gathering demonstrate demonstrated demonstrating protest "
    "protested protesting striking blocked blocking organised organized assembled".split()
)
_DOING: Final = frozenset({"without", "in", "by", "while", "after", "before"})
"""What stands before an act that is done: "in condemning the strikes", unlike "accused of backing"."""
_SPOKEN: Final = frozenset(
    "condemn accuse suspect claim_responsibility deny_responsibility deny_harm demand call_for_restraint vow_action "
    "reject mourn praise doubt offer_talks refuse_talks".split()
)
"""Acts that hardly anything but people do, so that a subject which the lexicons lack is one who holds them."""
_NEAR: Final = 8
_BEFORE_NOUN: Final = frozenset("jJadn0'")
_LEADING: Final = frozenset(
    "expected likely ready set continue continues continued went moved sought tried promised pledged vowed prepared "
    "due wants want wanted hopes intends plans going decided decides decide voted chose opted resolved".split()
)


def find_stances(draft: Draft) -> tuple[list[Span], list[Span]]:
    """Find the stances of an article.

    Args:
        draft: Its chunks, actors, attributions and casualties. Pronouns and names that hold a stance are put among its
            actors, topics among its topics.

    Returns:
        Spans of layer stance and of layer topic, both sorted by start.
    """
    for cue in find_cues(draft.chunks.words):
        chunk = draft.chunks.at(cue.end - 1)
        stance = _read(draft, cue, chunk)
        if stance:
            add_stance(draft, stance)
    find_reports(draft)
    draft.stances.sort(key=_start)
    find_spoken(draft)
    draft.stances.sort(key=_start)
    _drop_unneeded(draft)
    draft.topics.sort(key=_start)
    return draft.stances, draft.topics


def _drop_unneeded(draft: Draft) -> None:
    """Without topics and pronouns that were made for words which then were no stance (guidelines T1, A3).

    Nor is an act that something met with an actor: "the plan drew strong opposition".
    """
    spans = (*draft.casualties, *draft.stances)
    named = {id(one) for span in spans for value in span.attributes.values() if type(value) is list for one in value}
    draft.topics = [topic for topic in draft.topics if id(topic) in named]
    acts = {stance.end for stance in draft.stances if stance.pattern == "STN-drawn"}
    draft.actors[:] = [
        one for one in draft.actors if id(one) in named or (one.pattern != "ACT-pronoun" and one.end not in acts)
    ]


def _start(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _read(draft: Draft, cue: Cue, chunk: int) -> Stance | None:
    first = draft.chunks.at(cue.first)
    if cue.form == "predicate":
        return read_predicate(draft, cue, chunk)
    if _is_noun_by_place(draft, cue):
        return None
    if cue.act == "accuse" and draft.kinds[first] == "A":
        return _read_attributed(draft, cue, first)
    if draft.kinds[first] in VERB_GROUPS or _is_verb_by_place(draft, cue, first):
        return _read_verb(draft, cue, first, chunk) if cue.form in {"verb", "phrase"} else None
    if cue.form == "phrase" and _is_said_of(draft, cue, first):
        return _read_verb(draft, cue, first - 1, chunk)
    if cue.form == "verb":
        return None
    return read_noun(draft, cue, first, chunk)


def _read_attributed(draft: Draft, cue: Cue, chunk: int) -> Stance | None:
    """Read "the attack was attributed to rebels", "which he attributed to rebels"; words are attributed to speakers."""
    kinds = draft.kinds
    before = chunk - 1
    holder = Holder(list(UNNAMED))
    if kinds[before] in "pPN" and kinds[before - 1] in "w,":
        holder = Holder(mentions_at(draft, before), chunk=before)
    else:
        while before > 0 and kinds[before] in "byM,":
            before -= 1
        if kinds[before] not in _DEEDS:
            return None
    aim = aim_of_verb(draft, chunk, cue.act)
    return _made(draft, cue, chunk, holder, aim) if holder.who else None


def _is_noun_by_place(draft: Draft, cue: Cue) -> bool:
    """Whether a form in -ing is a noun here: "without prior warning"."""
    words = draft.chunks.words
    return words.low[cue.first].endswith("ing") and words.letters[cue.first - 1 : cue.first] in _BEFORE_NOUN


def _is_verb_by_place(draft: Draft, cue: Cue, chunk: int) -> bool:
    """Whether a word that is mostly a noun is a verb here: "who suspect", "it suspected", ", vows revenge"."""
    chunks = draft.chunks
    if chunk < 1 or chunks.firsts[chunk] != cue.first:
        return False
    alone = chunks.firsts[chunk + 1] == cue.first + 1
    before = draft.kinds[chunk - 1]
    if cue.form == "phrase":
        # "a strike was called to protest the killing"
        return cue.act != "justify" and before in ("wp&,PNQC)V" if chunks.words.low[cue.first] == "to" else "wp&,PNQC)")
    charged = draft.kinds[chunk + 1] in "fTb"
    adjective = chunks.words.letters[cue.first] == "j" and before in ("b" if charged else "PNQC)")
    return alone and cue.form == "verb" and (before in "wp" or adjective)


def _is_said_of(draft: Draft, cue: Cue, chunk: int) -> bool:
    """Whether adjectives behind "be" carry the act: "was critical of the raid", but not what "he said he was"."""
    before = chunk - 1
    if draft.chunks.firsts[chunk] != cue.first or before < 1 or draft.kinds[before] != "b":
        return False
    own = draft.kinds[before - 1] == "p" and bool(draft.said_over(before))
    return not own and draft.chunks.words.letters[cue.first] in "zjeO"


def _read_verb(draft: Draft, cue: Cue, verb: int, last: int) -> Stance | None:
    purpose = cue.form == "phrase" and draft.chunks.words.low[cue.first] == "to"
    if not _is_main(draft, cue, verb) or (not purpose and _is_content_of_another(draft, verb)):
        return None
    passive = _is_passive(draft, cue, verb)
    holder = holder_of_verb(draft, verb, passive=passive)
    if cue.form == "phrase" and not passive and (holder is None or is_event(draft, holder.chunk)):
        drawn = read_drawn(draft, cue, verb, last)
        if drawn or holder:
            return drawn
    if holder is None and ((cue.act in _SPOKEN and draft.kinds[verb] == "v") or purpose):
        holder = Holder(list(UNNAMED))
    if holder is None or _is_told_of_another(draft, cue, verb, holder):
        return None
    if passive:
        aim = _aim_of_passive(draft, cue, verb)
        if cue.act == "support" and _is_help(draft, holder, aim):
            return None
    else:
        aim = aim_of_verb(draft, last, cue.act)
        if not aim.target and not aim.addressee and not aim.clause and aim.noun < 0:
            aim = aim_before(draft, verb, cue.act)
    return _made(draft, cue, verb, holder, aim)


def _is_help(draft: Draft, holder: Holder, aim: Aim) -> bool:
    """Whether "backed by" tells of arms, not of a position: "strikes backed by artillery"."""
    armed = holder.chunk >= 0 and holder.who == UNNAMED
    return armed or (aim.noun >= 0 and draft.kinds[aim.noun] in _DEEDS)


def _aim_of_passive(draft: Draft, cue: Cue, verb: int) -> Aim:
    """The subject of a passive; behind "blamed on" the one who is blamed."""
    chunks = draft.chunks
    if cue.act == "accuse" and chunks.head(verb + 1) in {"on", "to"} and chunks.head(verb) != "indicted":
        return aim_of_verb(draft, verb, cue.act)
    stands = draft.kinds[verb - 1] == "b" or chunks.head(verb - 1) in {"stand", "stands", "stood"}
    subject = subject_of(chunks, verb - stands)
    before = verb - 1 - (draft.kinds[verb - 1] == ",")
    if subject < 0 and draft.kinds[before] in NOUNS:
        subject = before
    return Aim(denoted(draft, subject, cue.act) if subject >= 0 else [], noun=subject)


def _made(draft: Draft, cue: Cue, verb: int, holder: Holder, aim: Aim) -> Stance | None:
    act = refined(draft, cue, holder, aim)
    if act is None:
        return None
    first = cue.first + (draft.chunks.words.low[cue.first] == "to")
    stance = Stance(draft, first, cue.after, act, f"STN-{cue.form}", verb)
    stance.holder = holder.who
    stance.target = [one for one in aim.target if one not in holder.who]
    if act == "demand" and draft.chunks.words.low[cue.first].startswith("want") and is_negated(draft, verb):
        # "we do not want more dead" is against something
        stance.act = "oppose"
    if act == "deny_harm":
        stance.target = none_claims(draft, cue.first)[:1] or stance.target
    stance.addressee = [one for one in aim.addressee if one not in holder.who]
    stance.speech = speech_of(draft, cue.first, cue.after, clause=aim.clause)
    if holder.nobody or is_negated(draft, verb):
        stance.status = "negated"
    elif is_conditional(draft, verb):
        stance.status = "conditional"
    return stance


def _is_main(draft: Draft, cue: Cue, verb: int) -> bool:
    """Whether the cue begins with the verb of its verb group, not with a word before it."""
    words, firsts = draft.chunks.words, draft.chunks.firsts
    if cue.form == "phrase" and words.letters[cue.first] == "y":
        return True
    return cue.first >= firsts[verb + 1] - 1 or words.letters[cue.first] not in "mxboy!T"


def _is_content_of_another(draft: Draft, verb: int) -> bool:
    """Whether the verb only tells what is refused, feared or alleged: "refused to condemn", "accused of backing"."""
    kinds, chunks = draft.kinds, draft.chunks
    before = verb - 1
    while before >= 0 and kinds[before] in "y":
        before -= 1
    if before < 0:
        return False
    if kinds[verb] in "I4":
        low = chunks.low(before)
        if not _PROTESTING.isdisjoint(low):
            return False
        return kinds[before] in NOUNS or (_LEADING.isdisjoint(low) and FAILING.isdisjoint(low))
    if kinds[verb] in "g3":
        return kinds[before] in "fiFTB" and chunks.head(before) not in _DOING
    return False


def _is_told_of_another(draft: Draft, cue: Cue, verb: int, holder: Holder) -> bool:
    """Whether a speaker says of another that he backed someone, which is the speaker's charge (S24)."""
    before = holder.chunk - 1
    told = before > 0 and draft.kinds[before] == "t" and draft.chunks.head(before - 1) in _CHARGING
    if told and draft.kinds[verb + 1] not in ".,;|":
        return True
    if cue.act != "support" or draft.kinds[holder.chunk] == "p" or holder.chunk < 0:
        return False
    if not foes_between(draft, cue.end, cue.end + _NEAR):
        return False
    return any(said.speaker not in {holder.chunk, -1} and said.cue < verb for said in draft.said_over(verb))


NOUNS: Final = frozenset("QUnoSEPNXOZYKp")


def _is_passive(draft: Draft, cue: Cue, verb: int) -> bool:
    chunks = draft.chunks
    piece = chunks.pieces[verb]
    if cue.form == "phrase" and "was" not in chunks.words.low[cue.first]:
        return "b" in piece and chunks.words.letters[cue.first] in "17" and object_of(chunks, verb) < 0
    if "b" in piece and not chunks.words.low[cue.first].endswith("ing"):
        return True
    if draft.kinds[verb + 1 : verb + 2] == "B" and chunks.words.low[cue.first].endswith("ed"):
        # "the bombing, claimed by the Front, killed 8"
        return True
    # "accused of", "blamed for": a participle without "be" whose object is missing.
    after = draft.kinds[verb + 1 : verb + 2]
    if chunks.words.low[cue.first] == "blamed" and chunks.head(verb + 1) == "on":
        return True
    return chunks.words.low[cue.first].endswith("ed") and cue.act in {"accuse", "suspect"} and after in {"f", "B", "T"}
