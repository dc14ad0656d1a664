"""An OpenAI-compatible endpoint on this machine that speaks the real protocol, and misbehaves when told to.

    with FakeOpenAI() as endpoint:
        endpoint.say(lambda request: {"sentences": [...]})   # what the model answers, from what it was asked
        endpoint.misbehave("429", retry_after=7)             # the next request; times=None for all of them
        ...
        endpoint.prompts()                                   # everything that reached the model, as one text

Chat completions (plain, as tool calls, as json_schema, streamed) and embeddings. Nothing in it knows Goodword.
"""

import hashlib
import json
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

FAULTS = (
    "hang",
    "drip",
    "cut",
    "cut body",
    "truncated json",
    "not json",
    "wrong shape",
    "prose",
    "empty",
    "no choices",
    "content filter",
    "refusal",
    "length",
)
"""Ways to misbehave beside the numbers of HTTP statuses."""


@dataclass
class Request:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def text(self) -> str:
        """All that the model would read."""
        return "\n".join(str(message.get("content")) for message in self.body.get("messages", []))

    @property
    def way(self) -> str:
        """How a form was asked for: "json_schema", "function_calling" or "plain"."""
        if self.body.get("tools"):
            return "function_calling"
        return "json_schema" if (self.body.get("response_format") or {}).get("type") == "json_schema" else "plain"


@dataclass
class FakeOpenAI:
    """Use as a context manager. `journal` holds every request in order, those that were refused too."""

    key: str = ""
    """When set, other keys get a 401."""
    models: tuple[str, ...] = ()
    """When set, other models get a 404."""
    refuses: tuple[str, ...] = ()
    """Ways of asking and parameters this endpoint does not know: "json_schema", "function_calling", "max_tokens" and the like."""
    dimensions: int = 8
    journal: list[Request] = field(default_factory=list)
    touched: list[str] = field(default_factory=list)
    """Every path asked for, readable or not."""

    def __post_init__(self) -> None:
        self._faults: list[tuple[str, float, int | None]] = []
        self._answer: Callable[[Request], Any] = lambda request: {"ready": True}
        self._lock = threading.Lock()
        self.released = threading.Event()

    def __enter__(self) -> "FakeOpenAI":
        endpoint = self

        class Handler(_Handler):
            fake = endpoint

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def say(self, answer: Callable[[Request], Any]) -> None:
        """What the model answers: a JSON value made from the request."""
        self._answer = answer

    def misbehave(self, fault: str, *, times: int | None = 1, retry_after: float = 0) -> None:
        """The next `times` requests (None: all from now on) meet this fault: one of FAULTS or a status such as "500"."""
        assert fault in FAULTS or fault.isdigit(), fault
        self._faults.append((fault, retry_after, times))

    def behave(self) -> None:
        """No more faults."""
        self._faults.clear()

    def prompts(self) -> str:
        """Every text that reached the model."""
        return "\n".join(request.text for request in self.journal)

    def next_fault(self) -> tuple[str, float]:
        with self._lock:
            if not self._faults:
                return "", 0
            fault, retry_after, times = self._faults.pop(0)
            if times is None or times > 1:
                self._faults.insert(0, (fault, retry_after, None if times is None else times - 1))
            return fault, retry_after

    def answer(self, request: Request) -> Any:
        return self._answer(request)


class _Handler(BaseHTTPRequestHandler):
    fake: FakeOpenAI
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Silence."""

    def do_GET(self) -> None:
        self.fake.touched.append(self.path)
        self._error(404, f"no such path {self.path}")

    def do_POST(self) -> None:
        self.fake.touched.append(self.path)
        if not self.path.endswith(("/chat/completions", "/embeddings")):
            self.close_connection = True
            self._error(404, f"no such path {self.path}")
            return
        body = json.loads(self.rfile.read(int(self.headers.get("content-length", 0))))
        request = Request(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
        self.fake.journal.append(request)
        fault, retry_after = self.fake.next_fault()
        refusal = self._refusal(request)
        if fault.isdigit():
            self._error(int(fault), "made to fail", retry_after=retry_after)
        elif fault in ("hang", "cut"):
            self._leave(fault)
        elif refusal:
            self._error(*refusal)
        elif request.path.endswith("/embeddings"):
            self._embeddings(request, fault)
        else:
            self._chat(request, fault)

    def _refusal(self, request: Request) -> tuple[int, str] | None:
        if self.fake.key and request.headers.get("authorization") != f"Bearer {self.fake.key}":
            return 401, f"Incorrect API key provided: {request.headers.get('authorization')}"
        if self.fake.models and request.body.get("model") not in self.fake.models:
            return 404, f"The model `{request.body.get('model')}` does not exist"
        for name in self.fake.refuses:
            if name == request.way:
                return 400, f"Invalid parameter: 'response_format' of kind {name} is not supported with this model."
            if name in request.body:
                return 400, f"Unsupported parameter: '{name}' is not supported with this model."
        return None

    def _leave(self, fault: str) -> None:
        if fault == "hang":
            self.fake.released.wait(30)
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def _error(self, status: int, message: str, *, retry_after: float = 0) -> None:
        headers = {"retry-after": str(retry_after)} if retry_after else {}
        self._send({"error": {"message": message, "type": "fake", "param": None, "code": None}}, status, headers)

    def _send(self, value: Any, status: int = 200, headers: dict[str, str] | None = None) -> None:
        raw = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.send_response(status)
        for name, content in {"content-type": "application/json", "content-length": str(len(raw)), **(headers or {})}.items():
            self.send_header(name, content)
        self.end_headers()
        self.wfile.write(raw)

    def _drip(self, value: Any) -> None:
        """One byte at a time, never fast enough to end and never slow enough for a read timeout."""
        raw = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(raw)))
        self.end_headers()
        for byte in raw:
            if self.fake.released.wait(0.05):
                break
            try:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
            except OSError:
                break
        self.close_connection = True

    # -- chat -----------------------------------------------------------------------------------------------------

    def _chat(self, request: Request, fault: str) -> None:
        content = json.dumps(self.fake.answer(request), ensure_ascii=False)
        content = {"wrong shape": '{"nothing": "of the kind"}', "prose": "Sure! Here is what I think.", "empty": ""}.get(fault, content)
        reply = _completion(request, content, fault)
        if fault == "drip":
            self._drip(reply)
        elif fault == "cut body":
            raw = json.dumps(reply).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw[: len(raw) // 2])
            self._leave("cut")
        elif fault in ("truncated json", "not json"):
            self._send(json.dumps(reply).encode()[:40] if fault == "truncated json" else b"<html>Bad gateway</html>")
        elif request.body.get("stream"):
            self._stream(request, content)
        else:
            self._send(reply)

    def _stream(self, request: Request, content: str) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("connection", "close")
        self.end_headers()
        for piece in [*_pieces(content), None]:
            delta = {"role": "assistant", "content": piece} if piece is not None else {}
            choice = {"index": 0, "delta": delta, "finish_reason": None if piece is not None else "stop"}
            chunk = {
                "id": "chatcmpl-1",
                "object": "chat.completion.chunk",
                "created": 1,
                "model": request.body["model"],
                "choices": [choice],
            }
            self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.write(b"data: [DONE]\n\n")
        self.close_connection = True

    # -- embeddings -----------------------------------------------------------------------------------------------

    def _embeddings(self, request: Request, fault: str) -> None:
        given = request.body["input"]
        texts = [given] if isinstance(given, str) else given
        rows = [{"object": "embedding", "index": n, "embedding": self._vector(text)} for n, text in enumerate(texts)]
        if fault == "wrong shape":
            rows = rows[:-1]
        if fault in ("truncated json", "not json"):
            self._send(b'{"data": [')
            return
        rows.reverse()  # the protocol promises indexes, not an order
        self._send({"object": "list", "data": rows, "model": request.body["model"], "usage": {"prompt_tokens": 3, "total_tokens": 3}})

    def _vector(self, text: Any) -> list[float]:
        digest = hashlib.sha256(str(text).encode()).digest()
        return [byte / 128 - 1 for byte in digest[: self.fake.dimensions]]


def _pieces(content: str) -> Iterator[str]:
    for at in range(0, len(content), 20):
        yield content[at : at + 20]


def _completion(request: Request, content: str, fault: str) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": content, "refusal": None}
    finish = "stop"
    if request.way == "function_calling" and fault not in ("prose", "empty"):
        name = request.body["tools"][0]["function"]["name"]
        call = {"id": "call_1", "type": "function", "function": {"name": name, "arguments": content}}
        message, finish = {"role": "assistant", "content": None, "tool_calls": [call]}, "tool_calls"
    if fault == "refusal":
        message = {"role": "assistant", "content": None, "refusal": "I cannot help with that."}
    if fault in ("length", "content filter"):
        message, finish = {"role": "assistant", "content": content[: len(content) // 2]}, fault.replace(" ", "_")
    choices = [] if fault == "no choices" else [{"index": 0, "message": message, "finish_reason": finish, "logprobs": None}]
    usage = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": request.body["model"],
        "choices": choices,
        "usage": usage,
    }
