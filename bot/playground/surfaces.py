"""The forms that people have open, and their Home tabs: opening, stacking, changing and closing them.

It must not know HTTP. Errors are Slack's own words, raised as Refused.
"""

import itertools
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from bot.playground.blocks import VIEW_BYTES, characters, faults_of_view, with_ids
from bot.playground.changes import Changes
from bot.playground.people import APP, BOT, TEAM
from bot.playground.refused import Refused

Json = dict[str, Any]
MODALS = 3


@dataclass(frozen=True)
class View:
    """An open modal, or a person's Home. `under` is the view below it in the stack; `given` is what the bot sent."""

    id: str
    person: str
    hash: str
    given: Json
    under: str = ""
    root: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        return str(self.given["type"])

    def as_json(self, values: Json | None = None) -> Json:
        """As Slack sends it to the bot."""
        texts = {name: self.given.get(name) for name in ("title", "submit", "close")}
        return {
            "id": self.id,
            "team_id": TEAM,
            "type": self.kind,
            "blocks": self.given["blocks"],
            "private_metadata": self.given.get("private_metadata", ""),
            "callback_id": self.given.get("callback_id", ""),
            "external_id": self.given.get("external_id", ""),
            "state": {"values": values or {}},
            "hash": self.hash,
            **texts,
            "clear_on_close": bool(self.given.get("clear_on_close")),
            "notify_on_close": bool(self.given.get("notify_on_close")),
            "previous_view_id": self.under or None,
            "root_view_id": self.root or self.id,
            "app_id": APP,
            "app_installed_team_id": TEAM,
            "bot_id": BOT,
        }


class Surfaces:
    """`views` are the open modals of everybody by id, `homes` the Home tabs by person."""

    def __init__(self, changes: Changes, clock: Callable[[], float]) -> None:
        self._changes = changes
        self._clock = clock
        self._numbers = itertools.count(1)
        self.views: dict[str, View] = {}
        self.homes: dict[str, View] = {}

    def stack(self, person: str) -> list[View]:
        """The open modals of this person, the one on top last."""
        return [view for view in self.views.values() if view.person == person]

    def open_view(self, person: str, given: Json, under: View | None = None) -> View:
        """Put a modal on top (`under`), or open a new stack of one: Slack replaces what was open."""
        given = _checked(given, "modal")
        if under is not None and len(self.stack(person)) >= MODALS:
            raise Refused("push_limit_reached")
        self._check_external(given)
        if under is None:
            self.close_all(person)
        view = View(f"V0{next(self._numbers):08d}", person, self._hash(), given, *((under.id, under.root or under.id) if under else ()))
        self.views[view.id] = view
        self._changes.ring()
        return view

    def update_view(self, view_id: str, external_id: str, expected: str, given: Json) -> View:
        """Replace the content of a modal or a Home. Raises Refused: not_found, hash_conflict, invalid_arguments."""
        named = (each for each in self.views.values() if external_id and each.given.get("external_id") == external_id)
        view = self.find(view_id) or next(named, None)
        given = _checked(given, view.kind if view else "modal")
        if view is None:
            raise Refused("not_found")
        _check_hash(view, expected)
        return self.keep(replace(view, given=given, hash=self._hash(), errors={}))

    def publish(self, person: str, given: Json, expected: str = "") -> View:
        """A person's Home tab. Raises Refused: hash_conflict, invalid_arguments."""
        given = _checked(given, "home")
        old = self.homes.get(person)
        if old is not None:
            _check_hash(old, expected)
        self.homes[person] = View(old.id if old else f"V0{next(self._numbers):08d}", person, self._hash(), given)
        self._changes.ring()
        return self.homes[person]

    def keep(self, view: View) -> View:
        """Put the changed view in the place of the old one, if it is still there."""
        if view.id in self.views:
            self.views[view.id] = view
        elif view.kind == "home":
            self.homes[view.person] = view
        self._changes.ring()
        return view

    def find(self, view_id: str) -> View | None:
        return self.views.get(view_id) or next((each for each in self.homes.values() if each.id == view_id), None)

    def close(self, view_id: str) -> None:
        self.views.pop(view_id, None)
        self._changes.ring()

    def close_all(self, person: str) -> None:
        for view in self.stack(person):
            self.close(view.id)

    def _check_external(self, given: Json) -> None:
        external = given.get("external_id")
        if external and any(each.given.get("external_id") == external for each in self.views.values()):
            raise Refused("duplicate_external_id")

    def _hash(self) -> str:
        return f"{int(self._clock())}.{secrets.token_hex(4)}"


def _check_hash(view: View, expected: str) -> None:
    if expected and expected != view.hash:
        raise Refused("hash_conflict")


def _checked(given: Any, kind: str) -> Json:
    """The view with every id in its place. Raises Refused: invalid_arguments, view_too_large."""
    faults = faults_of_view(given)
    if not faults and given["type"] != kind:
        faults = [f"[ERROR] type must be {kind} [json-pointer:/view/type]"]
    if faults:
        raise Refused("invalid_arguments", response_metadata={"messages": faults})
    if characters([given]) > VIEW_BYTES:
        raise Refused("view_too_large")
    return {**given, "blocks": with_ids(given["blocks"])}
