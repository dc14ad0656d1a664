"""manifest.json turned for other ways of running: Socket Mode, as the Slack CLI wants it, and OAuth at an address of one's own.

manifest.json itself is for one workspace over signed HTTP. Knows no settings.
"""

import copy
import json
from importlib.resources import files
from typing import Any

Manifest = dict[str, Any]
LEAVING = ("app_uninstalled", "tokens_revoked")
"""Events by which a workspace takes our token back; they need no right."""


def read_manifest() -> Manifest:
    """The manifest as it is shipped."""
    manifest: Manifest = json.loads(files("bot.slack").joinpath("manifest.json").read_text(encoding="utf-8"))
    return manifest


def for_socket_mode(manifest: Manifest) -> Manifest:
    """Without any address: Slack sends everything over a connection that we open."""
    turned = copy.deepcopy(manifest)
    for place in _places(turned):
        place.pop("request_url", None)
        place.pop("url", None)
    turned["settings"]["socket_mode_enabled"] = True
    return turned


def for_oauth(manifest: Manifest, address: str) -> Manifest:
    """For several workspaces: with the redirect address, token rotation, and word when a workspace leaves. `address`: https://host."""
    turned, address = copy.deepcopy(manifest), address.rstrip("/")
    for place in _places(turned):
        place["url" if "command" in place else "request_url"] = f"{address}/slack/events"
    turned["oauth_config"]["redirect_urls"] = [f"{address}/slack/oauth_redirect"]
    subscribed = turned["settings"]["event_subscriptions"]
    subscribed["bot_events"] = sorted({*subscribed["bot_events"], *LEAVING})
    turned["settings"]["token_rotation_enabled"] = True
    return turned


def _places(manifest: Manifest) -> list[Manifest]:
    """Every record that holds the address of our server."""
    settings = manifest["settings"]
    return [settings["event_subscriptions"], settings["interactivity"], *manifest["features"]["slash_commands"]]
