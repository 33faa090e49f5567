"""The errors and warnings of the package, worded in one place."""

from __future__ import annotations

import os
import sys
import unicodedata
import warnings
from typing import NamedTuple

OURS = os.path.dirname(__file__) + os.sep
"""What the paths of our own modules begin with."""


class KoujingError(Exception):
    """Any error the user can fix: the message names the place and the remedy."""

    def _render_traceback_(self) -> list[str]:
        """Return what a notebook shows: the message alone; a traceback through our code helps nobody."""
        return [f"{type(self).__name__}: {self}"]


class InputError(KoujingError):
    """A folder, file or table that cannot be used."""


class OutputError(KoujingError):
    """Results that cannot be written: no disk space or no permission."""


class DataFileError(KoujingError):
    """A data file (places, stop words, families ...) with an error in it."""


class ChoiceError(KoujingError, ValueError):
    """A parameter value that is not among the allowed ones."""


class KindError(KoujingError, TypeError):
    """An object of the wrong kind; the message names the call that makes the right one."""


class KoujingWarning(UserWarning):
    """Something the reader of the results should know; the run continues."""


class Fault(NamedTuple):
    """Why one document was left out.

    Attributes
    ----------
    doc_id : str
        The document.
    step : str
        What was being done to it: `read`, `clean`, `segment` or `slogans`.
    reason : str
        The error, its type first.
    """

    doc_id: str
    step: str
    reason: str


class DocumentSkipped(KoujingWarning):
    """A document whose text caused an error was left out; `fault` says which, at what step and why."""

    def __init__(self, fault: Fault) -> None:
        doing = {"read": "reading", "clean": "cleaning", "segment": "segmenting"}
        step = doing.get(fault.step, f"the search for {fault.step} in")
        super().__init__(f"{fault.doc_id}: left out, because {step} it failed ({fault.reason}).")
        self.fault = fault


def warn(said: str | KoujingWarning) -> None:
    """Warn of something; the place that is named is the user's line, however far below it is found.

    Parameters
    ----------
    said : str or KoujingWarning
        What the user should know.

    Examples
    --------
    >>> import warnings
    >>> from analysis.errors import warn
    >>> with warnings.catch_warnings(record=True) as told:
    ...     warnings.simplefilter("always")
    ...     warn("a.txt: is empty.")
    ...
    >>> str(told[0].message), told[0].filename.endswith("errors.py")
    ('a.txt: is empty.', False)
    """
    level, frame = 1, sys._getframe()
    while frame.f_back and frame.f_code.co_filename.startswith(OURS):
        level, frame = level + 1, frame.f_back
    warnings.warn(said, KoujingWarning, stacklevel=level)


def skipped(doc_id: object, step: str, error: Exception) -> Fault:
    """Warn that a document is left out, and return the fault: no single document ends the run.

    Errors the user can fix, such as a faulty dictionary, are re-raised unchanged.

    Parameters
    ----------
    doc_id : object
        The document.
    step : str
        What was being done to it.
    error : Exception
        The error raised.

    Raises
    ------
    KoujingError
        When `error` is one itself.

    Warns
    -----
    DocumentSkipped
        In all other cases.
    """
    if isinstance(error, KoujingError):
        raise error
    fault = Fault(str(doc_id), step, described(error))
    warn(DocumentSkipped(fault))
    return fault


def described(error: BaseException) -> str:
    """Return an error in one line: its type and the beginning of its message.

    Parameters
    ----------
    error : BaseException
        Any error.
    """
    said = " ".join(str(error).encode("utf-8", "backslashreplace").decode("utf-8").split())
    kind = type(error).__name__
    return f"{kind}: {said[:200]}" if said else kind


def printable(text: str) -> str:
    r"""Return a text safe to print: control characters as escapes, line breaks and tabs as spaces.

    Parameters
    ----------
    text : str
        Any text, perhaps with words of files in it.

    Examples
    --------
    >>> from analysis.errors import printable
    >>> print(printable("柳州\x1b[31m\u202e　2024\n"))
    柳州\x1b[31m\u202e　2024
    """
    shown = (" " if one in "\t\n\r" else one for one in text)
    return "".join(
        character.encode("unicode_escape").decode()
        if unicodedata.category(character)[0] == "C"
        else character
        for character in shown
    ).rstrip(" ")
