"""One store under several processes and machines: what one imports the others find at their next question. SQLite and PostgreSQL."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from library_world import ANA, CLEO, MEMBERS, deal, own_card, stock

from bot.cli import main
from bot.config import Config, Storage
from bot.storage.schemas import make_schema, url_of_schema
from bot.workspaces import of_folder
from knowledge.cards import SHIPPED_CARDS, read_folder
from knowledge.catalogue import card_entry, card_from, deal_entry, deal_from
from knowledge.library import Library
from knowledge.store import Store, open_store

SILENT = deal("d1", customer="Halden Marine", happened="They went silent after the Quorvex offer.")


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return request.getfixturevalue("postgres") if request.param == "postgres" else f"sqlite:///{tmp_path / 'goodword.db'}"


@pytest.fixture
def machine(url: str, tmp_path: Path) -> Iterator[Callable[[str], Library]]:
    """A library over the one store, with a data folder of its own."""
    opened = []

    def at(name: str) -> Library:
        (tmp_path / name).mkdir(exist_ok=True)
        opened.append(Library(open_store(url), stock(), tmp_path / name / "index"))
        return opened[-1]

    yield at
    for library in opened:
        library.close()


def customers(library: Library, audiences: frozenset[str] = MEMBERS) -> list[str]:
    found = library.look_up("what happened with Halden Marine and the Quorvex offer?", audiences).deals
    return [hit.title.partition(" · ")[0] for hit in found]


def test_what_one_machine_imports_the_other_finds_at_its_next_question(machine: Callable[[str], Library]) -> None:
    here, there = machine("here"), machine("there")
    assert customers(there) == []
    assert here.add_deals([SILENT]) == 1
    assert customers(there) == ["Halden Marine"]
    assert [each.id for each in there.deals_with("Halden Marine", MEMBERS)] == ["d1"]
    here.add_cards([own_card("own#quorvex", "Ask first what Quorvex includes.")])
    assert "own#quorvex" in {card.id for card in there.all_cards(MEMBERS)}
    assert there.add_deals([SILENT]) == 0, "importing it there as well changes nothing"
    there.remove("deal", ["d1"])
    assert customers(here) == []
    assert here.store.vectors.count() == there.store.vectors.count() > 0


def test_who_may_read_a_deal_holds_on_every_machine(machine: Callable[[str], Library]) -> None:
    here, there = machine("here"), machine("there")
    here.add_deals([replace(SILENT, visibility="team:north")])
    assert (customers(there, ANA), customers(there, CLEO)) == (["Halden Marine"], [])
    here.add_deals([replace(SILENT, visibility="team:south")])
    assert (customers(there, ANA), customers(there, CLEO)) == ([], ["Halden Marine"])


def test_cards_and_deals_come_back_as_they_were(url: str) -> None:
    store = open_store(url)
    cards = [*read_folder(SHIPPED_CARDS)[0][:5], own_card("team#reply", "周五前回复。 🙂", audience="team:north")]
    deals = [deal("d" * 300, amount=None, lang="zh", cause="x" * 300), deal("d2", visibility="private:UANA", objection="", closed=None)]
    assert store.put([*map(card_entry, cards), *map(deal_entry, deals)]) == 8
    assert store.put([*map(card_entry, cards), *map(deal_entry, deals)]) == 0
    assert {card.id: card for card in (card_from(body) for *_, body in store.bodies("card"))} == {card.id: card for card in cards}
    assert sorted((deal_from(body) for *_, body in store.bodies("deal")), key=lambda one: one.id) == sorted(deals, key=lambda one: one.id)
    rows = store.passage_ids()
    store.put([deal_entry(replace(deals[1], lesson="Ask first."))])
    assert max(store.passage_ids()) > max(rows), "a number never stands for another text"
    store.close()


def test_several_that_open_and_write_at_once_lose_nothing(url: str) -> None:
    stores: list[Store] = []
    at_once, faults = threading.Barrier(4), []

    def work(number: int) -> None:
        try:
            at_once.wait()
            stores.append(store := open_store(url))
            for n in range(8):
                store.put([deal_entry(deal(f"d{n}", lesson=f"by {number}")), deal_entry(deal(f"own-{number}-{n}"))])
                store.set_note("last", str(number))
        except Exception as fault:  # noqa: BLE001 - told below
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert stores[0].counts()["deals"] == 8 + 4 * 8
    passages = stores[0].passages("deal")
    assert {stored.passage.source for stored in passages} == stores[0].ids("deal")
    assert len(passages) == 2 * 40, "no deal has passages of two versions"
    assert stores[0].generation() == 4 * 8
    for store in stores:
        store.close()


def test_whoever_opens_a_new_file_while_another_begins_to_write_it_waits(tmp_path: Path) -> None:
    path = tmp_path / "goodword.db"
    other = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")  # SQLite does not wait for this one when the journal is to be changed
    release = threading.Timer(0.3, other.rollback)
    release.start()
    try:
        open_store(f"sqlite:///{path}").close()
    finally:
        release.join()
        other.close()


@pytest.mark.slow
def test_each_machine_starts_with_the_index_that_it_has(machine: Callable[[str], Library], tmp_path: Path) -> None:
    here, there = machine("here"), machine("there")
    here.add_deals([SILENT])
    for library in (here, there):
        library.start_chroma()
        assert customers(library) == ["Halden Marine"]
    before = {path.name for path in (tmp_path / "here" / "index").iterdir()}
    here.close()
    again = machine("here")
    again.start_chroma()
    assert {path.name for path in (tmp_path / "here" / "index").iterdir()} == before, "not built anew because of the other machine's"
    assert customers(again) == customers(there) == ["Halden Marine"]


def test_workspaces_in_one_postgresql_have_deals_apart_and_commands_find_theirs(
    postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for team in ("goodword_t0acme", "goodword_t0nordkap"):
        make_schema(postgres, team)
    acme, nordkap = (open_store(url_of_schema(postgres, f"goodword_{team}")) for team in ("t0acme", "t0nordkap"))
    acme.put([deal_entry(SILENT)])
    assert (acme.ids("deal"), nordkap.ids("deal"), nordkap.generation()) == ({"d1"}, set(), 0)
    folder = tmp_path / "workspaces" / "T0ACME"
    folder.mkdir(parents=True)
    assert of_folder(Config(data=folder, storage=Storage(postgres))).storage.url == url_of_schema(postgres, "goodword_t0acme")
    assert of_folder(Config(data=tmp_path, storage=Storage(postgres))).storage.url == postgres
    (tmp_path / "config.toml").write_text(f'[storage]\nurl = "{postgres}"\n', encoding="utf-8")
    monkeypatch.setenv("GOODWORD_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("GOODWORD_DATA", str(folder))
    assert main(["export"]) == 0
    assert "Halden Marine" in capsys.readouterr().out
    for store in (acme, nordkap):
        store.close()
