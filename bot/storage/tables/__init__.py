"""The tables as they are now, one module per subject. How an older database gets there stands in `migrations`; a test holds the
two together. Knows columns only, no behaviour.
"""

from bot.storage.tables.columns import metadata
from bot.storage.tables.deliveries import inbox, inbox_alias
from bot.storage.tables.installations import installation, used_state
from bot.storage.tables.promises import customer_alias, promise, promise_approval, promise_event
from bot.storage.tables.questions import channel_rule, question, thread_question, verdict
from bot.storage.tables.reminders import outbox, person_limit, person_times, sweep_note

__all__ = [
    "HEAD",
    "channel_rule",
    "customer_alias",
    "inbox",
    "inbox_alias",
    "installation",
    "metadata",
    "outbox",
    "person_limit",
    "person_times",
    "promise",
    "promise_approval",
    "promise_event",
    "question",
    "sweep_note",
    "thread_question",
    "used_state",
    "verdict",
]

HEAD = "0007"
"""The newest migration: what a database must say it is at for these tables to be there."""
