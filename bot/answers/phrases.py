"""Lists of turns of phrase as one pattern. A reader sees one phrase a line; the machine reads the text once."""

import re


def one_of(*patterns: str) -> re.Pattern[str]:
    """Any of these patterns, in upper or lower case."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


QUOTED = one_of(r"\"[^\"\n]{2,}\"", r"“[^”]{2,}”", r"„[^“”]{2,}[“”]", r"「[^」]{2,}」", r"«[^»]{2,}»")
"""Words in quotation marks: somebody else's."""
