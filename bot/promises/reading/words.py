"""One helper for all tables of words."""


def words_of(text: str) -> frozenset[str]:
    """The words of a text, which are written one after the other because a table of them is long."""
    return frozenset(text.split())
