"""What is scored: the articles that both sides have, on the same text, with their spans matched."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from conflict_claims.annotations import Pass
from conflict_claims.articles import Article, read_article
from conflict_claims.evaluate.readings import Reading, Side
from conflict_claims.evaluate.tally import scored
from conflict_claims.files.layout import Layout, is_article_id
from conflict_claims.matching.marks import LINK, marks_of
from conflict_claims.matching.pairing import Compared, Crowded, PairedArticle, pair_article
from conflict_claims_schemas.vocabulary import LAYER

GOLD, PRED = "gold", "pred"


@dataclass(frozen=True, slots=True)
class Evaluated:
    """An article with its spans matched (`first` is gold, `second` the prediction), and its other fields.

    `faults` say which records of either side cannot be used, and why; they are as if they were not there.
    """

    paired: PairedArticle
    fields: Mapping[str, Any]
    faults: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The article's id."""
        return self.paired.article.id


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An article, line or record that is not scored, and why."""

    article: str
    why: str


@dataclass(frozen=True, slots=True)
class Material:
    """All that is scored, by article id; `unasked` counts articles that only PRED has."""

    gold: str
    pred: str
    articles: tuple[Evaluated, ...]
    left_out: tuple[LeftOut, ...]
    unasked: int = 0

    @property
    def dropped(self) -> tuple[LeftOut, ...]:
        """The records that cannot be used, of the articles that are scored."""
        return tuple(LeftOut(one.id, fault) for one in self.articles for fault in one.faults)

    @property
    def fields(self) -> list[str]:
        """The fields of which some article has a value."""
        return sorted({name for one in self.articles for name, value in one.fields.items() if value not in (None, "")})

    def scores(self, layers: Collection[str]) -> bool:
        """Whether some article has one of these layers on both sides."""
        return any(scored(one.paired, layer) for one in self.articles for layer in layers)


class _Unfit(Exception):
    """An article cannot be scored."""


def collect(layout: Layout, gold: Side, pred: Side, splits: Collection[str] = ()) -> Material:
    """Read both sides and match their spans.

    Args:
        layout: of the corpus that has the texts of annotation files.
        gold: the yardstick; held in memory.
        pred: what is measured; read article by article, and only what gold has is kept.
        splits: score the articles of these splits alone; empty for all.
    """
    left_out: list[LeftOut] = []
    wanted = _by_article(gold, left_out)
    articles: list[Evaluated] = []
    seen: set[str] = set()
    unasked = 0
    for reading in pred.readings():
        if reading.article not in wanted:
            left_out += [LeftOut(reading.article, reading.unfit)] if reading.unfit else []
            unasked += not reading.unfit
        elif reading.article in seen:
            left_out.append(
                LeftOut(reading.article, f"{reading.where}: a second time in {pred.name}; the first counts")
            )
        else:
            seen.add(reading.article)
            _take(layout, wanted[reading.article], reading, articles, left_out)
    left_out += [LeftOut(name, f"not in {pred.name}") for name in wanted if name not in seen]
    chosen = [one for one in articles if not splits or one.fields.get("split") in splits]
    in_order = sorted(chosen, key=lambda one: one.id)
    return Material(gold.name, pred.name, tuple(in_order), tuple(sorted(left_out, key=_order)), unasked)


def _order(left: LeftOut) -> tuple[str, str]:
    return left.article, left.why


def _by_article(gold: Side, left_out: list[LeftOut]) -> dict[str, Reading]:
    found: dict[str, Reading] = {}
    for reading in gold.readings():
        if reading.unfit:
            left_out.append(LeftOut(reading.article, reading.unfit))
        elif reading.article in found:
            left_out.append(
                LeftOut(reading.article, f"{reading.where}: a second time in {gold.name}; the first counts")
            )
        else:
            found[reading.article] = reading
    return found


def _take(layout: Layout, gold: Reading, pred: Reading, articles: list[Evaluated], left_out: list[LeftOut]) -> None:
    try:
        articles.append(_evaluated(layout, gold, pred))
    except _Unfit as unfit:
        left_out.append(LeftOut(gold.article, str(unfit)))


def _evaluated(layout: Layout, gold: Reading, pred: Reading) -> Evaluated:
    if pred.unfit:
        raise _Unfit(pred.unfit)
    if gold.text_sha256 != pred.text_sha256:
        raise _Unfit("the two sides refer to different texts (text_sha256)")
    article = _article(layout, gold) if gold.text is None else None
    text = _text(gold, pred, article)
    usable, faults = _usable(gold, text)
    found, more = _usable(pred, text)
    compared = Compared(gold.article, text, {GOLD: marks_of(usable), PRED: marks_of(found)})
    try:
        paired = pair_article(compared, GOLD, PRED)
    except Crowded as crowded:
        raise _Unfit(str(crowded)) from crowded
    if not any(scored(paired, layer) for layer in LAYER.names):
        raise _Unfit(f"{pred.where}: no layer that both sides have")
    return Evaluated(paired, article.front if article else gold.fields, (*faults, *more))


def _article(layout: Layout, reading: Reading) -> Article | None:
    if not is_article_id(reading.article):
        return None
    path = layout.article(reading.article)
    return read_article(path, layout)[0] if path.exists() else None


def _text(gold: Reading, pred: Reading, article: Article | None) -> str:
    if gold.text is not None:
        return gold.text
    if article is not None and hashlib.sha256(article.text.encode()).hexdigest() == gold.text_sha256:
        return article.text
    if pred.text is not None:
        return pred.text
    if article is None:
        raise _Unfit("its text is not known: no bulk line has it, nor the corpus (--root)")
    raise _Unfit("the article's text has changed since it was marked (text_sha256)")


def _usable(reading: Reading, text: str) -> tuple[Pass, list[str]]:
    """The pass with the records that can be scored, and what is wrong with the others."""
    used: dict[str, dict[str, Any]] = {}
    faults = [*reading.faults]
    for record in reading.marked.records:
        if fault := _fault(record, used, text):
            faults.append(f"{reading.where}: {fault}")
        else:
            used[record["id"]] = record
    return replace(reading.marked, records=list(used.values())), faults


def _fault(record: Mapping[str, Any], used: Collection[str], text: str) -> str:
    """What makes a record unfit to be scored; empty where nothing does."""
    name = record["id"]
    if name in used:
        return f"the id {name} twice; the first counts"
    if record["layer"] == LINK:
        return ""
    start, end = record["start"], record["end"]
    if not 0 <= start < end <= len(text):
        return f"span {name} stands outside the text"
    fits = text[start:end] == record["text"]
    return "" if fits else f"the text of span {name} is not what stands from {start} to {end}"
