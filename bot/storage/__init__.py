"""Goodword's records: the only part of the bot that knows SQL. One module per capability over one `Database`.

Every write goes through the database's single writer and returns only once it is on disk; see `database`.
Nothing here knows Slack, the model or the clock: instants are handed in.
"""
