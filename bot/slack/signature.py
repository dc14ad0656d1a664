"""Is a request really Slack's? Looks at raw bytes only; nothing is parsed before this has said yes."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import cast

from slack_sdk.signature import Clock, SignatureVerifier


class Signature:
    """Checks the v0 signature in constant time, and that the request is at most five minutes old. Raises ValueError without a secret."""

    def __init__(self, secret: str, now: Callable[[], datetime]) -> None:
        self._verifier = SignatureVerifier(secret, cast(Clock, _Wall(now)))

    def is_valid(self, body: bytes, headers: Mapping[str, str]) -> bool:
        """Header names in lower case."""
        try:
            return self._verifier.is_valid(body, headers.get("x-slack-request-timestamp"), headers.get("x-slack-signature"))
        except (ValueError, TypeError):  # a time that is no number, bytes that are no text, a signature that is no ASCII
            return False


class _Wall:
    """The clock as the SDK asks for it."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now

    def now(self) -> float:
        return self._now().timestamp()
