"""Ticks and the watch: work goes on though clocks jump, work fails, or one round of it hangs."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from bot import scheduler
from bot.scheduler import Crew, Ticks, Watched

SOON = 10.0


class Work:
    """Counts its calls; the n-th can be awaited, and it can be held back or fail."""

    def __init__(self):
        self.calls = 0
        self.fails = False
        self.gate = threading.Event()
        self.gate.set()
        self._changed = threading.Condition()

    def __call__(self):
        with self._changed:
            self.calls += 1
            self._changed.notify_all()
        self.gate.wait(SOON)
        if self.fails:
            raise RuntimeError("a defect of ours")

    def reached(self, calls):
        with self._changed:
            return self._changed.wait_for(lambda: self.calls >= calls, SOON)


@pytest.fixture
def work():
    made = Work()
    yield made
    made.gate.set()


@pytest.fixture
def watched(work):
    made = Watched(work, 0.05)
    yield made
    work.gate.set()
    made.stop()


def test_the_watch_works_at_once_and_goes_on_though_nobody_ticks(work, watched):
    watched.start()
    assert work.reached(4)


@pytest.mark.parametrize(("silent", "told"), [(0.05, True), (10.0, False)])
def test_the_watch_tells_of_long_silence_alone(work, watched, caplog, monkeypatch, silent, told):
    monkeypatch.setattr(scheduler, "_SILENT", silent)
    watched.start()
    assert work.reached(3)
    assert [each.levelname for each in caplog.records if "the watch runs one" in each.getMessage()] == ["WARNING"] * len(caplog.records)
    assert bool(caplog.records) is told


def test_the_watch_keeps_quiet_while_somebody_ticks(work):
    now = [0.0]
    watched = Watched(work, 10, monotonic=lambda: now[0])
    watched.run()
    now[0] += 19
    assert watched.silence == 19
    assert not watched.is_stuck
    now[0] += 60
    assert watched.is_stuck


def test_work_that_fails_is_tried_again(work, watched):
    work.fails = True
    watched.start()
    assert work.reached(3)


def test_work_that_is_being_done_is_not_done_by_another_unless_it_hangs(work):
    now = [0.0]
    watched = Watched(work, 10, monotonic=lambda: now[0])
    work.gate.clear()
    first = threading.Thread(target=watched.run)
    first.start()
    assert work.reached(1)
    watched.run()
    assert work.calls == 1
    now[0] += 15
    watched.beat()
    now[0] += 15
    watched.run()
    assert work.calls == 1, "it has shown that it is alive"
    now[0] += 20
    second = threading.Thread(target=watched.run)
    second.start()
    assert work.reached(2)
    work.gate.set()
    first.join(SOON)
    second.join(SOON)


def test_once_stopped_it_begins_nothing_and_keeps_nobody_waiting(work, watched):
    watched.start()
    assert work.reached(1)
    waiting = threading.Thread(target=watched.wait, args=(600,))
    waiting.start()
    watched.stop()
    waiting.join(SOON)
    assert not waiting.is_alive()
    before = work.calls
    watched.run()
    assert work.calls == before


def test_a_wall_clock_that_goes_back_silences_the_ticks_but_not_the_work(work, watched, monkeypatch):
    """APScheduler 3.11.3 waits until the wall clock has caught up; the watch does not."""
    import apscheduler.schedulers.base as base

    behind = [timedelta(0)]

    class Jumping(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz or UTC) + behind[0]

    monkeypatch.setattr(base, "datetime", Jumping)
    ticks = Ticks({"reminders": (watched.run, 0.05)})
    ticks.start()
    watched.start()
    assert work.reached(3)
    behind[0] = timedelta(hours=-1)
    assert work.reached(work.calls + 4)
    ticks.stop()


def test_ticks_without_a_watch_call_again_and_again(work):
    ticks = Ticks({"work": (work, 0.05)})
    ticks.start()
    assert work.reached(3)
    ticks.stop()


def test_work_that_takes_longer_than_its_interval_is_not_called_twice_and_nobody_is_alarmed(work, caplog):
    looks, ticks = Work(), Ticks({"work": (work, 0.05)})
    is_at_work = ticks._is_at_work
    ticks._is_at_work = lambda *about: [is_at_work(*about), looks()][0]
    work.gate.clear()
    ticks.start()
    assert looks.reached(6)
    assert work.calls == 1
    work.gate.set()
    assert work.reached(3)
    ticks.stop()
    assert caplog.records == []


def test_work_that_does_not_end_is_told_of_once_and_called_again_when_it_has_ended(work, caplog, monkeypatch):
    monkeypatch.setattr(scheduler, "_OVERDUE", 0.2)
    looks, ticks = Work(), Ticks({"library check": (work, 0.05)})
    is_at_work = ticks._is_at_work
    ticks._is_at_work = lambda *about: [is_at_work(*about), looks()][0]
    work.gate.clear()
    ticks.start()
    assert looks.reached(12)
    work.gate.set()
    assert work.reached(2)
    ticks.stop()
    [told] = [each.getMessage() for each in caplog.records]
    assert told.startswith("library check has been at work for")


def test_a_crew_works_together_and_tells_what_went_wrong():
    together = threading.Barrier(4, timeout=SOON)
    Crew(4)(together.wait)

    def broken():
        raise KeyError("a defect of ours")

    with pytest.raises(KeyError):
        Crew(2)(broken)
