"""The HTTP server before a door: uvicorn, one process, asked to end in order. Knows nothing of what stands behind the door."""

import asyncio
import socket
from collections.abc import Callable

import uvicorn
from starlette.types import ASGIApp

from bot.config import Config


async def serve_http(config: Config, door: ASGIApp, started: Callable[[], None] | None, listening: socket.socket | None) -> None:
    """Serve until told to stop or cancelled; what is being answered is finished first. `started` is called once requests are taken."""
    settings = uvicorn.Config(
        door, config.server.host, config.server.port, log_level="warning", access_log=False, lifespan="off", ws="none"
    )
    if started:
        asyncio.get_running_loop().call_soon(started)
    server, sockets = uvicorn.Server(settings), [listening] if listening else None
    try:
        await server.serve(sockets=sockets)
    finally:
        if server.started and not server.should_exit:  # cancelled: without a word uvicorn would keep its connections open
            await server.shutdown(sockets)
