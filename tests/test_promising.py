"""The service that Slack, the command line and the playground call: Ana promises, Fay and Lou approve, Marek manages, Cleo sees nothing."""

import sys
from dataclasses import replace
from types import SimpleNamespace

import pytest
from fakes_promises import ANA, BEN, CLEO, FAY, FRED, LOU, MAREK, NOON, SOFIA, World, on, promised, proposal

from bot.errors import BadInput, NotAllowed, NotSaved
from bot.promises.book import Overtaken
from bot.promises.faults import NotYours, OvertakenBy
from bot.promises.permissions import readable_by
from bot.promises.records import Approval, Draft, DueReading

ANAS = readable_by(ANA) | {"anyone"}
BENS = readable_by(BEN)
CLEOS = readable_by(CLEO)
CHANNEL = frozenset({"anyone", "everyone"})


@pytest.fixture
def world():
    return World()


def rebate(world, **fields):
    return world.log("pay a 5% rebate", approval="rebate", **fields)


# -- logging ----------------------------------------------------------------------------------------------------------------


def test_what_is_logged_is_on_record_with_who_when_and_what(world):
    one = world.log(source="https://acme.slack.com/p1", leads=("2d",))
    assert (one.id, one.owner, one.team, one.state, one.made_at, one.revision) == ("p-1", "U_ANA", "north", "open", NOON, 1)
    assert (one.source, one.leads) == ("https://acme.slack.com/p1", ("2d",))
    assert world.book.promise("p-1") == one
    [event] = world.book.events("p-1")
    assert (event.kind, event.by, event.at, event.was, event.now) == ("logged", "U_ANA", NOON, None, "open")


def test_a_benefit_waits_for_every_department_and_a_draft_for_its_owner(world):
    assert rebate(world).state == "waiting"
    assert [each.department for each in world.book.promise("p-1").approvals] == ["finance", "logistics"]
    draft = rebate(world, as_draft=True)
    assert (draft.state, draft.approvals) == ("draft", ())
    assert world.promising.submit(draft.id, ANA, "en").state == "waiting"


def test_a_benefit_that_nobody_is_named_to_approve_is_logged_open():
    assert rebate(World(approvals={})).state == "open"


def test_what_they_owe_us_needs_no_approval(world):
    theirs = world.log("pay the invoice", direction="theirs", approval="payment-terms")
    assert (theirs.state, theirs.approval) == ("open", None)


def test_several_are_saved_together_or_not_at_all(world):
    with pytest.raises(BadInput, match="Name the customer"):
        world.promising.log([proposal("one"), proposal("two", customer=" ")], ANA, "en")
    assert world.promising.list(ANA, ANAS, "mine") == []
    both = world.promising.log([proposal("send one"), proposal("send two")], ANA, "en")
    assert [each.what for each in both] == ["send one", "send two"]


def test_a_second_try_saves_nothing_twice_and_shows_how_it_stands_now(world):
    once = world.log(id="same")
    world.promising.done("same", ANA, "en")
    again = world.log("send something else", id="same")
    assert (once.state, again.state, again.what) == ("open", "kept", "send the CE certificate")
    assert world.kinds("same") == ["logged", "done"]


def test_an_id_of_somebody_elses_promise_is_refused_before_anything_is_saved(world):
    world.log(id="same")
    with pytest.raises(BadInput, match="belongs to another"):
        world.promising.log([proposal("x", id="new"), proposal("y", id="same")], CLEO, "en")
    assert world.book.promise("new") is None


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"what": " \x00\u200b "}, "what is promised"),
        ({"what": "x" * 2001}, "2000 characters"),
        ({"customer": "…"}, "customer"),
        ({"customer": "x" * 201}, "200 characters"),
        ({"due": on(27, year=9999, month=12)}, "date"),
        ({"due": on(1, year=1, month=1)}, "date"),
        ({"due": replace(on(27), zone="Mars/Olympus")}, "date"),
        ({"due": replace(on(27), zone="../etc/passwd")}, "date"),
        ({"leads": ("soon",)}, "3d"),
        ({"audience": "team:south"}, "readers"),
        ({"audience": "private:U_BEN"}, "readers"),
    ],
)
def test_what_cannot_be_kept_on_record_is_refused_with_a_sentence(world, fields, said):
    with pytest.raises(BadInput, match=said):
        world.promising.log([replace(proposal(), **fields)], ANA, "en")
    assert world.book.customers() == []


def test_refusals_are_in_the_language_of_the_person(world):
    with pytest.raises(BadInput, match="请写明客户"):
        world.promising.log([proposal(customer="")], ANA, "zh-CN")


def test_a_customer_is_saved_under_the_usual_name(world):
    world.log(customer="Acme")
    assert world.log(customer="ACME Corp.").customer == "Acme"
    assert world.log(customer="Acme Peru").customer == "Acme Peru"
    world.promising.name_customer("阿珂姆", "Acme")
    assert world.log(customer="阿珂姆").customer == "Acme"
    assert world.promising.match_customer("阿珂姆", ANAS) == ("Acme",)


def test_a_full_disk_is_told_and_leaves_nothing_behind(world):
    one = world.log()
    world.book.disk_full = True
    for act in (lambda: world.log("another"), lambda: world.promising.done(one.id, ANA, "en")):
        with pytest.raises(NotSaved, match="disk is full"):
            act()
    with pytest.raises(NotSaved, match="没有保存"):
        world.promising.done(one.id, ANA, "zh")
    with pytest.raises(NotSaved, match="没有保存"):
        world.promising.name_customer("阿珂姆", "Acme", "zh")
    world.book.disk_full = False
    assert (world.book.promise(one.id), world.kinds(one.id)) == (one, ["logged"])


# -- reading ----------------------------------------------------------------------------------------------------------------


def test_what_is_read_names_customers_as_they_are_known(world, monkeypatch):
    asked = []

    def read_promises(*arguments):
        asked.append(arguments)
        names = ("acme gmbh", "Nordland", None, "Nordwnd")
        return tuple(Draft("send it", name, "ours", DueReading(on(27)), None, "en") for name in names)

    monkeypatch.setitem(sys.modules, "bot.promises.reading", SimpleNamespace(read_promises=read_promises))
    world.log(customer="Acme")
    world.log(customer="Nordwind")
    world.log(customer="Nordland Secret", audience="private:U_CLEO", person=CLEO)
    drafts = world.promising.read("text", ANA, "chat")
    assert [each.customer for each in drafts] == ["Acme", "Nordland", None, "Nordwnd"], "never guessed, never told what others keep private"
    assert asked == [("text", NOON, "Europe/Berlin", "chat", "en-GB")]


def test_a_typed_line_becomes_a_promise_to_a_known_customer(world):
    world.log(customer="Acme")
    [draft] = world.promising.read("acme gmbh: send the CE certificate by Friday", ANA, "slash")
    assert (draft.customer, draft.due.due, draft.direction) == ("Acme", on(27), "ours")
    assert world.log(draft.what, customer=draft.customer, due=draft.due.due).state == "open"


# -- living -----------------------------------------------------------------------------------------------------------------


def test_the_life_of_a_promise_that_was_moved_in_time(world):
    one, service = world.log(), world.promising
    assert service.at_risk(one.id, ANA, "en", "mill is late").state == "at-risk"
    moved = service.renegotiate(one.id, ANA, "en", on(2, 12), "agreed", "they can wait")
    assert (moved.state, moved.due, moved.moved) == ("renegotiated", on(2, 12), 1)
    world.clock.goes_on(days=8)
    done = service.done(one.id, ANA, "en", "https://acme.slack.com/proof")
    assert (done.state, done.proof) == ("kept", "https://acme.slack.com/proof")
    assert world.kinds(one.id) == ["logged", "at risk", "renegotiated", "done"]
    assert [event.why for event in service.events(one.id, ANA, ANAS)] == ["", "mill is late", "they can wait", ""]


def test_moved_only_after_the_date_had_passed_it_ends_as_kept_late(world):
    one = world.log()
    world.clock.goes_on(days=5)
    world.promising.renegotiate(one.id, ANA, "en", on(4, 12), "agreed")
    assert world.promising.done(one.id, ANA, "en").state == "kept-late"


def test_done_twice_is_told_and_changes_nothing(world):
    one = world.log()
    world.promising.done(one.id, ANA, "en")
    with pytest.raises(NotAllowed, match=r"closed \(kept\)"):
        world.promising.done(one.id, ANA, "en")
    assert world.kinds(one.id) == ["logged", "done"]


@pytest.mark.parametrize("state", ["break_", "withdraw"])
def test_broken_and_withdrawn_promises_keep_the_reason(world, state):
    one = world.log()
    ended = getattr(world.promising, state)(one.id, MAREK, "en", "order cancelled")
    assert ended.ended_at == NOON
    assert world.book.events(one.id)[-1].why == "order cancelled"


def test_two_people_at_the_same_instant_the_slower_hears_what_the_other_did(world):
    one = world.log(audience="team:north")
    world.book.before_change = lambda: world.promising.done(one.id, MAREK, "en")
    with pytest.raises(OvertakenBy) as fault:
        world.promising.withdraw(one.id, ANA, "en", "typo")
    assert (fault.value.by.by, fault.value.promise.state) == ("U_MAREK", "kept")
    assert str(fault.value) == "Somebody marked it done a moment ago."
    assert fault.value.tell("<@U_MAREK>") == "<@U_MAREK> marked it done a moment ago."
    assert fault.value.hint.startswith("Look at it as it is now")
    world.book.before_change = None
    assert world.book.promise(one.id).state == "kept"


def test_the_slower_reads_it_in_chinese(world):
    one = world.log()
    world.book.before_change = lambda: world.promising.at_risk(one.id, MAREK, "en")
    with pytest.raises(Overtaken) as fault:
        world.promising.done(one.id, ANA, "zh")
    assert (str(fault.value), fault.value.tell("Ben")) == ("有人刚刚标记为有风险。", "Ben刚刚标记为有风险。")


def test_what_may_not_be_known_and_what_is_not_there_sound_the_same(world):
    secret = world.log(audience="private:U_ANA")
    team = world.log(audience="team:north")
    said = set()
    for person, which in ((CLEO, secret.id), (CLEO, team.id), (BEN, secret.id), (CLEO, "nothing"), (MAREK, secret.id)):
        for act in (world.promising.done, world.promising.at_risk, world.promising.agree, world.promising.undo):
            with pytest.raises(BadInput) as fault:
                act(which, person, "en")
            said.add(str(fault.value))
        with pytest.raises(BadInput) as fault:
            world.promising.promise(which, person, readable_by(person))
        said.add(str(fault.value))
    assert len(said) == 1


def test_a_teammate_may_look_and_not_touch(world):
    one = world.log(audience="team:north")
    assert world.promising.promise(one.id, BEN, BENS) == one
    with pytest.raises(NotYours) as fault:
        world.promising.done(one.id, BEN, "en")
    assert fault.value.ask == ("U_ANA",)


# -- approvals --------------------------------------------------------------------------------------------------------------


def test_two_departments_agree_and_the_words_freeze(world):
    one = rebate(world)
    assert world.promising.agree(one.id, FAY, "en").state == "waiting"
    opened = world.promising.agree(one.id, LOU, "en")
    assert (opened.state, [each.by for each in opened.approvals]) == ("open", ["U_FAY", "U_LOU"])
    again = world.promising.reword(one.id, ANA, "en", "pay a 6% rebate")
    assert (again.state, [each.answer for each in again.approvals]) == ("waiting", ["silent", "silent"])


def test_two_departments_at_the_same_instant_both_count(world):
    one = rebate(world)
    world.book.before_change = lambda: world.promising.agree(one.id, LOU, "en")
    assert world.promising.agree(one.id, FAY, "en").state == "open"
    assert world.kinds(one.id) == ["logged", "agreed", "agreed"]


def test_a_yes_to_words_that_changed_at_that_instant_does_not_count(world):
    one = rebate(world)
    world.book.before_change = lambda: world.promising.reword(one.id, ANA, "en", "pay a 9% rebate")
    with pytest.raises(Overtaken):
        world.promising.agree(one.id, FAY, "en")
    assert [each.answer for each in world.book.promise(one.id).approvals] == ["silent", "silent"]


def test_a_yes_on_an_old_card_does_not_count_for_new_words(world):
    one = rebate(world)
    world.promising.agree(one.id, LOU, "en")
    assert world.promising.agree(one.id, FAY, "en", seen=one.revision).state == "open", "another department's yes changes no words"
    two = rebate(world, customer="Nordwind")
    world.promising.reword(two.id, ANA, "en", "pay a 9% rebate")
    with pytest.raises(OvertakenBy) as fault:
        world.promising.agree(two.id, FAY, "en", seen=two.revision)
    assert fault.value.by.kind == "reworded"
    with pytest.raises(Overtaken):
        world.promising.decline(two.id, FAY, "en", "too much", seen=two.revision)


def test_a_decline_with_its_reason_makes_it_a_draft_that_can_go_out_again(world):
    one = rebate(world)
    declined = world.promising.decline(one.id, FAY, "en", "no budget this year")
    assert (declined.state, declined.approvals[0].reason) == ("draft", "no budget this year")
    with pytest.raises(BadInput, match="why"):
        world.promising.decline(rebate(world, customer="B").id, FAY, "en", " ")
    assert world.promising.reword(one.id, ANA, "en", "pay a 2% rebate").state == "waiting"


def test_silence_is_no_consent_however_long_it_lasts(world):
    one = rebate(world)
    world.clock.goes_on(days=400)
    assert world.promising.promise(one.id, ANA, ANAS).state == "waiting"
    with pytest.raises(NotAllowed, match="not approved yet"):
        world.promising.done(one.id, ANA, "en")


def test_an_owner_who_is_an_approver_leaves_it_to_colleagues_and_waits_when_there_are_none(world):
    fays = world.log("pay a 5% rebate", person=FAY, approval="rebate")
    assert fays.approvals[0] == Approval("finance", ("U_FRED",))
    with pytest.raises(NotYours, match="nobody approves their own"):
        world.promising.agree(fays.id, FAY, "en")
    lone = world.log("make them sole agent", approval="exclusivity")
    assert (lone.state, lone.approvals) == ("waiting", (Approval("sales", ()),))
    with pytest.raises(NotYours):
        world.promising.agree(lone.id, ANA, "en")


def test_what_was_approved_for_this_customer_in_these_words_is_not_asked_again(world):
    one = rebate(world)
    for person in (FAY, LOU):
        world.promising.agree(one.id, person, "en")
    assert rebate(world, customer="ACME Corp.").state == "open"
    assert world.log("pay a 4% rebate", approval="rebate").state == "open"
    assert world.log("pay a 6% rebate", approval="rebate").state == "waiting"
    assert rebate(world, customer="Nordwind").state == "waiting"
    world.clock.goes_on(days=181)
    assert rebate(world, due=on(30, 6, year=2027)).state == "waiting"


def test_a_wording_on_file_needs_no_second_round_when_reworded_to_it(world):
    one = rebate(world)
    for person in (FAY, LOU):
        world.promising.agree(one.id, person, "en")
    other = world.log("pay an 8% rebate", approval="rebate")
    assert other.state == "waiting"
    assert world.promising.reword(other.id, ANA, "en", "pay a 5% rebate").state == "open"


def test_an_approver_of_another_team_reads_what_is_asked_of_them_where_nobody_else_reads(world):
    one = rebate(world, audience="team:north")
    assert world.promising.list(FAY, readable_by(FAY), "approve") == [one]
    assert world.promising.promise(one.id, FAY, readable_by(FAY)) == one
    assert world.promising.list(FAY, CHANNEL, "approve") == []
    with pytest.raises(BadInput):
        world.promising.promise(one.id, FAY, CHANNEL)
    world.promising.agree(one.id, FRED, "en")
    assert world.promising.list(FAY, readable_by(FAY), "approve") == [], "one voice speaks for the department"
    assert world.promising.list(CLEO, CLEOS, "approve") == []


# -- handing over, undo -----------------------------------------------------------------------------------------------------


def test_a_rep_leaves_and_everything_goes_to_a_colleague(world):
    ids = [world.log(f"send {n}", audience=audience).id for n, audience in enumerate(("everyone", "team:north", "private:U_ANA"))]
    kept = world.log("send the last")
    world.promising.done(kept.id, ANA, "en")
    given = world.promising.hand_over_all("U_ANA", SOFIA, "en", BEN)
    assert {each.id for each in given} == set(ids)
    assert {each.id for each in world.promising.list(BEN, BENS, "mine")} == set(ids)
    assert world.book.promise(kept.id).owner == "U_ANA"
    assert world.book.promise(ids[2]).audience == "private:U_BEN"


def test_a_manager_hands_over_all_but_what_is_private(world):
    world.log(audience="private:U_ANA")
    world.log()
    assert len(world.promising.hand_over_all("U_ANA", MAREK, "en", BEN)) == 1
    with pytest.raises(NotYours):
        world.promising.hand_over_all("U_ANA", BEN, "en", BEN)


def test_handing_over_everything_goes_on_when_one_changes_at_that_instant(world):
    one, two = world.log("send a"), world.log("send b")
    world.book.before_change = lambda: world.promising.at_risk(one.id, ANA, "en")
    assert {each.id for each in world.promising.hand_over_all("U_ANA", SOFIA, "en", BEN)} == {one.id, two.id}
    assert world.kinds(one.id) == ["logged", "at risk", "handed over"]
    world.book.before_change = lambda: world.promising.done(one.id, BEN, "en")
    assert {each.id for each in world.promising.hand_over_all("U_BEN", SOFIA, "en", ANA)} == {two.id}


def test_an_approver_who_takes_it_over_loses_the_say_in_it(world):
    one = rebate(world)
    world.promising.agree(one.id, FAY, "en")
    taken = world.promising.hand_over(one.id, ANA, "en", FAY)
    assert (taken.owner, taken.approvals[0]) == ("U_FAY", Approval("finance", ("U_FRED",)))
    with pytest.raises(NotYours):
        world.promising.agree(one.id, FAY, "en")


def test_undo_within_the_minute(world):
    one = world.log()
    world.promising.done(one.id, ANA, "en")
    world.clock.goes_on(seconds=59)
    back = world.promising.undo(one.id, ANA, "en")
    assert (back.state, back.ended_at) == ("open", None)
    world.promising.done(one.id, ANA, "en")
    world.clock.goes_on(seconds=61)
    with pytest.raises(NotAllowed, match="60 seconds"):
        world.promising.undo(one.id, ANA, "en")


def test_undo_of_a_private_promise_given_to_somebody_works_for_the_giver(world):
    one = world.log(audience="private:U_ANA")
    world.promising.hand_over(one.id, ANA, "en", CLEO)
    assert world.promising.undo(one.id, ANA, "en").owner == "U_ANA"


# -- looking ----------------------------------------------------------------------------------------------------------------


def test_lists_show_own_promises_and_managers_all_they_may_read(world):
    mine = world.log("send a", due=on(29))
    soon = world.log("send b")
    far = world.log("send c", due=on(30, 12))
    risky = world.promising.at_risk(world.log("send d").id, ANA, "en")
    waits = rebate(world)
    owed = world.log("pay", direction="theirs")
    bens = world.log("send e", person=BEN, audience="team:north")
    secret = world.log("send f", person=CLEO, audience="private:U_CLEO")

    def ids(person, which, audiences=None, customer=None):
        return {each.id for each in world.promising.list(person, audiences or readable_by(person), which, customer)}

    assert ids(ANA, "mine") == {mine.id, soon.id, far.id, risky.id, waits.id, owed.id}
    assert ids(ANA, "due") == {mine.id, soon.id, risky.id, owed.id}
    assert (ids(ANA, "at-risk"), ids(ANA, "waiting"), ids(ANA, "owed")) == ({risky.id}, {waits.id}, {owed.id})
    assert ids(ANA, "team") == ids(ANA, "mine") | {bens.id}
    assert ids(MAREK, "due", readable_by(MAREK) | {"team:north"}) == ids(ANA, "due") | {bens.id}
    assert secret.id not in ids(MAREK, "team") | ids(ANA, "mine", customer="Acme")
    assert ids(CLEO, "due") == {secret.id}
    assert ids(CLEO, "due", customer="acme") == ids(ANA, "due") | {secret.id}
    assert ids(ANA, "due", customer="Nordwind") == set()


def test_a_name_that_is_only_alike_lists_nobody_elses_promises(world):
    world.log(customer="Acme Chile")
    world.log(customer="Nordwind")
    for name in ("Acme Peru", "Nordwnd"):
        assert world.promising.list(ANA, ANAS, "mine", name) == []
        assert len(world.promising.match_customer(name, ANAS)) == 2, "but logging asks"
    world.log(customer="Acme Peru")
    assert len(world.promising.list(ANA, ANAS, "mine", "acme")) == 2, "both go on where the name ends"


def test_lists_are_ordered_by_due_time(world):
    for n, due in enumerate((on(30), on(24), on(27, hour=9), on(27))):
        world.log(f"send {n}", due=due)
    assert [each.what for each in world.promising.list(ANA, ANAS, "mine")] == ["send 1", "send 2", "send 3", "send 0"]


def test_in_a_channel_only_what_everybody_may_read_is_listed(world):
    world.log(audience="team:north")
    one = world.log("send b")
    assert world.promising.list(ANA, CHANNEL, "mine") == [one]


def test_a_kept_rate_counts_only_what_the_reader_may_read(world):
    for audience in ("everyone", "team:north", "private:U_ANA"):
        world.put(promised(audience, audience=audience, state="kept", ended_at=NOON))
    assert [len(world.promising.kept("customer", "acme corp", readers).kept) for readers in (ANAS, BENS, CLEOS)] == [3, 2, 1]
    assert len(world.promising.kept("owner", "U_ANA", ANAS).kept) == len(world.promising.kept("team", "north", ANAS).kept) == 3


def test_a_rescue_is_written_with_the_clock_of_the_service(world):
    one = world.log()
    assert "28 November" not in world.promising.rescue(one, None, "en")
    assert "Tuesday 24 November 2026" in world.promising.rescue(one, None, "en")
