"""The errors and warnings of the package, worded in one place."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from typing import NamedTuple


class KoujingError(Exception):
    """Anything the user can mend: the message names the place and the remedy."""

    def _render_traceback_(self) -> list[str]:
        """Return what a notebook shows of it: the message; where in our code it came up helps nobody."""
        return [f"{type(self).__name__}: {self}"]


class InputError(KoujingError):
    """A folder, file or table that cannot be used."""


class OutputError(KoujingError):
    """Results that cannot be written: no space, no permission."""


class DataFileError(KoujingError):
    """A file of settings (places, stop words, families ...) with a fault in it."""


class ChoiceError(KoujingError, ValueError):
    """A parameter whose value is none of the values it may take."""


class KoujingWarning(UserWarning):
    """Something the reader of the results should know; the run goes on."""


class Fault(NamedTuple):
    """Why one document was left out.

    Attributes
    ----------
    doc_id : str
        The document.
    step : str
        What was being done to it: `read`, `clean`, `segment` or `slogans`.
    reason : str
        The error that came up, its kind first.
    """

    doc_id: str
    step: str
    reason: str


class DocumentSkipped(KoujingWarning):
    """A document whose text led to an error was left out; `fault` says which, where and why."""

    def __init__(self, fault: Fault) -> None:
        doing = {"read": "reading", "clean": "cleaning", "segment": "segmenting"}
        step = doing.get(fault.step, f"the search for {fault.step} in")
        super().__init__(f"{fault.doc_id}: left out, because {step} it failed ({fault.reason}).")
        self.fault = fault


def skipped(doc_id: object, step: str, error: Exception) -> Fault:
    """Warn that a document is left out, and return why: nothing in one document ends the run.

    What the user can mend, a faulty dictionary for instance, is raised as it is.

    Parameters
    ----------
    doc_id : object
        The document.
    step : str
        What was being done to it.
    error : Exception
        The error that came up.

    Raises
    ------
    KoujingError
        When the error is one.

    Warns
    -----
    DocumentSkipped
        Otherwise.
    """
    if isinstance(error, KoujingError):
        raise error
    fault = Fault(str(doc_id), step, described(error))
    warnings.warn(DocumentSkipped(fault), stacklevel=3)
    return fault


def described(error: BaseException) -> str:
    """Return an error in one line: its kind, and the beginning of what it says.

    Parameters
    ----------
    error : BaseException
        Any error.
    """
    said = " ".join(str(error).encode("utf-8", "backslashreplace").decode("utf-8").split())
    kind = type(error).__name__
    return f"{kind}: {said[:200]}" if said else kind


def check_choice(function: str, parameter: str, value: object, choices: Iterable[object]) -> None:
    """Raise `ChoiceError` unless `value` is one of `choices`.

    Parameters
    ----------
    function, parameter : str
        Names as the caller knows them, for the message.
    value : object
        The value given.
    choices : iterable
        The values that are allowed, in the order they are to be listed.

    Raises
    ------
    ChoiceError
        When `value` is not among `choices`.
    """
    allowed = list(choices)
    if value not in allowed:
        listed = ", ".join(repr(choice) for choice in allowed)
        raise ChoiceError(
            f"The `{parameter}` parameter of `{function}` must be one of {listed}; not {value!r}."
        )
