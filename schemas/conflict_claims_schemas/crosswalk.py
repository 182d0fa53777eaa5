"""What our fields and labels correspond to in the codebooks of the field.

Field names are those of the codebooks; the notes are in our own words and say where the two differ. An entry
is no conversion rule: where a note says that something is lost or added, a conversion needs a decision.
"""

from __future__ import annotations

from dataclasses import dataclass

NONE = "none"
CODEBOOKS: dict[str, str] = {
    "muc4": "MUC-4 (Message Understanding Conference 4, 1992: terrorism templates)",
    "ucdp_ged": "UCDP GED (Uppsala Conflict Data Program, Georeferenced Event Dataset)",
    "acled": "ACLED (Armed Conflict Location & Event Data)",
    "gtd": "GTD (Global Terrorism Database)",
    "parc": "PARC 3.0 and PolNeAR (attribution corpora)",
    "mpqa": "MPQA (Multi-Perspective Question Answering opinion corpus, 2.0 and 3.0)",
    NONE: "Fields without a counterpart, and why",
}
"""The codebooks by the key that entries use."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One correspondence; `ours` is `layer.field`, or `layer.field=label`; codebook `none` says why."""

    ours: str
    codebook: str
    theirs: str
    note: str


E = Entry

_ACTOR: tuple[Entry, ...] = (
    E("actor.type", "acled", "INTER1, INTER2",
      "one code an actor of an event; ours is one label a mention"),
    E("actor.type=state_military", "acled", "1 State Forces", "military and police share the code"),
    E("actor.type=police_security", "acled", "1 State Forces", "military and police share the code"),
    E("actor.type=state_forces", "acled", "1 State Forces", "the same width as our label"),
    E("actor.type=rebel_group", "acled", "2 Rebel Groups", ""),
    E("actor.type=militia", "acled", "3 Political Militias, 4 Identity Militias",
      "ours does not part the two"),
    E("actor.type=civilians", "acled", "7 Civilians",
      "rioters (5) and protesters (6) have no label of ours"),
    E("actor.type=foreign_state", "acled", "8 External/Other Forces",
      "theirs also holds international forces"),
    E("actor.type=intergovernmental", "acled", "8 External/Other Forces", "armed missions only"),
    E("actor.type", "ucdp_ged", "side_a, side_b, type_of_violence", "sides of a dyad, not kinds of actor"),
    E("actor.type", "gtd", "gname, targtype1", "perpetrator groups by name; types are those of targets"),
    E("actor.mention", "muc4", "PERP: INDIVIDUAL ID, HUM TGT: NAME, HUM TGT: DESCRIPTION",
      "names and descriptions fill different slots; pronouns are resolved"),
    E("actor.mention", "mpqa", "agent", "agents are spans with an id; pronouns are agents too"),
    E("actor.naming", "mpqa", "expressive-subjectivity, polarity",
      "a word that takes a side is marked by itself"),
    E("actor.actor", "ucdp_ged", "side_a_new_id, side_b_new_id", "`ucdp` in actors.yaml holds this id"),
    E("actor.actor", "acled", "ACTOR1, ACTOR2", "canonical names without an id of their own"),
    E("actor.actor", "gtd", "gname", "canonical names of groups"),
)  # fmt: skip

_COUNTS: tuple[Entry, ...] = (
    E("casualty.outcome", "muc4", "HUM TGT: EFFECT OF INCIDENT", "death, injury and others, one a target"),
    E("casualty.outcome=killed", "ucdp_ged", "best, low, high", "deaths only; other harm is not counted"),
    E("casualty.outcome=killed", "acled", "FATALITIES", "deaths only; other harm stands in the notes"),
    E("casualty.outcome=killed", "gtd", "nkill", ""),
    E("casualty.outcome=injured", "gtd", "nwound", ""),
    E("casualty.outcome=captured", "gtd", "nhostkid", "hostages and kidnapped; custody is not counted"),
    E("casualty.modality", "muc4", "HUM TGT: NUMBER",
      "exact, approximate, range and plural forms of a number"),
    E("casualty.min", "ucdp_ged", "low",
      "theirs is a coder's estimate over all sources; ours is one claim"),
    E("casualty.max", "ucdp_ged", "high",
      "theirs is a coder's estimate over all sources; ours is one claim"),
    E("casualty.min", "acled", "FATALITIES",
      "the most conservative figure; vague plurals get a fixed number"),
    E("casualty.min", "gtd", "nkill, nwound",
      "one figure by rule: most recent, else majority, else lowest"),
    E("casualty.max", "muc4", "HUM TGT: NUMBER, HUM TGT: TOTAL NUMBER", "a range is kept as a range"),
    E("casualty.victims", "ucdp_ged", "deaths_a, deaths_b, deaths_civilians, deaths_unknown",
      "state_force and rebel are a or b by the dyad; mixed must be split"),
    E("casualty.victims", "muc4", "HUM TGT: TYPE", "civilian, active military, law enforcement and others"),
    E("casualty.victims=rebel", "gtd", "nkillter, nwoundte", "perpetrators among the dead and wounded"),
    E("casualty.victims=civilian", "acled", "INTER 7, CIVILIAN_TARGETING",
      "a property of the event, not the count"),
    E("casualty.subset", "gtd", "natlty1, targsubtype1, nkillus", "nationality and occupation of targets"),
    E("casualty.subset", "muc4", "HUM TGT: FOREIGN NATION", "foreign_nationals only"),
    E("casualty.scope", NONE, "",
      "event data hold incidents only; totals of a period are left out at coding"),
    E("casualty.as_of", NONE, "",
      "event data keep days of events and of sources, not the day a figure holds for"),
    E("casualty.realis", "muc4", "INCIDENT: STAGE OF EXECUTION", "accomplished, attempted, threatened"),
    E("casualty.realis", "mpqa", "insubstantial", "said of a private state that is not real in the text"),
    E("casualty.incident", "ucdp_ged", "id, date_start, date_end, adm_1",
      "events are theirs; ours are coarser"),
    E("casualty.incident", "acled", "EVENT_ID_CNTY",
      "one event a day and place; an incident of ours can be several"),
    E("casualty.incident", "gtd", "eventid, related", "coordinated attacks are related events"),
)  # fmt: skip

_SAID: tuple[Entry, ...] = (
    E("casualty.perpetrator", "muc4", "PERP: INDIVIDUAL ID, PERP: ORGANIZATION ID", ""),
    E("casualty.perpetrator", "gtd", "gname, gname2, gname3", "up to three groups an event"),
    E("casualty.perpetrator", "ucdp_ged", "side_a, side_b", "a dyad; who did the harm is not said"),
    E("casualty.blame", "muc4", "PERP: ORGANIZATION CONFIDENCE",
      "reported as fact, claimed or admitted, suspected or accused; ours parts the last in two"),
    E("casualty.blame=suspected", "gtd", "guncertain1", "1 where the attribution is a suspicion"),
    E("casualty.blame=claimed", "gtd", "claimed", "1 where a group claimed the attack, not the toll"),
    E("casualty.source", "parc", "source", "whom a content is attributed to; ours only for tolls"),
    E("casualty.source", "ucdp_ged", "source_original", "the origin of the information, one text an event"),
    E("casualty.source", "acled", "SOURCE", "the outlet, not whom the outlet cites"),
    E("casualty.report", "parc", "cue", "the words are marked; ours is a label for them"),
    E("casualty.party", NONE, "",
      "event data weigh the side of a source while coding and do not record it"),
    E("link.type=conflicts_with", "gtd", "compclaim",
      "whether groups compete for an attack; not for numbers"),
    E("link.type=subset_of", "muc4", "HUM TGT: TOTAL NUMBER", "a total over the targets of a template"),
    E("link.type", NONE, "", "updates, denials and rival tolls are resolved into one figure at coding"),
    E("link.aspect", NONE, "", "rival claims are not kept, so that where they part is not either"),
    E("link.from", NONE, "", "claims are no records of their own in event data"),
    E("link.to", NONE, "", "claims are no records of their own in event data"),
)  # fmt: skip

_STANCE: tuple[Entry, ...] = (
    E("stance.act", "mpqa", "attitude: sentiment, arguing, agreement, intention, speculation",
      "about what the holder feels or holds; ours are acts of conflict"),
    E("stance.act=claim_responsibility", "gtd", "claimed, claimmode",
      "the way of claiming is theirs alone"),
    E("stance.act=accept", "mpqa", "attitude agree-pos", ""),
    E("stance.act=reject", "mpqa", "attitude agree-neg", ""),
    E("stance.act=vow_action", "mpqa", "attitude intention-pos", ""),
    E("stance.act=suspect", "mpqa", "attitude speculation", ""),
    E("stance.act", "parc", "cue", "the words that attribute; ours begins and ends at the act itself"),
    E("stance.holder", "mpqa", "nested-source", "a chain from the writer inwards; ours names the last"),
    E("stance.holder", "parc", "source", ""),
    E("stance.target", "mpqa", "sTarget, eTarget", "spans in 2.0, entities and events in 3.0"),
    E("stance.target", "parc", "content", "the whole content; ours is what it is about"),
    E("stance.addressee", NONE, "",
      "neither attribution nor opinion corpora mark whom an act is directed at"),
    E("stance.speech", "mpqa", "direct-subjective, objective-speech-event, expressive-subjectivity",
      "speech events are parted by subjectivity, not by whose words they are"),
    E("stance.speech", "parc", "direct, indirect and mixed attribution",
      "by quotation marks around the content"),
    E("stance.status", "mpqa", "insubstantial", "ours parts conditional from negated"),
    E("stance.polarity", "mpqa", "attitude type -pos or -neg, polarity", "ours follows from the act"),
    E("topic.topic", "mpqa", "eTarget", "targets are not canonical across documents"),
    E("topic.incident", "mpqa", "eTarget", "events of the text, without a registry"),
)  # fmt: skip

CROSSWALK: tuple[Entry, ...] = (*_ACTOR, *_COUNTS, *_SAID, *_STANCE)
"""Every correspondence, in the order of our layers."""
