"""Links between the claims of an article."""

from __future__ import annotations

import pytest

from conflict_claims.suggest.article import Suggester

SUGGESTER = Suggester()


def links(text: str) -> list[tuple[str, str, str]]:
    records = SUGGESTER.suggest(text, ("actor", "casualty", "link"))
    words = {record["id"]: record.get("text", "") for record in records}
    return [(one["type"], words[one["from"]], words[one["to"]]) for one in records if one["layer"] == "link"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A raid killed 14 people, including three children.", [("subset_of", "three children", "14 people")]),
        ("The death toll rose to 32 from 25.", [("updates", "32", "25")]),
        ("Nine people died, police said. Four more died, bringing the toll to 13.",
         [("sum_of", "13", "Nine people"), ("sum_of", "13", "Four more")]),
        ("Police said 12 soldiers were killed. The rebels said 40 soldiers were killed.",
         [("conflicts_with", "40 soldiers", "12 soldiers")]),
        ("Residents said the raid killed 12 farmers. The army insisted it did not harm civilians.",
         [("denies", "did not harm civilians", "12 farmers")]),
        ("Raid kills 14 villagers\n\nA raid on the market killed 14 villagers, police said.",
         [("same_as", "14 villagers", "14 villagers")]),
        ("Police said 12 soldiers were killed and nine rebels wounded.", []),
        ("Police said 26 people were killed. The rebels said 40 soldiers were killed.",
         [("conflicts_with", "40 soldiers", "26 people")]),
        ("Police said 26 people were killed. The rebels said 16 soldiers were killed.", []),
        ("Police said 26 people were killed. A hospital received 14 bodies.", []),
        ("Police said 26 people were killed. The rebels said 11 people were killed in Kalat.", []),
        ("It named 12 women; 40 people were killed, including 90 girls.", []),
    ],
)  # fmt: skip
def test_claims_are_linked_by_what_the_text_says(text: str, wanted: list[tuple[str, str, str]]) -> None:
    assert links(text) == wanted
