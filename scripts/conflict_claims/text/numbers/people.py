"""The nouns that numbers count: people, groups of people, and things."""

from typing import Final

from conflict_claims.text.wordlists import word_set

_IRREGULAR: Final[dict[str, str]] = {
    "person": "people",
    "child": "children",
    "schoolchild": "schoolchildren",
    "life": "lives",
    "wife": "wives",
    "baby": "babies",
    "body": "bodies",
    "levy": "levies",
    "casualty": "casualties",
    "fatality": "fatalities",
    "injury": "injuries",
    "family": "families",
    "mercenary": "mercenaries",
    "paramilitary": "paramilitaries",
    "spy": "spies",
    "loss": "losses",
    "passerby": "passersby",
    "human": "humans",
}


def _plural(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    return f"{word[:-3]}men" if word.endswith("man") else f"{word}s"


PERSONS: Final = word_set(
    "person civilian soldier officer official militant insurgent fighter rebel terrorist separatist "
    "gunman policeman constable guard guardian recruit cadet conscript paramilitary ranger commando "
    "troop trooper marine sailor airman serviceman officeholder combatant attacker assailant bomber "
    "hostage captive prisoner detainee worker labourer laborer miner driver passenger pilgrim "
    "worshipper worshiper shopper trader villager resident citizen local national helper foreigner "
    "tourist traveller traveler commuter student teacher pupil schoolchild schoolgirl schoolboy doctor "
    "nurse medic paramedic patient journalist reporter cameraman photographer volunteer engineer "
    "technician farmer shepherd fisherman child kid boy girl man woman teenager teen infant baby "
    "toddler youth adult adolescent minor elder mother father son daughter brother sister wife husband "
    "uncle aunt cousin nephew niece grandmother grandfather grandson granddaughter parent sibling "
    "relative friend colleague neighbour neighbor bystander passerby pedestrian victim casualty "
    "fatality death body corpse life survivor evacuee refugee migrant member leader commander captain "
    "lieutenant colonel major general sergeant corporal private inspector superintendent brigadier "
    "jawan levy cleric imam priest monk nun lawyer judge politician lawmaker senator minister activist "
    "protester protestor demonstrator supporter follower employee staffer crewman crewmember "
    "peacekeeper observer diplomat contractor mercenary spy agent pilot cook vendor shopkeeper trucker "
    "conductor athlete player human individual suspect deserter defector operative jihadist extremist "
    "bandit robber kidnapper smuggler gangster sniper bodyguard watchman guest mourner inmate settler "
    "tribesman family household twin servant veteran orphan widow guerrilla youngster mujahid talib "
    "fidayeen bather swimmer rescuer firefighter fireman responder cop noncombatant loss injury other "
    "one hunter sikh hindu christian muslim shia hazara punjabi baloch pashtun palestinian israeli "
    "pakistani afghan indian american chinese iranian syrian iraqi ukrainian russian"
)
"""Nouns for one person, or for one case of harm ("a casualty")."""

HARM_STATES: Final = word_set(
    "dead wounded injured killed hurt missing displaced captured kidnapped abducted detained arrested "
    "martyred slain maimed shot beheaded executed hospitalised hospitalized homeless trapped dying "
    "unharmed unhurt"
)
"""What became of people: it stands for them ("12 wounded"), or says it of the noun before it."""

_PLURAL_ONLY: Final = word_set(
    "persons police personnel troops martyrs staff crew infantry forces them mujahideen mujahidin clergy "
    "folk elderly military cavalry security whom"
)
PEOPLE: Final = HARM_STATES | _PLURAL_ONLY | frozenset(_plural(word) for word in PERSONS)
"""Nouns for more than one, and the states of harm that stand for them."""

GENERIC_PEOPLE: Final = frozenset({"people", "persons", "individuals", "casualties", "victims"})
"""Words that cover every kind of victim, so that what follows them behind a comma spells them out."""

PARENTS: Final = frozenset({"father", "mother", "parent", "parents", "grandfather", "grandmother"})
COLLECTIVES: Final = word_set(
    "busload truckload boatload carload family group team crew party gang band squad patrol household "
    "batch unit total sum crowd convoy series string wave spate number range host majority minority "
    "variety handful couple pair few lot third quarter half bunch dozen hundred thousand million lakh "
    "crore score tenth fifth cell column force contingent swarm population community tribe village town "
    "city combined toll platoon battalion garrison regiment brigade detachment division congregation "
    "delegation militia corps"
)
"""Nouns for a group, of which "a" says nothing about how many."""

MEMBERS: Final = word_set("member members man woman person strong men women people soldier soldiers")
"""Words that make a count of "five-member"."""

_THINGS: Final = word_set(
    "attack bombing explosion blast incident clash raid strike airstrike ambush operation assault "
    "shooting shootout encounter battle gunfight exchange offensive killing district province city town "
    "village area place location spot site checkpoint checkpost post station camp base vehicle car "
    "truck bus van lorry tanker motorcycle motorbike bike rickshaw train coach wagon ambulance aircraft "
    "plane helicopter jet boat ship tank house home building shop market school hospital mosque church "
    "shrine temple hotel restaurant bridge road highway railway bullet shot rocket mortar missile drone "
    "round bomb grenade mine device ied gun rifle pistol weapon magazine kit jacket vest country nation "
    "state side region phase stage demand condition question reason way front story statement report "
    "case claim charge count hideout compound den project company firm agency organisation organization "
    "faction outfit branch wing election vote seat goal target tribe department ministry newspaper "
    "channel source factor step measure issue talk meeting deal agreement ceasefire truce resolution "
    "window room floor wall door pipeline tower pole cart animal cow sheep goat horse donkey dog siege "
    "protest rally march funeral sign kind type sort part spell search hunt curfew blockade "
    "investigation inquiry probe massacre bloodbath carnage slaughter genocide stampede tragedy murder "
    "assassination crash accident blaze disaster landslide earthquake collapse"
)
PLURAL_THINGS: Final = frozenset(f"{word}s" for word in _THINGS) | word_set(
    "clashes ambushes branches churches buses countries cities provinces agencies companies stories "
    "ministries inquiries aircraft counties sheep factories"
)
THINGS: Final = _THINGS | PLURAL_THINGS
