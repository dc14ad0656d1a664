"""`goodword demo`: the bot and a Slack-like workspace on this machine, joined over signed HTTP as the real ones are.

Needs no token, no key and no network. Keeps its own data folder, so that sample deals never mix with real ones.
"""

import argparse
import asyncio
import json
import secrets
import socket
import sys
import time
import webbrowser
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands.serve import examined, until_stopped
from bot.commands.speech import say
from bot.config import Channels, Config, People, Secrets, Slack, Storage

if TYPE_CHECKING:
    from bot.storage.database import Database

_TURNING = 600.0
"""Real seconds after a turn of the clock within which all that it made due has been told."""
SUGGESTIONS = (
    (
        ("“Too expensive”, and questions about certificates", "“太贵了”，还追问证书"),
        (
            "Buyer in Chile says our pumps are too expensive, but he asked twice for certificates and who else buys from us",
            "智利客户嫌水泵太贵，可他两次问我们要证书，还问还有谁在用我们的货",
        ),
    ),
    (
        ("May I offer a discount now?", "现在能给折扣吗？"),
        ("He only said it is too expensive. Can I offer 8% off?", "客户只说了一句太贵，我能不能先给他打个九二折？"),
    ),
    (
        ("They suddenly do not need it", "突然说不要了"),
        (
            "Everything was agreed, the PI was ready, and now she writes that they do not need the LED panels any more",
            "什么都谈好了，PI也做好了，她今天突然说LED面板不需要了",
        ),
    ),
    (
        ("A rebate that is not decided yet", "还没批下来的返利"),
        (
            "Management is considering a year-end rebate. Can I already hint at it to my best customer?",
            "年底返利公司内部还在讨论，我能不能先跟大客户透露一下？",
        ),
    ),
)


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port",
        type=int,
        default=8080,
        help=say("port of the page, or the next free one (default: 8080)", "页面端口，被占用时用下一个（默认 8080）"),
    )
    parser.add_argument("--no-browser", action="store_true", help=say("do not open the page", "不自动打开页面"))


def run(arguments: argparse.Namespace, config: Config) -> int:
    """Serve until Ctrl-C (status 130) or SIGTERM (status 0). Raises InUse when a demo runs here already."""
    from bot.lock import held

    config = replace(config, data=config.data / "demo", storage=Storage())  # never the records of a real team
    with held(config.data):
        asyncio.run(_serve(config, arguments.port, open_page=not arguments.no_browser and sys.stdout.isatty()))
    return 0


async def _serve(config: Config, port: int, open_page: bool) -> None:
    from bot.app import Bot
    from bot.commands.first_steps import STEPS
    from bot.playground import Playground, Suggestion, read_listing, running

    print(say("Goodword is getting the playground ready ...", "Goodword 正在准备演示空间 ..."), flush=True)
    listening = socket.create_server((config.server.host, 0))
    listing, scopes = read_listing(_manifest(), tuple(Suggestion(title, text) for title, text in SUGGESTIONS))
    keys = Secrets(f"xoxb-{secrets.token_hex(12)}", secrets.token_hex(16), openai_key=config.secrets.openai_key)
    bot_url = f"http://{config.server.host}:{listening.getsockname()[1]}/slack/events"
    playground = Playground(
        bot_url, keys.signing_secret, keys.bot_token, listing=listing, scopes=scopes, steps=STEPS, kept=config.data / "clock"
    )
    async with running(playground, config.server.host, free_port(config.server.host, port)) as url:
        settings = demo_config(config, url, keys)
        deals = await asyncio.to_thread(load_samples, settings)
        is_new = await asyncio.to_thread(load_promises, settings, playground.now(), deals) > 0
        begun = time.monotonic()

        def is_excused() -> bool:
            """Nobody was late with what came due before the demo was there, or while a person turned the clock."""
            return playground.clock.since_move < _TURNING or (is_new and time.monotonic() - begun < _TURNING)

        bot = Bot(settings, playground.now, partial(examined, settings), is_excused)  # both move when a person moves the clock
        await until_stopped(lambda started: bot.run(started, listening), lambda: _announce(url, deals, open_page), connects_out=False)


def demo_config(config: Config, url: str, keys: Secrets) -> Config:
    """The person's own settings, turned towards the playground and its fictional team."""
    return replace(
        config,
        slack=Slack(api_url=f"{url}/api/"),
        secrets=keys,
        people=People(admins=("U0SOFIA",), managers=("U0MAREK",)),
        teams={"north": ("U0ANA", "U0BEN", "U0MAREK"), "south": ("U0CLEO",)},
        channels=Channels(),
        departments={"finance": ("U0FELIX", "U0MAREK"), "logistics": ("U0SOFIA",)},
        approvals={
            **dict.fromkeys(("discount", "rebate", "payment-terms", "free-goods", "price-hold", "other"), ("finance",)),
            **dict.fromkeys(("delivery-date", "warranty"), ("logistics",)),
            "exclusivity": ("finance", "logistics"),
        },
        reminders=replace(config.reminders, tick=1),
    )


def load_samples(config: Config) -> int:
    """Put the sample deals into the demo's library. Returns how many there are."""
    from bot.app import open_parts
    from knowledge.deals import SAMPLE_DEALS, read_deals

    parts = open_parts(config)
    try:
        deals = read_deals(SAMPLE_DEALS).deals
        parts.library.add_deals(deals)
        return len(deals)
    finally:
        parts.close()


def load_promises(config: Config, now: datetime, deals: int = 0) -> int:
    """Put the sample promises into the demo's records, once, and ask those who must approve one. Returns how many were new.

    `deals`: how many came with them.
    """
    from bot.app import open_promising
    from bot.commands.sample_promises import save_samples
    from bot.imports import LastImport
    from bot.storage.database import open_database
    from bot.storage.imports import SqlImports
    from bot.storage.outbox import SqlOutbox

    database = open_database(config.data / "goodword.db")
    try:
        new = save_samples(lambda clock: open_promising(config, database, clock), config, now)
        if new:
            SqlImports(database).note("deals", LastImport(now, deals, 0))
            SqlOutbox(database).note_look(now)  # as if a bot had been at work until now: what was due before has been told
            asyncio.run(_ask_approvers(config, database, now))
        return new
    finally:
        database.close()


async def _ask_approvers(config: Config, database: "Database", now: datetime) -> None:
    """Put down the cards that a bot sends when such a promise is saved."""
    from bot.playground.people import TEAM
    from bot.promises.book import Wanted
    from bot.slack.promise_notices import InboxNotices
    from bot.storage.inbox import SqlInbox
    from bot.storage.promises import SqlPromises
    from knowledge.records import EVERYONE

    work = config.work
    inbox = SqlInbox(database, timedelta(seconds=work.lease), timedelta(days=work.keep_days), work.queue)
    waiting = Wanted(audiences=frozenset({EVERYONE}), states=["waiting"])
    for promise in SqlPromises(database).find(waiting):
        await InboxNotices(inbox, lambda: now).ask_approvers(promise, TEAM)


def free_port(host: str, wanted: int) -> int:
    """The wanted port, or the next one that nobody holds; 0 (any) when all near it are taken."""
    for port in range(wanted, min(wanted + 20, 65536)):
        with socket.socket() as probe:
            if probe.connect_ex((host, port)):
                return port
    return 0


def _announce(url: str, deals: int, open_page: bool) -> None:
    told = say(
        f"A Slack on this machine with {deals} sample deals; every person and company in it is made up. Press Ctrl-C to stop.",
        f"这是本机上的模拟 Slack，含 {deals} 个示例成交案例，其中人物与公司均为虚构。按 Ctrl-C 停止。",
    )
    print(f"\n  {url}/\n\n{told}", flush=True)
    if open_page:
        webbrowser.open(url)


def _manifest() -> dict[str, object]:
    path = Path(__file__).parent.parent / "slack" / "manifest.json"
    manifest: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return manifest
