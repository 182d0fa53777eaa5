"""Where running text says how many people, and which numbers are stepped over."""

import pytest

from conflict_claims.text.numbers import find_counts


def found(text: str) -> list[str]:
    return [text[count.start : count.end] for count in find_counts(text)]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("killing more than 50 people, mostly civilians.", ["more than 50", "mostly"]),
        ("the army has reported killing 25 militants in a shootout. Four soldiers died", ["25", "Four"]),
        ("A child died when a bomb exploded near a school.", ["A"]),
        ("Between 20 and 30 people and dozens of cattle", ["Between 20 and 30", "dozens of"]),
        ("One was killed and one soldier was wounded.", ["One", "one"]),
        ("The attack killed no one.", ["no one"]),
        ("The toll rose to 1,200 on Friday, up from 900.", ["1,200", "900"]),
        ("Two-thirds of the victims were women.", ["Two-thirds of"]),
        ("On May 5 three policemen died.", ["three"]),
        ("In March 20 people marched.", ["20"]),
        ("Five may have died.", ["Five"]),
        ("Two 25-year-old men", ["Two"]),
    ],
)
def test_quantities_of_people_are_found_without_their_noun(text: str, counts: list[str]) -> None:
    assert found(text) == counts


STEPPED_OVER = {
    "ages": [
        "The 25-year-old, aged 30, died",
        "Khan, 35, left",
        "his son (7)",
        "children under five",
        "his 30s",
    ],
    "dates": [
        "on 26 August",
        "August 26, 2024",
        "Aug. 26",
        "26-28 August",
        "26/08/2024",
        "in 2024",
        "the 1990s",
        "9/11",
    ],
    "times": [
        "at 10:30",
        "at 9 p.m.",
        "at 9pm",
        "0300 GMT",
        "after 48 hours",
        "two days ago",
        "a two-day siege",
    ],
    "measures": ["30 km away", "two miles", "10kg", "20 square miles", "1.5 million tonnes", "6.1 magnitude"],
    "shares": ["60 percent of voters", "60% of voters", "20 to 30 per cent"],
    "ordinals": ["the second and the 3rd", "the twenty-first", "the first"],
    "money": ["$1.5 million", "Rs 500,000", "Rs. 500", "50 million rupees", "PKR 500"],
    "designations": [
        "an AK-47",
        "F-16",
        "Article 370",
        "Highway 65",
        "N-25",
        "Section 144",
        "No. 5",
        "Covid-19",
    ],
    "things": ["in two attacks", "three districts", "a suicide bombing", "one of the deadliest days"],
    "other words": [
        "No one knows",
        "in many ways",
        "several reasons",
        "Both sides",
        "no peace talks",
        "24/7",
        "2-1",
    ],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in STEPPED_OVER.items() for text in texts])
def test_numbers_that_count_no_people_are_stepped_over(kind: str, text: str) -> None:
    assert found(text) == [], kind


def test_a_count_carries_its_reading() -> None:
    (count,) = find_counts("at least 12 soldiers")
    assert (count.start, count.end) == (0, 11)
    assert (count.reading.modality, count.reading.min, count.reading.max) == ("at_least", 12, None)


def test_offsets_are_code_points() -> None:
    text = "😀 İstanbul: 12 soldiers"
    (count,) = find_counts(text)
    assert text[count.start : count.end] == "12"
