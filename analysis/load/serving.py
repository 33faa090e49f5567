"""The worker process that reads files for another, within limits of time and memory."""

from __future__ import annotations

import contextlib
import math
import os
import pickle
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from ..errors import described
from .items import MEBIBYTE, Bounds, Message, Unreadable, message
from .pdf import ocr
from .read import files_in, read_one


def allowed(size: int, bounds: Bounds) -> float:
    """Return how many seconds reading a file of this size may take."""
    return bounds.seconds + size / MEBIBYTE * bounds.seconds_per_mebibyte


def serve(memory: int) -> None:
    """Read the files and call the functions requested on standard input: the main loop of a worker.

    Parameters
    ----------
    memory : int
        Most bytes to take on top of what the process has at its beginning.
    """
    # Libraries may print; this must not mix with the replies to the other process.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")  # its own asks for a GB before it reads
    _limit(memory)

    @contextlib.contextmanager
    def room() -> Iterator[None]:
        _limit(memory + ocr.OCR_MEMORY)
        try:
            yield
        finally:
            _limit(memory)  # on top of what the recogniser keeps

    def say(*said: object) -> None:
        pickle.dump(said, answers, protocol=5)
        answers.flush()

    def allow_page(number: int, total: int) -> None:
        _allow(ocr.PAGE_SECONDS)
        say("page", number, total)

    ocr.tell(allow_page, room)
    say("ready")
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            wanted = pickle.load(sys.stdin.buffer)
            if len(wanted) == 3:
                say(_called(*wanted))
                continue
            data, source, bounds, form, done = wanted
            for name, content in islice(files_in(data, source, bounds), done, None):
                size = len(content) if isinstance(content, bytes) else 0
                say("begin", name, size)
                _allow(allowed(size, bounds))
                read = read_one(content, name, bounds, form)
                say("done", name, read)
                if isinstance(read, Message) and read.code == "no_memory":
                    os._exit(1)  # what it holds by now is not all given back
            say()


def _called(function: Callable[..., Any], given: tuple[Any, ...], seconds: float) -> Any:
    """Return what a function returns, the error of the system it met, or why it refuses its arguments."""
    _allow(seconds)
    try:
        return function(*given)
    except Unreadable as fault:
        return fault.reason
    except OSError as fault:
        return fault
    except MemoryError:
        return message("no_memory")
    except Exception as fault:  # whatever it is, only this call fails
        return message("fault", fault=described(fault))


def _allow(seconds: float) -> None:
    """Let the system end this process after this much more CPU time, however long it takes by the clock."""
    with contextlib.suppress(ImportError, ValueError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time() + seconds), most))


def _limit(memory: int) -> None:
    """Let this process take no more than this on top of what it has now."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with open("/proc/self/statm") as file:
            taken = int(file.read().split()[0]) * resource.getpagesize()
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (taken + memory, most))
    except (ImportError, OSError, ValueError):  # not on this system: there is a limit of time only
        return
