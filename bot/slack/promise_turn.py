"""One request of a person about promises: who it is, what they may read, what they pressed, and the way back to them. Calls nobody."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.promises.records import Person
from bot.slack.asking import key_of
from bot.slack.blocks.form import Filled
from bot.slack.blocks.promise import Tag, read_tag
from bot.slack.places import Place, place_of, value_of

FROM_HOME = "h"
"""In the memory of a form that was opened from the Home tab."""


@dataclass(frozen=True)
class Turn:
    """One request of a person: who it is, what they may read, the language in which they are spoken to, and the way back to them."""

    person: Person
    audiences: frozenset[str]
    language: str
    place: Place
    body: Mapping[str, Any]
    client: AsyncWebClient
    context: AsyncBoltContext

    @property
    def tag(self) -> Tag:
        """What the pressed button says."""
        return read_tag(value_of(self.body))

    @property
    def action(self) -> str:
        """The name of the pressed button."""
        return str(self.body["actions"][0].get("action_id") or "")

    @property
    def is_alone(self) -> bool:
        """Whether the pressed message is about one promise only, so that the result may take its place: lists and digests stay."""
        if "actions" not in self.body or self.view or self.tag.in_list:
            return False
        message = self.body.get("message")
        blocks = message.get("blocks") if isinstance(message, dict) else None
        if not isinstance(blocks, list):
            return True  # private messages come without their blocks
        return sum(1 for block in blocks if isinstance(block, dict) and block.get("type") == "actions") <= 1

    @property
    def view(self) -> Mapping[str, Any]:
        """The form or Home tab on which something was pressed or sent; empty for a message."""
        view = self.body.get("view")
        return view if isinstance(view, dict) else {}

    @property
    def depth(self) -> int:
        """How many forms stand on each other where a button of one was pressed: 1 to 3. 0 for messages, Home, and a form that was sent."""
        if "actions" not in self.body or self.view.get("type") != "modal":
            return 0
        under, root = self.view.get("previous_view_id"), self.view.get("root_view_id")
        return 1 if not under else 2 if under == root else 3

    @property
    def is_on_home(self) -> bool:
        """Whether the Home tab itself was pressed."""
        return self.view.get("type") == "home"

    @property
    def is_from_home(self) -> bool:
        """Whether it began on the Home tab, so that the Home tab shows what comes of it."""
        return self.is_on_home or bool(Filled(self.view).memory.get(FROM_HOME))

    @property
    def key(self) -> str:
        """Of the delivery."""
        return key_of(self.context)


def place_in(memory: Mapping[str, Any], body: Mapping[str, Any]) -> Place:
    """Where the result of a form is shown: where it was opened from."""
    texts = {name: str(memory.get(name) or "") for name in ("c", "t", "u")}
    return replace(place_of(body), channel=texts["c"], thread=texts["t"] or None, response_url=texts["u"])
