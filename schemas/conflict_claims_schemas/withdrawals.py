"""What corpus/withdrawn.yaml says of an article that was taken down, and the closed set of reasons."""

from __future__ import annotations

from conflict_claims_schemas.fields import Field
from conflict_claims_schemas.vocabulary import Label, LabelSet

WITHDRAWN_FILE = "withdrawn.yaml"

WITHDRAWAL_REASON = LabelSet(
    "withdrawal_reason",
    "Why was the article taken down?",
    (
        Label("rights", "1", "someone with a right in the text asked for it", "the outlet asked"),
        Label("privacy", "2", "someone who is mentioned objects, or can be identified", "a private victim was named"),
        Label("safety", "3", "someone could come to harm by it", "a source could be found out"),
        Label("law", "4", "a court or a law demands it", "an order was served"),
        Label("not_genuine", "5", "it is not what it was taken for", "the report was made up"),
        Label("other", "6", "none of these", "a mistake in taking it in"),
    ),
)
"""No more than a class is published: a reason in words could undo what the takedown is for."""

WITHDRAWN_ENTRY: tuple[Field, ...] = (
    Field("id", "string", "id of the article, which is never given again", required=True),
    Field("reason", "string", "class of the reason", required=True),
    Field("date", "date", "day of the takedown", required=True),
)
"""An entry of corpus/withdrawn.yaml, and a line of withdrawn.jsonl in a release."""
