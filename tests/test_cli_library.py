"""The commands over the real library, in a data folder of its own. Ana sells, Ben is in her team, Cleo is not."""

import io
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

import pytest
from terminal import Terminal, a_terminal, talk

from bot import app
from bot.app import Parts, open_parts
from bot.cli import main
from bot.config import Config
from bot.imports import LastImport
from bot.lock import held
from bot.storage.database import open_database
from bot.storage.imports import SqlImports
from bot.storage.people import FORGOTTEN


@dataclass(frozen=True)
class Lent(Parts):
    """Parts that one command must not close, because the next one uses them too: opening them takes seconds."""

    def close(self) -> None:
        pass


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    opened = open_parts(Config(data=tmp_path_factory.mktemp("data")))
    yield Lent(**{part.name: getattr(opened, part.name) for part in fields(Parts)})
    opened.close()


@pytest.fixture
def type_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return a_terminal(tmp_path, monkeypatch, capsys)


@pytest.fixture
def with_library(type_in: Terminal, parts: Parts, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """The same terminal, with the library that is open already."""
    monkeypatch.setenv("GOODWORD_DATA", str(parts.config.data))
    monkeypatch.setattr(app, "open_parts", lambda config, promises=None: replace(parts, config=config))
    return type_in


# -- asking -------------------------------------------------------------------------------------------------------------


def test_an_answer_for_a_person_begins_with_the_question_to_ask_and_ends_with_the_sources(with_library: Terminal) -> None:
    status, out, err = with_library("ask", "They say we are too expensive.")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "Ask this next"
    assert lines[1].rstrip().endswith("[1]")
    assert "\x1b" not in out
    assert lines[lines.index("Sources") + 1].startswith("  [1] ")


def test_a_chinese_question_gets_chinese_labels(with_library: Terminal) -> None:
    out = with_library("ask", "客户说我们的报价太贵了，怎么回？")[1]
    assert "现在先问这一句" in out
    assert "来源" in out


def test_a_refusal_begins_with_its_reason_and_then_tells_the_honest_way(with_library: Terminal) -> None:
    out = with_library("ask", "how do I slip the purchasing manager some cash so he picks us")[1]
    assert "bribe" in out.splitlines()[0]
    assert out.index("The honest way") < out.index("Sources")


def test_an_answer_for_a_program_has_the_documented_shape(with_library: Terminal) -> None:
    answer = with_library.json("ask", "--json", "They say we are too expensive.")
    assert list(answer) == ["id", "language", "status", "mode", "meanings", "ask_next", "sentences", "sources", "timings_ms"]
    assert answer["status"] == "answered"


def test_an_empty_question_is_asked_back(with_library: Terminal) -> None:
    status, _, err = with_library("ask", "  ?? ")
    assert status == 2
    assert "what the buyer said" in err


def test_search_ranks_cards_and_deals_together(
    with_library: Terminal, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = b'{"id": "a", "query": "they found a cheaper rival", "k": 3}\n{"id": "b", "query": "price", "k": "3"}\n{"id": "c"}\n'
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines)))
    assert main(["search", "--jsonl"]) == 1
    first, second, third = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert [set(hit) for hit in first["hits"]] == [{"kind", "id", "title", "topics", "score", "snippet"}] * 3
    assert sorted((hit["score"] for hit in first["hits"]), reverse=True) == [hit["score"] for hit in first["hits"]]
    assert '"k"' in second["error"]
    assert third == {"id": "c", "error": '"query" must be a text'}


# -- deals --------------------------------------------------------------------------------------------------------------


def last_imports() -> Mapping[str, LastImport]:
    """As the admin's Home shows them."""
    database = open_database(Path(os.environ["GOODWORD_DATA"]) / "goodword.db")
    try:
        return SqlImports(database).last()
    finally:
        database.close()


def deal(id: str, **values: str) -> str:
    usual = {"customer": f"Firm {id}", "outcome": "won", "objection": f"the crates of {id} arrive wet"}
    return json.dumps({"id": id, **usual, **values})


def test_importing_counts_names_every_bad_row_and_is_harmless_twice(with_library: Terminal, tmp_path: Path) -> None:
    rows = [deal("c-1"), deal("c-2"), "{oops", json.dumps({"id": "c-3", "outcome": "won"}), deal("c-4", cause="no-such-topic")]
    (tmp_path / "deals.jsonl").write_text("\n".join(rows), encoding="utf-8")
    status, out, _ = with_library("deals", "import", "deals.jsonl")
    assert status == 1
    assert "3 new, 0 changed, 0 unchanged" in out
    assert "line 3: this line is not valid JSON" in out
    assert "line 4: the customer is missing" in out
    assert "line 5" in out.split("remarks")[1]
    assert (noted := last_imports()["deals"]) == LastImport(noted.at, 3, 2)
    (tmp_path / "deals.jsonl").write_text("\n".join([deal("c-1", lesson="dry them"), deal("c-2")]), encoding="utf-8")
    again = with_library.json("deals", "import", "--json", "deals.jsonl")
    assert again == {"new": 0, "changed": 1, "unchanged": 1, "deleted": 0, "still_open": 0, "failed": 0, "faults": []}


def test_a_found_deal_tells_how_it_ended_in_the_terminals_language(
    with_library: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "deals.jsonl").write_text(deal("e-1", customer="Brannvik", outcome="lost"), encoding="utf-8")
    with_library("deals", "import", "deals.jsonl")
    assert "Brannvik · lost" in with_library("search", "Brannvik")[1]
    assert [hit["title"] for hit in with_library.json("search", "--json", "Brannvik")["hits"] if hit["id"] == "e-1"] == ["Brannvik"]
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "Brannvik · 丢单" in with_library("search", "Brannvik")[1]


def test_a_private_deal_is_found_by_its_owner_alone(with_library: Terminal, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[teams]\nnorth = ["UANA", "UBEN"]\n', encoding="utf-8")
    rows = [deal("p-1", customer="Kvikfisk", visibility="private:UANA"), deal("p-2", customer="Kvikfisk", visibility="team:north")]
    (tmp_path / "deals.jsonl").write_text("\n".join(rows), encoding="utf-8")
    with_library("deals", "import", "deals.jsonl")

    def found(*reader: str) -> set[str]:
        return {hit["id"] for hit in with_library.json("search", "--json", "-k", "50", "Kvikfisk", *reader)["hits"]} & {"p-1", "p-2"}

    assert found("--as", "UANA") == {"p-1", "p-2"}
    assert found("--as", "UBEN") == {"p-2"}
    assert found("--as", "UCLEO", "--team", "south") == set()
    assert found() == set()


def test_deleting_deals_names_those_that_are_not_there(with_library: Terminal, tmp_path: Path) -> None:
    (tmp_path / "deals.jsonl").write_text(deal("x-1", customer="Zuckerhut"), encoding="utf-8")
    with_library("deals", "import", "deals.jsonl")
    status, out, _ = with_library("deals", "delete", "x-1", "x-9")
    assert (status, out) == (1, "1 deleted.\nNot found: x-9\n")
    assert "x-1" not in {hit["id"] for hit in with_library.json("search", "--json", "Zuckerhut")["hits"]}


# -- cards --------------------------------------------------------------------------------------------------------------


def own_cards(type_in: Terminal) -> dict[str, str]:
    rows = [json.loads(line) for line in type_in("cards", "list", "--own", "--json")[1].splitlines()]
    return {row["id"]: row["audience"] for row in rows}


def test_cards_follow_their_folder_and_leave_other_folders_alone(with_library: Terminal, tmp_path: Path) -> None:
    north, south = tmp_path / "north", tmp_path / "south"
    north.mkdir()
    south.mkdir()
    (north / "samples.md").write_text('+++\nvisibility = "team:north"\n+++\n# Samples\nWe send three crates free.\n', encoding="utf-8")
    (north / "terms.txt").write_text("Half on order, half on the bill of lading.", encoding="utf-8")
    (south / "visits.md").write_text("# Visits\nShow the warehouse first.\n", encoding="utf-8")
    assert "2 new" in with_library("cards", "import", str(north))[1]
    assert "1 new, 0 changed, 0 deleted" in with_library("cards", "import", str(south))[1]
    assert own_cards(with_library) == {"samples#samples": "team:north", "terms#terms": "everyone", "visits#visits": "everyone"}
    (north / "terms.txt").unlink()
    assert "0 new, 0 changed, 1 deleted" in with_library("cards", "import", str(north))[1]
    assert last_imports()["cards"].failed == 0
    assert set(own_cards(with_library)) == {"samples#samples", "visits#visits"}
    assert with_library("cards", "delete", "samples#samples", "visits#visits")[0] == 0
    assert own_cards(with_library) == {}


def test_a_card_with_an_unclear_audience_is_shown_to_nobody(with_library: Terminal, tmp_path: Path) -> None:
    folder = tmp_path / "guidance"
    folder.mkdir()
    (folder / "plain.md").write_text('+++\nvisibility = "North team"\n+++\nSecret floor prices.', encoding="utf-8")
    (folder / "parts.md").write_text(
        '+++\nvisibility = "team:north"\n+++\n# en\n## title\nFloor prices\n## do\n- Ask Ben.\n', encoding="utf-8"
    )
    status, out, _ = with_library("cards", "import", str(folder))
    assert status == 1
    assert "plain.md" in out
    assert own_cards(with_library) == {"parts": "team:north"}
    with_library("cards", "delete", "parts")


def test_an_empty_folder_deletes_nothing(with_library: Terminal, tmp_path: Path) -> None:
    status, _, err = with_library("cards", "import", str(tmp_path))
    assert status == 2
    assert "holds no .md" in err


def test_our_own_cards_cannot_be_deleted(with_library: Terminal) -> None:
    assert with_library("cards", "delete", "too-expensive")[0] == 2
    assert "too-expensive" in with_library("cards", "list")[1]


def test_what_others_wrote_cannot_move_the_cursor(with_library: Terminal, tmp_path: Path) -> None:
    (tmp_path / "deals.jsonl").write_text(deal("e-1", customer="Esc\x1b[2J\u202eape"), encoding="utf-8")
    with_library("deals", "import", "deals.jsonl")
    out = with_library("search", "Escape crates e-1")[1]
    assert "\x1b" not in out
    assert "\u202e" not in out


# -- a person ------------------------------------------------------------------------------------------------------------


def test_the_export_command_adds_deals_and_own_cards(with_library: Terminal, tmp_path: Path) -> None:
    rows = [deal("o-1", visibility="private:UANA"), deal("o-2", rep="UANA"), deal("o-3", visibility="private:UCLEO")]
    (tmp_path / "deals.jsonl").write_text("\n".join(rows), encoding="utf-8")
    with_library("deals", "import", "deals.jsonl")
    ids = {json.loads(line)["id"] for line in with_library("export", "--person", "UANA")[1].splitlines()}
    assert {"o-1", "o-2"} <= ids
    assert "o-3" not in ids
    assert {"o-1", "o-2", "o-3"} <= {json.loads(line)["id"] for line in with_library("export")[1].splitlines()}


def test_forgetting_leaves_not_a_byte_and_spares_the_others(with_library: Terminal, parts: Parts, tmp_path: Path) -> None:
    talk(parts.config.data)
    (tmp_path / "deals.jsonl").write_text(deal("f-1", lesson="canary-two", visibility="private:UANA"), encoding="utf-8")
    with_library("deals", "import", "deals.jsonl")
    status, out, err = with_library("forget", "UANA")
    assert (status, out) == (2, "")
    assert "--yes" in err
    gone = with_library.json("forget", "UANA", "--yes", "--json")
    assert (gone["questions"], gone["verdicts"], gone["threads"], gone["mentions"], gone["channel rules"]) == (1, 2, 1, 1, 1)
    assert gone["private deals"] >= 1
    assert gone["index_is_clean"] is True
    held_bytes = b"".join(path.read_bytes() for path in parts.config.data.rglob("*") if path.is_file())
    assert b"canary-one" not in held_bytes
    assert b"canary-two" not in held_bytes
    left = [json.loads(line) for line in with_library("export")[1].splitlines()]
    assert {row["text"]: row["context"] for row in left if row["record"] == "question"} == {"ben asks on": [], "cleo asks": []}
    assert [row["by"] for row in left if row["record"] == "channel rule"] == [FORGOTTEN]
    assert with_library.json("forget", "UANA", "--yes", "--json")["questions"] == 0


# -- the index -----------------------------------------------------------------------------------------------------------


def test_a_rebuild_beside_the_running_bot_is_refused(with_library: Terminal, parts: Parts) -> None:
    with held(parts.config.data):
        status, _, err = with_library("index", "--rebuild")
        assert status == 1
        assert "is running" in err
        assert with_library("index", "--json")[0] == 0


def test_a_question_about_promises_is_answered_from_the_records(type_in: Terminal, tmp_path: Path) -> None:
    rows = tmp_path / "promises.jsonl"
    row = {"id": "p1", "owner": "U0ANA", "customer": "Acme", "what": "send the certificate", "direction": "ours"}
    rows.write_text(json.dumps(row | {"due": "2099-01-05T17:00+01:00"}) + "\n", encoding="utf-8")
    assert type_in("promise", "import", str(rows))[0] == 0
    status, out, _ = type_in("ask", "What did we promise Acme?")
    assert status == 0
    assert "send the certificate" in out
    assert "No promise to Borealis" in type_in("ask", "What did we promise Borealis?")[1]
