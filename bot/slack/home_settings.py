"""A person's own settings on the Home tab: language, and the daily digest. The same records that /digest changes."""

from slack_bolt.async_app import AsyncApp

from bot.errors import BotError
from bot.reminders.clocks import WEEKDAYS
from bot.reminders.digest_settings import DigestSettings
from bot.slack.blocks.home_forms import settings_form
from bot.slack.promise_desk import PromiseDesk
from bot.slack.promise_submissions import Ended, Sent, Wrong, on_form
from bot.slack.promise_turn import Turn
from bot.slack.texts_home import home
from bot.slack.texts_promises import tell


def register(app: AsyncApp, desk: PromiseDesk) -> None:
    """Put the listeners of this module into the app."""

    async def opened(turn: Turn) -> None:
        settings = _settings(desk)
        times = await desk.work(settings.times, turn.person.id)
        await desk.open(turn, settings_form(times, settings.rhythm(times), desk.memory(turn), turn.language))

    async def sent(given: Sent) -> Ended:
        await desk.work(_save, _settings(desk), given)
        desk.touched(given.turn)
        return Ended()

    desk.on_button(app, "home_settings", opened, lambda value: value.partition("|")[0])
    on_form(app, desk, "home_settings", sent)


def _settings(desk: PromiseDesk) -> DigestSettings:
    digests = desk.asking.desk.digests
    if digests is None:
        raise BotError(tell("switched_off", "en"))
    return digests.settings


def _save(settings: DigestSettings, given: Sent) -> None:
    """Only what is another than before. Raises Wrong, or NotSaved. Blocks."""
    filled, person, language = given.filled, given.turn.person.id, given.turn.language
    times = settings.times(person)
    rhythm, at, days = settings.rhythm(times), filled.clock("at"), tuple(day for day in WEEKDAYS if day in filled.several("days"))
    is_on = filled.choice("digest") != "off"
    if is_on and at is None:
        raise Wrong({"at": home("wrong_at", language)})
    if is_on and not days:
        raise Wrong({"days": home("wrong_days", language)})
    spoken = {"en": "en", "zh": "zh"}.get(filled.choice("spoken"), "")
    if spoken != times.spoken:
        settings.set_language(person, spoken)
    if at is not None and at != rhythm.at:
        settings.set_time(person, at)
    if days and set(days) != set(rhythm.working_days):
        settings.set_days(person, days)
    if is_on == times.digest_off:
        (settings.turn_on if is_on else settings.turn_off)(person)
