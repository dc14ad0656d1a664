"""What people hand in, made fit to be saved, or refused with a sentence. Knows no records."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfoNotFoundError

from bot.promises.faults import bad
from bot.promises.permissions import readable_by
from bot.promises.proposals import Proposal
from bot.promises.records import Approval, Due, Person, Promise

MOST_WHAT, MOST_REASON = 2_000, 3_000
"""Characters of a wording and of a reason or proof."""
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_LEAD = re.compile(r"\d{1,4}[mhd]")


def fit(text: str, missing: str, most: int, language: str) -> str:
    """One line without characters that nobody sees. `missing`: the sentence for an empty one, "" when it may be empty."""
    line = " ".join(_UNSEEN.sub("", text).split())
    if missing and not any(character.isalnum() for character in line):
        raise bad(missing, language)
    if len(line) > most:
        raise bad("too-long", language, most=most)
    return line


def fit_what(what: str, language: str) -> str:
    """A wording."""
    return fit(what, "no-what", MOST_WHAT, language)


def fit_reason(why: str, language: str) -> str:
    """A reason or a proof; may be empty."""
    return fit(why, "", MOST_REASON, language)


def demand_due(due: Due, language: str) -> None:
    """Raises BadInput for a date that no reckoning can hold, with a week to spare on both sides, or an unknown zone."""
    try:
        due.instant() + timedelta(days=370)
        due.instant() - timedelta(days=370)
    except (OverflowError, ValueError, ZoneInfoNotFoundError, OSError) as fault:
        raise bad("bad-date", language) from fault


def demand_leads(leads: Sequence[str], language: str) -> None:
    """Raises BadInput unless every lead time reads like "3d"."""
    if not all(_LEAD.fullmatch(lead) for lead in leads):
        raise bad("bad-lead", language)


def demand_readers(audience: str, person: Person, language: str) -> None:
    """Raises BadInput for an audience that this person does not belong to; managers and admins may name any team."""
    names_a_team = audience.startswith("team:") and (person.is_manager or person.is_admin)
    if audience not in readable_by(person) and not names_a_team:
        raise bad("bad-audience", language)


def open_promise(proposal: Proposal, person: Person, now: datetime, needs: Sequence[Approval]) -> Promise:
    """A new promise of this person's: a draft, waiting, or open."""
    return Promise(
        id=proposal.id or "",
        owner=person.id,
        customer=proposal.customer,
        what=proposal.what,
        direction=proposal.direction,
        due=proposal.due,
        state="draft" if proposal.as_draft else "waiting" if needs else "open",
        made_at=now,
        team=person.team,
        approval=proposal.approval if proposal.direction == "ours" else None,
        approvals=tuple(needs),
        audience=proposal.audience,
        language=proposal.language,
        source=proposal.source,
        leads=proposal.leads,
    )
