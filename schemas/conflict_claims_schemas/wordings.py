"""The words that news uses for how many, and the bounds that each of them fixes.

One table, read by the number grammar (`conflict_claims.text.numbers`), by the docs and by the messages of the
checks. The forms are the grammar's own lexicon: a form added here is understood everywhere.

In forms, `N` stands for one number, `A` and `B` for two, `U` for a unit ("dozen", "hundred", "thousand",
"million", "lakh", "crore"). Modalities follow section 4 of the design; the number forms behind them are
those of MUC-4.
"""

from dataclasses import dataclass
from typing import Final

from conflict_claims_schemas.vocabulary import MODALITY

Modality = str
"""One of the labels of `modality`: how firmly the words fix a number."""

MODALITIES: Final[tuple[Modality, ...]] = MODALITY.names
"""Every modality, in the order in which tables and pages list them."""

UNSURE: Final = "unsure"
"""What `Reading.wording` holds where the grammar finds a number and doubts it; no row, for no words mean it."""

OPEN: Final = "null"
"""The rule of a bound that the words leave open."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to say how many.

    Attributes:
        key: Permanent name, given back as `Reading.wording`.
        forms: The words themselves, lower case; `N`, `A`, `B`, `U` stand for numbers and units.
        modality: The modality that the words give.
        minimum: Rule of the lower bound: `null`, a number, `N`, `N+1`, `N-1`, `A`, `B`, `A+B`, `2U` or `3U`.
        maximum: Rule of the upper bound, written the same way.
        reason: Why the bounds are these.
    """

    key: str
    forms: tuple[str, ...]
    modality: Modality
    minimum: str
    maximum: str
    reason: str


def _wording(key: str, forms: str, rule: tuple[Modality, str, str], reason: str) -> Wording:
    return Wording(key, tuple(forms.split(" | ")), *rule, reason)


def _plural(key: str, forms: str, minimum: str) -> Wording:
    return _wording(key, forms, ("vague", minimum, OPEN), "The plural says two of the unit at least.")


_EXACT: Final = (
    _wording(
        "number",
        "N | a dozen | half a dozen | a score | a hundred and twenty | 1.5 million | 1,20,000 | a family of N",
        ("exact", "N", "N"),
        "A bare number is meant as said; who doubts it says so with another word.",
    ),
    _wording(
        "one",
        "a | an | another | a single | a lone | a sole | a solitary | the sole | the lone | the only",
        ("exact", "1", "1"),
        "The singular noun says one.",
    ),
    _wording(
        "both",
        "both | a pair of | a pair | the pair of | the pair | a duo of | a duo | the duo | twins",
        ("exact", "2", "2"),
        "The words name two and no more.",
    ),
    _wording("trio", "a trio of | a trio | the trio | triplets", ("exact", "3", "3"), "The word names three."),
)

_BOUNDED: Final = (
    _wording(
        "at_least",
        "at least N | at the least N | at the very least N | at a minimum N | no fewer than N"
        " | not fewer than N | no less than N | not less than N | a minimum of N | the minimum of N"
        " | minimum of N | as few as N | ≥ N | N or more | N and more | N or above | N and above"
        " | N and up | N and upwards | N upwards | N minimum | N or over | N or higher"
        " | N if not more | N and counting | N at least"
        " | N at a minimum | N at the very least | N possibly more | N perhaps more"
        " | N and possibly more | N and perhaps more | N and maybe more | N and likely more | N + | N plus | N - plus",
        ("at_least", "N", OPEN),
        "The words include the number and leave room above it.",
    ),
    _wording(
        "families",
        "N families | N households",
        ("at_least", "N", OPEN),
        "A family is one person or more, and the bounds count people.",
    ),
    _wording(
        "more_than",
        "more than N | far more than N | many more than N | much more than N | well more than N"
        " | slightly more than N | a little more than N | just more than N | significantly more than N"
        " | over N | well over N | just over N | a little over N | slightly over N | far over N"
        " | above N | well above N | just above N | upwards of N | upward of N | north of N"
        " | in excess of N | well in excess of N | exceeding N | exceed N | exceeds N | exceeded N | surpassing N"
        " | surpasses N | surpassed N | topping N | topped N | greater than N | higher than N | past N"
        " | beyond N | > N",
        ("more_than", "N+1", OPEN),
        "People are counted whole, so more than N is N+1 or more.",
    ),
    _wording(
        "at_most",
        "up to N | as many as N | possibly as many as N | perhaps as many as N | as much as N"
        " | as high as N | at most N | at the most N | no more than N | not more than N"
        " | not exceeding N | not over N | no higher than N | a maximum of N | the maximum of N"
        " | maximum of N | ≤ N | N or fewer | N or less | N at most | N at the most | N at a maximum"
        " | N maximum",
        ("at_most", OPEN, "N"),
        "The number is the highest the source allows; nothing is said of the lowest.",
    ),
    _wording(
        "fewer_than",
        "fewer than N | far fewer than N | less than N | far less than N | under N | well under N"
        " | below N | well below N | short of N | lower than N | < N",
        ("fewer_than", OPEN, "N-1"),
        "People are counted whole, so fewer than N is N-1 or fewer.",
    ),
    _wording(
        "about",
        "about N | around N | some N | roughly N | approximately N | approx N | approx . N | circa N"
        " | ca . N | c . N | appx N | appx . N | est N | est . N | an estimated N | estimated N"
        " | estimated at N | an estimate of N | estimates of N | perhaps N | possibly N"
        " | maybe N | probably N | in the region of N | in the range of N | in the neighbourhood of N"
        " | in the neighborhood of N | in the order of N | on the order of N | something like N"
        " | somewhere around N | anywhere around N | ~ N | ≈ N | N or so | N or thereabouts"
        " | N give or take | N approximately | N - odd | N odd | N - ish | N - something",
        ("about", "N", "N"),
        "The words give one figure and no tolerance; a margin would be our invention.",
    ),
    _wording(
        "nearly",
        "nearly N | almost N | close to N | just under N | just below N | just short of N"
        " | just shy of N | shy of N | a little under N | slightly under N | slightly less than N"
        " | slightly fewer than N | a little less than N | a little fewer than N | just less than N"
        " | just fewer than N | approaching N | nearing N | not quite N | virtually N | practically N",
        ("about", OPEN, "N-1"),
        "The words place the count near the number, but below it; how far below is left open.",
    ),
    _wording(
        "couple",
        "a couple of | a couple | the couple | couple of | a couple U | a couple of U",
        ("about", "2", "2"),
        "Strictly two, loosely two or so: the one figure in the words is two, and they claim no precision.",
    ),
)

_RANGES: Final = (
    _wording(
        "range",
        "between A and B | between A to B | between A - B | from A to B | A to B | A - B | A or B | either A or B",
        ("range", "A", "B"),
        "Both ends are said, and both are included.",
    ),
    _wording(
        "lower_and_upper",
        "at least A but no more than B | more than A but fewer than B | at least A and possibly as many as B",
        ("range", "A", "B"),
        "One phrase gives the lower end and the other the upper; A and B are what each of them fixes.",
    ),
)

_VAGUE: Final = (
    _plural("tens", "tens of | tens", "20"),
    _plural("dozens", "dozens of | dozens and dozens of | dozens and dozens | dozens", "24"),
    _plural("scores", "scores of | scores", "40"),
    _plural("hundreds", "hundreds of | hundreds | hundreds and hundreds of | hundreds and hundreds", "200"),
    _plural("thousands", "thousands of | thousands | thousands and thousands of", "2000"),
    _plural("tens_of_thousands", "tens of thousands of | tens of thousands", "20000"),
    _plural("lakhs", "lakhs of | lakhs", "200000"),
    _plural("hundreds_of_thousands", "hundreds of thousands of | hundreds of thousands", "200000"),
    _plural("millions", "millions of | millions", "2000000"),
    _plural("tens_of_millions", "tens of millions of | tens of millions", "20000000"),
    _plural("crores", "crores of | crores", "20000000"),
    _wording(
        "several_units",
        "several U | a few U | quite a few U",
        ("vague", "3U", OPEN),
        "Several says three of the unit.",
    ),
    _wording("many_units", "many U | multiple U", ("vague", "2U", OPEN), "Many says two of the unit at least."),
    _wording(
        "several",
        "several | a few | the few | quite a few | not a few | a handful of | a handful"
        " | the handful of | a clutch of | a small handful of",
        ("vague", "3", OPEN),
        "More than a couple: three at least.",
    ),
    _wording(
        "many",
        "a number of | a large number of | a small number of | any number of | large numbers of"
        " | huge numbers of | great numbers of | untold numbers of | many | very many | so many"
        " | a great many | a good many | many more | multiple | numerous | various | umpteen | countless"
        " | innumerable | a lot of | lots of | plenty of | a host of",
        ("vague", "2", OPEN),
        "The plural says more than one; the words promise nothing beyond it.",
    ),
    _wording("some", "some", ("vague", "2", OPEN), "With a plural noun, some says more than one."),
    _wording("few", "few | very few | precious few", ("vague", "1", OPEN), "Few promises one and no more."),
)

_SHARES: Final = (
    _wording(
        "share",
        "most of | most | mostly | largely | mainly | primarily | predominantly | chiefly"
        " | overwhelmingly | the majority of | a majority of | majority of | the majority | a majority"
        " | the vast majority of | the vast majority | a vast majority of"
        " | the overwhelming majority of | the bulk of | a minority of | the rest of | the rest"
        " | the remainder | half of | half the | half | a half of | a third of | a quarter of"
        " | a fifth of | a tenth of | two-thirds of | three quarters of | 60 percent of | one in three"
        " | a large share of | a large proportion of | a proportion of | part of | all of | all but"
        " | all | everyone | everybody | each of | every",
        ("proportion", OPEN, OPEN),
        "A share of another count has no bounds of its own; the link subset_of names that count.",
    ),
)

_SILENT: Final = (
    _wording(
        "unknown_number",
        "an unknown number of | an unknown number | unknown number of | an untold number of | an untold number"
        " | an unspecified number of"
        " | unspecified numbers of | unknown numbers of | how many",
        ("unquantified", OPEN, OPEN),
        "The words say that the count is not known.",
    ),
    _wording(
        "no_report",
        "no reports of | no report of | no immediate reports of | no immediate report of | no word of"
        " | no word on | no immediate word on | no immediate word of | no information on"
        " | no details of | no details on",
        ("unquantified", OPEN, OPEN),
        "That nobody has reported harm does not say that nobody was harmed.",
    ),
    _wording(
        "bare",
        "civilians | the dead | soldiers",
        ("unquantified", OPEN, OPEN),
        "A noun alone says that people were harmed, not how many.",
    ),
    _wording(
        "no",
        "no | none | none of | nobody | no one | no - one | zero | nil | not any | not a single | not a"
        " | not an | not one | neither of | neither | no single",
        ("none", "0", "0"),
        "The words say that nobody was.",
    ),
    _wording(
        "denial",
        "did not harm | denied killing | without casualties | unhurt",
        ("none", "0", "0"),
        "A denied harm is a count of zero, said by the one who denies it.",
    ),
)

_SUMS: Final = (
    _wording("sum_exact", "A soldiers and B civilians", ("exact", "A+B", "A+B"), "Every part is exact, so the sum is."),
    _wording(
        "sum_at_least",
        "at least A soldiers and B civilians | A and several others | A and an unknown number of others",
        ("at_least", "A+B", OPEN),
        "One open part opens the sum upward; the known parts still hold as its minimum.",
    ),
    _wording(
        "sum_at_most",
        "up to A soldiers and up to B civilians",
        ("at_most", OPEN, "A+B"),
        "Every part is bounded from above alone.",
    ),
    _wording(
        "sum_range",
        "A to B soldiers and C civilians | A soldiers and up to B civilians",
        ("range", "A+B", "A+B"),
        "Both ends add up.",
    ),
    _wording(
        "sum_about",
        "about A soldiers and B civilians | nearly A soldiers and B civilians",
        ("about", "A+B", "A+B"),
        "One rough part makes the sum rough.",
    ),
    _wording(
        "sum_vague",
        "dozens of soldiers and scores of civilians",
        ("vague", "A+B", OPEN),
        "Every part is vague.",
    ),
)

WORDINGS: Final[tuple[Wording, ...]] = (*_EXACT, *_BOUNDED, *_RANGES, *_VAGUE, *_SHARES, *_SILENT, *_SUMS)
"""Every wording; keys are unique, and each modality occurs."""

WORDING_BY_KEY: Final[dict[str, Wording]] = {wording.key: wording for wording in WORDINGS}
"""The same wordings by key."""
