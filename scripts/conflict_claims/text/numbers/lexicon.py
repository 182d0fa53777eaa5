"""The words that the number grammar knows: numerals, units of measure, people and things."""

from typing import Final

SMALL: Final[dict[str, int]] = {
    word: value
    for value, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split(),
        start=1,
    )
}
TENS: Final[dict[str, int]] = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
} | {"fourty": 40}
UNITS: Final[dict[str, int]] = {"dozen": 12, "score": 20, "hundred": 100}
SCALES: Final[dict[str, int]] = {
    "thousand": 10**3,
    "lakh": 10**5,
    "lac": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
}
MULTIPLIERS: Final[dict[str, int]] = UNITS | SCALES
NUMERALS: Final = SMALL.keys() | TENS.keys() | MULTIPLIERS.keys() | {"a", "an"}
"""Words that a number may begin with."""

GLUED_SCALES: Final[dict[str, int]] = {"k": 10**3, "m": 10**6, "mn": 10**6}

HYPHENS: Final = frozenset("-‒–—−")

MONTHS: Final = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
AMBIGUOUS_MONTHS: Final = frozenset({"march", "may", "mar", "dec", "august"})

_TIME: Final = (
    "second minute hour day night week fortnight weekend month year decade century generation morning evening "
    "afternoon moment sec min hr yr time session term season"
)
_MEASURE: Final = (
    "kilometre kilometer mile metre meter yard foot inch acre hectare centimetre centimeter millimetre millimeter "
    "kilogram kilogramme kilo gram tonne ton pound litre liter gallon barrel degree megawatt knot point megabyte"
)
_MONEY: Final = "dollar rupee euro afghani rial riyal dinar dirham yuan rouble ruble lira shilling naira peso cent franc hryvnia"
_ABBREVIATED: Final = (
    "km kms kmh kph mph m cm mm ft in kg kgs kgms lb lbs g mw kv hp centuries feet inches am pm gmt utc pkt ist est edt "
    "bst hrs mins secs o'clock usd pkr inr eur gbp afn yuan bn tn pc pts hertz khz mhz noon midnight fold"
)
MEASURES: Final = frozenset(
    {form for word in f"{_TIME} {_MEASURE} {_MONEY}".split() for form in (word, f"{word}s")}
    | set(_ABBREVIATED.split()) - {"in"}
)
MEASURE_ADJECTIVES: Final = frozenset(
    "long full whole consecutive straight more other square cubic nautical metric additional further past last "
    "working calendar us such successive separate light".split()
)
PERCENT: Final = frozenset({"%", "percent", "pct", "percentage", "per"})
CURRENCY: Final = frozenset("$ £ € ₹ ₨ ¥ ؋ ﷼ ৳ ₺ ₽ rs pkr usd inr eur gbp afn rupees".split())
FRACTIONS: Final = frozenset(
    form
    for word in "half third quarter fourth fifth sixth seventh eighth ninth tenth".split()
    for form in (word, f"{word}s")
) | {"halves"}
DESIGNATORS: Final = frozenset(
    "article section highway route road motorway chapter phase unit battalion brigade resolution flight channel page "
    "camp sector zone block ward category level grade room gate line area apollo boeing airbus act clause rule "
    "paragraph number platform division corps regiment squadron mirage type model version part figure table case "
    "street house apartment kilometer schedule appendix annex protocol operation district constituency".split()
)
YEAR_MARKERS: Final = frozenset(
    "in since by until till during early late mid year years from before after summer winter spring autumn the of "
    "through between".split()
)

_PEOPLE: Final = (
    "person civilian soldier officer official militant insurgent fighter rebel terrorist separatist gunman policeman "
    "constable guard guardian recruit cadet conscript paramilitary ranger commando troop trooper marine sailor airman "
    "serviceman officeholder combatant attacker assailant bomber hostage captive prisoner detainee worker labourer "
    "laborer miner driver passenger pilgrim worshipper worshiper shopper trader villager resident citizen local "
    "national helper foreigner tourist traveller traveler commuter student teacher pupil schoolchild schoolgirl schoolboy "
    "doctor nurse medic paramedic patient journalist reporter cameraman photographer aid-worker volunteer engineer "
    "technician farmer shepherd fisherman child kid boy girl man woman teenager teen infant baby toddler youth adult "
    "adolescent minor elder mother father son daughter brother sister wife husband uncle aunt cousin nephew niece "
    "grandmother grandfather grandson granddaughter parent sibling relative friend colleague neighbour neighbor "
    "bystander passer-by passerby pedestrian victim casualty fatality death body corpse life survivor evacuee refugee "
    "migrant member leader commander captain lieutenant colonel major general sergeant corporal private inspector "
    "superintendent brigadier jawan levy cleric imam priest monk nun lawyer judge politician lawmaker senator minister "
    "activist protester protestor demonstrator supporter follower employee staffer crewman crewmember peacekeeper "
    "observer diplomat contractor mercenary spy agent pilot cook vendor shopkeeper trucker conductor athlete "
    "player human individual suspect deserter defector operative jihadist extremist bandit robber kidnapper smuggler "
    "gangster sniper bodyguard watchman guest mourner inmate settler tribesman family household couple twin servant "
    "orphan widow guerrilla youngster mujahid talib fidayeen bather swimmer athlete rescuer firefighter fireman responder cop non-combatant "
    "noncombatant loss injury other one hunter sikh hindu christian muslim shia hazara punjabi baloch pashtun "
    "palestinian israeli pakistani afghan indian american chinese iranian syrian iraqi ukrainian russian"
)
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
    "passer-by": "passers-by",
    "passerby": "passersby",
    "woman": "women",
    "man": "men",
}


def _plural(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    return f"{word[:-3]}men" if word.endswith("man") and word not in {"human", "german"} else f"{word}s"


PERSONS: Final = frozenset(_PEOPLE.split())
"""Nouns for one person, or for one case of harm ("a casualty")."""

HARM_STATES: Final = frozenset(
    "dead wounded injured killed hurt missing displaced captured kidnapped abducted detained arrested martyred slain "
    "maimed shot beheaded executed hospitalised hospitalized homeless trapped dying unharmed unhurt".split()
)
"""What became of people: it stands for them ("12 wounded"), or says it of the noun before it."""

PEOPLE: Final = (
    HARM_STATES
    | frozenset(_plural(word) for word in PERSONS)
    | frozenset(
        "persons police personnel troops martyrs staff crew infantry forces them us mujahideen mujahidin clergy folk "
        "elderly military cavalry security whom".split()
    )
)
"""Nouns for more than one, and the states of harm that stand for them."""

GENERIC_PEOPLE: Final = frozenset("people persons individuals casualties victims".split())
"""Words that cover every kind of victim, so that what follows them behind a comma spells them out."""

COLLECTIVES: Final = frozenset(
    "family group team crew party gang band squad patrol household batch unit total sum crowd convoy series string wave "
    "spate number range host majority minority variety handful couple pair few lot third quarter half bunch "
    "dozen hundred thousand million lakh crore score tenth fifth cell column force contingent swarm population "
    "community tribe village town city combined toll".split()
)
MEMBERS: Final = frozenset("member members man woman person strong men women people soldier soldiers".split())
"""Words that make a count of `N-member`."""

_THINGS: Final = (
    "attack bombing explosion blast incident clash raid strike airstrike ambush operation assault shooting shootout "
    "encounter battle gunfight exchange offensive killing district province city town village area place location spot "
    "site checkpoint checkpost post station camp base vehicle car truck bus van lorry tanker motorcycle motorbike bike "
    "rickshaw train coach wagon ambulance aircraft plane helicopter jet boat ship tank house home building shop market "
    "school hospital mosque church shrine temple hotel restaurant bridge road highway railway bullet shot rocket mortar "
    "missile drone round bomb grenade mine device ied gun rifle pistol weapon magazine kit jacket vest suicide-vest "
    "country nation state side region phase stage demand condition question reason way front story statement "
    "report case claim charge count hideout compound den project company firm agency organisation organization "
    "faction outfit branch wing election vote seat goal target tribe department ministry newspaper channel source "
    "factor step measure issue point-blank round-up talk meeting deal agreement ceasefire truce resolution window room "
    "floor wall door pipeline tower pole cart animal cow sheep goat horse donkey dog siege protest rally march funeral "
    "sign kind type sort part spell number-plate search hunt curfew blockade investigation inquiry probe"
)
_IRREGULAR_THINGS: Final = (
    "clashes ambushes branches churches buses countries cities provinces agencies companies stories ministries inquiries "
    "aircraft counties bodies-of-water sheep factories"
)
PLURAL_THINGS: Final = frozenset({f"{word}s" for word in _THINGS.split()} | set(_IRREGULAR_THINGS.split()))
THINGS: Final = frozenset(_THINGS.split()) | PLURAL_THINGS

NOUN_STOPS: Final = frozenset(
    "of in on at by with from near to for into during after before when while as because since where who whom whose "
    "which that than and or but plus nor were was are is be been being had has have did does do will would could may "
    "might must can should said say says according including among he she it they we i this these those there then "
    "across over under inside outside through amid following between against via per about".split()
)
DETERMINERS: Final = frozenset(
    "the his her its their our my these those other others also then later another further additional its whose your".split()
)
COORDINATORS: Final = frozenset({"and", "&", "plus"})
COMMAS: Final = frozenset({",", ";"})
HARM_PARTICIPLES: Final = frozenset(
    "killing wounding injuring hurting killed wounded injured dead missing capturing displacing leaving another".split()
)
SUPERLATIVES: Final = frozenset(
    "most deadliest worst largest biggest bloodiest poorest first main key few many best least only major oldest "
    "last leading top highest longest".split()
)
