"""What the page may ask for, by name: each act of a person, and the settings of the playground itself.

Missing fields raise KeyError, wrong ones TypeError or ValueError; what cannot be done raises NotPossible.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from bot.playground.place import read_object
from bot.playground.refused import NotPossible
from bot.playground.underway import Done

if TYPE_CHECKING:
    from bot.playground.playground import Playground

Json = dict[str, Any]
_HOUR = 3600.0


async def carry_out(playground: "Playground", name: str, asked: Json) -> Json:
    """The answer to the page: {"ts", "failed"} for what the bot hears of, {} for the rest. Raises KeyError for unknown names."""
    if name in _SETTINGS:
        return await _SETTINGS[name](playground, asked)
    done = _ACTS[name](playground, asked)
    if asked.get("at_once"):
        return {"ts": done.ts}
    deliveries = await asyncio.shield(done)
    return {"ts": done.ts, "failed": next((each.reason for each in deliveries if each.reason), "")}


async def _options(at: "Playground", asked: Json) -> Json:
    done = await at.options(asked["person"], asked["where"], asked["action_id"], str(asked.get("typed", "")))
    answer = read_object(done[0].answer)
    groups = answer.get("option_groups") or []
    return {"options": [*(answer.get("options") or []), *(each for group in groups for each in group["options"])]}


async def _move(at: "Playground", asked: Json) -> Json:
    """`hours`, or `to` a moment on this person's wall clock, or "morning". What is being delivered arrives in its own time first."""
    zone = at.workspace.person(asked["person"]).tz
    with contextlib.suppress(TimeoutError):
        await at.settle(3.0)
    if asked.get("hours"):
        at.clock.move(float(asked["hours"]) * _HOUR)
    elif asked["to"] == "morning":
        at.clock.move_to(at.clock.next_morning(zone))
    else:
        at.clock.move_to(at.clock.read_moment(str(asked["to"]), zone))
    return {}


async def _read(at: "Playground", asked: Json) -> Json:
    at.marks.read(at.workspace.person(asked["person"]), str(asked["channel"]), str(float(asked["ts"])))
    return {}


async def _trouble(at: "Playground", asked: Json) -> Json:
    """Switch a trouble on. `kind` is one of the names below; `times` at most 1000, `seconds` at most 600."""
    times, seconds = min(int(asked.get("times") or 1), 1000), min(float(asked.get("seconds") or 1), 600.0)
    method, faults = str(asked.get("method") or "*"), at.faults
    switch: dict[str, Callable[[], None]] = {
        "rate_limit": lambda: faults.rate_limit(method, times, int(seconds)),
        "fail_before": lambda: faults.fail(method, times, accepted=False),
        "fail_after": lambda: faults.fail(method, times, accepted=True),
        "cut_before": lambda: faults.cut(method, times, accepted=False),
        "cut_after": lambda: faults.cut(method, times, accepted=True),
        "delay_calls": lambda: faults.delay_calls(seconds),
        "delay_delivery": lambda: faults.delay_delivery(seconds, times),
        "repeat_events": lambda: faults.repeat_events(times),
        "clear": faults.clear,
    }
    switch[asked["kind"]]()
    return {}


async def _again(at: "Playground", asked: Json) -> Json:
    found = next((each for each in at.journal.deliveries() if each.n == asked["n"]), None)
    if found is None:
        raise NotPossible("no_delivery")
    return {"failed": (await at.redeliver(found))[0].reason}


_SETTINGS: dict[str, Callable[["Playground", Json], Awaitable[Json]]] = {
    "again": _again,
    "move": _move,
    "options": _options,
    "read": _read,
    "trouble": _trouble,
}
_ACTS: dict[str, Callable[["Playground", Json], Done]] = {
    "say": lambda at, asked: at.say(asked["person"], asked["channel"], str(asked["text"]), asked.get("thread")),
    "command": lambda at, asked: at.command(asked["person"], asked["channel"], asked["command"], str(asked.get("text", ""))),
    "click": lambda at, asked: at.click(asked["person"], asked["ts"], asked["action_id"], asked.get("value"), asked.get("block_id", "")),
    "click_in_view": lambda at, asked: at.click_in_view(
        asked["person"], asked["view_id"], asked["action_id"], asked.get("value"), asked.get("values")
    ),
    "shortcut": lambda at, asked: at.shortcut(asked["person"], asked["callback_id"], asked.get("ts", "")),
    "submit": lambda at, asked: at.submit(asked["person"], asked["view_id"], asked.get("values")),
    "close": lambda at, asked: at.close(asked["person"], asked["view_id"], bool(asked.get("everything"))),
    "open": lambda at, asked: at.open_home(asked["person"], asked.get("tab", "messages")),
    "edit": lambda at, asked: at.edit(asked["person"], asked["ts"], str(asked["text"])),
    "delete": lambda at, asked: at.delete(asked["person"], asked["ts"]),
}
