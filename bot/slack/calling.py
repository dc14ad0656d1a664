"""One call of Slack's: a Web API method or a response_url, with what may go wrong sorted. Knows no replies and no answers."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.slack.blocks.message import Message
from bot.slack.failures import SLACK_FAULTS, SlackBusy, SlackRefused, read_fault

_SHORT_WAIT = 5.0
"""Seconds of Retry-After that are waited out on the spot; for longer ones the work is given back."""


async def call(method: Callable[..., Awaitable[Any]], **arguments: Any) -> Mapping[str, Any]:
    """One Web API call. Raises SlackBusy or SlackRefused. A short rate limit is waited out once."""
    try:
        return await _call_once(method, arguments)
    except SlackBusy as busy:
        if busy.after is None or busy.after > _SHORT_WAIT:
            raise
        await asyncio.sleep(busy.after)
    return await _call_once(method, arguments)


async def _call_once(method: Callable[..., Awaitable[Any]], arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    try:
        answer = await method(**arguments)
    except SLACK_FAULTS as error:
        raise read_fault(error, getattr(method, "__name__", "")) from error
    return answer.data if isinstance(answer.data, dict) else {}


async def respond(url: str, message: Message, replace: bool = False, timeout: int = 10) -> None:
    """Use a response_url: private, or in place of the message that it came from. Raises SlackBusy or SlackRefused."""
    hook = AsyncWebhookClient(url, timeout=timeout, retry_handlers=[])
    try:
        answer = await hook.send(
            text=message.text,
            blocks=blocks_of(message),
            response_type="ephemeral",
            replace_original=replace,
            unfurl_links=False,
            unfurl_media=False,
        )
    except SLACK_FAULTS as error:
        raise read_fault(error, "response_url") from error
    if answer.status_code != 200:
        raise SlackBusy("response_url") if answer.status_code >= 500 else SlackRefused(answer.body[:100], "response_url")


def blocks_of(message: Message) -> list[Any]:
    """The blocks as the SDK wants them."""
    return [dict(block) for block in message.blocks]
