"""How Goodword is to behave in a channel. Every change is a row of its own, so that it can be seen who changed what."""

from datetime import datetime

from sqlalchemy import func, insert, select

from bot.storage.database import Database
from bot.storage.tables import channel_rule


class SqlChannelRules:
    """ports.ChannelRules."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rule(self, channel: str) -> str | None:
        latest = (
            select(channel_rule.c.rule)
            .where(channel_rule.c.channel == channel)
            .order_by(channel_rule.c.at.desc(), channel_rule.c.row.desc())
            .limit(1)
        )
        with self._database.read() as connection:
            return connection.execute(latest).scalar()

    def set_rule(self, channel: str, rule: str, by: str, at: datetime) -> None:
        statement = insert(channel_rule).values(channel=channel, rule=rule, by=by, at=at)
        self._database.execute(statement)

    def rules(self) -> dict[str, str]:
        place = func.row_number().over(partition_by=channel_rule.c.channel, order_by=(channel_rule.c.at.desc(), channel_rule.c.row.desc()))
        ranked = select(channel_rule, place.label("place")).subquery()
        latest = select(ranked.c.channel, ranked.c.rule).where(ranked.c.place == 1).order_by(ranked.c.at.desc(), ranked.c.row.desc())
        with self._database.read() as connection:
            return {row.channel: row.rule for row in connection.execute(latest)}
