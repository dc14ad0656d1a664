"""What the columns of every table are made of. Knows how a value is stored, not what it is for.

Instants are whole microseconds since 1970 in UTC: integers compare alike in every database, and a float bound against an
integer column would keep PostgreSQL from using the index.
"""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, MetaData, Text
from sqlalchemy.types import TypeDecorator

metadata = MetaData()

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def as_number(value: datetime) -> int:
    """An instant as the databases hold it. ValueError for one without a zone."""
    if value.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return (value - _EPOCH) // _MICROSECOND


def as_instant(number: int) -> datetime:
    """An instant in UTC from what the databases hold."""
    return _EPOCH + number * _MICROSECOND


class Instant(TypeDecorator[datetime]):
    """A datetime with a zone, stored as an integer. A datetime without a zone is a defect: ValueError."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        return None if value is None else as_number(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else as_instant(value)


class Json(TypeDecorator[Any]):
    """Anything JSON can say, as text. Holds whatever people type, NUL and broken surrogates included."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        if value is None:
            return None
        written = json.dumps(value, ensure_ascii=False)
        try:
            written.encode()
        except UnicodeEncodeError:  # half of a surrogate pair, which no database takes as it is
            return json.dumps(value)
        return written

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002
        return None if value is None else json.loads(value)


ROW_NUMBER = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers rows by itself only in a column of exactly this type."""
