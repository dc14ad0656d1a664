"""Keeps secrets out of every line that is logged or shown. Knows what secrets look like, not who logs."""

import logging
import re
from collections.abc import Collection, Iterator
from urllib.parse import parse_qsl, unquote

from bot.config import Config

MASK = "***"
_SHORTEST = 6
"""A secret shorter than this is no secret, and replacing it would garble ordinary words."""
_SHAPES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), replacement)
    for pattern, replacement in (
        (r"(?<![a-z0-9])(xox[a-z]|xapp|xwfp)-[\w.-]{4,}", rf"\1-{MASK}"),
        (r"(?<![a-z0-9])sk-[\w-]{12,}", rf"sk-{MASK}"),
        (
            r"""(authorization(?:["']\s*,|["']?\s*[:=])\s*+(?:b?["'])?+\s*(?:(?:bearer|basic|token)\s+)?)"""
            r"""(?!\*|(?:bearer|basic|token)\b)[^\s"',}]+""",
            rf"\1{MASK}",
        ),
        (r"""(?<![a-z0-9])((?:bearer|basic)\s+)(?!\*)[\w.~+/=-]{12,}""", rf"\1{MASK}"),
        (r"""(response_url(?:["']?\s*[:=]\s*+(?:b?["'])?+|%22%3a%22))(?!\*)[^\s"',}&]+?(?=%22|[\s"',}&]|$)""", rf"\1{MASK}"),
        (r"(https?(?::|%3a)(?:/|%2f){2}hooks\.slack(?:-gov)?\.com(?:/|%2f))[^\s\"'<>&)]+", rf"\1{MASK}"),
        (r"([a-z][a-z0-9+.-]{1,30}://[^\s:/@\"']{0,200}:)[^\s/\"']{1,500}@", rf"\1{MASK}@"),
        (
            r"""((?:signing_?secret|client_?secret|api_?key|access_?token|refresh_?token|password|passwd|pgpassword|ticket)"""
            r"""["']?\s*[:=]\s*+(?:b?["'])?+)(?!\*)[^\s"',;}&)]+""",
            rf"\1{MASK}",
        ),
    )
)


def redact(text: str, secrets: Collection[str] = ()) -> str:
    """The text with every secret replaced: the given ones wherever they stand, others by their shape."""
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) >= _SHORTEST:
            text = text.replace(secret, MASK)
    for pattern, replacement in _SHAPES:
        text = pattern.sub(replacement, text)
    return text


def secrets_of(config: Config) -> frozenset[str]:
    """The values that must never be seen."""
    known = config.secrets
    values = [known.bot_token, known.signing_secret, known.app_token, known.openai_key, known.client_secret, known.token_key]
    values += known.token_key.replace(",", " ").split()
    return frozenset(value for value in (*values, *_passwords(config.storage.url)) if value)


def _passwords(url: str) -> Iterator[str]:
    """The passwords in an address of a database, as written and as meant. An unescaped "@" or "/" in one is no way out."""
    for found in (re.search(r"://[^:/@]*:([^@]*)@", url), re.search(r"://[^:/@]*:(.*)@", url)):
        if found:
            yield from (found[1], unquote(found[1]))
    yield from (value for name, value in parse_qsl(url.partition("?")[2]) if "pass" in name.lower())


class RedactingFormatter(logging.Formatter):
    """Redacts the finished line, so that arguments and tracebacks are covered too, whoever logged them."""

    def __init__(self, layout: str, secrets: Collection[str] = ()) -> None:
        super().__init__(layout)
        self._secrets = frozenset(secrets)

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record), self._secrets)


def set_up_logging(level: str, secrets: Collection[str] = ()) -> None:
    """Log to standard error from `level` ("debug" to "error") on; what other libraries say only from "warning" on.

    Their debug lines hold whole messages, which no log of ours may hold.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(RedactingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s", secrets))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for ours in ("bot", "knowledge", "prompts"):
        logging.getLogger(ours).setLevel(level.upper())
    if level == "error":
        logging.getLogger().setLevel(logging.ERROR)
