"""How the room writes down lists of words."""


def word_set(words: str) -> frozenset[str]:
    """Read a list of words.

    Args:
        words: The words, with blanks between them.

    Returns:
        The words as a set.
    """
    return frozenset(words.split())
