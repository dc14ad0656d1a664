"""A Slack-like workspace on this machine, for trying everything with no token and no key, and for tests.

It imports nothing else of ours: it is a Slack, and speaks signed HTTP to the bot like Slack does.
"""

from bot.playground.people import Command, Listing, Shortcut, Suggestion, read_listing
from bot.playground.playground import Done, Playground
from bot.playground.server import running, serve
from bot.playground.workspace import NotPossible

__all__ = ["Command", "Done", "Listing", "NotPossible", "Playground", "Shortcut", "Suggestion", "read_listing", "running", "serve"]
