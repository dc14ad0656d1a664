"""When a person wants to hear from us: zone, language, working days, digests. A record and a port."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Protocol


@dataclass(frozen=True)
class PersonTimes:
    """What is known of one person. None where nothing was said: then the settings hold."""

    person: str
    zone: str = ""
    """IANA name, from Slack; "" when not known yet."""
    locale: str = ""
    """As Slack writes it, "en-US"."""
    asked_at: datetime | None = None
    """When Slack was last asked for zone and locale."""
    direct: str = ""
    """The direct message channel, once something was sent there."""
    digest_at: time | None = None
    working_days: tuple[str, ...] | None = None
    """Out of "mon" to "sun"."""
    digest_off: bool = False
    weekly_off: bool = False
    spoken: str = ""
    """The language that the person chose, "en" or "zh"; "": by locale."""
    next_digest_at: datetime | None = None
    next_weekly_at: datetime | None = None
    calendar_token: str = ""
    """Opens the person's calendar feed; "" when there is none."""
    calendar_hides: bool = False
    """The calendar feed names no customers."""

    @property
    def language(self) -> str:
        """Of our fixed sentences: "zh" or "en"."""
        return self.spoken or ("zh" if self.locale.lower().startswith("zh") else "en")


class People(Protocol):
    """What is known of people's times. Raises NotSaved."""

    def times(self, person: str) -> PersonTimes:
        """Of one person; a fresh record when nothing is known."""

    def times_of(self, persons: Collection[str]) -> Mapping[str, PersonTimes]:
        """Of several, each with a record."""

    def learn(self, person: str, zone: str, locale: str, at: datetime) -> None:
        """What Slack says of a person. Empty texts change nothing but the time of asking."""

    def learn_direct(self, person: str, channel: str) -> None:
        """Where direct messages to a person stand."""

    def save(self, times: PersonTimes) -> None:
        """Save everything that the person or a digest decides: all but zone, locale, asked_at and direct."""

    def digests_due(self, now: datetime, limit: int) -> list[PersonTimes]:
        """Those whose next digest, daily or weekly, is due by now."""

    def with_token(self, calendar_token: str) -> PersonTimes | None:
        """Whose calendar feed this token opens."""
