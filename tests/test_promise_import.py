"""Promises that a team brings along, and lists and exports of all there are."""

import csv
import io
import json
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from terminal import a_terminal

from bot.imports import LastImport
from bot.promises.book import Wanted
from bot.promises.exporting import defused
from bot.promises.import_dues import Unreadable, read_due
from bot.promises.importing import read_promises_file
from bot.promises.records import Due
from bot.storage.database import open_database
from bot.storage.imports import SqlImports
from bot.storage.people import SqlPeople
from bot.storage.promises import SqlPromises

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
HEADER = "id,owner,customer,what,direction,due"
GOOD = "p-1,U012AB3CD,Acme,send the CE certificate,ours,2027-03-05T17:00+01:00"


@pytest.fixture
def type_in(tmp_path, monkeypatch, capsys):
    return a_terminal(tmp_path, monkeypatch, capsys)


@pytest.fixture
def book(tmp_path):
    database = open_database(tmp_path / "data" / "goodword.db")
    yield SqlPromises(database)
    database.close()


def read(tmp_path, content, name="promises.csv"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_promises_file(path, NOON, {"U012AB3CD": "north"}.get, lambda owner, team: f"team:{team}" if team else f"private:{owner}")


def reasons(reading):
    return [(fault.line, fault.reason) for fault in reading.faults]


def row(**fields):
    plain = {"id": "p-1", "owner": "U012AB3CD", "customer": "Acme", "what": "send it", "direction": "ours", "due": "2027-03-05T17:00+01:00"}
    return {name: value for name, value in {**plain, **fields}.items() if value is not None}


def jsonl(*rows):
    return "\n".join(json.dumps(one, ensure_ascii=False) for one in rows)


# -- what is read -----------------------------------------------------------------------------------------------------------


def test_a_row_becomes_an_open_promise(tmp_path):
    reading = read(tmp_path, f"{HEADER}\n{GOOD}\np-2,<@W9>,宁波海鲜,付清尾款,theirs,2027-03-06T09:30:59+08:00\n")
    first, second = reading.promises
    assert (first.id, first.owner, first.customer, first.what) == ("p-1", "U012AB3CD", "Acme", "send the CE certificate")
    assert (first.direction, first.state, first.made_at, first.team, first.audience) == ("ours", "open", NOON, "north", "team:north")
    assert first.due == Due(date(2027, 3, 5), time(17, 0), "Etc/GMT-1")
    assert first.due.instant() == datetime(2027, 3, 5, 16, 0, tzinfo=UTC)
    assert (second.owner, second.language, second.team, second.audience) == ("W9", "zh", None, "private:W9")
    assert (second.due, second.direction) == (Due(date(2027, 3, 6), time(9, 30), "Etc/GMT-8"), "theirs")
    assert reading.faults == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_sheets_come_in_many_encodings_with_any_separator_and_line_end(tmp_path, encoding, separator, end):
    lines = [
        "编号,负责人,客户,承诺,方向,到期时间",
        "p-1,U012AB3CD,宁波海鲜贸易有限公司,周五之前发送质检证书给客户,我方,2027-03-05T17:00+08:00",
    ]
    reading = read(tmp_path, end.join(lines).replace(",", separator).encode(encoding))
    assert reasons(reading) == []
    [promise] = reading.promises
    assert (promise.customer, promise.what) == ("宁波海鲜贸易有限公司", "周五之前发送质检证书给客户")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_json_lines_too_come_in_many_encodings_and_unknown_fields_do_not_matter(tmp_path, encoding):
    rows = [row(id=1, customer="宁波海鲜", what="发送质检证书", stage="x", nested={"a": [1]}), row(id="p-2", amount=1.5)]
    reading = read(tmp_path, jsonl(*rows).encode(encoding), "export.txt")
    assert [(one.id, one.customer) for one in reading.promises] == [("1", "宁波海鲜"), ("p-2", "Acme")]
    assert reading.faults == ()


def test_titles_above_blank_lines_between_and_columns_in_any_order_are_fine(tmp_path):
    content = f"""sep=,
Our promises,,,,,,
,,,,,,
due,notes,what,id,owner,customer,direction
2027-03-05T17:00Z,hidden,send it,p-1,U012AB3CD,Acme,OURS

,,,,,,
"2027-03-06T17:00Z","x, y","send ""it""
today",p-2,U012AB3CD,Acme,theirs
{"due,notes,what,id,owner,customer,direction"}
"""
    reading = read(tmp_path, content)
    assert [(one.id, one.what, one.due.zone) for one in reading.promises] == [("p-1", "send it", "UTC"), ("p-2", 'send "it" today', "UTC")]
    assert reading.faults == ()


def test_every_bad_row_is_named_with_its_line_and_reason_and_the_others_come_in(tmp_path):
    bad = {
        "owner": {"owner": "Ana"},
        "the owner is missing": {"owner": ""},
        '"id" is missing': {"id": None},
        "customer is missing": {"customer": " \u200b "},
        "what was promised": {"what": "…"},
        "the direction is missing": {"direction": None},
        '"both" is neither': {"direction": "both"},
        "the due date is missing": {"due": ""},
        '"next Friday" cannot be read': {"due": "next Friday"},
        "has no offset": {"due": "2027-03-05T17:00"},
        '"2027-03-05" has no offset': {"due": "2027-03-05"},
        "years 2000 and 2100": {"due": "9999-12-31T23:59+00:00"},
        "between the years": {"due": "0000-03-05T17:00+00:00"},
        "not between": {"due": "0001-01-01T00:00+14:00"},
        "no time zone is known": {"due": "2027-03-05T17:00+01:23"},
        '"Mars/Base" is not known': {"tz": "Mars/Base"},
        "cannot be read": {"due": "2027-02-30T17:00+00:00"},
        "longer than 20,000": {"what": "x" * 20_001},
        '"customer" is longer': {"customer": "x" * 201},
        '"id" is longer': {"id": "x" * 201},
        '"what" is neither a text nor a number': {"what": ["a"]},
        'id "good" stands in line 1 too': {"id": "good", "what": "something else"},
    }
    rows = [row(id="good"), *(row(**{"id": f"p-{n}", **fields}) for n, fields in enumerate(bad.values())), row(id="last")]
    reading = read(tmp_path, jsonl(*rows) + '\n{"id": \n[1]\n', "x.jsonl")
    assert [one.id for one in reading.promises] == ["good", "last"]
    told = reasons(reading)
    assert [line for line, _ in told] == [*range(2, len(bad) + 2), len(bad) + 3, len(bad) + 4]
    for (_, reason), wanted in zip(told, bad, strict=False):
        assert wanted in reason
    assert ["JSON" in reason for _, reason in told[-2:]] == [True, True]
    assert all(fault.reason_zh and fault.reason_zh != fault.reason for fault in reading.faults)
    assert not any(fault.kept for fault in reading.faults)


def test_ragged_rows_of_a_table_are_named_or_read_when_nothing_is_lost(tmp_path):
    lines = [
        HEADER + ",notes",
        GOOD,
        GOOD.replace("p-1", "p-2") + ",,,,",
        "p-3,U012AB3CD,Acme,send it",
        GOOD.replace("p-1", "p-4") + ",a,b",
    ]
    reading = read(tmp_path, "\n".join([*lines, 'p-5,"never closed,x,ours,y,z', GOOD.replace("p-1", "p-6")]))
    assert [one.id for one in reading.promises] == ["p-1", "p-2", "p-6"]
    assert [line for line, _ in reasons(reading)] == [4, 5, 6]
    assert ["direction is missing" in reading.faults[0].reason, "8 cells instead of 7" in reading.faults[1].reason] == [True, True]
    assert "quotation mark" in reading.faults[2].reason


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "no rows"),
        (b"\n \n", "no rows"),
        (b"PK\x03\x04rubbish", "Excel workbook"),
        (b"%PDF-1.7", "not a text file"),
        (b'[{"id": "p-1"}]', "one JSON list"),
        (b"hello\nworld", "column names"),
        (b"id,what,customer\n1,2,3", "no column for: owner, direction, due"),
    ],
)
def test_what_is_no_file_of_promises_is_refused_in_words(tmp_path, content, told):
    reading = read(tmp_path, content)
    assert reading.promises == ()
    [(_, reason)] = reasons(reading)
    assert told in reason


def test_the_same_row_twice_is_one_promise_without_a_word(tmp_path):
    reading = read(tmp_path, f"{HEADER}\n{GOOD}\n{GOOD}\n")
    assert (len(reading.promises), reading.faults) == (1, ())


def test_long_texts_and_odd_characters_come_in_clean(tmp_path):
    long = "send the certificate " * 500
    rows = [row(what=long), row(id="p\x00-2", what="send\x1b[31m \u202eit\ud83d")]
    reading = read(tmp_path, "\n".join(map(json.dumps, rows)), "x.jsonl")
    first, second = reading.promises
    assert len(long) > 10_000
    assert first.what == long.strip()
    assert (second.id, second.what) == ("p-2", "send[31m it")


# -- due dates ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "zone", "due", "instant"),
    [
        ("2027-03-05T17:00+08:00", "", Due(date(2027, 3, 5), time(17, 0), "Etc/GMT-8"), "2027-03-05T09:00"),
        ("2027-03-05 17:00-05:00", "", Due(date(2027, 3, 5), time(17, 0), "Etc/GMT+5"), "2027-03-05T22:00"),
        ("20270305T1700Z", "", Due(date(2027, 3, 5), time(17, 0), "UTC"), "2027-03-05T17:00"),
        ("2027-03-05T23:59:59.999+14:00", "", Due(date(2027, 3, 5), time(23, 59), "Etc/GMT-14"), "2027-03-05T09:59"),
        ("2027-03-05T17:00+05:30", "", Due(date(2027, 3, 5), time(17, 0), "Asia/Kolkata"), "2027-03-05T11:30"),
        ("2027-07-05T17:00-02:30", "", Due(date(2027, 7, 5), time(17, 0), "America/St_Johns"), "2027-07-05T19:30"),
        ("2027-01-05T17:00-03:30", "", Due(date(2027, 1, 5), time(17, 0), "America/St_Johns"), "2027-01-05T20:30"),
        ("2027-03-05T17:00+08:00", "Europe/Berlin", Due(date(2027, 3, 5), time(10, 0), "Europe/Berlin"), "2027-03-05T09:00"),
        ("2027-07-05T01:00+08:00", "Europe/Berlin", Due(date(2027, 7, 4), time(19, 0), "Europe/Berlin"), "2027-07-04T17:00"),
        ("2027-03-05T17:00", "Asia/Shanghai", Due(date(2027, 3, 5), time(17, 0), "Asia/Shanghai"), "2027-03-05T09:00"),
        ("2027-03-05", "Asia/Shanghai", Due(date(2027, 3, 5), None, "Asia/Shanghai"), "2027-03-05T15:59"),
    ],
)
def test_a_due_date_keeps_the_time_of_its_offset_or_of_the_zone_that_is_named(text, zone, due, instant):
    read = read_due(text, zone)
    assert read == due
    assert read.instant().isoformat()[:16] == instant


@settings(max_examples=300, deadline=None)
@given(st.datetimes(datetime(2000, 1, 2), datetime(2100, 12, 30), timezones=st.timezones()))  # noqa: DTZ001
def test_whatever_the_offset_the_instant_stays_to_the_minute_or_the_row_is_refused(at):
    written = at.replace(second=0, microsecond=0).isoformat()
    try:
        due = read_due(written)
    except Unreadable as fault:
        assert fault.name in ("due", "due-zone")  # noqa: PT017 - either is right
        return
    assert due.instant() == datetime.fromisoformat(written).astimezone(UTC)
    assert str(due) == written[:16]


# -- the commands ------------------------------------------------------------------------------------------------------------


def test_an_import_saves_and_an_import_again_changes_nothing(type_in, tmp_path, book):
    (tmp_path / "p.csv").write_text(f"{HEADER}\n{GOOD}\n{GOOD.replace('p-1', 'p-2')}\n")
    status, out, err = type_in("promise", "import", "p.csv")
    assert (status, err) == (0, "")
    assert "2 promises read: 2 new" in out
    saved = book.promise("p-1")
    [event] = book.events("p-1")
    assert (saved.state, saved.audience, event.kind, event.by, event.why) == ("open", "everyone", "logged", "U012AB3CD", "import p.csv")
    changed = GOOD.replace("send the CE certificate", "something else")
    (tmp_path / "p.csv").write_text(f"{HEADER}\n{changed}\n{GOOD.replace('p-1', 'p-3')}\n")
    told = type_in.json("promise", "import", "p.csv", "--json")
    assert told == {"new": 1, "unchanged": 1, "failed": 0, "faults": []}
    assert book.promise("p-1") == saved
    assert len(book.events("p-1")) == 1


def test_bad_rows_are_listed_the_good_ones_are_saved_and_the_status_says_so(type_in, tmp_path, book):
    (tmp_path / "p.jsonl").write_text(jsonl(row(), row(id="p-2", due="soon \x1b[2J"), row(id="p-3")))
    status, out, _ = type_in("promise", "import", "p.jsonl")
    assert status == 1
    assert "2 promises read: 2 new" in out
    assert "1 rows could not be read:\n  line 2: " in out
    assert "\x1b" not in out
    assert {one.id for one in book.find(Wanted())} == {"p-1", "p-3"}
    assert (noted := SqlImports(book._database).last()["promises"]) == LastImport(noted.at, 2, 1)
    status, out, _ = type_in("promise", "import", "p.jsonl", "--json")
    told = json.loads(out)
    assert (status, told["new"], told["unchanged"], told["failed"], told["faults"][0]["line"]) == (1, 0, 2, 1, 2)


def test_in_a_chinese_terminal_all_of_it_is_chinese(type_in, tmp_path, book, monkeypatch):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    (tmp_path / "p.jsonl").write_text(jsonl(row(owner="UANA"), row(id="p-2", due="soon")))
    out = type_in("promise", "import", "p.jsonl")[1]
    assert out.splitlines()[0] == "读取 1 条承诺：新增 1，已有 0（保持不变）。"
    assert "第 2 行: 到期时间“soon”无法识别" in out
    assert "还有 1 条未结束的承诺" in type_in("forget", "UANA", "--yes")[2]
    assert type_in("promise", "hand-over", "UANA", "UBEN")[1] == "已将 1 条承诺交接给 UBEN。\n"


def test_an_import_that_cannot_be_saved_saves_nothing_and_says_so(type_in, tmp_path, book):
    (tmp_path / "p.jsonl").write_text(jsonl(*(row(id=f"p-{n}") for n in range(50))))
    book._database.write(
        lambda connection: connection.exec_driver_sql(
            "CREATE TRIGGER full BEFORE INSERT ON promise_event WHEN NEW.promise = 'p-49' BEGIN SELECT RAISE(ABORT, 'full'); END"
        ).close()
    )
    status, _, err = type_in("promise", "import", "p.jsonl")
    assert status == 1
    assert err
    assert book.find(Wanted()) == []


def test_a_file_that_is_not_there_is_a_fault_of_what_was_typed(type_in):
    status, _, err = type_in("promise", "import", "nowhere.csv")
    assert status == 2
    assert "nowhere.csv" in err


def test_the_list_shows_what_its_reader_may_see(type_in, tmp_path, book):
    (tmp_path / "config.toml").write_text('[teams]\nnorth = ["UANA", "UBEN"]\nsouth = ["UCLEO"]\n[promises]\naudience = "team"\n')
    rows = [
        row(id="late", owner="UANA", due="2020-03-05T17:00+01:00"),
        row(id="far", owner="UBEN", customer="Nordwind", due="2090-03-05T17:00+01:00"),
        row(id="cleos", owner="UCLEO", customer="acme"),
        row(id="alone", owner="UDAN"),
    ]
    (tmp_path / "p.jsonl").write_text(jsonl(*rows))
    assert type_in("promise", "import", "p.jsonl")[0] == 0

    def listed(*words):
        status, out, err = type_in("promise", "list", "--json", *words)
        assert status == 0
        return [json.loads(line)["id"] for line in out.splitlines()], err

    assert listed() == ([], "4 more may only be read by a team or one person: add --team TEAM or --as REP.\n")
    assert listed("--as", "UBEN")[0] == ["late", "far"]
    assert listed("--as", "UCLEO")[0] == ["cleos"]
    assert listed("--as", "UDAN")[0] == ["alone"]
    assert listed("--team", "north", "--owner", "UBEN")[0] == ["far"]
    assert listed("--team", "north", "--customer", "ACME")[0] == ["late"]
    assert listed("--team", "north", "--due")[0] == ["late"]
    out = type_in("promise", "list", "--team", "north")[1]
    assert out.splitlines()[0] == "2020-03-05 17:00 Etc/GMT-1\topen\tUANA\tAcme\tsend it\tlate"
    assert type_in("promise", "list", "--owner", "UNOBODY")[1] == "No promises.\n"


def test_an_export_holds_everything_works_in_a_spreadsheet_and_can_be_imported_elsewhere(type_in, tmp_path, book, monkeypatch):
    evil = ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", " =1", "plain", "a=b", "＝1", "多行\n文字", 'quo"te, comma']
    rows = [row(id=f"p-{n}", what=f"{text} x1", customer=f"{text} c1", tz="Europe/Berlin") for n, text in enumerate(evil)]
    (tmp_path / "p.jsonl").write_text(jsonl(*rows))
    assert type_in("promise", "import", "p.jsonl")[0] == 0
    status, out, _ = type_in("promise", "export")
    table = list(csv.DictReader(io.StringIO(out)))
    assert (status, len(table)) == (0, len(evil))
    assert [cell for one in table for cell in one.values() if cell[:1] in ("=", "+", "-", "@", "\t", "\r", "＝")] == []
    assert {one["state"] for one in table} == {"open"}
    before = [(one.id, one.what, one.customer, one.due, one.owner, one.direction) for one in book.find(Wanted())]
    monkeypatch.setenv("GOODWORD_DATA", str(tmp_path / "elsewhere"))
    (tmp_path / "again.csv").write_text(out)
    assert type_in("promise", "import", "again.csv")[0] == 0
    other = open_database(tmp_path / "elsewhere" / "goodword.db")
    after = [(one.id, one.what, one.customer, one.due, one.owner, one.direction) for one in SqlPromises(other).find(Wanted())]
    other.close()
    assert after == before


def test_an_export_says_what_counts_in_the_kept_rate(type_in, tmp_path, book):
    (tmp_path / "p.jsonl").write_text(jsonl(row(id="late", due="2020-03-05T17:00+01:00"), row(id="ahead", due="2090-03-05T17:00+01:00")))
    type_in("promise", "import", "p.jsonl")
    table = {one["id"]: one for one in csv.DictReader(io.StringIO(type_in("promise", "export")[1]))}
    assert (table["late"]["outcome"], table["ahead"]["outcome"]) == ("broken", "")
    assert (table["late"]["due"], table["late"]["tz"], table["late"]["due_utc"]) == (
        "2020-03-05T17:00",
        "Etc/GMT-1",
        "2020-03-05T16:00:00+00:00",
    )


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", " =1", "\t=1", "\n+1", "＝1", "\u3000@x", "\tx", "\rx"])
def test_what_a_spreadsheet_would_work_out_is_defused(text):
    assert defused(text) == f"'{text}"
    assert defused(f"x{text}") == f"x{text}"


def test_after_a_hand_over_nothing_is_left_and_the_person_can_be_forgotten(type_in, tmp_path, book):
    (tmp_path / "p.jsonl").write_text(jsonl(*(row(id=f"p-{n}", owner="UANA") for n in range(3)), row(id="bens", owner="UBEN")))
    type_in("promise", "import", "p.jsonl")
    with pytest.raises(OSError, match="UANA owns 3 promises"):
        SqlPeople(book._database).forget("UANA")
    status, _, err = type_in("forget", "UANA", "--yes")
    assert status == 1
    assert "goodword promise hand-over UANA" in err
    status, out, _ = type_in("promise", "hand-over", "UANA", "UBEN")
    assert (status, out) == (0, "3 promises handed over to UBEN.\n")
    assert {one.owner for one in book.find(Wanted())} == {"UBEN"}
    last = book.events("p-1")[-1]
    assert (last.kind, last.revision, last.changed["owner"]) == ("handed over", 2, "UANA")
    assert SqlPeople(book._database).forget("UANA")["promise events"] == 6
    assert type_in("promise", "hand-over", "UANA", "UBEN")[1] == "0 promises handed over to UBEN.\n"
    assert type_in("promise", "hand-over", "UBEN", "UBEN")[0] == 2
    assert type_in("promise", "hand-over", "Ben", "UANA")[0] == 2


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: f"{HEADER}\n{text}\n{GOOD}".encode("utf-8", "surrogatepass")))
def test_no_file_makes_the_import_fail(tmp_path, content):
    reading = read(tmp_path, content)
    for one in reading.promises:
        assert one.due.instant().year >= 1999
    assert all(fault.reason for fault in reading.faults)


def test_twenty_thousand_rows_are_read_in_a_few_seconds(tmp_path):
    begun = datetime.now(UTC)
    lines = [GOOD.replace("p-1", f"p-{n}") for n in range(20_000)]
    assert len(read(tmp_path, "\n".join([HEADER, *lines])).promises) == 20_000
    assert (datetime.now(UTC) - begun).total_seconds() < 20
