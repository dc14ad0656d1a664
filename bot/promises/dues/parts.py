"""The nouns between a text and a due date: lexemes (words with a meaning), and parts (what a few lexemes say together)."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from bot.promises.dues.orders import Order

Problem = Literal["", "ambiguous", "vague", "past", "impossible"]
Weak = Literal[0, 1, 2]
"""How often words mean something else. 0: they count alone; 1 ("sat", "5th", "at 5"): with a preposition or beside other words about time;
2 (早): beside other words about time only."""


class Lexeme(NamedTuple):
    """A word or number that says something about time; `kind` is its name in the rules, "X" for any other words."""

    kind: str
    value: object
    start: int
    end: int


class HourMinute(NamedTuple):
    """Said as "17:00", "5:30", "15h30". `clear`: written so that it is the 24-hour clock, "05:30"."""

    hour: int
    minute: int
    clear: bool


class Figures(NamedTuple):
    """A date in figures as it stands: "12/5" or "12/5/26" (`third` has the digits), "2026-12-05" (`year_first`)."""

    first: int
    second: int
    third: str
    mark: str
    padded: bool = False
    """"03/04": no fraction."""
    year_first: bool = False


class Decimal(NamedTuple):
    """Two numbers with a point or comma between: 2.5 days, 17.30 Uhr, 5.12. or a price. `width`: digits of the second."""

    whole: int
    rest: int
    width: int


class WeekDay(NamedTuple):
    """A weekday of a Monday-start week, 下周五; `weeks` None when no week was said."""

    weeks: int | None
    weekday: int


@dataclass(frozen=True)
class Scene:
    """What the words are reckoned from. `today` is the day of `now` in `zone`."""

    now: datetime
    zone: ZoneInfo
    language: str
    order: Order
    today: date


@dataclass(frozen=True)
class PartOfDay:
    """Morning, afternoon, end of day: the date alone. `half` settles a clock time beside it; at `over`, an hour, it has passed."""

    half: Literal["", "am", "pm", "noon", "night"] = ""
    over: int = 24
    weak: Weak = 0


@dataclass(frozen=True)
class Clock:
    """Times of day that may be meant: two when nobody said morning or afternoon, none when the date alone counts ("around 5", "24:00")."""

    times: tuple[time, ...] = ()
    weak: Weak = 0
    figure: bool = False
    """A number and nothing else: "at 5"."""
    noon: bool = False
    """中午: gives way to a time said beside it."""


@dataclass(frozen=True)
class Day:
    """Days that may be meant; settled when there is one and no problem."""

    days: tuple[date, ...] = ()
    problem: Problem = ""
    weak: Weak = 0
    bare: int | None = None
    """The weekday (0 Monday) when only that was said: any other day that is one narrows it."""
    in_week: bool = False
    """A weekday of a week that was said: "Friday next week"."""
    period: bool = False
    """A week, month or holiday without a day."""
    part: PartOfDay | None = None
    """A part of the day said in the same word: 明早."""
    clock: Clock | None = None
    """A time said in the same figure: 2026-12-05T17:00."""


@dataclass(frozen=True)
class Zone:
    """A named zone (IANA); None for "your time", which is nobody's. `after`: counts directly behind a time only."""

    name: str | None
    after: bool = False


@dataclass(frozen=True)
class Moment:
    """An exact moment: "in two hours", or one written with its offset (`written`), which may be gone."""

    at: datetime
    written: bool = False


@dataclass(frozen=True)
class Vague:
    """Soon, later, when ready: no date can be read."""


@dataclass(frozen=True)
class Passed:
    """Words about time that cannot be a due date: yesterday, 24/7, good morning."""


Meaning = Day | Clock | PartOfDay | Zone | Moment | Vague | Passed


@dataclass(frozen=True)
class Part:
    """A meaning and the lexemes it was read from: `first` to `last` (exclusive)."""

    meaning: Meaning
    first: int
    last: int
