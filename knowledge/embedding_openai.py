"""Embeddings from an OpenAI-compatible endpoint: with `[library] embedding = "openai"` the texts of cards and deals leave the machine.

The client is imported and made with the first call. Knows no setting of the bot.
"""

import logging
import threading
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.encoders import readable

Vectors = NDArray[np.float32]

OPENAI_URL = "https://api.openai.com/v1"
_BATCH = 64
_NO_KEY = "none-needed"


class EmbeddingDown(RuntimeError):
    """The endpoint gave no usable vectors; told in a sentence, with no text and no secret in it."""


class OpenAIEmbedding:
    """Texts to unit vectors through one endpoint. Safe to share between threads."""

    def __init__(self, model: str, *, key: str = "", base_url: str = "", timeout: float = 15.0, retries: int = 1) -> None:
        """`timeout` in seconds for one batch; `retries` after a failed one."""
        self.model = model
        self._key = key or _NO_KEY
        self._url = base_url or OPENAI_URL
        self._timeout = timeout
        self._retries = retries
        self._making = threading.Lock()
        self._client: Any = None

    @property
    def name(self) -> str:
        """Part of every stored vector's key: vectors of different models are never mixed."""
        return f"openai:{self.model}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text, shape (n, dimensions); shape (0, 0) for no texts. Raises EmbeddingDown."""
        if not texts:
            return np.zeros((0, 0), np.float32)
        batches = [self._batch(batch) for batch in _batches([readable(text) for text in texts])]
        widths = {batch.shape[1] for batch in batches}
        if len(widths) != 1:
            raise EmbeddingDown(f"The embedding model {self.model} changed the length of its vectors.")
        vectors = np.concatenate(batches)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: Vectors = (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)
        return unit

    def _batch(self, texts: list[str]) -> Vectors:
        client = self._ready()
        import openai

        try:
            # Whole texts, not token numbers: other endpoints do not know OpenAI's tokens.
            given = client.embeddings.create(model=self.model, input=texts, encoding_format="float")
            rows = [item.embedding for item in sorted(given.data, key=lambda item: item.index)]
            vectors = np.asarray(rows, np.float32)
        except openai.APIError as fault:
            status = getattr(fault, "status_code", None)
            told = f"answered with status {status}" if status else "cannot be reached or did not answer in time"
            raise EmbeddingDown(f"The embedding endpoint {self._url} {told}.") from None
        except (ValueError, TypeError, AttributeError) as fault:
            raise EmbeddingDown(f"The embedding model {self.model} answered in a form that cannot be used.") from fault
        if vectors.ndim != 2 or len(vectors) != len(texts) or not np.isfinite(vectors).all():
            raise EmbeddingDown(f"The embedding model {self.model} did not give one vector for each text.")
        return vectors

    def _ready(self) -> Any:
        with self._making:
            if self._client is None:
                from openai import OpenAI

                for name in ("openai", "httpx", "httpx2", "httpcore"):  # their debug lines hold whole texts
                    logging.getLogger(name).setLevel(logging.WARNING)
                self._client = OpenAI(api_key=self._key, base_url=self._url, timeout=self._timeout, max_retries=self._retries)
            return self._client


def _batches(texts: list[str]) -> Iterator[list[str]]:
    for at in range(0, len(texts), _BATCH):
        yield texts[at : at + _BATCH]
