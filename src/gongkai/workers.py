"""Runs a function over many items in child processes, so that an item that crashes or hangs harms no other.

`multiprocessing` and `concurrent.futures` come close, but a process pool breaks as a whole when one child dies, knows
no time limit for a running task, and its spawned children import the caller's `__main__` again, which a script without
the `if __name__ == "__main__"` guard does not survive. Here a child is `python -m gongkai.workers`: it reads pickles
from its standard input, the function first and then one item each, and answers each with a pickle.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any, Generic, Literal, TypeVar, cast

Item = TypeVar("Item")
Result = TypeVar("Result")

# Items in work or finished ahead of the one that is waited for, per worker: enough to keep the others busy while one
# takes long, few enough that their results fit into memory.
LOOK_AHEAD = 4
# Seconds from the end of a child's output to its exit code: it is about to end, but may still write its core file.
LAST_WORDS = 2.0


@dataclass(frozen=True, slots=True)
class Lost:
    """In the place of a result: the child process died over the item, or was killed when its time was up."""

    reason: Literal["crashed", "timeout"]
    exit_code: int  # negative: the signal that ended the process


def run_isolated(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    workers: int,
    timeout: float | None,
    environment: Mapping[str, str] | None = None,
    warm_up: Iterable[Item] = (),
) -> Iterator[tuple[Item, Result | Lost]]:
    """Yields each item with its result, in the order of `items`, of which it takes only a few ahead.

    Args:
        function: importable by its name, as `pickle` wants it. An exception that it lets out ends its child.
        timeout: seconds for one item, without the start of a child; None for no limit.
        environment: variables of the children, above those of this process.
        warm_up: items that every child does as part of its start, for what they load; nobody sees their results.
    """
    opening = [pickle.dumps(function), *map(pickle.dumps, warm_up)]
    children: list[_Child[Item, Result]] = [_Child(opening, timeout, environment or {}) for _ in range(workers)]
    idle: SimpleQueue[_Child[Item, Result]] = SimpleQueue()
    for child in children:
        idle.put(child)

    def run(item: Item) -> Result | Lost:
        child = idle.get()
        try:
            return child.call(item)
        finally:
            idle.put(child)

    pool = ThreadPoolExecutor(workers, thread_name_prefix="gongkai")
    try:
        yield from _in_order(lambda item: pool.submit(run, item), items, LOOK_AHEAD * workers)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for child in children:
            child.stop()
        pool.shutdown()
        for child in children:
            child.release()


def _in_order(
    submit: Callable[[Item], Future[Result]], items: Iterable[Item], look_ahead: int
) -> Iterator[tuple[Item, Result]]:
    pending: deque[tuple[Item, Future[Result]]] = deque()
    for item in items:
        pending.append((item, submit(item)))
        if len(pending) >= look_ahead:
            first, future = pending.popleft()
            yield first, future.result()
    for item, future in pending:
        yield item, future.result()


class _Child(Generic[Item, Result]):
    """One child process: started when first needed, and again after it was lost."""

    def __init__(self, opening: Sequence[bytes], timeout: float | None, environment: Mapping[str, str]) -> None:
        """`opening` are the first requests to a new process, with no time limit: the function, and items to warm up."""
        self._environment = environment
        self._opening = opening
        self._timeout = threading.TIMEOUT_MAX if timeout is None else timeout
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._lock = threading.Lock()  # between the thread that calls and the one that stops

    def call(self, item: Item) -> Result | Lost:
        request = pickle.dumps(item)
        process = self._process or self._start()
        if process is None:
            return Lost("crashed", 0)
        with _Deadline(process, self._timeout) as deadline:
            answer = _exchange(process, request)
        if answer is None or deadline.passed:
            return Lost("timeout" if deadline.passed else "crashed", self.release(LAST_WORDS))
        return cast(Result, answer[0])

    def stop(self) -> None:
        """Kills the process for good; a `call` under way ends with `Lost`."""
        with self._lock:
            self._stopped = True
            if self._process:
                self._process.kill()

    def release(self, patience: float = 0) -> int:
        """Ends the process, after `patience` seconds at the latest, and frees its pipes; gives the exit code."""
        process, self._process = self._process, None
        if process is None:
            return 0
        # What could not be written to a dead process is written once more when its pipe is closed.
        with contextlib.suppress(BrokenPipeError), process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(patience)
            process.kill()
        return process.wait()

    def _start(self) -> subprocess.Popen[bytes] | None:
        search_path = os.pathsep.join(path or str(Path.cwd()) for path in sys.path)
        with self._lock:
            if self._stopped:
                return None
            self._process = subprocess.Popen(  # -P: a json.py that lies beside the reports must not get in
                [sys.executable, "-P", "-m", "gongkai.workers"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, **self._environment, "PYTHONPATH": search_path},
            )
        for request in self._opening:
            _exchange(self._process, request)
        return self._process


class _Deadline:
    """Kills `process` after `seconds`; `passed` tells whether it did, for certain once the block is left."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.passed = False
        self._process = process
        self._timer = threading.Timer(seconds, self._expire)
        self._timer.daemon = True

    def __enter__(self) -> _Deadline:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._timer.join()

    def _expire(self) -> None:
        self.passed = True
        self._process.kill()


def _exchange(process: subprocess.Popen[bytes], request: bytes) -> tuple[Any] | None:
    """Sends a pickle and waits for the answer; None if the process ended before it was complete."""
    requests, answers = cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)
    try:
        requests.write(request)
        requests.flush()
        return (pickle.load(answers),)
    except (EOFError, OSError, pickle.UnpicklingError):
        return None


def serve() -> None:
    """The child: answers requests until its standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then ends its children
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not get between the answers
    function = pickle.load(requests)
    answer = None
    while True:
        pickle.dump(answer, answers)
        answers.flush()
        try:
            item = pickle.load(requests)
        except EOFError:
            return
        answer = function(item)


if __name__ == "__main__":
    serve()
