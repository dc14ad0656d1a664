"""Promise weather: said only with ground, always with the reason, and the same for the same records."""

from dataclasses import replace
from datetime import timedelta

from fakes_reminders import NOON, a_promise

from bot.promises.records import Promise
from bot.reminders.weather import Load, Record, forecast

DAY = timedelta(days=1)


def live(id: str, what: str = "send samples", days: float = 2, **more: object) -> Promise:
    return replace(a_promise(id, NOON + days * DAY), what=what, **more)


def past(id: str, state: str, what: str = "send samples", days: float = 30, **more: object) -> Promise:
    """A promise that ended so many days ago."""
    return replace(a_promise(id, NOON - days * DAY, state=state), what=what, ended_at=NOON - days * DAY, **more)


def slipped_samples() -> list[Promise]:
    return [past("a", "kept"), past("b", "kept-late"), past("c", "broken")]


def test_what_was_late_two_times_out_of_three_is_likely_to_be_late_again():
    found = forecast([live("p1"), live("p2", "send the certificate")], slipped_samples(), NOON)
    assert found is not None
    (cloud,) = found.clouds
    assert cloud.reason == Record("sample", slipped=2, ended=3)
    assert [each.id for each in cloud.promises] == ["p1"]
    assert {each.id for each in cloud.behind} == {"b", "c"}


def test_without_ground_nothing_is_said():
    assert forecast([live("p1")], [], NOON) is None
    assert forecast([live("p1")], slipped_samples()[1:], NOON) is None, "two are too few to say anything"
    good = [past("a", "kept"), past("b", "kept"), past("c", "kept"), past("d", "broken")]
    assert forecast([live("p1")], good, NOON) is None, "one of four is no rule"
    assert forecast([live("p1", "something else")], slipped_samples(), NOON) is None, "about another thing"
    assert forecast([], slipped_samples(), NOON) is None


def test_what_happened_more_than_a_year_ago_or_was_withdrawn_does_not_count():
    assert forecast([live("p1")], [replace(each, ended_at=NOON - 400 * DAY) for each in slipped_samples()], NOON) is None
    assert forecast([live("p1")], [replace(each, state="withdrawn") for each in slipped_samples()], NOON) is None


def test_only_ours_of_the_coming_week_are_told_and_none_that_is_known_to_be_at_risk():
    ended = slipped_samples()
    assert forecast([live("p1", direction="theirs")], ended, NOON) is None
    assert forecast([live("p1", days=8)], ended, NOON) is None
    assert forecast([live("p1", days=-1)], ended, NOON) is None
    assert forecast([live("p1", state="at-risk")], ended, NOON) is None
    assert forecast([live("p1", state="renegotiated")], ended, NOON) is not None


def a_usual_week(of: int) -> list[Promise]:
    """Three weeks in each of which so many promises of no special kind were kept in time."""
    return [past(f"w{week}-{n}", "kept", "do it", 7 * week) for week in (2, 3, 4) for n in range(of)]


def test_more_than_was_ever_kept_in_a_week_is_too_much_and_the_last_ones_are_named():
    week = [live(f"p{n}", "do it", n) for n in range(1, 6)]
    found = forecast(week, a_usual_week(of=3), NOON)
    assert found is not None
    (cloud,) = found.clouds
    assert cloud.reason == Load(due=5, best=3)
    assert [each.id for each in cloud.promises] == ["p4", "p5"]


def test_as_many_as_were_kept_in_a_week_before_are_not_too_many():
    week = [live(f"p{n}", "do it", n) for n in range(1, 6)]
    assert forecast(week, a_usual_week(of=5), NOON) is None
    assert forecast(week, a_usual_week(of=3)[:6], NOON) is None, "two weeks show nothing yet"


def test_a_promise_is_named_once_for_the_record_before_the_load():
    week = [live(f"p{n}", "do it", n) for n in range(1, 5)] + [live("p9", days=6)]
    found = forecast(week, [*a_usual_week(of=3), *slipped_samples()], NOON)
    assert found is not None
    assert [(type(cloud.reason), [each.id for each in cloud.promises]) for cloud in found.clouds] == [(Record, ["p9"]), (Load, ["p4"])]


def test_the_same_records_in_another_order_give_the_same_forecast():
    week, ended = [live("p2"), live("p1")], [*a_usual_week(of=1), *slipped_samples()]
    assert forecast(week, ended, NOON) == forecast(week[::-1], ended[::-1], NOON)
