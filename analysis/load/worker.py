"""Reads files in a process of its own, which a file may hang, crash or fill: the run goes on without it."""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from threading import Timer
from typing import Any

from .items import MEBIBYTE, Bounds, Content, Message, message
from .read import files_in, read_file, read_one

PROGRAM = "import sys; sys.path[:] = {path!r}; from analysis.load.worker import serve; serve({memory})"
PASSING = frozenset(("too_slow", "reader_died", "no_memory", "too_many_deaths", "needs_library"))
"""Messages of what may go well another time, or on another machine."""

MOST_DEATHS = 3
"""How often a process may die over one archive before the rest of it is left alone."""

ENDED = (OSError, EOFError, ValueError, pickle.UnpicklingError)
"""What reading from or writing to a process that has ended raises."""


class Worker:
    """A process that reads one file after the other, until one of them ends it.

    Parameters
    ----------
    memory : int
        Most bytes it may take, where the system can keep it to that.
    program : str
        What it runs.

    Raises
    ------
    OSError
        When it cannot be started.
    """

    def __init__(self, memory: int, program: str = PROGRAM) -> None:
        self.owner, self.memory = os.getpid(), memory
        self._seconds = 0.0
        command = [sys.executable, "-c", program.format(path=sys.path, memory=memory)]
        # In a session of its own, so that it can be ended with all that it has started.
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def told(self, seconds: float) -> Any:
        """Return what it says next.

        Raises
        ------
        OSError, EOFError
            When it has ended, or had to be ended because it took too long.
        """
        assert self._process.stdout is not None
        timer = Timer(seconds, self._give_up, (seconds,))
        timer.daemon = True
        timer.start()
        try:
            return pickle.load(self._process.stdout)
        finally:
            timer.cancel()

    def ask(self, *wanted: object) -> None:
        """Send it what is to be read."""
        assert self._process.stdin is not None
        pickle.dump(wanted, self._process.stdin, protocol=5)
        self._process.stdin.flush()

    def end(self) -> None:
        """End it, whatever it is doing; a process that was forked off leaves it to its owner."""
        if self.owner != os.getpid():
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    pipe.close()
            self._process.returncode = 0  # it is not for this process to wait for it
            return
        with contextlib.suppress(OSError):
            if os.name == "posix":
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
        with contextlib.suppress(OSError):
            self._process.communicate()

    def reason(self) -> Message:
        """Return why it ended."""
        if self._seconds:
            return message("too_slow", seconds=round(self._seconds))
        return message("reader_died")

    def _give_up(self, seconds: float) -> None:
        self._seconds = seconds
        with contextlib.suppress(OSError):
            self._process.kill()


_idle: list[Worker] = []


@atexit.register
def _end_idle() -> None:
    while _idle:
        _idle.pop().end()


def _borrowed(bounds: Bounds) -> Worker:
    """Return a worker that is ready, a new one when none is."""
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
        worker.told(bounds.seconds)
    except ENDED:
        worker.end()
        raise OSError("no process can be started") from None
    return worker


def read_apart(data: bytes, source: str, bounds: Bounds) -> Iterator[tuple[str, Content | Message]]:
    """Yield what `read_file` does; a file that ends the process that reads it is refused for that.

    Parameters
    ----------
    data : bytes
        The whole file.
    source : str
        Its path.
    bounds : Bounds
        How much it may hold, and how much time and memory it may take.
    """
    done = 0
    for _ in range(MOST_DEATHS):
        try:
            worker = _borrowed(bounds)
        except OSError:  # then there is no other way than to read it here
            yield from islice(read_file(data, source, bounds), done, None)
            return
        before, name, size = done, "", len(data)
        try:
            worker.ask(data, source, bounds, done)
            while told := worker.told(bounds.seconds + size / MEBIBYTE * bounds.seconds_per_mebibyte):
                if told[0] == "begin":
                    name, size = told[1:]
                else:
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


def serve(memory: int) -> None:
    """Read the files that are asked for on standard input, until there are no more: what a worker runs.

    Parameters
    ----------
    memory : int
        Most bytes to take on top of what the process has at its beginning.
    """
    # Libraries may print; what is said to the other process must not be mixed with that.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit(memory)

    def say(*said: object) -> None:
        pickle.dump(said, answers, protocol=5)
        answers.flush()

    say("ready")
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            data, source, bounds, done = pickle.load(sys.stdin.buffer)
            for name, content in islice(files_in(data, source, bounds), done, None):
                say("begin", name, len(content) if isinstance(content, bytes) else 0)
                read = read_one(content, name, bounds)
                say("done", name, read)
                if isinstance(read, Message) and read.code == "no_memory":
                    os._exit(1)  # what it holds by now is not all given back
            say()


def _limit(memory: int) -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with open("/proc/self/statm") as file:
            taken = int(file.read().split()[0]) * resource.getpagesize()
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (taken + memory, most))
    except (ImportError, OSError, ValueError):  # not on this system: there is a limit of time only
        return
