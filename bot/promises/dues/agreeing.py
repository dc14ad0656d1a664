"""Two ways to say a day beside each other: one day ("Friday, 27 November") or a choice ("Thursday or Friday")."""

from dataclasses import replace
from datetime import timedelta

from bot.promises.dues.parts import Day


def either(one: Day, other: Day) -> Day | None:
    """One of both, nobody said which; None when a weak word is in play that may be no day at all."""
    if (one.period and one.weak) or (other.period and other.weak):
        return None
    if one.in_week != other.in_week:  # "Thursday or Friday next week": both in that week
        one, other = (_same_week(one, other), other) if other.in_week else (one, _same_week(other, one))
    return Day(tuple(sorted({*one.days, *other.days}))[:4], "ambiguous", weak=min(one.weak, other.weak, key=int))


def _same_week(bare: Day, other: Day) -> Day:
    if bare.bare is None:
        return bare
    monday = other.days[0] - timedelta(days=other.days[0].weekday())
    return replace(bare, days=(max(bare.days[0], monday + timedelta(days=bare.bare)),))


def same(one: Day, other: Day, apart: bool) -> Day | None:
    """The day that both say; a choice when they differ; None when they are two days. `apart`: a comma stands between."""
    if (one.bare is not None and other.bare is not None) or (one.period and one.weak) or (other.period and other.weak):
        return None
    if one.bare is not None or other.bare is not None:
        return _narrowed(one, other, apart) if one.bare is not None else _narrowed(other, one, apart)
    shared = tuple(day for day in one.days if day in other.days)
    if len(shared) == 1 and not (one.period or other.period):
        return Day(shared, part=one.part or other.part)
    return None if apart else either(one, other)


def _narrowed(bare: Day, other: Day, apart: bool) -> Day | None:
    """A bare weekday beside a full date checks it."""
    if other.problem in ("past", "impossible"):
        return replace(other, weak=0)
    fitting = tuple(day for day in other.days if day.weekday() == bare.bare)
    if fitting and not other.period:
        return replace(other, days=fitting, problem="" if len(fitting) == 1 else other.problem, weak=0)
    return None if apart and not other.period else either(replace(bare, weak=0), other)
