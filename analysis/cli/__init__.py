"""The command line: `koujing new`, `check`, `clean`, `report`, `audit`, `cache`, `completion`."""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from io import StringIO
from types import FrameType

from ..errors import KoujingError, KoujingWarning, printable
from .commands import file_name
from .parser import parsed

__all__ = ["file_name", "main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments : sequence of str, optional
        What was typed after `koujing`; by default that of this process.

    Returns
    -------
    int
        0; 2 when the arguments, the configuration or the folder cannot be used, or results cannot be written;
        130 when interrupted, 143 when terminated by a signal.
    """
    # A stream may have been closed by whoever started the process: Python then has None in its place.
    sys.stdout, sys.stderr = (stream or StringIO() for stream in (sys.stdout, sys.stderr))
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):  # a terminal may lack characters: shown as escapes
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.showwarning = _show_warning
    try:
        with _ended_by_signal():
            options = parsed(arguments)
            result: int = options.run(options)
            sys.stdout.flush()
    except KoujingError as fault:
        print(f"koujing: {_lines(fault)}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader has closed the pipe, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except MemoryError:
        print("koujing: there is not enough memory; for large folders use koujing count.", file=sys.stderr)
        return 2
    except KeyboardInterrupt as signalled:
        # CPython remembers an interruption that passed through `exec`, which imports use, and would end
        # `python -m` by the signal, whatever is returned, unless something is executed after it.
        exec("")
        print("koujing: interrupted; no half-written files were left behind.", file=sys.stderr)
        return 143 if isinstance(signalled, Ended) else 130
    return result


class Ended(KeyboardInterrupt):
    """The process was asked to terminate: clean up as after an interruption."""


@contextmanager
def _ended_by_signal() -> Iterator[None]:
    def end(number: int, frame: FrameType | None) -> None:
        raise Ended

    try:
        before = signal.signal(signal.SIGTERM, end)
    except ValueError:  # not in the main thread, which alone handles signals
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _show_warning(message: Warning | str, category: type[Warning], *_: object, **__: object) -> None:
    if issubclass(category, KoujingWarning):
        print(f"koujing: {_lines(message)}", file=sys.stderr)


def _lines(said: object) -> str:
    return "\n".join(map(printable, str(said).split("\n")))
