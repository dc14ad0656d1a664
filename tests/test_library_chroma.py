"""Chroma in its own process: killed, stopped, damaged and deleted under the library's feet. Answers go on, and it comes back."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from library_world import MEMBERS, deal, library_at, own_card, until

from knowledge.chroma import ChromaIndex
from knowledge.dense import IndexDown
from knowledge.embedding import Embedder
from knowledge.library import Library
from knowledge.store import text_hash

pytestmark = pytest.mark.slow
QUESTION = "the heron pumps"
COUNT = 1200


@pytest.fixture(scope="module", autouse=True)
def _quick_vectors():
    """Every text has a place of its own, drawn from its letters: what is tried here is the index, not the models."""

    def place(_, texts, __):
        seeds = [int(text_hash(text), 16) for text in texts]
        found = np.stack([np.random.default_rng(seed).normal(size=192) for seed in seeds]).astype(np.float32)
        return found / np.linalg.norm(found, axis=1, keepdims=True)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Embedder, "_place", place)
        yield


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> Path:
    """A data folder with a store and a sound generation of Chroma, closed."""
    folder = tmp_path_factory.mktemp("template") / "data"
    library = library_at(folder)
    library.add_deals([deal(f"d{n}", objection=f"The heron pumps, story {n}.") for n in range(COUNT // 2)])
    library.add_cards([own_card("card#1", "The heron pumps are quiet.")])
    library.start_chroma()
    library.close()
    return folder


@pytest.fixture
def library(template, tmp_path):
    opened = library_at(Path(shutil.copytree(template, tmp_path / "data")))
    yield opened
    opened.close()


@pytest.fixture
def served(library) -> Library:
    library.start_chroma()
    return library


def process(library: Library) -> int:
    return library.shelves.mirror.serving.process_id


def generations(library: Library, folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "data" / "index").iterdir())


def answers(library: Library) -> list[tuple[str, float]]:
    vector = library._embedder.of_question(QUESTION)
    return [(place.source, round(cosine, 3)) for place, _, cosine in library.shelves.nearest("deal", MEMBERS, vector, 10)]


def exact(library: Library) -> list[tuple[str, float]]:
    serving = library.shelves.mirror.serve(None)
    try:
        return answers(library)
    finally:
        library.shelves.mirror.serve(serving)


def served_again(library: Library) -> None:
    until(lambda: library.shelves.mirror.serving is not None and not library.down)
    library.check()
    assert library.down == ""
    assert answers(library) == exact(library)


def test_a_sound_generation_is_used_again_and_answers_exactly(served, tmp_path):
    assert len(generations(served, tmp_path)) == 1
    assert answers(served) == exact(served)
    assert served.down == ""


def test_what_changed_while_it_was_closed_is_caught_up_with(library):
    library.remove("deal", [f"d{n}" for n in range(5)])
    library.add_deals([deal("new", objection=QUESTION)])
    library.start_chroma()
    library.check()
    assert answers(library) == exact(library)
    assert answers(library)[0] == ("new", 1.0)


def test_changes_while_it_serves_reach_it(served):
    served.add_deals([deal("new", objection=QUESTION), deal("hidden", objection=QUESTION, visibility="private:UANA")])
    served.look_up(QUESTION, MEMBERS)
    assert answers(served)[0] == ("new", 1.0)
    assert "hidden" not in dict(answers(served))
    served.remove("deal", ["new"])
    assert "new" not in dict(answers(served))
    served.check()
    assert served.down == ""


def test_hundreds_of_deals_that_say_the_same_hide_no_other(served):
    served.add_deals([deal(f"same{n}", objection="Price too high.", happened="", lesson="") for n in range(700)])
    served.add_deals([deal("other", objection=QUESTION)])
    served.look_up(QUESTION, MEMBERS)
    assert answers(served) == exact(served)
    assert answers(served)[0][0] == "other"
    found = served.look_up("Price too high.", MEMBERS, k=60)
    assert sum(hit.id.startswith("same") for hit in found.deals) > 50
    served.remove("deal", [f"same{n}" for n in range(600)])
    assert {hit.id for hit in served.look_up("Price too high.", MEMBERS, k=60).deals} & {f"same{n}" for n in range(600, 700)}
    served.check()
    assert served.down == ""


def test_killed_between_two_questions_the_second_is_answered_the_same_and_it_comes_back(served, tmp_path):
    before, old = answers(served), generations(served, tmp_path)
    os.kill(process(served), signal.SIGKILL)
    assert answers(served) == before
    served_again(served)
    assert len(generations(served, tmp_path)) == 1
    assert generations(served, tmp_path) != old


def test_killed_again_and_again_during_questions_none_is_lost_or_wrong(served):
    wanted, done, wrong = answers(served), threading.Event(), []

    def ask() -> None:
        while not done.is_set():
            found = answers(served)
            if found != wanted:
                wrong.append(found)

    crowd = [threading.Thread(target=ask) for _ in range(3)]
    for one in crowd:
        one.start()
    for _ in range(2):
        index = until(lambda: served.shelves.mirror.serving)
        os.kill(index.process_id, signal.SIGKILL)
        until(lambda index=index: served.shelves.mirror.serving is not index)
    done.set()
    for one in crowd:
        one.join()
    assert wrong == []
    served_again(served)


def test_killed_while_it_takes_in_new_deals_nothing_is_lost(served):
    killer = threading.Timer(0.01, os.kill, (process(served), signal.SIGKILL))
    served.add_deals([deal(f"n{n}", objection=f"{QUESTION} {n}") for n in range(40)])
    killer.start()
    served.look_up(QUESTION, MEMBERS)
    killer.join()
    found = served.look_up(QUESTION, MEMBERS, k=100)
    assert {f"n{n}" for n in range(40)} & {hit.id for hit in found.deals}
    served_again(served)


def test_a_process_that_hangs_costs_seconds_once_and_is_replaced(served):
    before, old = answers(served), process(served)
    os.kill(old, signal.SIGSTOP)
    start = time.monotonic()
    assert answers(served) == before
    assert time.monotonic() - start < 15
    assert answers(served) == before
    served_again(served)
    assert not alive(old)


def test_its_folder_deleted_under_its_feet_is_noticed_and_made_good(served, tmp_path):
    before = answers(served)
    shutil.rmtree(served.shelves.mirror.serving.folder)
    assert answers(served) == before
    served.check()
    served_again(served)
    assert len(generations(served, tmp_path)) == 1


def segment(folder: Path) -> Path:
    """The directory with the files of the largest collection."""
    return max(
        (path.parent for path in folder.glob("data/index/*/*/data_level0.bin")), key=lambda path: (path / "data_level0.bin").stat().st_size
    )


def garbage(folder: Path) -> None:
    path = segment(folder) / "data_level0.bin"
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(os.urandom(4096))


def huge_links(folder: Path) -> None:
    with (segment(folder) / "link_lists.bin").open("r+b") as file:
        file.truncate(1 << 40)


def no_database(folder: Path) -> None:
    next(folder.glob("data/index/*/chroma.sqlite3")).unlink()


DAMAGES = {
    "garbage": garbage,
    "header gone": lambda folder: (segment(folder) / "header.bin").unlink(),
    "segment gone": lambda folder: shutil.rmtree(segment(folder)),
    "huge links": huge_links,
    "no database": no_database,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_never_answers_and_is_built_anew(library, tmp_path, damage):
    old = generations(library, tmp_path)
    DAMAGES[damage](tmp_path)
    right = answers_of_a_fresh_look(library)
    library.start_chroma()
    assert answers(library) == right == exact(library)
    assert library.down == ""
    assert len(generations(library, tmp_path)) == 1
    assert generations(library, tmp_path) != old


def answers_of_a_fresh_look(library: Library) -> list[tuple[str, float]]:
    library.look_up(QUESTION, MEMBERS)
    return answers(library)


def test_a_vector_that_is_not_what_it_should_be_is_noticed(served):
    name = "deal-everyone"
    second = sorted(served.shelves.held()[name])[1]
    wrong = np.ones((1, 192), np.float32) / np.sqrt(192)
    old = served.shelves.mirror.serving
    old.put(name, [second], wrong)
    served.check()
    assert served.shelves.mirror.serving is not old
    served_again(served)


def test_a_row_that_is_missing_is_noticed(served):
    name, rows = next(iter(served.shelves.held().items()))
    served.shelves.mirror.serving.remove(name, [min(rows)])
    served.check()
    served_again(served)


def test_a_new_generation_takes_the_place_of_the_old_and_erases_it(served, tmp_path):
    old, number = generations(served, tmp_path), process(served)
    served.rebuild()
    assert len(generations(served, tmp_path)) == 1
    assert generations(served, tmp_path) != old
    assert not alive(number)
    assert answers(served) == exact(served)


def test_questions_are_answered_while_a_new_generation_is_built(served):
    before, slowest = answers(served), 0.0
    rebuilding = threading.Thread(target=served.rebuild)
    rebuilding.start()
    asked = 0
    while rebuilding.is_alive():
        start = time.monotonic()
        assert answers(served) == before
        slowest, asked = max(slowest, time.monotonic() - start), asked + 1
    rebuilding.join()
    assert asked > 5
    assert slowest < 2


def test_vectors_of_another_space_are_never_mixed_in(library, tmp_path):
    (folder,) = (tmp_path / "data" / "index").iterdir()
    other = folder.with_name(folder.name.rsplit("-", 1)[0] + "-00000000")
    folder.rename(other)
    library.store.set_note("chroma", other.name)
    library.start_chroma()
    assert other.name not in generations(library, tmp_path)
    assert answers(library) == exact(library)


def test_where_no_index_can_be_built_the_reason_is_said_and_questions_are_answered(library, tmp_path):
    index = tmp_path / "data" / "index"
    shutil.rmtree(index)
    index.write_text("a file where the folder should be")
    with pytest.raises(IndexDown):
        library.start_chroma()
    assert library.down
    assert answers(library)
    index.unlink()
    library.check()
    assert library.down == ""
    assert answers(library) == exact(library)


def test_erased_nothing_of_the_index_is_left(library, tmp_path):
    library.start_chroma()
    number = process(library)
    library.erase_index()
    assert generations(library, tmp_path) == []
    assert not alive(number)
    assert answers(library)


def test_closed_it_leaves_no_process_even_while_it_is_being_built(library):
    library.look_up(QUESTION, MEMBERS)
    building = threading.Thread(target=lambda: _quietly(library.start_chroma))
    building.start()
    until(lambda: library._keeper._filling and library._keeper._filling.process_id)
    number = library._keeper._filling.process_id
    start = time.monotonic()
    library.close()
    building.join()
    assert time.monotonic() - start < 10
    assert not alive(number)
    assert library.shelves.mirror.serving is None


def _quietly(work) -> None:
    with suppress(IndexDown):  # it was told to stop
        work()


def test_a_process_that_hangs_does_not_keep_the_bot_from_stopping(served):
    number = process(served)
    os.kill(number, signal.SIGSTOP)
    start = time.monotonic()
    served.close()
    assert time.monotonic() - start < 15
    assert not alive(number)


def test_an_index_that_was_closed_stays_closed(tmp_path):
    index = ChromaIndex.fresh(tmp_path, "mark")
    index.put("card-anyone", [1], np.ones((1, 4), np.float32) / 2)
    index.close()
    index.close()
    with pytest.raises(IndexDown):
        index.search(["card-anyone"], np.ones(4, np.float32), 1)


OWNER = """
import sys, time
import numpy as np
from pathlib import Path
from knowledge.chroma import ChromaIndex
if __name__ == "__main__":
    index = ChromaIndex(Path(sys.argv[1]))
    index.put("card-anyone", [1], np.ones((1, 4), np.float32) / 2)
    print(index.process_id, flush=True)
    time.sleep(600)
"""


def test_when_the_owner_is_killed_its_chroma_ends_too(tmp_path):
    script = tmp_path / "owner.py"
    script.write_text(OWNER)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    with subprocess.Popen(
        [sys.executable, str(script), str(tmp_path / "index")], stdout=subprocess.PIPE, text=True, env=environment
    ) as owner:
        number = int(owner.stdout.readline())
        assert alive(number)
        owner.kill()
    until(lambda: not alive(number))


def alive(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
