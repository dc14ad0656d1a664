"""Goals 11 to 13: the front door among forged requests, repetitions and a model that hangs, each as a run that ends in a verdict.

`scale` 1 is the full size; tests run a small one. The bot is a process of its own (front_bot.py), behind its real server. Goal 10
stands in front_fuzz.py.
"""

import asyncio
import atexit
import hashlib
import hmac
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from fake_openai import FakeOpenAI, Request
from front_payloads import FORM, Payload, event, interaction
from front_slack import FrontSlack
from sqlalchemy import func, select
from world import HERE, Verdict, World

from bench_front import SECRET, answered
from bot.promises.records import Due
from bot.slack.slips import Slip
from bot.storage.database import Database, open_database
from bot.storage.tables import inbox, promise

_HANG = 60.0
_ITEM = re.compile(r"item (f\d+)")
Post = tuple[bytes, str]
"""(body, content type)"""


@dataclass(frozen=True)
class Running:
    """A bot at work."""

    port: int
    process: int

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)

    def wait(self) -> None:
        """Until it has gone."""
        _until(lambda: not Path(f"/proc/{self.process}").exists() if Path("/proc").exists() else True, 30)


class Nursery:
    """Starts bots; all of them end with it. One serves all runs of a process: to load everything takes seconds."""

    def __init__(self) -> None:
        command = [sys.executable, str(HERE / "front_bot.py")]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        atexit.register(self.close)

    def close(self) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait(60)
        self._process.stdout.close()

    def start(self, words: tuple[str, ...]) -> Running:
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps(words), file=self._process.stdin, flush=True)
        line = self._process.stdout.readline().split()
        assert line, "the bot ended before it began"
        return Running(*map(int, line))


the_nursery = cache(Nursery)


@contextmanager
def a_bot(*words: str) -> Iterator[Running]:
    """A bot that takes requests, as front_bot.py makes it; killed at the end."""
    running = the_nursery().start(words)
    try:
        yield running
    finally:
        running.kill()
        running.wait()


def signed(post: Post, secret: str = SECRET, **headers: str | None) -> bytes:
    """The request as it goes over the wire; a header given as None is left out, given as text is that."""
    body, content_type = post
    stamp = headers.get("x_slack_request_timestamp", str(int(time.time())))
    signature = "v0=" + hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    given = {"x_slack_request_timestamp": stamp, "x_slack_signature": signature, "content_type": content_type, **headers}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in given.items() if value is not None]
    head = ["POST /slack/events HTTP/1.1", "Host: goodword", f"Content-Length: {len(body)}", *lines]
    return "\r\n".join([*head, "", ""]).encode("latin-1") + body


@dataclass(frozen=True)
class Told:
    """How a request ended: status 0 when the line broke. `took`: seconds."""

    status: int
    took: float
    body: bytes = b""


async def send(port: int, requests: list[bytes], connections: int) -> list[Told]:
    """Send them all, over so many connections at once; how each ended, in order."""
    waiting, told = iter(enumerate(requests)), [Told(0, 0.0)] * len(requests)

    async def connection() -> None:
        reader = writer = None
        for number, request in waiting:
            began = time.perf_counter()
            try:
                if writer is None or reader is None:
                    reader, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.write(request)
                status, body = await asyncio.wait_for(answered(reader), 30)
                told[number] = Told(status, time.perf_counter() - began, body)
            except (OSError, asyncio.IncompleteReadError, TimeoutError):
                writer = None
        if writer:
            writer.close()

    await asyncio.gather(*(connection() for _ in range(min(connections, len(requests)))))
    return told


def slowness(told: list[Told]) -> tuple[float, float, float]:
    """(middle, 99th of a hundred, most) of the seconds that acknowledging took."""
    took = sorted(each.took for each in told) or [0.0]
    return took[len(took) // 2], took[len(took) * 99 // 100], took[-1]


@contextmanager
def records(world: World) -> Iterator[Database]:
    """The bot's records, read by the judge."""
    with closing(open_database(world.database, patience=60)) as database:
        yield database


def stored(database: Database, *states: str) -> int:
    """Deliveries in these states, or in any."""
    with database.read() as connection:
        counted = select(func.count()).select_from(inbox)
        return int(connection.execute(counted.where(inbox.c.state.in_(states)) if states else counted).scalar_one())


# -- goal 11 ---------------------------------------------------------------------------------------------------------------------


def forged(world: World, scale: float, seed: int = 1) -> Verdict:
    """10,000 at once, one in a hundred forged in one of 7 ways: every genuine one is stored and acknowledged, no other is."""
    count, dice = max(int(10_000 * scale), 300), random.Random(seed)
    false = set(dice.sample(range(count), max(count // 100, 7)))
    ways = forgeries()
    posts = [_genuine(number) for number in range(count)]
    requests = [ways[number % len(ways)](posts[number]) if number in false else signed(posts[number]) for number in range(count)]
    with a_bot(world.database, "http://127.0.0.1:9", "--deaf") as running:
        told = asyncio.run(send(running.port, requests, connections=min(1000, count)))
    with records(world) as database:
        kept = stored(database)
        with database.read() as connection:
            written = connection.execute(select(inbox.c.payload)).scalars().all()
    found = {int(number) for body, _ in written for number in re.findall(r"forged-(\d+)-", body)}
    taken = [number for number in false if told[number].status != 401] + sorted(found & false)
    refused = [number for number in range(count) if number not in false and (told[number].status != 200 or number not in found)]
    middle, slow, most = slowness(told)
    note = f"{count} requests, {len(false)} forged: {len(taken)} of them taken, {len(refused)} genuine refused, {kept} stored, slowest {most:.2f} s"
    return Verdict(lost=len(refused), wrong=len(taken), late=(middle, slow), note=note)


def _genuine(number: int) -> Post:
    """A command, a message or a press."""
    mark = f"forged-{number}-"
    if number % 3 == 0:
        return Payload("command", {"command": "/ask", "text": mark, "user_id": "U0ANA", "channel_id": "C0SALES", "trigger_id": mark}).written()
    if number % 3 == 1:
        return event("app_mention", user="U0ANA", channel="C0SALES", ts=f"{number}.1", text=f"<@U0BOT> {mark}").written()
    return interaction("block_actions", actions=[{"action_id": "more", "value": mark}], channel={"id": "C0SALES"}).written_with(trigger_id=mark)


def forgeries() -> tuple[Callable[[Post], bytes], ...]:
    """Seven ways to look like Slack."""

    def changed(post: Post) -> bytes:
        whole = signed(post)
        return whole[:-1] + (b"#" if whole[-1:] != b"#" else b"$")

    def old(seconds: int) -> Callable[[Post], bytes]:
        return lambda post: signed(post, x_slack_request_timestamp=str(int(time.time()) + seconds))

    return (
        lambda post: signed(post, secret="guessed"),
        lambda post: signed(post, x_slack_signature=None),
        lambda post: signed(post, x_slack_signature="v0=" + "0" * 64),
        lambda post: signed(post, x_slack_request_timestamp=None),
        changed,
        old(-900),
        old(900),
    )


# -- goal 12 ---------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Deed:
    """One gesture of a person and the requests in which Slack tells of it. `is_logged`: it leaves a promise."""

    item: str
    posts: tuple[Post, ...]
    repeats: bool
    """Slack itself sends events again; of everything else only the network can make two."""
    is_logged: bool = False


def repeats(world: World, scale: float, seed: int = 1) -> Verdict:
    """1,000 deliveries, each repeated up to three times, some first heard of by a retry, over kills between acknowledging and working,
    and messages also over kills in the middle of the work: one effect each."""
    count, dice = max(int(1000 * scale), 40), random.Random(seed)
    deeds = [deed(number) for number in range(count)]
    messages, others = [each for each in deeds if each.repeats], [each for each in deeds if not each.repeats]
    kills = max(count // 40, 2)
    with FrontSlack(slow=0.1) as slack:
        words = (world.database, slack.url, "--lease", "3")
        first = others + messages[: len(messages) // 2]
        with a_bot(*words, "--deaf") as running:  # acknowledges, and is killed before any of it was worked on
            asyncio.run(_deliver(running.port, first, dice, first_try=0))
        with a_bot(*words) as running, records(world) as database:  # presses and commands leave nothing to be found by: they end first
            asyncio.run(_deliver(running.port, dice.sample(first, len(first) // 3), dice, first_try=1))
            _until(lambda: not stored(database, "waiting", "working"), 120)
        left = _over_kills(words, messages[len(messages) // 2 :], first, dice, kills)
        with a_bot(*words) as running, records(world) as database:
            asyncio.run(_deliver(running.port, left, dice, first_try=1))
            _until(lambda: not stored(database, "waiting", "working"), 120)
            asyncio.run(_deliver(running.port, deeds, dice, first_try=3))  # and once more, long after
            _until(lambda: not stored(database, "waiting", "working"), 60)
            dead = stored(database, "dead")
            lost, doubled = _effects(database, slack, deeds)
    return Verdict(lost=lost, doubled=doubled, wrong=dead, note=f"{count} deliveries in up to 4 tries each, {kills + 1} kills, {dead} given up")


def _over_kills(words: tuple[str, ...], new: list[Deed], known: list[Deed], dice: random.Random, kills: int) -> list[Deed]:
    """Deliver these while the bot is killed again and again in the middle of its work; returns what nobody has acknowledged."""
    left = list(new)
    for _ in range(kills):
        with a_bot(*words) as running:
            killing = threading.Timer(dice.uniform(0.05, 0.8), running.kill)
            killing.start()
            some = [*left[: len(new) // kills + 1], *dice.sample(known, min(5, len(known)))]
            heard = asyncio.run(_deliver(running.port, some, dice, first_try=dice.choice((0, 1))))
            left = [each for each in left if each.item not in heard]
            running.wait()
    return left


async def _deliver(port: int, deeds: list[Deed], dice: random.Random, first_try: int) -> set[str]:
    """Send each once and some again as retries, in any order; the items of which every request was acknowledged."""
    sent = [(each.item, signed(post, **_retry(first_try))) for each in deeds for post in each.posts]
    sent += [(each.item, signed(post, **_retry(n))) for each in deeds if first_try == 0 for post in each.posts for n in (1, 2) if dice.random() < 0.4]
    dice.shuffle(sent)
    told = await send(port, [request for _, request in sent], connections=20)
    failed = {item for (item, _), each in zip(sent, told, strict=True) if each.status != 200}
    return {item for item, _ in sent} - failed


def _retry(number: int) -> dict[str, str]:
    return {"x_slack_retry_num": str(number), "x_slack_retry_reason": "http_timeout"} if number else {}


def deed(number: int) -> Deed:
    """A direct message, a mention (which comes as two events), a command, a shortcut or a press that logs a promise."""
    item, who = f"f{number:05}", f"U0{number % 200:03}X"
    text, ts, kind = f"item {item} is too expensive", f"18{number:08}.000100", number % 10
    if kind < 5:
        where = {"user": who, "channel": f"D0{number % 200:03}X", "ts": ts, "channel_type": "im", "client_msg_id": f"c-{item}"}
        return Deed(item, (event("message", text=text, **where).written(),), True)
    if kind < 7:
        where = {"user": who, "channel": "C0SALES", "ts": ts, "client_msg_id": f"c-{item}", "text": f"<@U0BOT> {text}"}
        return Deed(item, (event("app_mention", **where).written(), event("message", channel_type="channel", **where).written()), True)
    if kind == 7:
        form = {"command": "/ask", "text": text, "user_id": who, "channel_id": "C0SALES", "team_id": "T0SAMPLE", "trigger_id": f"t-{item}"}
        return Deed(item, (Payload("command", form).written(),), False)
    person = {"user": {"id": who, "team_id": "T0SAMPLE"}, "channel": {"id": "C0SALES"}, "trigger_id": f"t-{item}"}
    if kind == 8:
        message = {"type": "message", "user": "U0EVA", "ts": ts, "text": text}
        return Deed(item, (interaction("message_action", **person, callback_id="diagnose", message=message, message_ts=ts).written(),), False)
    due = datetime.now(UTC) + timedelta(days=9)
    slip = Slip(item, f"send item {item}", "Acme", due=Due(due.date(), None, "UTC"))
    action = {"type": "button", "action_id": "promise_save", "block_id": "b", "value": slip.pack()}
    return Deed(item, (interaction("block_actions", **person, actions=[action], message={"ts": ts}).written(),), False, is_logged=True)


def _effects(database: Database, slack: FrontSlack, deeds: list[Deed]) -> tuple[int, int]:
    """(lost, doubled): of every deed one message must be seen, and one promise on record where it logs one."""
    seen = Counter(item for text in slack.shown() for item in set(_ITEM.findall(text)))
    edited = {item for text in slack.said() for item in _ITEM.findall(text)}
    with database.read() as connection:
        logged = Counter(item for what in connection.execute(select(promise.c.what)).scalars() for item in _ITEM.findall(str(what)))
    lost = [each.item for each in deeds if each.item not in edited or (each.is_logged and logged[each.item] != 1)]
    doubled = [each.item for each in deeds if seen[each.item] > 1 or logged[each.item] > 1]
    return len(lost), len(doubled)


def _until(happens: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not happens() and time.monotonic() < end:
        time.sleep(0.2)  # the inbox has no bell


# -- goal 13 ---------------------------------------------------------------------------------------------------------------------


def hanging(world: World, scale: float) -> Verdict:
    """200 questions are with a model that answers after 60 s; meanwhile commands come, 50 at once, and all are acknowledged in time."""
    most, volleys = max(int(200 * scale), 10), max(int(20 * scale), 2)
    let_go = threading.Event()
    with FrontSlack() as slack, FakeOpenAI() as model, records(world) as database:
        model.say(lambda request: _hang(request, model, let_go))
        words = (world.database, slack.url, "--model", model.url, "--most", str(most), "--folder", str(world.folder))
        with a_bot(*words) as running:
            port = running.port
            questions = [_question(number) for number in range(most)]
            asyncio.run(send(port, [signed(each) for each in questions], connections=20))
            _until(lambda: len(model.journal) >= most, 150)
            hung, began = len(model.journal), time.monotonic()
            told: list[Told] = []
            for volley in range(volleys):
                told += asyncio.run(send(port, [signed(_command(volley, number)) for number in range(50)], connections=50))
                time.sleep(0.5 if scale < 1 else 2.0)  # the next ones come while the first are worked on
            held = time.monotonic() - began
            if scale < 1:
                let_go.set()
            _until(lambda: not stored(database, "waiting", "working"), 200)
            left, dead = stored(database, "waiting", "working"), stored(database, "dead")
    said = " ".join(slack.said())
    unanswered = sum(f"D0Q{number:04}" not in said for number in range(most)) + sum(f"U0V{n:02}X{m:02}" not in said for n in range(volleys) for m in range(50))
    bad = sum(each.status != 200 or b"NOT saved" in each.body for each in told)
    middle, slow, longest = slowness(told)
    late = (slow >= 0.5) + (longest >= 3)
    note = f"{hung} model calls hang for {held:.0f} s, {len(told)} commands: p99 {slow * 1000:.0f} ms, most {longest * 1000:.0f} ms; {unanswered} never answered"
    return Verdict(lost=bad + left + unanswered, wrong=late + dead + (hung < most), late=(middle, slow), note=note)


def _hang(request: Request, model: FakeOpenAI, let_go: threading.Event) -> dict[str, object]:
    let_go.wait(_HANG)
    return {"nothing": "of the kind"}  # and then it is of no use: the answer is made without it


def _question(number: int) -> Post:
    where = {"user": f"U0Q{number:04}", "channel": f"D0Q{number:04}", "channel_type": "im", "ts": f"19{number:08}.000100"}
    return event("message", text="The buyer says we are too expensive, what now?", **where).written()


def _command(volley: int, number: int) -> Post:
    """What needs no model: the list of one's promises."""
    who = f"U0V{volley:02}X{number:02}"
    form = {"command": "/promise", "text": "list", "user_id": who, "channel_id": "C0SALES", "team_id": "T0SAMPLE", "trigger_id": f"v-{who}"}
    return urlencode(form).encode(), FORM
