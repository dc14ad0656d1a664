"""A Slack that only takes what the bot says, in a thread of the judge's own process: the bot cannot write to its journal.

Messages can be read back by their metadata, as the bot does after a crash. Knows nothing of Goodword.
"""

import asyncio
import json
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

_SHOWN = ("chat.postMessage", "chat.postEphemeral", "views.open", "views.push", "response_url")
_IN_PLACE = ("chat.update", "chat.appendStream", "views.update", "views.publish")


@dataclass
class FrontSlack:
    """Use as a context manager. `calls` are (method, arguments) in order. `slow`: seconds from taking a message to saying so."""

    slow: float = 0.0
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._stored: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        self._number = 0
        self._port = 0
        self._loop = asyncio.new_event_loop()

    def __enter__(self) -> "FrontSlack":
        listening = threading.Event()
        threading.Thread(target=self._run, args=(listening,), daemon=True).start()
        listening.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)

    def _run(self, listening: threading.Event) -> None:
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0, backlog=1000))
        self._port = server.sockets[0].getsockname()[1]
        listening.set()
        self._loop.run_forever()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def shown(self) -> list[str]:
        """All that was put before somebody, as JSON: messages, private or not, forms, and what came through a response_url."""
        return [json.dumps(given, ensure_ascii=False) for method, given in list(self.calls) if method in _SHOWN]

    def said(self) -> list[str]:
        """The texts by which somebody was told something, also in the place of an earlier message."""
        return [json.dumps(given, ensure_ascii=False) for method, given in list(self.calls) if method in (*_SHOWN, *_IN_PLACE)]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:])}
                body = (await reader.readexactly(int(headers.get("content-length", 0)))).decode()
                given = json.loads(body) if "json" in headers.get("content-type", "") else dict(parse_qsl(body))
                path, _, query = head[0].split()[1].partition("?")
                given |= dict(parse_qsl(query))
                method = path.rpartition("/")[2]
                written = json.dumps(self._answer(method, given)).encode()
                if self.slow and method.startswith("chat."):
                    await asyncio.sleep(self.slow)  # whoever dies now does not know that it was taken
                writer.write(b"HTTP/1.1 200 .\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(written) + written)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, ValueError):
            pass  # whoever called has hung up or was killed
        finally:
            writer.close()

    def _answer(self, method: str, given: dict[str, Any]) -> dict[str, Any]:
        self.calls.append((method, given))
        if method == "auth.test":
            return {"ok": True, "team_id": "T0SAMPLE", "user_id": "U0BOT", "bot_id": "B0BOT", "url": self.url}
        if method == "users.info":
            return {"ok": True, "user": {"id": given.get("user"), "team_id": "T0SAMPLE", "tz": "UTC", "locale": "en-US", "name": "x"}}
        if method == "conversations.info":
            return {"ok": True, "channel": {"id": given.get("channel"), "name": "sales", "is_channel": True, "is_member": True}}
        if method == "conversations.members":
            return {"ok": True, "members": ["U0ANA", "U0BEN"]}
        if method in ("conversations.history", "conversations.replies"):
            return {"ok": True, "messages": self._stored[str(given.get("channel"))][::-1][:100], "has_more": False}
        if method in ("chat.postMessage", "chat.postEphemeral", "chat.startStream"):
            return self._post(method, given)
        return {"ok": True, "view": {"id": "V1", "hash": "1"}, "channel": {"id": "D0X"}}

    def _post(self, method: str, given: dict[str, Any]) -> dict[str, Any]:
        self._number += 1
        ts, channel = f"{int(time.time())}.{self._number:06}", str(given.get("channel"))
        if method == "chat.postEphemeral":
            return {"ok": True, "message_ts": ts}
        metadata = given.get("metadata") or "{}"
        metadata = json.loads(metadata) if isinstance(metadata, str) else metadata
        self._stored[channel].append({"ts": ts, "text": given.get("text", ""), "metadata": metadata})
        return {"ok": True, "channel": channel, "ts": ts}
