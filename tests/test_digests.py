"""Ana's mornings: one digest a day in her own time with only what matters, none when nothing does, and one after a long sleep.

Ana sells in Berlin, Ben is her teammate, Cleo is in another team, Felix speaks for finance, Marek manages.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from fakes_digests import QUIET, Morning
from fakes_reminders import a_promise, changed, logged

from bot.errors import BadInput
from bot.ports import Kept
from bot.promises.records import Approval, Due, Promise
from bot.reminders.digests import Digest
from bot.reminders.people import PersonTimes

BERLIN, TOKYO, HONOLULU = "Europe/Berlin", "Asia/Tokyo", "Pacific/Honolulu"
MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)
ANA = PersonTimes("U_ANA", BERLIN, "en-GB", asked_at=datetime(2026, 11, 22, 12, tzinfo=UTC))


def at(day: date, hour: int = 8, minute: int = 30, zone: str = BERLIN) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def due(id: str, day: date, hour: int | None = None, zone: str = BERLIN, **more: object) -> Promise:
    return replace(a_promise(id), due=Due(day, None if hour is None else time(hour), zone), made_at=at(MONDAY - 30 * DAY), **more)


def a_morning(*promises: Promise, now: datetime | None = None, people: tuple[PersonTimes, ...] = (ANA,), **more: object) -> Morning:
    """A bot that runs since Sunday evening, in which these promises are on record."""
    morning = Morning(now or at(MONDAY - DAY, 18, 0), *people, **more)  # type: ignore[arg-type]
    morning.book.add([logged(each) for each in promises])
    morning.sweep.run()
    return morning


def digests(morning: Morning) -> list[Digest]:
    return [each.notice.content for each in morning.sent()]


def keys(morning: Morning) -> list[str]:
    return [each.key for each in morning.sent()]


def told(digest: Digest) -> dict[str, list[str]]:
    return {part: [promise.id for promise in promises] for part, promises in digest.parts.items()}


# -- Ana's morning ----------------------------------------------------------------------------------------------------


def test_at_half_past_eight_ana_hears_what_is_due_and_nothing_else():
    morning = a_morning(
        due("today", MONDAY, 17), due("day", MONDAY), due("late", MONDAY - 3 * DAY), due("soon", MONDAY + 2 * DAY),
        due("far", MONDAY + 20 * DAY), due("risk", MONDAY + 3 * DAY, state="at-risk"), due("far risk", MONDAY + 30 * DAY, state="at-risk"),
        due("owed", MONDAY, direction="theirs"), due("done", MONDAY, state="kept"), due("draft", MONDAY, state="draft"),
        due("waits", MONDAY + 4 * DAY, state="waiting"), due("bens", MONDAY, owner="U_BEN"),
    )  # fmt: skip
    morning.until(at(MONDAY, 8, 20))
    assert morning.sent() == []
    morning.until(at(MONDAY, 18, 0))
    hers = [each for each in morning.sent() if each.person == "U_ANA"]
    assert [each.at for each in hers] == [at(MONDAY)]
    assert told(hers[0].notice.content) == {
        "overdue": ["late"],
        "today": ["today", "day"],
        "at-risk": ["risk", "far risk"],
        "waiting": ["waits"],
        "theirs": ["owed"],
        "coming": ["soon"],
    }
    assert (hers[0].notice.language, hers[0].notice.late, hers[0].notice.zone) == ("en", False, BERLIN)


def test_who_has_nothing_due_hears_nothing():
    morning = a_morning(due("far", MONDAY + 20 * DAY))
    morning.until(at(MONDAY + 4 * DAY, 18, 0))
    assert morning.sent() == []
    assert morning.outbox.rows == {}, "it costs no row either"


def test_what_is_only_coming_is_told_once_on_the_first_working_day_of_the_week():
    morning = a_morning(due("thursday", MONDAY + 3 * DAY))
    morning.until(at(MONDAY + 2 * DAY, 18, 0))
    assert [each.at for each in morning.sent()] == [at(MONDAY)]
    assert told(digests(morning)[0]) == {"coming": ["thursday"]}


def test_every_working_day_has_its_own_digest():
    morning = a_morning(due("late", MONDAY - 3 * DAY))
    morning.until(at(MONDAY + 7 * DAY, 12, 0))
    assert [each.at for each in morning.sent()] == [at(MONDAY + n * DAY) for n in (0, 1, 2, 3, 4, 7)], "Saturday and Sunday are quiet"


def test_on_friday_the_weekend_is_told_too():
    friday = MONDAY + 4 * DAY
    morning = a_morning(due("saturday", friday + DAY), due("sunday", friday + 2 * DAY, 20), now=at(MONDAY + 3 * DAY, 12, 0))
    morning.until(at(friday, 12, 0))
    assert told(digests(morning)[0]) == {"rest": ["saturday", "sunday"]}
    assert digests(morning)[0].next_day == MONDAY + 7 * DAY


def test_a_holiday_is_quiet_and_the_day_before_tells_what_falls_on_it():
    settings = replace(QUIET, holidays="DE")
    christmas = date(2026, 12, 25)
    morning = a_morning(due("gift", christmas), due("late", MONDAY), now=at(christmas - 2 * DAY, 12, 0), settings=settings)
    morning.until(at(christmas + 2 * DAY, 23, 0))
    assert [each.at for each in morning.sent()] == [at(christmas - DAY)]
    assert told(digests(morning)[0])["rest"] == ["gift"]


def test_the_approver_hears_whose_word_waits_and_the_owner_that_it_does():
    asked = (Approval("finance", ("U_FELIX", "U_ANA")), Approval("logistics", ("U_LOU",), "agreed", "U_LOU", at(MONDAY)))
    morning = a_morning(due("rebate", MONDAY + 3 * DAY, state="waiting", approvals=asked))
    morning.memory.known["U_FELIX"] = PersonTimes("U_FELIX", BERLIN, asked_at=at(MONDAY))
    morning.until(at(MONDAY, 12, 0))
    parts = {each.person: told(each.notice.content) for each in morning.sent()}
    assert parts == {"U_ANA": {"waiting": ["rebate"]}, "U_FELIX": {"asked": ["rebate"]}}


def test_what_happens_at_the_last_moment_is_in_it_and_an_emptied_one_is_not_sent():
    morning = a_morning(due("today", MONDAY))
    morning.clock.at = at(MONDAY)
    planner = next(source for source in morning.sweep.sources if type(source).__name__ == "DigestPlanner")
    planner.enqueue(morning.clock(), morning.clock() - DAY)
    assert [row.state for row in morning.outbox.rows.values()] == ["pending"]
    after, event = changed(morning.book.promise("today"), "done", morning.clock(), state="kept")
    morning.book.change(after, event)
    morning.sweep.run()
    assert morning.sent() == []


def test_what_could_not_be_delivered_is_told_once_to_who_can_help():
    promise = due("today", MONDAY, state="open")
    morning = a_morning(promise, settings=replace(QUIET, lead=("1d", "0m"), quiet_hours=()), now=at(MONDAY - 2 * DAY, 18, 0))
    morning.post.troubles.append("left")
    morning.until(at(MONDAY + DAY, 12, 0))
    first, second = digests(morning)
    assert [(each.row.kind, each.promise.id) for each in first.undelivered] == [("lead:1d", "today")]
    assert second.undelivered == ()


# -- long sleep, cuts, backups ----------------------------------------------------------------------------------------


def test_after_three_days_asleep_there_is_one_digest_marked_late_not_three():
    morning = a_morning(due("late", MONDAY - 3 * DAY), due("tuesday", MONDAY + DAY))
    morning.until(at(MONDAY, 9, 0))
    morning.clock.at = at(MONDAY + 3 * DAY, 13, 0)
    morning.start()
    assert [(each.key, each.notice.late) for each in morning.sent()] == [
        ("U_ANA:digest:2026-11-23", False),
        ("U_ANA:digest:2026-11-26", True),
    ]
    assert told(digests(morning)[1])["overdue"] == ["late", "tuesday"]


def test_a_bot_that_wakes_at_night_or_on_a_sunday_waits_for_the_next_morning():
    for waking in (at(MONDAY + 2 * DAY, 22, 0), at(MONDAY + 6 * DAY, 12, 0)):
        morning = a_morning(due("late", MONDAY - 3 * DAY))
        morning.clock.at = waking
        morning.start()
        assert morning.sent() == []
        morning.until(waking + DAY)
        assert len(morning.sent()) == 1
        assert not morning.sent()[0].notice.late


def test_a_digest_that_waited_overnight_for_slack_gives_way_to_the_next():
    morning = a_morning(due("late", MONDAY - 3 * DAY))
    morning.post.troubles = ["token"] * 500
    morning.until(at(MONDAY + DAY, 7, 0))
    assert morning.sent() == []
    morning.post.troubles.clear()
    morning.until(at(MONDAY + DAY, 12, 0))
    assert [each.key for each in morning.sent()] == ["U_ANA:digest:2026-11-24"]


@pytest.mark.parametrize("trouble", ["limited", "5xx", "5xx after accepting", "cut"])
def test_whatever_slack_does_there_is_exactly_one(trouble: str):
    morning = a_morning(due("late", MONDAY - 3 * DAY))
    morning.post.troubles = [trouble]
    morning.until(at(MONDAY, 18, 0))
    assert keys(morning) == ["U_ANA:digest:2026-11-23"]


def test_a_bot_cut_off_between_planning_and_noting_plans_the_same_again():
    morning = a_morning(due("late", MONDAY - 3 * DAY))
    genuine, morning.records.advance = morning.records.advance, _cut_off  # type: ignore[method-assign]
    morning.until(at(MONDAY, 8, 40))
    morning.records.advance = genuine  # type: ignore[method-assign]
    morning.start()
    morning.until(at(MONDAY, 18, 0))
    assert keys(morning) == ["U_ANA:digest:2026-11-23"]
    assert morning.memory.times("U_ANA").next_digest_at == at(MONDAY + DAY)


def _cut_off(looked: object) -> None:
    raise OSError("the process was killed here")


def test_records_restored_from_before_the_digest_send_it_no_second_time():
    morning = a_morning(due("late", MONDAY - 3 * DAY))
    morning.until(at(MONDAY, 9, 0))
    morning.outbox.rows = {n: row for n, row in morning.outbox.rows.items() if row.kind != "digest"}
    morning.memory.known["U_ANA"] = replace(morning.memory.times("U_ANA"), next_digest_at=at(MONDAY))
    looks = morning.post.looks
    morning.start()
    morning.until(at(MONDAY, 12, 0))
    assert keys(morning) == ["U_ANA:digest:2026-11-23"]
    assert morning.post.looks == looks + 1


# -- on the road ------------------------------------------------------------------------------------------------------


def lands(morning: Morning, zone: str, when: datetime) -> None:
    """Slack says that Ana's clock is in this zone now."""
    morning.until(when)
    morning.people.learn("U_ANA", zone, "", when)
    morning.sweep.run()


def keys_of_days(morning: Morning) -> list[str]:
    return [key.rpartition(":")[2] for key in keys(morning)]


@pytest.mark.parametrize(("there", "back"), [(HONOLULU, TOKYO), (TOKYO, HONOLULU), (TOKYO, BERLIN), (HONOLULU, BERLIN)])
@pytest.mark.parametrize("hours", range(0, 48, 7))
def test_a_traveller_over_the_date_line_has_each_date_once_and_misses_none(there: str, back: str, hours: int):
    people = (replace(ANA, zone=there, next_digest_at=at(MONDAY, zone=there)),)
    morning = a_morning(due("late", MONDAY - 10 * DAY), people=people, now=at(MONDAY - DAY, 18, 0, zone=there))
    landing = at(MONDAY + DAY, 0, 0, zone=there) + timedelta(hours=hours)
    lands(morning, back, landing)
    morning.until(at(MONDAY + 4 * DAY, 23, 0, zone=back), timedelta(minutes=30))
    days = keys_of_days(morning)
    lived = {landing.astimezone(ZoneInfo(back)).date(), *(MONDAY + n * DAY for n in range(5))} & {MONDAY + n * DAY for n in range(5)}
    assert len(days) == len(set(days)), "no date twice"
    assert set(days) == {each.isoformat() for each in lived} - _never_awake(landing, there, back)


def _never_awake(landing: datetime, there: str, back: str) -> set[str]:
    """Dates whose morning was over, or not yet come, where she was: skipped by the flight."""
    skipped = set()
    for n in range(5):
        day = MONDAY + n * DAY
        before = at(day, zone=there) <= landing
        # Landing in the evening, a digest of that date would come at night: the next morning tells it.
        local = landing.astimezone(ZoneInfo(back))
        after = at(day, zone=back) >= landing or (local.date() == day and local.time() < time(20))
        if not (before or after):
            skipped.add(day.isoformat())
    return skipped


def test_half_past_eight_is_where_she_is():
    morning = a_morning(due("late", MONDAY - 3 * DAY))
    lands(morning, "America/New_York", at(MONDAY, 20, 0))
    morning.until(at(MONDAY + DAY, 23, 0))
    assert [each.at for each in morning.sent()] == [at(MONDAY), at(MONDAY + DAY, zone="America/New_York")]


def test_a_zone_learned_for_the_first_time_brings_no_digest_at_once():
    morning = Morning(at(MONDAY, 14, 0, zone=TOKYO))
    morning.book.add([logged(due("today", MONDAY, owner="U_LIN"))])
    morning.sweep.run()
    morning.people.learn("U_LIN", TOKYO, "zh-CN", morning.clock())
    morning.until(at(MONDAY + DAY, 8, 0, zone=TOKYO))
    assert morning.sent() == []
    morning.until(at(MONDAY + DAY, 9, 0, zone=TOKYO))
    assert [(each.at, each.notice.language) for each in morning.sent()] == [(at(MONDAY + DAY, zone=TOKYO), "zh")]


def test_clock_changes_do_not_move_breakfast():
    spring = date(2027, 3, 26)
    morning = a_morning(due("late", spring - 3 * DAY), now=at(spring - DAY, 12, 0))
    morning.until(at(spring + 5 * DAY, 12, 0))
    shown = [each.at.astimezone(ZoneInfo(BERLIN)) for each in morning.sent()]
    assert {(each.hour, each.minute) for each in shown} == {(8, 30)}
    assert len(shown) == 4


# -- who, and what they decide ----------------------------------------------------------------------------------------


def test_who_logs_the_first_promise_has_the_first_digest_the_next_morning():
    morning = Morning(at(MONDAY, 10, 0), ANA)
    morning.book.add([logged(due("today", MONDAY, 17))])
    morning.until(at(MONDAY, 18, 0))
    assert morning.sent() == []
    morning.until(at(MONDAY + DAY, 9, 0))
    assert len(morning.sent()) == 1


def test_switched_off_is_off_and_on_again_goes_on():
    morning = a_morning(due("late", MONDAY - 3 * DAY))
    morning.digests.settings.turn_off("U_ANA")
    morning.until(at(MONDAY + DAY, 18, 0))
    assert morning.sent() == []
    morning.digests.settings.turn_on("U_ANA")
    morning.until(at(MONDAY + 2 * DAY, 12, 0))
    assert [each.at for each in morning.sent()] == [at(MONDAY + 2 * DAY)]


def test_another_time_holds_from_the_next_digest_on_and_gives_none_twice():
    morning = a_morning(due("late", MONDAY - 3 * DAY))
    morning.until(at(MONDAY, 10, 0))
    times = morning.digests.settings.set_time("U_ANA", time(15, 30))
    assert times.next_digest_at == at(MONDAY + DAY, 15, 30)
    morning.until(at(MONDAY + DAY, 18, 0))
    assert [each.at for each in morning.sent()] == [at(MONDAY), at(MONDAY + DAY, 15, 30)]


def test_an_hour_that_somebody_chose_is_never_too_early():
    morning = a_morning(due("late", MONDAY - 3 * DAY), people=(replace(ANA, digest_at=time(6)),))
    morning.until(at(MONDAY, 7, 0))
    assert [each.at for each in morning.sent()] == [at(MONDAY, 6, 0)]


def test_own_working_days():
    morning = a_morning(due("late", MONDAY - 3 * DAY))
    morning.digests.settings.set_days("U_ANA", ("sun", "tue"))
    morning.until(at(MONDAY + 7 * DAY, 12, 0))
    assert [each.at for each in morning.sent()] == [at(MONDAY + DAY), at(MONDAY + 6 * DAY)]
    with pytest.raises(BadInput):
        morning.digests.settings.set_days("U_ANA", ())


def test_a_change_while_digests_are_planned_is_not_overwritten():
    morning = a_morning(due("late", MONDAY - 3 * DAY))
    genuine = morning.records.material

    def meanwhile(*given: object) -> object:
        morning.digests.settings.turn_off("U_ANA")
        return genuine(*given)  # type: ignore[arg-type]

    morning.records.material = meanwhile  # type: ignore[method-assign, assignment]
    morning.clock.at = at(MONDAY)
    morning.sweep.run()
    assert morning.memory.times("U_ANA").digest_off
    assert morning.memory.times("U_ANA").next_digest_at is None
    assert morning.sent() == []


def test_the_weather_stands_in_the_digest_with_its_reason():
    kept = [
        due(f"old{n}", MONDAY - n * 7 * DAY, state=state, ended_at=at(MONDAY - n * 7 * DAY), what="send samples")
        for n, state in enumerate(("kept-late", "broken", "kept"), 2)
    ]
    morning = a_morning(*kept, replace(due("today", MONDAY + DAY), what="send samples"), due("late", MONDAY - DAY))
    morning.until(at(MONDAY, 9, 0))
    weather = digests(morning)[0].weather
    assert weather is not None
    assert [each.id for each in weather.clouds[0].promises] == ["today"]


# -- the managers' week -----------------------------------------------------------------------------------------------

MAREK = PersonTimes("U_MAREK", BERLIN, asked_at=at(MONDAY - DAY))


def ended(id: str, day: date, state: str = "kept", **more: object) -> Promise:
    return due(id, day, state=state, ended_at=at(day, 12, 0), team="north", **more)


def a_week(*promises: Promise, **more: object) -> Morning:
    more = {"managers": ("U_MAREK",), "people": (ANA, MAREK), "now": at(MONDAY - 2 * DAY, 12, 0), **more}
    return a_morning(*promises, **more)  # type: ignore[arg-type]


def test_on_monday_the_manager_hears_what_is_at_risk_what_waits_and_what_changed():
    old = [ended(f"old{n}", MONDAY - (20 + n) * DAY) for n in range(5)]
    new = ended("new", MONDAY - 3 * DAY, "kept-late")
    morning = a_week(*old, new, due("risk", MONDAY + 9 * DAY, state="at-risk"), due("waits", MONDAY + 9 * DAY, state="waiting"))
    question = Kept("q1", "What about rubber?", "en", "U_BEN", at(MONDAY - 2 * DAY), "abstained")
    morning.journal.keep(question, {}, ["everyone"])
    morning.until(at(MONDAY + 2 * DAY, 18, 0))
    (sent,) = morning.sent("weekly")
    week = sent.notice.content
    assert (sent.at, sent.person, week.monday) == (at(MONDAY), "U_MAREK", MONDAY)
    assert [each.id for each in week.at_risk] == ["risk"]
    assert [each.id for each in week.waiting] == ["waits"]
    team, ana = week.changes
    assert (team.by, team.name, ana.by, ana.name) == ("team", "north", "owner", "U_ANA")
    assert team.before.rate == 1.0
    assert team.now.rate == pytest.approx(5 / 6)
    assert [each.id for each in team.promises] == ["new"]
    assert [each.text for each in week.questions] == ["What about rubber?"]


def test_four_promises_make_no_rate():
    morning = a_week(*(ended(f"old{n}", MONDAY - (20 + n) * DAY) for n in range(4)), due("risk", MONDAY, state="at-risk"))
    morning.until(at(MONDAY, 12, 0))
    assert morning.sent("weekly")[0].notice.content.changes == ()


def test_a_week_with_nothing_to_tell_is_not_told():
    morning = a_week(due("open", MONDAY + 9 * DAY))
    morning.until(at(MONDAY + 7 * DAY, 12, 0))
    assert morning.sent("weekly") == []


def test_what_the_manager_may_not_read_is_not_counted_either():
    hidden = [replace(ended(f"old{n}", MONDAY - (20 + n) * DAY), audience="private:U_ANA") for n in range(6)]
    souths = due("souths", MONDAY, state="at-risk", team="south", audience="team:south")
    morning = a_week(*hidden, souths, due("risk", MONDAY, state="at-risk", team="north"), teams={"U_MAREK": "north"})
    morning.until(at(MONDAY, 12, 0))
    week = morning.sent("weekly")[0].notice.content
    assert ([each.id for each in week.at_risk], week.changes) == (["risk"], ())


def test_only_managers_have_a_weekly_and_may_do_without():
    morning = a_week(due("risk", MONDAY + 9 * DAY, state="at-risk"))
    morning.digests.settings.set_weekly("U_MAREK", False)
    morning.until(at(MONDAY + 7 * DAY, 12, 0))
    assert morning.sent("weekly") == []
    assert morning.digests.settings.set_weekly("U_ANA", True).next_weekly_at is None
    assert morning.digests.digesting.weekly_now("U_ANA", morning.clock()) is None


def test_a_weekly_missed_on_monday_comes_late_on_wednesday_and_once():
    morning = a_week(due("risk", MONDAY + 9 * DAY, state="at-risk"))
    morning.clock.at = at(MONDAY + 2 * DAY, 12, 0)
    morning.start()
    morning.until(at(MONDAY + 4 * DAY, 12, 0))
    assert [(each.key, each.notice.late) for each in morning.sent("weekly")] == [("U_MAREK:weekly:2026-11-23", True)]
