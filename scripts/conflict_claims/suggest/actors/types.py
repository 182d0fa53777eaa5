"""The type of each mention: by its words, by whose it is, by what stands beside it (guidelines A16-A19)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from conflict_claims.suggest.actors.mention import Mention
from conflict_claims.suggest.actors.tables import tables
from conflict_claims.suggest.gazetteer import Gazetteer
from conflict_claims.suggest.lexicon import lexicon
from conflict_claims.suggest.words import Words

_STATE: Final = frozenset({"state_military", "police_security", "state_forces", "government"})
_DEFAULT: Final[dict[str, str]] = {
    "official": "government", "officer": "state_forces", "force": "state_forces", "delegation": "government",
    "secretary": "government", "agency": "government", "department": "government", "personnel": "state_forces",
    "guard": "police_security", "unit": "state_forces", "patrol": "state_forces", "commission": "government",
    "court": "government", "envoy": "foreign_state", "command": "state_military", "detachment": "state_military",
    "bodyguard": "police_security", "worker": "civilians", "staff": "civilians", "spokesman": "government",
    "spokeswoman": "government", "spokesperson": "government", "chief": "government", "ally": "foreign_state",
    "commander": "rebel_group", "fighter": "rebel_group", "group": "rebel_group", "director": "government",
}  # fmt: skip
_UNIDENTIFIED: Final = "unidentified"
_ARMED: Final = frozenset({"rebel_group", "militia", "criminal_group"})
_ATTACKERS: Final = frozenset(
    "gunman gunmen attacker attackers assailant assailants bomber bombers raider raiders hijacker hijackers".split()
)
_OTHER_SIDES: Final = frozenset("rebel_group militia criminal_group intergovernmental political_group".split())
_LIBERATION: Final = frozenset({"liberation", "resistance", "revolution"})
_REVOLT: Final = _LIBERATION | frozenset(
    "free insurgent revolutionary rebel independence islamic red people's state".split()
)
_BODIES: Final = frozenset("department office directorate authority".split())
_ARMIES: Final = frozenset({("armed", "forces"), ("defence", "forces"), ("defense", "forces"), ("air", "force")})
_CABINET: Final = frozenset({"defence", "defense", "interior", "home", "foreign", "state", "justice", "security"})
_MEN: Final = frozenset({"men", "man", "women"})
_SOURCES: Final = frozenset({"source", "sources"})
_LONGEST: Final = 40
"""So many words of a mention are looked at; "members of the wing of the party of ..." has no end."""
_NEAR: Final = 6
_BESIDE: Final = 4
_FORCES: Final = frozenset({"force", "forces", "personnel", "troops"})


class Types:
    """Gives the mentions of one article their types; `home` is the state where the incident took place."""

    def __init__(self, words: Words, gazetteer: Gazetteer, home: str | None) -> None:
        self.words = words
        self.gazetteer = gazetteer
        self.home = home

    def resolve(self, mentions: Sequence[Mention]) -> None:
        """Set the type of every mention that has none yet."""
        last: Mention | None = None
        for at, mention in enumerate(mentions):
            if not mention.type:
                mention.type = self._type(mention, mentions[max(at - _BESIDE, 0) : at + _BESIDE], last)
            if mention.actor is None and mention.country is None:
                mention.country = self._origin(mention)
            if self._is_national_army(mention):
                mention.type = "state_military"
            if mention.actor is None and not mention.named:
                mention.actor = self._institution(mention)
            if mention.type in _STATE and mention.country and self.home and mention.country != self.home:
                mention.type = "foreign_state"
            if mention.type not in {"civilians", "media", _UNIDENTIFIED}:
                last = mention
        self._same_people(mentions)

    def _is_national_army(self, mention: Mention) -> bool:
        """Whether an unknown name is that of a state's army or forces: "Ostran Army", unlike "Free Ostran Army"."""
        if mention.pattern != "ACT-organisation" or mention.actor or not mention.first:
            return False
        before, *name = self.words.low[mention.first - 1 : mention.after]
        revolts = before in _REVOLT or not _REVOLT.isdisjoint(name)
        forces = name[-1] == "army" or tuple(name[-2:]) in _ARMIES
        return not revolts and forces and name[0] in self.gazetteer.origins

    def _same_people(self, mentions: Sequence[Mention]) -> None:
        """Attackers are of the one armed side that the article has a word for; a name tells nothing (A18, A24)."""
        words = {mention.type for mention in mentions if mention.noun and not mention.named and mention.type in _ARMED}
        if len(words) == 1:
            for mention in mentions:
                if mention.type == _UNIDENTIFIED and mention.noun.split(" ")[-1] in _ATTACKERS:
                    mention.type = next(iter(words))

    def _institution(self, mention: Mention) -> str | None:
        """The id of "the army" or "the government" of the home state (A22)."""
        low = self.words.low
        if self.home is None or mention.after != mention.end or mention.country not in {None, self.home}:
            return None
        before = low[mention.first : mention.head]
        if any(word not in self.gazetteer.origins for word in before):
            return None
        return self.gazetteer.institutions.get((self.home, mention.noun))

    def _type(self, mention: Mention, mentions: Sequence[Mention], last: Mention | None) -> str:
        if not mention.noun:
            return self._of_state(mention) or self._of_apposition(mention, mentions) or _UNIDENTIFIED
        low = self.words.low
        if mention.named and "minister" in low[mention.first : mention.end + 2]:
            return "government"
        if "health" in low[mention.first : mention.end + 2] and not _BODIES.isdisjoint(
            low[mention.first : mention.end]
        ):
            return "medical_rescue"
        role = lexicon().roles.get(mention.noun)
        given = role.type if role else ""
        word = mention.noun.split(" ")[-1]
        if mention.noun not in tables().speakers:
            return self._of_side(mention, mentions, given)
        before = low[mention.first : mention.head]
        if word == "secretary" and not _CABINET.isdisjoint(before):
            return "government"
        by_body = "" if word in _SOURCES and before == ["local"] else self._by_modifier(before)
        if by_body:
            return "state_forces" if by_body == "government" and word in _FORCES else by_body
        inner = self._nested(mention, mentions)
        if inner:
            return inner
        if low[mention.first - 1] in {"its", "'s", "their"} and last:
            return last.type
        if word in {"leader", "leaders"} and any(
            low[at] in self.gazetteer.origins for at in range(mention.first, mention.head)
        ):
            return "government"
        return given or _DEFAULT.get(_singular(word)) or _UNIDENTIFIED

    def _of_side(self, mention: Mention, mentions: Sequence[Mention], given: str) -> str:
        """The type of a noun that names a side itself, where a name before it does not name another."""
        low = self.words.low
        if mention.noun in tables().demonyms or mention.noun == "people":
            return "civilians"
        if mention.noun == "army" and not _LIBERATION.isdisjoint(
            low[mention.end : min(mention.after, mention.end + _LONGEST)]
        ):
            return "rebel_group"
        if given in _STATE or given in {"", _UNIDENTIFIED}:
            owner = self._owner_before(mention, mentions)
            if owner in _OTHER_SIDES:
                return owner
        if mention.noun in _MEN and mention.head > mention.first and low[mention.head - 1] != "armed":
            return self._by_modifier([low[mention.head - 1]]) or _UNIDENTIFIED
        return given or _UNIDENTIFIED

    def _owner_before(self, mention: Mention, mentions: Sequence[Mention]) -> str:
        """The type of the name that stands before a noun in its mention: "Union soldiers", "NF gunmen"."""
        for other in mentions:
            if other.named and other is not mention and mention.first <= other.first and other.after <= mention.head:
                return other.type
        return ""

    def _by_modifier(self, before: list[str]) -> str:
        for word in reversed(before):
            kind = tables().by_body.get(word)
            if kind:
                return kind
        return ""

    def _nested(self, mention: Mention, mentions: Sequence[Mention]) -> str:
        for other in mentions:
            if other is mention or other.first < mention.first or other.after > mention.after:
                continue
            kind = other.type or self._plain(other)
            if kind:
                return kind
        return ""

    def _plain(self, mention: Mention) -> str:
        """The type that a role noun gives by itself."""
        role = lexicon().roles.get(mention.noun) if mention.noun not in tables().speakers else None
        return self._of_side(mention, (), role.type) if role else ""

    def _of_apposition(self, mention: Mention, mentions: Sequence[Mention]) -> str:
        """The type of the role beside a name: "Anna Korr, Velmar's interior minister", "the mayor, Juan Perez"."""
        letters = self.words.letters
        for other in mentions:
            if other.named or other is mention:
                continue
            if mention.after < other.first <= mention.after + _NEAR and letters[mention.after] == ",":
                return other.type or self._type(other, mentions, None)
            if 0 < mention.first - other.after <= 1 and letters[other.after] == ",":
                return other.type or self._type(other, mentions, None)
        return ""

    def _of_state(self, mention: Mention) -> str:
        if mention.country is None or mention.pattern != "ACT-known":
            return ""
        return "government" if mention.country == self.home else "foreign_state"

    def _origin(self, mention: Mention) -> str | None:
        """The state that an adjective inside, or a possessor before, gives."""
        origins, low = self.gazetteer.origins, self.words.low
        words = low[mention.first : min(mention.after, mention.first + _LONGEST)]
        if not origins.keys().isdisjoint(words):
            return next(origins[word] for word in words if word in origins)
        if mention.first >= 2 and low[mention.first - 1] == "'s":
            return origins.get(low[mention.first - 2]) or origins.get(
                " ".join(low[mention.first - 3 : mention.first - 1])
            )
        return None


def _singular(word: str) -> str:
    if word.endswith("men"):
        return f"{word[:-3]}man"
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")
