"""A Slack-like workspace on this machine, for trying everything with no token and no key, and for tests.

It imports nothing else of ours: it is a Slack, and speaks signed HTTP to the bot like Slack does.
"""

from bot.playground.guide import Attempt, Moment, Step
from bot.playground.people import Command, Listing, Shortcut, Suggestion, read_listing
from bot.playground.playground import Playground
from bot.playground.refused import NotPossible
from bot.playground.server import running, serve
from bot.playground.underway import Done

__all__ = [
    "Attempt",
    "Command",
    "Done",
    "Listing",
    "Moment",
    "NotPossible",
    "Playground",
    "Shortcut",
    "Step",
    "Suggestion",
    "read_listing",
    "running",
    "serve",
]
