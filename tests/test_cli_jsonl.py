"""JSON lines in and out: every line is answered, in order, with its id, whatever it holds."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.commands.lines import MAX_LINE, answer_lines, as_line, read_lines
from bot.errors import BadInput

REPOSITORY = Path(__file__).parent.parent


def echo(fields: Mapping[str, Any]) -> dict[str, Any]:
    """A command that repeats what it was asked, and has its moods."""
    if fields.get("question") == "rubbish":
        raise BadInput("That cannot be read.", "Write it again.")
    if fields.get("question") == "defect":
        raise RuntimeError("a secret of ours: xoxb-1")
    return {"said": fields.get("question")}


def run(*lines: bytes | str | dict[str, Any]) -> tuple[int, list[dict[str, Any]]]:
    source = b"".join(
        (line if isinstance(line, bytes) else (line if isinstance(line, str) else json.dumps(line)).encode()) + b"\n" for line in lines
    )
    target = io.StringIO()
    status = answer_lines(echo, io.BytesIO(source), target)
    return status, [json.loads(line) for line in target.getvalue().splitlines()]


def test_every_line_is_answered_in_order_with_its_id() -> None:
    assert run({"id": "b", "question": "one"}, {"id": 7, "question": "two"}, {"question": "three"}) == (
        0,
        [{"id": "b", "said": "one"}, {"id": 7, "said": "two"}, {"id": None, "said": "three"}],
    )


def test_a_bad_line_is_named_and_the_run_goes_on() -> None:
    status, told = run("{not json", {"id": 1, "question": "rubbish"}, {"id": 2, "question": "fine"})
    assert status == 1
    assert told[0]["id"] is None
    assert told[0]["error"].startswith("the line is not JSON")
    assert told[1] == {"id": 1, "error": "That cannot be read. Write it again."}
    assert told[2] == {"id": 2, "said": "fine"}


def test_a_defect_gives_a_code_and_no_inner_words() -> None:
    status, told = run({"id": 1, "question": "defect"}, {"id": 2, "question": "fine"})
    assert status == 1
    assert "code" in told[0]["error"]
    assert "xoxb" not in told[0]["error"]
    assert told[1] == {"id": 2, "said": "fine"}


@pytest.mark.parametrize(
    "line",
    [
        b"[1, 2]",
        b'"text"',
        b"null",
        b"NaN",
        b'{"id": 1',
        b'{"id": Infinity}',
        b'{"id": [1]}',
        b'{"id": {"a": 1}}',
        b'{"id": true}',
        b'{"id": 1e999}',
        b"[" * 100_000,
        b"\xff\xfe{\x00",
        b'{"id": "\xe9"}',
        b"1" * 10_000,
        b"\x00\x01\x02",
    ],
)
def test_rubbish_is_an_error_without_an_id(line: bytes) -> None:
    status, told = run(line)
    assert status == 1
    assert told[0]["id"] is None
    assert told[0]["error"]


def test_blank_lines_are_passed_over() -> None:
    assert run(b"", b"   ", {"id": 1, "question": "x"}, b"\r") == (0, [{"id": 1, "said": "x"}])


def test_nothing_to_read_is_a_good_run() -> None:
    assert answer_lines(echo, io.BytesIO(b""), io.StringIO()) == 0


def test_a_byte_order_mark_and_a_missing_last_newline_do_no_harm() -> None:
    target = io.StringIO()
    assert answer_lines(echo, io.BytesIO(b'\xef\xbb\xbf{"id": 1, "question": "x"}\r\n{"id": 2}'), target) == 0
    assert [json.loads(line)["id"] for line in target.getvalue().splitlines()] == [1, 2]


def test_half_surrogates_come_back_as_escapes() -> None:
    status, told = run(b'{"id": "\\ud800", "question": "\\udfff"}')
    assert (status, told) == (0, [{"id": "\ud800", "said": "\udfff"}])
    as_line({"id": "\ud800"}).encode()
    assert as_line({"id": "太贵"}) == '{"id": "太贵"}'


def test_a_line_of_a_megabyte_is_read_and_a_longer_one_is_refused_without_being_held() -> None:
    room = MAX_LINE - len(b'{"id": 1, "question": ""}\n')
    status, told = run({"id": 1, "question": "x" * room})
    assert (status, len(told[0]["said"])) == (0, room)
    status, told = run({"id": 1, "question": "x" * (3 * MAX_LINE)}, {"id": 2, "question": "y"})
    assert status == 1
    assert "longer" in told[0]["error"]
    assert told[1] == {"id": 2, "said": "y"}


def test_an_answer_is_out_before_the_next_line_is_read() -> None:
    target = io.StringIO()

    class Source(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            seen.append(target.getvalue().count("\n"))
            return super().readline(size)

    seen: list[int] = []
    answer_lines(echo, Source(b'{"id": 1}\n{"id": 2}\n'), target)
    assert seen == [0, 1, 2]


def test_ids_survive_exactly() -> None:
    lines = list(read_lines(io.BytesIO(b'{"id": 12345678901234567890}\n{"id": ""}\n{"id": 1.5}\n{"id": "\xe5\xae\xa2"}\n')))
    assert [line.id for line in lines] == [12345678901234567890, "", 1.5, "客"]


def test_the_installed_command_answers_lines_with_the_real_library(tmp_path: Path) -> None:
    """One process, as another program would start it: its own data folder, a locale that knows no Chinese."""
    environment = {
        **os.environ,
        "GOODWORD_DATA": str(tmp_path),
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONIOENCODING": "ascii",
        "PYTHONPATH": str(REPOSITORY),
    }
    lines = [
        b'{"id": "en", "question": "They say we are too expensive.", "as": {"rep": "UANA", "team": "north"}}',
        '{"id": "zh", "question": "客户说我们太贵了", "context": "他昨天还很热情"}'.encode(),
        b'{"id": "half", "question": "too \\ud800 expensive"}',
        b'{"id": 4, "question": "x", "as": "UANA"}',
        b'{"id": 5, "question": "   "}',
        b'{"id": 6, "question": "x", "context": [1]}',
        b"{oops",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "--jsonl"],
        input=b"\n".join(lines),
        capture_output=True,
        env=environment,
        cwd=tmp_path,
        check=False,
    )
    told = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    assert [line["id"] for line in told] == ["en", "zh", "half", 4, 5, 6, None]
    assert done.returncode == 1
    assert set(told[0]) == {"id", "language", "status", "mode", "meanings", "ask_next", "sentences", "sources", "timings_ms"}
    assert told[0]["status"] == "answered"
    assert [source["n"] for source in told[0]["sources"]] == list(range(1, len(told[0]["sources"]) + 1))
    assert all(sentence["sources"] for sentence in told[0]["sentences"] if sentence["section"] != "note")
    assert told[0]["timings_ms"].keys() >= {"retrieve", "compose", "total"}
    assert (told[1]["language"], told[1]["status"]) == ("zh", "answered")
    assert "error" not in told[2]
    assert all(line["error"] for line in told[3:])
    assert done.stderr == b""
