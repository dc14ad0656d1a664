"""A promise on its way to being saved, as the buttons of its card carry it: whole, in a button's value. Nothing is stored before a yes.

A slip never outgrows a button (2,000 characters): its texts have bounds, and what is cut is marked as cut.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from bot.promises.proposals import Proposal
from bot.promises.records import KINDS, Direction, Draft, Due, Kind, Person
from bot.slack.blocks.escape import clean

WHAT_CHARS = 400
CUSTOMER_CHARS = 100
_SOURCE_CHARS = 300
_SAID_CHARS = 240
_PACKED_CHARS = 1900
"""A button takes 2,000; the message around the wording is left out when there is no room for it."""
_LEADS = 6
_ZONE_CHARS = 60
AUDIENCES = ("everyone", "team", "private")


@dataclass(frozen=True)
class Slip:
    """`spoken` is the language of the card, `language` that of the wording; `due` is None while the date is open.

    `audience` is "everyone", "team" or "private": whose team and whose privacy is known when it is saved.
    """

    id: str
    what: str
    customer: str = ""
    direction: Direction = "ours"
    due: Due | None = None
    approval: Kind | None = None
    language: str = "en"
    spoken: str = "en"
    source: str = ""
    audience: str = "everyone"
    leads: tuple[str, ...] = ()
    said: str = ""
    """The beginning of the message it was read from: hints stand there that the wording has lost."""
    is_settled: bool = False
    """True once the person has said which customer is meant."""
    is_cut: bool = False
    """The wording was longer than a slip holds."""
    filled: str = ""
    """What a language model pointed at, a letter each: c(ustomer), w(hat), d(ate)."""

    def as_record(self) -> dict[str, Any]:
        """As JSON, without what is empty."""
        due = [str(self.due), self.due.zone] if self.due else None
        flags = {"k": 1 if self.is_settled else 0, "x": 1 if self.is_cut else 0}
        texts = {"i": self.id, "w": self.what, "c": self.customer, "d": self.direction[0], "u": due, "a": self.approval}
        more = {"l": self.language, "p": self.spoken, "s": self.source, "m": self.said, "v": self.audience[0], "t": list(self.leads)}
        more |= {"f": self.filled}
        return {name: value for name, value in (texts | more | flags).items() if value}

    def pack(self) -> str:
        """For a button's value."""
        packed = json.dumps(self.as_record(), ensure_ascii=False, separators=(",", ":"))
        return packed if len(packed) <= _PACKED_CHARS or not self.said else replace(self, said="").pack()

    def proposal(self, person: Person, as_draft: bool = False) -> Proposal:
        """What is to be saved, once the date is settled. Raises ValueError before."""
        if self.due is None:
            raise ValueError("the date is open")
        audience = audience_of(self.audience, person)
        what = (self.what, self.customer, self.direction, self.due, self.approval if self.direction == "ours" else None)
        return Proposal(*what, audience, self.source, self.language, self.leads, as_draft, self.id, self.said)


def slip_of(draft: Draft, id: str, spoken: str, audience: str, source: str = "", said: str = "") -> Slip:
    """A draft as it was read, cut to what a slip holds."""
    what, customer = line(draft.what), line(draft.customer or "")
    source = source if len(source) <= _SOURCE_CHARS else ""
    return Slip(
        id,
        what[:WHAT_CHARS].rstrip(),
        customer[:CUSTOMER_CHARS],
        draft.direction,
        draft.due.due,
        draft.approval,
        draft.language[:8],
        spoken,
        source,
        audience,
        said=line(said)[:_SAID_CHARS],
        is_cut=len(what) > WHAT_CHARS or len(customer) > CUSTOMER_CHARS,
        filled="".join(each[0] for each in draft.filled),
    )


def unpack(packed: str) -> Slip:
    """The slip of a button's value. Raises ValueError for anything else."""
    try:
        return read_slip(json.loads(packed))
    except (KeyError, TypeError, AttributeError, RecursionError, StopIteration) as error:
        raise ValueError("no slip") from error


def read_slip(record: Mapping[str, Any]) -> Slip:
    """The slip of a record made by `as_record`. Raises ValueError, KeyError or TypeError for another one."""
    approval = record.get("a")
    if approval is not None and approval not in KINDS:
        raise ValueError("no kind")
    due = read_due(*record["u"]) if record.get("u") else None
    audience = next(each for each in AUDIENCES if each[0] == record["v"])
    side: Direction = "theirs" if record["d"] == "t" else "ours"
    slip = Slip(str(record["i"]), str(record.get("w", "")), str(record.get("c", "")), side)
    return replace(
        slip,
        due=due,
        approval=approval,
        language=str(record["l"]),
        spoken=str(record["p"]),
        source=str(record.get("s", "")),
        audience=audience,
        said=str(record.get("m", "")),
        leads=tuple(str(each) for each in record.get("t", ())[:_LEADS]),
        is_settled=bool(record.get("k")),
        is_cut=bool(record.get("x")),
        filled="".join(each for each in str(record.get("f", "")) if each in "cwd")[:3],
    )


def read_due(text: str, zone: str) -> Due:
    """Undo str(Due). Raises ValueError."""
    day, _, clock = text.partition("T")
    return Due(date.fromisoformat(day), time.fromisoformat(clock) if clock else None, zone[:_ZONE_CHARS])


def audience_of(chosen: str, person: Person) -> str:
    """ "everyone", "team:NAME" or "private:ID": who may read what this person logs. Without a team, "team" is the person alone."""
    if chosen == "everyone":
        return "everyone"
    return f"team:{person.team}" if chosen == "team" and person.team else f"private:{person.id}"


def line(text: str) -> str:
    """Text of others on one line, without marks that nobody sees."""
    return " ".join(clean(text).split())
