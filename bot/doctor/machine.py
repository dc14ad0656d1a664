"""The machine: settings, data folder, clock and zones, the server's port, the scheduler."""

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime

from bot.config import Config
from bot.doctor.finding import Finding, Say
from bot.lock import holder

_MUCH, _LITTLE = 500_000_000, 50_000_000
"""Free bytes: below the first a warning, below the second a fault."""
_EARLIEST, _LATEST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
_ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe")


def settings(config: Config, say: Say) -> Iterator[Finding]:
    """They were read, or there would be no Config; here stands what they mean."""
    teams = sum(len(members) for members in config.teams.values())
    what = say(
        f"read: {len(config.people.managers)} managers, {len(config.people.admins)} admins, {teams} people in {len(config.teams)} teams",
        f"已读取：{len(config.people.managers)} 位经理，{len(config.people.admins)} 位管理员，{len(config.teams)} 个团队共 {teams} 人",
    )
    yield Finding("settings", "ok", what)


def data_folder(config: Config, say: Say) -> Iterator[Finding]:
    """Can be written, and has room."""
    todo = say("Choose a folder this account may write to (GOODWORD_DATA).", "请选择此账户可写的文件夹（GOODWORD_DATA）。")
    try:
        config.data.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=config.data) as file:
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
        free = shutil.disk_usage(config.data).free
    except OSError as fault:
        why = fault.strerror or str(fault)
        yield Finding("data folder", "fault", say(f"{config.data} cannot be written: {why}", f"{config.data} 无法写入：{why}"), todo)
        return
    what = say(f"{config.data}, {free / 1e9:.1f} GB free", f"{config.data}，剩余 {free / 1e9:.1f} GB")
    if free >= _MUCH:
        yield Finding("data folder", "ok", what)
    else:
        todo = say("Free some space on this disk.", "请清理磁盘空间。")
        yield Finding("data folder", "warning" if free >= _LITTLE else "fault", what, todo)


def clock(config: Config, say: Say, now: datetime | None = None) -> Iterator[Finding]:  # noqa: ARG001 - all checks are called alike
    """The clock is not absurd, and every zone's data is there."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    now = now or datetime.now(UTC)
    if not _EARLIEST <= now < _LATEST:
        what = say(f"the clock says {now:%Y-%m-%d %H:%M} UTC", f"系统时间为 {now:%Y-%m-%d %H:%M} UTC")
        yield Finding("clock", "fault", what, say("Set the clock, best through NTP: Slack refuses what is five minutes off.", _NTP))
        return
    try:
        for zone in _ZONES:
            ZoneInfo(zone)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        todo = say('Run "make install".', "请运行 make install。")
        yield Finding("clock", "fault", say("time zone data is missing", "缺少时区数据"), todo)
        return
    yield Finding("clock", "ok", say(f"{now:%Y-%m-%d %H:%M} UTC, zone data is there", f"{now:%Y-%m-%d %H:%M} UTC，时区数据齐全"))


_NTP = "请校准系统时间（最好用 NTP）：相差五分钟 Slack 就会拒绝。"


def server_port(config: Config, say: Say) -> Iterator[Finding]:
    """Free, or held by our own bot."""
    host, port = config.server.host, config.server.port
    if config.slack.socket_mode:
        yield Finding("server port", "ok", say("not needed: Socket Mode connects out", "不需要：Socket Mode 主动连接"))
        return
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError as fault:
        if holder(config.data) is not None:
            yield Finding("server port", "ok", say(f"{port} is used by the running bot", f"端口 {port} 由正在运行的机器人使用"))
            return
        why = fault.strerror or str(fault)
        todo = say("Stop the other program, or change [server] in config.toml.", "请停止占用的程序，或修改 config.toml 的 [server]。")
        yield Finding("server port", "fault", say(f"{host}:{port} cannot be used: {why}", f"{host}:{port} 无法使用：{why}"), todo)
        return
    yield Finding("server port", "ok", say(f"{host}:{port} is free", f"{host}:{port} 可用"))


def scheduler(config: Config, say: Say) -> Iterator[Finding]:  # noqa: ARG001
    """APScheduler starts and stops."""
    from bot.scheduler import Ticks

    ticks = Ticks({})
    ticks.start()
    ticks.stop()
    yield Finding("scheduler", "ok", say("APScheduler starts", "APScheduler 可启动"))
