"""The command line: `koujing new`, `check`, `clean`, `report`, `audit`, `cache`, `completion`."""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from io import StringIO
from types import FrameType
from typing import TextIO

from ..errors import KoujingError, KoujingWarning, printable
from .naming import file_name
from .parser import parsed
from .wording import in_language, language

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
    lang = language(sys.argv[1:] if arguments is None else arguments)
    warnings.showwarning = partial(_show_warning, lang)
    try:
        with _ended_by_signal(), _flushed():
            options = parsed(arguments)
            result: int = options.run(options)
    except KoujingError as fault:
        _say(fault, lang)
        return 2
    except BrokenPipeError:  # the reader has closed the pipe, as `head` does
        _give_up(sys.stdout)
        return 141
    except OSError as fault:
        _say(_unwritten(fault), lang)
        return 2
    except MemoryError:
        _say("there is not enough memory; for large folders use koujing count.", lang)
        return 2
    except KeyboardInterrupt as signalled:
        # CPython remembers an interruption that passed through `exec`, which imports use, and would end
        # `python -m` by the signal, whatever is returned, unless something is executed after it.
        exec("")
        _say("interrupted; no half-written files were left behind.", lang)
        return 143 if isinstance(signalled, Ended) else 130
    return result


@contextmanager
def _flushed() -> Iterator[None]:
    """Write out what was printed, also before an error is told: at the end of the process none could be."""
    try:
        yield
    except BrokenPipeError:
        raise
    except (Exception, SystemExit):
        try:
            sys.stdout.flush()
        except OSError:
            _give_up(sys.stdout)
        raise
    sys.stdout.flush()


def _give_up(stream: TextIO) -> None:
    """Send what a stream still holds nowhere, so that the end of the process does not fail by it."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _unwritten(fault: OSError) -> str:
    """Return what is said of an error of the system: those of a stream that is printed to name no file."""
    told = fault.strerror or str(fault)
    if fault.filename is not None:
        return f"{os.fsdecode(fault.filename)}: cannot be read or written ({told})."
    _give_up(sys.stdout)
    return f"the output cannot be written ({told}); free disk space, or send it to another file."


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


def _show_warning(
    lang: str, message: Warning | str, category: type[Warning], *_: object, **__: object
) -> None:
    if issubclass(category, KoujingWarning):
        _say(message, lang)


def _say(said: object, lang: str) -> None:
    lines = "\n".join(map(printable, in_language(str(said), lang).split("\n")))
    try:
        print(f"koujing：{lines}" if lang == "zh" else f"koujing: {lines}", file=sys.stderr, flush=True)
    except OSError:  # there is nowhere to say it
        _give_up(sys.stderr)
