"""One thread that writes, many callers that wait: group commit.

SQLite lets writers starve when they compete, and a commit costs a trip to the disk. So every write is handed to this
thread, which puts all that has gathered into one transaction and tells each caller once that is on disk. Knows no tables.
"""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

from bot.storage import faults

Result = TypeVar("Result")
Work = Callable[[Connection], Result]

_TOGETHER = 128
"""Jobs in one transaction at most, so that nobody waits long behind a crowd."""


@dataclass(frozen=True)
class _Job:
    work: Work[Any]
    future: "Future[Any]" = field(default_factory=Future)


class Writer:
    """Runs writes one after another. Safe to use from any thread but its own."""

    def __init__(self, engine: Engine, patience: float) -> None:
        """`patience`: seconds a caller waits for its write to begin before it is told that nothing was saved."""
        self._engine = engine.execution_options(writes=True)
        self._patience = patience
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._closed = False
        self._closing = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="goodword-writer", daemon=True)
        self._thread.start()

    def write(self, work: Work[Result]) -> Result:
        """Run `work` in a transaction and return its result once it is on disk.

        What `work` raises is raised here and undoes only what it did itself. Should the transaction fail because of somebody
        else's work, `work` is run again in another one: it must not change anything but the database.
        Raises NotSaved when the database cannot be written or is not free in time; then nothing was written.
        """
        if threading.current_thread() is self._thread:
            raise RuntimeError("a write must not wait for another write")
        job = _Job(work)
        with self._closing:
            if self._closed:
                raise faults.not_saved(faults.CLOSED)
            self._jobs.put(job)
        try:
            result: Result = job.future.result(self._patience)
        except TimeoutError:
            if job.future.cancel():  # it has not begun and never will
                raise faults.not_saved(faults.BUSY) from None
            result = job.future.result()
        return result

    def close(self) -> None:
        """Finish what was handed over, refuse what comes after."""
        with self._closing:
            if not self._closed:
                self._closed = True
                self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            if not job.future.cancelled():
                self._commit([job], self._gathered)

    def _gathered(self) -> Iterable[_Job]:
        """What has come in meanwhile."""
        for _ in range(_TOGETHER - 1):
            try:
                job = self._jobs.get_nowait()
            except Empty:
                return
            if job is None:
                self._jobs.put(None)  # nothing comes after it: `_run` shall find it again
                return
            yield job

    def _commit(self, batch: list[_Job], more: Callable[[], Iterable[_Job]]) -> None:
        """Do the batch, and `more` once the database is ours, in one transaction; should that fail, each job in one of its own."""
        try:
            with self._engine.connect() as connection, connection.begin():
                batch = [job for job in (*batch, *more()) if _is_wanted(job)]
                outcomes = [_attempt(connection, job.work) for job in batch]
        except Exception as fault:  # noqa: BLE001 - whatever it is, those who wait must hear of it and the thread must live on
            batch = [job for job in batch if _is_wanted(job)]
            if len(batch) > 1:
                for job in batch:
                    self._commit([job], tuple)
            else:
                for job in batch:
                    job.future.set_exception(faults.as_not_saved(fault))
            return
        for job, (result, failure) in zip(batch, outcomes, strict=True):
            if failure is None:
                job.future.set_result(result)
            else:
                job.future.set_exception(failure)


def _is_wanted(job: _Job) -> bool:
    """False when its caller has gone; else it can no longer go, and will be told how it ended."""
    return job.future.running() or job.future.set_running_or_notify_cancel()


def _attempt(connection: Connection, work: Work[Any]) -> tuple[Any, Exception | None]:
    """Its result, or what it raised after its own changes were undone. Raises only what undoes the whole transaction."""
    connection.exec_driver_sql("SAVEPOINT job")  # by hand: SQLAlchemy's own costs as much as the write
    failure: Exception | None = None
    try:
        result = work(connection)
    except Exception as fault:
        if faults.ends_transaction(fault):
            raise
        connection.exec_driver_sql("ROLLBACK TO SAVEPOINT job")
        result, failure = None, faults.as_not_saved(fault)
    connection.exec_driver_sql("RELEASE SAVEPOINT job")
    return result, failure
