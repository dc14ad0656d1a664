"""Runs every check, one after another; a check that breaks is itself a finding and never hides the others."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial

from bot.config import Config
from bot.doctor import knowing, machine, oauth, outside, records
from bot.doctor.digests import digests
from bot.doctor.finding import Finding, Say, speaking
from bot.doctor.reminders import reminders
from bot.errors import BotError, ConfigError
from bot.redaction import redact, secrets_of

Check = Callable[[Config, Say], Iterable[Finding]]


def examine(config: Config, language: str = "en", now: datetime | None = None) -> list[Finding]:
    """A finding for every part, in the order in which one would put them right. `now` is for the clock's own check."""
    return list(_examine(config, speaking(language), now))


def unreadable(fault: ConfigError) -> list[Finding]:
    """The findings when the settings cannot even be read: nothing else can be looked at."""
    return [Finding("settings", "fault", sentence, fault.hint) for sentence in fault.faults]


def _examine(config: Config, say: Say, now: datetime | None) -> Iterator[Finding]:
    def run(part: str, check: Check) -> Iterator[Finding]:
        for finding in _guarded(part, check, config, say):
            secrets = secrets_of(config)
            yield Finding(finding.part, finding.state, redact(finding.what, secrets), redact(finding.todo, secrets))

    yield from run("settings", machine.settings)
    folder = list(run("data folder", machine.data_folder))
    yield from folder
    if any(finding.state == "fault" for finding in folder):
        why = say("not examined: it needs the data folder", "未检查：需要数据文件夹")
        yield from (Finding(part, "warning", why, folder[0].todo) for part in ("database", "inbox", "reminders", "deals", "vector index"))
    else:
        yield from run("database", records.database)
        yield from run("reminders", reminders)
        yield from run("digests", digests)
        yield from run("deals", knowing.library)
    yield from run("guidance", knowing.guidance)
    yield from run("embedding", knowing.embedding)
    yield from run("language model", outside.language_model)
    yield from run("Slack token", outside.slack)
    yield from run("workspaces", oauth.workspaces)
    yield from run("server port", machine.server_port)
    yield from run("clock", partial(machine.clock, now=now))
    yield from run("scheduler", machine.scheduler)


def _guarded(part: str, check: Check, config: Config, say: Say) -> Iterator[Finding]:
    try:
        yield from check(config, say)
    except BotError as fault:
        yield Finding(part, "fault", str(fault), fault.hint)
    except ImportError as fault:
        what = say(f"cannot be loaded: {fault}", f"无法加载：{fault}")
        yield Finding(part, "fault", what, say('Run "make install".', "请运行 make install。"))
    except Exception as fault:  # noqa: BLE001 - the doctor must tell about every other part too
        what = f"{type(fault).__name__}: {' '.join(str(fault).split())[:200]}"
        yield Finding(part, "fault", what, say("Please report this line.", "请报告这一行。"))
