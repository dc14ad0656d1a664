"""What people type or stored, made safe to read and to show. Decides nothing about its meaning."""

import re

_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\s*\n\s*")
_SLACK_CALL = re.compile(r"<[!@][^<>]*>")
_SLACK_CHANNEL = re.compile(r"<#[^<>|]*\|?([^<>|]*)>")
_SLACK_LINK = re.compile(r"<(?:https?|mailto|tel)[^<>|\s]*\|?([^<>]*)>", re.IGNORECASE)
_NAMED_LINK = re.compile(r"\[([^\[\]\n]{0,200})\]\([^()\s]{1,2000}\)")
_STOP = r"\s<>\"'“”‘’，。；！？、）】」》\u4e00-\u9fff"
_ADDRESS = rf"(?:[^{_STOP}]*[^{_STOP}.,;:!?)\]])?"
_START = r"(?<![A-Za-z0-9])"
_LINK = re.compile(rf"{_START}[a-z][a-z0-9+.-]{{1,15}}://{_ADDRESS}|{_START}(?:www\.|mailto:){_ADDRESS}", re.IGNORECASE)
_ENDINGS = "com|net|org|info|biz|io|co|cn|app|dev|ru|xyz|top|site|online|shop|link|click|live|me|cc|to|ly|gl|de|uk|eu"
_BARE_LINK = re.compile(
    rf"(?<![A-Za-z0-9@._-])(?:[a-z0-9][a-z0-9-]{{0,62}}\.){{1,5}}(?:{_ENDINGS})(?![A-Za-z0-9_-])(?:[:/?#]{_ADDRESS})?", re.IGNORECASE
)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")


def clean(text: str, max_chars: int) -> tuple[str, bool]:
    """A message without control, zero-width and half characters and without Slack's own tokens; and whether it had to be cut."""
    text = without_calls(visible(text[: 4 * max_chars])) if len(text) > 4 * max_chars else without_calls(visible(text))
    text = _BLANK_LINES.sub("\n", _SPACES.sub(" ", text)).strip()
    return text[:max_chars].rstrip(), len(text) > max_chars


def visible(text: str) -> str:
    """The text without characters that nobody sees; tabs and returns become plain spaces and lines."""
    return _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").replace("\x0b", "\n").replace("\x0c", "\n"))


def without_calls(text: str) -> str:
    """The text without Slack tokens that would call people (`<!channel>`, `<@U1>`), however they are nested."""
    for _ in range(5):
        bare = _SLACK_CHANNEL.sub(r"\1", _SLACK_CALL.sub("", text))
        if bare == text:
            break
        text = bare
    return re.sub(r"<+(?=[!@#])", "", text)


def quotable(text: str) -> str:
    """Somebody's text on one line, as it may be shown: no link, no mail address, no token that would call people."""
    text = without_calls(visible(text))
    for _ in range(5):
        bare = _SLACK_LINK.sub(r"\1", text)
        bare = _NAMED_LINK.sub(r"\1", bare)
        bare = _BARE_LINK.sub("", _MAIL.sub("", _LINK.sub("", bare)))
        if bare == text:
            break
        text = bare
    text = re.sub(r"(?i)www\.", "", text.replace("://", " "))
    return without_calls(" ".join(re.sub(r"\(\s*\)|（\s*）|<\s*>", " ", text).split()))


def clip(text: str, max_chars: int) -> str:
    """The text, cut at the last end of a sentence, clause or word before `max_chars`, with an ellipsis when something is missing."""
    if len(text) <= max_chars:
        return text
    head = text[: max_chars - 1]
    for ends in ("。！？", ".!?", "；;，,", " "):
        at = max(head.rfind(end) for end in ends)
        if at >= max_chars // 2:
            whole = ends in ("。！？", ".!?")
            return head[: at + 1] if whole else head[:at].rstrip() + "…"
    return head + "…"
