"""What Slack sends: every kind of request.

`recorded` has a conversation in the small world of tests/slack_world.py and keeps what was delivered; `written` are the kinds that
such a conversation does not make, in the shapes of Slack's documentation.
"""

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
_DEEP = re.compile(r'"nested (\d+) deep"')
_BOT = [{"enterprise_id": None, "team_id": "T0SAMPLE", "user_id": "U0BOT", "is_bot": True, "is_enterprise_install": False}]


@dataclass(frozen=True)
class Payload:
    """`is_form`: a slash command, whose fields are the form; everything else is JSON, interactions inside a form's "payload"."""

    kind: str
    record: dict[str, Any]

    @property
    def is_form(self) -> bool:
        return "command" in self.record or "ssl_check" in self.record

    def written(self) -> tuple[bytes, str]:
        """(body, content type) as Slack would send it."""
        if self.is_form:
            return urlencode(self.record).encode(), FORM
        text = self.text(ensure_ascii=False)
        return (text.encode(), JSON) if self.is_event else (urlencode({"payload": text}).encode(), FORM)

    def written_with(self, **fields: Any) -> tuple[bytes, str]:
        """The same with other fields."""
        return Payload(self.kind, self.record | fields).written()

    def text(self, ensure_ascii: bool = True) -> str:
        """As JSON. Lists too deep for Python to write are written by hand."""
        return _DEEP.sub(lambda found: "[" * int(found[1]) + "]" * int(found[1]), json.dumps(self.record, ensure_ascii=ensure_ascii))

    @property
    def is_event(self) -> bool:
        return self.record.get("type") in ("event_callback", "url_verification", "app_rate_limited")


def event(kind: str, **fields: Any) -> Payload:
    """An event in its envelope."""
    record = {
        "type": "event_callback",
        "team_id": "T0SAMPLE",
        "api_app_id": "A0SAMPLE",
        "event_id": f"Ev{kind}",
        "event_time": 1_800_000_000,
    }
    return Payload(kind, {**record, "event": {"type": kind, "event_ts": "1.1", **fields}, "authorizations": _BOT, "token": "legacy"})


def interaction(kind: str, **fields: Any) -> Payload:
    """A press, a shortcut or a form."""
    people = {"user": {"id": "U0ANA", "username": "ana", "team_id": "T0SAMPLE"}, "team": {"id": "T0SAMPLE", "domain": "sample"}}
    return Payload(kind, {"type": kind, "api_app_id": "A0SAMPLE", "token": "legacy", "trigger_id": f"1.2.{kind}", **people, **fields})


def written() -> list[Payload]:
    """Kinds that nobody causes by talking to the bot."""
    view = {"id": "V1", "type": "modal", "callback_id": "promise_log", "private_metadata": "{}", "hash": "1.x", "state": {"values": {}}}
    home = {"id": "V2", "type": "home", "blocks": [], "private_metadata": "", "callback_id": ""}
    where = {"channel": "C0SALES", "channel_type": "channel", "ts": "1800000000.000100", "user": "U0ANA", "team": "T0SAMPLE"}
    file = {"id": "F1", "name": "offer.pdf", "mimetype": "application/pdf", "url_private": "https://files.slack.com/x"}
    message = {"type": "message", "user": "U0EVA", "ts": "1.5", "text": "Too expensive for us.", "thread_ts": "1.4"}
    element = {
        "type": "static_select",
        "action_id": "promise_snooze",
        "selected_option": {"text": {"type": "plain_text", "text": "1 d"}, "value": "x"},
    }
    return [
        Payload("url_verification", {"type": "url_verification", "challenge": "3eZbrw1aBm2rZgRNFdxV", "token": "legacy"}),
        Payload(
            "app_rate_limited", {"type": "app_rate_limited", "team_id": "T0SAMPLE", "minute_rate_limited": 1, "api_app_id": "A0SAMPLE"}
        ),
        Payload("ssl_check", {"ssl_check": "1", "token": "legacy"}),
        event("app_home_opened", user="U0ANA", channel="D0ANA", tab="home", view=home),
        event("app_uninstalled"),
        event("tokens_revoked", tokens={"oauth": ["U0ANA"], "bot": ["U0BOT"]}),
        event(
            "reaction_added",
            user="U0ANA",
            reaction="thumbsup",
            item={"type": "message", "channel": "C0SALES", "ts": "1.1"},
            item_user="U0BOT",
        ),
        event("member_joined_channel", **where, inviter="U0BEN"),
        event("channel_rename", channel={"id": "C0SALES", "name": "sales", "created": 1}),
        event("message", **where, subtype="file_share", text="<@U0BOT> see", files=[file], upload=False, client_msg_id="c-1"),
        event("message", **where, subtype="message_changed", hidden=True, message=message, previous_message=message),
        event("message", **where, subtype="message_deleted", hidden=True, deleted_ts="1.2", previous_message=message),
        event("message", **{**where, "channel": "G0MPIM", "channel_type": "mpim"}, text="<@U0BOT> hi", blocks=[]),
        interaction("view_closed", view=view, is_cleared=False),
        interaction("view_submission", view=view, response_urls=[]),
        interaction(
            "block_suggestion", action_id="customer", block_id="b", value="nor", view=view, container={"type": "view", "view_id": "V1"}
        ),
        interaction(
            "block_actions",
            actions=[{**element, "block_id": "b", "action_ts": "1.1"}],
            container={"type": "view", "view_id": "V1"},
            view=view,
        ),
        interaction("block_actions", actions=[{**element, "block_id": "b"}], container={"type": "view", "view_id": "V2"}, view=home),
        interaction("shortcut", callback_id="log_promise", action_ts="1.1"),
        interaction(
            "message_action",
            callback_id="diagnose",
            message_ts="1.5",
            channel={"id": "C0SALES", "name": "sales"},
            message=message,
            response_url="http://127.0.0.1:9/",
        ),
    ]


async def recorded() -> list[Payload]:
    """What is delivered while Ana asks, presses, logs and corrects."""
    from slack_world import a_world

    async with a_world() as world:
        slack, ask = world.slack, "Compared with what?"
        said = await slack.say("Ana", "#sales", "@Goodword they say too expensive")
        await world.reply(ask)
        slack.say("Ana", "#sales", "and if they stay silent?", said[0].payload["event"]["ts"])
        await slack.say("Ben", "DM", "客户说太贵了")
        await slack.command("Ana", "#sales", "/ask", "long: they say too expensive")
        await world.quiet(20)
        answer = next(each for each in reversed(world.said()) if each.only_for == "U0ANA")
        for button in ("more", "helpful", "not_helpful", "share"):
            await slack.click("Ana", answer.ts, button)
            await world.quiet(20)
        await slack.shortcut("Ana", "diagnose", said[0].payload["event"]["ts"])
        await slack.command("Ana", "#sales", "/promise", "send Acme the certificate tomorrow")
        await world.quiet(20)
        card = world.said()[-1]
        for button in ("promise_edit", "promise_save"):
            await slack.click("Ana", card.ts, button)
            await world.quiet(20)
        for view in slack.views("Ana")[-1:]:
            await slack.submit("Ana", view.id, {"what": "send the certificate", "customer": "Acme"})
        await slack.command("Ben", "#sales", "/promise", "list")
        await slack.command("Ana", "#sales", "/ask", "settings")
        await world.quiet(20)
        return [Payload(each.kind, each.payload) for each in world.slack.journal.deliveries()]
