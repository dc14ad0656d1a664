"""Goal 13: a model hangs with everything that was asked of it, and commands are acknowledged as if nothing were."""

import asyncio
import threading
import time
from urllib.parse import urlencode

from fake_openai import FakeOpenAI, Request
from front_payloads import FORM, event
from front_slack import FrontSlack
from front_wire import Post, Told, a_bot, records, send, signed, slowness, stored, until
from world import Verdict, World

_HANG = 60.0


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
            until(lambda: len(model.journal) >= most, 150)
            hung, began = len(model.journal), time.monotonic()
            told: list[Told] = []
            for volley in range(volleys):
                told += asyncio.run(send(port, [signed(_command(volley, number)) for number in range(50)], connections=50))
                time.sleep(0.5 if scale < 1 else 2.0)  # the next ones come while the first are worked on
            held = time.monotonic() - began
            if scale < 1:
                let_go.set()
            until(lambda: not stored(database, "waiting", "working"), 200)
            left, dead = stored(database, "waiting", "working"), stored(database, "dead")
    said = " ".join(slack.said())
    unanswered = sum(f"D0Q{number:04}" not in said for number in range(most)) + sum(
        f"U0V{n:02}X{m:02}" not in said for n in range(volleys) for m in range(50)
    )
    bad = sum(each.status != 200 or b"NOT saved" in each.body for each in told)
    middle, slow, longest = slowness(told)
    late = ((slow if scale >= 1 else middle) >= 0.5) + (longest >= 3)  # of a hundred the 99th says more of the machine than of us
    note = f"{hung} model calls hang for {held:.0f} s, {len(told)} commands: p99 {slow * 1000:.0f} ms, most {longest * 1000:.0f} ms"
    note += f"; {unanswered} never answered"
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
