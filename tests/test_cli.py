"""The commands as people type them: how they start, what they refuse, how they end, what they keep."""

import asyncio
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from terminal import Terminal, a_terminal, talk

from bot.cli import COMMANDS
from bot.commands.environment import load_dotenv
from bot.commands.serve import listen, until_stopped
from bot.config import read_config
from bot.errors import BotError, ConfigError
from bot.lock import InUse, held, holder
from bot.storage.database import open_database
from bot.storage.people import SqlPeople

REPOSITORY = Path(__file__).parent.parent


@pytest.fixture
def type_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return a_terminal(tmp_path, monkeypatch, capsys)


# -- starting -----------------------------------------------------------------------------------------------------------


def child(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        env={**os.environ, "LANG": "en", **environment},
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )


def test_help_is_instant() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = child("-m", "bot", "--help")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0
    assert all(name in done.stdout for name in COMMANDS)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.3


def test_help_loads_nothing_heavy() -> None:
    asked = "import sys; from bot.cli import main; main(['ask', '--help']); print(sorted({m.split('.')[0] for m in sys.modules}))"
    loaded = child("-c", asked).stdout.splitlines()[-1]
    assert not any(f"'{heavy}'" in loaded for heavy in ("sqlalchemy", "numpy", "rich", "slack_bolt", "langchain", "pydantic", "chromadb"))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_in_both_languages(name: str, type_in: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    assert COMMANDS[name][0].split()[0] in type_in(name, "--help")[1]
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert COMMANDS[name][1][:6] in type_in(name, "--help")[1]


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("sing",),
        ("ask",),
        ("ask", "--jsonl", "text"),
        ("ask", "--nonsense", "x"),
        ("search",),
        ("search", "x", "-k", "0"),
        ("cards",),
        ("deals", "import"),
        ("cards", "import", "no-such-folder"),
        ("deals", "import", "no-such-file"),
        ("deals", "import", "."),
        ("serve",),
    ],
)
def test_what_cannot_be_run_as_typed_ends_with_2_and_a_sentence(words: tuple[str, ...], type_in: Terminal) -> None:
    status, out, err = type_in(*words)
    assert (status, out) == (2, "")
    assert err
    assert "Traceback" not in err


def test_all_faults_of_the_settings_are_named_at_once(type_in: Terminal, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[work]\nworkers = 0\nqeue = 1\n", encoding="utf-8")
    status, _, err = type_in("questions")
    assert status == 2
    assert "work.workers" in err
    assert "qeue" in err
    assert "config.toml" in err.splitlines()[-1]


def test_the_doctor_tells_faults_of_the_settings_as_findings(type_in: Terminal, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[work]\nworkers = 0\n", encoding="utf-8")
    status, out, _ = type_in("doctor", "--json")
    assert status == 2
    (finding,) = json.loads(out)["findings"]
    assert (finding["part"], finding["state"]) == ("settings", "fault")
    assert "work.workers" in finding["what"]


def test_ctrl_c_is_quiet(type_in: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("bot.commands.questions.run", interrupted)
    assert type_in("questions") == (130, "", "")


def test_a_defect_is_logged_in_full_and_told_in_a_sentence(type_in: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("refused xoxb-1-AbCdEf")

    monkeypatch.setattr("bot.commands.questions.run", broken)
    status, _, err = type_in("questions")
    assert status == 1
    assert "Traceback" in err
    assert "AbCdEf" not in err
    assert err.splitlines()[-2].startswith("goodword: Something went wrong")


def test_a_reader_that_goes_away_is_no_fault() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([sys.executable, "-m", "bot", "--version"], stdout=writing, stderr=subprocess.PIPE, cwd=REPOSITORY, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_output_that_does_not_fit_is_told() -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "bot", "--version"], stdout=full, stderr=subprocess.PIPE, cwd=REPOSITORY, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr.startswith("goodword: No space left on device.")
    assert "Exception ignored" not in done.stderr


def test_a_missing_package_is_named() -> None:
    done = child("-c", "import sys; sys.modules['sqlalchemy'] = None; from bot.cli import main; sys.exit(main(['questions']))")
    assert done.returncode == 1
    assert done.stderr == 'goodword: A package that Goodword needs cannot be loaded: sqlalchemy.\nRun "make install".\n'


def test_a_full_disk_is_told_in_a_sentence(tmp_path: Path) -> None:
    """No file may grow past 16 kB in this process, which is less than the tables need."""
    limit = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (16384, 16384))"
    done = child("-c", f"{limit}; from bot.cli import main; sys.exit(main(['questions']))", GOODWORD_DATA=str(tmp_path / "data"))
    assert done.returncode == 1
    assert done.stderr.startswith("goodword: Nothing was saved:")
    assert "Traceback" not in done.stderr


def test_a_data_folder_that_is_a_file_is_told(type_in: Terminal, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    for command in (["questions"], ["index"], ["index", "--rebuild"]):
        status, _, err = type_in(*command)
        assert status == 1
        assert "Traceback" not in err


# -- the environment ----------------------------------------------------------------------------------------------------


def test_dotenv_fills_what_the_environment_does_not_say(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        "# secrets\nA=1\nexport B = \"two words\"\nC='x#y'\nD=set in the file\nE=\n\nF=5 # five\n", encoding="utf-8-sig"
    )
    environment = {"D": "set outside"}
    load_dotenv(tmp_path, environment)
    assert environment == {"A": "1", "B": "two words", "C": "x#y", "D": "set outside", "E": "", "F": "5"}


def test_a_bad_line_of_dotenv_is_named_without_its_text(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("A=1\nxoxb-1-AbCdEf\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="line 2") as raised:
        load_dotenv(tmp_path, {})
    assert "AbCdEf" not in str(raised.value)


# -- records ------------------------------------------------------------------------------------------------------------


def test_managers_see_the_open_questions(type_in: Terminal, tmp_path: Path) -> None:
    assert type_in("questions")[1] == "Every question so far got an answer.\n"
    talk(tmp_path / "data")
    rows = [json.loads(line) for line in type_in("questions", "--json")[1].splitlines()]
    assert {row["question"] for row in rows} == {"ana canary-one", "ben asks on", "cleo asks"}
    assert "2027-01-15 12:00\tUCLEO\tcleo asks" in type_in("questions")[1]
    assert len(type_in("questions", "--json", "--limit", "1")[1].splitlines()) == 1


def test_an_export_of_a_person_holds_what_is_theirs(tmp_path: Path) -> None:
    talk(tmp_path)
    database = open_database(tmp_path / "goodword.db")
    people = SqlPeople(database)
    mine = [
        (record["record"], record.get("text") or record.get("question") or record.get("rule") or record["answer"])
        for record in people.about("UANA")
    ]
    everything = list(people.about(None))
    database.close()
    assert mine == [("question", "ana canary-one"), ("verdict", "qc"), ("thread", "ana canary-one"), ("channel rule", "private")]
    assert len(everything) == 9
    assert everything[0]["asked_at"] == "2027-01-15T12:00:00+00:00"
    json.dumps(everything)


# -- the lock, and serving ----------------------------------------------------------------------------------------------


def test_only_one_may_hold_a_data_folder(tmp_path: Path) -> None:
    assert holder(tmp_path) is None
    with held(tmp_path):
        assert holder(tmp_path) == os.getpid()
        with pytest.raises(InUse), held(tmp_path, patience=0):
            pass
    assert holder(tmp_path) is None
    with held(tmp_path, patience=0):
        pass


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    waiting = f"from pathlib import Path; from bot.lock import held\nwith held(Path({str(tmp_path)!r})): print('held', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", waiting], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        assert holder(tmp_path) == process.pid
        process.kill()
    with held(tmp_path, patience=0):
        pass


def test_a_second_bot_on_one_folder_is_refused(type_in: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "secret-of-a-test")
    with held(tmp_path / "data"):
        status, _, err = type_in("serve", "--port", "0")
    assert status == 1
    assert "is running" in err


def test_a_taken_port_is_named() -> None:
    with listen("127.0.0.1", 0) as taken, pytest.raises(BotError, match=str(taken.getsockname()[1])):
        listen("127.0.0.1", taken.getsockname()[1])


class Serving:
    """A bot that notes how it ended. `by_itself`: it takes the signal on its own and ends in order, as uvicorn does."""

    def __init__(self, by_itself: bool) -> None:
        self.by_itself = by_itself
        self.tidied = self.cancelled = False

    async def __call__(self, started: Callable[[], None]) -> None:
        try:
            started()
            os.kill(os.getpid(), signal.SIGTERM)
            # Long enough for the signal to be handled; a bot that is cut off never gets to the end of it.
            for _ in range(5) if self.by_itself else iter(int, 1):
                await asyncio.sleep(0)
        except asyncio.CancelledError:
            self.cancelled = True
            raise
        finally:
            await asyncio.sleep(0)
            self.tidied = True


@pytest.mark.parametrize("connects_out", [True, False])
def test_a_stopped_bot_is_let_end_in_order(connects_out: bool) -> None:
    serving = Serving(by_itself=not connects_out)
    asyncio.run(until_stopped(serving, lambda: None, connects_out))
    assert serving.tidied
    assert serving.cancelled == connects_out


def test_approvals_name_known_kinds_and_departments(tmp_path):
    (tmp_path / "config.toml").write_text(
        '[departments]\nfinance = ["U0FAY"]\n[approvals]\ndiscount = ["finance"]\nrabatt = []\nrebate = ["board"]\n', encoding="utf-8"
    )
    with pytest.raises(ConfigError) as faults:
        read_config({}, tmp_path)
    assert [fault.split(":")[0] for fault in faults.value.faults] == ["approvals", "approvals.rebate"]
    (tmp_path / "config.toml").write_text('[departments]\nfinance = ["U0FAY"]\n[approvals]\ndiscount = ["finance"]\n', encoding="utf-8")
    assert read_config({}, tmp_path).approvers() == {"discount": {"finance": ("U0FAY",)}}
