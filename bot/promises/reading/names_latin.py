"""Customers named in Latin letters: by capital letters, by what stands before and after, and in chat's lower case by position alone."""

import re
from collections.abc import Iterator

from bot.promises.reading import english_words as w
from bot.promises.reading import names_german as german
from bot.promises.reading import names_latin_patterns as p
from bot.promises.reading import names_romance as romance
from bot.promises.reading.known_words import COMMON, PLACES
from bot.promises.reading.known_words_latin import ROMANCE
from bot.promises.reading.mentions import Mention
from bot.promises.reading.names_english import INSIDE, PARTICLE, TWO_LAST, among_english, apart_from_places, without_goods
from bot.promises.reading.names_latin_words import is_common, opens_no_name, own_part, parts_of
from bot.promises.reading.shapes import COLLEAGUE, DUE, Message, Span

_SHORT_FORM = re.compile(r"[A-Z][a-z]?[A-Z]{1,3}s?")
""" "The CoC", "their MOQ": a short form of a thing."""
_THING_NEXT = re.compile(rf"\s+[a-zà-ÿ\d{DUE}]")
""" "Halden Marine sample of ...": who opens a text typed after the command is whom it is for."""
_REPORTS = re.compile(
    r"\s+(?:confirm(?:ed|s)|say(?:s|ing)|said|agree(?:d|s)|promise[ds]?|repl(?:ied|ies)|wrote|called|asked|emailed|answered)$", re.I
)
_SPOKEN_OF = re.compile(r"\s*(?:'s\b|:|will\b|says?\b|said\b)")
_PART_BEFORE, _PART_AFTER = re.compile(r"[^\s,;][,;]\s*$"), re.compile(rf"\s*(?:[,;]|{DUE}|$)")
"""A part of its own between commas of a text typed after the command."""
_SECOND = re.compile(
    rf"(?P<and>\s&)?\s(?!(?:and|or|the|a|an|our|their|his|her|my|some|new|another|that|we|i|to|on|by|will|would|is|has|in|at|for|from"
    rf"|with|about)\b)"
    rf"(?P<word>[a-z][a-z-]{{2,}})(?=\s+(?P<goes>(?:we|i|that|will|would|promised|said|agreed|confirmed)\b)|\s+(?:the|a|an|our|their)\b"
    rf"|\s*(?:{DUE}|$))"
)
_TITLED = re.compile(p.TITLE, re.IGNORECASE)
TAKES_ON = re.compile(w.TAKES_ON, re.IGNORECASE)


def names_in(message: Message) -> Iterator[Mention]:
    """Every customer named in Latin letters, with how sure its place makes it."""
    masked = message.masked
    if message.via == "slash":
        yield from _prefixes(message)
    if message.language == "de":
        yield from german.placed_in(message)
    if message.language in ("es", "pt"):
        yield from romance.placed_in(message)
    for match in p.OF_PLACE.finditer(masked):
        if match["name"].endswith(" buyer") and match["name"].split()[0].lower() not in PLACES:
            continue  # "the Whitmore buyer" is of Whitmore, "the Dubai buyer" has no other name
        if match["name"].split()[0].lower() not in COMMON | {"the", "our", "my"}:
            yield Mention(
                Span(match.start("name"), match.end("name")), match["name"], 3, _phrase(masked, match.start("name"), match.end("name"))
            )
    capital = [
        found
        for match in p.NAME.finditer(masked)
        for whole in (_whole(message, match),)
        for begin, name in parts_of(match.group(), match.start(), message.language, whole)
        if (
            found := own_part(
                name,
                begin,
                message.language,
                whole and begin == match.start() and message.language == "de",
                message.language == "en" and INSIDE.search(masked, max(0, match.start() - 30), match.start()) is not None,
            )
        )
    ]
    named = [*apart_from_places([mention for found in capital for mention in _capital(message, *found)], masked)]
    yield from named
    if any(mention.sure >= 2 for mention in named):
        return
    for pattern, strength in ((p.LOWER_TO, 3), (p.LOWER_GIVE, 3), (p.LOWER_SUBJECT, 3), (p.LOWER_OWN, 1)):
        for match in pattern.finditer(masked):
            name = match["name"].rstrip(".,'-").removesuffix("'s")
            if name[:1].islower() and not is_common(name, message.language) and not p.FORM.search(name):
                start = match.start("name")
                name = _with_second(masked, start, name, message.language)
                yield Mention(Span(start, start + len(name)), name, strength, _phrase(masked, start, start + len(name)))
    from bot.promises.reading import names_lower

    yield from names_lower.names_in(message)
    if message.via == "slash" and not named:
        yield from _bare(message)


def _with_second(masked: str, start: int, name: str, language: str) -> str:
    """ "told kestrel marine we ...", "everton glass will": the second word of a name in lower case, where the clause goes on after it."""
    second = _SECOND.match(masked, start + len(name))
    if second is None or second["word"] in p.PRONOUNS or not (second["and"] or not is_common(second["word"], language) or second["goes"]):
        return name
    return name + masked[start + len(name) : second.end("word")]


def _whole(message: Message, match: re.Match[str]) -> bool:
    """Whether what stands before a run of capital words tells how it is to be parted."""
    ahead = message.masked[max(0, match.start() - 30) : match.start()]
    if message.language in ("es", "pt"):
        return romance.SPOKEN.search(ahead) is not None
    return message.language == "de" and german.opens_whole(ahead, match.group(), message.via)


def _capital(message: Message, start: int, name: str) -> Iterator[Mention]:
    masked, end = message.masked, start + len(name)
    particle = PARTICLE.search(masked, max(0, start - 10), start) if message.language == "en" else None
    if particle:  # "de Vries Tulips"
        start, name = particle.start(), masked[particle.start() : end]
    before, after = masked[max(0, start - 40) : start], masked[end : end + 60]
    if message.language == "de":
        owner = german.owner_of(name, after, message.via)
        owned, name, end = owner != name, owner, start + len(owner)
        after = masked[end : end + 60]
    place = all(word.lower().strip(".,") in PLACES for word in name.split())
    alone = len(name.split()) == 1
    strength = 1
    if p.BEFORE_STRONG.search(before) or p.AFTER_STRONG.match(after):
        strength = 3
    elif p.AFTER_THING.match(after) or p.AFTER_VERB.match(after) or p.BEFORE_MIDDLE.search(before):
        strength = 2
    if strength == 1 and message.language == "en":
        strength = among_english(name, before)
    if strength == 1 and message.via == "slash" and message.language != "de" and not before.strip() and _THING_NEXT.match(after):
        strength = 2 + (not any(is_common(word, message.language) for word in name.split()))
    if not before.strip() and not is_common(name.split()[-1], message.language) and re.match(r"\s+[-–—]\s", after):
        strength = max(strength, 3)  # "Pine Valley Vets - 2 fridges"
    if before.endswith("(") and not after.startswith((")", ",")):
        strength = min(strength, 1)  # "(PU foam)": what something is made of
    if alone and re.fullmatch(r"[A-ZÄÖÜ]{2,4}", name) and message.language != "de" and not _SPOKEN_OF.match(after):
        strength = min(strength, 2)
    if (
        message.via == "slash"
        and _PART_BEFORE.search(before)
        and _PART_AFTER.match(after)
        and not (alone and is_common(name, message.language))
    ):
        strength = max(strength, 3)
    if re.search(p.SUFFIX + r"$", name, re.IGNORECASE) and not alone:
        strength = max(strength, 3)
    if strength == 1 and _TITLED.match(name):
        strength = 2
    if place:
        strength = 2 if re.match(r"\s+(?:will|promised|said|agreed|wants|asked)\b|\s*:", after) else 0
    if re.search(
        r"(?<!'ll )(?<!will )(?<!to )(?<!and )(?<!we )(?<!i )\b(?:order|po|invoice|project|model|article|item|type|batch|lot|no|ref|hs"
        r"|pi|clause|class|grade|size|rev|version|phase"
        r"|lot|booth|hall|port|via|fob|cif|cfr|exw|ddp|dap|ex)\s*#?$",
        before,
        re.IGNORECASE,
    ):
        strength = 0
    if alone and _SHORT_FORM.fullmatch(name) and re.search(r"\b(?:the|a|an|their|our|his|her|your|some)\s$", before, re.IGNORECASE):
        strength = 0
    if message.language == "de":
        placed = german.strength(name, before, after, owned)
        strength = 0 if placed < 0 or (strength == 1 and placed == 0 and message.via == "chat") else max(strength, placed)
    if strength:
        yield Mention(Span(start, end), name, strength, _phrase(masked, start, end))


def _prefixes(message: Message) -> Iterator[Mention]:
    label = p.LABEL.match(message.masked)
    start = label.end() if label else 0
    for pattern, strength in ((p.PREFIX, 5), (p.PREFIX_COMMA, 4)):
        match = pattern.match(message.masked[start:])
        if match is None:
            continue
        name = match["name"].strip(" .,*-@")
        if re.search(r"\s[-–—]\s", name):
            continue
        if "," in name and _TITLED.match(name):
            name = name.rsplit(",", 1)[1].strip()  # "Dr Farouk, Cairo Labs - quote": a person and a firm
        name = re.sub(r"^(?:for|to|para|pra|p/|für|an|@|the|our)\s*(?<=[\s/@])", "", name, flags=re.IGNORECASE)
        name = _REPORTS.sub("", name)
        name = without_goods(name, message.language)
        words = re.findall(r"[^\W\d_][\w&.'-]*", name)
        known = [word for word in words if is_common(word, message.language)]
        if (
            TAKES_ON.fullmatch(name)
            or re.search(rf"\S\s+{p.TITLE}", name)
            or (words and message.language == "de" and german.DEED.fullmatch(words[0]))
        ):
            continue
        if re.search(r"\d|\b[pc]/|\b(?:for|to|para|pra|für|an|with|con|com|mit|by|until|of|bis|até|hasta)\b", name, re.IGNORECASE):
            continue
        named = len(words) > 1 and all(word[:1].isupper() for word in words) and not opens_no_name(words[0], message.language)
        if (
            not words
            or len(words) > 6
            or (not named and len(known) > len(words) / 2)
            or (known and not named and not any(word[:1].isupper() for word in words if word not in known))
        ):
            continue
        at = message.masked.find(name, start)
        yield Mention(Span(at, at + len(name)), name, strength, Span(start, start + match.end()))
        return


def _bare(message: Message) -> Iterator[Mention]:
    """ "acme price list fri": in a slash text an unknown first or last word is the customer."""
    if message.language != "en":
        return
    words = [match for match in re.finditer(r"[^\s,.:;]+", message.masked) if DUE not in match.group() and COLLEAGUE not in match.group()]
    if not 2 <= len(words) <= 12:
        return
    for match in (words[0], words[-1]):
        word = match.group().strip("'\"()@")
        alone = match is words[0] or is_common(words[0].group(), message.language)
        if (
            match is not words[0]
            and (two := TWO_LAST.search(message.masked))
            and not (is_common(two["first"], message.language) or (is_common(two["last"], message.language) and not two["and"]))
        ):
            yield Mention(Span(two.start(), match.end()), message.masked[two.start() : match.end()], 1, Span(two.start(), match.end()))
            continue
        if alone and re.fullmatch(r"[a-z]{3,}", word) and not (is_common(word, message.language) or word in PLACES or word in ROMANCE):
            yield Mention(Span(match.start(), match.end()), word, 1, Span(match.start(), match.end()))


def _phrase(masked: str, start: int, end: int) -> Span:
    """The name with the preposition that only belongs to it."""
    before = re.search(
        r"(?:\b(?:to|for|at|para|pra|pro|a|al|ao|à|an|für|@)(?:\s+(?:the|our|la|el|o|a|os|las|los|die|den"
        r"|das))?(?:\s+(?:cliente|firma|customer|client|empresa|guys\s+at|people\s+at|team\s+at))?\s+|@\s*)$",
        masked[max(0, start - 40) : start],
        re.IGNORECASE,
    )
    return Span(start - len(before.group()) if before else start, end + 2 * (masked[end : end + 2] == "'s"))
