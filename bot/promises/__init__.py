"""Promises: reading what people type, due dates, the check before saving, approvals, states, kept rate.

Knows no Slack, SQL, network or clock: records come through `bot.promises.book`, the time as `now`.
"""
