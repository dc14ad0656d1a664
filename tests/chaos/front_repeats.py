"""Goal 12: every delivery comes again and again, over restarts and kills, and has one effect."""

import asyncio
import random
import re
import threading
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from front_payloads import Payload, event, interaction
from front_slack import FrontSlack
from front_wire import Post, a_bot, records, send, signed, stored, until
from sqlalchemy import select
from world import Verdict, World

from bot.promises.records import Due
from bot.slack.slips import Slip
from bot.storage.database import Database
from bot.storage.tables import promise

_ITEM = re.compile(r"item (f\d+)")


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
        # What kills the bot four times is given up, and told; here one is killed more often than any that lives with its lease of 60 s.
        words = (world.database, slack.url, "--lease", "3", "--attempts", str(kills + 2))
        first = others + messages[: len(messages) // 2]
        with a_bot(*words, "--deaf") as running:  # acknowledges, and is killed before any of it was worked on
            asyncio.run(_deliver(running.port, first, dice, first_try=0))
        with a_bot(*words) as running, records(world) as database:  # presses and commands leave nothing to be found by: they end first
            asyncio.run(_deliver(running.port, dice.sample(first, len(first) // 3), dice, first_try=1))
            until(lambda: not stored(database, "waiting", "working"), 120)
        left = _over_kills(words, messages[len(messages) // 2 :], first, dice, kills)
        with a_bot(*words) as running, records(world) as database:
            asyncio.run(_deliver(running.port, left, dice, first_try=1))
            until(lambda: not stored(database, "waiting", "working"), 120)
            asyncio.run(_deliver(running.port, deeds, dice, first_try=3))  # and once more, long after
            until(lambda: not stored(database, "waiting", "working"), 60)
            dead = stored(database, "dead")
            lost, doubled = _effects(database, slack, deeds)
    return Verdict(
        lost=lost, doubled=doubled, wrong=dead, note=f"{count} deliveries in up to 4 tries each, {kills + 1} kills, {dead} given up"
    )


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
    sent += [
        (each.item, signed(post, **_retry(n)))
        for each in deeds
        if first_try == 0
        for post in each.posts
        for n in (1, 2)
        if dice.random() < 0.4
    ]
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
        return Deed(
            item, (interaction("message_action", **person, callback_id="diagnose", message=message, message_ts=ts).written(),), False
        )
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
