"""The Home tab: a person's promises, the team's numbers, what needs an admin, settings. Facts in, a view out; pure."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bot.ports import Finding, Kept
from bot.promises.proposals import KeptRate
from bot.promises.records import Person
from bot.slack.blocks.digest_settings import days_words
from bot.slack.blocks.escape import escape
from bot.slack.blocks.form import MOST_BLOCKS, View
from bot.slack.blocks.message import SECTION_CHARS, Block, Message, actions, button, context, cut, header, section
from bot.slack.blocks.promise import day_words, moment, person, promise_lines
from bot.slack.blocks.promise_list import line_buttons
from bot.slack.home_facts import OWN, TEAM, Facts, Mine, Office, Team, counted, first_lines
from bot.slack.texts import say, speech
from bot.slack.texts_home import home
from bot.slack.texts_promises import tell

VIEW_BYTES = 240_000
"""Slack takes 250 kB."""
QUESTIONS_SHOWN, QUESTIONS_PER_PAGE = 5, 20
_LINES, _RULES, _DEAD, _TRENDS = 5, 10, 5, 6
_LINE_CHARS, _QUESTION_CHARS, _WHY_CHARS = 330, 200, 120


def home_view(facts: Facts) -> View:
    """Everything for one person, within Slack's limits."""
    language = facts.language
    blocks: list[Block] = []
    if facts.team is not None:
        blocks += _team(facts.team, language)
    if facts.questions is not None:
        blocks += _questions(facts.questions, facts.person, language)
    if facts.mine is not None:
        blocks += _mine(facts.mine, facts)
    else:
        blocks.append(section(home("no_promises", language)))
    if facts.times is not None and facts.rhythm is not None:
        blocks += _settings(facts, language)
    if facts.office is not None:
        blocks += _office(facts.office, facts.person, language, facts.can_examine)
    blocks.append(context(home("only_you", language, at=moment(facts.now, facts.person, language))))
    return view(blocks, language)


def note_view(sentence: str, language: str) -> View:
    """A Home tab with a sentence and nothing else."""
    return view([section(sentence)], language)


def view(blocks: Sequence[Block], language: str) -> View:
    """As many blocks as Slack takes; where some are left out, it says so."""
    kept, size = list(blocks[:MOST_BLOCKS]), 0
    for n, block in enumerate(kept):
        size += len(json.dumps(block).encode())
        if size > VIEW_BYTES:
            kept = kept[:n]
            break
    if len(kept) < len(blocks):
        kept = [*kept[: MOST_BLOCKS - 1], context(home("cut", language))]
    return {"type": "home", "callback_id": "home", "private_metadata": json.dumps({"l": speech(language)}), "blocks": kept}


def _mine(mine: Mine, facts: Facts) -> Iterator[Block]:
    language = facts.language
    yield header(home("mine", language))
    wanted = [which for which in OWN if which != "approve" or mine.lists[which]]
    buttons = [_number("own", which, len(mine.lists[which]), language) for which in wanted]
    if mine.kept.rate is not None:
        buttons.append(_kept("own", mine.kept, language))
    yield actions([*buttons, button(tell("button_log", language), "promise_log", f"|{language}")])
    shown = first_lines(mine, _LINES)
    for promise in shown:
        yield section(cut(promise_lines(promise, facts.now, language, facts.person), _LINE_CHARS))
        yield actions(line_buttons(promise, language, facts.person))
    if not shown:
        yield section(home("nothing_due", language))


def _team(team: Team, language: str) -> Iterator[Block]:
    yield header(home("team", language, team=team.name) if team.name else home("team_all", language))
    buttons = [_number("team", which, len(team.lists[which]), language) for which in TEAM]
    yield actions([*buttons, _kept("team", team.kept, language)])
    if team.trend:
        lines = (
            home("trend_line", language, title=escape(each.title), now=each.now, before=f"{each.before:.1f}".removesuffix(".0"))
            for each in team.trend[:_TRENDS]
        )
        told = "\n".join(f"• {line}" for line in lines)
    else:
        told = home("trend_few", language, count=team.objections)
    yield section(f"*{home('trend', language)}*\n{told}")


def _number(scope: str, which: str, count: int, language: str) -> Block:
    return button(home(f"button_{which}", language, count=count), f"home_{scope}_{which}", f"{speech(language)}|0|{scope}|{which}")


def _kept(scope: str, rate: KeptRate, language: str) -> Block:
    all_, kept = len(counted(rate)), len(rate.kept) + len(rate.renegotiated)
    if rate.rate is not None:
        words = home("button_kept", language, percent=int(rate.rate * 100 + 0.5))
    else:
        words = home("button_kept_few", language, kept=kept, all=all_)
    return button(words, f"home_{scope}_kept", f"{speech(language)}|0|{scope}|kept")


def kept_line(rate: KeptRate, language: str) -> str:
    """The kept rate in a sentence."""
    all_ = len(counted(rate))
    if not all_:
        return home("kept_none", language)
    kept, moved = len(rate.kept) + len(rate.renegotiated), len(rate.renegotiated)
    return home("kept_line", language, kept=kept, all=all_, moved=moved, late=len(rate.late), broken=len(rate.broken))


def _questions(questions: Sequence[Kept], reader: Person, language: str) -> Iterator[Block]:
    if not questions:
        yield section(f"*{home('questions', language)}*\n{home('questions_none', language)}")
        return
    yield section(f"*{home('questions', language)}*")
    yield from _question_lines(questions[:QUESTIONS_SHOWN], reader, language)
    if len(questions) > QUESTIONS_SHOWN:
        words = home("button_all_questions", language, count=len(questions))
        yield actions([button(words, "home_questions", f"{speech(language)}|0")])


def questions_message(questions: Sequence[Kept], page: int, reader: Person, language: str) -> Message:
    """One page (from 0) of the questions without an answer."""
    title = home("questions", language)
    first = max(0, page) * QUESTIONS_PER_PAGE
    shown = questions[first : first + QUESTIONS_PER_PAGE]
    if not shown:
        return Message(home("questions_none", language), (section(home("questions_none", language)),))
    blocks = [header(title), *_question_lines(shown, reader, language)]
    if first + len(shown) < len(questions):
        blocks.append(actions([button(say("button_more", language), "home_questions", f"{speech(language)}|{page + 1}")]))
    return Message("\n".join([title, *(_asked(each, reader, language) for each in shown)]), tuple(blocks))


def _question_lines(questions: Iterable[Kept], reader: Person, language: str) -> Iterator[Block]:
    for kept in questions:
        write = button(home("button_write", language), "home_write", f"{speech(language)}|{kept.id}"[:2000])
        yield section(_asked(kept, reader, language)) | {"accessory": write}


def _asked(kept: Kept, reader: Person, language: str) -> str:
    return f"{day_words(kept.asked_at, reader, language)} · {cut(escape(' '.join(kept.text.split())), _QUESTION_CHARS)}"


def _office(office: Office, reader: Person, language: str, can_examine: bool) -> Iterator[Block]:
    yield header(home("office", language))
    if office.holdings:
        cards, deals = office.holdings.get("own cards", 0), office.holdings.get("deals", 0)
        lines = [home("holdings", language, cards=cards, deals=deals), *_imports(office, reader, language), home("holdings_hint", language)]
        yield section("\n".join(lines))
    yield section(_rules(office, language))
    yield from _given_up(office, reader, language)
    if can_examine:
        yield actions([button(home("button_examine", language), "home_examine", speech(language))])


def _rules(office: Office, language: str) -> str:
    if not office.rules:
        return home("rules_none", language, rule=say(f"rule_{office.default_rule}", language))
    lines = [f"• <#{channel}>: {say(f'rule_{rule}', language)}" for channel, rule in office.rules.items() if channel.isalnum()][:_RULES]
    if len(office.rules) > len(lines):
        lines.append(f"• {home('more_of_them', language, count=len(office.rules) - len(lines))}")
    return "\n".join([home("rules", language, count=len(office.rules)), *lines])


def _imports(office: Office, reader: Person, language: str) -> Iterator[str]:
    for kind, done in office.imports.items():
        at = moment(done.at, reader, language)
        yield "• " + home(f"imported_{kind}", language, at=at, rows=done.rows, failed=done.failed)


def _given_up(office: Office, reader: Person, language: str) -> Iterator[Block]:
    if not office.requests and not office.reminders:
        yield section(home("all_delivered", language))
        return
    lines = [home("requests_dead", language, count=office.requests), home("reminders_dead", language, count=len(office.reminders))]
    if len(office.reminders) > _DEAD:
        lines.append(home("dead_latest", language, count=_DEAD))
    yield section("\n".join(lines))
    for row in office.reminders[:_DEAD]:
        what = home(f"dead_{row.kind}" if row.kind in ("digest", "weekly", "alert") else "dead_reminder", language)
        why = cut(escape(row.error or row.kind), _WHY_CHARS)
        told = home("dead_row", language, person=person(row.person), what=what, at=moment(row.slot, reader, language), why=why)
        again = button(home("button_again", language), "home_again", f"{speech(language)}|{row.id}")
        yield section(told) | ({"accessory": again} if office.can_send_again else {})


def examined_message(findings: Sequence[Finding], language: str) -> Message:
    """The doctor's report: what needs somebody first, the rest by name."""
    title = home("examined", language)
    wrong = [each for state in ("fault", "warning") for each in findings if each.state == state]
    lines = [_finding(each, language) for each in wrong]
    fine = [each.part for each in findings if each.state == "ok"]
    if not wrong:
        lines = [home("examined_fine", language, count=len(fine))]
    elif fine:
        lines.append(home("finding_rest", language, parts=escape(", ".join(fine))))
    return Message("\n".join([title, *lines]), (header(title), *(section(line) for line in lines)))


def _finding(finding: Finding, language: str) -> str:
    told = home(f"finding_{finding.state}", language, part=escape(finding.part), what=escape(finding.what))
    return cut(f"{told}\n{home('finding_todo', language, todo=escape(finding.todo))}" if finding.todo else told, SECTION_CHARS)


def _settings(facts: Facts, language: str) -> Iterator[Block]:
    times, rhythm = facts.times, facts.rhythm
    if times is None or rhythm is None:
        return
    spoken = home(f"language_{language}", language)
    if not times.spoken:
        spoken = home("spoken_slack", language, spoken=spoken)
    days = days_words(rhythm.working_days, language)
    digest = home("digest_off", language) if times.digest_off else home("digest_at", language, at=f"{rhythm.at:%H:%M}", days=days)
    change: dict[str, Any] = button(home("button_settings", language), "home_settings", speech(language))
    line = home("settings_line", language, spoken=spoken, digest=digest)
    yield section(f"*{home('settings', language)}*\n{line}") | {"accessory": change}
