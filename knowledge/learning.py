"""Learns the space and the two classifiers from the cards' sayings and the counter-sayings: `make learn`.

Run by whoever changes cards; the bot only loads the result. Everything is closed form or a fixed number of
steps from a fixed start, so the same lines give the same file up to rounding. The evaluation questions are
never read here.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import logsumexp

from knowledge.cards import SHIPPED_CARDS, read_folder
from knowledge.catalogue import card_entry, deal_entry
from knowledge.counter import read_counter_sayings, read_refusals
from knowledge.deals import SAMPLE_DEALS, read_deals
from knowledge.encoders import SPLIT, LocalEncoder
from knowledge.learned import LEARNED_FILE, Learned, save_learned
from knowledge.lexical import tokens
from knowledge.space import Scorer, Space, free_of_language
from knowledge.store import text_hash
from knowledge.words import WordScorer, inverse_frequencies, weigh

Vectors = NDArray[np.float32]

DIMENSIONS = 192
SHRINKAGE = 0.5
"""Share of the identity in the within-topic covariance: there are fewer lines in a topic than dimensions."""
OPEN = frozenset(
    {
        "objection.price.catch-all",
        "objection.price.blind-discount-fails",
        "objection.general.hidden-reason",
        "objection.no-need.late-reversal",
    }
)
"""Topics whose sayings are objections without a cue for any meaning."""
STRENGTHS = {"stance": 10.0, "objection": 10.0, "meaning": 3.0}
"""How freely each classifier over vectors may follow the lines. The fewer lines, the less: unlike wordings are what it must meet."""
SEVERAL_LANGUAGES = 60
"""Lines a language needs for a mean of its own."""


@dataclass(frozen=True)
class Lines:
    """All texts to learn from, in order, with what each is."""

    texts: tuple[str, ...]
    langs: tuple[str, ...]
    topics: tuple[str, ...]
    """A topic id, a stance for counter-sayings, "" for guidance prose."""
    stances: tuple[str, ...]
    """"covered", another stance, or "" for prose."""
    meanings: tuple[str, ...]
    """A meaning topic, "open", "none", or "" for prose."""

    @property
    def labels(self) -> dict[str, NDArray[np.str_]]:
        """What each classifier tells apart, by its name; "" where a line says nothing about it.

        Whether a message is an objection and what lies behind one are two questions, learned apart: "objection" sees all
        lines, since only they tell what is none; "meaning" sees objections alone, since doubts and samples are spoken of
        outside them too.
        """
        meanings = np.array(self.meanings)
        return {
            "stance": np.array(self.stances),
            "objection": meanings,
            "meaning": np.where(meanings == "none", "", meanings),
        }

    @property
    def fingerprint(self) -> str:
        """Changes when any line, label or setting changes; shipped beside what was learned."""
        rows = ["\x1f".join(row) for row in zip(self.texts, self.langs, self.topics, self.meanings, strict=True)]
        return hashlib.sha256("\x1e".join([f"{DIMENSIONS}/{SHRINKAGE}/{STRENGTHS}", *rows]).encode()).hexdigest()[:12]


def gather(folder: Path = SHIPPED_CARDS) -> Lines:
    """The lines of all shipped cards and counter-sayings."""
    cards, faults = read_folder(folder)
    if faults:
        raise ValueError(f"cards that cannot be read: {faults}")
    rows: list[tuple[str, str, str, str, str]] = []
    for card in cards:
        meaning = card.topics[0] if card.is_meaning else "none"
        rows += [(s.text, s.lang, s.topic, "covered", "open" if s.topic in OPEN else meaning) for s in card.sayings]
        rows += [(p.text, p.lang, "", "", "") for p in card_entry(card).passages if p.part == "text"]
    # The sample deals are not learned from; their vectors are shipped, so that the demo starts at once.
    rows += [(p.text, p.lang, "", "", "") for deal in read_deals(SAMPLE_DEALS).deals for p in deal_entry(deal).passages]
    for stance, sayings in read_counter_sayings().items():
        rows += [(saying.text, saying.lang, stance, stance, "none") for saying in sayings]
    rows += [(s.text, s.lang, "unethical", "unethical", "none") for _, examples in read_refusals() for s in examples]
    first = {row[0]: row for row in reversed(rows)}
    return Lines(*(tuple(column) for column in zip(*first.values(), strict=True)))


def learn(lines: Lines, raw: Vectors, encoder: str) -> Learned:
    """The space and the classifiers for raw vectors of these lines."""
    known = np.array([bool(topic) for topic in lines.topics])
    space = learn_space(raw, lines, known, encoder)
    placed = space.place(raw, lines.langs)
    scorers = {
        name: Scorer(*fit(placed[labels != ""].astype(np.float64), labels[labels != ""], STRENGTHS[name]))
        for name, labels in lines.labels.items()
    }
    hashes = [text_hash(text) for text in lines.texts]
    behind = {key: str(meaning) for key, meaning in zip(hashes, lines.labels["meaning"], strict=True) if meaning}
    return Learned(space, scorers, dict(zip(hashes, placed, strict=True)), behind)


def learn_space(raw: Vectors, lines: Lines, known: NDArray[np.bool_], encoder: str) -> Space:
    """Language means, then within-topic whitening (shrunk), then the directions that hold the most."""
    langs = np.array(lines.langs)
    means = {"": raw[known, :SPLIT].mean(axis=0)}
    means |= {
        lang: raw[known & (langs == lang), :SPLIT].mean(axis=0) for lang in set(langs[known]) if (langs == lang).sum() >= SEVERAL_LANGUAGES
    }
    joined = free_of_language(raw, lines.langs, means)[known].astype(np.float64)
    topics = np.array([topic for topic in lines.topics if topic])
    names, owner = np.unique(topics, return_inverse=True)
    centres = np.stack([joined[owner == n].mean(axis=0) for n in range(len(names))])
    # Stances are no topics: their lines have little in common, and would blur what varies within a topic.
    of_topic = np.array(["." in name for name in names])[owner]
    within = joined[of_topic] - centres[owner[of_topic]]
    spread = within.T @ within / len(within)
    width = len(spread)
    spread = (1 - SHRINKAGE) * spread + SHRINKAGE * np.eye(width) * np.trace(spread) / width
    values, directions = np.linalg.eigh(spread)
    whiten = directions / np.sqrt(values)
    white = joined @ whiten
    middle = white.mean(axis=0)
    white -= middle
    white /= np.linalg.norm(white, axis=1, keepdims=True)
    centres = np.stack([white[owner == n].mean(axis=0) for n in range(len(names))])
    centres *= 3 / np.linalg.norm(centres, axis=1, keepdims=True)
    stacked = np.concatenate([centres, white[::3]])
    _, axes = np.linalg.eigh(stacked.T @ stacked)
    turn = whiten @ axes[:, ::-1][:, :DIMENSIONS]
    shift = middle @ axes[:, ::-1][:, :DIMENSIONS]
    scale = np.abs(turn).max()  # keeps the matrix inside the range of 16-bit floats; directions do not change
    return Space(f"{encoder}:{lines.fingerprint}", means, (turn / scale).astype(np.float32), (shift / scale).astype(np.float32))


def learn_words(lines: Lines) -> dict[str, WordScorer]:
    """The same classifiers over words instead of vectors."""
    return {name: _learn_words(lines, labels.tolist()) for name, labels in lines.labels.items()}


def _learn_words(lines: Lines, labels: Sequence[str]) -> WordScorer:
    counted = [Counter(tokens(text)) for text, label in zip(lines.texts, labels, strict=True) if label]
    idf = inverse_frequencies(counted, least=4)
    rows = {token: n for n, token in enumerate(idf)}
    vectors = [weigh(counts, idf) for counts in counted]
    matrix = csr_matrix(
        (
            [value for vector in vectors for value in vector.values()],
            [rows[token] for vector in vectors for token in vector],
            np.cumsum([0, *map(len, vectors)]),
        ),
        shape=(len(vectors), len(rows)),
    )
    names, theta, bias = fit(matrix, [label for label in labels if label])
    return WordScorer(names, idf, rows, theta, bias)


def fit(x: Any, labels: Sequence[str] | NDArray[np.str_], strength: float = 10.0) -> tuple[tuple[str, ...], Vectors, Vectors]:
    """Multinomial logistic regression with balanced classes: names, weights (columns of x, names), bias.

    `strength` is the inverse of the ridge penalty. x is an array or a sparse matrix with a row a label.
    """
    names, owner = np.unique(np.array(labels), return_inverse=True)
    counts = np.bincount(owner)
    weight = (len(owner) / (len(names) * counts))[owner][:, None]
    wanted = np.eye(len(names))[owner]
    shape = (x.shape[1] + 1, len(names))

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        theta = flat.reshape(shape)
        scores = x @ theta[:-1] + theta[-1]
        logs = scores - logsumexp(scores, axis=1, keepdims=True)
        off = weight * (np.exp(logs) - wanted)
        gradient = np.vstack([x.T @ off + theta[:-1] / strength, off.sum(axis=0, keepdims=True)])
        return float(-(weight * wanted * logs).sum() + (theta[:-1] ** 2).sum() / (2 * strength)), gradient.ravel()

    found = minimize(loss, np.zeros(shape[0] * shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 150})
    theta = found.x.reshape(shape).astype(np.float32)
    return tuple(str(name) for name in names), theta[:-1], theta[-1]


def main() -> None:
    """Encode all lines (minutes), learn for both choices of models, write the file."""
    from rich.console import Console
    from rich.progress import track

    lines = gather()
    encoder = LocalEncoder()
    if not encoder.has_e5:
        raise SystemExit("Learning needs both models; run it on Linux or on a Mac with an Apple chip.")
    batches = [lines.texts[at : at + 64] for at in range(0, len(lines.texts), 64)]
    raw = np.concatenate([encoder.encode(batch) for batch in track(batches, f"Encoding {len(lines.texts)} lines")])
    save_learned(learn_sets(lines, raw), learn_words(lines))
    Console().print(f"{LEARNED_FILE.name}: {len(lines.texts)} lines, {LEARNED_FILE.stat().st_size / 1e6:.1f} MB")


def learn_sets(lines: Lines, raw: Vectors) -> dict[str, Learned]:
    """What is learned with both models and with the second alone."""
    second = raw.copy()
    second[:, :SPLIT] = 0
    return {name: learn(lines, vectors, name) for name, vectors in (("e5+use-1", raw), ("use-1", second))}


if __name__ == "__main__":
    main()
