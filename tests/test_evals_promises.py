"""The lines that promises are measured on are well-formed, the committed figures are reached, and the measures count what they say."""

import json
from collections import Counter
from datetime import datetime
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest
from evals.promises import BASELINE, REPORT, TOLERANCE, TUNING, Line, lines_of, measure, read_ours, rounded
from evals.promises_scores import Score, paired, same_customer, same_words

from bot.promises.records import Kind

SETS = (*TUNING, REPORT)
LIGHT_VERBS = (
    "get send do give make bring have offer prepare provide call visit hand owe throw schicke schicken sende mache machen gebe geben"
    " rufe bringe erstelle mando mandar envío enviar hago hacer doy paso llamo llamar preparo envio faço fazer dou passo ligo ligar"
    " 发 给 做 寄 送 报 出 办 打 把 送ります 出します 送る 出す します"
)
"""Verbs that say nothing on a list without what they are done with."""


@pytest.fixture(scope="module")
def lines() -> list[Line]:
    return [line for part in SETS for line in lines_of(part)]


def test_each_set_holds_promises_and_others_in_six_languages(lines: list[Line]) -> None:
    for part in SETS:
        counts = Counter(line["lang"] for line in lines_of(part))
        assert set(counts) == {"en", "zh", "es", "de", "pt", "ja"} - ({"en", "zh"} if part == "e" else set())
        assert part == "e" or min(counts["en"], counts["zh"]) >= 50
        assert 0.1 < sum(not line["expect"]["is_promise"] for line in lines_of(part)) / sum(counts.values()) < 0.5


def test_no_line_stands_twice(lines: list[Line]) -> None:
    assert len({line["id"] for line in lines}) == len(lines)
    assert len({(line["text"], line["via"], line["now"]) for line in lines}) == len(lines)


def test_every_offset_is_right_for_its_zone_and_every_kind_is_known(lines: list[Line]) -> None:
    for line in lines:
        now = datetime.fromisoformat(line["now"])
        assert now.utcoffset() == now.astimezone(ZoneInfo(line["tz"])).utcoffset(), line["id"]
        assert line["expect"]["is_promise"] == bool(line["expect"]["promises"]), line["id"]
        for promise in line["expect"]["promises"]:
            assert promise["approval"] in (None, *get_args(Kind)), line["id"]
            assert promise["direction"] in ("ours", "theirs"), line["id"]


def test_the_committed_figures_are_still_reached_on_the_report_set() -> None:
    committed = json.loads(BASELINE.read_text(encoding="utf-8"))[REPORT]
    now = rounded({REPORT: measure(lines_of(REPORT), read_ours)})[REPORT]
    behind = {
        name: (values["all"], now[name]["all"])
        for name, values in committed.items()
        if (now[name]["all"] - values["all"] if name.startswith("wrong") else values["all"] - now[name]["all"]) > TOLERANCE
    }
    assert behind == {}


@pytest.mark.parametrize("part", TUNING)
def test_no_wording_on_the_tuning_sets_is_a_bare_verb_that_needs_an_object(part: str) -> None:
    bare = [
        (line["id"], found["what"])
        for line in lines_of(part)
        for found in read_ours(line)
        if str(found["what"]).lower() in LIGHT_VERBS.split()
    ]
    assert bare == []


@pytest.mark.parametrize("part", TUNING)
def test_no_wrong_date_on_the_tuning_sets_is_given_as_sure(part: str) -> None:
    assert measure(lines_of(part), read_ours)["wrong date, not flagged"]["all"] == 0


def promise(**fields: Any) -> dict[str, Any]:
    usual = {"what": ["quote"], "customer": "Acme", "direction": "ours", "due": "2026-11-27", "approval": None, "ambiguous": False}
    return usual | fields


def read(**fields: Any) -> dict[str, Any]:
    return promise(**{"what": "send the quote"} | fields)


def test_a_right_answer_counts_fully_and_a_wrong_date_is_silent_only_when_it_is_given_as_sure() -> None:
    score = Score()
    score.add([promise()], [read()])
    score.add([promise()], [read(due="2026-11-28")])
    score.add([promise()], [read(due=None, ambiguous=True)])
    figures = score.figures()
    assert figures["due, F1"] == pytest.approx(1 / 3)
    assert figures["wrong date, not flagged"] == pytest.approx(1 / 3)
    assert figures["all fields right"] == pytest.approx(1 / 3)


def test_a_promise_missed_and_one_invented_both_cost() -> None:
    score = Score()
    score.add([promise()], [])
    score.add([], [read()])
    score.add([promise()], [read()])
    assert score.figures()["is a promise, F1"] == pytest.approx(1 / 2)
    assert score.figures()["customer, F1"] == pytest.approx(1 / 2)


def test_promises_are_paired_whatever_their_order() -> None:
    wanted = [promise(what=["quote"]), promise(what=["samples"], due="2026-12-01")]
    found = [read(what="send samples", due="2026-12-01"), read()]
    assert [other["what"] for _, other in paired(wanted, found)] == ["send the quote", "send samples"]


@pytest.mark.parametrize(("wanted", "found", "same"), [("Acme", "acme", True), ("Mr. Tanaka", "Tanaka", True), ("Acme", None, False)])
def test_names_are_compared_without_case_and_titles(wanted: str, found: str | None, same: bool) -> None:
    assert same_customer(promise(customer=wanted), read(customer=found)) is same


def test_every_word_asked_for_must_stand_in_the_wording() -> None:
    assert same_words(promise(what=["CE", "cert"]), read(what="send the CE certificate"))
    assert not same_words(promise(what=["CE", "samples"]), read(what="send the CE certificate"))
