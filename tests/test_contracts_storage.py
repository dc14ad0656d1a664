"""One suite over the records in SQL and the records in memory: what a test sees with the one holds with the other."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from urllib.parse import quote

import pytest
from fakes_storage import MemoryChannelRules, MemoryInbox, MemoryJournal, MemoryThreads

from bot.errors import NotSaved
from bot.ports import Delivery, Kept
from bot.promises.book import Customer, Overtaken, Wanted
from bot.promises.records import LIVE, Approval, Due, Event, Promise

NOON = datetime(2027, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)
LEASE = timedelta(seconds=60)
KEEP = timedelta(days=14)
SECOND = timedelta(seconds=1)
KINDS = ["sqlite", "postgres", "memory"]
RUBBISH = 'NUL \x00, half a pair \ud83d, "quotes" \'; DROP TABLE question; -- 价格太高 🙂 \u202e'


@pytest.fixture(params=KINDS)
def database(request, tmp_path):
    """Where the records of a test lie: a new database, or None for those in memory."""
    if request.param == "memory":
        yield None
        return
    from bot.storage.database import open_database

    url = request.getfixturevalue("postgres") if request.param == "postgres" else tmp_path / "goodword.db"
    database = open_database(url, patience=20)
    yield database
    database.close()


@pytest.fixture
def make_inbox(database):
    def make(limit=1000):
        if database is None:
            return MemoryInbox(LEASE, KEEP, limit)
        from bot.storage.inbox import SqlInbox

        return SqlInbox(database, LEASE, KEEP, limit)

    return make


@pytest.fixture
def inbox(make_inbox):
    return make_inbox()


@pytest.fixture
def journal(database):
    if database is None:
        return MemoryJournal()
    from bot.storage.journal import SqlJournal

    return SqlJournal(database)


@pytest.fixture
def threads(database):
    if database is None:
        return MemoryThreads()
    from bot.storage.threads import SqlThreads

    return SqlThreads(database)


@pytest.fixture
def rules(database):
    if database is None:
        return MemoryChannelRules()
    from bot.storage.channels import SqlChannelRules

    return SqlChannelRules(database)


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
    assert (inbox.is_held("Ev1", "share:A1"), inbox.is_held("Ev2", "share:A1")) == (True, False)
    inbox.let_go("Ev1", "share:A1")
    assert not inbox.is_held("Ev1", "share:A1")
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


def test_a_question_that_is_settled_leaves_the_list_with_all_in_the_very_same_words(journal):
    questions = (("Q1", RUBBISH, "abstained"), ("Q2", RUBBISH, "abstained"), ("Q3", "x", "abstained"), ("Q4", RUBBISH, "answered"))
    for id_, text, status in questions:
        journal.keep(kept(id_, text, status=status), {"meanings": [{"topic": "t"}]}, set())
    assert journal.settle("Q1") == 2
    assert [one.id for one in journal.unanswered()] == ["Q3"]
    assert [journal.settle(id_) for id_ in ("Q1", "Q4", "Q9")] == [0, 0, 0]
    assert journal.causes(NOON, NOON + SECOND) == [(NOON, "t")], "who got no answer then has no meaning now"


def test_causes_are_the_likeliest_meanings_of_a_time_oldest_first(journal):
    meanings = [{"topic": "first"}, {"topic": "second"}]
    for n, status in enumerate(("answered", "answered", "refused", "answered")):
        journal.keep(kept(f"Q{n}", status=status, at=NOON + n * SECOND), {"meanings": meanings}, set())
    journal.keep(kept("Q8", status="answered"), {"meanings": []}, set())
    journal.keep(kept("Q9", status="answered"), {}, set())
    assert journal.causes(NOON, NOON + 3 * SECOND) == [(NOON, "first"), (NOON + SECOND, "first")]
    assert journal.causes(NOON + 3 * SECOND, NOON + 9 * SECOND) == [(NOON + 3 * SECOND, "first")]


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


def test_all_rules_are_the_latest_of_each_channel_the_latest_set_first(rules):
    assert rules.rules() == {}
    for n, (channel, rule) in enumerate((("C1", "off"), ("C2", "private"), ("C1", "mention"))):
        rules.set_rule(channel, rule, "UANA", NOON + n * SECOND)
    assert list(rules.rules().items()) == [("C1", "mention"), ("C2", "private")]


def test_the_latest_rule_of_a_channel_counts(rules):
    assert rules.rule("C1") is None
    rules.set_rule("C1", "private", "UANA", NOON)
    rules.set_rule("C1", "off", "UBEN", NOON)
    rules.set_rule("C2", "mention", "UBEN", NOON)
    assert rules.rule("C1") == "off"
    rules.set_rule("C1", "mention", "UANA", NOON - SECOND)
    assert rules.rule("C1") == "off"
    assert rules.rule("C2") == "mention"


@pytest.fixture
def book(database):
    if database is None:
        return pytest.importorskip("fakes_promises").MemoryPromises()
    from bot.storage.promises import SqlPromises

    return SqlPromises(database)


NEXT_WEEK = Due(date(2027, 3, 8), time(17, 0), "Europe/Berlin")
FIN = Approval("finance", ("UFAY", "UBEN"))
LOG = Approval("logistics", ("ULOU",))


def promised(id="P1", **fields):
    plain = {"owner": "UANA", "customer": "Acme", "what": "send the certificate", "direction": "ours", "due": NEXT_WEEK, "state": "open"}
    return Promise(id, **{**plain, "made_at": NOON, **fields})


def logged(promise):
    return promise, Event(promise.id, promise.revision, "logged", promise.owner, promise.made_at, None, promise.state)


def later(promise, kind="moved", by="UBEN", **fields):
    """The promise after a change, and the event."""
    after = replace(promise, revision=promise.revision + 1, **fields)
    return after, Event(promise.id, after.revision, kind, by, NOON + SECOND, promise.state, after.state, RUBBISH, {"what": promise.what})


def found(book, **wanted):
    return [one.id for one in book.find(Wanted(**wanted))]


def test_a_promise_and_its_event_come_back_exactly_as_they_were_saved(book):
    everything = promised(
        "P1",
        customer=RUBBISH,
        what=RUBBISH * 100,
        due=Due(date(2027, 3, 28), time(2, 30), "Europe/Berlin"),  # a time that this day does not have
        state="waiting",
        team="ana's team",
        approval="rebate",
        approvals=(FIN, Approval("logistics", ("ULOU",), "declined", "ULOU", NOON + SECOND, RUBBISH)),
        audience="team:ana's team",
        language="zh",
        source=RUBBISH,
        proof=RUBBISH,
        leads=("2d", "0m"),
        ended_at=NOON + SECOND,
        moved=2,
        revision=7,
        schedule=3,
    )
    event = Event("P1", 7, "logged", "UANA", NOON, "draft", "waiting", RUBBISH, {"what": RUBBISH, "owner": "UBEN"})
    plain = promised("P2", due=Due(date(2027, 3, 8), None, "Asia/Shanghai"))
    assert book.add([(everything, event), logged(plain)]) == 2
    assert (book.promise("P1"), book.promise("P2"), book.promise("P3")) == (everything, plain, None)
    assert (book.events("P1"), book.events("P2"), book.events("P3")) == ([event], [logged(plain)[1]], [])
    assert book.find(Wanted()) == [plain, everything]


def test_a_second_try_saves_nothing_twice_and_changes_nothing(book):
    assert book.add([]) == 0
    assert book.add([logged(promised("P1"))]) == 1
    assert book.add([logged(promised("P1", what="something else")), logged(promised("P2"))]) == 1
    assert book.promise("P1") == promised("P1")
    assert [len(book.events(name)) for name in ("P1", "P2")] == [1, 1]
    assert book.add([logged(promised("P3")), logged(promised("P3"))]) == 1


def test_every_change_is_an_event_of_its_own(book):
    book.add([logged(promised())])
    second, moved = later(promised(), due=Due(date(2027, 3, 9), None, "Europe/Berlin"), state="renegotiated", moved=1, schedule=2)
    third, done = later(second, "done", state="kept", proof="https://example.com", ended_at=NOON + SECOND)
    book.change(second, moved)
    book.change(third, done)
    assert book.promise("P1") == third
    assert book.events("P1") == [logged(promised())[1], moved, done]


def test_who_is_overtaken_changes_nothing_and_hears_who_did_what(book):
    book.add([logged(promised())])
    ben = later(promised(), "done", by="UBEN", state="kept")
    book.change(*ben)
    with pytest.raises(Overtaken) as overtaken:
        book.change(*later(promised(), "withdrawn", by="UANA", state="withdrawn"))
    assert (overtaken.value.promise, overtaken.value.by) == ben
    assert book.promise("P1") == ben[0]
    assert book.events("P1")[1:] == [ben[1]]
    with pytest.raises(Overtaken):
        book.change(*later(replace(promised(), revision=5)))


def test_a_change_of_what_is_not_there_is_refused_in_words(book):
    with pytest.raises(NotSaved, match="not on record"):
        book.change(*later(promised("nobody's")))
    assert book.events("nobody's") == []


def test_of_20_changes_at_the_same_time_one_is_saved_and_19_hear_of_it(book):
    book.add([logged(promised())])

    def change(n):
        try:
            book.change(*later(promised(), by=f"U{n}", what=f"wording {n}"))
        except Overtaken as fault:
            return fault.by.by
        return None

    with ThreadPoolExecutor(20) as crowd:
        told = list(crowd.map(change, range(20)))
    [winner] = [f"U{n}" for n, word in enumerate(told) if word is None]
    assert [word for word in told if word] == [winner] * 19
    assert book.promise("P1").what == f"wording {winner[1:]}"
    assert len(book.events("P1")) == 2


def test_promises_are_found_by_every_condition_and_all_of_them_at_once(book):
    one = promised("one", team="A")
    book.add([logged(each) for each in _many(one)])
    everyone = {each.id for each in _many(one)}
    assert set(found(book)) == everyone
    assert set(found(book, owner="UANA")) == everyone - {"bens"}
    assert set(found(book, team="A")) == everyone - {"other team", "no team"}
    assert set(found(book, customer=" ACME\u3000")) == everyone - {"other customer"}
    assert set(found(book, states=["kept", "waiting"])) == {"kept", "waiting"}
    assert found(book, states={"waiting"}) == ["waiting"]
    assert found(book, states=["at-risk"]) == ["at risk"]
    assert set(found(book, states=LIVE)) == everyone - {"kept", "waiting"}
    assert found(book, due_before=NOON + timedelta(days=1)) == ["before"]
    assert set(found(book, due_after=NOON + timedelta(days=1))) == everyone - {"before"}
    assert set(found(book, made_after=NOON)) == everyone - {"old"}
    both = {"due_after": NOON + timedelta(days=1), "due_before": NOON + timedelta(days=8), "made_after": NOON}
    assert found(book, owner="UANA", team="A", customer="acme", states=["open", "at-risk"], **both) == ["at risk", "one"]
    assert found(book, owner="nobody") == found(book, customer="Nord") == found(book, team="") == []


def _many(one):
    return (
        one,
        replace(one, id="bens", owner="UBEN"),
        replace(one, id="other team", team="B"),
        replace(one, id="no team", team=None),
        replace(one, id="other customer", customer="Nordwind"),
        replace(one, id="kept", state="kept"),
        replace(one, id="waiting", state="waiting"),
        replace(one, id="at risk", state="at-risk"),
        replace(one, id="before", due=Due(date(2027, 3, 1), None, "UTC")),
        replace(one, id="old", made_at=NOON - timedelta(days=400)),
    )


def test_what_is_due_at_the_very_bound_is_found_once(book):
    book.add([logged(promised())])
    at = NEXT_WEEK.instant()
    assert found(book, due_before=at) == []
    assert found(book, due_after=at) == found(book, due_before=at + SECOND) == ["P1"]


def test_the_first_due_comes_first_whatever_zone_it_is_in(book):
    days = {
        "auckland": Due(date(2027, 3, 8), None, "Pacific/Auckland"),
        "berlin": Due(date(2027, 3, 8), time(9, 0), "Europe/Berlin"),
        "shanghai": Due(date(2027, 3, 8), time(17, 0), "Asia/Shanghai"),
        "los angeles": Due(date(2027, 3, 7), None, "America/Los_Angeles"),
    }
    book.add([logged(promised(city, due=due)) for city, due in days.items()])
    assert found(book) == ["los angeles", "berlin", "shanghai", "auckland"]
    assert found(book, limit=2) == ["los angeles", "berlin"]
    assert found(book, limit=0) == found(book, limit=-1) == []
    book.add([logged(promised(name, due=days["berlin"])) for name in ("b", "a")])
    assert found(book, limit=4) == ["los angeles", "a", "b", "berlin"]


def test_only_what_the_audiences_may_read_is_found(book):
    book.add([logged(promised(audience, audience=audience)) for audience in ("everyone", "team:A", "private:UANA")])
    assert found(book) == ["everyone", "private:UANA", "team:A"]
    assert found(book, audiences=frozenset({"anyone", "everyone", "team:A", "private:UBEN"})) == ["everyone", "team:A"]
    assert found(book, audiences=frozenset({"team:B", "private:UCLEO"})) == found(book, audiences=frozenset()) == []
    assert found(book, audiences=frozenset({"team:B"}), owner="UANA", customer="Acme") == []


def test_an_approver_finds_what_waits_for_his_word_and_nothing_else(book):
    waiting = promised("P1", state="waiting", approval="rebate", approvals=(FIN, LOG))
    draft = replace(waiting, id="P2", state="draft")
    twice = replace(waiting, id="P3", approvals=(Approval("sales", ("UFAY",)), FIN), audience="team:A")
    book.add([logged(waiting), logged(draft), logged(twice)])
    assert found(book, approver="UFAY") == ["P1", "P3"]
    assert found(book, approver="UFAY", audiences=frozenset({"everyone"})) == ["P1"]
    assert found(book, approver="ULOU", states=["waiting"]) == ["P1"]
    assert found(book, approver="ULOU", states=["open"]) == found(book, approver="UANA") == []
    agreed = replace(FIN, answer="agreed", by="UBEN", at=NOON)
    second, event = later(waiting, "agreed", approvals=(agreed, LOG))
    book.change(second, event)
    assert (found(book, approver="UFAY"), found(book, approver="ULOU")) == (["P3"], ["P1"])
    third, event = later(second, "reworded", what="send it", approvals=(FIN, LOG))
    book.change(third, event)
    assert found(book, approver="UBEN") == ["P1", "P3"]
    book.change(*later(third, "declined", state="draft"))
    assert found(book, approver="UBEN") == ["P3"]


def test_customers_are_named_as_most_people_write_them(book):
    names = ["acme", "Acme", "Ａｃｍｅ", "Acme", "Nordwind", "nordwind", "宁波海鲜"]
    book.add([logged(promised(str(n), customer=name, made_at=NOON + n * SECOND)) for n, name in enumerate(names)])
    assert book.customers() == [Customer("Acme"), Customer("nordwind"), Customer("宁波海鲜")]


def test_an_alias_means_its_customer_from_then_on_and_for_what_was_promised_before(book):
    book.add([logged(promised(str(n), customer=name)) for n, name in enumerate(["Acme", "Acme Corp.", "Nordwind"])])
    book.add_alias("Acme", "ACME corp.")
    book.add_alias("Acme", "阿珂姆")
    assert found(book, customer="acme CORP.") == found(book, customer="阿珂姆") == found(book, customer="Acme") == ["0", "1"]
    [acme, nordwind] = book.customers()
    assert (acme.name, set(acme.aliases), nordwind) == ("Acme", {"ACME corp.", "阿珂姆"}, Customer("Nordwind"))
    book.add_alias("Nordwind", "阿珂姆")
    assert found(book, customer="阿珂姆") == ["2"]
    book.add_alias("Acme", "Acme")
    assert found(book, customer="Acme") == ["0", "1"]


def test_aliases_of_aliases_and_turned_ones_still_lead_to_one_customer(book):
    book.add([logged(promised(str(n), customer=name)) for n, name in enumerate(["A", "B", "C"])])
    book.add_alias("A", "B")
    book.add_alias("B", "C")
    assert found(book, customer="A") == found(book, customer="B") == found(book, customer="C") == ["0", "1", "2"]
    assert book.customers() == [Customer("A", ("B", "C"))]
    book.add_alias("B", "A")
    assert found(book, customer="A") == ["0", "1", "2"]
    assert book.customers() == [Customer("B", ("A", "C"))]


def test_the_name_of_a_customer_is_not_told_to_whom_its_promises_are_not(book):
    book.add([logged(promised("P1", customer="Acme")), logged(promised("P2", customer="Secret Ltd", audience="private:UANA"))])
    book.add_alias("Secret Ltd", "SL")
    assert book.customers(frozenset({"everyone", "private:UCLEO"})) == [Customer("Acme")]
    assert book.customers(frozenset()) == []
    assert book.customers(frozenset({"everyone", "private:UANA"})) == [Customer("Acme"), Customer("Secret Ltd", ("SL",))]


def test_names_of_any_length_and_content_are_found_again(book):
    names = {"long": "x" * 10_000, "longer": "x" * 10_001, "odd": RUBBISH, "empty": "", "unseen": "\x00\u200b"}
    book.add([logged(promised(key, customer=name)) for key, name in names.items()])
    book.add_alias("x" * 10_000, "y" * 10_000)
    assert found(book, customer=" " + names["long"]) == found(book, customer="Y" * 10_000) == ["long"]
    assert found(book, customer=names["longer"]) == ["longer"]
    assert found(book, customer=RUBBISH) == ["odd"]
    assert set(found(book, customer="")) == {"empty", "unseen"}


@pytest.fixture(params=["sqlite", "postgres"])
def sql_database(request, tmp_path):
    """People have no fake: what is kept about them stands in all tables of one database."""
    from bot.storage.database import open_database

    url = request.getfixturevalue("postgres") if request.param == "postgres" else tmp_path / "goodword.db"
    database = open_database(url, patience=20)
    yield database
    database.close()


def test_what_is_kept_about_a_person_is_handed_over_and_forgotten(sql_database):
    from bot.storage.channels import SqlChannelRules
    from bot.storage.journal import SqlJournal
    from bot.storage.people import FORGOTTEN, SqlPeople
    from bot.storage.threads import SqlThreads

    journal, threads, rules = SqlJournal(sql_database), SqlThreads(sql_database), SqlChannelRules(sql_database)
    people = SqlPeople(sql_database)
    journal.keep(kept("QA", "Ana asks " + RUBBISH), {}, {"everyone"})
    journal.keep(replace(kept("QB", "Ben goes on", context=("Ana asks " + RUBBISH, "and more")), asked_by="UBEN"), {}, {"everyone"})
    threads.follow("C1", "1.0", "Ana asks " + RUBBISH, "QA", NOON)
    threads.follow("C1", "1.0", "Ben goes on", "QB", NOON)
    journal.judge("QA", "UBEN", True, NOON)
    journal.judge("QB", "UANA", False, NOON)
    rules.set_rule("C1", "private", "UANA", NOON)
    assert [record["record"] for record in people.about("UANA")] == ["question", "verdict", "thread", "channel rule"]
    assert len(list(people.about(None))) == 7
    gone = people.forget("UANA")
    assert {name: count for name, count in gone.items() if count} == {
        "threads": 1,
        "verdicts": 2,
        "questions": 1,
        "mentions": 1,
        "channel rules": 1,
    }
    assert list(people.about("UANA")) == []
    left = list(people.about(None))
    assert [record.get("text") or record.get("question") or record["by"] for record in left] == ["Ben goes on", "Ben goes on", FORGOTTEN]
    assert left[0]["context"] == ["and more"]


def test_requests_of_a_person_that_wait_are_handed_over_and_forgotten_and_never_worked_on(sql_database):
    from bot.slack.places import sender_of
    from bot.storage.inbox import SqlInbox
    from bot.storage.people import SqlPeople

    def asked(key, person, text):
        body = json.dumps({"type": "event_callback", "event": {"type": "message", "user": person, "text": text}})
        return Delivery(key, "event", body, {"content-type": "application/json"}, NOON)

    form = {"content-type": "application/x-www-form-urlencoded"}
    button = quote(json.dumps({"type": "block_actions", "user": {"id": "UANA"}, "value": "canary"}))
    inbox, people = SqlInbox(sql_database, LEASE, KEEP, 1000), SqlPeople(sql_database, sender_of)
    inbox.accept(asked("working", "UANA", "canary one"))
    assert keys(inbox.claim(1, NOON)) == ["working"]
    inbox.accept(asked("hers", "UANA", "canary two"), ["said:1"])
    inbox.accept(Delivery("command", "command", "command=%2Fask&user_id=UANA&text=canary", form, NOON))
    inbox.accept(Delivery("action", "action", f"payload={button}", form, NOON))
    inbox.accept(Delivery("notice:ask:P1:UANA", "action", json.dumps({"user": {"id": "UANA"}}), {"content-type": "application/json"}, NOON))
    inbox.accept(asked("his", "UBEN", "what did <@UANA> say?"))
    inbox.accept(asked("hers too", "UANA2", "another Ana"))
    assert [record["record"] for record in people.about("UANA")] == ["request"] * 5
    assert len(list(people.about(None))) == 7

    assert people.forget("UANA")["requests"] == 5
    assert list(people.about("UANA")) == []
    assert "canary" not in str(list(people.about(None)))
    assert not inbox.accept(asked("hers", "UANA", "canary two")), "Slack delivers it again: it is known"
    inbox.retry("working", NOON, "whoever worked on it comes late")
    assert keys(inbox.claim(9, NOON + 2 * LEASE)) == ["his", "hers too"]
    with sql_database.read() as connection:
        assert "UANA" not in {key.rpartition(":")[2] for key in connection.exec_driver_sql("SELECT key FROM inbox").scalars()}
    assert people.forget("UANA")["requests"] == 0


def test_two_processes_share_one_inbox_and_claim_nothing_twice(sql_database):
    """Two databases are two writers, as two processes are."""
    from bot.storage.database import open_database
    from bot.storage.inbox import SqlInbox

    url = sql_database._engine.url
    other = open_database(url.render_as_string(hide_password=False), patience=20)
    inboxes = [SqlInbox(database, LEASE, KEEP, 1000) for database in (sql_database, other)]
    with ThreadPoolExecutor(8) as crowd:
        new = list(crowd.map(lambda n: inboxes[n % 2].accept(delivery(f"Ev{n // 2}"), [f"said:{n // 2}"]), range(80)))
        taken = [key for claimed in crowd.map(lambda n: inboxes[n % 2].claim(3, NOON), range(30)) for key in keys(claimed)]
    other.close()
    assert new.count(True) == 40
    assert sorted(taken) == sorted(f"Ev{n}" for n in range(40))
