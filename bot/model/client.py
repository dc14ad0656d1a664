"""langchain's chat client for one endpoint, made with the first call, used for all. The only module of the bot with langchain in it."""

import logging
import os
from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from bot.config import ModelSettings
from bot.model.faults import CutShort
from bot.ports import Shape

OPENAI_URL = "https://api.openai.com/v1"
_NO_KEY = "none-needed"
_TRACING = ("LANGSMITH_", "LANGCHAIN_")
_NOT_TRACING = "LANGCHAIN_OPENAI_"
_TALKATIVE = ("openai", "httpx", "httpx2", "httpcore", "langchain", "langchain_core", "langchain_openai", "langsmith")


@dataclass(frozen=True)
class Way:
    """How an endpoint wants to be asked: the kind of form, and the name of the token limit."""

    method: Literal["json_schema", "function_calling"] = "json_schema"
    limit: Literal["max_completion_tokens", "max_tokens"] = "max_completion_tokens"

    def other(self, about: str) -> "Way":
        """Another way to try when the endpoint did not like the "limit" or the "form"."""
        if about == "limit":
            return Way(self.method, "max_tokens" if self.limit == "max_completion_tokens" else "max_completion_tokens")
        return Way("function_calling" if self.method == "json_schema" else "json_schema", self.limit)


def stop_tracing(environment: MutableMapping[str, str]) -> list[str]:
    """Take langchain's tracing settings away, which would send every prompt to a third party. Returns the names that were set.

    GOODWORD_TRACING=1 leaves them: then somebody wants it.
    """
    if environment.get("GOODWORD_TRACING") == "1":
        return []
    found = [name for name in environment if name.startswith(_TRACING) and not name.startswith(_NOT_TRACING)]
    for name in found:
        del environment[name]
    return found


class Client:
    """Chat calls to one endpoint. `call` must always run on the same event loop."""

    def __init__(self, settings: ModelSettings, key: str, url: str) -> None:
        self._settings = settings
        self._key = key or _NO_KEY
        self.url = url
        self.first_way = Way(limit="max_completion_tokens" if url == OPENAI_URL else "max_tokens")
        self._chats: dict[str, Any] = {}
        self._forms: dict[tuple[Way, type[BaseModel]], Any] = {}

    def form(self, way: Way, shape: type[BaseModel]) -> Any:
        """langchain's runnable for a way and a shape; imports langchain (seconds) when it is the first one."""
        if (way, shape) not in self._forms:
            self._forms[way, shape] = self._chat(way.limit).with_structured_output(shape, method=way.method, include_raw=True)
        return self._forms[way, shape]

    async def call(self, way: Way, shape: type[Shape], system: str, human: str) -> tuple[Shape, int | None]:
        """The filled form and the tokens used, as far as the endpoint tells. Raises whatever langchain and openai raise, or CutShort."""
        given = await self.form(way, shape).ainvoke([("system", system), ("human", human)])
        raw, parsed = given["raw"], given["parsed"]
        if not isinstance(parsed, shape):
            if raw.response_metadata.get("finish_reason") == "length":
                raise CutShort
            raise given["parsing_error"] or ValueError("no form in the answer")
        usage = raw.usage_metadata or {}
        return parsed, usage.get("total_tokens")

    def _chat(self, limit: str) -> Any:
        if limit not in self._chats:
            stop_tracing(os.environ)
            from langchain_openai import ChatOpenAI
            from openai import DefaultAsyncHttpxClient

            for name in _TALKATIVE:  # their debug lines hold whole prompts
                logging.getLogger(name).setLevel(logging.WARNING)
            most = self._settings.max_tokens
            limits: dict[str, Any] = (
                {"max_completion_tokens": most} if limit == "max_completion_tokens" else {"extra_body": {"max_tokens": most}}
            )
            self._chats[limit] = ChatOpenAI(
                model=self._settings.name,
                api_key=self._key,  # type: ignore[arg-type]
                base_url=self.url,
                timeout=self._settings.timeout,
                max_retries=0,  # we repeat ourselves, within our own deadline
                use_responses_api=False,
                # langchain shares one per address between all event loops; connections of another loop break.
                http_async_client=DefaultAsyncHttpxClient(),
                **limits,
            )
        return self._chats[limit]
