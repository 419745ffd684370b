"""Working through many files on several cores (多进程): in order, with flat memory, unstoppable.

A worker that dies or takes too long costs one file, not the batch: the file is named and a fresh
worker takes over.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Generic, TypeVar

from gongkai.adapters.readers.unreadable import Refusal

Item = TypeVar("Item")
T = TypeVar("T")
Work = Callable[[Item], T]
Failure = Callable[[Item, str, str], T]

CHUNK = 16
# How many files the quickest worker may be ahead of the slowest: what bounds memory.
WINDOW = 512
TIME_LIMIT_SECONDS = 120.0
# Some ten reports: what they leave behind is a few megabytes.
COLLECT_AFTER = 25_000


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    connection: Connection
    pending: deque[int] = field(default_factory=deque)
    since: float = 0.0
    is_ready: bool = False


def map_ordered(
    items: Sequence[Item],
    work: Work[Item, T],
    failed: Failure[Item, T],
    *,
    jobs: int,
    time_limit: float = TIME_LIMIT_SECONDS,
) -> Iterator[T]:
    """Return ``work(item)`` for each item, in order, computed by ``jobs`` processes.

    ``work`` and what it returns are pickled, so it is a function of a module. ``failed(item, code,
    message)`` answers for an item whose process died or passed ``time_limit`` seconds.
    """
    pool = _Pool(items, work, failed, min(jobs, len(items)), time_limit)
    try:
        yield from pool.results()
    finally:
        pool.close()


class _Pool(Generic[Item, T]):
    """The workers, what each still owes, and the results that wait for their turn."""

    def __init__(
        self,
        items: Sequence[Item],
        work: Work[Item, T],
        failed: Failure[Item, T],
        jobs: int,
        time_limit: float,
    ) -> None:
        self._items, self._work, self._failed = items, work, failed
        self._time_limit = time_limit
        self._context = multiprocessing.get_context("spawn")
        self._done: dict[int, T] = {}
        self._given_out = 0
        self._returned = 0
        self._retry: deque[int] = deque()
        self._workers = [self._start() for _ in range(jobs)]

    def results(self) -> Iterator[T]:
        """Return the results in the order of the items."""
        while self._returned < len(self._items):
            for worker in self._workers:
                self._hand_out(worker)
            self._collect()
            while self._returned in self._done:
                yield self._done.pop(self._returned)
                self._returned += 1

    def close(self) -> None:
        """Stop every worker."""
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()
            worker.connection.close()

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._work), daemon=True)
        with _uninterruptible():
            process.start()
        theirs.close()
        return _Worker(process, ours)

    def _hand_out(self, worker: _Worker) -> None:
        if worker.pending or not worker.is_ready:
            return
        chunk = [self._retry.popleft() for _ in range(min(len(self._retry), CHUNK))]
        if not chunk:
            ahead = self._returned + WINDOW - self._given_out
            left = len(self._items) - self._given_out
            # Small batches are shared out evenly; large ones in chunks, to save messages.
            size = max(1, min(CHUNK, left // (2 * len(self._workers)), ahead))
            chunk = list(range(self._given_out, self._given_out + min(size, left, max(ahead, 0))))
            self._given_out += len(chunk)
        if chunk:
            worker.pending.extend(chunk)
            worker.since = time.monotonic()
            self._send(worker, chunk)

    def _send(self, worker: _Worker, chunk: list[int]) -> None:
        try:
            worker.connection.send([self._items[index] for index in chunk])
        except (BrokenPipeError, ConnectionResetError):
            self._replace(worker, Refusal.CRASHED, f"退出码 {worker.process.exitcode}")

    def _collect(self) -> None:
        busy = [worker for worker in self._workers if worker.pending or not worker.is_ready]
        heard = wait([worker.connection for worker in busy], timeout=1.0)
        for worker in busy:
            if worker.connection in heard:
                self._receive(worker)
        self._stop_the_slow()

    def _receive(self, worker: _Worker) -> None:
        try:
            result = worker.connection.recv()
        except (EOFError, ConnectionResetError):
            worker.process.join()
            self._replace(worker, Refusal.CRASHED, f"退出码 {worker.process.exitcode}")
            return
        worker.since = time.monotonic()
        if worker.is_ready:
            self._done[worker.pending.popleft()] = result
        worker.is_ready = True

    def _stop_the_slow(self) -> None:
        now = time.monotonic()
        for worker in list(self._workers):
            if worker.pending and now - worker.since > self._time_limit:
                worker.process.kill()
                worker.process.join()
                self._replace(worker, Refusal.TIME_LIMIT, f"{self._time_limit:g}")

    def _replace(self, worker: _Worker, refusal: Refusal, met: str) -> None:
        """Answer for the file at fault, give the rest of the chunk to others, start afresh.

        Raises:
            RuntimeError: The worker could not even start, and another one would fare no better.
        """
        if not worker.is_ready:
            raise RuntimeError(f"a worker process could not start: {refusal.sentence(met)}")
        index = worker.pending.popleft()
        self._done[index] = self._failed(self._items[index], refusal.code, refusal.sentence(met))
        self._retry.extend(worker.pending)
        worker.connection.close()
        self._workers[self._workers.index(worker)] = self._start()


@contextlib.contextmanager
def _uninterruptible() -> Iterator[None]:
    """Let a process started here inherit that Ctrl-C is not for it: its parent stops it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _serve(connection: Connection, work: Work[Item, T]) -> None:
    """Answer requests for chunks, one message a file, until the other end closes.

    The first message says that the process is up: only then does the time of the first file count.
    """
    try:
        connection.send(None)
        _answer(connection, work)
        settle()
        while True:
            _answer(connection, work)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _answer(connection: Connection, work: Work[Item, T]) -> None:
    for item in connection.recv():
        connection.send(work(item))


def settle() -> None:
    """Have the garbage collector leave alone what is loaded, and look at the rest rarely.

    Reading a text makes some 2,500 objects and no cycle, so that every other collection looks in
    vain at all modules, forms and rules: a tenth of the time of a text.
    """
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)
