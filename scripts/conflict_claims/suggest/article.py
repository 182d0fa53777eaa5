"""From a text to suggested records, step by step.

The steps, and what each takes and gives (all lists are in text order, all offsets are code points of the text):

1. `words.words_of(text) -> Words`: tokens with one letter each (`letters.py`), sentences.
2. `phrases.chunks_of(words) -> Chunks`: noun phrases and verb groups with one letter each.
3. `actors.ActorFinder(gazetteer).find(chunks) -> (actors, optional)`: mentions; `optional` are those that become actors
   only where a reference points at them.
4. `attribution.attributions(chunks) -> list[Attribution]`: what stands in whose words.
5. `casualties.find_casualties(draft) -> list[Claim]`: quantities with all attributes.
6. `stances.find_stances(draft) -> (stances, topics)`: their targets may be claims of step 5.
7. `links.find_links(draft) -> list`: between the claims.
8. `incidents.Incidents.set_incident(draft, published)` and `topic_ids.TopicIds.set_topics(draft)`: ids of registries.
9. `records.records_of(draft, layers, least) -> list of records`: numbered, in the canonical form, with `note`.

`draft.Draft` carries what is known so far. Steps find the mention at a chunk with `references.mention_at(draft,
chunk)`, and make one for a pronoun or bare human with `references.refer(draft, chunk)`, which puts it among
`draft.actors`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from conflict_claims.suggest.actors import ActorFinder
from conflict_claims.suggest.attribution import attributions
from conflict_claims.suggest.casualties import find_casualties
from conflict_claims.suggest.draft import Draft, Span
from conflict_claims.suggest.gazetteer import build_gazetteer
from conflict_claims.suggest.incidents import Incidents
from conflict_claims.suggest.links import find_links
from conflict_claims.suggest.phrases import Chunks, chunks_of
from conflict_claims.suggest.records import records_of
from conflict_claims.suggest.topic_ids import TopicIds
from conflict_claims.suggest.words import Words, words_of
from conflict_claims_schemas.vocabulary import LAYER


class Suggester:
    """Suggests records for article after article, with the names of one corpus' registries.

    Args:
        actors: Values of the entries of `actors.yaml`; without any, no canonical ids are suggested.
        incidents: Values of the entries of `incidents.yaml`; without any, no claim gets an `incident`.
        topics: Values of the entries of `topics.yaml`.
    """

    def __init__(
        self,
        actors: Iterable[Mapping[str, Any]] = (),
        incidents: Iterable[Mapping[str, Any]] = (),
        topics: Iterable[Mapping[str, Any]] = (),
    ) -> None:
        self._actors = ActorFinder(build_gazetteer(actors))
        self._incidents = Incidents(incidents)
        self._topics = TopicIds(topics)

    def suggest(
        self, text: str, layers: Collection[str] = LAYER.names, least: float = 0.0, published: str | None = None
    ) -> list[dict[str, Any]]:
        """Suggest records for one article.

        Args:
            text: Its text: headline, blank line, paragraphs.
            layers: The layers wanted. What records of a wanted layer point at comes too, if its layer is wanted; else
            the reference is left out.
            least: The least confidence of a span; what refers to spans below it stays valid.
            published: The day of the article (YYYY-MM-DD), by which its incident is told.

        Returns:
            Records in text order, as in an annotation file, with `note` naming the pattern and its confidence.
        """
        draft = self.draft(text, layers)
        self._incidents.set_incident(draft, published)
        self._topics.set_topics(draft)
        return records_of(draft, layers, least)

    def draft(self, text: str, layers: Collection[str] = LAYER.names) -> Draft:
        """What the steps find in a text, before it is written down as records."""
        chunks = chunks_of(words_of(text))
        actors, optional = self._actors.find(chunks)
        draft = Draft(_with_people(chunks, actors), actors, optional)
        if set(layers) <= {"actor"}:
            return draft
        draft.said = attributions(draft.chunks)
        draft.casualties = list(find_casualties(draft))
        if not {"stance", "topic"}.isdisjoint(layers):
            draft.stances, draft.topics = _stances(draft)
        if "link" in layers:
            draft.links = find_links(draft)
        return draft


def _with_people(chunks: Chunks, actors: Iterable[Span]) -> Chunks:
    """The chunks with what the actors tell of them: unknown words that are actors, persons by name."""
    words = chunks.words
    persons = {
        actor.head: (bisect_left(words.starts, actor.start), bisect_left(words.ends, actor.end) + 1)
        for actor in actors
        if actor.pattern in _PERSONS and actor.attributes["mention"] == "named" and _is_told(words, actor)
    }
    return chunks.with_people((actor.head for actor in actors), persons)


def _is_told(words: Words, person: Span) -> bool:
    """Whether a name is sure enough: in upper-case copy one unknown word behind a role noun may be any noun."""
    first, last = bisect_left(words.starts, person.start), bisect_left(words.ends, person.end)
    return not words.sentences[words.sentence_at(first)].caps or last - first > 1 or words.letters[first] != "r"


_PERSONS: Final = frozenset({"ACT-person", "ACT-title", "ACT-surname", "ACT-apposition", "ACT-speaker", "ACT-given"})


def _stances(draft: Draft) -> tuple[list[Any], list[Any]]:
    from conflict_claims.suggest.stances import find_stances

    return find_stances(draft)
