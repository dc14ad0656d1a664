"""Which reader reads a piece: by its script, and for Latin letters by the language of the message.

A reader is loaded when it is first needed: its patterns take longer to prepare than a message takes to read.
"""

import re

from bot.promises.reading.clauses import script_of
from bot.promises.reading.shapes import Head, Message, Piece

_ENGLISH = re.compile(r"\b(?:i'?ll|we'?ll|will|i'?m|let me)\b", re.IGNORECASE)


def head_of(message: Message, piece: Piece, alone: bool) -> Head | None:
    """What heads a piece. `alone`: no clause before it lends it a subject."""
    masked, span = message.masked, piece.span
    text = masked[span.start : span.end]
    script = script_of(text, message.language)
    if script == "zh":
        from bot.promises.reading import chinese

        return chinese.read(masked, span, alone)
    if script == "ja":
        from bot.promises.reading import japanese

        return japanese.read(masked, span, alone)
    from bot.promises.reading import english

    if script == "en":
        return english.read(masked, span)
    from bot.promises.reading import european

    head = european.read(masked, span, script)
    return english.read(masked, span) if head is None and _ENGLISH.search(text) else head
