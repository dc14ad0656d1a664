"""Goodword's records in memory, for tests of everything that only needs *some* records.

They keep the same contract as `bot.storage`: tests/test_contracts_storage.py runs one suite over both. Safe to use
from several threads. Set `disk_full = True` on any of them and every write raises NotSaved until it is False again.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import RLock

from bot.errors import NotSaved
from bot.ports import Claimed, Delivery, Kept


class _Disk:
    """A disk that can be full, and a lock as there is one writer only."""

    def __init__(self) -> None:
        self.disk_full = False
        self._lock = RLock()

    def _check_disk(self) -> None:
        if self.disk_full:
            raise NotSaved("Nothing was saved: the disk is full.", "Free some space, then try again.")


@dataclass
class _Row:
    """One delivery; `delivery` is None once nobody needs its body any more."""

    delivery: Delivery | None
    state: str = "waiting"
    due: datetime | None = None
    attempts: int = 0
    lease_until: datetime | None = None
    ended_at: datetime | None = None
    error: str = ""
    reply: tuple[str, str] | None = None


class MemoryInbox(_Disk):
    """ports.Inbox. Look at `errors` for what `retry` and `give_up` were told."""

    def __init__(self, lease: timedelta = timedelta(seconds=60), keep: timedelta = timedelta(days=14), limit: int = 1000) -> None:
        super().__init__()
        self._lease, self._keep, self._limit = lease, keep, limit
        self._rows: dict[str, _Row] = {}
        self._aliases: dict[str, tuple[str, datetime]] = {}

    @property
    def errors(self) -> dict[str, str]:
        """The last error of every delivery that has one."""
        return {key: row.error for key, row in self._rows.items() if row.error}

    def accept(self, delivery: Delivery, aliases: Collection[str] = ()) -> bool:
        with self._lock:
            self._check_disk()
            is_new = delivery.key not in self._rows and not any(alias in self._aliases for alias in aliases)
            if is_new and self.counts()["waiting"] >= self._limit:
                raise NotSaved("Too much is waiting to be answered, so this was not saved.", "Please try again in a minute.")
            for alias in aliases:
                self._aliases.setdefault(alias, (delivery.key, delivery.received_at))
            if not is_new:
                return False
            self._rows[delivery.key] = _Row(replace(delivery, headers=dict(delivery.headers)))
            return True

    def accept_all(self, deliveries: Sequence[tuple[Delivery, Collection[str]]]) -> list[bool | NotSaved]:
        answers: list[bool | NotSaved] = []
        for delivery, aliases in deliveries:
            try:
                answers.append(self.accept(delivery, aliases))
            except NotSaved as refusal:
                answers.append(refusal)
        return answers

    def hold(self, key: str, alias: str, now: datetime) -> bool:
        with self._lock:
            self._check_disk()
            holder, _ = self._aliases.get(alias, (key, now))
            row = self._rows.get(holder)
            is_free = holder == key or (row is not None and row.state == "dead")
            if is_free:
                self._aliases[alias] = (key, now)
            return is_free

    def let_go(self, key: str, alias: str) -> None:
        with self._lock:
            self._check_disk()
            if self._aliases.get(alias, ("", None))[0] == key:
                del self._aliases[alias]

    def is_held(self, key: str, alias: str) -> bool:
        with self._lock:
            return self._aliases.get(alias, ("", None))[0] == key

    def claim(self, limit: int, now: datetime) -> list[Claimed]:
        with self._lock:
            self._check_disk()
            due = [row for row in self._rows.values() if row.state == "waiting" and (row.due is None or row.due <= now)]
            return [self._take(row, now) for row in due[: max(limit, 0)]]

    def _take(self, row: _Row, now: datetime) -> Claimed:
        row.state, row.attempts, row.lease_until = "working", row.attempts + 1, now + self._lease
        assert row.delivery is not None
        return Claimed(row.delivery, row.attempts, row.lease_until)

    def finish(self, key: str, now: datetime) -> None:
        self._end(key, now, "done", "")

    def retry(self, key: str, at: datetime, error: str) -> None:
        with self._lock:
            self._check_disk()
            row = self._rows.get(key)
            if row and row.state == "working":
                row.state, row.due, row.lease_until, row.error = "waiting", at, None, error

    def give_up(self, key: str, now: datetime, error: str) -> None:
        self._end(key, now, "dead", error)

    def _end(self, key: str, now: datetime, state: str, error: str) -> None:
        with self._lock:
            self._check_disk()
            row = self._rows.get(key)
            if row and row.state in ("waiting", "working"):
                row.state, row.ended_at, row.error = state, now, error
                row.delivery = row.lease_until = None

    def sweep(self, now: datetime) -> int:
        with self._lock:
            self._check_disk()
            late = [row for row in self._rows.values() if row.lease_until is not None and row.lease_until <= now]
            for row in late:
                row.state, row.due, row.lease_until = "waiting", None, None
            kept = {key: row for key, row in self._rows.items() if row.ended_at is None or row.ended_at > now - self._keep}
            self._rows = kept
            self._aliases = {alias: (key, at) for alias, (key, at) in self._aliases.items() if at > now - self._keep}
            return len(late)

    def counts(self) -> Mapping[str, int]:
        states = [row.state for row in list(self._rows.values())]
        return {state: states.count(state) for state in ("waiting", "working", "done", "dead")}

    def note_reply(self, key: str, channel: str, ts: str) -> None:
        with self._lock:
            self._check_disk()
            if key in self._rows:
                self._rows[key].reply = (channel, ts)

    def reply_of(self, key: str) -> tuple[str, str] | None:
        row = self._rows.get(key)
        return row.reply if row else None


class MemoryJournal(_Disk):
    """ports.Journal. Look at `prompts` for the fingerprints that were kept, by question id."""

    def __init__(self) -> None:
        super().__init__()
        self.prompts: dict[str, str] = {}
        self._kept: dict[str, tuple[Kept, str]] = {}
        self._verdicts: dict[tuple[str, str], tuple[bool, datetime]] = {}

    def keep(self, kept: Kept, answer: Mapping[str, object], audiences: Collection[str], prompt: str = "") -> None:
        extra = {"question": kept.text, "context": kept.context, "asked_by": kept.asked_by, "audiences": sorted(audiences)}
        with self._lock:
            self._check_disk()
            self._kept[kept.id] = (kept, json.dumps({**answer, **extra}))
            self.prompts[kept.id] = prompt

    def unanswered(self, limit: int = 50) -> list[Kept]:
        open_ones = [kept for kept, _ in self._kept.values() if kept.status == "abstained"]
        return sorted(open_ones, key=lambda kept: (kept.asked_at, kept.id), reverse=True)[: max(limit, 0)]

    def settle(self, question: str) -> int:
        with self._lock:
            self._check_disk()
            kept, _ = self._kept.get(question, (None, ""))
            alike = [each for each in self.unanswered(10_000) if kept and kept.status == "abstained" and each.text == kept.text]
            for each in alike:
                self._kept[each.id] = (replace(each, status="settled"), self._kept[each.id][1])
            return len(alike)

    def causes(self, since: datetime, until: datetime) -> list[tuple[datetime, str]]:
        asked = [(kept, json.loads(answer).get("meanings")) for kept, answer in self._kept.values() if kept.status == "answered"]
        found = [(kept.asked_at, kept.id, meanings[0]["topic"]) for kept, meanings in asked if meanings and since <= kept.asked_at < until]
        return [(at, topic) for at, _, topic in sorted(found)]

    def judge(self, answer: str, person: str, helpful: bool, at: datetime) -> None:
        with self._lock:
            self._check_disk()
            before = self._verdicts.get((answer, person))
            if before is None or before[1] <= at:
                self._verdicts[answer, person] = (helpful, at)

    def verdicts(self, answer: str) -> Mapping[str, bool]:
        return {person: helpful for (judged, person), (helpful, _) in sorted(self._verdicts.items()) if judged == answer}

    def answer(self, id: str) -> Mapping[str, object] | None:
        stored = self._kept.get(id)
        return json.loads(stored[1]) if stored else None


class MemoryThreads(_Disk):
    """ports.Threads."""

    def __init__(self) -> None:
        super().__init__()
        self._asked: dict[tuple[str, str], dict[str, tuple[datetime, str]]] = {}

    def follow(self, channel: str, thread: str, question: str, answer: str, at: datetime) -> None:
        with self._lock:
            self._check_disk()
            self._asked.setdefault((channel, thread), {}).setdefault(answer, (at, question))

    def questions(self, channel: str, thread: str, limit: int = 3) -> tuple[str, ...]:
        asked = sorted(self._asked.get((channel, thread), {}).values(), key=lambda entry: entry[0])
        return tuple(question for _, question in asked[-limit:]) if limit > 0 else ()


class MemoryChannelRules(_Disk):
    """ports.ChannelRules. `history` holds every rule that was ever set, as (channel, rule, by, at)."""

    def __init__(self) -> None:
        super().__init__()
        self.history: list[tuple[str, str, str, datetime]] = []

    def rule(self, channel: str) -> str | None:
        of_channel = [entry for entry in reversed(self.history) if entry[0] == channel]
        return max(of_channel, key=lambda entry: entry[3])[1] if of_channel else None

    def rules(self) -> dict[str, str]:
        channels = {entry[0]: entry[3] for entry in sorted(self.history, key=lambda entry: entry[3])}
        return {channel: str(self.rule(channel)) for channel in sorted(channels, key=lambda each: channels[each], reverse=True)}

    def set_rule(self, channel: str, rule: str, by: str, at: datetime) -> None:
        with self._lock:
            self._check_disk()
            self.history.append((channel, rule, by, at))
