"""What Goodword knows: guidance cards and past deals, and how to find the right ones.

Usable without the bot. Must not know Slack, promises or any setting of the bot.
"""
