"""`goodword serve`: the bot for a Slack workspace, until it is told to stop."""

import argparse
import asyncio
import logging
import signal
import socket
import sys
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from types import FrameType
from typing import TYPE_CHECKING, cast

from bot.commands.speech import say
from bot.config import Config
from bot.errors import BotError

if TYPE_CHECKING:
    from bot.doctor import Finding

log = logging.getLogger(__name__)


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, help=say("another port than the settings say", "使用与设置不同的端口"))
    parser.add_argument(
        "--socket-mode", action="store_true", help=say("connect out to Slack, whatever the settings say", "使用 Socket Mode")
    )
    parser.add_argument("--host", help=say("another address than the settings say", "使用与设置不同的地址"))


def run(arguments: argparse.Namespace, config: Config) -> int:
    """Serve until Ctrl-C (status 130) or SIGTERM (status 0). Raises ConfigError, and InUse when one runs here already."""
    from bot.app import Bot
    from bot.lock import held
    from bot.workspaces import Workspaces

    given = {name: value for name in ("host", "port") if (value := getattr(arguments, name)) is not None}
    config = replace(config, server=replace(config.server, **given))
    if arguments.socket_mode:
        config = replace(config, slack=replace(config.slack, socket_mode=True, oauth=False))
    bot = Workspaces(config, examine=examined) if config.slack.oauth else Bot(config, examine=partial(examined, config))
    with held(config.data), ExitStack() as ending:
        listening = None if config.slack.socket_mode else ending.enter_context(listen(config.server.host, config.server.port))
        asyncio.run(until_stopped(lambda started: bot.run(started, listening), lambda: _announce(listening), config.slack.socket_mode))
    return 0


def examined(config: Config, language: str) -> "list[Finding]":
    """What the doctor finds, who is loaded when somebody asks."""
    from bot.doctor import examine

    return examine(config, language)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises BotError when the address cannot be used."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except (OSError, OverflowError) as fault:
        raise BotError(
            say(f"Port {port} on {host} cannot be used: {_reason(fault)}.", f"无法使用 {host} 的端口 {port}：{_reason(fault)}。"),
            say("Stop the other program, or change [server] in config.toml.", "请停止占用的程序，或修改 config.toml 的 [server]。"),
        ) from fault


def _reason(fault: Exception) -> str:
    return getattr(fault, "strerror", None) or str(fault)


async def until_stopped(serve: Callable[[Callable[[], None]], Awaitable[None]], on_started: Callable[[], None], connects_out: bool) -> None:
    """Run `serve(started)` to its end; when we are told to stop, let it end in order instead of cutting it off in the middle.

    Over HTTP uvicorn takes the signals once it has started, ends `serve` by itself, and raises them again, which must then
    not cancel what `serve` does last.
    """
    ends_itself = is_terminated = False

    def started() -> None:
        nonlocal ends_itself
        ends_itself = not connects_out
        on_started()

    def terminate(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the shape of a signal handler
        nonlocal is_terminated
        is_terminated = True
        loop.call_soon_threadsafe(outer.cancel)

    loop, outer = asyncio.get_running_loop(), cast("asyncio.Task[None]", asyncio.current_task())
    before = signal.signal(signal.SIGTERM, terminate)
    serving = asyncio.ensure_future(serve(started))
    try:
        await asyncio.shield(serving)
    except asyncio.CancelledError:
        if not ends_itself:
            serving.cancel()
        (ended,) = await asyncio.gather(serving, return_exceptions=True)
        if isinstance(ended, Exception):
            log.error("Stopping failed", exc_info=ended)  # noqa: TRY400 - of another task
        if not is_terminated:
            raise  # Ctrl-C: asyncio makes a KeyboardInterrupt of it
    finally:
        signal.signal(signal.SIGTERM, before)


def _announce(listening: socket.socket | None) -> None:
    if listening is None:
        text = say("Goodword is connecting to Slack (Socket Mode).", "Goodword 正在连接 Slack（Socket Mode）。")
    else:
        host, port = listening.getsockname()[:2]
        address = f"http://{f'[{host}]' if ':' in host else host}:{port}/slack/events"
        text = say(f"Goodword listens on {address}", f"Goodword 正在监听 {address}")
    print(text, file=sys.stderr, flush=True)
