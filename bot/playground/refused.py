"""What cannot be done: Slack's answer to a bot, and what stands in a person's way. It must not know why anybody tried."""

from typing import Any


class Refused(RuntimeError):
    """Slack's answer {"ok": false, "error": ...}; `more` are further fields of the answer."""

    def __init__(self, error: str, **more: Any) -> None:
        super().__init__(error)
        self.error = error
        self.more = more


class NotPossible(RuntimeError):
    """What a person tried cannot be done; `code` is a key of the page's words."""

    def __init__(self, code: str, about: str = "") -> None:
        super().__init__(f"{code} {about}".strip())
        self.code = code


def wrong(words: str) -> Refused:
    """Slack's refusal of an argument of the wrong shape."""
    return Refused("invalid_arguments", response_metadata={"messages": [f"[ERROR] {words}"]})
