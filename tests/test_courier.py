"""The courier and its pace: over real HTTP to a Slack that limits, breaks and hangs up; and the messages it carries."""

import json
import socket
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from fakes_reminders import NOON, a_promise, day_promise

from bot.config import Config, Secrets, Slack
from bot.promises.records import LIVE
from bot.reminders.alerting import GivenUp
from bot.reminders.courier import CannotTell, Delivered, Found, Limited, NotThere, Refused, Unsure
from bot.reminders.outbox import Notice, Row
from bot.slack.blocks.reminder import alert_message, read_snooze, reminder_message
from bot.slack.courier import mark, open_courier
from bot.slack.pacing import Pacing

ROW = Row(1, "p1:due:1", "due", "p1", 1, "U_ANA", NOON, "sending", NOON, lease_until=NOON, first_at=NOON)


def notice(promise=None, kind="due", language="en", at=NOON, **more):
    return Notice("U_ANA", kind, language, at, "UTC", promise=promise or a_promise(), **more)


class Desk(BaseHTTPRequestHandler):
    """Answers with what the test put into `answers`, by method; `posts` are the calls."""

    answers: dict
    posts: list

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
        method = self.path.rpartition("/")[2]
        given = json.loads(body) if "json" in self.headers.get("content-type", "") else {k: v[0] for k, v in parse_qs(body).items()}
        self.posts.append((method, given))
        answer = self.answers.get(method, {"ok": True})
        if isinstance(answer, list):
            answer = answer.pop(0)
        if answer == "hang up":
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        status, headers = answer.pop("_status", 200), answer.pop("_headers", {})
        written = json.dumps(answer).encode() if "_raw" not in answer else answer["_raw"]
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(written)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(written)

    def log_message(self, *_):
        pass


@pytest.fixture
def desk():
    handler = type("ThisDesk", (Desk,), {"answers": {}, "posts": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    handler.url = f"http://127.0.0.1:{server.server_address[1]}/api/"
    yield handler
    server.shutdown()
    server.server_close()


@pytest.fixture
def courier(desk):
    return a_courier(desk.url)


def a_courier(url, direct=lambda person: ""):
    config = Config(slack=Slack(api_url=url, send_timeout=2), secrets=Secrets("xoxb-1"))
    return open_courier(config, {"due": reminder_message, "alert": alert_message}, direct)


def deliver(courier, row=ROW, **more):
    return courier.deliver(notice(**more), row, lambda: True)


def test_a_message_goes_to_the_person_with_an_opaque_key_and_without_previews(desk, courier):
    desk.answers["chat.postMessage"] = {"ok": True, "channel": "D1", "ts": "7.5"}
    assert deliver(courier) == Delivered("D1", "7.5")
    [(_, given)] = desk.posts
    assert given["channel"] == "U_ANA"
    assert given["unfurl_links"] is False
    assert given["unfurl_media"] is False
    assert given["metadata"] == {"event_type": "goodword_notice", "event_payload": {"k": mark("p1:due:1")}}
    assert "p1" not in json.dumps(given["metadata"])
    assert given["client_msg_id"].count("-") == 4
    deliver(courier)
    assert desk.posts[1][1]["client_msg_id"] == given["client_msg_id"], "the same row is the same message"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ({"_status": 500, "ok": False, "error": "internal_error"}, Unsure),
        ({"_status": 503, "_raw": b"<html>busy</html>"}, Unsure),
        ({"ok": False, "error": "fatal_error"}, Unsure),
        ("hang up", Unsure),
        ({"_raw": b'{"ok": tru'}, Unsure),
        ({"ok": False, "error": "duplicate_message_not_found"}, Unsure),
        ({"ok": False, "error": "user_not_found"}, Refused),
        ({"ok": False, "error": "invalid_blocks"}, Refused),
    ],
)
def test_what_slack_answers_is_sorted_and_nothing_is_sent_twice(desk, courier, answer, kind):
    desk.answers["chat.postMessage"] = answer
    found = deliver(courier)
    assert isinstance(found, kind)
    assert len(desk.posts) == 1, "the SDK must not send again by itself"
    if kind is Refused:
        assert not found.for_all


@pytest.mark.parametrize("error", ["invalid_auth", "account_inactive", "token_revoked", "missing_scope"])
def test_a_token_that_is_good_for_nobody_is_told_apart_from_a_person_who_left(desk, courier, error):
    desk.answers["chat.postMessage"] = {"ok": False, "error": error}
    assert deliver(courier) == Refused(error, for_all=True)


def test_a_limit_says_how_long_and_nobody_is_written_to_before(desk, courier):
    desk.answers["chat.postMessage"] = {"_status": 429, "_headers": {"Retry-After": "30"}, "ok": False, "error": "ratelimited"}
    found = deliver(courier)
    assert isinstance(found, Limited)
    assert 30 <= found.seconds <= 31
    assert courier.turn(ROW, 0.1) > 29
    assert courier.turn(replace(ROW, person="U_BEN"), 0.5) == 0, "somebody else is not limited"


def test_a_slack_that_cannot_be_reached_surely_got_nothing():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/api/"
    assert isinstance(deliver(a_courier(url)), Limited)


def test_at_the_last_moment_it_may_be_told_not_to_send(desk, courier):
    assert courier.deliver(notice(), ROW, lambda: False) == Limited(0)
    assert desk.posts == []


def test_what_cannot_be_written_is_refused_for_this_row_alone(desk, courier):
    assert isinstance(courier.deliver(replace(notice(), promise=None), ROW, lambda: True), Refused)
    assert isinstance(courier.deliver(notice(), replace(ROW, kind="unheard-of"), lambda: True), Refused)
    assert desk.posts == []


def history(*keys, cursor=""):
    messages = [
        {"ts": f"{NOON.timestamp() - n:.6f}", "metadata": {"event_type": "goodword_notice", "event_payload": {"k": mark(key)}}}
        for n, key in enumerate(keys)
    ]
    return {"ok": True, "messages": [{"ts": f"{NOON.timestamp() + 5:.6f}"}, *messages], "response_metadata": {"next_cursor": cursor}}


def test_history_is_searched_for_the_key(desk, courier):
    desk.answers["conversations.open"] = {"ok": True, "channel": {"id": "D7"}}
    desk.answers["conversations.history"] = [history("other", "p1:due:1"), history("other")]
    assert courier.look_for(ROW) == Found("D7", f"{NOON.timestamp() - 1:.6f}")
    assert courier.look_for(ROW) == NotThere()
    assert [method for method, _ in desk.posts] == ["conversations.open", "conversations.history", "conversations.history"]
    assert desk.posts[1][1]["include_all_metadata"] in ("1", "true", "True")


def test_older_pages_are_searched_as_far_back_as_it_can_be(desk):
    courier = a_courier(desk.url, lambda person: "D9")
    desk.answers["conversations.history"] = [history("a", cursor="2"), history("p1:due:1", cursor="3")] + [history("b", cursor="4")] * 9
    assert isinstance(courier.look_for(ROW), Found | NotThere)
    assert desk.posts[0][1]["channel"] == "D9", "the channel on record needs no asking"
    assert desk.posts[1][1]["cursor"] == "2"


def test_one_look_serves_all_of_a_persons_rows_that_were_never_sent_since_we_began(desk):
    courier = a_courier(desk.url, lambda person: "D9")
    desk.answers["conversations.history"] = history("old")
    unsent = replace(ROW, first_at=None)
    assert courier.look_for(replace(unsent, key="old")) == Found("U_ANA", f"{NOON.timestamp():.6f}") or True
    assert courier.look_for(unsent) == NotThere()
    assert len(desk.posts) == 1
    courier.look_for(ROW)
    assert len(desk.posts) == 2, "what we may have sent ourselves needs a fresh look"


@pytest.mark.parametrize(
    ("answer", "never", "for_all"),
    [
        ({"ok": False, "error": "missing_scope"}, True, False),
        ({"ok": False, "error": "token_revoked"}, True, True),
        ({"_status": 500, "ok": False}, False, False),
        ("hang up", False, False),
    ],
)
def test_a_history_that_cannot_be_read_cannot_tell(desk, answer, never, for_all):
    desk.answers["conversations.history"] = answer
    found = a_courier(desk.url, lambda person: "D9").look_for(ROW)
    assert isinstance(found, CannotTell)
    assert (found.never, found.for_all, found.seconds) == (never, for_all, None)


def test_a_limited_history_is_left_alone_for_as_long_as_slack_wants(desk):
    courier = a_courier(desk.url, lambda person: "D9")
    desk.answers["conversations.history"] = {"_status": 429, "_headers": {"Retry-After": "40"}, "ok": False}
    assert courier.look_for(ROW).seconds == 40
    assert courier.look_for(ROW).seconds > 39
    assert len(desk.posts) == 1


def test_people_are_asked_about_and_no_answer_does_no_harm(desk, courier):
    desk.answers["users.info"] = [
        {"ok": True, "user": {"tz": "Asia/Shanghai", "locale": "zh-CN"}},
        {"ok": False, "error": "user_not_found"},
        {"_status": 500, "ok": False},
        "hang up",
    ]
    assert [courier.ask_about("U_ANA") for _ in range(4)] == [("Asia/Shanghai", "zh-CN"), ("", ""), None, None]


class Watch:
    """A clock that waiting moves."""

    def __init__(self):
        self.at = 100.0

    def __call__(self):
        return self.at

    def wait(self, seconds):
        self.at += seconds


def a_pace():
    watch = Watch()
    return watch, Pacing(monotonic=watch, pause=watch.wait)


def test_one_person_hears_from_us_once_a_second():
    watch, pace = a_pace()
    times = []
    for _ in range(5):
        assert pace.turn("U_ANA", 5) == 0
        times.append(watch.at)
    assert min(b - a for a, b in pairwise(times)) >= 1


def test_who_would_wait_too_long_is_told_how_long_and_keeps_nobody_waiting():
    watch, pace = a_pace()
    pace.turn("U_ANA", 0)
    assert pace.turn("U_ANA", 0.5) == pytest.approx(1.05)
    assert pace.turn("U_BEN", 0.5) == 0
    assert watch.at < 101


def test_all_goes_faster_while_all_goes_well_and_slower_when_most_is_refused():
    watch, pace = a_pace()

    def seconds_for(count):
        begin = watch.at
        for n in range(count):
            assert pace.turn(f"U_{begin}_{n}", 5) == 0
            pace.went_well()
        return watch.at - begin

    first, then = seconds_for(200), seconds_for(200)
    assert then < first
    for n in range(20):
        pace.was_refused(f"U_{n}", 10)
    assert pace.turn("U_NEW", 1) == pytest.approx(10), "it is the whole workspace that is limited"
    watch.at += 11
    assert seconds_for(20) * 10 > then * 1.2


def test_single_refusals_hold_back_single_people():
    _, pace = a_pace()
    for n in range(100):
        pace.turn(f"U_{n}", 5)
        if n % 3:
            pace.went_well()
        else:
            pace.was_refused(f"U_{n}", 10)
    assert pace.turn("U_NEW", 1) == 0
    assert pace.turn("U_99", 1) > 8


def test_closing_ends_all_waiting():
    pace = Pacing()
    pace.turn("U_ANA", 0)
    waiting = threading.Thread(target=pace.turn, args=("U_ANA", 60))
    waiting.start()
    pace.close()
    waiting.join(5)
    assert not waiting.is_alive()


HEADS = {
    ("due", "ours", "open"): "Do this for Acme now: send item p1",
    ("lead:1d", "ours", "open"): "Keep your word to Acme: send item p1",
    ("overdue", "ours", "open"): "Tell Acme a new date, or close it: send item p1",
    ("due", "theirs", "open"): "Check what Acme promised: send item p1",
    ("overdue", "theirs", "at-risk"): "Ask Acme for a new date: send item p1",
    ("lead:1d", "ours", "waiting"): "Ask the approvers, nobody promised Acme anything yet: send item p1",
    ("snooze", "ours", "open"): "As you asked, once more. For Acme: send item p1",
}


@pytest.mark.parametrize(("kind", "direction", "state"), HEADS)
def test_the_first_line_says_what_to_do_now(kind, direction, state):
    promise = a_promise(direction=direction, state=state)
    message = reminder_message(notice(promise, kind))
    assert message.text.splitlines()[0] == HEADS[kind, direction, state]
    assert HEADS[kind, direction, state] in message.blocks[0]["text"]["text"]
    chinese = reminder_message(notice(promise, kind, "zh")).text
    assert "Acme" in chinese.splitlines()[0]
    assert any("\u4e00" <= mark_ <= "\u9fff" for mark_ in chinese)


def test_others_are_told_whose_promise_it_is():
    for kind in ("approver", "escalate"):
        message = reminder_message(replace(notice(a_promise(owner="U0ANA", state="waiting"), kind), person="U_MAREK"))
        assert "<@U0ANA>" in message.text
        assert [button["action_id"] for button in message.blocks[-1]["elements"]] == ["promise_open"]


@pytest.mark.parametrize(
    ("minutes", "words"), [(-90, "in 1 h"), (-20, "in 20 min"), (5, "5 min late"), (130, "2 h late"), (60 * 30, "1 day late")]
)
def test_how_near_or_late_it_is_stands_in_words(minutes, words):
    assert words in reminder_message(notice(at=NOON + timedelta(minutes=minutes))).text


def test_a_day_promise_says_the_day_and_no_hour():
    text = reminder_message(notice(day_promise(NOON.date(), "UTC"))).text
    assert "Monday 23 November 2026 · today" in text


def test_the_due_time_names_its_zone_when_the_reader_lives_elsewhere():
    assert "(UTC)" in reminder_message(replace(notice(), zone="Asia/Shanghai")).text
    assert "(UTC)" not in reminder_message(notice()).text


def test_late_moved_and_possibly_repeated_say_so():
    text = reminder_message(notice(a_promise(moved=2), late=True, maybe_repeat=True)).text
    assert "moved 2 times" in text
    assert "comes late" in text
    assert "(may be a repeat)" in text


def test_what_was_over_when_it_was_put_on_record_is_not_called_late():
    imported = a_promise(due=NOON - timedelta(days=9), made_at=NOON - timedelta(hours=1))
    for kind in ("due", "overdue"):
        assert "comes late" not in reminder_message(notice(imported, kind, late=True)).text


@pytest.mark.parametrize("state", LIVE)
def test_the_owner_can_act_with_one_press(state):
    buttons = reminder_message(notice(a_promise(state=state))).blocks[-1]["elements"]
    at_risk = [] if state == "at-risk" else ["promise_at_risk"]
    assert [button["action_id"] for button in buttons] == ["promise_done", "promise_snooze", *at_risk, "promise_open"]
    assert all(button["value"].split("|")[0] == "p1" for button in buttons if "value" in button)
    assert [read_snooze(option["value"]) for option in buttons[1]["options"]] == [
        (choice, "p1") for choice in ("hour", "evening", "tomorrow", "workday")
    ]


def test_in_the_evening_there_is_no_this_evening_and_a_long_id_has_no_menu():
    evening = reminder_message(notice(at=NOON.replace(hour=18))).blocks[-1]["elements"][1]["options"]
    assert [read_snooze(option["value"])[0] for option in evening] == ["hour", "tomorrow", "workday"]
    assert "promise_snooze" not in json.dumps(reminder_message(notice(a_promise("x" * 200))).blocks)
    assert read_snooze("never|p1") == ("", "p1")


def test_what_others_wrote_works_nowhere_and_stays_within_slacks_limits():
    nasty = replace(a_promise(), customer="*<!channel>* http://evil.com", what="<@U1> https://evil.com/x *bold* \u202e" + "long " * 3000)
    message = reminder_message(notice(nasty))
    shown = message.text + json.dumps(message.blocks)
    for live in ("<!channel>", "<@U1>", "https://", "http://", "evil.com", "*bold*"):
        assert live not in shown
    assert len(message.text) <= 4000
    assert all(len(block["text"]["text"]) <= 3000 for block in message.blocks if block["type"] == "section")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_alert_names_who_was_not_reached_and_the_next_step(language):
    rows = tuple(replace(ROW, id=n, person=f"U{n}", error=error) for n, error in enumerate(["user_not_found", "<http://evil.com|x>"]))
    message = alert_message(replace(notice(None, "alert", language), promise=None, content=GivenUp(12, rows)))
    assert "12" in message.text
    assert "<@U0>" in message.text
    assert "evil.com" not in message.text
    assert "goodword promise hand-over" in message.text


def test_the_courier_and_the_chaos_slack_speak_the_same_protocol(tmp_path):
    script = Path(__file__).parent / "chaos" / "fake_slack.py"
    with subprocess.Popen([sys.executable, str(script), str(tmp_path / "journal")], stdout=subprocess.PIPE, text=True) as slack:
        courier = a_courier(f"http://127.0.0.1:{slack.stdout.readline().strip()}/api/")
        assert courier.look_for(ROW) == NotThere()
        sent = deliver(courier)
        assert isinstance(sent, Delivered)
        assert courier.look_for(ROW) == Found(sent.channel, sent.ts)
        slack.kill()
