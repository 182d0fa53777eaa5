"""Tags to spans of tokens: IOB1, IOB2 (BIO), IOBES, BILOU and BMEWO are read by one rule.

A span begins at a tag that says so (B, S, U, W), after a span that ended (E, L, S, U, W) or after none, and where the
label changes. In each of these schemes that is what its tags mean (Tjong Kim Sang and Veenstra 1999; Ratinov and Roth
2009), so that a file need not say which it uses.
"""

from __future__ import annotations

from collections.abc import Sequence

OUTSIDE = frozenset({"O", "_", "-", ""})
_BEGIN, _END, _PREFIXES = frozenset("BSUW"), frozenset("ELSUW"), frozenset("BIMELSUW")
Chunk = tuple[int, int, str]


def chunks(tags: Sequence[str], *, prefixed: bool = True) -> tuple[list[Chunk], list[int]]:
    """The spans of one sentence.

    Args:
        tags: a tag for each token.
        prefixed: whether a letter stands before each label; else a tag is a label, and labels in a row are one span.

    Returns:
        First token, one past the last, and label of each; and the tokens whose tag is none of a scheme.
    """
    found: list[Chunk] = []
    strange: list[int] = []
    inside = ""
    for at, tag in enumerate(tags if prefixed else (one if one in OUTSIDE else f"I-{one}" for one in tags)):
        prefix, dash, label = tag[:1], tag[1:2], tag[2:]
        if tag in OUTSIDE or prefix not in _PREFIXES or dash not in ("-", "_") or not label:
            if tag not in OUTSIDE:
                strange.append(at)
            inside = ""
            continue
        if prefix in _BEGIN or label != inside:
            found.append((at, at + 1, label))
        else:
            found[-1] = (found[-1][0], at + 1, label)
        inside = "" if prefix in _END else label
    return found, strange


def out_of_scheme(tagged: Sequence[tuple[Sequence[str], Sequence[Chunk]]]) -> list[tuple[int, int]]:
    """Spans that begin with an I although B is what begins one here, as in IOB2: sentence and first token of each.

    Args:
        tagged: the tags of each sentence of a document, with the spans that `chunks` found.
    """
    begun = any(
        tags[first][0] == "B" and (first == 0 or tags[first - 1][2:] != label)
        for tags, found in tagged
        for first, _, label in found
    )
    firsts = ((number, first) for number, (_, found) in enumerate(tagged) for first, _, _ in found)
    return [(number, first) for number, first in firsts if begun and tagged[number][0][first][0] not in _BEGIN]
