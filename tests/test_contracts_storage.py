"""One suite over the records in SQL and the records in memory: what a test sees with the one holds with the other."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest
from fakes_storage import MemoryChannelRules, MemoryInbox, MemoryJournal, MemoryThreads

from bot.errors import NotSaved
from bot.ports import Delivery, Kept

NOON = datetime(2027, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)
LEASE = timedelta(seconds=60)
KEEP = timedelta(days=14)
SECOND = timedelta(seconds=1)
KINDS = ["sql", "memory"]
RUBBISH = 'NUL \x00, half a pair \ud83d, "quotes" \'; DROP TABLE question; -- 价格太高 🙂 \u202e'


@pytest.fixture
def database(tmp_path):
    from bot.storage.database import open_database

    database = open_database(tmp_path / "goodword.db")
    yield database
    database.close()


@pytest.fixture(params=KINDS)
def make_inbox(request):
    def make(limit=1000):
        if request.param == "memory":
            return MemoryInbox(LEASE, KEEP, limit)
        from bot.storage.inbox import SqlInbox

        return SqlInbox(request.getfixturevalue("database"), LEASE, KEEP, limit)

    return make


@pytest.fixture
def inbox(make_inbox):
    return make_inbox()


@pytest.fixture(params=KINDS)
def journal(request):
    if request.param == "memory":
        return MemoryJournal()
    from bot.storage.journal import SqlJournal

    return SqlJournal(request.getfixturevalue("database"))


@pytest.fixture(params=KINDS)
def threads(request):
    if request.param == "memory":
        return MemoryThreads()
    from bot.storage.threads import SqlThreads

    return SqlThreads(request.getfixturevalue("database"))


@pytest.fixture(params=KINDS)
def rules(request):
    if request.param == "memory":
        return MemoryChannelRules()
    from bot.storage.channels import SqlChannelRules

    return SqlChannelRules(request.getfixturevalue("database"))


def delivery(key, at=NOON, body="payload=%7B%7D"):
    return Delivery(key, "event", body, {"content-type": "application/json", "x-slack-retry-num": "1"}, at)


def keys(claimed):
    return [one.delivery.key for one in claimed]


def test_a_delivery_comes_back_exactly_as_it_was_accepted(inbox):
    given = delivery("Ev1", body=RUBBISH)
    inbox.accept(given)
    [claimed] = inbox.claim(5, NOON)
    assert claimed.delivery == given
    assert (claimed.attempt, claimed.lease_until) == (1, NOON + LEASE)


def test_a_repetition_is_recognised_while_waiting_working_done_and_dead(inbox):
    assert inbox.accept(delivery("Ev1"))
    assert not inbox.accept(delivery("Ev1"))
    inbox.claim(1, NOON)
    assert not inbox.accept(delivery("Ev1"))
    inbox.finish("Ev1", NOON)
    assert not inbox.accept(delivery("Ev1"))
    inbox.accept(delivery("Ev2"))
    inbox.claim(1, NOON)
    inbox.give_up("Ev2", NOON, "four times")
    assert not inbox.accept(delivery("Ev2"))
    assert inbox.claim(5, NOON) == []


def test_the_same_key_50_times_at_once_is_new_exactly_once(inbox):
    with ThreadPoolExecutor(50) as crowd:
        answers = list(crowd.map(lambda _: inbox.accept(delivery("Ev1")), range(50)))
    assert sorted(answers) == [False] * 49 + [True]
    assert inbox.counts()["waiting"] == 1


def test_oldest_first_and_nobody_gets_what_another_holds(inbox):
    for n in range(5):
        inbox.accept(delivery(f"Ev{n}", NOON + n * SECOND))
    assert keys(inbox.claim(2, NOON + 9 * SECOND)) == ["Ev0", "Ev1"]
    assert keys(inbox.claim(9, NOON + 9 * SECOND)) == ["Ev2", "Ev3", "Ev4"]
    assert inbox.claim(9, NOON + 9 * SECOND) == []
    assert inbox.claim(0, NOON) == []


def test_no_delivery_is_claimed_twice_by_workers_that_claim_at_the_same_time(inbox):
    for n in range(60):
        inbox.accept(delivery(f"Ev{n}"))
    with ThreadPoolExecutor(8) as workers:
        taken = [key for claimed in workers.map(lambda _: inbox.claim(3, NOON), range(24)) for key in keys(claimed)]
    assert sorted(taken) == sorted(f"Ev{n}" for n in range(60))


def test_a_new_delivery_is_claimed_though_the_clock_was_set_back(inbox):
    inbox.accept(delivery("Ev1", NOON))
    assert keys(inbox.claim(1, NOON - timedelta(hours=1))) == ["Ev1"]


def test_a_retry_waits_for_its_time_and_does_not_hold_up_others(inbox):
    inbox.accept(delivery("Ev1"))
    inbox.accept(delivery("Ev2"))
    inbox.claim(1, NOON)
    inbox.retry("Ev1", NOON + 10 * SECOND, "Slack answered 503")
    assert keys(inbox.claim(5, NOON + 9 * SECOND)) == ["Ev2"]
    [again] = inbox.claim(5, NOON + 10 * SECOND)
    assert (again.delivery.key, again.attempt) == ("Ev1", 2)


def test_a_delivery_whose_worker_died_is_freed_when_its_lease_has_ended(inbox):
    inbox.accept(delivery("Ev1"))
    inbox.claim(1, NOON)
    assert inbox.sweep(NOON + LEASE - SECOND) == 0
    assert inbox.claim(1, NOON + LEASE - SECOND) == []
    assert inbox.sweep(NOON + LEASE) == 1
    [again] = inbox.claim(1, NOON + LEASE)
    assert (again.attempt, again.lease_until) == (2, NOON + 2 * LEASE)
    assert inbox.sweep(NOON + LEASE) == 0


def test_a_worker_that_comes_late_wakes_nothing_that_has_ended(inbox):
    inbox.accept(delivery("Ev1"))
    inbox.claim(1, NOON)
    inbox.finish("Ev1", NOON)
    inbox.retry("Ev1", NOON, "late")
    inbox.give_up("Ev1", NOON, "late")
    assert inbox.counts() == {"waiting": 0, "working": 0, "done": 1, "dead": 0}
    assert inbox.claim(1, NOON) == []


def test_work_finished_after_its_lease_is_finished_all_the_same(inbox):
    inbox.accept(delivery("Ev1"))
    inbox.claim(1, NOON)
    inbox.sweep(NOON + LEASE)
    inbox.finish("Ev1", NOON + LEASE)
    assert inbox.claim(1, NOON + LEASE) == []
    assert inbox.counts()["done"] == 1


def test_what_was_given_up_is_counted_and_not_claimed(inbox):
    inbox.accept(delivery("Ev1"))
    inbox.claim(1, NOON)
    inbox.give_up("Ev1", NOON, "four tries " + RUBBISH * 100)
    assert inbox.counts() == {"waiting": 0, "working": 0, "done": 0, "dead": 1}
    assert inbox.sweep(NOON + timedelta(days=2)) == 0
    assert inbox.claim(1, NOON + timedelta(days=2)) == []


def test_ended_deliveries_are_forgotten_when_kept_long_enough_and_waiting_ones_never(inbox):
    for key in ("done", "dead", "waiting"):
        inbox.accept(delivery(key))
    inbox.claim(2, NOON)
    inbox.finish("done", NOON)
    inbox.give_up("dead", NOON, "tried")
    inbox.sweep(NOON + KEEP - SECOND)
    assert inbox.counts() == {"waiting": 1, "working": 0, "done": 1, "dead": 1}
    inbox.sweep(NOON + KEEP)
    assert inbox.counts() == {"waiting": 1, "working": 0, "done": 0, "dead": 0}


def test_when_too_much_waits_a_new_one_is_refused_but_a_repetition_is_still_recognised(make_inbox):
    inbox = make_inbox(limit=2)
    assert inbox.accept(delivery("Ev1"))
    assert inbox.accept(delivery("Ev2"))
    with pytest.raises(NotSaved, match="not saved") as refused:
        inbox.accept(delivery("Ev3"))
    assert "try again" in refused.value.hint
    assert not inbox.accept(delivery("Ev2"))
    inbox.claim(1, NOON)
    assert inbox.accept(delivery("Ev3"))


def test_one_gesture_under_two_keys_is_one_delivery(inbox):
    assert inbox.accept(delivery("Ev1"), ["said:1"])
    assert not inbox.accept(delivery("Ev2"), ["said:1"])
    assert not inbox.accept(delivery("Ev1"), ["said:1"])
    assert inbox.accept(delivery("Ev3"), ["said:3"])
    assert keys(inbox.claim(9, NOON)) == ["Ev1", "Ev3"]


def test_an_alias_that_only_the_repetition_brings_counts_from_then_on(inbox):
    assert inbox.accept(delivery("Ev1"))
    assert not inbox.accept(delivery("Ev1"), ["said:1"])
    assert not inbox.accept(delivery("Ev2"), ["said:1"])


def test_two_keys_of_one_gesture_at_the_same_time_are_one_delivery(inbox):
    with ThreadPoolExecutor(20) as crowd:
        answers = list(crowd.map(lambda n: inbox.accept(delivery(f"Ev{n}"), ["said:1"]), range(20)))
    assert answers.count(True) == 1
    assert inbox.counts()["waiting"] == 1


def test_a_refused_delivery_leaves_no_alias_behind(make_inbox):
    inbox = make_inbox(limit=1)
    inbox.accept(delivery("Ev1"), ["said:1"])
    with pytest.raises(NotSaved):
        inbox.accept(delivery("Ev2"), ["said:2"])
    assert not inbox.accept(delivery("Ev3"), ["said:1"])
    inbox.claim(1, NOON)
    assert inbox.accept(delivery("Ev2"), ["said:2"])


def test_what_one_delivery_holds_no_other_gets_until_it_lets_go(inbox):
    assert inbox.hold("Ev1", "share:A1", NOON)
    assert inbox.hold("Ev1", "share:A1", NOON)  # its second try
    assert not inbox.hold("Ev2", "share:A1", NOON)
    assert inbox.hold("Ev2", "share:A2", NOON)
    inbox.let_go("Ev2", "share:A1")  # not its own
    assert not inbox.hold("Ev2", "share:A1", NOON)
    inbox.let_go("Ev1", "share:A1")
    assert inbox.hold("Ev2", "share:A1", NOON)


def test_what_a_finished_delivery_holds_stays_and_what_a_dead_one_holds_is_free(inbox):
    for key in ("done", "dead"):
        inbox.accept(delivery(key))
        inbox.hold(key, f"share:{key}", NOON)
    inbox.claim(2, NOON)
    inbox.finish("done", NOON)
    assert not inbox.hold("Ev3", "share:dead", NOON)
    inbox.give_up("dead", NOON, "four times")
    assert not inbox.hold("Ev3", "share:done", NOON)
    assert inbox.hold("Ev3", "share:dead", NOON)
    assert not inbox.hold("dead", "share:dead", NOON)


def test_aliases_are_forgotten_with_the_deliveries(inbox):
    inbox.accept(delivery("Ev1"), ["said:1"])
    inbox.hold("Ev1", "share:A1", NOON)
    inbox.claim(1, NOON)
    inbox.finish("Ev1", NOON)
    inbox.sweep(NOON + KEEP - SECOND)
    assert not inbox.hold("Ev2", "share:A1", NOON)
    inbox.sweep(NOON + KEEP)
    assert inbox.hold("Ev2", "share:A1", NOON)
    assert inbox.accept(delivery("Ev2"), ["said:1"])


def test_the_reply_is_remembered_for_a_second_try(inbox):
    inbox.accept(delivery("Ev1"))
    assert inbox.reply_of("Ev1") is None
    assert inbox.reply_of("nobody") is None
    inbox.note_reply("Ev1", "C1", "1.1")
    assert inbox.reply_of("Ev1") == ("C1", "1.1")
    inbox.note_reply("Ev1", "C1", "2.2")
    inbox.claim(1, NOON)
    inbox.finish("Ev1", NOON)
    assert inbox.reply_of("Ev1") == ("C1", "2.2")


def test_an_unknown_key_changes_nothing(inbox):
    inbox.finish("nobody", NOON)
    inbox.retry("nobody", NOON, "")
    inbox.give_up("nobody", NOON, "")
    inbox.note_reply("nobody", "C1", "1.1")
    assert set(inbox.counts().values()) == {0}
    assert inbox.accept(delivery("nobody"))


def kept(id, text="They say it is too expensive.", status="abstained", at=NOON, context=()):
    return Kept(id, text, "en", "UANA", at, status, context)


def test_an_answer_comes_back_with_its_question_and_readers(journal):
    journal.keep(kept("Q1", RUBBISH, context=("earlier",)), {"id": "Q1", "sentences": [{"sources": (1,)}]}, {"everyone", "anyone"}, "f00")
    assert journal.answer("Q1") == {
        "id": "Q1",
        "sentences": [{"sources": [1]}],
        "question": RUBBISH,
        "context": ["earlier"],
        "asked_by": "UANA",
        "audiences": ["anyone", "everyone"],
    }
    assert journal.answer("Q2") is None


def test_keeping_twice_keeps_the_latest(journal):
    journal.keep(kept("Q1"), {"n": 1}, {"anyone"})
    journal.keep(kept("Q1", status="answered"), {"n": 2}, {"anyone"})
    assert journal.answer("Q1")["n"] == 2
    assert journal.unanswered() == []


def test_the_list_of_unanswered_questions_is_newest_first_and_holds_abstentions_only(journal):
    for n, status in enumerate(["abstained", "answered", "refused", "abstained", "abstained"]):
        journal.keep(kept(f"Q{n}", status=status, at=NOON + n * SECOND, context=("before",)), {}, set())
    assert journal.unanswered() == [kept(f"Q{n}", at=NOON + n * SECOND, context=("before",)) for n in (4, 3, 0)]
    assert [one.id for one in journal.unanswered(limit=2)] == ["Q4", "Q3"]
    assert journal.unanswered(limit=0) == []


def test_instants_are_kept_to_the_microsecond_whatever_zone_they_come_in(journal):
    shanghai = NOON.astimezone(timezone(timedelta(hours=8)))
    journal.keep(kept("Q1", at=shanghai), {}, set())
    assert journal.unanswered()[0].asked_at == NOON


def test_a_verdict_is_one_per_person_and_answer_and_the_latest_counts(journal):
    journal.judge("Q1", "UANA", True, NOON)
    journal.judge("Q1", "UBEN", True, NOON)
    journal.judge("Q2", "UANA", True, NOON)
    journal.judge("Q1", "UANA", False, NOON + SECOND)
    assert journal.verdicts("Q1") == {"UANA": False, "UBEN": True}
    assert journal.verdicts("Q2") == {"UANA": True}
    assert journal.verdicts("Q3") == {}


def test_an_older_verdict_that_arrives_late_does_not_count(journal):
    journal.judge("Q1", "UANA", False, NOON)
    journal.judge("Q1", "UANA", True, NOON - SECOND)
    assert journal.verdicts("Q1") == {"UANA": False}


def test_the_latest_questions_of_a_thread_come_oldest_first(threads):
    assert threads.questions("C1", "1.0") == ()
    for n in range(5):
        threads.follow("C1", "1.0", f"question {n} {RUBBISH}", f"A{n}", NOON + n * SECOND)
    assert threads.questions("C1", "1.0") == tuple(f"question {n} {RUBBISH}" for n in (2, 3, 4))
    assert len(threads.questions("C1", "1.0", limit=99)) == 5
    assert threads.questions("C1", "1.0", limit=0) == ()


def test_a_thread_of_another_channel_is_another_thread(threads):
    threads.follow("C1", "1.0", "Ana's question", "A1", NOON)
    assert threads.questions("CCLEO", "1.0") == ()
    assert threads.questions("C1", "1.1") == ()


def test_following_the_same_answer_twice_is_following_it_once(threads):
    threads.follow("C1", "1.0", "question", "A1", NOON)
    threads.follow("C1", "1.0", "question", "A1", NOON + SECOND)
    assert threads.questions("C1", "1.0") == ("question",)


def test_the_latest_rule_of_a_channel_counts(rules):
    assert rules.rule("C1") is None
    rules.set_rule("C1", "private", "UANA", NOON)
    rules.set_rule("C1", "off", "UBEN", NOON)
    rules.set_rule("C2", "mention", "UBEN", NOON)
    assert rules.rule("C1") == "off"
    rules.set_rule("C1", "mention", "UANA", NOON - SECOND)
    assert rules.rule("C1") == "off"
    assert rules.rule("C2") == "mention"
