"""Which values a setting may have, and the sentence for one that it may not."""

import re
from typing import Any

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
KINDS = ("discount", "rebate", "payment-terms", "exclusivity", "delivery-date", "free-goods", "warranty", "price-hold", "other")
_PERSON = re.compile(r"[UW][A-Z0-9]{2,}")
_DURATION = re.compile(r"\d+[mhd]")
_CHOICES: dict[str, tuple[str, ...]] = {
    "promises.audience": ("everyone", "team", "private"),
    "reminders.weekly_on": WEEKDAYS,
    "library.dense": ("chroma", "exact"),
    "channels.default": ("mention", "private", "off"),
    "log.level": ("debug", "info", "warning", "error"),
}
_RANGES: dict[str, tuple[int, int]] = {
    "slack.send_timeout": (1, 60),
    "server.port": (0, 65535),
    "work.workers": (1, 64),
    "work.queue": (1, 1_000_000),
    "work.lease": (5, 3600),
    "work.attempts": (1, 20),
    "work.keep_days": (1, 365),
    "answers.deals": (0, 10),
    "answers.cards": (1, 5),
    "answers.per_section": (1, 6),
    "answers.timeout": (1, 120),
    "answers.max_chars": (200, 100_000),
    "library.check_every": (10, 86_400),
    "model.timeout": (1, 120),
    "model.retries": (0, 5),
    "model.max_tokens": (100, 32_000),
    "model.daily_tokens": (0, 1_000_000_000),
    "promises.week_full": (1, 1000),
    "promises.undo": (0, 3600),
    "reminders.tick": (1, 300),
}
_PATTERNS: dict[str, tuple[re.Pattern[str], str]] = {
    "slack.api_url": (re.compile(r"https?://\S+/"), 'an address that ends in "/"'),
    "server.public_url": (re.compile(r"(https?://[^\s?#]+)?"), 'an address such as "https://goodword.example.com", or empty'),
    "model.base_url": (re.compile(r"(https?://\S+)?"), "an http(s) address, or empty"),
    "reminders.lead": (_DURATION, 'durations such as "3d", "2h" or "0m"'),
    "reminders.quiet_hours": (re.compile(r"([01]\d|2[0-3]):[0-5]\d"), 'times such as "08:30"'),
    "reminders.overdue_after": (_DURATION, 'a duration such as "2h"'),
    "reminders.approver_after": (_DURATION, 'a duration such as "1d"'),
    "reminders.escalate_before": (_DURATION, 'a duration such as "4h"'),
    "reminders.give_up_after": (_DURATION, 'a duration such as "24h"'),
    "reminders.escalate_to": (re.compile(r"([UW][A-Z0-9]{2,})?"), "a Slack user id such as U012AB3CD, or empty"),
    "reminders.holidays": (re.compile(r"([A-Z]{2}(-[A-Z0-9]{1,3})?)?"), 'a country such as "DE", or empty'),
    "storage.url": (re.compile(r"(postgresql\+psycopg://\S+)?"), 'an address such as "postgresql+psycopg://user@host/name", or empty'),
    "reminders.digest_at": (re.compile(r"([01]\d|2[0-3]):[0-5]\d"), 'a time such as "08:30"'),
    "reminders.working_days": (re.compile("|".join(WEEKDAYS)), "days out of " + ", ".join(WEEKDAYS)),
    "people.admins": (_PERSON, "Slack user ids such as U012AB3CD"),
    "people.managers": (_PERSON, "Slack user ids such as U012AB3CD"),
}
_UNSHOWN = ("storage.url",)
"""Settings that may hold a password."""


def fault_of(key: str, value: Any) -> str:
    if key in _CHOICES and value not in _CHOICES[key]:
        return f"{key} must be one of {', '.join(_CHOICES[key])}, not {value!r}."
    if key in _RANGES and not _RANGES[key][0] <= value <= _RANGES[key][1]:
        return f"{key} must lie between {_RANGES[key][0]} and {_RANGES[key][1]}, not {value}."
    if key in _PATTERNS:
        pattern, meant = _PATTERNS[key]
        items = value if isinstance(value, tuple) else (value,)
        wrong = [item for item in items if not pattern.fullmatch(item)]
        if wrong:
            shown = "what stands there" if key in _UNSHOWN else repr(wrong[0])
            return f"{key} must be {meant}, not {shown}."
    return ""
