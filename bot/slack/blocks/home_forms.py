"""The forms of the Home tab: a card to write, and a person's settings. Pure."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from bot.reminders.clocks import WEEKDAYS
from bot.reminders.people import PersonTimes
from bot.reminders.slots import Rhythm
from bot.slack.blocks.escape import escape
from bot.slack.blocks.form import View, choice, clock, form, several, words
from bot.slack.blocks.message import context, section
from bot.slack.texts_home import home
from bot.slack.texts_promises import tell
from knowledge.records import Guidance

TITLE_CHARS, ADVICE_CHARS, SAYINGS_CHARS = 120, 1500, 3000
ADVICE = ("teaches", "ask", "say", "do", "avoid")
"""Fields of the form, as they are named in a card."""


def card_form(question: str, written_in: str, memory: Mapping[str, Any], language: str) -> View:
    """An empty card, with the question that nobody could answer as the first way to ask it."""
    languages = [(each, home(f"language_{each}", language)) for each in ("en", "zh")]
    blocks = [
        section(home("card_intro", language)),
        words("title", home("field_title", language), most=TITLE_CHARS),
        *(
            words(name, home(f"field_{name}", language), hint=home("field_lines", language), most=ADVICE_CHARS, long=True, optional=True)
            for name in ADVICE
        ),
        words(
            "sayings",
            home("field_sayings", language),
            value=" ".join(question.split()),
            hint=home("field_sayings_hint", language),
            most=SAYINGS_CHARS,
            long=True,
        ),
        choice("language", home("field_language", language), languages, written_in),
    ]
    return form("home_card", home("card_form", language), home("card_save", language), tell("close", language), blocks, memory)


def unsaved_form(guidance: Guidance, sayings: tuple[str, ...], memory: Mapping[str, Any], language: str) -> View:
    """What was typed, to be copied: saving it has failed after the form was sent."""
    texts = {"title": (guidance.title,), **{name: getattr(guidance, name) for name in ADVICE}, "sayings": sayings}
    told = [f"*{home(f'field_{name}', language)}*\n{escape(chr(10).join(lines))}" for name, lines in texts.items() if lines]
    blocks = [section(f"*{home('card_not_saved', language)}*"), *map(section, told)]
    return form("", home("card_form", language), "", tell("close", language), blocks, memory)


def settings_form(times: PersonTimes, rhythm: Rhythm, memory: Mapping[str, Any], language: str) -> View:
    """Language, and whether, when and on which days the daily digest comes."""
    spoken = [("auto", home("spoken_auto", language)), *((each, home(f"language_{each}", language)) for each in ("en", "zh"))]
    digest = [("on", home("digest_on", language)), ("off", home("digest_not", language))]
    days = [(day, home(day, language)) for day in WEEKDAYS]
    blocks = [
        choice("spoken", home("field_spoken", language), spoken, times.spoken or "auto"),
        choice("digest", home("field_digest", language), digest, "off" if times.digest_off else "on"),
        clock("at", home("field_at", language), time(rhythm.at.hour, rhythm.at.minute)),
        several("days", home("field_days", language), days, rhythm.working_days),
        context(rhythm.zone.key),
    ]
    return form("home_settings", home("settings_form", language), home("card_save", language), tell("close", language), blocks, memory)
