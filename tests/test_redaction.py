"""No secret comes through, whatever its shape, and ordinary words stay as they are."""

import logging
from pathlib import Path

import pytest

from bot.config import Config, Secrets, Storage, read_config
from bot.errors import ConfigError
from bot.redaction import MASK, RedactingFormatter, redact, secrets_of, set_up_logging

SHAPES = {
    "bot token": ("token is xoxb-1234-5678-AbCdEf", "AbCdEf"),
    "user token": ("token is xoxp-1234-5678-AbCdEf", "AbCdEf"),
    "refresh token": ("xoxe-1-My0xLTEtAbCdEf", "AbCdEf"),
    "rotated token": ("xoxe.xoxb-1-AbCdEfGh", "AbCdEfGh"),
    "legacy token": ("xoxa-2-AbCdEf and more", "AbCdEf"),
    "session token": ("xoxs-99-AbCdEf", "AbCdEf"),
    "app token": ("xapp-1-A012-345-AbCdEf", "AbCdEf"),
    "OpenAI key": ("sk-AbCdEfGhIjKlMnOpQrSt", "AbCdEfGhIjKl"),
    "OpenAI project key": ("sk-proj-AbCd_EfGh-IjKlMnOp", "EfGh"),
    "header": ("Authorization: Bearer AbCdEf.GhIj", "AbCdEf"),
    "header in a dict": ("{'authorization': 'Bearer AbCdEf', 'x': 1}", "AbCdEf"),
    "header in a list of bytes": ("(b'authorization', b'Basic QWJDZEVm')", "QWJDZEVm"),
    "header of its own kind": ("authorization=AbCdEf", "AbCdEf"),
    "bearer alone": ("sent bearer AbCdEfGhIjKlMn", "AbCdEfGhIjKlMn"),
    "response_url in JSON": ('{"response_url": "https://example.test/commands/T1/22/AbCdEf"}', "AbCdEf"),
    "response_url in a form": ("response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1%2FAbCdEf&trigger_id=1", "AbCdEf"),
    "response_url in a payload": ("payload=%7B%22response_url%22%3A%22https%3A%2F%2Fx.test%2FAbCdEf%22%7D", "AbCdEf"),
    "hook address": ("POST https://hooks.slack.com/services/T1/B1/AbCdEf failed", "AbCdEf"),
    "hook address of GovSlack": ("https://hooks.slack-gov.com/actions/T1/AbCdEf", "AbCdEf"),
    "database password": ("postgresql+psycopg://ana:AbCdEf@db.test/goodword", "AbCdEf"),
    "database password with signs": ("postgres://ana:p%40ss:AbCdEf@db.test:5432/x", "AbCdEf"),
    "redis password": ("redis://:AbCdEf@cache.test", "AbCdEf"),
    "password in words": ("host=db password=AbCdEf user=ana", "AbCdEf"),
    "socket ticket": ("wss://wss.slack.com/link/?ticket=AbCdEf&app_id=1", "AbCdEf"),
    "signing secret by name": ("signing_secret='AbCdEf'", "AbCdEf"),
    "key by name": ('"api_key": "AbCdEf"', "AbCdEf"),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_a_secret_is_masked(shape: str) -> None:
    text, secret = SHAPES[shape]
    assert secret not in redact(text)
    assert MASK in redact(text)


@pytest.mark.parametrize("shape", SHAPES)
def test_masking_twice_changes_nothing_more(shape: str) -> None:
    once = redact(SHAPES[shape][0])
    assert redact(once) == once


@pytest.mark.parametrize(
    "text",
    [
        "The task-management-system asked for a risk-assessment-of-the-buyer",
        "https://api.slack.com/api/chat.postMessage answered 500",
        "Ana <ana@example.test> wrote: see https://example.test/a?b=1",
        "authorization is up to the manager; authorization, please",
        "客户说太贵了: 12:30",
    ],
)
def test_ordinary_lines_stay_as_they_are(text: str) -> None:
    assert redact(text) == text


def test_what_stands_beside_a_secret_stays() -> None:
    assert redact("postgresql://ana:AbCdEf@db.test/goodword is full") == "postgresql://ana:***@db.test/goodword is full"
    assert redact('{"response_url": "https://h.test/AbC", "text": "hello"}') == '{"response_url": "***", "text": "hello"}'


def test_the_secrets_of_the_settings_are_masked_by_value() -> None:
    config = Config(secrets=Secrets(signing_secret="8f742231b10e8888abcd99yyyzzz85a5", openai_key="a-key-of-another-kind"))
    assert redact("compared 8f742231b10e8888abcd99yyyzzz85a5 with it", secrets_of(config)) == "compared *** with it"
    assert redact("used a-key-of-another-kind", secrets_of(config)) == "used ***"


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://ana:AbCdEf99@db.test/goodword",
        "postgresql+psycopg://ana:AbCd%2FEf99@db.test/goodword",
        "postgresql+psycopg://ana:AbCd/Ef99@db.test/goodword",
        "postgresql+psycopg://ana:AbC@dEf99@db.test/goodword",
        "postgresql+psycopg://ana@db.test/goodword?password=AbCdEf99",
        "postgresql+psycopg://ana:AbCd'Ef99@db.test/goodword?sslpassword=AbCdEf99",
    ],
)
def test_the_password_in_the_address_of_the_database_is_masked(url: str) -> None:
    config = Config(storage=Storage(url))
    told = redact(f"cannot open {url}", secrets_of(config))
    assert "Ef99" not in told
    assert "cannot open postgresql+psycopg://ana" in told
    assert "db.test/goodword" in told
    assert "Ef99" not in repr(config)


def test_a_password_is_masked_as_it_is_meant_too() -> None:
    secrets = secrets_of(Config(storage=Storage("postgresql+psycopg://ana:AbCd%2FEf99@db.test/goodword")))
    assert redact("wrong: AbCd/Ef99", secrets) == "wrong: ***"


def test_an_address_that_cannot_be_used_is_not_shown_with_its_password(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[storage]\nurl = "mysql://ana:AbCdEf99@db.test/x"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"storage\.url") as fault:
        read_config({}, tmp_path)
    assert "AbCdEf99" not in str(fault.value)


def test_the_secrets_of_oauth_are_masked_by_value() -> None:
    secrets = secrets_of(Config(secrets=Secrets(client_secret="a-client-secret", token_key="first-key-AbCdEf, second-key-GhIjKl")))
    told = redact("a-client-secret first-key-AbCdEf second-key-GhIjKl", secrets)
    assert told == "*** *** ***"


def test_short_values_are_not_taken_for_secrets() -> None:
    assert redact("a test of a tester", ["test"]) == "a test of a tester"


def test_arguments_and_tracebacks_are_masked_too() -> None:
    try:
        raise ValueError("refused xoxb-1-AbCdEf")
    except ValueError as fault:
        record = logging.LogRecord(
            "x", logging.ERROR, "f", 1, "with %s", ("sk-AbCdEfGhIjKlMnOp",), (ValueError, fault, fault.__traceback__)
        )
    line = RedactingFormatter("%(message)s").format(record)
    assert "AbCdEf" not in line
    assert "Traceback" in line


def test_a_very_long_line_is_masked_quickly() -> None:
    line = "a://" * 50_000 + "https://" + "b" * 100_000 + ":c" * 20_000
    assert redact(line + " xoxb-1-AbCdEf").endswith("xoxb-***")


@pytest.fixture
def own_logging():
    root, levels = logging.getLogger(), {name: logging.getLogger(name).level for name in ("bot", "knowledge", "prompts")}
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    for name, kept in levels.items():
        logging.getLogger(name).setLevel(kept)


def test_other_libraries_speak_up_only_from_warning_on(own_logging: None, capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("debug", ["a-very-secret-word"])
    logging.getLogger("slack_sdk.web").debug("the whole message of a customer")
    logging.getLogger("bot.slack").debug("looked up with a-very-secret-word")
    logging.getLogger("slack_sdk.web").warning("slow")
    said = capsys.readouterr().err
    assert "customer" not in said
    assert "looked up with ***" in said
    assert "slow" in said
