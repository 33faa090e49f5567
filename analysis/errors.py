"""The errors and warnings of the package, worded in one place."""

from __future__ import annotations

import unicodedata
import warnings
from collections.abc import Iterable, Mapping
from operator import index
from os import PathLike
from typing import NamedTuple


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
    warnings.warn(DocumentSkipped(fault), stacklevel=3)
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


def check_choice(function: str, parameter: str, value: object, choices: Iterable[object]) -> None:
    """Raise `ChoiceError` unless `value` is one of `choices`.

    Parameters
    ----------
    function, parameter : str
        Their names as the caller knows them, for the message.
    value : object
        The value given.
    choices : iterable
        The allowed values, in the order in which to list them.

    Raises
    ------
    ChoiceError
        When `value` is not one of `choices`.
    """
    allowed = list(choices)
    if value not in allowed:
        listed = ", ".join(repr(choice) for choice in allowed)
        raise ChoiceError(
            f"The `{parameter}` parameter of `{function}` must be one of {listed}; not {value!r}."
        )


class KindError(KoujingError, TypeError):
    """An object of the wrong kind; the message names the call that makes the right one."""


_NAMES = {"texts": "texts", "table": "frame", "documents": "documents", "Corpus": "corpus",
          "DocTermMatrix": "dtm", "TopicModel": "model", "folder": "folder", "Cleaning": "cleaned",
          "Reading": "reading"}  # fmt: skip
"""The name that examples use for an object of each kind."""

_MADE_BY = {
    "documents": 'read_frame({}, text="...")',
    "Corpus": "segment({})",
    "DocTermMatrix": "count_terms({})",
    "TopicModel": "fit_topics({}, n_topics=8)",
}
"""The call that makes each noun from the previous one."""

_AS_DOCUMENTS = {
    "texts": "read_texts(texts)",
    "table": 'read_frame(frame, text="...")',
    "folder": "read_documents(folder)",
    "documents": "documents",
    "Cleaning": "cleaned.documents, cleaned.paragraphs",
    "Reading": "reading.documents",
}
"""How to get documents from inputs that are not nouns made from documents."""


def check_kind(function: str, value: object, wanted: str) -> None:
    """Raise `KindError` unless `value` is of the kind that a function takes.

    Parameters
    ----------
    function : str
        The function's name, for the message.
    value : object
        What was given.
    wanted : {"documents", "Corpus", "DocTermMatrix", "TopicModel"}
        The kind it takes; `documents` is any DataFrame.

    Raises
    ------
    KindError
        When it is something else. The message names what was given, what is wanted, and the call that turns
        the one into the other.

    Examples
    --------
    >>> from analysis.errors import KindError, check_kind
    >>> try:
    ...     check_kind("tf_idf", ["优化服务。"], "DocTermMatrix")
    ... except KindError as fault:
    ...     print(fault)
    tf_idf takes a DocTermMatrix, not a list: tf_idf(count_terms(segment(read_texts(texts)))).
    """
    kinds = {kind.__name__ for kind in type(value).__mro__}
    if wanted in kinds or (wanted == "documents" and "DataFrame" in kinds):
        return
    raise KindError(
        f"{function} takes {_article(wanted)}, not {_given(value)}{_remedy(function, value, wanted)}"
    )


def check_whole(function: str, parameter: str, value: object, least: int = 0) -> None:
    """Raise an error unless `value` is a whole number of at least `least`.

    Parameters
    ----------
    function, parameter : str
        Their names as the caller knows them, for the message.
    value : object
        The value given.
    least : int
        The least value allowed.

    Raises
    ------
    KindError
        When it is not a whole number.
    ChoiceError
        When it is too small.

    Examples
    --------
    >>> from analysis.errors import ChoiceError, check_whole
    >>> try:
    ...     check_whole("collocates", "window", 0, 1)
    ... except ChoiceError as fault:
    ...     print(fault)
    The `window` parameter of `collocates` must be a whole number of at least 1; not 0.
    """
    told = f"The `{parameter}` parameter of `{function}` must be a whole number of at least {least}; not "
    told += f"{value!r:.40}."
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise KindError(told)
    if index(value) < least:
        raise ChoiceError(told)


def check_words(function: str, parameter: str, words: Iterable[object]) -> None:
    """Raise `KindError` unless all of some words are strings.

    Parameters
    ----------
    function, parameter : str
        Their names as the caller knows them, for the message.
    words : iterable
        What was given, not itself a string.

    Raises
    ------
    KindError
        When one is something else: a number, or a missing value.
    """
    wrong = [word for word in words if not isinstance(word, str)]
    if wrong:
        raise KindError(f"{function}: `{parameter}` must be words, and {wrong[0]!r:.40} is none.")


def check_result(function: str, value: object, columns: Iterable[str], made_by: str, call: str = "") -> None:
    """Raise `KindError` unless `value` is a table with the columns of a result.

    Parameters
    ----------
    function : str
        The function that takes the table.
    value : object
        What was given.
    columns : iterable of str
        Columns the function needs.
    made_by : str
        The call that makes such a table: `tf_idf(dtm)`.
    call : str
        The right call, where it is not the function of that table alone.

    Raises
    ------
    KindError
        When it is not a table, or lacks one of these columns.
    """
    has = {str(column) for column in getattr(value, "columns", ())}
    missing = [column for column in columns if column not in has]
    if not missing and type(value).__name__ == "DataFrame":
        return
    told = f" without the column `{missing[0]}`" if type(value).__name__ == "DataFrame" else ""
    raise KindError(
        f"{function} takes the table that {made_by.partition('(')[0]} returns, not {_given(value)}{told}: "
        f"{call or f'{function}({made_by})'}."
    )


def _kind(value: object) -> str:
    name = type(value).__name__
    if name == "DataFrame":
        return "documents" if "text" in getattr(value, "columns", ()) else "table"
    if name in _NAMES:
        return name
    if isinstance(value, str | PathLike):
        return "folder"
    return "texts" if isinstance(value, Mapping | Iterable) else ""


def _remedy(function: str, value: object, wanted: str) -> str:
    kind, nouns = _kind(value), list(_MADE_BY)
    if kind == "Corpus" and wanted == "documents":
        return f": {function}(corpus.documents)."
    if kind in nouns and kind != "documents" and nouns.index(kind) > nouns.index(wanted):
        return f": pass the {_NAMES.get(wanted, wanted)} that the {_NAMES[kind]} was made from."
    if kind in nouns and kind != "documents":
        call, at = _NAMES[kind], nouns.index(kind)
    elif kind:
        call, at = _AS_DOCUMENTS[kind], 0
    else:
        return "."
    for noun in nouns[at + 1 : nouns.index(wanted) + 1]:
        call = _MADE_BY[noun].format(call)
    return f": {function}({call})."


def _given(value: object) -> str:
    if value is None:
        return "None"
    name = type(value).__name__
    if isinstance(value, str):
        return f"the text {value[:40]!r}"
    return f"{'an' if name[0] in 'AEIOUaeiou' else 'a'} {name}"


def _article(wanted: str) -> str:
    return "a DataFrame of documents" if wanted == "documents" else f"a {wanted}"
