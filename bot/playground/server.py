"""Serving the playground over HTTP on this machine. It must not know what is served."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn

from bot.playground.playground import Playground


class _Server(uvicorn.Server):
    """Leaves signals to the program it runs in, and ends at once when asked instead of at the next look at the clock."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._ending = asyncio.Event()

    def end(self) -> None:
        self.should_exit = True
        self._ending.set()

    async def main_loop(self) -> None:
        await self._ending.wait()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def running(playground: Playground, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve within the block; yields the address, for example "http://127.0.0.1:8000". Raises OSError when the port is taken."""
    listening = socket.create_server((host, port))
    playground.url = f"http://{host}:{listening.getsockname()[1]}"
    config = uvicorn.Config(playground.app, log_level="critical", access_log=False, timeout_graceful_shutdown=1, lifespan="on", ws="none")
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    ready = asyncio.create_task(playground.ready.wait())
    try:
        await asyncio.wait([serving, ready], return_when=asyncio.FIRST_COMPLETED)
        if serving.done():
            raise RuntimeError("the playground could not be started")
        yield playground.url
    finally:
        ready.cancel()
        server.end()
        await serving
        listening.close()


async def serve(playground: Playground, host: str = "127.0.0.1", port: int = 0) -> None:
    """Serve until cancelled."""
    async with running(playground, host, port):
        await asyncio.Event().wait()
