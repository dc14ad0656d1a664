"""One contract for every vector index: exact in memory, and Chroma in its own process."""

from collections.abc import Iterator

import numpy as np
import pytest
from library_world import learned

from knowledge.chroma import ChromaIndex
from knowledge.dense import DenseIndex, ExactIndex


@pytest.fixture(scope="module", params=["exact", "chroma"])
def opened(request, tmp_path_factory) -> Iterator[DenseIndex]:
    if request.param == "exact":
        yield ExactIndex()
        return
    chroma = ChromaIndex.fresh(tmp_path_factory.mktemp("index"), "mark")
    yield chroma
    chroma.delete()
    assert not chroma.folder.exists()


@pytest.fixture
def index(opened) -> DenseIndex:
    for name in opened.collections():
        opened.remove(name, opened.rows(name))
    return opened


def vectors(count: int, seed: int = 1, width: int = 24) -> np.ndarray:
    found = np.random.default_rng(seed).normal(size=(count, width)).astype(np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def test_a_new_index_is_empty(index):
    assert index.collections() == set()
    assert index.rows("card-anyone") == set()
    assert index.search(["card-anyone"], vectors(1)[0], 5) == []


def test_every_vector_finds_itself_first_with_cosine_one(index):
    data = vectors(300)
    index.put("card-anyone", range(1, 301), data)
    for n in range(0, 300, 29):
        row, cosine = index.search(["card-anyone"], data[n], 3)[0]
        assert row == n + 1
        assert cosine == pytest.approx(1.0, abs=1e-4)


def test_hits_are_the_exact_neighbours_with_their_cosines(index):
    data, asked = vectors(500), vectors(20, seed=2)
    index.put("deal-a", range(500), data)
    for vector in asked:
        cosines = data @ vector
        wanted = np.argsort(-cosines)[:10]
        hits = index.search(["deal-a"], vector, 10)
        assert [row for row, _ in hits] == wanted.tolist()
        assert [cosine for _, cosine in hits] == pytest.approx(cosines[wanted].tolist(), abs=1e-4)


def test_only_the_collections_asked_for_are_opened(index):
    data = vectors(40)
    index.put("card-anyone", range(20), data[:20])
    index.put("deal-hidden", range(20, 40), data[20:])
    assert {row for row, _ in index.search(["card-anyone", "deal-unknown"], data[30], 40)} == set(range(20))
    assert index.search([], data[30], 5) == []
    both = index.search(["deal-hidden", "card-anyone"], data[30], 40)
    assert {row for row, _ in both} == set(range(40))
    assert [cosine for _, cosine in both] == sorted((cosine for _, cosine in both), reverse=True)


def test_putting_a_row_again_replaces_it(index):
    data = vectors(3)
    index.put("deal-a", [7, 8], data[:2])
    index.put("deal-a", [7], data[2:])
    assert index.rows("deal-a") == {7, 8}
    assert index.search(["deal-a"], data[2], 1)[0] == (7, pytest.approx(1.0, abs=1e-4))
    assert index.search(["deal-a"], data[0], 1)[0][1] < 0.99


def test_removed_rows_are_never_found_again(index):
    data = vectors(60)
    index.put("deal-a", range(60), data)
    index.remove("deal-a", [*range(0, 60, 2), 999])
    index.remove("never-there", [1])
    assert index.rows("deal-a") == set(range(1, 60, 2))
    for n in range(0, 60, 7):
        assert all(row % 2 for row, _ in index.search(["deal-a"], data[n], 60))


def test_a_collection_without_rows_is_gone(index):
    index.put("deal-a", [1], vectors(1))
    index.put("deal-b", [2], vectors(1))
    assert index.collections() == {"deal-a", "deal-b"}
    index.remove("deal-a", [1])
    assert index.collections() == {"deal-b"}
    index.put("deal-a", [3], vectors(1))
    assert index.rows("deal-a") == {3}


def test_many_changes_leave_exactly_what_a_plain_dictionary_holds(index):
    chance, held = np.random.default_rng(5), {}
    data = vectors(120)
    for _ in range(25):
        rows = chance.choice(120, size=9, replace=False)
        if chance.random() < 0.6:
            index.put("deal-a", rows.tolist(), data[rows])
            held |= {int(row): data[row] for row in rows}
        else:
            index.remove("deal-a", rows.tolist())
            held = {row: vector for row, vector in held.items() if row not in rows}
    assert index.rows("deal-a") == set(held)
    missed = [row for row in held if index.search(["deal-a"], data[row], 1)[0][0] != row]
    # Chroma's graph is built with chance and may leave a row aside after many changes: rarely, and never an exact index.
    assert len(missed) <= (0.05 * len(held) if isinstance(index, ChromaIndex) else 0)


def test_on_the_real_lines_the_nearest_are_the_exact_ones(index):
    lines = np.stack(list(learned().lines.values())[::5])
    index.put("card-anyone", range(len(lines)), lines)
    kept = shown = 0
    for vector in lines[:: max(1, len(lines) // 25)]:
        wanted = set(np.argsort(-(lines @ vector))[:60].tolist())
        found = {row for row, _ in index.search(["card-anyone"], vector, 60)}
        kept, shown = kept + len(found & wanted), shown + 60
    assert kept / shown >= 0.99


def test_the_exact_index_gives_back_what_was_put_in():
    index, data = ExactIndex(), vectors(100)
    for n in range(100):
        index.put("deal-a", [n], data[n : n + 1])
    index.remove("deal-a", range(90))
    index.put("deal-a", [200], data[:1])
    assert np.array_equal(index.vectors("deal-a", [95, 200]), data[[95, 0]])
    with pytest.raises(KeyError):
        index.vectors("deal-a", [3])
