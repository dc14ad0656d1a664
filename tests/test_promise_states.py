"""Every change of a promise: from which state, by whom, and what it leaves behind. 100,000 random changes, none of them impossible."""

import random
from dataclasses import fields, replace
from datetime import timedelta

import pytest
from fakes_promises import ANA, APPROVALS, BEN, CLEO, FAY, FRED, LOU, MAREK, NOON, SOFIA, on, promised
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.errors import BadInput, BotError, NotAllowed
from bot.promises import approving, states
from bot.promises.faults import NotYours
from bot.promises.history import differences, due_text, earlier, read_due, replay, standing, step_back, was_late
from bot.promises.records import ENDED, LIVE, Approval, Promise
from bot.promises.states import Deed

MINUTE = timedelta(minutes=1)
CAST = (ANA, BEN, CLEO, MAREK, SOFIA, FAY, FRED, LOU)
REBATE = approving.needed(APPROVALS["rebate"], "U_ANA")


def deed(person=ANA, now=NOON, why="", language="en"):
    return Deed(person, now, language, why)


def agreed(approvals=REBATE, by="U_FAY"):
    return tuple(replace(each, answer="agreed", by=by, at=NOON) for each in approvals)


ACTS = {
    "submit": lambda p, d: states.submit(p, d, ()),
    "reword": lambda p, d: states.reword(p, d, "other words", ()),
    "move": lambda p, d: states.move(p, d, on(30)),
    "at_risk": states.at_risk,
    "renegotiate": lambda p, d: states.renegotiate(p, d, on(30), "agreed"),
    "done": states.done,
    "break": states.break_,
    "withdraw": states.withdraw,
    "hand_over": lambda p, d: states.hand_over(p, d, BEN, ()),
}
ALLOWED = {
    "submit": {"draft"},
    "reword": {"draft", "waiting", *LIVE},
    "move": {"draft", "waiting"},
    "at_risk": {"open", "renegotiated"},
    "renegotiate": set(LIVE),
    "done": set(LIVE),
    "break": set(LIVE),
    "withdraw": {"draft", "waiting", *LIVE},
    "hand_over": {"draft", "waiting", *LIVE},
}
ALL_STATES = ("draft", "waiting", *LIVE, *ENDED)


@pytest.mark.parametrize("state", ALL_STATES)
@pytest.mark.parametrize("act", ACTS)
def test_a_change_is_allowed_only_from_its_states(act, state):
    promise = promised(state=state, ended_at=NOON if state in ENDED else None)
    if state in ALLOWED[act]:
        after, event = ACTS[act](promise, deed())
        assert (after.revision, event.revision, event.was, event.now, event.by) == (2, 2, state, after.state, "U_ANA")
        assert event.changed == differences(promise, after)
    else:
        with pytest.raises((NotAllowed, BadInput)) as fault:
            ACTS[act](promise, deed())
        assert str(fault.value).endswith((".", ")."))


@pytest.mark.parametrize("act", ACTS)
def test_the_owner_a_manager_and_an_admin_may_change_it_and_nobody_else(act):
    promise = promised(state="draft" if act in ("submit", "move") else "open")
    for person in (ANA, MAREK, SOFIA):
        assert ACTS[act](promise, deed(person))
    for person in (BEN, CLEO, FAY, LOU):
        with pytest.raises(NotYours) as fault:
            ACTS[act](promise, deed(person))
        assert fault.value.ask == ("U_ANA",)


def test_a_manager_does_not_touch_what_is_private_to_another_person():
    with pytest.raises(NotYours):
        states.done(promised(audience="private:U_ANA"), deed(MAREK))
    assert states.done(promised(audience="team:north"), deed(MAREK))
    other = replace(MAREK, team="south")
    with pytest.raises(NotYours):
        states.done(promised(audience="team:north"), deed(other))
    assert states.done(promised(audience="private:U_ANA"), deed(SOFIA))


def test_refusals_are_told_in_the_language_of_the_person():
    with pytest.raises(NotAllowed, match="已经结束（已兑现）"):
        states.at_risk(promised(state="kept", ended_at=NOON), deed(language="zh"))
    with pytest.raises(NotAllowed, match="still a draft"):
        states.done(promised(state="draft"), deed())
    with pytest.raises(NotAllowed, match="等待批准"):
        states.done(promised(state="waiting"), deed(language="zh-CN"))


@pytest.mark.parametrize(
    ("due", "at", "state"),
    [
        (on(27), on(27).instant(), "kept"),
        (on(27), on(27).instant() + MINUTE, "kept-late"),
        (on(27, hour=17), on(27, hour=17).instant(), "kept"),
        (on(27, hour=17), on(27, hour=17).instant() + MINUTE, "kept-late"),
        (on(27), NOON, "kept"),
    ],
)
def test_done_is_kept_until_the_last_moment_and_kept_late_after_it(due, at, state):
    after, event = states.done(promised(due=due), deed(now=at), "https://proof.example")
    assert (after.state, after.ended_at, after.proof) == (state, at, "https://proof.example")
    assert (event.kind, event.was, event.now) == ("done", "open", state)


def test_a_new_date_that_the_customer_agreed_to_moves_the_promise():
    after, event = states.renegotiate(promised(state="at-risk"), deed(why="mill late"), on(30), "agreed")
    assert (after.state, after.due, after.moved, after.schedule) == ("renegotiated", on(30), 1, 2)
    assert event.changed == {"due": "2026-11-27 Europe/Berlin", "moved": "0"}
    assert event.why == "mill late"


@pytest.mark.parametrize("answer", ["refused", "silent"])
def test_a_new_date_without_a_yes_is_written_down_and_the_old_one_stays(answer):
    before = promised(state="at-risk")
    after, event = states.renegotiate(before, deed(why="needs it"), on(30), answer)
    assert (after.state, after.due, after.moved, after.schedule) == ("at-risk", on(27), 0, 1)
    assert event.why == f"{answer} (2026-11-30 Europe/Berlin): needs it"


def test_a_new_date_must_be_new_and_ahead():
    for due, said in ((on(27), "another date"), (on(20), "has passed")):
        with pytest.raises(BadInput, match=said):
            states.renegotiate(promised(), deed(), due, "agreed")


def test_a_date_agreed_only_after_the_old_one_had_passed_stays_late():
    late = on(27).instant() + MINUTE
    first = promised()
    moved, event = states.renegotiate(first, deed(now=late), on(4, 12), "agreed")
    log = states.log(first, deed())[1]
    assert was_late([log, event])
    assert states.done(moved, deed(now=late), "", was_late([log, event]))[0].state == "kept-late"
    draft = promised(state="draft")
    assert not was_late([states.log(draft, deed())[1], states.move(draft, deed(now=late), on(4, 12))[1]]), "nobody had been told a date"
    in_time = states.renegotiate(first, deed(now=on(27).instant()), on(4, 12), "agreed")[1]
    assert not was_late([log, in_time])


def test_a_late_move_that_was_undone_does_not_count():
    late = on(27).instant() + MINUTE
    moved, event = states.renegotiate(promised(), deed(now=late), on(4, 12), "agreed")
    _, undone = states.undo(moved, deed(now=late), event, MINUTE)
    assert not was_late([states.log(promised(), deed())[1], event, undone])


@pytest.mark.parametrize(
    ("act", "grows"),
    [("at_risk", 0), ("reword", 0), ("renegotiate", 1), ("done", 1), ("break", 1), ("withdraw", 1), ("hand_over", 1)],
)
def test_the_schedule_grows_only_when_reminders_are_concerned(act, grows):
    assert ACTS[act](promised(), deed())[0].schedule == 1 + grows


def test_rewording_asks_the_departments_again():
    opened = promised(approval="rebate", approvals=agreed())
    after, event = states.reword(opened, deed(), "pay a 3% rebate", REBATE)
    assert (after.state, after.approvals, after.schedule) == ("waiting", REBATE, 2)
    assert event.changed["what"] == "send the CE certificate"
    waiting, _ = states.reword(replace(opened, state="waiting"), deed(), "pay a 3% rebate", REBATE)
    assert (waiting.approvals, waiting.schedule) == (REBATE, 2)


def test_a_declined_draft_goes_out_again_when_it_is_reworded_and_one_never_asked_stays_a_draft():
    declined = promised(state="draft", approvals=(replace(REBATE[0], answer="declined", by="U_FAY", reason="no"), REBATE[1]))
    assert states.reword(declined, deed(), "pay a 3% rebate", REBATE)[0].state == "waiting"
    assert states.reword(promised(state="draft"), deed(), "pay a 3% rebate", REBATE)[0].state == "draft"
    assert states.submit(promised(state="draft"), deed(), REBATE)[0].state == "waiting"


def test_the_same_words_are_no_rewording():
    with pytest.raises(BadInput, match="words it has"):
        states.reword(promised(), deed(), "send  the CE certificate", ())


def test_moving_the_date_of_a_waiting_promise_asks_those_again_who_agreed_to_the_old_one():
    waiting = promised(state="waiting", approvals=(agreed()[0], REBATE[1]))
    assert states.move(waiting, deed(), on(30))[0].approvals == REBATE
    with pytest.raises(NotAllowed, match="renegotiated"):
        states.move(promised(), deed(), on(30))


@pytest.mark.parametrize(
    ("audience", "to", "after"),
    [
        ("everyone", CLEO, "everyone"),
        ("team:north", BEN, "team:north"),
        ("team:north", CLEO, "team:south"),
        ("private:U_ANA", BEN, "private:U_BEN"),
        ("team:north", replace(CLEO, team=None), "private:U_CLEO"),
    ],
)
def test_whoever_takes_over_can_read_it_and_nobody_more_than_before(audience, to, after):
    handed, event = states.hand_over(promised(audience=audience), deed(), to, ())
    assert (handed.owner, handed.audience) == (to.id, after)
    assert event.changed["owner"] == "U_ANA"


def test_nobody_hands_over_to_the_one_who_has_it():
    with pytest.raises(BadInput, match="this person already"):
        states.hand_over(promised(), deed(), ANA, ())


# -- approvals --------------------------------------------------------------------------------------------------------------


def waiting(**fields):
    return promised(state="waiting", approval="rebate", what="pay a 5% rebate", approvals=REBATE, **fields)


def test_a_promise_opens_when_the_last_department_has_agreed():
    one, event = approving.agree(waiting(), deed(FAY))
    assert (one.state, [each.answer for each in one.approvals], one.approvals[0].by) == ("waiting", ["agreed", "silent"], "U_FAY")
    two, event = approving.agree(one, deed(LOU))
    assert (two.state, event.kind, event.now, two.schedule) == ("open", "agreed", "open", 2)


def test_one_voice_speaks_for_a_department_and_a_second_yes_changes_nothing():
    one, _ = approving.agree(waiting(), deed(FRED))
    with pytest.raises(BadInput, match="agreed to these words already"):
        approving.agree(one, deed(FAY))


def test_other_words_are_agreed_to_by_those_who_wrote_them_and_asked_of_the_others():
    one, _ = approving.agree(waiting(), deed(LOU))
    two, event = approving.agree(one, deed(FAY), "pay a 3% rebate")
    assert (two.what, two.state) == ("pay a 3% rebate", "waiting")
    assert [each.answer for each in two.approvals] == ["agreed", "silent"]
    assert event.changed["what"] == "pay a 5% rebate"
    assert approving.agree(two, deed(LOU))[0].state == "open"


def test_other_words_of_the_only_department_open_the_promise():
    one = waiting(due=on(30))
    one = replace(one, approvals=REBATE[:1])
    assert approving.agree(one, deed(FAY), "pay a 3% rebate")[0].state == "open"


def test_a_department_that_declines_sends_it_back_with_its_reason():
    one, event = approving.decline(waiting(), deed(FAY, why="no budget"))
    assert (one.state, event.why, one.approvals[0].answer, one.approvals[0].reason) == ("draft", "no budget", "declined", "no budget")
    with pytest.raises(BadInput, match="why"):
        approving.decline(waiting(), deed(FAY, why="  "))


def test_nobody_approves_their_own_promise():
    mine = promised(state="waiting", owner="U_FAY", approvals=approving.needed(APPROVALS["rebate"], "U_FAY"))
    assert mine.approvals[0].approvers == ("U_FRED",)
    with pytest.raises(NotYours, match="nobody approves their own") as fault:
        approving.agree(mine, deed(FAY))
    assert fault.value.ask == ("U_FRED", "U_LOU")
    sneaky = replace(mine, approvals=(Approval("finance", ("U_FAY",)),))
    with pytest.raises(NotYours):
        approving.agree(sneaky, deed(FAY))


@pytest.mark.parametrize("person", [BEN, CLEO, MAREK, SOFIA])
def test_only_approvers_answer_and_not_even_a_manager_or_admin_for_them(person):
    for act in (approving.agree, approving.decline):
        with pytest.raises(NotYours, match="only they can agree"):
            act(waiting(), deed(person, why="no"))


def test_only_what_waits_can_be_answered():
    with pytest.raises(NotAllowed, match="not waiting"):
        approving.agree(replace(waiting(), state="open"), deed(FAY))


def test_whoever_takes_a_waiting_promise_over_loses_the_voice_they_had_in_it():
    one, _ = approving.agree(waiting(), deed(FAY))
    approvals = approving.for_owner(one.approvals, APPROVALS["rebate"], "U_FAY")
    assert approvals[0] == Approval("finance", ("U_FRED",))
    back = approving.for_owner(one.approvals, APPROVALS["rebate"], "U_BEN")
    assert back[0].answer == "agreed"
    assert back[0].approvers == ("U_FAY", "U_FRED")


# -- undo -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("act", ACTS)
def test_undo_brings_back_everything_but_the_numbers_that_only_grow(act):
    before = promised(state="draft" if act in ("submit", "move") else "open", leads=("2d",), proof="x")
    after, event = ACTS[act](before, deed())
    back, undone = states.undo(after, deed(now=NOON + MINUTE), event, MINUTE)
    assert replace(back, revision=1, schedule=1) == before
    assert (back.revision, undone.kind, undone.was, undone.now) == (3, "undone", after.state, before.state)
    assert step_back(back, undone) == replace(after, schedule=back.schedule)


def test_undo_works_for_a_minute_on_ones_own_last_change():
    after, event = states.done(promised(), deed())
    with pytest.raises(NotAllowed, match="60 seconds"):
        states.undo(after, deed(now=NOON + MINUTE + timedelta(microseconds=1)), event, MINUTE)
    with pytest.raises(NotYours) as fault:
        states.undo(after, deed(MAREK), event, MINUTE)
    assert fault.value.ask == ("U_ANA",)
    later, _ = states.undo(after, deed(), event, MINUTE)
    with pytest.raises(NotYours, match="somebody changed it after you"):
        states.undo(later, deed(), event, MINUTE)


def test_an_undo_cannot_be_undone():
    after, event = states.done(promised(), deed())
    back, undone = states.undo(after, deed(), event, MINUTE)
    with pytest.raises(NotAllowed, match="cannot be undone"):
        states.undo(back, deed(), undone, MINUTE)


def test_a_promise_just_logged_is_withdrawn_by_undo_and_never_vanishes():
    promise, event = states.log(promised(), deed())
    back, undone = states.undo(promise, deed(), event, MINUTE)
    assert (back.state, back.ended_at, undone.now) == ("withdrawn", NOON, "withdrawn")


def test_an_approver_takes_back_a_yes():
    opened, event = approving.agree(replace(waiting(), approvals=REBATE[:1]), deed(FAY))
    back, _ = states.undo(opened, deed(FAY), event, MINUTE)
    assert (back.state, back.approvals) == ("waiting", REBATE[:1])


def test_whoever_handed_over_takes_back_although_no_longer_the_owner():
    after, event = states.hand_over(promised(audience="private:U_ANA"), deed(), BEN, ())
    back, _ = states.undo(after, deed(), event, MINUTE)
    assert (back.owner, back.audience) == ("U_ANA", "private:U_ANA")


def test_every_field_survives_being_written_into_an_event():
    old = promised(team=None, approvals=agreed(), leads=("2d", "0m"), moved=3, ended_at=NOON, state="kept", due=on(27, hour=17))
    new = Promise(
        "P1", "U_BEN", "Other", "x", "theirs", on(1, 12), "kept", NOON + MINUTE, "south", "discount", (), "team:south", "zh", "s", "p"
    )
    changed = differences(old, new)
    assert set(changed) == {field.name for field in fields(Promise)} - {"id", "state", "revision", "schedule"}
    assert replace(new, **earlier(changed)) == old
    assert read_due(due_text(on(27, hour=17))) == on(27, hour=17)


def test_a_broken_chain_of_events_is_noticed():
    promise, first = states.log(promised(), deed())
    _, second = states.at_risk(promise, deed())
    assert replay([first, second]) == "at-risk"
    for events in ([], [second], [first, replace(second, was="draft")], [first, replace(second, revision=3)]):
        with pytest.raises(ValueError, match=r"event|first"):
            replay(events)


# -- random lives -----------------------------------------------------------------------------------------------------------


class Life:
    """One promise, its events, and how it was at each revision."""

    def __init__(self, state, has_approval):
        approvals = REBATE if state == "waiting" else ()
        first = promised(state=state, approval="rebate" if has_approval else None, approvals=approvals)
        self.now, self.count = NOON, 0
        self.promise, event = states.log(first, deed())
        self.events, self.was = [event], [self.promise]

    def needs(self, owner=None):
        return approving.needed(APPROVALS["rebate"], owner or self.promise.owner) if self.promise.approval else ()

    def act(self, name, person, number, wait):
        """One try at a change; whether it was made. A refusal must leave nothing behind."""
        self.now += timedelta(seconds=wait)
        do, promise = deed(person, self.now, f"because {number}"), self.promise
        due = on(1 + number % 28, 12, hour=number % 24, year=2026 + number % 2)
        acts = {
            **ACTS,
            "submit": lambda p, d: states.submit(p, d, self.needs()),
            "reword": lambda p, d: states.reword(p, d, f"words {number}", self.needs()),
            "move": lambda p, d: states.move(p, d, due),
            "renegotiate": lambda p, d: states.renegotiate(p, d, due, ("agreed", "refused", "silent")[number % 3]),
            "done": lambda p, d: states.done(p, d, f"proof {number}", was_late(self.events)),
            "hand_over": lambda p, d: states.hand_over(
                p,
                d,
                to := CAST[number % 8],
                approving.for_owner(p.approvals, APPROVALS["rebate"], to.id) if p.state == "waiting" else p.approvals,
            ),
            "agree": lambda p, d: approving.agree(p, d, f"words {number}" if number % 4 == 0 else ""),
            "decline": approving.decline,
            "undo": lambda p, d: states.undo(p, d, self.events[-1], MINUTE),
        }
        try:
            after, event = acts[name](promise, do)
        except BotError:
            return False
        assert event.changed == differences(promise, after)
        self.promise = after
        self.events.append(event)
        self.was.append(after)
        return True

    def check(self):
        promise, events = self.promise, self.events
        assert promise.revision == len(events)
        assert 1 <= promise.schedule <= promise.revision
        assert (promise.ended_at is not None) == (promise.state in ENDED)
        answers = [approval.answer for approval in promise.approvals]
        if promise.state == "waiting":
            assert "silent" in answers
            assert "declined" not in answers
        if promise.state in LIVE:
            assert set(answers) <= {"agreed"}
            assert promise.approval is None or answers, "no benefit is open without its departments"
        if promise.state == "kept":
            assert promise.ended_at <= promise.due.instant()
        assert promise.state != "renegotiated" or promise.moved > 0
        assert not any(
            approval.by == promise.owner or promise.owner in approval.approvers
            for approval in promise.approvals
            if promise.state == "waiting"
        )
        if len(events) > 1:
            last, before = events[-1], self.was[-2]
            assert (last.was, last.now, last.revision) == (before.state, promise.state, promise.revision)
            assert last.was not in ENDED or last.kind == "undone"
            concerned = any(getattr(before, name) != getattr(promise, name) for name in ("due", "owner", "leads"))
            concerned |= (before.state in LIVE) != (promise.state in LIVE)
            assert promise.schedule - before.schedule == 1 if concerned else promise.schedule - before.schedule in (0, 1)

    def check_past(self):
        assert replay(self.events) == self.promise.state
        back = self.promise
        for event, before in zip(reversed(self.events[1:]), reversed(self.was[:-1]), strict=True):
            back = replace(step_back(back, event), schedule=before.schedule)
            assert back == before
        assert len(standing(self.events)) == len(self.events) - 2 * sum(event.kind == "undone" for event in self.events)


NAMES = (*ACTS, "agree", "decline", "undo")
WEIGHTS = (3, 3, 2, 3, 4, 1, 1, 1, 2, 8, 2, 3)
SEQUENCES, TRIES = 250, 400


@settings(max_examples=SEQUENCES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32), state=st.sampled_from(["draft", "waiting", "open"]), has_approval=st.booleans())
def live_at_random(total, seed, state, has_approval):
    chance = random.Random(seed)
    new = lambda: Life(state if has_approval or state != "waiting" else "open", has_approval and state != "open")  # noqa: E731
    life = new()
    for name in chance.choices(NAMES, WEIGHTS, k=TRIES):
        person = chance.choice(CAST) if chance.random() < 0.5 else next(each for each in CAST if each.id == life.promise.owner)
        if name in ("agree", "decline"):
            person = chance.choice((FAY, FRED, LOU, person))
        made = life.act(name, person, chance.randrange(1000), chance.choice((0, 1, 20, 61, 86_400)))
        total["tries"] += 1
        if made:
            total["made"] += 1
            total[name] = total.get(name, 0) + 1
            life.check()
        if life.promise.state in ENDED and life.now - life.events[-1].at > MINUTE:
            life.check_past()
            life = new()
    life.check_past()


def test_a_hundred_thousand_random_changes_never_lead_where_a_promise_cannot_be():
    total = {"tries": 0, "made": 0}
    live_at_random(total)
    assert total["tries"] >= 100_000
    assert total["made"] >= 20_000
    assert set(NAMES) <= total.keys(), "every kind of change was made"


class Promised(RuleBasedStateMachine):
    """The same rules, in sequences that are cut down to the shortest when something is wrong."""

    def __init__(self):
        super().__init__()
        self.life = Life("waiting", True)

    @rule(name=st.sampled_from(NAMES), person=st.sampled_from(CAST), number=st.integers(0, 100), wait=st.sampled_from([0, 1, 61, 86_400]))
    def act(self, name, person, number, wait):
        self.life.act(name, person, number, wait)

    @invariant()
    def is_sound(self):
        self.life.check()

    def teardown(self):
        self.life.check_past()


TestPromised = Promised.TestCase
TestPromised.settings = settings(max_examples=40, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck))
