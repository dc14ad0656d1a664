"""A Slack message made plain: no markup, no quoted older message, nobody's face. Knows nothing of what it says."""

import re

from bot.promises.reading.shapes import COLLEAGUE

MAX_CHARS = 12_000
"""More than Slack lets anybody type; what follows is not read."""
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    r"\ue000-\uf8ff]"
)
_ESCAPES = re.compile(r"\x1b\[[0-?]{0,16}[ -/]{0,4}[@-~]|\x1b\][^\x07\x1b]{0,200}(?:\x07|\x1b\\)?|\x1b.?")
_QUOTED_LINE = re.compile(r"^[ \t]*(?:&gt;|>).*$", re.MULTILINE)
_OLDER = re.compile(r"^[ \t]*(?:-{3,} ?(?:original|forwarded|ursprüngliche|mensaje|mensagem)|_{10,}|from: .*@|发件人[:：]).*", re.I | re.M)
_WROTE = re.compile(r"^(?:on|am|el|em) .{5,100}(?:wrote|schrieb|escribió|escreveu).{0,60}:[ \t]*$", re.IGNORECASE | re.MULTILINE)
_CODE_BLOCK = re.compile(r"```[\s\S]*?(?:```|\Z)")
_MENTION = re.compile(r"<@[^<>\s]{1,40}>")
_CALL = re.compile(r"<![^<>]{1,60}>|<#[^<>]{1,120}>")
_LINK = re.compile(r"<(?:https?|mailto|tel|ftp)[^<>|\s]{0,2000}\|?([^<>]{0,500})>", re.IGNORECASE)
_BARE_LINK = re.compile(r"\bhttps?://\S{1,2000}|\bwww\.\S{1,2000}", re.IGNORECASE)
_EMOJI_NAME = re.compile(r"(?<![A-Za-z0-9]):[a-z][a-z0-9_+'-]{1,40}:(?!\d)")
_FACE = r"[\U0001f000-\U0001faff\u231a-\u23ff\u25a0-\u27a0\u27b0-\u27bf\u2b00-\u2bff\u3030\u303d\ufe0e\ufe0f\u20e3\U000e0020-\U000e007f]"
_EMOJI = re.compile(_FACE)
_EMOJI_BETWEEN = re.compile(rf"(?<=[^\W_]) ?(?:[\U0001f600-\U0001f64f\U0001f900-\U0001f97a\U0001f389\U0001f38a]{_FACE}* ?)+(?=[^\W_])")
"""A face after words ends what they say, as a comma does; other pictures may stand for a word."""
_STRUCK = re.compile(r"(?<!\w)~[^~\n]{1,300}~(?!\w)")
_STARS = re.compile(r"(?<![\w*])([*_`]{1,3})(?=\S)([^*_`\n]{1,500}?)(?<=\S)\1(?![\w*])")
_BULLET = re.compile(r"^[ \t]*(?:[-*•·–‣◦]|\d{1,2}[.)、](?=\s)|[a-c]\))[ \t]+", re.MULTILINE)
_FACES = re.compile(r"(?<!\S)(?:[:;=8][-'^]?[)(DPpOo/|\\]|<3|\^\^|xd|XD)(?!\S)")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "＇": "'", "\u00a0": " ", "\u202f": " ", "\u3000": " ", "\t": " "})
_ARROW = re.compile(r"\s?(?:[-=]{1,5}>{1,3}|[\u2190-\u21ff\u27a1-\u27af])\s?")
_SPACES = re.compile(r"[ \t\f\v]{2,}")


def plain(text: str) -> str:
    """The words of the message itself. A mentioned member becomes one COLLEAGUE sign; links keep their text."""
    text = text[:MAX_CHARS].replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")
    text = _INVISIBLE.sub("", _ESCAPES.sub("", text))
    text = _OLDER.split(text, maxsplit=1)[0] if _OLDER.search(text) else text
    text = _WROTE.sub("", _QUOTED_LINE.sub("", _CODE_BLOCK.sub(" ", text)))
    text = _BARE_LINK.sub(" ", _LINK.sub(r"\1", _CALL.sub(" ", _MENTION.sub(COLLEAGUE, text))))
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").translate(_QUOTES)
    text = _SPACES.sub(" ", _EMOJI.sub(" ", _EMOJI_BETWEEN.sub(", ", text)))
    text = _FACES.sub(" ", _EMOJI_NAME.sub(" ", _STRUCK.sub(" ", text)))
    text = _ARROW.sub(" - ", text)
    for _ in range(2):
        text = _STARS.sub(r"\2", text)
    text = _BULLET.sub("", text)
    return _SPACES.sub(" ", text).strip()
