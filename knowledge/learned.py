"""What was learned from the sayings, as shipped in one file: the space, two classifiers, and the lines' vectors.

The file is made by `knowledge.learning` and holds one set for each choice of models (see `encoders`), because
one of them has no build for every platform.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.space import Scorer, Space
from knowledge.words import WordScorer

Vectors = NDArray[np.float32]

LEARNED_FILE = Path(__file__).parent / "learned.npz"
_MOST = 63
"""The greatest number in a line's stored vector."""


@dataclass(frozen=True)
class Learned:
    """One set: where texts are placed, what a message is to us, what may lie behind an objection."""

    space: Space
    scorers: Mapping[str, Scorer]
    """"stance", "objection" and "meaning"."""
    lines: Mapping[str, Vectors]
    """Vectors of the shipped lines by text hash, so that the first start encodes nothing."""
    behind: Mapping[str, str] = field(default_factory=dict)
    """What lies behind each objection among the lines, by text hash: a meaning topic or "open"."""


SCORERS = ("stance", "objection", "meaning")
"""What is told apart: what a message is to us, whether it is an objection, and what may lie behind one."""


def load_words(path: Path = LEARNED_FILE) -> dict[str, WordScorer]:
    """The classifiers over words, the same for every choice of models. Raises FileNotFoundError."""
    with np.load(path, allow_pickle=False) as file:
        return {name: _word_scorer(file, name) for name in SCORERS}


def load_learned(encoder: str, path: Path = LEARNED_FILE, *, with_lines: bool = True) -> Learned:
    """The set for an encoder's name, on wish without the lines' vectors, which take longest.

    Raises FileNotFoundError or KeyError (a set that was never learned).
    """
    left_out = () if with_lines else (f"{encoder}/lines",)
    with np.load(path, allow_pickle=False) as file:
        get = {
            name.removeprefix(encoder + "/"): file[name] for name in file.files if name.startswith(encoder + "/") and name not in left_out
        }
        if not get:
            raise KeyError(f'{path.name} holds nothing for the encoder "{encoder}"; run "make learn"')
        hashes = [row.tobytes().hex() for row in file["hashes"]] if with_lines else []
        behind = _behind(file, hashes) if with_lines else {}
    means = {str(lang): vector.astype(np.float32) for lang, vector in zip(get["langs"], get["means"], strict=True)}
    space = Space(f"{encoder}:{get['name']}", means, get["turn"].astype(np.float32), get["shift"].astype(np.float32))
    vectors = get["lines"].astype(np.float32) if with_lines else np.zeros((0, space.dimensions), np.float32)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return Learned(space, {name: _scorer(get, name) for name in SCORERS}, dict(zip(hashes, vectors, strict=True)), behind)


def save_learned(sets: Mapping[str, Learned], words: Mapping[str, WordScorer], path: Path = LEARNED_FILE) -> None:
    """Write all sets to one file; vectors as whole numbers of seven bits, matrices as 16-bit floats."""
    first = next(iter(sets.values()))
    hashes = sorted(first.lines)
    names = sorted(set(first.behind.values()))
    arrays: dict[str, Any] = {
        "hashes": np.array([list(bytes.fromhex(h)) for h in hashes], np.uint8),
        "behind_names": np.array(names, np.str_),
        "behind": np.array([names.index(first.behind[h]) if h in first.behind else -1 for h in hashes], np.int8),
    }
    for encoder, learned in sets.items():
        langs = sorted(learned.space.means)
        lines = np.stack([learned.lines[h] for h in hashes])
        # Each row is scaled to use the whole range: directions count, lengths do not. An eighth bit would only make the file larger.
        scaled = lines / np.maximum(np.abs(lines).max(axis=1, keepdims=True), 1e-9)
        arrays |= {
            f"{encoder}/name": np.array(learned.space.name.split(":", 1)[1]),
            f"{encoder}/langs": np.array(langs),
            f"{encoder}/means": np.stack([learned.space.means[lang] for lang in langs]).astype(np.float16),
            f"{encoder}/turn": learned.space.turn.astype(np.float16),
            f"{encoder}/shift": learned.space.shift.astype(np.float32),
            f"{encoder}/lines": np.round(scaled * _MOST).astype(np.int8),
        }
        for name, scorer in learned.scorers.items():
            arrays |= {
                f"{encoder}/{name}_names": np.array(scorer.names),
                f"{encoder}/{name}_weights": scorer.weights.astype(np.float32),
                f"{encoder}/{name}_bias": scorer.bias.astype(np.float32),
            }
    for name, chosen in words.items():
        arrays |= {
            f"words/{name}_names": np.array(chosen.names),
            f"words/{name}_tokens": np.frombuffer("\n".join(chosen.rows).encode(), np.uint8),
            f"words/{name}_idf": np.array([chosen.idf[token] for token in chosen.rows], np.float16),
            **_in_eighths(name, chosen.weights),
            f"words/{name}_bias": chosen.bias.astype(np.float32),
        }
    np.savez_compressed(path, **arrays)


def _in_eighths(name: str, weights: Vectors) -> dict[str, Any]:
    """Weights as eighth-precision numbers; each column uses the whole range."""
    most = np.maximum(np.abs(weights).max(axis=0), 1e-9).astype(np.float32)
    return {f"words/{name}_weights": np.round(weights / most * 127).astype(np.int8), f"words/{name}_most": most}


def _behind(file: Any, hashes: list[str]) -> dict[str, str]:
    names = [str(name) for name in file["behind_names"]]
    return {key: names[n] for key, n in zip(hashes, file["behind"].tolist(), strict=True) if n >= 0}


def _scorer(get: Mapping[str, Any], name: str) -> Scorer:
    return Scorer(tuple(str(n) for n in get[f"{name}_names"]), get[f"{name}_weights"], get[f"{name}_bias"])


def _word_scorer(file: Any, name: str) -> WordScorer:
    tokens = file[f"words/{name}_tokens"].tobytes().decode().split("\n")
    idf = dict(zip(tokens, file[f"words/{name}_idf"].astype(float).tolist(), strict=True))
    rows = {token: n for n, token in enumerate(tokens)}
    names = tuple(str(n) for n in file[f"words/{name}_names"])
    weights = file[f"words/{name}_weights"].astype(np.float32) * (file[f"words/{name}_most"] / 127)
    return WordScorer(names, idf, rows, weights, file[f"words/{name}_bias"])
