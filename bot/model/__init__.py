"""The language model, through langchain: fills forms, refuses politely, never surprises. Knows no Slack, no SQL and no feature."""

from bot.model.chat import HURRY, ChatModel, build_model

__all__ = ["HURRY", "ChatModel", "build_model"]
