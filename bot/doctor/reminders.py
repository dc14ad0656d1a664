"""Reminders: is anything late, stuck, given up, or parked because Slack refuses the token?"""

from collections.abc import Iterator
from datetime import UTC, datetime

from bot.config import Config
from bot.doctor.finding import Finding, Say

_LATE = 300
"""Seconds of lag from which on something is wrong, though a busy morning takes a while."""


def reminders(config: Config, say: Say) -> Iterator[Finding]:
    """What waits to be sent, and why it does. Raises NotSaved when the database cannot be read."""
    from bot.storage.database import open_database
    from bot.storage.outbox import SqlOutbox

    opened = open_database(config.storage.url or config.data / "goodword.db")
    try:
        outbox = SqlOutbox(opened)
        health, dead = outbox.health(datetime.now(UTC)), outbox.dead(3)
    finally:
        opened.close()
    part, counts = "reminders", health.counts
    what = say(
        f"{counts['pending']} waiting, {counts['uncertain']} to be looked up, {counts['dead']} given up",
        f"等待 {counts['pending']}，待核对 {counts['uncertain']}，放弃 {counts['dead']}",
    )
    if health.parked:
        why = say(f"; none is sent: Slack says {health.parked}", f"；全部暂停：Slack 返回 {health.parked}")
        yield Finding(
            part, "fault", what + why, say("Put in a valid SLACK_BOT_TOKEN and start again.", "请设置有效的 SLACK_BOT_TOKEN 后重新启动。")
        )
    elif health.lag > _LATE or health.stuck:
        why = say(f"; {health.lag:.0f} s behind, {health.stuck} stuck", f"；落后 {health.lag:.0f} 秒，卡住 {health.stuck}")
        todo = say("Is the bot running? If so, its log says what it waits for.", "机器人在运行吗？如果在，请查看日志了解原因。")
        yield Finding(part, "warning", what + why, todo)
    elif dead:
        whom = ", ".join(dict.fromkeys(f"{row.person} ({row.error})" for row in dead))
        todo = say(
            'Hand over the promises of people who left: "goodword promise hand-over FROM TO".',
            "请移交离开的人的承诺：goodword promise hand-over FROM TO。",
        )
        yield Finding(part, "warning", what + say(f"; the latest: {whom}", f"；最近：{whom}"), todo)
    else:
        yield Finding(part, "ok", what)
