"""One expression of time while it is put together."""

from dataclasses import dataclass, field

from bot.promises.dues.parts import Clock, Day, Moment, Part, PartOfDay, Passed, Vague, Zone


@dataclass
class Group:
    """One expression of time while it is put together: its lexemes, `first` to `last`, and those that belong to it (`pieces`)."""

    first: int
    last: int
    pieces: list[tuple[int, int]] = field(default_factory=list)
    day: Day | Moment | Vague | Passed | None = None
    clock: Clock | None = None
    part: PartOfDay | None = None
    zone: Zone | None = None
    roles: set[str] = field(default_factory=set)
    choice: bool = False
    """Several days were listed: nothing behind them may settle one."""

    def weak(self) -> int:
        """How much more is needed for the words to count; as in `parts.Weak`."""
        said = [each for each in (self.day, self.clock, self.part) if each is not None]
        if len(said) > 1 or self.zone:
            return 0
        return said[0].weak if isinstance(said[0], Day | Clock | PartOfDay) else 0

    def role(self) -> str:
        """What the preposition adds: "after", "around", or else "by"."""
        return next((role for role in ("after", "around") if role in self.roles), "by")


def begun(part: Part) -> Group:
    group = Group(part.first, part.last)
    put(group, part)
    return group


def put(group: Group, part: Part) -> None:
    meaning = part.meaning
    if isinstance(meaning, Clock):
        group.clock = meaning
    elif isinstance(meaning, PartOfDay):
        group.part = meaning
    elif isinstance(meaning, Zone):
        group.zone = meaning
    else:
        group.day = meaning
