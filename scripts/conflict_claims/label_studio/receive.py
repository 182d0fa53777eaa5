"""An annotation of Label Studio as our annotation file: what can be accepted is, and nothing else is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from conflict_claims.annotations import Pass, canonical
from conflict_claims.articles import Article
from conflict_claims.label_studio import offsets
from conflict_claims.label_studio.faults import Fault
from conflict_claims.label_studio.headers import Kept, read_header_value
from conflict_claims.label_studio.identities import numbered
from conflict_claims.label_studio.proposals import Proposal, proposals
from conflict_claims.label_studio.relations import join
from conflict_claims.label_studio.results import Raw, Sorted, region_id, sort_results
from conflict_claims.label_studio.spans import fit_spans
from conflict_claims.label_studio.values import shown
from conflict_claims_schemas.vocabulary import LAYER


@dataclass(frozen=True, slots=True)
class Received:
    """What came of one annotation.

    `content` is the canonical file, None where nothing could be accepted at all; `quarantined` are the raw results
    that were left out, and `faults` say why; `proposals` are new entries for the registries.
    """

    content: bytes | None
    faults: list[Fault] = field(default_factory=list)
    quarantined: list[Raw] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was marked: neither accepted nor left out."""
        return not self.quarantined and self.content is not None and self.content.count(b"\n") == 1


def receive(
    task: Mapping[str, Any],
    annotation: Mapping[str, Any],
    article: Article,
    annotator: str,
    known: Pass | None = None,
    guidelines: str = "",
) -> Received:
    """Read one annotation of a task.

    Args:
        task: with its `data`, as an export or the server gives it.
        annotation: with its `result`.
        article: the article that the task was made from.
        annotator: the pseudonym of who made it.
        known: his earlier file over the article, whose ids stay.
        guidelines: the version that he followed, where neither annotation nor task tell.
    """
    result = annotation.get("result")
    raw = result if type(result) is list else [{"result": result}]
    data = task.get("data")
    served, fault = _served(data if type(data) is dict else {}, article)
    if fault is None and raw is not result:
        fault = Fault("LST007", expected="a list of results", found=shown(result))
    if fault is not None:
        return Received(None, [_placed(fault, task, annotation, article)], raw)
    found = sort_results(raw)
    shown_words = ((one.start, one.end, one.words) for one in found.regions.values())
    reading = offsets.reading(served, article.text, shown_words)
    if reading.name:
        found.faults.append(Fault("LST015", expected="code points of the article's text", found=reading.name))
    content, proposed = _content(found, reading, article, annotator, known, _fallback(data, known, guidelines))
    faults = [_placed(one, task, annotation, article) for one in found.faults]
    return Received(content, faults, found.quarantined, proposed)


def _placed(fault: Fault, task: Raw, annotation: Raw, article: Article) -> Fault:
    task_id, annotation_id = (region_id(one.get("id")) or "" for one in (task, annotation))
    return replace(fault, article=article.id, task=task_id, annotation=annotation_id)


def _served(data: Mapping[str, Any], article: Article) -> tuple[str, Fault | None]:
    """The text that the annotator saw, and why it is not the article's."""
    text, digest = data.get("text"), data.get("text_sha256")
    own = article.front["text_sha256"]
    if digest not in (None, own):
        return "", Fault("LST002", expected=f"text_sha256 {own[:12]}…", found=shown(digest))
    if type(text) is not str:
        told = "neither text nor hash" if digest is None else ""
        return article.text, Fault("LST002", expected="the text in the task", found=told) if told else None
    if text == article.text or offsets.same_but_line_ends(text, article.text):
        return text, None
    at = next((at for at, (one, other) in enumerate(zip(text, article.text, strict=False)) if one != other), None)
    told = f"another text of {len(text):,} characters" + ("" if at is None else f", the first difference at {at:,}")
    return "", Fault("LST002", expected=f"the article's text of {len(article.text):,} characters", found=told)


def _fallback(data: Any, known: Pass | None, guidelines: str) -> Kept:
    """The header of an annotation that was drawn from scratch: what the task asked for, else the earlier file's."""
    asked = data if type(data) is dict else {}
    version, layers = asked.get("guidelines"), asked.get("layers")
    earlier: Mapping[str, Any] = known.header if known else {}
    if type(layers) is not list or not layers or not all(layer in LAYER.names for layer in layers):
        layers = earlier.get("layers", LAYER.names)
    told = version if type(version) is str and version else guidelines
    return Kept(told or str(earlier.get("guidelines", "")), tuple(layers))


def _content(
    found: Sorted, reading: offsets.Reading, article: Article, annotator: str, known: Pass | None, fallback: Kept
) -> tuple[bytes | None, list[Proposal]]:
    kept = _header(found, fallback)
    regions = fit_spans(found, article.text, reading)
    links = join(found, regions)
    records, numbers = numbered(regions, links, kept, known)
    if found.quarantined and not records:
        # A file without a record says that there is nothing to mark.
        return None, []
    header = {
        "article": article.id,
        "text_sha256": article.front["text_sha256"],
        "guidelines": kept.guidelines,
        "annotator": annotator,
        "layers": {*kept.layers, *(record["layer"] for record in records)},
        "next": numbers,
    }
    if not kept.guidelines:
        found.faults.append(Fault("LST016", expected="the version of the guidelines", found="none in task or file"))
        return None, []
    return canonical(header, records), proposals(regions, article)


def _header(found: Sorted, fallback: Kept) -> Kept:
    if found.header is None:
        return fallback
    kept = read_header_value(found.header)
    if kept.fault:
        found.refuse(Fault("LST016", expected="what the tool wrote there", found=kept.fault), {"pass": found.header})
        return fallback
    return kept
