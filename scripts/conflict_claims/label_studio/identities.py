"""Local ids for what came from Label Studio: an id that a region brings or that the earlier file gave it stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from conflict_claims.annotations import Pass, number_records
from conflict_claims.annotations.canonical import next_numbers, split_id
from conflict_claims.annotations.records import ID_PREFIX
from conflict_claims.label_studio.headers import Kept
from conflict_claims.label_studio.regions import Record
from conflict_claims.label_studio.relations import Linked
from conflict_claims.label_studio.renumbering import LINK, Ends, ends_of, known_names, same_link
from conflict_claims.label_studio.results import Region
from conflict_claims_schemas.labelling.controls import RIVAL

Records = list[dict[str, Any]]


def numbered(
    regions: Mapping[str, Region], links: Sequence[Linked], kept: Kept, known: Pass | None
) -> tuple[Records, dict[str, int]]:
    """The records of an annotation, with local ids, and the next free numbers.

    A region keeps its id if that is a local id of its layer, and the earlier file does not have it for another span.
    Another region gets the id of the earlier file's span of the same extent, or else of the span that it overlaps most;
    one that is new there keeps the id that it brings, if the earlier file lacks that; and what is left is numbered in
    text order.
    """
    earlier = known.records if known else []
    given = _highest(kept.next, known.header["next"] if known else {})
    names = _kept_names(regions, earlier)
    if len(names) < len(regions):
        names |= known_names([one for one in regions.values() if one.id not in names], earlier, set(names))
        taken = {*names.values(), *(one["id"] for one in earlier)}
        new = [one for one in regions.values() if one.id not in names]
        names |= {one.id: one.id for one in new if _is_local(one.id, one.layer) and one.id not in taken}
        given = next_numbers([*({"id": name} for name in names.values()), *earlier], given)
        drawn = ({"id": one.id, "layer": one.layer, "start": one.start, "end": one.end} for one in regions.values())
        names |= number_records([one for one in drawn if one["id"] not in names], given)
    spans = [_record(region, names, kept) for region in regions.values()]
    # A number among the earlier links is never given again, whether or not its link is still there.
    before = _earlier_links(kept.links, [one for one in earlier if one["layer"] == LINK], names)
    given = next_numbers([*kept.links, *before], given)
    return [*spans, *_links(links, names, before, given)], given


def _highest(first: Mapping[str, int], second: Mapping[str, int]) -> dict[str, int]:
    return {prefix: max(first.get(prefix, 1), second.get(prefix, 1)) for prefix in ID_PREFIX.values()}


def _is_local(name: str, layer: str) -> bool:
    return name[0] == ID_PREFIX[layer] and split_id(name)[1] is not None


def _kept_names(regions: Mapping[str, Region], earlier: Sequence[Record]) -> dict[str, str]:
    """The local ids that regions bring and keep: all, or those that the earlier file has for a span at that place."""
    places = {one["id"]: (one["start"], one["end"]) for one in earlier if one["layer"] != LINK}
    return {
        key: key
        for key, one in regions.items()
        if _is_local(key, one.layer) and (not places or _overlaps(one, places.get(key)))
    }


def _overlaps(region: Region, place: tuple[int, int] | None) -> bool:
    return place is not None and bool(region.start < place[1] and place[0] < region.end)


def _record(region: Region, names: Mapping[str, str], kept: Kept) -> dict[str, Any]:
    record = {
        "id": names[region.id], "layer": region.layer, "start": region.start, "end": region.end, "text": region.words,
        **region.fields,
    }  # fmt: skip
    for name, targets in region.references.items():
        told = [names.get(one, one) for one in kept.orders.get(region.id, {}).get(name, ())]
        record[name] = _ordered([names[one] for one in targets], told)
    return record


def _ordered(targets: list[str], told: list[str]) -> list[str]:
    """References in the order that the hidden field tells, if it tells of the same ones."""
    return told if sorted(told) == sorted(targets) else targets


def _earlier_links(brought: Sequence[Record], earlier: Sequence[Record], names: Mapping[str, str]) -> Records:
    """The links of the earlier file, and those that the annotation brings under the names that its regions now have.

    Where both have an id for different links it stays with the earlier file's.
    """
    taken = {one["id"]: ends_of(one) for one in earlier}
    renamed = [
        {**one, "from": names.get(one["from"], one["from"]), "to": names.get(one["to"], one["to"])} for one in brought
    ]
    return [*map(dict, earlier), *(one for one in renamed if taken.get(one["id"], ends_of(one)) == ends_of(one))]


def _links(
    links: Sequence[Linked], names: Mapping[str, str], earlier: Iterable[Record], given: Mapping[str, int]
) -> Records:
    """Links keep the id and note of an earlier link of the same type between the same claims."""
    known: dict[Ends, dict[str, Record]] = defaultdict(dict)
    for one in earlier:
        known[ends_of(one)][one["id"]] = one
    made: Records = []
    number = given["k"]
    for link in links:
        ends = (names[link.source], names[link.target])
        record = {"layer": LINK, "type": link.type, "aspect": link.aspect, "from": ends[0], "to": ends[1]}
        same = same_link(known[(link.type, *ends)], link.aspect)
        if same is None:
            record["id"], number = f"k{number}", number + 1
        else:
            # Only the label of a rival tells its aspect.
            record |= {"id": same["id"], "note": same.get("note")}
            record["aspect"] = link.aspect if link.type == RIVAL else same.get("aspect")
        made.append(record)
    return made
