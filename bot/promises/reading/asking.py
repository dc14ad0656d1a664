"""The one short question to put back when a promise's date is open, in English or Chinese, naming what may be meant."""

from bot.promises.dues import spell_due
from bot.promises.records import Draft

_QUESTIONS: dict[str, tuple[str, str]] = {
    "missing": ("By when?", "什么时候之前？"),
    "vague": ("“{words}” is no date yet. By which day?", "“{words}”还不是确定的日期。具体哪一天？"),
    "past": ("“{words}” is over already. Which date do you mean?", "“{words}”已经过去了。您指的是哪一天？"),
    "impossible": ("“{words}” is no date in the calendar. Which date do you mean?", "日历上没有“{words}”。您指的是哪一天？"),
    "ambiguous": ("Which date do you mean by “{words}”?", "“{words}”是指哪一天？"),
}
_OR: dict[str, tuple[str, str]] = {
    "past": ("“{words}” is over already. Do you mean {readings}?", "“{words}”已经过去了。您是指{readings}吗？"),
    "impossible": ("“{words}” is no date in the calendar. Do you mean {readings}?", "日历上没有“{words}”。您是指{readings}吗？"),
    "vague": ("“{words}” is no date yet. Do you mean {readings}?", "“{words}”还不是确定的日期。您是指{readings}吗？"),
    "ambiguous": ("“{words}”: do you mean {readings}?", "“{words}”：是指{readings}吗？"),
}
_SEVERAL = 2


def question_back(draft: Draft, language: str) -> str:
    """The question, or "" when the date is settled. `language` beginning with "zh" asks in Chinese, any other in English."""
    reading, is_chinese = draft.due, language.lower().startswith("zh")
    if reading.due is not None:
        return ""
    problem = reading.problem or "missing"
    if not reading.words and problem != "missing":
        problem = "missing" if not reading.readings else "ambiguous"
    if reading.readings and problem in _OR:
        spelt = [spell_due(due, "zh" if is_chinese else "en") for due in reading.readings]
        return _OR[problem][is_chinese].format(words=reading.words, readings=_either(spelt, is_chinese))
    return _QUESTIONS[problem][is_chinese].format(words=reading.words)


def _either(options: list[str], is_chinese: bool) -> str:
    if is_chinese:
        return "、还是".join(options) if len(options) > _SEVERAL else "还是".join(options)
    return options[0] if len(options) == 1 else f"{', '.join(options[:-1])} or {options[-1]}"
