"""Simpler systems over the same passages, measured in the same run: BM25, the embedding, and a plain LangChain pipeline.

Each is used as its documentation shows. A ranking of passages becomes a ranking of cards by each card's best passage.
"""

import re
from collections.abc import Callable, Sequence

import numpy as np

from knowledge.encoders import LocalEncoder
from knowledge.records import Card
from knowledge.store import Stored

Rank = Callable[[str], list[str]]
"""A question in, card ids out, best first."""


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


def embedding_alone(passages: Sequence[Stored], encoder: LocalEncoder) -> Rank:
    """Both models' raw vectors side by side, cosine, best passage wins."""
    matrix = _encode(encoder, [stored.passage.text for stored in passages])

    def rank(question: str) -> list[str]:
        order = np.argsort(-(matrix @ _encode(encoder, [question])[0]))[:200]
        return _unique([passages[int(n)].passage.source for n in order])

    return rank


def langchain_pipeline(cards: Sequence[Card], encoder: LocalEncoder) -> Rank:
    """The tutorial's pipeline: whole cards cut into chunks of 500 characters, the same embedding, Chroma, similarity search."""
    import chromadb
    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_core.embeddings import Embeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    class Local(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return _encode(encoder, texts).tolist()

        def embed_query(self, text: str) -> list[float]:
            return _encode(encoder, [text])[0].tolist()

    splitter = RecursiveCharacterTextSplitter(chunk_size=500, chunk_overlap=50)
    chunks = splitter.split_documents([Document(_whole(card), metadata={"card": card.id}) for card in cards])
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


def _encode(encoder: LocalEncoder, texts: Sequence[str]) -> np.ndarray:
    raw = np.concatenate([encoder.encode(texts[at : at + 64]) for at in range(0, len(texts), 64)])
    return raw / np.linalg.norm(raw, axis=1, keepdims=True)


def _unique(ids: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(ids))
