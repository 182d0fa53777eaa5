"""What looks like harm and counts none (guidelines C2, C3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from conflict_claims.suggest.casualties.causes import natural
from conflict_claims.suggest.casualties.outcomes import harm_words, joined_outcome
from conflict_claims.suggest.casualties.patterns import Hit
from conflict_claims.suggest.casualties.rereading import PERSON_HARMS
from conflict_claims.suggest.clauses import CHARGES, accused, sentence_chunks
from conflict_claims.suggest.lexicon import lexicon
from conflict_claims.suggest.phrases import NOUN_PHRASES, VERB_GROUPS, Chunks
from conflict_claims.text.wordlists import word_set

THREATS: Final = word_set(
    "threatened threatens threatening threaten vowed vow vows vowing pledged threat threats plotted plotting plot "
    "intended swore sworn"
)
"""Words behind which harm is announced, and has not come about."""
_DONE: Final = word_set("managed went continued helped proceeded began started")
_OF_PEOPLE: Final = (
    {f"{get} {done}" for get in ("got", "get", "gets", "getting") for done in ("killed", "injured", "wounded", "hurt")}
    | word_set(
        "killed killing kill kills murdered wounded wounding injured injuring massacred executed kidnapped abducted "
        "arrested "
        "detained slain died assassinated beheaded lynched martyred dead"
    )
    | PERSON_HARMS
)
_THINGS: Final = word_set("economic financial material property crop power job business structural monetary")
_LINKS: Final = frozenset({"from", "to", "at", "of", "was", "is", "now", ":", "-", "stands"})
_CAPTURED: Final = frozenset({"hostages", "captives", "prisoners", "hostage"})


def may_count(chunks: Chunks, hit: Hit, kind: str, outcome: str) -> bool:
    """Whether a match of a family counts harmed people.

    Args:
        chunks: The chunks.
        hit: The match.
        kind: Kind of the chunk that would be the quantity.
        outcome: The outcome that the word of harm gives.
    """
    test = _TESTS.get(hit.pattern)
    if test is not None and not test(chunks, hit):
        return False
    if kind == "U" and chunks.pieces[hit.first][-1] == "K" and chunks.head(hit.first) not in _DEEDS:
        return False
    if outcome == "captured" and not _are_held(chunks, hit, kind):
        return False
    if kind in "PN" and not _may_lack_number(chunks, hit, outcome):
        return False
    if kind == "o" and not _befalls_people(chunks, hit):
        return False
    return hit.pattern in _TOLLS or (_has_happened(chunks, hit, kind) and not natural(chunks, hit))


def _may_lack_number(chunks: Chunks, hit: Hit, outcome: str) -> bool:
    """Whether people without a number may be the harmed: persons by name always, others as subject or object alone."""
    if hit.first in chunks.persons:
        town = chunks.head(hit.by) in {"capture", "seizure"} and "r" not in chunks.pieces[hit.first]
        return hit.pattern != "toll" and not town
    if chunks.kinds[hit.by - 1] == "," and (hit.after == hit.by - 1 or _explains_name(chunks, hit.first)):
        # "... by police, died later", "Vesk, driver of the bus, was killed"
        return False
    if hit.pattern == "state":
        return chunks.low(hit.by) == ["to", "death"] or chunks.kinds[hit.first - 1 : hit.first] == "1"
    if hit.pattern == "noun" and (chunks.head(hit.by) in _FATES | _BODY or chunks.kinds.startswith("P&Q", hit.first)):
        return True  # also "the deaths of the mayor and three officials"
    if hit.pattern == "noun" and chunks.head(hit.by) in _BODIES:
        # "the bodies of children were recovered", "found bodies of civilians"
        return chunks.kinds[hit.after : hit.after + 1] == "V" or chunks.kinds[hit.by - 1 : hit.by] in {"v", "g", "I"}
    if hit.pattern in {"noun", "toll", "loss", "victims", "number", "sufferer"}:
        return False
    if hit.pattern == "active" and chunks.head(hit.by) == "with":
        # "lost contact with his family"
        return False
    if outcome == "displaced" and hit.pattern == "active" and chunks.pieces[hit.by] == "1":
        # "a camp for displaced people"
        return chunks.kinds[hit.by - 1 : hit.by] in NOUN_PHRASES
    if hit.pattern == "active" and chunks.kinds[hit.by] == "3" and accused(chunks, hit.by) >= 0:
        # "blamed both sides for killing civilians"
        return False
    if hit.pattern == "participle" and "f" in chunks.kinds[hit.first : hit.after]:
        # "relatives of the man killed"
        return False
    return not (outcome in {"displaced", "captured"} and "w" in chunks.kinds[hit.first : hit.by])


def _explains_name(chunks: Chunks, chunk: int) -> bool:
    """Whether a noun phrase stands behind a comma and words without a determiner, as an apposition to a name does."""
    before = chunk - 2
    return before >= 0 and chunks.kinds[chunk - 1] == "," and set(chunks.pieces[before]) <= {"z", "N"}


def _has_happened(chunks: Chunks, hit: Hit, kind: str) -> bool:
    """Whether the harm is told as done or announced, and not denied, attempted, or a matter of what one can do."""
    if "!" in chunks.pieces[hit.by] and kind != "E" and harm_words(chunks, hit.by):
        return False
    if kind in "PN" and chunks.pieces[hit.by][0] == "T" and chunks.kinds[hit.by - 1] in NOUN_PHRASES:
        # "the second mayor to be kidnapped"
        return False
    if hit.pattern == "active" and chunks.kinds[hit.by - 1] == "f" and chunks.head(hit.by - 2) in CHARGES:
        # "a man suspected of kidnapping a child"
        return False
    if kind == "E" and not _ABLE.isdisjoint(chunks.low(hit.by)):
        return False
    return not _after_infinitive(chunks, hit.by) and (chunks.kinds[hit.by] != "4" or _comes_about(chunks, hit.by))


def _is_inflicted(chunks: Chunks, hit: Hit) -> bool:
    return chunks.head(hit.after) in lexicon().causes


def _is_number_of(chunks: Chunks, hit: Hit) -> bool:
    return chunks.head(hit.by - 3) in {"number", "toll", "count", "tally"}


def _is_participle(chunks: Chunks, hit: Hit) -> bool:
    """Not "gunmen shoot", "gunmen shot at him", nor "no word of any civilians killed"."""
    if chunks.kinds[hit.first - 2 : hit.first] == "Ef":
        return False
    if "2" in chunks.pieces[hit.by] and chunks.low(hit.by) != ["arrests"]:
        return False
    if chunks.kinds[hit.first - 1] == "f" and chunks.head(hit.first - 2) in _COUNTS:
        # "the number of journalists killed"
        return chunks.kinds[hit.first] not in "PN"
    if chunks.kinds[hit.by - 1] in "vs" and chunks.head(hit.by - 1) not in _FOUND:
        return False
    if chunks.head(hit.by) != "shot":
        return True
    after = hit.by + 1 + (chunks.kinds[hit.by + 1 : hit.by + 2] == "y")
    return chunks.kinds[after : after + 1] != "v" and chunks.head(after) not in {"at", "on"}


def _is_wounded(chunks: Chunks, hit: Hit) -> bool:
    """Whether people "suffered injuries" in their bodies."""
    return chunks.head(hit.by - 1) in _SUFFERED and joined_outcome(chunks, hit.by) == "injured"


def _is_put_to_death(chunks: Chunks, hit: Hit) -> bool:
    """Not "sentenced three men to death", nor "killed 12 people sheltering"; "as" tells a state, "after" does not."""
    if chunks.kinds[hit.by - 1] == "q" and chunks.head(hit.by - 1) != "as":
        return False
    if chunks.words.low[chunks.firsts[hit.by]] in _OUT and chunks.kinds[hit.first - 1] not in VERB_GROUPS:
        # "two fishermen from the village"
        return False
    return chunks.head(hit.first - 1) not in _SENTENCED and chunks.head(hit.by) != "sheltering"


def _is_among(chunks: Chunks, hit: Hit) -> bool:
    return chunks.head(hit.by - 1) in {"among", "amongst"}


def _is_whole(chunks: Chunks, hit: Hit) -> bool:
    """Not "one of the victims was a girl", where the share is the claim."""
    return chunks.kinds[hit.by - 1 : hit.by] != "f"


def _is_put_at(chunks: Chunks, hit: Hit) -> bool:
    """Whether losses are "put at" or "brought to" a figure."""
    if chunks.kinds[hit.first - 1] == "i":
        return chunks.low(hit.first - 1) == ["at"]
    before = chunks.words.low[max(chunks.firsts[hit.by] - 7, 0) : chunks.firsts[hit.by]]
    return not _BROUGHT.isdisjoint(before)


def _is_trace(chunks: Chunks, hit: Hit) -> bool:
    return chunks.head(hit.by) in lexicon().traces


def _is_lost_contact(chunks: Chunks, hit: Hit) -> bool:
    return chunks.head(hit.by - 1) in lexicon().traces


def _is_unknown(chunks: Chunks, hit: Hit) -> bool:
    """Whether of a "fate" or "whereabouts" the sentence says that nobody knows."""
    if chunks.head(hit.by) not in _FATES:
        return True
    first, after = sentence_chunks(chunks, hit.first)
    return not _UNKNOWN.isdisjoint(chunks.words.low[chunks.firsts[first] : chunks.firsts[after]])


def _befalls_people(chunks: Chunks, hit: Hit) -> bool:
    """Whether the verb is one of people alone ("killed", not "captured"), so that an unknown noun must be people."""
    return not _OF_PEOPLE.isdisjoint(harm_words(chunks, hit.by))


def befalls_persons(chunks: Chunks, hit: Hit) -> bool:
    """Whether the verb is done to persons and not to towns or bodies, so that an unknown name must be a person's."""
    return not PERSON_HARMS.isdisjoint(harm_words(chunks, hit.by))


def _after_infinitive(chunks: Chunks, verb: int) -> bool:
    """Whether the verb goes on with an infinitive: "a policy to attack or harm"."""
    return chunks.kinds[verb - 1 : verb] in {"&", "/"} and chunks.kinds[verb - 2 : verb - 1] in {"I", "4"}


def _comes_about(chunks: Chunks, infinitive: int) -> bool:
    """Whether "to kill" tells of harm done ("claimed to have killed") or announced ("threatened to kill")."""
    piece = chunks.pieces[infinitive]
    if "x" in piece or ("b" in piece and piece[-1] in "39"):
        # "to have killed", "to be holding"
        return True
    first = chunks.firsts[infinitive]
    before = chunks.words.low[max(first - 8, 0) : first]
    return not (_DONE | THREATS).isdisjoint(before)


def _moved(chunks: Chunks, hit: Hit) -> bool:
    between = chunks.words.low[chunks.firsts[hit.by + 1] : chunks.firsts[hit.first]]
    moves = lexicon().moves
    return not between or any(word in moves or word in _LINKS for word in between)


def _brought(chunks: Chunks, hit: Hit) -> bool:
    """Whether bare "losses", "hostages" stand behind a verb that brings them about, and refer back to nobody."""
    if chunks.words.letters[chunks.firsts[hit.by]] == "d":
        return False
    if not _THINGS.isdisjoint(chunks.low(hit.by)):
        return False
    before = chunks.head(hit.by - 1)
    if chunks.kinds[hit.by - 1] == "b":
        return chunks.head(hit.by - 2) == "there"
    if before in _SUFFERED and joined_outcome(chunks, hit.by) == "injured":
        return chunks.kinds[hit.by - 2 : hit.by - 1] not in {"Q", "n"}
    if lexicon().outcomes.get(chunks.head(hit.by)) == "captured":
        return before in lexicon().leavers and chunks.head(hit.by) in _CAPTURED
    if before == "with" and chunks.pieces[hit.by][0] == "a":
        # "missed the game with a knee injury"
        return False
    if before == "with" and chunks.head(hit.by) in {"wounds", "wound", "remains", "death"}:
        return False
    return before in lexicon().causes or before in {"with", "caused", "causing"}


def _are_held(chunks: Chunks, hit: Hit, kind: str) -> bool:
    """Whether people are captured, and not a part of a place ("most of the town is held"), and were not freed."""
    return (kind != "S" or chunks.pieces[hit.first].rstrip("_")[-1] in "RHYD1") and _still_held(chunks, hit)


def _is_of_harmed(chunks: Chunks, hit: Hit) -> bool:
    """Not "a largely deserted camp", "most of the population lives", "one of the victims told"."""
    if chunks.kinds[hit.first] == "S":
        return chunks.pieces[hit.first].rstrip("_")[-1] in "1DY" and chunks.head(hit.first) not in _NO_BODIES
    return chunks.kinds[hit.after : hit.after + 1] not in {"v", "s", "I"}


def _still_held(chunks: Chunks, hit: Hit) -> bool:
    """Whether captives were not freed, which is no harm: not "freed 12 hostages", "12 hostages were released"."""
    reliefs = lexicon().reliefs
    start = chunks.firsts[hit.first]
    if not _LET.isdisjoint(chunks.words.low[max(start - 2, 0) : start]):
        return False
    around = [hit.first - 1]
    if hit.pattern == "own":
        around += [hit.after, hit.after + 1]
    elif hit.pattern in {"passive", "state"}:
        # "forty hostages were freed unharmed"
        around.append(hit.by)
    return not any(0 <= at < len(chunks.kinds) and any(word in reliefs for word in chunks.low(at)) for at in around)


_TOLLS: Final = frozenset({"toll", "put", "trace", "number", "bare", "inflicted", "among", "raised", "line", "harmed"})
_SUFFERED: Final = frozenset("suffered sustained received endured suffers sustain sustains suffer".split())
_FOUND: Final = frozenset("found confirmed reported feared remain remained remains left".split())
_SENTENCED: Final = frozenset("sentenced sentences sentencing sentence condemned condemns".split())
_COUNTS: Final = frozenset({"number", "total", "tally", "toll", "count"})
_DEEDS: Final = word_set(
    "killings executions abductions kidnappings slayings homicides assassinations detentions beheadings lynchings"
)
_BROUGHT: Final = word_set("brought brings bringing raised raises raising took takes taking")
_BODY: Final = frozenset({"body", "corpse"})
_BODIES: Final = frozenset({"bodies", "corpses"})
_NO_BODIES: Final = frozenset({"lives", "life", "body", "remains"})
_LET: Final = frozenset({"exchanged", "exchange", "exchanging", "let", "lets", "handed", "letting", "handing"})
_OUT: Final = frozenset({"from", "out", "off"})
_FATES: Final = frozenset({"fate", "whereabouts"})
_UNKNOWN: Final = word_set("unknown unclear uncertain undetermined no not unaware mystery unsure fears fear little")
_ABLE: Final = frozenset({"can", "cannot", "can't"})
_TESTS: Final[dict[str, Callable[[Chunks, Hit], bool]]] = {
    "toll": _moved,
    "bare": _brought,
    "inflicted": _is_inflicted,
    "number": _is_number_of,
    "participle": _is_participle,
    "sufferer": _is_wounded,
    "state": _is_put_to_death,
    "among": _is_among,
    "victims": _is_whole,
    "put": _is_put_at,
    "trace": _is_trace,
    "contact": _is_lost_contact,
    "noun": _is_unknown,
    "harmed": _is_of_harmed,
}
"""What the words around must be, family by family."""
