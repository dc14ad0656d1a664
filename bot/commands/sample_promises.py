"""The sample promises of `goodword demo`: a table, brought to life by the real service, each step at its own time.

Every person and company is made up. Days count from the day on which the demo is first started.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.commands.first_steps import SAMPLE
from bot.config import Config
from bot.errors import BadInput
from bot.promises.promising import Promising
from bot.promises.proposals import Proposal
from bot.promises.records import Direction, Due, Kind, Person
from knowledge.records import EVERYONE

Step = Callable[[Promising, str, Person], object]
_ZONES = {"U0ANA": "Europe/Berlin", "U0BEN": "Asia/Shanghai", "U0CLEO": "America/New_York"}


@dataclass(frozen=True)
class Sample:
    """`due` and `made` in days from the first day, `made` None for just now; `then`: what happened afterwards, each with its day."""

    owner: str
    customer: str
    what: str
    due: int
    made: int | None = -3
    at: time | None = None
    direction: Direction = "ours"
    approval: Kind | None = None
    language: str = "en"
    as_draft: bool = False
    then: tuple[tuple[int, Step], ...] = ()


def _done(proof: str = "") -> Step:
    return lambda promising, key, person: promising.done(key, person, "en", proof)


def _at_risk(why: str) -> Step:
    return lambda promising, key, person: promising.at_risk(key, person, "en", why)


def _withdrawn(why: str) -> Step:
    return lambda promising, key, person: promising.withdraw(key, person, "en", why)


def _moved(days: int, said: str) -> Step:
    def move(promising: Promising, id: str, person: Person) -> object:
        due = promising.promise(id, person, {EVERYONE}).due
        return promising.renegotiate(id, person, "en", Due(due.day + timedelta(days=days), due.time, due.zone), "agreed", said)

    return move


def _agreed(by: str) -> Step:
    return lambda promising, key, _: promising.agree(key, Person(by), "en")


SAMPLES = (
    Sample("U0ANA", "Nordhavn Pumps (sample)", "send the CE certificate", 0, at=time(17)),
    Sample("U0ANA", "Terranova Tiles (sample)", "send the drawing of the dosing pump", 1),
    Sample("U0ANA", "Costa Verde Foods (sample)", "ship two samples by courier", 3, then=((-1, _at_risk("The lab is a day late.")),)),
    Sample("U0ANA", "Nordhavn Pumps (sample)", "give 3% discount on the next order", 5, None, approval="discount"),
    Sample("U0ANA", "Terranova Tiles (sample)", "return the signed contract", 2, direction="theirs"),
    Sample(
        "U0ANA",
        "Costa Verde Foods (sample)",
        "tell them whether the packing line fits their hall",
        -6,
        -12,
        then=((-7, _done("Mail of that day")),),
    ),
    Sample("U0BEN", "远帆渔具（示例）", "寄出三块样板", -1, -5, language="zh"),
    Sample("U0BEN", "远帆渔具（示例）", "发送检测报告", 4, language="zh"),
    Sample("U0BEN", "Nordhavn Pumps (sample)", "send the new price list", -9, -14, then=((-7, _done()),)),
    Sample(
        "U0BEN", "Terranova Tiles (sample)", "deliver the spare parts", 6, -8, approval="delivery-date", then=((-7, _agreed("U0SOFIA")),)
    ),
    Sample(
        "U0CLEO",
        "Andes Mineral Services (sample)",
        "send references from Chile",
        2,
        -10,
        then=((-4, _moved(7, "The week after suits us too.")),),
    ),
    Sample(
        "U0CLEO",
        "Andes Mineral Services (sample)",
        "quote the larger pump",
        -3,
        -9,
        then=((-4, _withdrawn("They chose the smaller pump.")),),
    ),
    Sample("U0CLEO", "Andes Mineral Services (sample)", "visit their plant", 9, as_draft=True),
)


def save_samples(open_service: Callable[[Callable[[], datetime]], Promising], config: Config, now: datetime) -> int:
    """Save them, unless all were saved before. `open_service` makes a service with a clock. Returns how many were saved."""
    clock = _Clock(now)
    promising = open_service(clock)
    if _is_there(promising, _name(len(SAMPLES))):
        return 0
    for number, sample in enumerate(SAMPLES, 1):
        if not _is_there(promising, _name(number)):
            _save(promising, clock, sample, _name(number), config, now)
    return len(SAMPLES)


def _save(promising: Promising, clock: "_Clock", sample: Sample, id: str, config: Config, now: datetime) -> None:
    """One sample, and what happened to it."""
    zone = ZoneInfo(_ZONES[sample.owner])
    owner = Person(sample.owner, config.team_of(sample.owner), zone=zone.key)
    due = Due(now.astimezone(zone).date() + timedelta(days=sample.due), sample.at, zone.key)
    terms = (sample.what, sample.customer, sample.direction, due, sample.approval)
    clock.at = now if sample.made is None else _day(now, zone, sample.made)
    promising.log([Proposal(*terms, language=sample.language, as_draft=sample.as_draft, id=id)], owner, "en")
    for day, step in sample.then:
        clock.at = _day(now, zone, day)
        step(promising, id, owner)


def _is_there(promising: Promising, id: str) -> bool:
    try:
        promising.promise(id, Person(""), {EVERYONE})
    except BadInput:
        return False
    return True


def _name(number: int) -> str:
    return f"{SAMPLE}{number:02}"


def _day(now: datetime, zone: ZoneInfo, days: int) -> datetime:
    """Ten in the morning, so many days from now."""
    return datetime.combine(now.astimezone(zone).date() + timedelta(days=days), time(10), zone)


class _Clock:
    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at
