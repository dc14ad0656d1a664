"""The language model against an endpoint that speaks the real protocol and misbehaves."""

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from fake_openai import FakeOpenAI, Request
from pydantic import BaseModel

from bot.config import Config, ModelSettings, Secrets
from bot.errors import ModelUnavailable
from bot.model import ChatModel, build_model
from bot.model.budget import Budget
from bot.model.client import stop_tracing

KEY = "sk-fake-" + "a1b2" * 8
ASK = {
    "language": "English",
    "mark": "<<m>>",
    "question": "too expensive",
    "draft": "1 | ask | sources 1 | Why?",
    "sources": "source 1: Ask why.",
}


class Line(BaseModel):
    """The form that these tests have filled."""

    text: str


@pytest.fixture
def endpoint() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as fake:
        fake.say(lambda request: {"text": "Ask why."})
        yield fake


@pytest.fixture
def models() -> Iterator["Models"]:
    made = Models()
    yield made
    for model in made.all:
        model.close()


@pytest.fixture(scope="module")
def steady() -> Iterator[tuple[FakeOpenAI, ChatModel, list[float]]]:
    """One endpoint and one model, without repetitions, for tests that need no fresh ones; the clock takes each test past any rest."""
    clock = [0.0]
    with FakeOpenAI() as fake:
        made = Models()
        yield fake, made(fake, retries=0, timer=lambda: clock[0] + time.monotonic()), clock
        made.all[0].close()


class Models:
    """Makes models for one test and lets them be closed after it."""

    def __init__(self) -> None:
        self.all: list[ChatModel] = []

    def __call__(
        self, endpoint: FakeOpenAI, *, url: str = "", deadline: float = 4.0, key: str = KEY, timer=time.monotonic, **settings
    ) -> ChatModel:
        values = {"name": "fake-1", "timeout": 1, "retries": 1, **settings}
        model = ChatModel(
            ModelSettings(**values), now=lambda: NOW["it is"], key=key, url=url or endpoint.url, deadline=deadline, timer=timer
        )
        self.all.append(model)
        return model


NOW = {"it is": datetime(2026, 11, 22, 12, tzinfo=UTC)}


def fill(model: ChatModel) -> Line:
    return model.fill("answer", ASK, Line)


def failure(model: ChatModel) -> ModelUnavailable:
    with pytest.raises(ModelUnavailable) as caught:
        fill(model)
    assert str(caught.value).endswith("."), "a whole sentence"
    assert caught.value.hint
    assert KEY not in str(caught.value) + caught.value.hint
    return caught.value


def test_a_form_is_filled_and_the_prompt_is_the_one_of_that_name(endpoint, models):
    assert fill(models(endpoint)).text == "Ask why."
    sent = endpoint.journal[0]
    assert sent.path == "/v1/chat/completions"
    assert sent.way == "json_schema"
    assert sent.headers["authorization"] == f"Bearer {KEY}"
    assert "too expensive" in sent.text
    assert sent.body["model"] == "fake-1"


def test_the_token_limit_is_sent_under_the_name_the_endpoint_knows(endpoint, models):
    fill(models(endpoint, max_tokens=321))
    assert endpoint.journal[0].body["max_tokens"] == 321
    assert "max_completion_tokens" not in endpoint.journal[0].body


def test_an_endpoint_that_knows_only_the_newer_limit_is_asked_again_and_remembered(endpoint, models):
    endpoint.refuses = ("max_tokens",)
    model = models(endpoint, retries=0)
    fill(model)
    fill(model)
    assert ["max_completion_tokens" in request.body for request in endpoint.journal] == [False, True, True]


def test_an_endpoint_without_json_schema_gets_a_function_call_and_is_remembered(endpoint, models):
    endpoint.refuses = ("json_schema",)
    model = models(endpoint, retries=0)
    assert fill(model).text == "Ask why."
    fill(model)
    assert [request.way for request in endpoint.journal] == ["json_schema", "function_calling", "function_calling"]


def test_an_endpoint_that_ignores_the_form_gets_a_function_call(endpoint, models):
    endpoint.misbehave("prose")
    assert fill(models(endpoint)).text == "Ask why."
    assert [request.way for request in endpoint.journal] == ["json_schema", "function_calling"]


def test_an_endpoint_that_knows_neither_form_is_told_so(endpoint, models):
    endpoint.refuses = ("json_schema", "function_calling")
    assert "does not accept how it was asked" in str(failure(models(endpoint)))
    assert len(endpoint.journal) == 2


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("401", "refused the key"),
        ("403", "refused the key"),
        ("404", "no language model fake-1"),
        ("429", "too many requests"),
        ("500", "a fault of its own"),
        ("503", "a fault of its own"),
        ("418", "status 418"),
        ("400", "does not accept how it was asked"),
        ("cut", "cannot be reached"),
        ("cut body", "cannot be reached"),
        ("truncated json", "form that cannot be used"),
        ("not json", "form that cannot be used"),
        ("wrong shape", "form that cannot be used"),
        ("prose", "form that cannot be used"),
        ("empty", "form that cannot be used"),
        ("no choices", "form that cannot be used"),
        ("length", "cut off because it grew too long"),
        ("content filter", "declined"),
        ("refusal", "declined"),
    ],
)
def test_every_failure_is_a_sentence_and_a_next_step(steady, fault, words):
    endpoint, model, clock = steady
    clock[0] += 1000
    endpoint.behave()
    endpoint.misbehave(fault, times=None)
    assert words in str(failure(model))


def test_nobody_listening_is_told_with_the_address(endpoint, models):
    caught = failure(models(endpoint, url="http://127.0.0.1:9/v1", retries=0))
    assert "cannot be reached" in str(caught)
    assert "http://127.0.0.1:9/v1" in caught.hint


@pytest.mark.parametrize("fault", ["hang", "drip"])
def test_a_call_that_hangs_or_drips_ends_on_time(endpoint, models, fault):
    model = models(endpoint, retries=0)
    model.warm_up()
    endpoint.misbehave(fault, times=None)
    start = time.monotonic()
    assert "did not answer in time" in str(failure(model))
    assert time.monotonic() - start < 2.0


def test_repetitions_stay_within_the_deadline(endpoint, models):
    model = models(endpoint, retries=5, deadline=1.6)
    model.warm_up()
    endpoint.misbehave("hang", times=None)
    start = time.monotonic()
    failure(model)
    assert time.monotonic() - start < 2.5
    assert len(endpoint.journal) <= 2


@pytest.mark.parametrize("fault", ["500", "cut", "truncated json", "429"])
def test_a_passing_fault_is_repeated_once_and_forgotten(endpoint, models, fault):
    endpoint.misbehave(fault)
    assert fill(models(endpoint)).text == "Ask why."
    assert len(endpoint.journal) == 2


@pytest.mark.parametrize("fault", ["401", "404"])
def test_a_fault_that_stays_is_not_repeated(endpoint, models, fault):
    endpoint.misbehave(fault, times=None)
    failure(models(endpoint, retries=5))
    assert len(endpoint.journal) == 1


def test_retry_after_is_kept_and_nobody_asks_meanwhile(endpoint, models):
    clock = [100.0]
    model = models(endpoint, timer=lambda: clock[0])
    endpoint.misbehave("429", retry_after=30)
    failure(model)
    failure(model)
    clock[0] += 29
    failure(model)
    assert len(endpoint.journal) == 1
    clock[0] += 2
    assert fill(model).text == "Ask why."


def test_an_endpoint_that_is_down_is_left_alone_after_three_questions(endpoint, models):
    clock = [100.0]
    model = models(endpoint, retries=0, timer=lambda: clock[0])
    endpoint.misbehave("500", times=None)
    for _ in range(10):
        failure(model)
    assert len(endpoint.journal) == 3
    endpoint.behave()
    clock[0] += 60
    assert fill(model).text == "Ask why."


def test_one_slow_answer_does_not_silence_the_model(endpoint, models):
    model = models(endpoint, retries=0)
    endpoint.misbehave("500")
    failure(model)
    assert fill(model).text == "Ask why."


def test_the_budget_of_a_day_is_never_overrun_and_starts_anew_the_next(endpoint, models, monkeypatch):
    model = models(endpoint, daily_tokens=2500, max_tokens=100)
    while model.budget.used + 1000 < 2500:
        fill(model)
    asked = len(endpoint.journal)
    with pytest.raises(ModelUnavailable, match="2,500 tokens"):
        [fill(model) for _ in range(20)]
    assert 1 < asked <= len(endpoint.journal) < 20
    assert model.budget.used == len(endpoint.journal) * 120 <= 2500
    monkeypatch.setitem(NOW, "it is", datetime(2026, 11, 23, 0, 1, tzinfo=UTC))
    assert fill(model).text == "Ask why."


def test_a_failed_call_gives_back_the_tokens_that_were_set_aside(endpoint, models):
    model = models(endpoint, retries=0)
    fill(model)
    assert model.budget.used == 120, "what the endpoint reported"
    endpoint.misbehave("400", times=None)
    failure(model)
    assert model.budget.used == 120


def test_a_budget_holds_when_many_reserve_at_once():
    budget = Budget(1000, lambda: NOW["it is"])
    passed = []

    def work() -> None:
        for _ in range(50):
            try:
                budget.reserve(7)
                passed.append(7)
            except ModelUnavailable:
                return

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(passed) == budget.used == 994


def test_many_questions_at_once_all_get_their_own_answer(endpoint, models):
    endpoint.say(lambda request: {"text": request.text.split("\nQUESTION <<m>>\n", 1)[1].split("\n")[0]})
    model = models(endpoint, timeout=20, deadline=20.0)
    answers: dict[str, str] = {}

    def ask(n: int) -> None:
        answers[f"q{n}"] = model.fill("answer", {**ASK, "question": f"q{n}"}, Line).text

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {f"q{n}": f"q{n}" for n in range(12)}


def test_closing_ends_running_calls_with_a_sentence(endpoint, models):
    model = models(endpoint, timeout=30, deadline=30.0)
    model.warm_up()
    endpoint.misbehave("hang", times=None)
    failed: list[str] = []
    asked = threading.Thread(target=lambda: failed.append(str(failure(model))))
    asked.start()
    while not endpoint.journal:
        asked.join(0.01)
    model.close()
    asked.join(5)
    assert failed


def test_neither_key_nor_question_reaches_the_log(endpoint, models, caplog):
    caplog.set_level(logging.DEBUG)
    endpoint.key = "sk-another"
    failure(models(endpoint))
    assert caplog.text
    assert KEY not in caplog.text
    assert "too expensive" not in caplog.text


def test_the_doctor_says_that_the_model_answers_or_why_not(endpoint, models):
    endpoint.say(lambda request: {"ready": True})
    model = models(endpoint)
    assert model.doctor().startswith("fake-1 answers (")
    endpoint.misbehave("404")
    with pytest.raises(ModelUnavailable, match="no language model fake-1"):
        model.doctor()


def test_no_model_is_built_without_a_name_or_without_key_and_address():
    named = Config(model=ModelSettings(name="gpt"))
    assert build_model(Config(secrets=Secrets(openai_key=KEY)), environment={}) is None
    assert build_model(named, environment={}) is None
    assert build_model(Config(model=ModelSettings(name="gpt"), secrets=Secrets(openai_key=KEY)), environment={}).name == "gpt"
    assert build_model(named, environment={"OPENAI_BASE_URL": "http://127.0.0.1:9/v1"}) is not None
    assert build_model(Config(model=ModelSettings(name="gpt", base_url="http://127.0.0.1:9/v1")), environment={}) is not None


def test_the_configured_address_is_the_one_that_is_asked_without_a_key(endpoint):
    with FakeOpenAI() as other:
        config = Config(model=ModelSettings(name="local", base_url=endpoint.url))
        model = build_model(config, environment={"OPENAI_BASE_URL": other.url})
        assert fill(model).text == "Ask why."
        model.close()
        assert len(endpoint.journal) == 1
        assert not other.journal


def test_tracing_settings_are_taken_away_unless_asked_for():
    environment = {
        "LANGSMITH_TRACING": "true",
        "LANGCHAIN_API_KEY": "x",
        "LANGCHAIN_TRACING_V2": "true",
        "HOME": "/",
        "LANGCHAIN_OPENAI_TCP_KEEPALIVE": "0",
    }
    wanted = {**environment, "GOODWORD_TRACING": "1"}
    assert len(stop_tracing(environment)) == 3
    assert environment == {"HOME": "/", "LANGCHAIN_OPENAI_TCP_KEEPALIVE": "0"}
    assert stop_tracing(wanted) == []
    assert "LANGSMITH_TRACING" in wanted


_IN_A_PROCESS = """
import sys, time
sys.path.insert(0, {root!r})
from datetime import datetime, UTC
import bot.model, bot.answers.phrasing
assert not {{"langchain_openai", "openai", "langchain_core"}} & set(sys.modules), "imported too early"
from bot.config import ModelSettings
from pydantic import BaseModel
class Line(BaseModel):
    text: str
model = bot.model.ChatModel(ModelSettings(name="m", timeout=5), now=lambda: datetime.now(UTC), url={url!r})
print(model.fill("answer", {ask!r}, Line).text)
from langchain_core.tracers.langchain import wait_for_all_tracers
wait_for_all_tracers()
"""


@pytest.mark.parametrize("wanted", ["", pytest.param("1", marks=pytest.mark.slow)])
def test_no_question_goes_to_a_tracing_service_unless_wanted_and_nothing_heavy_is_imported_early(endpoint, wanted):
    with FakeOpenAI() as tracer:
        root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
        environment = {
            **os.environ,
            "LANGSMITH_TRACING": "true",
            "LANGSMITH_API_KEY": "x",
            "LANGSMITH_ENDPOINT": tracer.url,
            "GOODWORD_TRACING": wanted,
        }
        code = _IN_A_PROCESS.format(root=root, url=endpoint.url, ask=ASK)
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60, check=False)
        assert done.stdout.strip() == "Ask why.", done.stderr
        assert bool(tracer.touched) == bool(wanted)


# -- the fake itself ----------------------------------------------------------------------------------------------


def test_the_fake_streams_like_the_real_one(endpoint):
    from openai import OpenAI

    client = OpenAI(api_key="x", base_url=endpoint.url)
    chunks = client.chat.completions.create(model="m", messages=[{"role": "user", "content": "hi"}], stream=True)
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks) == '{"text": "Ask why."}'
    assert isinstance(endpoint.journal[0], Request)
