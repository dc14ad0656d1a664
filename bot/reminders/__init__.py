"""Who must hear what, and when: reminders, digests, the outbox they wait in.

Knows no Slack, SQL, network or clock: the outbox comes through `bot.reminders.outbox`, the time as `now`.
"""
