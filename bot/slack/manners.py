"""How to behave: who sees an answer, what it may draw on, or why there is none. Pure; every case is one line of a table."""

from dataclasses import dataclass

from bot.answers.readers import GUESTS, MEMBERS, audiences_of
from bot.config import Config
from bot.slack.directory import Person, Room
from bot.slack.places import Asked


@dataclass(frozen=True)
class Manner:
    """`refusal` names the sentence of `bot.slack.texts` to show instead of an answer, or is "".

    For an answer that a channel sees, `audiences` is the most it may draw on: who else reads it is looked at later.
    """

    audiences: frozenset[str]
    is_private: bool
    refusal: str = ""


def decide(asked: Asked, person: Person, room: Room, rule: str, config: Config) -> Manner:
    """The manner for one question. `rule` is "mention", "private" or "off".

    What only one person reads may draw on all that this person may read; what a channel reads only on what every member may.
    """
    if room.is_external:
        return Manner(frozenset(), True, "external")
    if rule == "off" and not asked.place.is_dm and not asked.wants_private:
        return Manner(frozenset(), True, "off")
    is_private = asked.wants_private or rule == "private" or not room.is_known
    is_alone = is_private or asked.place.is_dm
    return Manner(readable(person, config) if is_alone else common(person), is_private and not asked.place.is_dm)


def readable(person: Person, config: Config) -> frozenset[str]:
    """All that this person may read."""
    return GUESTS if person.is_guest else audiences_of(person.id, config.team_of(person.id))


def common(person: Person) -> frozenset[str]:
    """What a whole channel may read when this person asks there and only members of this company are in it."""
    return GUESTS if person.is_guest else MEMBERS


def may_set_rules(person: Person, config: Config) -> bool:
    """Admins named in the settings, and the workspace's own."""
    return not person.is_guest and (person.is_admin or person.id in config.people.admins)
