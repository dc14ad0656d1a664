"""Goal 10: broken requests of every kind, signed and not, at the real front door, worked on by the real workers over real records."""

import asyncio
import hashlib
import hmac
import json
import logging
import random
import re
import time
import urllib.parse
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from unittest.mock import patch

from front_bot import SECRET, open_desk
from front_mutator import Mutator
from front_payloads import Payload, recorded, written
from front_slack import FrontSlack
from sqlalchemy import select
from world import Verdict, World

import bot.slack.front
import bot.slack.incoming
from bot.slack.bolt import build_bolt
from bot.slack.desk import Desk
from bot.slack.failures import code_of
from bot.slack.front import Front
from bot.slack.incoming import DEFERRED, read_payload, sort
from bot.slack.places import place_of
from bot.slack.workers import Workers
from bot.storage.database import open_database
from bot.storage.tables import inbox

_PERSON = re.compile(r"[UW][A-Z0-9]{2,20}")
_FAILURE = re.compile(r"Failure ([0-9A-F]{6})")
_AT_ONCE = 50


class Heard(logging.Handler):
    """What is logged as an error. `causes` are those of work that failed, which a person must have been told."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.causes: Counter[str] = Counter()
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        found = _FAILURE.match(text)
        if found and record.exc_info and record.exc_info[1]:
            self.causes[_cause(record.exc_info[1])] += 1
        elif not found:
            cause = _cause(record.exc_info[1]) if record.exc_info and record.exc_info[1] else ""
            self.errors.append(f"{record.name}: {text[:200]} {cause}")


def _cause(error: BaseException) -> str:
    at = error.__traceback__
    while at and at.tb_next:
        at = at.tb_next
    where = f"{at.tb_frame.f_code.co_filename.rpartition('/')[2]}:{at.tb_lineno}" if at else ""
    return f"{type(error).__name__} {str(error)[:80]} {where}"


@dataclass
class Seen:
    """What the judge counts."""

    statuses: Counter[int] = field(default_factory=Counter)
    raised: list[str] = field(default_factory=list)
    people: dict[str, str] = field(default_factory=dict)
    """By the key of the delivery: whom to tell if its work fails, "" for nobody."""


def fuzz(world: World, scale: float, seed: int = 1) -> Verdict:
    """100,000 signed and 10,000 unsigned requests: nothing raises, nothing is a 5xx, what is unsigned is not parsed, and work that
    fails is told to whoever asked for it."""
    with FrontSlack() as slack, heard() as errors:
        payloads = asyncio.run(recorded()) + written()
        errors.errors.clear()
        return asyncio.run(_fuzz(world, slack, errors, payloads, scale, seed))


async def _fuzz(world: World, slack: FrontSlack, errors: Heard, payloads: list[Payload], scale: float, seed: int) -> Verdict:
    signed, unsigned = max(int(100_000 * scale), 300), max(int(10_000 * scale), 100)
    asyncio.get_running_loop().set_exception_handler(lambda _, about: errors.errors.append(str(about)))
    database = await asyncio.to_thread(open_database, world.database, 60)
    desk = open_desk(database, slack.url)
    app = build_bolt(desk)
    workers = Workers(app, desk, tick=0.2, backoff=0.05)
    front = Front(app, desk, workers.wake)
    broken, seen = Mutator(payloads, seed), Seen()
    with counted_parsers() as parsed:
        refused = await _unsigned(front, broken, unsigned, seed, seen)
    working = asyncio.create_task(workers.run())
    await _in_turns(_signed(front, *broken.next(), seen) for _ in range(signed))
    for payload in payloads:  # and whole ones, which must still be taken
        await _signed(front, *payload.written(), seen)
    await _drained(desk)
    await workers.stop()
    await working
    counts = dict(desk.inbox.counts())
    with database.read() as connection:
        failed = connection.execute(select(inbox.c.key).where(inbox.c.state == "dead")).scalars().all()
    await asyncio.to_thread(database.close)
    said = "".join(slack.said())
    untold = [key for key in failed if seen.people.get(key) and code_of(key) not in said]
    fives = sum(count for status, count in seen.statuses.items() if status >= 500)
    wrong = [*seen.raised, *errors.errors, *(f"untold {key}" for key in untold)]
    for each, count in Counter(wrong).most_common(12):
        print(f"    {count} x {each}", flush=True)
    for cause, count in errors.causes.most_common(12):
        print(f"    told as a failure: {count} x {cause}", flush=True)
    passed = unsigned - refused
    note = (
        f"{signed} signed ({counts['done']} worked on, {len(failed)} failed), {unsigned} unsigned: {len(seen.raised)} raised, "
        f"{fives} x 5xx, {len(errors.errors)} errors, {passed} unsigned taken, {parsed[0]} parsed, {len(untold)} untold"
    )
    return Verdict(
        lost=counts["waiting"] + counts["working"] + len(untold), wrong=len(wrong) - len(untold) + fives + passed + parsed[0], note=note
    )


@contextmanager
def heard() -> Iterator[Heard]:
    handler = Heard()
    logging.getLogger().addHandler(handler)
    try:
        yield handler
    finally:
        logging.getLogger().removeHandler(handler)


@contextmanager
def counted_parsers() -> Iterator[list[int]]:
    """[how often anything was parsed]: every parser of ours and the ones they and Bolt are built on count their calls."""
    count = [0]

    def counting(parser: Any) -> Any:
        def counted(*given: Any, **named: Any) -> Any:
            count[0] += 1
            return parser(*given, **named)

        return counted

    places = [(bot.slack.front, "read_payload"), (bot.slack.incoming, "parse_qsl"), (urllib.parse, "parse_qsl"), (json, "loads")]
    patches = [patch.object(place, name, counting(getattr(place, name))) for place, name in places]
    for each in patches:
        each.start()
    try:
        yield count
    finally:
        for each in patches:
            each.stop()


async def _in_turns(calls: Iterator[Any]) -> None:
    while some := list(islice(calls, _AT_ONCE)):
        await asyncio.gather(*some)


async def _unsigned(front: Front, broken: Mutator, count: int, seed: int, seen: Seen) -> int:
    """How many of these were refused with 401."""
    dice, refused = random.Random(seed), 0
    for _ in range(count):
        body, content_type = broken.next()
        status = await call(front, body, content_type, forged(body, dice), seen)
        refused += status == 401
    return refused


def forged(body: bytes, dice: random.Random) -> dict[bytes, bytes]:
    """Headers that are not Slack's, in one of many ways."""
    stamp, now = b"x-slack-request-timestamp", str(int(time.time())).encode()
    name, good = b"x-slack-signature", signature(body, now)
    ways: list[dict[bytes, bytes]] = [
        {},
        {stamp: now},
        {name: good},
        {stamp: now, name: b""},
        {stamp: now, name: signature(body, now, b"guessed")},
        {stamp: now, name: good[:-1]},
        {stamp: now, name: good.upper()},
        {stamp: now, name: b"v1" + good[2:]},
        {stamp: now, name: "v0=\xe9".encode("latin-1")},
        {stamp: str(int(now) - 301).encode(), name: signature(body, str(int(now) - 301).encode())},
        {stamp: str(int(now) + 310).encode(), name: signature(body, str(int(now) + 310).encode())},
        {stamp: b"9" * 400, name: good},
        {stamp: b"9" * 5000, name: good},
        {stamp: b"-1e9", name: good},
        {stamp: b"nan", name: good},
        {stamp: b"", name: good},
        {stamp: b"\xff" * 10, name: good},
    ]
    return dice.choice(ways)


def signature(body: bytes, stamp: bytes, secret: bytes = SECRET.encode()) -> bytes:
    return b"v0=" + hmac.new(secret, b"v0:" + stamp + b":" + body, hashlib.sha256).hexdigest().encode()


async def _signed(front: Front, body: bytes, content_type: str, seen: Seen) -> None:
    stamp = str(int(time.time())).encode()
    try:
        payload = read_payload(body.decode(), content_type)
        incoming = sort(payload)
        if incoming.kind in DEFERRED:
            place = place_of(incoming.payload)
            can_be_told = _PERSON.fullmatch(place.person) and (place.channel or "view" in incoming.payload)
            seen.people.setdefault(incoming.key, place.person if can_be_told else "")  # what comes later is a repetition
    except Exception:  # noqa: BLE001 - the door is about to meet the same, and is the one to be judged
        pass
    await call(front, body, content_type, {b"x-slack-request-timestamp": stamp, b"x-slack-signature": signature(body, stamp)}, seen)


async def call(front: Front, body: bytes, content_type: str, headers: dict[bytes, bytes], seen: Seen) -> int:
    """One request past the server, which would turn what is raised into a 500. Returns the status, 0 when it raised."""
    head = [(b"content-type", content_type.encode("latin-1")), (b"content-length", str(len(body)).encode()), *headers.items()]
    scope = {"type": "http", "method": "POST", "path": "/slack/events", "raw_path": b"/slack/events", "query_string": b"", "headers": head}
    sent: list[Any] = []
    given = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Any:
        return given.pop() if given else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    try:
        await front(scope, receive, send)
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        seen.raised.append(_cause(error))
        return 0
    status = int(sent[0]["status"])
    seen.statuses[status] += 1
    return status


async def _drained(desk: Desk) -> None:
    """Until everything has been worked on, as long as something is."""
    last, at = -1, time.monotonic()
    while time.monotonic() - at < 60:
        counts = await asyncio.to_thread(desk.inbox.counts)
        left = counts["waiting"] + counts["working"]
        if not left:
            return
        if left != last:
            last, at = left, time.monotonic()
        await asyncio.sleep(0.2)  # the inbox has no bell
