"""English names: what a capital letter within a sentence says, where the goods behind a name begin, where something only goes to."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.promises.reading import english_words as w
from bot.promises.reading import names_latin_patterns as p
from bot.promises.reading.mentions import Mention
from bot.promises.reading.names_latin_words import is_common, opens_no_name
from bot.promises.reading.shapes import DUE

_DONE_TO = re.compile(r"\b(?P<stem>[a-z]{3,}?)(?:ed|ing|d|s)\s$")
_DESTINATION = re.compile(
    r"\b(?:deliver|ship|fl[yi]|sail|arriv|land|load|driv|truck|freight|dispatch)\w*\b[^,.;:]{0,30}?\s(?:to|in|at|for|from|via)\s$",
    re.IGNORECASE,
)
INSIDE = re.compile(r"[a-zà-ÿ0-9'’][,:]?\s+(?:the\s+)?$")
PARTICLE = re.compile(r"\b(?:(?:de|van|von|ter|ten|di|del)\s(?:la|der|den|het)?\s?)$")
TWO_LAST = re.compile(rf"\b(?P<first>[a-z]{{3,}})\s(?P<and>&\s)?(?P<last>[a-z]{{3,}})(?=[\s{DUE}.]*$)")


def apart_from_places(named: list[Mention], masked: str) -> Iterator[Mention]:
    """ "Polaris Fitness: we deliver to Long Beach": where something goes to is nobody when somebody was named before."""
    told = False
    for mention in named:
        goes = _DESTINATION.search(masked, max(0, mention.span.start - 50), mention.span.start)
        yield replace(mention, sure=1) if goes and told else mention
        told = told or mention.sure >= 3


def among_english(name: str, before: str) -> int:
    """Within an English sentence a capital letter is a name's; surer right after what is done to somebody: "emailed Zenith"."""
    if not INSIDE.search(before) or is_common(name.split()[-1], "en") or (name.isupper() and len(name) < 5):
        return 1
    done = _DONE_TO.search(before)
    return 3 if done and any(stem in p.GIVES_TO for stem in (done["stem"], done["stem"] + "e", done["stem"][:-1])) else 2


def without_goods(name: str, language: str) -> str:
    """ "Meridian Optics lenses sample set": in English a name in capital letters ends where the goods in small ones begin."""
    run = p.NAME.match(name) if language == "en" else None
    rest = name[run.end() :].split() if run else []
    if (
        run is None
        or not rest
        or rest[0] in w.BUYERS
        or not all(word[:1].islower() for word in rest)
        or opens_no_name(run.group().split()[0], language)
    ):
        return name
    return run.group() if any(is_common(word, language) for word in rest) else name
