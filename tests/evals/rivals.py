"""Simpler systems over the same passages, measured in the same run: BM25, an embedding, and a plain LangChain pipeline.

Each is used as its documentation shows. A ranking of passages becomes a ranking of cards by each card's best passage.
The embedding is the second model's (USE) alone, or with `thorough` both models' side by side, which takes fifty times as long.
"""

import re
from collections.abc import Callable, Sequence

import numpy as np
from remembering import RememberingEncoder

from knowledge.records import Card
from knowledge.store import Stored

Rank = Callable[[str], list[str]]
"""A question in, card ids out, best first."""


def build_rivals(cards: Sequence[Card], passages: Sequence[Stored], encoder: RememberingEncoder, thorough: bool) -> dict[str, Rank]:
    """All of them by name, built once for all sets of questions."""
    return {
        "BM25 alone": bm25(passages),
        "embedding alone": embedding_alone(passages, encoder, quick=not thorough),
        "LangChain + Chroma": langchain_pipeline(cards, encoder, quick=not thorough),
    }


def bm25(passages: Sequence[Stored]) -> Rank:
    """bm25s with words, and jieba's words where the script writes none."""
    import bm25s
    import jieba

    jieba.setLogLevel(60)

    def words(text: str) -> list[str]:
        return [word for word in jieba.lcut(text.lower()) if re.search(r"\w", word)]

    retriever = bm25s.BM25()
    retriever.index([words(stored.passage.text) for stored in passages], show_progress=False)

    def rank(question: str) -> list[str]:
        found, scores = retriever.retrieve([words(question)], k=200, show_progress=False)
        return _unique([passages[int(n)].passage.source for n, score in zip(found[0], scores[0], strict=True) if score > 0])

    return rank


def embedding_alone(passages: Sequence[Stored], encoder: RememberingEncoder, quick: bool) -> Rank:
    """Raw vectors, cosine, best passage wins."""
    texts = [stored.passage.text for stored in passages]
    encoder.learn(texts, "passages", quick)
    matrix = _unit(encoder.encode(texts, quick))

    def rank(question: str) -> list[str]:
        order = np.argsort(-(matrix @ _unit(encoder.encode([question], quick))[0]))[:200]
        return _unique([passages[int(n)].passage.source for n in order])

    return rank


def langchain_pipeline(cards: Sequence[Card], encoder: RememberingEncoder, quick: bool) -> Rank:
    """The tutorial's pipeline: whole cards cut into chunks of 500 characters, the same embedding, Chroma, similarity search."""
    import chromadb
    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_core.embeddings import Embeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    class Local(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return _unit(encoder.encode(texts, quick)).tolist()

        def embed_query(self, text: str) -> list[float]:
            return _unit(encoder.encode([text], quick))[0].tolist()

    splitter = RecursiveCharacterTextSplitter(chunk_size=500, chunk_overlap=50)
    chunks = splitter.split_documents([Document(_whole(card), metadata={"card": card.id}) for card in cards])
    encoder.learn([chunk.page_content for chunk in chunks], "chunks", quick)
    store = Chroma("cards", Local(), client=chromadb.EphemeralClient(chromadb.Settings(anonymized_telemetry=False)))
    for at in range(0, len(chunks), 500):
        store.add_documents(chunks[at : at + 500])
    return lambda question: _unique([document.metadata["card"] for document in store.similarity_search(question, k=60)])


def _whole(card: Card) -> str:
    parts = [
        "\n".join([part.title, *part.teaches, *part.when, *part.ask, *part.say, *part.do, *part.avoid, *part.caution])
        for part in card.parts.values()
    ]
    return "\n\n".join([*parts, "\n".join(saying.text for saying in card.sayings)])


def _unit(raw: np.ndarray) -> np.ndarray:
    return raw / np.linalg.norm(raw, axis=1, keepdims=True)


def _unique(ids: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(ids))
