"""Finding what answers to what: texts that are alike, and the spans of two passes over one text."""
