"""The language model, through langchain: fills forms, refuses politely, never surprises. Knows no Slack, no SQL and no feature."""

from bot.model.chat import ChatModel, build_model

__all__ = ["ChatModel", "build_model"]
