"""Regions held against the article and the vocabulary: what is left is fit to be a record."""

from __future__ import annotations

from conflict_claims.label_studio.faults import Fault
from conflict_claims.label_studio.offsets import Places, Reading, squeezed
from conflict_claims.label_studio.results import Region, Sorted
from conflict_claims.label_studio.values import shown
from conflict_claims_schemas.fields import RECORDS

_REQUIRED = {
    layer: tuple(field.name for field in fields if field.required and field.labels and field.name != "layer")
    for layer, fields in RECORDS.items()
}


def fit_spans(found: Sorted, text: str, reading: Reading) -> dict[str, Region]:
    """The regions that can be records, by their id: `start`, `end` and `words` are then the article's own.

    Every other region is refused as a whole, values and all.
    """
    kept: dict[str, Region] = {}
    extents: dict[tuple[str, int, int], str] = {}
    places = Places(text)
    for region in found.regions.values():
        if not region.layer:
            _refuse_unlabelled(found, region)
        elif _is_placed(found, region, places, reading) and _is_complete(found, region):
            first = extents.setdefault((region.layer, region.start, region.end), region.id)
            if first == region.id:
                kept[region.id] = region
            else:
                found.refuse_region(region, "LST011", "one region a layer", f"region {first} as well")
    return kept


def _refuse_unlabelled(found: Sorted, region: Region) -> None:
    # A region whose label was refused has been told of; its values follow it.
    for fault in found.faults:
        if fault.rule in ("LST004", "LST007") and fault.region == region.id:
            found.quarantined.extend(region.early)
            return
    if region.early:
        found.refuse_region(region, "LST006", "a label for the values", "values alone")


def _is_placed(found: Sorted, region: Region, places: Places, reading: Reading) -> bool:
    """Give the region its place in the article; refuse it where it has none."""
    text, start, end = places.text, region.start, region.end
    extent = reading.extent(start, end, len(text))
    if extent is None:
        expected = f"whole numbers with 0 <= start < end <= {len(text)}"
        told = f"start {shown(start)}, end {shown(end)}"
        region.start = None
        found.refuse_region(region, "LST003", expected, told)
        return False
    shown_words, words = region.words, text[extent[0] : extent[1]]
    region.start, region.end, region.words = *extent, words
    if shown_words == words:
        return True
    if type(shown_words) is not str or not shown_words:
        if reading.is_doubtful(start, end, len(text)):
            _warn(found, region, "words, for the offsets can be counted in more than one way", "none")
        return True
    seen = squeezed(shown_words)
    return not seen or seen == squeezed(words) or _is_nowhere_else(found, region, shown_words, places.find(seen))


def _is_nowhere_else(found: Sorted, region: Region, shown_words: str, place: tuple[int, int] | None) -> bool:
    """Tell that other words were shown; refuse the region where those stand at another `place`."""
    if place is None:
        _warn(found, region, shown(shown_words), shown(region.words))
        return True
    fix = f"the words stand at chars {place[0]}-{place[1]}: draw the region again, delete this one, and pull"
    found.refuse_region(region, "LST008", shown(shown_words), shown(region.words), fix)
    return False


def _warn(found: Sorted, region: Region, expected: str, told: str) -> None:
    place = (region.start, region.end, region.words)
    found.faults.append(Fault("LST021", "", "", region.id, "", expected, told, "", *place))


def _is_complete(found: Sorted, region: Region) -> bool:
    missing = [name for name in _REQUIRED[region.layer] if name not in region.fields]
    if missing:
        found.refuse_region(region, "LST009", f"a value for {' and '.join(missing)}", "none")
    return not missing
