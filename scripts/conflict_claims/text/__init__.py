"""Text as data: the normal form, sentences, tokens, and numbers in words. Pure functions, nothing read or written."""
