"""The one place where text of others becomes text that Slack renders. Nothing in it may link, mention, or hide.

Slack links bare addresses even in escaped text, so their scheme and dots are broken up: "https[:]//example[.]com".
"""

import re
import unicodedata

_TOP_LEVEL = (
    "com|net|org|io|co|cn|hk|tw|jp|kr|in|de|fr|es|it|nl|pl|uk|eu|us|ca|au|br|mx|ru|ch|at|se|info|biz|dev|app|xyz|top|site|online|shop|me|"
    "ai|gov|edu|cc|tv|link|live|club|vip|work|click|zip|mov"
)
_SCHEME = re.compile(r"\b([a-z][a-z0-9+.\-]{1,20})://", re.IGNORECASE)
_BARE_SCHEME = re.compile(r"\b(mailto|tel|sms|javascript|data|slack|file):(?=\S)", re.IGNORECASE)
_HOST = re.compile(rf"\b(?:[a-z0-9\-]+\.)+(?:{_TOP_LEVEL})\b", re.IGNORECASE)
_ADDRESS_BEFORE_PATH = re.compile(r"\b(?:[a-z0-9\-]+\.)+[a-z0-9\-]{1,24}(?=[/:?#]\S)", re.IGNORECASE)
_CONTROL = re.compile(r"<([!@#][^<>]*|[a-z][a-z0-9+.\-]*:[^<>]*)>", re.IGNORECASE)
_BREAKS = str.maketrans({"\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n"})


def clean(text: str) -> str:
    """Without bidi marks, zero-width characters, control characters and broken surrogates. Newlines and tabs stay."""
    kept = text.replace("\r\n", "\n").translate(_BREAKS)
    return "".join(mark for mark in kept if mark in "\n\t" or unicodedata.category(mark) not in ("Cc", "Cf", "Cs", "Co"))


def defang(text: str) -> str:
    """The same text with every address broken up, so that Slack does not make a link of it."""
    text = _SCHEME.sub(r"\1[:]//", text)
    text = _BARE_SCHEME.sub(r"\1[:]", text)
    for address in (_ADDRESS_BEFORE_PATH, _HOST):
        text = address.sub(lambda found: found.group().replace(".", "[.]"), text)
    return text


def escape(text: str) -> str:
    """Text of others for a mrkdwn object: shown as it was written, with nothing in it that works."""
    return defang(clean(text)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str) -> str:
    """Text of others for a plain_text object, where Slack decodes no entities: control sequences lose their brackets."""
    return defang(_CONTROL.sub(r"(\1)", clean(text))).replace("\n", " ")


def unescape(text: str) -> str:
    """Slack's own escaping in an incoming text, undone once."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
