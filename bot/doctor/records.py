"""The bot's records: does the database open, can it be written, and is anything stuck in the inbox?"""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from bot.config import Config
from bot.doctor.finding import Finding, Say


def database(config: Config, say: Say) -> Iterator[Finding]:
    """Database and inbox. Raises NotSaved, which names its own next step, when the database cannot be used."""
    from bot.storage.database import open_database
    from bot.storage.inbox import SqlInbox
    from bot.storage.upgrade import version

    opened, work = open_database(config.storage.url or config.data / "goodword.db"), config.work
    try:
        opened.write(lambda _: None)  # takes the right to write and gives it back
        with opened.read() as connection:
            found = version(connection)
        counts = SqlInbox(opened, timedelta(seconds=work.lease), timedelta(days=work.keep_days), work.queue).counts()
    finally:
        opened.close()
    yield Finding("database", "ok", say(f"opens and can be written; tables at version {found}", f"可打开、可写入；表结构版本 {found}"))
    yield _inbox(counts, work.queue, say)


def _inbox(counts: Mapping[str, int], queue: int, say: Say) -> Finding:
    waiting, working, done, dead = (counts[state] for state in ("waiting", "working", "done", "dead"))
    what = say(
        f"{waiting} waiting, {working} in work, {done} done, {dead} given up",
        f"等待 {waiting}，处理中 {working}，完成 {done}，放弃 {dead}",
    )
    if waiting >= queue:
        todo = say("Is the bot running? If so, raise workers under [work].", "是否在运行？请调大 [work] 的 workers。")
        return Finding("inbox", "fault", what, todo)
    if dead:
        todo = say("Look in the log for what was given up; people were told.", "请在日志中查看；相关人员已收到通知。")
        return Finding("inbox", "warning", what, todo)
    return Finding("inbox", "ok", what)
