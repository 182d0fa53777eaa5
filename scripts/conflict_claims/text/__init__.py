"""Text as data: the normal form, sentences, tokens, numbers in words. Pure functions, no files."""
