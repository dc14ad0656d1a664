"""Who may read what: the audiences a person, or all readers of a channel, belong to. The only place that decides it."""

from knowledge.records import ANYONE, EVERYONE

GUESTS: frozenset[str] = frozenset({ANYONE})
"""Guests and people of other companies: the shipped guidance, no deal and no guidance of the team."""
MEMBERS: frozenset[str] = frozenset({ANYONE, EVERYONE})
"""What every member may read, and so all that may be said in a channel."""


def audiences_of(rep: str | None = None, team: str | None = None) -> frozenset[str]:
    """All audiences of one member. Without a name, what every member may read."""
    own = {f"private:{rep}"} if rep else set()
    shared = {f"team:{team}"} if team else set()
    return MEMBERS | own | shared
