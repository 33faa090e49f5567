"""The worker process that reads files for another, within limits of time and memory."""

from __future__ import annotations

import contextlib
import math
import os
import pickle
import sys
import time
from itertools import islice

from .items import MEBIBYTE, Bounds, Message
from .read import files_in, read_one


def allowed(size: int, bounds: Bounds) -> float:
    """Return how many seconds reading a file of this size may take."""
    return bounds.seconds + size / MEBIBYTE * bounds.seconds_per_mebibyte


def serve(memory: int) -> None:
    """Read the files requested on standard input until there are no more: the main loop of a worker.

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

    def say(*said: object) -> None:
        pickle.dump(said, answers, protocol=5)
        answers.flush()

    say("ready")
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            data, source, bounds, form, done = pickle.load(sys.stdin.buffer)
            for name, content in islice(files_in(data, source, bounds), done, None):
                size = len(content) if isinstance(content, bytes) else 0
                say("begin", name, size)
                _allow(allowed(size, bounds))
                read = read_one(content, name, bounds, form)
                say("done", name, read)
                if isinstance(read, Message) and read.code == "no_memory":
                    os._exit(1)  # what it holds by now is not all given back
            say()


def _allow(seconds: float) -> None:
    """Let the system end this process after this much more CPU time, however long it takes by the clock."""
    with contextlib.suppress(ImportError, ValueError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time() + seconds), most))


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
