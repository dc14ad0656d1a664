"""Goodword, a Slack teammate for sales teams. `bot.cli` is where it is started, `bot.app` where its parts are joined."""
