"""Articles with their annotations, written in the formats of others."""
