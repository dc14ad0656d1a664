"""Digests: is any late, and is there a calendar of the holidays that the settings name?"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from bot.config import Config
from bot.doctor.finding import Finding, Say

_LATE = timedelta(minutes=15)


def digests(config: Config, say: Say) -> Iterator[Finding]:
    """Whose digest is overdue. Raises NotSaved when the database cannot be read."""
    from bot.reminders.slots import holidays_of
    from bot.storage.database import open_database
    from bot.storage.digests import SqlDigests

    country = config.reminders.holidays
    try:
        holidays_of(country)
    except ValueError:
        todo = say('Name a country such as "DE" or "CN", or leave it empty.', "请填写国家代码，例如 “DE” 或 “CN”，或留空。")
        yield Finding("digests", "warning", say(f'no holidays are known of "{country}"', f"没有“{country}”的假日数据"), todo)
        return
    now = datetime.now(UTC)
    opened = open_database(config.storage.url or config.data / "goodword.db")
    try:
        late, earliest = SqlDigests(opened).late(now - _LATE)
    finally:
        opened.close()
    if not late or earliest is None:
        yield Finding("digests", "ok", say("none is late", "没有延迟"))
        return
    hours = (now - earliest).total_seconds() / 3600
    what = say(f"{late} are late, by up to {hours:.1f} h", f"{late} 份延迟，最多 {hours:.1f} 小时")
    yield Finding("digests", "warning", what, say("Is the bot running? If so, look in its log.", "机器人在运行吗？如果在，请查看日志。"))
