"""Files of deals, one a line: what comes in, what is named, and that nothing in a file can stop the reading."""

import json
import time
from collections import Counter
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.answers.guard import cuts_and_silences
from bot.answers.readers import audiences_of
from knowledge.deal_checks import known_topics
from knowledge.deals import SAMPLE_DEALS, Reading, read_deals
from knowledge.records import Deal

NEEDED = {"id": "d1", "customer": "Nordhavn", "outcome": "won"}


def read(folder: Path, content: bytes | str | list[object], name: str = "deals.jsonl") -> Reading:
    if isinstance(content, list):
        content = "\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in content)
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_deals(path)


def one(folder: Path, **fields: object) -> tuple[Deal, list[str]]:
    reading = read(folder, [{**NEEDED, **fields}])
    assert len(reading.deals) == 1, reading.faults
    return reading.deals[0], [fault.reason for fault in reading.faults]


def test_every_field_of_the_contract_arrives(tmp_path: Path):
    fields = {
        **NEEDED,
        "country": "Denmark",
        "industry": "Water",
        "product": "Pumps",
        "rep": "Ana",
        "team": "north",
        "amount": 48500.5,
        "currency": "EUR",
        "opened": "2026-02-03",
        "closed": "2026-04-18",
        "objection": "Too expensive",
        "reply": "Two references",
        "cause": "objection.price.no-confidence",
        "happened": "They signed.",
        "lesson": "Proof first.",
        "lang": "en",
        "visibility": "team:north",
        "sample": True,
    }
    deal, faults = one(tmp_path, **fields)
    read_back = {**fields, "amount": Decimal("48500.5"), "opened": date(2026, 2, 3), "closed": date(2026, 4, 18)}
    assert (asdict(deal), faults) == (read_back, [])


def test_the_three_required_fields_are_enough(tmp_path: Path):
    deal, faults = one(tmp_path)
    assert (deal, faults) == (Deal("d1", "Nordhavn", "won"), [])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id": "d1", "customer": "Nordhavn", ', "not valid JSON"),
        ('["d1", "Nordhavn", "won"]', "not a JSON object"),
        ('{"customer": "Nordhavn", "outcome": "won"}', '"id" is missing'),
        ('{"id": " ", "customer": "Nordhavn", "outcome": "won"}', '"id" is missing'),
        ('{"id": "d1", "outcome": "won"}', "customer is missing"),
        ('{"id": "d1", "customer": "Nordhavn"}', "outcome is missing"),
        ('{"id": "d1", "customer": "Nordhavn", "outcome": "maybe"}', '"maybe" is not won, lost or parked'),
        ('{"id": "d1", "customer": ["Nordhavn"], "outcome": "won"}', '"customer" is neither a text nor a number'),
        ('{"id": "d1", "customer": "Nordhavn", "outcome": "won", "visibility": "nroth"}', "nobody sees it by mistake"),
        ('{"id": "d1", "customer": "Nordhavn", "outcome": "won", "visibility": ["team:north"]}', '"visibility" is neither'),
        ('{"id": "d1", "customer": "Nordhavn", "outcome": "won", "visibility": "anyone"}', "nobody sees it by mistake"),
        ('{"id": "d1", "customer": "Nordhavn", "outcome": "won", "visibility": "team:"}', "nobody sees it by mistake"),
        (json.dumps({**NEEDED, "id": "x" * 201}), "longer than 200"),
        ("[" * 5000, "not valid JSON"),
        ('{"id": "d1", "amount": ' + "9" * 5000 + "}", "not valid JSON"),
        ('{"id": "d1", "amount": NaN}', "not valid JSON"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_and_the_rest_go_on(tmp_path: Path, line: str, reason: str):
    reading = read(tmp_path, [{**NEEDED, "id": "before"}, line, {**NEEDED, "id": "after"}])
    assert [deal.id for deal in reading.deals] == ["before", "after"]
    [fault] = reading.faults
    assert (fault.line, fault.kept) == (2, False)
    assert reason in fault.reason
    assert fault.text[:20] == line[:20]
    assert fault.reason_in("zh") != fault.reason_in("en") == fault.reason


@pytest.mark.parametrize(
    ("fields", "reason", "left"),
    [
        ({"cause": "too.dear"}, '"too.dear" is not a known topic', {"cause": None}),
        ({"amount": "12-15k"}, "amount", {"amount": None}),
        ({"amount": True}, "amount", {"amount": None}),
        ({"closed": "last spring"}, 'date "last spring" in "closed"', {"closed": None}),
        ({"closed": "03/04/2026"}, "can be read two ways", {"closed": None}),
        ({"closed": "2026-02-30"}, "date", {"closed": None}),
        ({"reply": {"a": 1}}, '"reply" is not a text', {"reply": ""}),
        ({"lang": "Klingon, mostly"}, "language", {"lang": "en"}),
        ({"currency": "shells"}, "currency", {"currency": ""}),
        ({"happened": "long " * 5000}, "longer than 20,000", {}),
    ],
)
def test_an_odd_detail_costs_only_itself(tmp_path: Path, fields: dict[str, object], reason: str, left: dict[str, object]):
    reading = read(tmp_path, [{**NEEDED, "objection": "Too expensive for us", **fields}])
    [deal], [fault] = reading.deals, reading.faults
    assert fault.kept
    assert reason in fault.reason
    assert deal.objection == "Too expensive for us"
    assert {name: getattr(deal, name) for name in left} == left
    assert len(deal.happened) <= 20_000


def test_warnings_about_a_row_that_is_out_are_not_told(tmp_path: Path):
    reading = read(tmp_path, [{"id": "d1", "outcome": "won", "closed": "soon", "cause": "nonsense"}])
    assert [fault.reason for fault in reading.faults] == ["the customer is missing"]


def test_the_later_of_two_equal_ids_counts_and_the_fault_names_both_lines(tmp_path: Path):
    reading = read(tmp_path, [{**NEEDED, "lesson": "first"}, "", {**NEEDED, "lesson": "second"}])
    assert [deal.lesson for deal in reading.deals] == ["second"]
    assert [(fault.line, fault.kept, "line 1" in fault.reason) for fault in reading.faults] == [(3, True, True)]


def test_a_deal_named_as_deleted_is_a_deletion_and_may_come_back(tmp_path: Path):
    gone, back = {"id": "gone", "deleted": True}, {"id": "back", "deleted": True}
    reading = read(tmp_path, [{**NEEDED, "id": "gone"}, gone, back, {**NEEDED, "id": "back"}, {"deleted": True}])
    assert ([deal.id for deal in reading.deals], reading.deletions) == (["back"], ("gone",))
    assert [fault.line for fault in reading.faults] == [5]


def test_a_deal_without_an_outcome_yet_is_counted_not_faulted(tmp_path: Path):
    reading = read(tmp_path, [{**NEEDED, "outcome": "open"}, {**NEEDED, "id": "d2", "outcome": "Closed Lost"}])
    assert ([deal.outcome for deal in reading.deals], reading.still_open, reading.faults) == (["lost"], 1, ())


@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        ("everyone", "everyone"),
        ("", "everyone"),
        (None, "everyone"),
        ("Team: north", "team:north"),
        ("private:U0ANA", "private:U0ANA"),
        ("所有人", "everyone"),
    ],
)
def test_visibility_is_read_as_meant(tmp_path: Path, said: str | None, read_as: str):
    assert one(tmp_path, visibility=said)[0].visibility == read_as


def test_the_language_is_read_from_the_story_when_it_is_not_given(tmp_path: Path):
    assert one(tmp_path, objection="你们的价格太高了")[0].lang == "zh"
    assert one(tmp_path, objection="你们的价格太高了", lang="EN-gb")[0].lang == "en"


def test_control_characters_and_halves_of_characters_do_not_come_in(tmp_path: Path):
    line = r'{"id": "d\u00001", "customer": "Nord\u0000hav\u202en", "outcome": "won", "reply": "a\ud800b\nc\tד"}'
    deal = read(tmp_path, line).deals[0]
    assert (deal.id, deal.customer, deal.reply) == ("d1", "Nordhavn", "ab\nc\tד")
    deal.reply.encode()


def test_a_number_that_would_fill_the_memory_is_refused(tmp_path: Path):
    started = time.process_time()
    reading = read(tmp_path, ['{"id": "d1", "customer": "N", "outcome": "won", "amount": 1e999999999}', '{"id": 1e999999999}'])
    assert (reading.deals[0].amount, len(reading.faults)) == (None, 2)
    assert time.process_time() - started < 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_chinese_arrives_in_every_encoding_a_spreadsheet_writes(tmp_path: Path, encoding: str, end: str):
    rows = [{**NEEDED, "id": f"d{n}", "customer": "北港泵业", "objection": "价格太高，先考虑一下"} for n in range(3)]
    text = end.join(json.dumps(row, ensure_ascii=False) for row in rows)
    reading = read(tmp_path, text.encode(encoding))
    assert reading.faults == ()
    assert {(deal.customer, deal.objection) for deal in reading.deals} == {("北港泵业", "价格太高，先考虑一下")}


def test_western_text_in_windows_1252_is_not_taken_for_chinese(tmp_path: Path):
    row = {**NEEDED, "customer": "Müller & Söhne", "objection": "Zu teuer für uns – 20 € weniger, größer kaufen wir nie"}
    [deal] = read(tmp_path, json.dumps(row, ensure_ascii=False).encode("cp1252")).deals
    assert (deal.customer, deal.objection) == (row["customer"], row["objection"])


def test_one_line_pasted_in_another_encoding_is_read_and_named(tmp_path: Path):
    rows = [{**NEEDED, "id": f"d{n}", "customer": "Søren Pumper"} for n in range(3)]
    lines = [json.dumps(row, ensure_ascii=False).encode("cp1252" if n == 1 else "utf-8") for n, row in enumerate(rows)]
    reading = read(tmp_path, b"\n".join(lines))
    assert [deal.customer for deal in reading.deals] == ["Søren Pumper"] * 3
    assert [(fault.line, fault.kept) for fault in reading.faults] == [(2, True)]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "holds no rows"),
        (b"\n\n  \n", "holds no rows"),
        (b"PK\x03\x04rest of a workbook", "Excel workbook"),
        (b"%PDF-1.7", "not a text file"),
        (b'[{"id": "d1"},\n{"id": "d2"}]', "one JSON list"),
    ],
)
def test_a_file_that_is_no_list_of_deals_is_told_what_to_do(tmp_path: Path, content: bytes, reason: str):
    reading = read(tmp_path, content)
    assert (reading.deals, [fault.line for fault in reading.faults]) == ((), [0])
    assert reason in reading.faults[0].reason


def test_a_file_that_is_not_there_is_named(tmp_path: Path):
    assert "cannot be opened" in read_deals(tmp_path / "nowhere.csv").faults[0].reason
    assert "cannot be opened" in read_deals(tmp_path).faults[0].reason


def test_what_stands_in_a_file_decides_not_its_name(tmp_path: Path):
    table = "id,customer,outcome\nd1,Nordhavn,won\n"
    assert read(tmp_path, table, "deals.jsonl").deals == read(tmp_path, [NEEDED], "deals.csv").deals != ()


@pytest.mark.parametrize("line", ['{{"id": "{n}", "customer": "Acme", "outcome": "won"}}', "{n},Acme,won"])
def test_progress_is_told_and_ends_at_the_end(tmp_path: Path, line: str):
    path = tmp_path / "deals"
    path.write_text("\n".join(["id,customer,outcome", *(line.format(n=n) for n in range(899))]), encoding="utf-8")
    heard: list[tuple[int, int]] = []
    read_deals(path, on_progress=lambda done, total: heard.append((done, total)))
    assert heard[-1] == (900, 900)
    assert len(heard) > 3
    assert heard == sorted(heard)


def test_a_thousand_deals_are_read_in_a_second(tmp_path: Path):
    story = "The buyer asked three times for the certificate and then went silent. " * 6
    rows = [{**NEEDED, "id": str(n), "objection": story, "reply": story, "happened": story, "closed": "2026-03-05"} for n in range(1000)]
    text = "\n".join(map(json.dumps, rows))
    started = time.process_time()
    assert len(read(tmp_path, text).deals) == 1000
    assert time.process_time() - started < 1


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(st.binary(max_size=400), st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))),
    st.sampled_from(["jsonl", "csv"]),
)
@example(b'{"id":1,"customer":2,"outcome":"won","amount":-0.0}', "jsonl")
@example(b'\xff\xfe{\x00"', "csv")
@example(b'sep=\n"', "csv")
def test_no_bytes_stop_the_reading(tmp_path: Path, content: bytes, ending: str):
    reading = read(tmp_path, content, f"any.{ending}")
    lines = content.count(b"\n") + content.count(b"\r") + 1
    assert all(0 <= fault.line <= lines and fault.reason for fault in reading.faults)


_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(["id", "customer", "outcome", "amount", "closed", "cause", "visibility", "reply", "deleted", "lang", "currency"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | _TEXT, lambda inner: st.lists(inner, max_size=2), max_leaves=3
        ),
    )
)
def test_no_json_row_is_lost_without_a_word(tmp_path: Path, row: dict[str, object]):
    reading = read(tmp_path, [row])
    refused = [fault for fault in reading.faults if not fault.kept]
    assert len(reading.deals) + len(refused) + reading.still_open + len(reading.deletions) == 1


def test_the_sample_deals_are_marked_balanced_and_without_a_fault():
    reading = read_deals(SAMPLE_DEALS)
    deals = reading.deals
    assert (len(deals), reading.faults) == (48, ())
    assert Counter(deal.outcome for deal in deals) == {"won": 20, "lost": 18, "parked": 10}
    assert Counter(deal.lang for deal in deals) == {"en": 28, "zh": 20}
    assert all(deal.sample and deal.id.startswith("sample-") and deal.customer.startswith(("Sample: ", "示例: ")) for deal in deals)
    assert {deal.rep for deal in deals} == {"Ana", "Ben", "Cleo"}
    assert len({deal.country for deal in deals}) > 25
    assert all(deal.opened and deal.closed and deal.opened < deal.closed for deal in deals)


def test_the_sample_deals_know_every_hidden_meaning_several_times():
    causes = Counter(deal.cause for deal in read_deals(SAMPLE_DEALS).deals)
    meanings = {
        *(f"objection.price.{name}" for name in ("no-current-need", "over-budget", "cheaper-rival", "no-confidence", "value-unclear")),
        *(f"objection.no-need.{name}" for name in ("found-supplier", "disappointed", "plan-changed")),
        "rejection.firm.bottom-price-probe",
    }
    assert all(causes[meaning] >= 3 for meaning in meanings)
    assert len(causes.keys() - meanings) >= 12
    assert causes.keys() <= known_topics()


def test_three_sample_deals_show_a_price_cut_followed_by_silence():
    _, silent = cuts_and_silences(read_deals(SAMPLE_DEALS).deals)
    assert len(silent) == 3


def test_some_sample_deals_are_for_ana_alone_some_for_a_team_and_cleo_sees_neither():
    deals = read_deals(SAMPLE_DEALS).deals
    for_cleo = {deal.id for deal in deals if deal.visibility in audiences_of("U0CLEO", "south")}
    for_ana = {deal.id for deal in deals if deal.visibility in audiences_of("U0ANA", "north")}
    assert len(for_ana - for_cleo) >= 5
    assert len(for_cleo - for_ana) >= 3
    assert all(deal.visibility in ("team:north", "private:U0ANA") for deal in deals if deal.id in for_ana - for_cleo)
