"""Keeps a folder of results to one run at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..errors import InputError

NAME = ".koujing-lock"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Refuse a second run that would write into a folder while a first one does.

    The system itself lifts the lock of a run that was killed, and its worker processes do not hold it. Where
    there are no such locks (Windows, some network disks) there is none.

    Parameters
    ----------
    folder : Path
        An existing folder.

    Raises
    ------
    InputError
        When another run is writing into it.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    path = folder / NAME
    with path.open("a") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            raise InputError(
                f"{folder}: another run is writing into this folder; wait until it is done, or name another."
            ) from None
        except OSError:
            pass
        try:
            yield
        finally:
            with suppress(OSError):
                os.unlink(path)
