"""Read files in a separate process: if it hangs, crashes or exhausts its memory, the run continues."""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from threading import Timer
from typing import Any, TypeVar

from .form import RECOGNISED, TableForm
from .items import Bounds, Content, Message, Unreadable, message
from .pdf.ocr import PAGE_SECONDS
from .read import read_file
from .serving import allowed

R = TypeVar("R")

PROGRAM = "import sys; sys.path[:] = {path!r}; from analysis.load.serving import serve; serve({memory})"
PASSING = frozenset(("too_slow", "reader_died", "no_memory", "too_many_deaths", "needs_library"))
"""Messages about failures that may not recur, or not on other machines."""

BUSY = 4
"""Ratio of elapsed time to processor time allowed, as the machine may be busy with other work."""

STARTING = 60
"""Time limit for the start of a process (seconds)."""

MOST_DEATHS = 3
"""How many times reading one archive may crash before the rest of it is skipped."""

ENDED = (OSError, EOFError, ValueError, pickle.UnpicklingError)
"""Errors raised on reading from or writing to a process that has ended."""


class Worker:
    """A process that reads files one after the other, until one of them ends it.

    Parameters
    ----------
    memory : int
        Memory limit in bytes, where the system supports one.
    program : str
        The program it runs.

    Raises
    ------
    OSError
        If it cannot be started.
    """

    def __init__(self, memory: int, program: str = PROGRAM) -> None:
        self.owner, self.memory = os.getpid(), memory
        self._seconds, self._timed_out = 0.0, False
        command = [sys.executable, "-c", program.format(path=sys.path, memory=memory)]
        # In a session of its own, so that it can be ended together with its children.
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def told(self, seconds: float) -> Any:
        """Return the next answer.

        Raises
        ------
        OSError, EOFError
            If it has ended, or was ended because it took too long.
        """
        assert self._process.stdout is not None
        self._seconds = seconds
        timer = Timer(BUSY * seconds, self._give_up)
        timer.daemon = True
        timer.start()
        try:
            return pickle.load(self._process.stdout)
        finally:
            timer.cancel()

    def ask(self, *wanted: object) -> None:
        """Send a request."""
        assert self._process.stdin is not None
        pickle.dump(wanted, self._process.stdin, protocol=5)
        self._process.stdin.flush()

    def end(self) -> None:
        """End the process, whatever it is doing; a forked copy of its owner leaves it alone."""
        if self.owner != os.getpid():
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    pipe.close()
            self._process.returncode = 0  # this process is not its parent and cannot wait for it
            return
        with contextlib.suppress(OSError):
            if os.name == "posix":
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
        with contextlib.suppress(OSError):
            self._process.communicate()

    def reason(self) -> Message:
        """Return the reason why the process ended."""
        if self._timed_out or self._process.returncode == -getattr(signal, "SIGXCPU", 0):
            return message("too_slow", seconds=round(self._seconds))
        return message("reader_died")

    def _give_up(self) -> None:
        self._timed_out = True
        with contextlib.suppress(OSError):
            self._process.kill()


_idle: list[Worker] = []


@atexit.register
def _end_idle() -> None:
    while _idle:
        _idle.pop().end()


def _borrowed(bounds: Bounds) -> Worker:
    """Return an idle worker, or a new one if there is none."""
    while _idle:
        try:
            worker = _idle.pop()
        except IndexError:  # another thread was quicker
            break
        if worker.owner == os.getpid() and worker.memory == bounds.memory:
            return worker
        worker.end()
    worker = Worker(bounds.memory)
    try:
        worker.told(STARTING)
    except ENDED:
        worker.end()
        raise OSError("no process can be started") from None
    return worker


def read_apart(
    data: bytes, source: str, bounds: Bounds, form: TableForm = RECOGNISED
) -> Iterator[tuple[str, Content | Message]]:
    """Yield the results of `read_file`, refusing a file that ends the process reading it.

    Parameters
    ----------
    data : bytes
        The whole file.
    source : str
        Its path.
    bounds : Bounds
        Limits on its contents, and on time and memory.
    form : TableForm
        How its tables are laid out.
    """
    done = 0
    for _ in range(MOST_DEATHS):
        try:
            worker = _borrowed(bounds)
        except OSError:  # then the file can only be read in this process
            yield from islice(read_file(data, source, bounds, form), done, None)
            return
        before, name, size = done, "", len(data)
        try:
            worker.ask(data, source, bounds, form, done)
            seconds = allowed(size, bounds)
            while told := worker.told(seconds):
                seconds = PAGE_SECONDS
                if told[0] == "begin":
                    name, size = told[1:]
                    seconds = allowed(size, bounds)
                elif told[0] == "done":
                    seconds = allowed(len(data), bounds)
                    yield told[1:]
                    done, name, size = done + 1, "", len(data)
            _idle.append(worker)
            return
        except ENDED:
            worker.end()
        except BaseException:
            worker.end()
            raise
        if name or done == before:
            yield name or source, worker.reason()
            done += 1
        if name in ("", source):
            return
    yield source, message("too_many_deaths", bound=MOST_DEATHS)


def call_apart(function: Callable[..., R], *given: object, size: int, bounds: Bounds) -> R:
    """Return the result of a function that is run in a worker.

    Parameters
    ----------
    function : callable
        A function of a module, which may raise `Unreadable`.
    *given : object
        Its arguments.
    size : int
        Size in bytes of what it reads, which limits its time.
    bounds : Bounds
        Limits on time and memory.

    Raises
    ------
    Unreadable
        If the function raises it, or ends the process that it runs in.
    OSError
        If the function raises it.
    """
    try:
        worker = _borrowed(bounds)
    except OSError:  # then it can only be run in this process
        return function(*given)
    seconds = allowed(size, bounds)
    try:
        worker.ask(function, given, seconds)
        (result,) = worker.told(seconds)
    except ENDED:
        worker.end()
        result = worker.reason()
    except BaseException:
        worker.end()
        raise
    if isinstance(result, Message):
        worker.end()  # its memory may be full
        raise Unreadable(result.code, **result.values)
    _idle.append(worker)
    if isinstance(result, OSError):
        raise result
    return result
