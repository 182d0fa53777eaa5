"""Label maps: which labels of another annotation scheme become which of ours (TOML)."""

from conflict_claims.formats.label_maps.model import ConllRule, JoinRule, LabelMap, SpanRule, TagRule, ValueRule
from conflict_claims.formats.label_maps.reading import BadLabelMap, parse_label_map, read_label_map

__all__ = [
    "BadLabelMap",
    "ConllRule",
    "JoinRule",
    "LabelMap",
    "SpanRule",
    "TagRule",
    "ValueRule",
    "parse_label_map",
    "read_label_map",
]
