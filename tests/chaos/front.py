"""Goal 11: forged requests among many. The bot is a process of its own (front_bot.py), behind its real server.

`scale` 1 is the full size; tests run a small one. Goal 10 stands in front_fuzz.py, 12 in front_repeats.py, 13 in front_hanging.py.
"""

import asyncio
import random
import re
import time
from collections.abc import Callable

from front_payloads import Payload, event, interaction
from front_wire import Post, a_bot, records, send, signed, slowness, stored
from sqlalchemy import select
from world import Verdict, World

from bot.storage.tables import inbox


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
    note = f"{count} requests, {len(false)} forged: {len(taken)} taken, {len(refused)} genuine refused, {kept} stored, slowest {most:.2f} s"
    return Verdict(lost=len(refused), wrong=len(taken), late=(middle, slow), note=note)


def _genuine(number: int) -> Post:
    """A command, a message or a press."""
    mark = f"forged-{number}-"
    if number % 3 == 0:
        return Payload(
            "command", {"command": "/ask", "text": mark, "user_id": "U0ANA", "channel_id": "C0SALES", "trigger_id": mark}
        ).written()
    if number % 3 == 1:
        return event("app_mention", user="U0ANA", channel="C0SALES", ts=f"{number}.1", text=f"<@U0BOT> {mark}").written()
    return interaction("block_actions", actions=[{"action_id": "more", "value": mark}], channel={"id": "C0SALES"}).written_with(
        trigger_id=mark
    )


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
