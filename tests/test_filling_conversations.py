"""Ana types a promise of which the reader leaves the customer open; a language model of this machine helps, lies, or hangs."""

import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from fake_openai import FakeOpenAI
from slack_world import World, a_world, shown

from bot.answers.masking import mask
from bot.config import ModelSettings
from bot.model.chat import ChatModel
from bot.promises.filling import Filling
from bot.slack.desk import Desk

TEXT = "I'll send them the drawings by 4 December 2030, yellow trucks zubrowka you know"


@pytest.fixture
def endpoint() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as fake:
        yield fake


@asynccontextmanager
async def a_world_with(endpoint: FakeOpenAI) -> AsyncIterator[World]:
    models: list[ChatModel] = []

    def equip(desk: Desk) -> Desk:
        model = ChatModel(ModelSettings(name="fake-1", timeout=5), now=desk.now, key="k", url=endpoint.url, deadline=6)
        model.warm_up()
        models.append(model)
        desk.promising._filling = Filling(model.within(0.7), mask)
        return replace(desk)

    async with a_world(equip=equip) as world:
        yield world
    for model in models:
        model.close()


async def typed(world: World, text: str) -> Any:
    await world.slack.command("Ana", "#sales", "/promise", text)
    await world.quiet()
    who = world.slack.workspace.person("Ana")
    return [each for each in world.slack.workspace.seen_by(who) if each.author == "U0BOT"][-1]


def pointing(customer: str) -> Any:
    return lambda _: {"promises": [{"of": 1, "customer": customer, "what": "", "date": ""}]}


@pytest.mark.parametrize(
    ("text", "said", "new"),
    [
        (TEXT, "Found in your words by the language model: customer. Please check.", "zubrowka"),
        ("2030年12月4日前把图纸发给他们，就是楚布罗", "由语言模型从您的原话中找出：客户。请核对。", "楚布罗"),
    ],
)
async def test_the_card_says_what_a_model_found(endpoint: FakeOpenAI, text: str, said: str, new: str) -> None:
    endpoint.say(pointing(new))
    async with a_world_with(endpoint) as world:
        card = await typed(world, text)
        assert said in shown(card)
        assert new in shown(card)


async def test_a_model_that_lies_changes_nothing(endpoint: FakeOpenAI) -> None:
    endpoint.say(pointing("Evil Holdings"))
    async with a_world_with(endpoint) as world:
        card = await typed(world, TEXT)
        assert endpoint.journal
        assert "Evil" not in shown(card)
        assert "language model" not in shown(card)


async def test_a_model_that_hangs_is_not_waited_for(endpoint: FakeOpenAI) -> None:
    endpoint.misbehave("hang", times=None)
    async with a_world_with(endpoint) as world:
        started = time.monotonic()
        card = await typed(world, TEXT)
        assert time.monotonic() - started < 6
        assert endpoint.journal
        assert "language model" not in shown(card)


async def test_what_a_model_found_can_be_saved_and_a_form_asks_no_model(endpoint: FakeOpenAI) -> None:
    endpoint.say(pointing("zubrowka"))
    async with a_world_with(endpoint) as world:
        card = await typed(world, TEXT)
        asked = len(endpoint.journal)
        await world.slack.click("Ana", card.ts, "promise_edit")
        await world.quiet()
        view = world.slack.views("Ana")[-1]
        assert "zubrowka" in str(view.given)
        await world.slack.submit("Ana", view.id, {})
        await world.quiet()
        (promise,) = world.book._promises.values()
        assert promise.customer == "zubrowka"
        assert len(endpoint.journal) == asked


async def test_without_a_model_nothing_is_asked_and_nothing_is_said(endpoint: FakeOpenAI) -> None:
    async with a_world() as world:
        card = await typed(world, TEXT)
        assert "language model" not in shown(card)
    assert endpoint.journal == []
