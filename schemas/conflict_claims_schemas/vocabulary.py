"""Every label of the corpus, once: what it means, an example, and its key on the labelling page.

Pandera checks, dataset features, the JSON Schema, the guidelines' tables, the data dictionary and the labelling
page are made from these tuples. A set marked append-only fixes the integer codes of the `tokens` configuration:
new labels go to its end, and none is ever removed or renamed.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """One label: `name` as it stands in the data, `key` unique within its set."""

    name: str
    key: str
    meaning: str
    example: str


@dataclass(frozen=True, slots=True)
class LabelSet:
    """A closed set of labels that answers one question; `default` is what an omitted field means."""

    name: str
    question: str
    labels: tuple[Label, ...]
    default: str | None = None
    append_only: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The labels' names, in order."""
        return tuple(label.name for label in self.labels)


L = Label

LAYER = LabelSet("layer", "What kind of record is this?", (
    L("actor", "1", "someone who acts, speaks or suffers as a side", "Balochistan Liberation Army"),
    L("casualty", "2", "words that say how many people were harmed, or that none or some were", "more than 50 people"),
    L("stance", "3", "the shortest words that carry a holder's act", "claimed responsibility"),
    L("topic", "4", "what a stance is about when that is no actor, casualty or stance", "peace talks"),
    L("link", "5", "how one casualty claim relates to another", "conflicts_with"),
))  # fmt: skip

ACTOR_TYPE = LabelSet("actor_type", "What kind of side is it?", (
    L("state_military", "m", "the armed forces of the state where it happened", "the army"),
    L("police_security", "p", "police, paramilitary and intelligence services of that state", "provincial police"),
    L("state_forces", "s", "that state's forces where military or police is both or unsaid", "security forces"),
    L("government", "g", "civil authorities and office holders of that state", "Prime Minister Shehbaz Sharif"),
    L("foreign_state", "f", "another state, its forces, offices and office holders", "China"),
    L("rebel_group", "r", "an organised armed group that fights a state", "Balochistan Liberation Army"),
    L("militia", "i", "an armed group that fights beside or apart from the state, not against it", "tribal militia"),
    L("criminal_group", "c", "an armed group that acts for gain", "kidnapping gang"),
    L("political_group", "o", "a party or movement without arms of its own", "Baloch Yakjehti Committee"),
    L("intergovernmental", "n", "an organisation of states", "UN Security Council"),
    L("civil_society", "v", "rights groups, charities, religious and professional bodies", "Human Rights Commission"),
    L("media", "e", "a news outlet, agency or reporter", "state television"),
    L("medical_rescue", "d", "hospitals, ambulance and rescue services and their staff", "hospital officials"),
    L("company", "y", "a business and its staff as a side", "mining company"),
    L("civilians", "l", "people who take no part in the fighting", "bus passengers"),
    L("unidentified", "u", "someone whose side the text leaves open", "gunmen"),
), append_only=True)  # fmt: skip

MENTION = LabelSet("mention", "How is the actor referred to?", (
    L("named", "1", "by a proper name, an acronym of one, or a title with a name", "Mohsin Naqvi"),
    L("nominal", "2", "by a common noun", "separatist group"),
    L("pronoun", "3", "by a pronoun, marked only where a reference points at it", "it"),
))  # fmt: skip

NAMING = LabelSet("naming", "Does the word itself take a side?", (
    L("neutral", "1", "a word that both sides could use", "insurgents"),
    L("pejorative", "2", "a word that condemns the one it names", "terrorists"),
    L("honorific", "3", "a word that honours the one it names", "martyrs"),
), default="neutral")  # fmt: skip

OUTCOME = LabelSet("outcome", "What happened to the people counted?", (
    L("killed", "k", "they died", "killing over 50 people"),
    L("injured", "i", "they were hurt and lived", "20 wounded"),
    L("killed_or_injured", "b", "killed and injured counted together, or harm of either kind", "40 casualties"),
    L("missing", "m", "they cannot be found", "nine are missing"),
    L("captured", "c", "they were taken prisoner, hostage or into custody", "took 200 passengers hostage"),
    L("displaced", "d", "they had to leave their homes", "3,000 families fled"),
), append_only=True)  # fmt: skip

MODALITY = LabelSet("modality", "How do the words bound the number?", (
    L("exact", "1", "one number and no hedge", "25 militants"),
    L("at_least", "2", "the number or more", "at least 12"),
    L("more_than", "3", "above the number", "more than 50 people"),
    L("at_most", "4", "the number or fewer", "up to 30"),
    L("fewer_than", "5", "below the number", "fewer than 10"),
    L("about", "6", "near the number, on either side or just short of it", "nearly 40"),
    L("range", "7", "between two numbers", "20 to 25"),
    L("vague", "8", "a plural that has a floor and no figure", "dozens"),
    L("proportion", "9", "a part of another claim, without a figure", "mostly civilians"),
    L("unquantified", "0", "harm without any number", "civilians were shot"),
    L("none", "-", "the words say that nobody was harmed", "no casualties"),
))  # fmt: skip

VICTIMS = LabelSet("victims", "Which side were the people harmed on?", (
    L("civilian", "c", "people who take no part in the fighting", "bus passengers"),
    L("state_force", "s", "soldiers, police and other armed agents of a state", "four soldiers"),
    L("rebel", "r", "members of an armed group that fights a state", "25 militants"),
    L("mixed", "m", "people of more than one side, as the words or their context say", "50 people, mostly civilians"),
    L("unspecified", "u", "the text does not say", "12 bodies"),
), default="unspecified")  # fmt: skip

SUBSET = LabelSet("subset", "Does the claim count a group of special concern?", (
    L("children", "1", "people under 18, as the text says", "five children"),
    L("women", "2", "women or girls", "two women"),
    L("journalists", "3", "reporters and media staff", "a cameraman"),
    L("aid_workers", "4", "relief and charity staff", "three aid workers"),
    L("medical_staff", "5", "doctors, nurses, ambulance crews", "a nurse"),
    L("labourers", "6", "manual workers attacked as such", "20 miners"),
    L("foreign_nationals", "7", "citizens of another state", "two Chinese engineers"),
))  # fmt: skip

BLAME = LabelSet("blame", "How does this article tie the perpetrator to the harm?", (
    L("fact", "1", "the article states it in its own voice", "the army killed 25 militants"),
    L("claimed", "2", "the perpetrator says so of itself", "the group said it killed 40 soldiers"),
    L("accused", "3", "someone else says so", "police blamed the BLA for the deaths"),
    L("suspected", "4", "someone thinks it likely", "suspected separatists shot 23"),
))  # fmt: skip

REPORT = LabelSet("report", "What does the source do, by its cue?", (
    L("stated", "1", "reports without more (said, told, reported)", "police said"),
    L("claimed", "2", "reports what the article keeps at a distance (claimed, insisted)", "the BLA claimed"),
    L("confirmed", "3", "vouches for a figure that was about", "the hospital confirmed"),
    L("estimated", "4", "gives a figure as its estimate", "rights groups estimate"),
    L("revised", "5", "replaces its own earlier figure", "officials raised the toll to 73"),
))  # fmt: skip

PARTY = LabelSet("party", "Which side toward this harm is the source on?", (
    L("perpetrator_side", "1", "the alleged perpetrator or its allies", "the BLA on its own attack"),
    L("victim_side", "2", "the victims' side: their state, group or family", "the army on its own dead"),
    L("third_party", "3", "neither: hospitals, rescuers, witnesses, the press", "a hospital"),
    L("unknown", "4", "the text does not let one say", "sources"),
))  # fmt: skip

SCOPE = LabelSet("scope", "What does the number count over?", (
    L("incident", "1", "one incident, or one series reported as one", "killing 50 people"),
    L("period", "2", "a stretch of time", "180 killed this year"),
    L("conflict_total", "3", "the whole conflict", "thousands since 2004"),
), default="incident")  # fmt: skip

REALIS = LabelSet("realis", "Did it happen, by the words?", (
    L("actual", "1", "reported as having happened, or denied", "killed 50"),
    L("hypothetical", "2", "threatened, feared or supposed", "could kill hundreds"),
), default="actual")  # fmt: skip

ACT = LabelSet("act", "What does the holder do?", (
    L("claim_responsibility", "a", "says that it did it", "claimed responsibility"),
    L("deny_responsibility", "b", "says that it did not do it", "denied involvement"),
    L("deny_harm", "c", "says that the harm did not happen, or not to those people", "insisted it did not harm"),
    L("acknowledge", "d", "concedes what does not suit it", "acknowledging"),
    L("assert", "e", "holds something to be so", "claimed its fighters carried out"),
    L("accuse", "f", "says that another did wrong", "accused India"),
    L("suspect", "g", "thinks that another did it, or that something is so", "suspect"),
    L("doubt", "h", "does not believe it", "skepticism"),
    L("downplay", "i", "treats it as less than others do", "downplayed"),
    L("condemn", "j", "calls it wrong", "condemned"),
    L("justify", "k", "gives a reason why it was right", "retaliation"),
    L("praise", "l", "calls it good", "praised"),
    L("support", "m", "sides with it", "aligned"),
    L("oppose", "n", "sides against it", "opposes"),
    L("threaten", "o", "announces harm", "threatened"),
    L("vow_action", "p", "promises action against it", "vow"),
    L("warn", "q", "says that harm may come, without announcing it", "warned"),
    L("express_concern", "r", "says that it worries about it", "raised concerns"),
    L("demand", "s", "asks for it with pressure", "demanding"),
    L("offer_talks", "t", "offers to talk", "offered negotiations"),
    L("refuse_talks", "u", "refuses to talk", "vowed no"),
    L("accept", "v", "agrees to what was put to it", "accepted"),
    L("reject", "w", "declines what was put to it, or calls a statement untrue", "rejected"),
    L("call_for_restraint", "x", "asks a side or all sides to hold back", "urged restraint"),
    L("mourn", "y", "grieves for the dead", "expressed grief"),
    L("other", "z", "takes a position that no label above names; `polarity` is then annotated", "linked"),
), append_only=True)  # fmt: skip

SPEECH = LabelSet("speech", "In whose words does the text give it?", (
    L("direct", "1", "in the holder's own words, quoted", '"we will hunt them down"'),
    L("indirect", "2", "as reported speech with its content", "said it would not talk"),
    L("narrated", "3", "as an act, told by the article", "condemned the attacks"),
    L("authorial", "4", "in the article's own voice", "it is imperative to"),
))  # fmt: skip

STATUS = LabelSet("status", "Is the act itself asserted?", (
    L("actual", "1", "the holder does it", "refuses"),
    L("conditional", "2", "the holder would do it if", "would accept talks if"),
    L("negated", "3", "the text says that the holder does not do it", "did not condemn"),
), default="actual")  # fmt: skip

POLARITY = LabelSet("polarity", "Is the holder for or against the target?", (
    L("for", "1", "toward it", "supports"),
    L("against", "2", "away from it", "condemns"),
    L("neutral", "3", "neither, by the act alone", "acknowledges"),
))  # fmt: skip

LINK_TYPE = LabelSet("link_type", "How does one claim relate to another?", (
    L("same_as", "s", "the same claim again: same people, same source, same figure", "killing over 50 … more than 50"),
    L("subset_of", "b", "counts a part of the people whom the other counts", "including five children"),
    L("sum_of", "m", "adds up the other and its fellows", "bringing the total to 73"),
    L("updates", "u", "replaces the other with later knowledge", "the toll rose to 32"),
    L("conflicts_with", "c", "a rival claim about the same harm; `aspect` says where they part", "army: 18; BLA: 130"),
    L("denies", "d", "its source rejects the other claim", "insisted it did not harm civilians"),
))  # fmt: skip

ASPECT = LabelSet("aspect", "Where do two rival claims part?", (
    L("number", "1", "how many", "18 against 130"),
    L("victims", "2", "who they were", "civilians against spies"),
    L("perpetrator", "3", "who did it", "rebels against the army"),
    L("occurrence", "4", "whether it happened at all", "an attack against an accident"),
    L("outcome", "5", "what became of the same people", "the driver died, or was wounded"),
))  # fmt: skip

REFERENCE_KIND = LabelSet("reference_kind", "Whom does a reference name? (derived)", (
    L("span", "1", "one or more spans", '["a9"]'),
    L("author", "2", "the article's own voice", '["author"]'),
    L("unnamed", "3", "someone whom the words imply without naming", '["unnamed"]'),
    L("unstated", "4", "the text does not say", "(field absent)"),
))  # fmt: skip

STANDING = LabelSet("standing", "How does the claim stand among the article's others? (derived)", (
    L("asserted", "1", "no other claim in the article contradicts or replaces it", "-"),
    L("disputed", "2", "it is an end of a conflicts_with link", "-"),
    L("superseded", "3", "a later claim updates it", "-"),
    L("denied", "4", "another source denies it", "-"),
))  # fmt: skip

SPLIT = LabelSet("split", "Which part of the data set is the article in?", (
    L("train", "1", "for fitting", "train"),
    L("validation", "2", "for choosing", "validation"),
    L("test", "3", "for measuring, from regions that train has", "test"),
    L("test_ood", "4", "for measuring, from a region that train lacks", "test_ood"),
))  # fmt: skip

ORIGIN = LabelSet("origin", "How did the text come about?", (
    L("received", "1", "written by others, taken in as it was", "a web page"),
    L("report_from_sources", "2", "written for this corpus from the reports listed in facts_from", "a pilot report"),
))  # fmt: skip

LICENSE = LabelSet("license", "May the text be published?", (
    L("CC-BY-4.0", "1", "yes, with attribution", "reports written for this corpus"),
    L("CC-BY-SA-4.0", "2", "yes, with attribution, under the same licence", "a wiki's text"),
    L("CC0-1.0", "3", "yes, without condition", "a dedicated text"),
    L("public-domain", "4", "yes, no rights remain or arise", "an official statement"),
    L("not-stated", "5", "no: no licence is known", "a news page"),
    L("all-rights-reserved", "6", "no: the rights are reserved", "an agency report"),
), default="not-stated")  # fmt: skip

PUBLISHABLE = frozenset({"CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0", "public-domain"})
"""The licences under which a public build may carry an article's text."""

ACT_POLARITY: dict[str, str | None] = {
    "claim_responsibility": "for",
    "deny_responsibility": "neutral",  # it keeps its distance and says nothing for or against the deed
    "deny_harm": "against",  # the harm that is denied, also where the target is the denying claim itself
    "acknowledge": "neutral",
    "assert": "neutral",
    "accuse": "against",
    "suspect": "against",
    "doubt": "against",
    "downplay": "against",
    "condemn": "against",
    "justify": "for",
    "praise": "for",
    "support": "for",
    "oppose": "against",
    "threaten": "against",
    "vow_action": "against",
    "warn": "neutral",
    "express_concern": "neutral",
    "demand": "for",  # of what is demanded; whom it is demanded of is the addressee
    "offer_talks": "for",
    "refuse_talks": "against",
    "accept": "for",
    "reject": "against",
    "call_for_restraint": "neutral",
    "mourn": "neutral",
    "other": None,
}
"""Polarity toward the target, derived from the act (MPQA's attitude polarity); None: annotated."""

AUTHOR, UNNAMED = "author", "unnamed"
SPECIAL_REFERENCES = (AUTHOR, UNNAMED)

LABEL_SETS: tuple[LabelSet, ...] = (
    LAYER, ACTOR_TYPE, MENTION, NAMING, OUTCOME, MODALITY, VICTIMS, SUBSET, BLAME, REPORT, PARTY, SCOPE, REALIS,
    ACT, SPEECH, STATUS, POLARITY, LINK_TYPE, ASPECT, REFERENCE_KIND, STANDING, SPLIT, ORIGIN, LICENSE,
)  # fmt: skip
BY_NAME: dict[str, LabelSet] = {labels.name: labels for labels in LABEL_SETS}
SPAN_LAYERS: tuple[str, ...] = LAYER.names[:4]
SPLITS: tuple[str, ...] = SPLIT.names
