"""Which pieces of a sentence with a question mark ask: from the first turned-round verb on, or only a tag such as ", ok?"."""

from bot.promises.reading.groups import TAG
from bot.promises.reading.languages import head_of
from bot.promises.reading.shapes import Message, Piece


def asking_from(message: Message, pieces: list[Piece]) -> dict[int, int]:
    """From which piece of a sentence with a question mark on it asks."""
    found: dict[int, int] = {}
    by_sentence: dict[int, list[int]] = {}
    for index, piece in enumerate(pieces):
        if piece.is_question:
            by_sentence.setdefault(piece.sentence, []).append(index)
    for sentence, indexes in by_sentence.items():
        heads = [(index, head_of(message, pieces[index], True)) for index in indexes]
        asking = next((index for index, head in heads if head and head.refusal == "question"), None)
        tag = TAG.match(message.masked[pieces[indexes[-1]].span.start : pieces[indexes[-1]].span.end]) and len(indexes) > 1
        found[sentence] = asking if asking is not None else indexes[-1] if tag else indexes[0]
    return found
