"""Which of month and day a person writes first."""

from typing import Literal

Order = Literal["mdy", "dmy"] | None


def order_of(locale: str) -> Order:
    """The order that a Slack locale such as "en-US" stands for; None when the locale settles nothing."""
    language, _, country = locale.replace("_", "-").lower().partition("-")
    if language != "en" or not country:
        return None
    return "mdy" if country.split("-")[-1] == "us" else "dmy"
