"""The words around numbers that count no people: units of measure, money, months, designations."""

from typing import Final

from conflict_claims.text.wordlists import word_set

MONTHS: Final = word_set(
    "january february march april may june july august september october november december jan feb mar "
    "apr jun jul aug sep sept oct nov dec"
)
AMBIGUOUS_MONTHS: Final = frozenset({"march", "may", "mar", "dec", "august"})
YEAR_MARKERS: Final = word_set(
    "in since by until till during early late mid year years from before after summer winter spring "
    "autumn the of through between"
)
"""What stands before a year, but not before a number of people."""

_NOUNS: Final = word_set(
    "second minute hour day night week fortnight weekend month year decade century generation morning "
    "evening afternoon moment sec min hr yr time session term season kilometre kilometer mile metre "
    "meter yard foot inch acre hectare centimetre centimeter millimetre millimeter kilogram kilogramme "
    "kilo gram tonne ton pound litre liter gallon barrel degree megawatt knot point megabyte dollar "
    "rupee euro afghani rial riyal dinar dirham yuan rouble ruble lira shilling naira peso cent franc "
    "hryvnia"
)
_ABBREVIATED: Final = word_set(
    "km kms kmh kph mph m cm mm ft kg kgs kgms lb lbs g mw kv hp centuries feet inches am pm gmt utc "
    "pkt ist est edt bst hrs mins secs o'clock usd pkr inr eur gbp afn yuan bn tn pc pts hertz khz mhz "
    "noon midnight fold"
)
PLURAL_MEASURES: Final = frozenset(f"{word}s" for word in _NOUNS)
MEASURES: Final = _NOUNS | PLURAL_MEASURES | _ABBREVIATED
MEASURE_ADJECTIVES: Final = word_set(
    "long full whole consecutive straight more other square cubic nautical metric additional further "
    "past last working calendar us such successive separate light"
)
PERCENT: Final = frozenset({"%", "percent", "pct", "percentage", "per"})
CURRENCY: Final = word_set("$ £ € ₹ ₨ ¥ ؋ ﷼ ৳ ₺ ₽ rs pkr usd inr eur gbp afn rupees")
DESIGNATORS: Final = word_set(
    "article section highway route road motorway chapter phase unit battalion brigade resolution flight "
    "channel page camp sector zone block ward category level grade room gate line area apollo boeing "
    "airbus act clause rule paragraph number platform division corps regiment squadron mirage type "
    "model version part figure table case street house apartment kilometer schedule appendix annex "
    "protocol operation district constituency"
)
"""What a number names, when it follows in digits: "Article 370"."""
