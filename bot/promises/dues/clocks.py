"""Times of day: "5pm", 17:00, 下午三点半, "17.30 Uhr", "a las 5 de la tarde"."""

from dataclasses import replace
from datetime import time

from bot.promises.dues.grammar import Found, has, number, numbers, rule, value, values
from bot.promises.dues.hours import NOON, clock
from bot.promises.dues.parts import Clock, Decimal, HourMinute, Meaning, Scene


def _hour_minute(found: Found) -> tuple[int, int]:
    """Hour and minute of "5", "5:30", "17.30", 三点一刻, "5 y media"."""
    for lexeme in found:
        if isinstance(lexeme.value, HourMinute):
            return lexeme.value.hour, lexeme.value.minute
        if isinstance(lexeme.value, Decimal):
            if lexeme.value.width != 2:
                raise ValueError("no minutes")
            return lexeme.value.whole, lexeme.value.rest
    said = numbers(found, "NUM")
    if has(found, "KE"):
        return said[0], said[1] * 15
    if said[0] >= 100 and len(said) == 1:
        return divmod(said[0], 100)
    return said[0], 30 if has(found, "HALF") else said[1] if len(said) > 1 else 0


def _ampm(found: Found, _: Scene) -> Meaning | None:
    hour, minute = _hour_minute(found)
    half = value(found, "AMPM", str)
    if hour > NOON or hour == 0:
        return clock(hour, minute) if (half == "pm") == (hour > NOON) else None
    if (hour, half) == (NOON, "am"):
        return Clock()
    return clock(hour, minute, half)


def _hhmm(found: Found, _: Scene) -> Meaning | None:
    said = value(found, "HHMM", HourMinute)
    read = clock(said.hour, said.minute, clear=said.clear)
    return replace(read, weak=0 if said.clear and said.hour >= 5 else 1) if read else None


def _oclock(found: Found, scene: Scene) -> Meaning | None:
    """Reads "5 o'clock", "17 Uhr", "17h", 三点钟."""
    if has(found, "UNIT"):
        hours = value(found, "UNIT", str) == "hour" and (scene.language in ("es", "pt") or found[0].end - found[0].start >= 4)
        if not hours:
            return None
    read = clock(*_hour_minute(found), clear=found[0].kind == "NUM" and found[0].end - found[0].start == 4)
    return replace(read, weak=1) if read and has(found, "UNIT", "HOUR_SIGN") else read


def _chinese(found: Found, _: Scene) -> Meaning | None:
    """三点, 三点半, 三点一刻, 三点二十: in Chinese a "point" is also a piece of advice."""
    read = clock(*_hour_minute(found))
    return replace(read, weak=0 if len(found) > 2 or len(read.times) == 1 else 1) if read else None


def _chinese_doubtful(found: Found, scene: Scene) -> Meaning | None:
    """两点建议: only beside a day or part of a day."""
    read = _chinese(found, scene)
    return replace(read, weak=2) if isinstance(read, Clock) else None


def _number(found: Found, _: Scene) -> Meaning | None:
    """Reads "at 5", "by 17", "at 1700" when that cannot be a year."""
    said, width = number(found, "NUM"), found[0].end - found[0].start
    if width == 4 and said < 2400 and not 1950 <= said <= 2099:
        read = clock(said // 100, said % 100, clear=True)
    elif width <= 5 and 1 <= said < 24 and (width <= 2 or said <= NOON):
        read = clock(said, 0)
    else:
        return None
    return replace(read, weak=1, figure=True) if read else None


def _past_or_to(found: Found, _: Scene) -> Meaning | None:
    """Reads "half past 5", "quarter to 6", "halb sechs"."""
    hour = number(found, "NUM")
    if not 1 <= hour <= NOON:
        return None
    back = has(found, "QUARTER_TO", "HALF_TO")
    minute = 45 if has(found, "QUARTER_TO") else 15 if has(found, "QUARTER_PAST") else 30
    hour = (hour - 2) % 12 + 1 if back else hour
    return clock(hour, minute, (values(found, "AMPM", str) or [""])[0])


def _german_dotted(found: Found, scene: Scene) -> Meaning | None:
    """Reads "um 17.30"; in English that is a price."""
    hour, minute = _hour_minute(found)
    read = clock(hour, minute) if scene.language == "de" and hour >= 6 else None
    return replace(read, weak=1) if read else None


def _loose(_: Found, __: Scene) -> Meaning:
    """Reads "5ish", "3-5pm", "between 3 and 5 pm": the date alone."""
    return Clock()


def _fixed(found: Found, _: Scene) -> Clock:
    return Clock((time.fromisoformat(value(found, "CLOCK", str)),))


def _fixed_doubtful(found: Found, scene: Scene) -> Meaning:
    """A noon within a sentence may be a name."""
    return replace(_fixed(found, scene), weak=1)


def _choice(found: Found, _: Scene) -> Meaning | None:
    """Reads "2 or 3 pm"."""
    half = value(found, "AMPM", str)
    read = [clock(hour, 0, half) for hour in numbers(found, "NUM")]
    times = sorted({each for some in read if some for each in some.times})
    return Clock(tuple(times)) if times else None


def _spoken(found: Found, _: Scene) -> Meaning | None:
    """Reads "seven thirty pm"."""
    hour, minute = numbers(found, "NUM")
    words = found[0].end - found[0].start > 2
    return clock(hour, minute, value(found, "AMPM", str)) if words and hour <= NOON and minute >= 10 else None


_ALONE = (
    "(?!X|NUM|MEASURE|PERCENT|UNIT|DECIMAL|YUE|HAO|NIAN|DIAN|ORD_NOUN|NUMDATE|JIDU|EO|DASH|SLASH|HAO_NOUN|HALF|EVENT|ORD|COLON|HHMM|GE|OF)"
)
RULES = (
    rule("(NUM|HHMM|DECIMAL) AMPM", _ampm),
    rule("(NUM|HHMM) AMPM? DASH? ISH", _loose),
    rule("RANGE (AMPM|OCLOCK|DIAN)", _loose),
    rule("BETWEEN? (NUM|HHMM) AMPM? (AND|TO|DASH) (NUM|HHMM) (AMPM|OCLOCK)", _loose),
    rule("BETWEEN (HHMM|NUM) AND (HHMM|NUM)", _loose),
    rule("HHMM (DASH|TO) HHMM", _loose),
    rule("NUM DIAN? (DASH|PREP) NUM DIAN", _loose),
    rule("HHMM", _hhmm),
    rule("(NUM|HHMM|DECIMAL) (OCLOCK|HOUR_SIGN)", _oclock),
    rule("(NUM|HHMM) UNIT", _oclock),
    rule(f"NUM AND HALF {_ALONE}", _chinese),
    rule("NUM DIAN (HALF|NUM KE|NUM FEN?) (?!UNIT)", _chinese),
    rule("NUM DIAN (?=FILLER)", _oclock),
    rule("NUM DIAN (?!X|HAO_NOUN)", _chinese),
    rule("NUM DIAN", _chinese_doubtful),
    rule("NUM DIAN_SHARP", _oclock),
    rule("(HALF_PAST|HALF_TO|QUARTER_PAST|QUARTER_TO) NUM AMPM?", _past_or_to),
    rule("HALF NUM AMPM?", _past_or_to),
    rule("DECIMAL (?!X|MEASURE|PERCENT|UNIT|DOT|NUM)", _german_dotted),
    rule(f"NUM {_ALONE}", _number),
    rule("CLOCK (?=STOP|COMMA|DOT|$)", _fixed),
    rule("CLOCK", _fixed_doubtful),
    rule("NUM OR NUM AMPM", _choice),
    rule("NUM NUM AMPM", _spoken),
)
