"""A Slack for the chaos runs, in a process of its own: takes messages, writes each to a journal on disk, and fails as told.

    python tests/chaos/fake_slack.py JOURNAL [--seed 1] [--limited 0.01] [--broken 0.01] [--cut 0.01] [--per-second 0]

Prints its port. The journal is JSON lines, one call of chat.postMessage each: when it began, whether it was accepted, its text
and key. It is the judge: the bot cannot write to it, and client_msg_id counts for nothing here.
"""

import argparse
import asyncio
import json
import random
import time
from collections import defaultdict
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

RETRY_AFTER = 1


class FakeSlack:
    """`limited`, `broken` (5xx, half of them after accepting), `cut` (accepted, no answer): shares of calls that go wrong."""

    def __init__(self, journal: Path, chaos: argparse.Namespace) -> None:
        self._dice = random.Random(chaos.seed)
        self._chaos = chaos
        self._stored: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        self._number = 0
        self._not_before: dict[str, float] = {}
        self._latest: dict[str, float] = {}
        self._second: tuple[int, int] = (0, 0)
        if journal.exists():
            for line in journal.read_text(encoding="utf-8").splitlines():
                self._remember(json.loads(line))
        self._journal = journal.open("a", encoding="utf-8", buffering=1)

    def _remember(self, call: dict[str, Any]) -> None:
        if call["accepted"]:
            self._number += 1
            metadata = {"event_type": "goodword_notice", "event_payload": {"k": call["key"]}}
            self._stored[call["channel"]].append({"ts": call["ts"], "text": call["text"], "metadata": metadata})

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            began = time.time()
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:])}
            body = (await reader.readexactly(int(headers.get("content-length", 0)))).decode()
            given = json.loads(body) if "json" in headers.get("content-type", "") else dict(parse_qsl(body))
            answer = self._answer(head[0].split()[1].rpartition("/")[2], given, began)
            if answer is not None:
                status, extra, content = answer
                written = json.dumps(content).encode()
                lines = [
                    f"HTTP/1.1 {status} .",
                    "Content-Type: application/json",
                    f"Content-Length: {len(written)}",
                    "Connection: close",
                    *extra,
                ]
                writer.write("\r\n".join([*lines, "", ""]).encode() + written)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, ValueError):
            pass  # whoever called was killed
        finally:
            writer.close()

    def _answer(self, method: str, given: dict[str, Any], began: float) -> tuple[int, list[str], dict[str, Any]] | None:
        if method == "chat.postMessage":
            return self._post(given, began)
        if method == "conversations.open":
            return 200, [], {"ok": True, "channel": {"id": f"D{given['users']}"}}
        if method == "conversations.history":
            messages = self._stored[given["channel"]][-int(given.get("limit") or 100) :]
            return 200, [], {"ok": True, "messages": messages[::-1], "has_more": False}
        if method == "users.info":
            return 200, [], {"ok": True, "user": {"id": given["user"], "tz": "UTC", "locale": "en-US"}}
        return 200, [], {"ok": True}

    def _post(self, given: dict[str, Any], began: float) -> tuple[int, list[str], dict[str, Any]] | None:
        person, chaos = given["channel"], self._chaos
        early = began < self._not_before.get(person, 0) - 0.005
        fate = self._dice.random()
        limited = fate < chaos.limited or early or self._over_limits(person, began)
        broken = not limited and fate < chaos.limited + chaos.broken
        cut = not limited and not broken and fate < chaos.limited + chaos.broken + chaos.cut
        accepted = not limited and not (broken and self._dice.random() < 0.5)
        metadata = given.get("metadata") or {}
        metadata = json.loads(metadata) if isinstance(metadata, str) else metadata
        call = {
            "at": began,
            "accepted": accepted,
            "early": early,
            "person": person,
            "channel": f"D{person}",
            "key": (metadata.get("event_payload") or {}).get("k", ""),
            "ts": f"{began:.3f}{self._number % 1000:03}",
            "text": given.get("text", ""),
        }
        self._journal.write(json.dumps(call, ensure_ascii=False) + "\n")
        self._remember(call)
        if accepted:
            self._latest[person] = began
        if limited:
            self._not_before[person] = max(self._not_before.get(person, 0), began + RETRY_AFTER)
            return 429, [f"Retry-After: {RETRY_AFTER}"], {"ok": False, "error": "ratelimited"}
        if broken:
            return 500, [], {"ok": False, "error": "internal_error"}
        return None if cut else (200, [], {"ok": True, "channel": call["channel"], "ts": call["ts"]})

    def _over_limits(self, person: str, now: float) -> bool:
        """One message a second to a person and so many to all, when such a limit is set."""
        most = self._chaos.per_second
        if not most:
            return False
        second, count = self._second
        self._second = (int(now), count + 1 if int(now) == second else 1)
        return self._second[1] > most or now - self._latest.get(person, 0) < 0.95


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("journal", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    for name in ("limited", "broken", "cut"):
        parser.add_argument(f"--{name}", type=float, default=0.0)
    parser.add_argument("--per-second", type=int, default=0)
    chaos = parser.parse_args()
    slack = FakeSlack(chaos.journal, chaos)
    server = await asyncio.start_server(slack.serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
