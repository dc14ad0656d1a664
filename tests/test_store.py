"""The store: sources and passages in SQL, changed by several processes, on disks that refuse, and forgotten for good."""

import os
import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from library_world import deal, own_card
from sqlalchemy.exc import OperationalError

from bot.errors import NotSaved
from bot.storage.faults import as_not_saved
from knowledge.cards import SHIPPED_CARDS, read_folder
from knowledge.catalogue import card_entry, card_from, deal_entry, deal_from
from knowledge.store import Store, open_store, text_hash

CANARY = "the lemon heron sings at nine"


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "data" / "goodword.db"


@pytest.fixture
def store(path):
    opened = open_store(str(path))
    yield opened
    opened.close()


def put_deals(store: Store, *deals) -> int:
    return store.put([deal_entry(one) for one in deals])


def texts(store: Store) -> set[str]:
    return {stored.passage.text for stored in store.passages()}


def test_cards_and_deals_come_back_as_they_were(store):
    cards = [*read_folder(SHIPPED_CARDS)[0], own_card("team#reply", "Answer by Friday.", audience="team:north")]
    deals = [deal("d1", amount=None), deal("d2", visibility="private:UANA", objection="", closed=None)]
    store.put([card_entry(card) for card in cards])
    put_deals(store, *deals)
    assert {card.id: card for card in (card_from(body) for *_, body in store.bodies("card"))} == {card.id: card for card in cards}
    assert sorted((deal_from(body) for *_, body in store.bodies("deal")), key=lambda one: one.id) == deals


def test_putting_the_same_again_changes_nothing_not_even_the_generation(store):
    assert put_deals(store, deal("d1"), deal("d2")) == 2
    rows, generation = store.passage_ids(), store.generation()
    assert put_deals(store, deal("d1"), deal("d2")) == 0
    assert (store.passage_ids(), store.generation()) == (rows, generation)
    assert put_deals(store, deal("d1"), deal("d2", lesson="Ask first.")) == 1
    assert store.generation() > generation


def test_a_row_number_never_comes_back_for_another_text(store):
    put_deals(store, deal("d1"))
    used = set(store.passage_ids())
    for n in range(5):
        store.remove("deal", ["d1"])
        put_deals(store, deal("d1", objection=f"Version {n}"))
        assert not store.passage_ids() & used
        used |= store.passage_ids()


def test_whoever_may_read_it_is_part_of_what_changes(store):
    put_deals(store, deal("d1"))
    rows = store.passage_ids()
    assert put_deals(store, deal("d1", visibility="team:north")) == 1
    assert {stored.passage.audience for stored in store.passages()} == {"team:north"}
    assert not store.passage_ids() & rows


def test_removing_what_is_not_there_changes_nothing(store):
    put_deals(store, deal("d1"))
    before = store.generation()
    assert store.remove("deal", ["d9"]) == 0
    assert store.remove("deal", []) == 0
    assert store.remove("card", ["d1"]) == 0
    assert store.generation() == before


def test_more_sources_than_one_statement_can_name(store):
    assert put_deals(store, *(deal(f"d{n}") for n in range(900))) == 900
    ids = [f"d{n}" for n in range(0, 900, 2)]
    assert len(store.bodies("deal", ids)) == 450
    assert store.remove("deal", ids) == 450
    assert store.ids("deal") == {f"d{n}" for n in range(1, 900, 2)}
    assert {stored.passage.source for stored in store.passages("deal")} == store.ids("deal")


def test_customers_and_their_deals_only_for_readers(store):
    put_deals(store, deal("d1", customer="Acme"), deal("d2", customer="Secret", visibility="private:UANA"))
    assert store.customers({"everyone"}) == ["Acme"]
    assert store.customers(set()) == []
    assert store.deals_of("Secret", {"everyone"}) == []
    assert len(store.deals_of("Secret", {"private:UANA"})) == 1


def test_vectors_are_kept_by_text_and_space(store):
    put_deals(store, deal("d1"))
    text = store.passages()[0].hash
    vector = np.linspace(-1, 1, 8, dtype=np.float32)
    store.vectors.put({text: vector}, "one")
    store.vectors.put({text: vector * 0}, "one")
    assert np.allclose(store.vectors.find([text], "one")[text], vector, atol=1e-3)
    assert store.vectors.find([text], "other") == {}


def test_a_vector_goes_with_the_last_passage_that_needs_it(store):
    put_deals(store, deal("d1", objection="Same words."), deal("d2", objection="Same words."))
    same, story = (
        text_hash("Same words."),
        next(s.hash for s in store.passages() if s.passage.source == "d1" and s.passage.text != "Same words."),
    )
    store.vectors.put({same: np.ones(4, np.float32), story: np.ones(4, np.float32)}, "one")
    store.remove("deal", ["d1"])
    assert store.vectors.find([same, story], "one").keys() == {same}
    store.remove("deal", ["d2"])
    assert store.vectors.count() == 0


def test_a_changed_deal_keeps_the_vectors_of_what_stayed_the_same(store):
    put_deals(store, deal("d1", objection="Same words."))
    store.vectors.put({stored.hash: np.ones(4, np.float32) for stored in store.passages()}, "one")
    put_deals(store, deal("d1", objection="Same words.", lesson="Another lesson."))
    assert store.vectors.find([text_hash("Same words.")], "one")
    assert store.vectors.count() == 1


def test_sweeping_takes_vectors_of_other_spaces_and_of_nobody(store):
    put_deals(store, deal("d1"))
    needed = store.passages()[0].hash
    store.vectors.put({needed: np.ones(4, np.float32), text_hash("from a killed import"): np.ones(4, np.float32)}, "now")
    store.vectors.put({needed: np.ones(4, np.float32)}, "before")
    assert store.vectors.sweep("now") == 2
    assert store.vectors.find([needed], "now")


def test_a_deleted_deal_leaves_no_byte_in_the_files(store, path):
    put_deals(store, *(deal(f"d{n}") for n in range(30)), deal("secret", customer="Lemon Heron Ltd", objection=CANARY))
    vector = np.random.default_rng(3).normal(size=192).astype(np.float32)
    store.vectors.put({text_hash(CANARY): vector}, "one")
    trace = vector.astype(np.float16).tobytes()
    checkpoint(path)
    assert CANARY.encode() in path.read_bytes()
    assert trace in path.read_bytes()
    store.remove("deal", ["secret"])
    checkpoint(path)
    for file in path.parent.iterdir():
        held = file.read_bytes()
        assert CANARY.encode() not in held, file
        assert b"Lemon Heron" not in held, file
        assert trace not in held, file


def checkpoint(path: Path) -> None:
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
    connection.close()


def test_another_process_sees_a_change_at_once_and_the_generation_tells(store, path):
    before = store.generation()
    run(path, "store.put([deal_entry(Deal('d1', 'Acme', 'won', objection='Too dear.'))])")
    assert store.generation() > before
    assert "Too dear." in texts(store)


def test_two_writers_at_once_lose_nothing(store, path):
    other = open_store(str(path))
    before, faults = store.generation(), []

    def write(into: Store, name: str) -> None:
        try:
            for n in range(15):
                into.put([deal_entry(deal(f"{name}{n}"))])
        except OperationalError as fault:
            faults.append(fault)

    crowd = [threading.Thread(target=write, args=(into, name)) for into, name in ((store, "a"), (other, "b"), (other, "c"))]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    other.close()
    assert faults == []
    assert len(store.ids("deal")) == 45
    assert store.generation() == before + 45


def test_several_processes_may_open_a_new_store_at_the_same_moment(path):
    path.parent.mkdir(parents=True)
    story = "store.put([deal_entry(Deal(sys.argv[2], 'Acme', 'won', objection='x'))])"
    crowd = [start(path, story, str(n)) for n in range(4)]
    assert [(one.communicate(timeout=60)[1], one.returncode) for one in crowd] == [("", 0)] * 4
    opened = open_store(str(path))
    assert opened.ids("deal") == {"0", "1", "2", "3"}
    opened.close()


def test_on_a_full_disk_the_batch_is_refused_whole_and_said_so_and_writing_resumes(path):
    told = run(
        path,
        """
store.put([deal_entry(Deal("first", "Acme", "won", objection="x"))])
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
many = [deal_entry(Deal(f"d{n}", "Acme", "won", objection=f"{n} " * 5000)) for n in range(45)]
try:
    store.put(many)
except Exception as fault:
    print(as_not_saved(fault)); print(as_not_saved(fault).hint)
print(sorted(store.ids("deal")))
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(store.put(many))
""",
    )
    assert told[0].startswith("Nothing was saved: the disk")
    assert told[1]
    assert told[2:] == ["['first']", "45"]


def test_a_folder_that_may_not_be_written_is_named_with_what_to_do_and_nothing_changes(path):
    opened = open_store(str(path))
    put_deals(opened, deal("d1"))
    opened.close()
    before = path.read_bytes()
    for parent in list(path.parents)[1:4]:
        parent.chmod(0o755)
    told = run(
        path,
        """
store.close()
os.chmod(path, 0o444)
os.chmod(os.path.dirname(path), 0o555)
if os.getuid() == 0:
    os.setuid(65534)
try:
    open_store(path).remove("deal", ["d1"])
except Exception as fault:
    print(as_not_saved(fault)); print(as_not_saved(fault).hint)
""",
    )
    path.parent.chmod(0o755)
    assert "may not write" in told[0]
    assert "right to write" in told[1]
    assert path.read_bytes() == before


def test_a_damaged_file_is_named_as_damaged(path):
    path.parent.mkdir(parents=True)
    path.write_bytes(b"This is no database at all. " * 500)
    with pytest.raises(Exception, match="not a database") as caught:
        open_store(str(path))
    assert isinstance(as_not_saved(caught.value), NotSaved)


def test_hashes_differ_with_anything_a_reader_could_notice():
    one = deal_entry(deal("d1"))
    for other in (replace(one, audience="team:north"), replace(one, body="{}"), replace(one, passages=one.passages[:1])):
        assert other.hash != one.hash


CHILD = """
import os, resource, sys
from bot.storage.faults import as_not_saved
from knowledge.catalogue import deal_entry
from knowledge.records import Deal
from knowledge.store import open_store
path = sys.argv[1]
store = open_store(path)
"""


def start(path: Path, story: str, *arguments: str) -> subprocess.Popen:
    command = [sys.executable, "-c", CHILD + story, str(path), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def run(path: Path, story: str) -> list[str]:
    with start(path, story) as process:
        out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    return out.splitlines()
