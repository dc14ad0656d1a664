"""One chat model behind any OpenAI-compatible endpoint, asked for filled forms only. Every failure is ModelUnavailable.

Keeps its time, its token budget, and its patience with an endpoint that is down. Nothing is imported or opened before the first call.
"""

import asyncio
import logging
import os
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from pydantic import BaseModel

from bot.config import Config, ModelSettings
from bot.errors import ModelUnavailable
from bot.model.budget import Budget, estimate
from bot.model.client import OPENAI_URL, Client
from bot.model.faults import Cure, Fault, read_fault
from bot.model.loop import Loop
from bot.ports import Shape
from prompts import load

log = logging.getLogger(__name__)

HURRY = 3.0
"""Seconds somebody waits for a model whose help is welcome but not needed."""
_WAIT = 0.3
"""Seconds before a repetition, when the endpoint names none."""
_LONGEST_WAIT = 3.0
_LEAST_TIME = 0.5
"""With fewer seconds left a repetition is not worth it."""


class _Ready(BaseModel):
    """The smallest form."""

    ready: bool


class ChatModel:
    """`bot.ports.Model` over langchain's ChatOpenAI. Safe to share between threads."""

    def __init__(
        self,
        settings: ModelSettings,
        *,
        now: Callable[[], datetime],
        key: str = "",
        url: str = OPENAI_URL,
        deadline: float = 60.0,
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        """`now` tells the day of the token budget; `deadline` is the seconds one `fill` may take with all its repetitions."""
        self._settings = settings
        self._client = Client(settings, key, url)
        self._way = self._client.first_way
        self._deadline = deadline
        self._timer = timer
        self._loop = Loop("language model")
        self._failed = 0
        self._rest: tuple[float, ModelUnavailable] | None = None
        self.budget = Budget(settings.daily_tokens, now)

    @property
    def name(self) -> str:
        return self._settings.name

    def fill(self, prompt: str, variables: Mapping[str, str], shape: type[Shape]) -> Shape:
        """The prompt of that name with these variables, answered in `shape`. Raises ModelUnavailable."""
        system, human = load(prompt).render(variables)
        return self._ask(system, human, shape)

    def within(self, seconds: float) -> "Hurried":
        """The same model for somebody who waits no longer than this. Its slowness there says nothing about its health."""
        return Hurried(self, seconds)

    def doctor(self) -> str:
        """One line for `goodword doctor`: that the model answers, and how fast. Raises ModelUnavailable."""
        start = self._timer()
        self._ask("Somebody checks whether you can be reached. Fill the form.", "Are you ready?", _Ready)
        return f"{self.name} answers ({self._timer() - start:.1f} s)"

    def warm_up(self) -> None:
        """Import langchain (seconds) and make the client, so that the first question does not wait for it."""
        self._client.form(self._way, _Ready)

    def close(self) -> None:
        """End running calls, which then fail."""
        self._loop.close()

    def _ask(self, system: str, human: str, shape: type[Shape], hurry: float | None = None) -> Shape:
        if self._rest and self._timer() < self._rest[0]:
            raise ModelUnavailable(str(self._rest[1]), self._rest[1].hint)
        prompt = estimate(system) + estimate(human)
        reserved = prompt + self._settings.max_tokens
        self.budget.reserve(reserved)
        spent = [0]
        try:
            self._client.form(self._way, shape)
            work = self._try(system, human, shape, prompt, spent, hurry)
            answer = self._loop.run(work, (hurry or self._deadline) + 2)
        except ModelUnavailable:
            raise
        except TimeoutError as fault:
            raise read_fault(fault, self.name, self._client.url).error from None
        finally:
            self.budget.settle(reserved, spent[0])
        self._failed, self._rest = 0, None
        return answer

    async def _try(self, system: str, human: str, shape: type[Shape], prompt: int, spent: list[int], hurry: float | None) -> Shape:
        """Call, repeat and change the way of asking as long as it may help and there is time. Raises ModelUnavailable."""
        end = self._timer() + (hurry or self._deadline)
        way, repetitions, untried = self._way, self._settings.retries, {"limit", "form"}
        while True:
            try:
                async with asyncio.timeout(max(0.0, min(self._settings.timeout, end - self._timer()))):
                    answer, used = await self._client.call(way, shape, system, human)
            except Exception as raised:  # noqa: BLE001 - read_fault raises again what is not the endpoint's doing
                fault = read_fault(raised, self.name, self._client.url)
                spent[0] += prompt if fault.cure is not Cure.OTHER_WAY else 0
                log.warning("language model: %s (%s)", fault.error, type(raised).__name__)
            else:
                self._way = way
                spent[0] += used if used is not None else prompt + self._settings.max_tokens
                return answer
            wait = max(_WAIT, fault.rest if fault.patience == 1 else 0)
            is_time = self._timer() + wait + _LEAST_TIME < end and wait <= _LONGEST_WAIT
            if fault.cure is Cure.OTHER_WAY and fault.about in untried:
                untried.remove(fault.about)
                way = way.other(fault.about)
            elif fault.cure in (Cure.RETRY, Cure.RETRY_OTHERWISE) and repetitions and is_time:
                repetitions -= 1
                way = way.other("form") if fault.cure is Cure.RETRY_OTHERWISE else way
                await asyncio.sleep(wait)
            else:
                raise (self._give_up(fault) if hurry is None else fault.error) from None

    def _give_up(self, fault: Fault) -> ModelUnavailable:
        """Remember a lasting fault, so that the next questions do not wait for it too."""
        self._failed += 1
        if fault.rest and self._failed >= fault.patience:
            self._rest = (self._timer() + fault.rest, fault.error)
        return fault.error


class Hurried:
    """`bot.ports.Model` with a deadline of its own over a shared ChatModel: its connections, its budget, its rest."""

    def __init__(self, model: ChatModel, seconds: float) -> None:
        self._model, self._seconds = model, seconds

    @property
    def name(self) -> str:
        return self._model.name

    def fill(self, prompt: str, variables: Mapping[str, str], shape: type[Shape]) -> Shape:
        """As ChatModel.fill. Raises ModelUnavailable."""
        system, human = load(prompt).render(variables)
        return self._model._ask(system, human, shape, self._seconds)


def build_model(
    config: Config, *, now: Callable[[], datetime] = lambda: datetime.now(UTC), environment: Mapping[str, str] = os.environ
) -> ChatModel | None:
    """The model of the settings; None when none is named, or when there is neither a key nor an address of one's own."""
    url = config.model.base_url or environment.get("OPENAI_BASE_URL", "").strip()
    if not config.model.name or not (url or config.secrets.openai_key):
        return None
    return ChatModel(config.model, now=now, key=config.secrets.openai_key, url=url or OPENAI_URL, deadline=float(config.answers.timeout))
