"""The goals of reliability, each as a run that ends in a verdict. `scale` 1 is the full size; tests run a small one."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as day_time
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from world import Verdict, World, item_of

from bot.errors import NotSaved
from bot.promises.records import Due, Event
from bot.reminders.clocks import slot
from bot.storage.database import open_database
from bot.storage.promises import SqlPromises


def kills(world: World, scale: float, crash: Callable[[], None] | None = None, seed: int = 1) -> Verdict:
    """Goals 1, 2 and 5: 10,000 reminders, 500 kill -9, 2 workers (4 on a server that crashes 20 times), 1 % of each fault."""
    count, killed, crashes = max(int(10_000 * scale), 40), max(int(500 * scale), 4), max(int(20 * scale), 1)
    workers = 4 if crash else 2
    lasts = killed * 2.0 / workers
    lease, timeout = (60, 10) if scale >= 0.2 else (3, 1)
    with world.slack(seed=seed, limited=0.01, broken=0.01, cut=0.01) as slack:
        world.log(count, time.time() + 1, lasts)
        with world.workers(slack, kills=killed, workers=workers, seed=seed, lease=lease, timeout=timeout):
            for _ in range(crashes if crash else 0):
                time.sleep(lasts / (crashes + 1))
                crash()
            world.wait(lasts + 20 * lease, calm=lease + 2 * timeout)
    return world.judge(f"{count} reminders, {killed} kills" + (f", {crashes} crashes of the server" if crash else ""))


def prompt(world: World, scale: float) -> Verdict:
    """Goal 5, first half: how late a reminder comes when nothing goes wrong. Two workers, ten reminders a second."""
    count = max(int(2000 * scale), 40)
    with world.slack(seed=5) as slack:
        world.log(count, time.time() + 1, count / 10)
        with world.workers(slack, workers=2):
            world.wait(count / 10 + 60, calm=2)
    return world.judge(f"{count} reminders, nothing goes wrong")


def one_kill(world: World, scale: float) -> Verdict:
    """Goal 5, second half: the same over a kill of each of two workers, with the lease and the time limit that are shipped."""
    count = max(int(2000 * scale), 400)
    lasts = count / 10
    with world.slack(seed=5, limited=0.01, broken=0.01, cut=0.01) as slack:
        world.log(count, time.time() + 1, lasts)
        with world.workers(slack, workers=2, kills=2, pause=(lasts * 0.5, lasts * 0.7), lease=60, timeout=10):
            world.wait(lasts + 240, calm=25)
    return world.judge(f"{count} reminders, each worker killed once")


def ambiguous(world: World, scale: float) -> Verdict:
    """Goal 3: 5 % of calls are accepted and cut, 10 % answered 5xx, half of them after accepting."""
    count = max(int(2000 * scale), 60)
    timeout = 10 if scale >= 0.2 else 1
    with world.slack(seed=3, broken=0.10, cut=0.05) as slack:
        world.log(count, time.time() + 1, count / 15)
        with world.workers(slack, timeout=timeout, lease=60):
            world.wait(count / 15 + 40 * timeout, calm=3 * timeout)
    return world.judge(f"{count} reminders")


def stale(world: World, scale: float) -> Verdict:
    """Goal 4: a tenth of the promises is done, withdrawn or moved while reminders are being sent."""
    count = max(int(3000 * scale), 150)
    lasts = count / 10
    begin = time.time() + 2
    moved: dict[str, float] = {}
    ended: dict[str, float] = {}
    with world.slack(seed=4, limited=0.02, broken=0.02, cut=0.02) as slack:
        world.log(count, begin, lasts)
        timeout = 10 if scale >= 0.2 else 1
        with world.workers(slack, timeout=timeout, lease=60, kills=max(int(40 * scale), 2), workers=2, pause=(4.0, 8.0)):
            _edit(world, count // 10, lasts, moved, ended)
            for item in moved:
                world.wanted[item] = begin + lasts + 3
            for item in ended:
                del world.wanted[item]
            world.wait(lasts + 40 * timeout + 60)
            time.sleep(max(begin + lasts + 3 - time.time(), 0) + 65 + 3 * timeout)  # what was moved is due last, maybe after a kill
    return _judge_edits(world, moved, ended, begin + lasts + 3, count)


def _edit(world: World, edits: int, lasts: float, moved: dict[str, float], ended: dict[str, float]) -> None:
    """Change promises at random; notes when each change was on disk."""
    database, dice = open_database(world.database, patience=60), random.Random(4)
    book, later = SqlPromises(database), datetime.fromtimestamp(time.time() + lasts + 3, UTC)
    for item in dice.sample(sorted(world.wanted), edits):
        time.sleep(lasts / edits * dice.random() * 1.8)
        promise = book.promise(item)
        assert promise
        state = dice.choice(("kept", "withdrawn", "renegotiated"))
        after = replace(promise, state=state, revision=2, schedule=2)  # type: ignore[arg-type]
        if state == "renegotiated":
            after = replace(after, due=Due(later.date(), later.time(), "UTC"))
        try:
            book.change(after, Event(item, 2, state, promise.owner, datetime.now(UTC), "open", after.state))
        except NotSaved:
            continue
        (moved if state == "renegotiated" else ended)[item] = time.time()
    database.close()


def _judge_edits(world: World, moved: dict[str, float], ended: dict[str, float], later: float, count: int) -> Verdict:
    """A message of the old schedule may begin up to a second after the change was on disk."""
    verdict, heard = world.judge(), world.heard()
    late = sum(at > ended[item] + 1 for item in ended for at in heard.get(item, ()))
    late += sum(moved[item] + 1 < at < later - 1 for item in moved for at in heard.get(item, ()))
    before = sum(at <= moved[item] + 1 for item in moved for at in heard.get(item, ()))
    lost = sum(not any(at >= later - 1 for at in heard.get(item, ())) for item in moved)
    missing = sum(item not in heard for item in world.wanted if item not in moved)
    twice = sum(len(times) - 1 for times in heard.values()) - sum(
        1 for item in moved if any(at <= moved[item] + 1 for at in heard.get(item, ())) and len(heard.get(item, ())) > 1
    )
    note = f"{count} reminders, {len(moved)} moved ({before} after their first), {len(ended)} ended"
    return replace(verdict, stale=late, lost=lost + missing, doubled=twice, note=note)


def storm(world: World, scale: float) -> Verdict:
    """Goal 6: all due at one instant, one message a second to a person, so many to all, and 30 % are limited at random."""
    count, rate = max(int(2000 * scale), 100), 20
    begin = time.time() + 3
    with world.slack(seed=6, limited=0.3, per_second=rate) as slack:
        world.log(count, begin, 0)
        with world.workers(slack, timeout=10, lease=60):
            world.wait(20 + 6 * count / rate)
    times = sorted(at for each in world.heard().values() for at in each) or [begin]
    # Of the calls that the limit lets through three in ten are refused all the same, so this is the best there is.
    ideal = count / (rate * 0.7)
    took = times[-1] - begin
    return world.judge(f"{count} at once in {took:.0f} s, {took / ideal:.2f} x the ideal {ideal:.0f} s")


def asleep(world: World, scale: float) -> Verdict:
    """Goal 7: the bot sleeps for 72 hours and wakes: each promise once, marked late."""
    count = max(int(1000 * scale), 30)
    with world.slack(seed=7) as slack:
        world.log(count, time.time() + 60, 70 * 3600)
        with world.workers(slack, timeout=2, ahead=72 * 3600):
            world.wait(30 + count / 5, calm=5)
    unmarked = sum("comes late" not in call["text"] for call in world.calls() if call["accepted"] and item_of(call))
    verdict = world.judge(f"{count} due while asleep, {unmarked} not marked as late")
    return replace(verdict, stale=unmarked, late=(0, 0))


def clocks(world: World, scale: float) -> Verdict:
    """Goal 8: the clock jumps by an hour and by a day, there and back, and the process stands still for a while."""
    clock, length = world.folder / "clock", 12 if scale < 0.2 else 45
    clock.write_text("0")
    frozen = 8 if scale < 0.2 else 600
    slowest = 0.0
    with world.slack(seed=8, limited=0.02, broken=0.02, cut=0.02) as slack:
        world.log(40, time.time() + 1, length)
        with world.workers(slack, timeout=1, lease=20, clock=clock) as process:
            for jump in (3600, 0, -3600, 0, 86_400, 0, -86_400, 0):
                clock.write_text(str(jump))
                slowest = max(slowest, _heard_of(world, jump, length))
            child = int(subprocess.run(["pgrep", "-P", str(process.pid)], capture_output=True, text=True, check=True).stdout.split()[0])
            os.kill(child, signal.SIGSTOP)
            time.sleep(frozen)
            os.kill(child, signal.SIGCONT)
            slowest = max(slowest, _heard_of(world, 0, length))
            world.wait(120, calm=25)
    return replace(world.judge(f"8 jumps, {frozen} s stopped, next sweep after {slowest:.0f} s at most"), late=(0, 0))


def _heard_of(world: World, jump: float, length: float) -> float:
    """Log a promise that is due now by the clock that jumped, and wait for it. Returns the seconds that took."""
    began = time.time()
    item = f"q{len(world.wanted)}"
    world.log(1, began + jump, 0)
    while item not in world.heard() and time.time() < began + 60:
        time.sleep(0.2)  # the journal has no bell
    world.wanted[item] = began
    return time.time() - began


def restored(world: World, scale: float) -> Verdict:
    """Goal 24: a backup made before some sends is put back. SQLite's file, as a person would copy it."""
    count = max(int(1000 * scale), 60)
    lasts = count / 12
    backup = world.folder / "backup.db"
    with world.slack(seed=24, broken=0.02, cut=0.02) as slack:
        world.log(count, time.time() + 1, lasts)
        with world.workers(slack, timeout=1, lease=2):
            time.sleep(lasts / 3)
            with closing(sqlite3.connect(world.database)) as source, closing(sqlite3.connect(backup)) as target:
                source.backup(target)
            time.sleep(lasts / 3)
        sent = len(world.heard())
        for left in ("-wal", "-shm"):
            Path(world.database + left).unlink(missing_ok=True)
        shutil.copy(backup, world.database)
        with world.workers(slack, timeout=1, lease=2):
            world.wait(lasts + 60, calm=5)
    return world.judge(f"{count} reminders, {sent} sent when a backup from before was put back")


def clock_changes(scale: float) -> Verdict:
    """Goal 9: every zone with clock changes, every day of a year, five times of the day: exactly one slot each, in order."""
    zones = [name for name in sorted(available_timezones()) if _changes(name)]
    zones = zones if scale >= 1 else zones[:: max(1, int(1 / max(scale, 0.02)))]
    days = [date(2027, 1, 1) + timedelta(days=n) for n in range(365)]
    lost = doubled = checked = 0
    for name in zones:
        zone = ZoneInfo(name)
        for at in (day_time(0), day_time(0, 30), day_time(1, 30), day_time(8), day_time(9)):
            slots = [slot(day, at, zone) for day in days]
            checked += len(slots)
            doubled += len(slots) - len(set(slots))
            lost += sum(there.astimezone(zone).date() != day for there, day in zip(slots, days, strict=True))
    return Verdict(lost, doubled, note=f"{checked} slots in {len(zones)} zones")


def _changes(name: str) -> bool:
    zone = ZoneInfo(name)
    offsets = {datetime(2027, month, 1, 12, tzinfo=zone).utcoffset() for month in range(1, 13)}
    return len(offsets) > 1


def in_background(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread
