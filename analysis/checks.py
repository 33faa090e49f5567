"""Checks of arguments: what was given, what is wanted, and the call that makes the one from the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from difflib import get_close_matches
from numbers import Real
from operator import index
from os import PathLike

from .errors import ChoiceError, InputError, KindError
from .remedies import (
    AS_DOCUMENTS,
    NAMES,
    classes_of,
    described,
    is_frame,
    kind_of,
    remedy,
    shown,
    wanted_name,
)


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
    if not isinstance(value, Hashable) or value not in allowed:
        listed = ", ".join(repr(choice) for choice in allowed)
        raise ChoiceError(
            f"The `{parameter}` parameter of `{function}` must be one of {listed}; not {shown(value, 120)}."
        )


def check_column(function: str, column: str, columns: Iterable[str], named: str = "by") -> None:
    """Raise `ChoiceError` unless there is such a column; the message begins with those whose names are near.

    Parameters
    ----------
    function : str
        The function's name, for the message.
    column : str
        The column asked for.
    columns : iterable of str
        Those there are.
    named : str
        The parameter that names it.

    Examples
    --------
    >>> from analysis.checks import check_column
    >>> from analysis.errors import ChoiceError
    >>> try:
    ...     check_column("tf_idf", "yaer", ["city", "year"])
    ... except ChoiceError as fault:
    ...     print(fault)
    The `by` parameter of `tf_idf` must be one of 'year', 'city'; not 'yaer'.
    """
    there = list(dict.fromkeys(columns))
    near = get_close_matches(str(column), there, n=3)
    check_choice(function, named, column, [*near, *(name for name in there if name not in near)])


def check_kind(function: str, value: object, wanted: str, *others: str, second: object = None) -> None:
    """Raise `KindError` unless `value` is of the kind that a function takes.

    Parameters
    ----------
    function : str
        The function's name, for the message.
    value : object
        What was given.
    wanted : {"documents", "Corpus", "DocTermMatrix", "TopicModel"}
        The kind it takes; `documents` is any DataFrame.
    *others : str
        Other kinds that it takes as well, such as `Counted`.
    second : object
        The argument that follows: when that is of the kind wanted, the two are exchanged.

    Raises
    ------
    InputError
        When two columns of documents have one name.
    KindError
        When it is something else. The message names what was given, what is wanted, and the call that turns
        the one into the other.

    Examples
    --------
    >>> from analysis.checks import check_kind
    >>> from analysis.errors import KindError
    >>> try:
    ...     check_kind("tf_idf", ["优化服务。"], "DocTermMatrix")
    ... except KindError as fault:
    ...     print(fault)
    tf_idf takes a DocTermMatrix, not a list: tf_idf(count_terms(segment(read_texts(texts)))).
    """
    kinds = classes_of(value)
    if wanted == "documents" and is_frame(value):
        columns = value.columns  # type: ignore[attr-defined]
        check_columns(function, columns if columns.nlevels == 1 else ())
        return
    if not kinds.isdisjoint({wanted, *others}):
        return
    if wanted in classes_of(second):
        raise KindError(f"{function}: the {NAMES[wanted]} comes first: {function}({NAMES[wanted]}, ...).")
    raise KindError(
        f"{function} takes {wanted_name(wanted)}, not {described(value)}{remedy(function, value, wanted)}"
    )


def check_columns(function: str, names: Iterable[Hashable]) -> None:
    """Raise an error if two columns of a frame have one name.

    Parameters
    ----------
    function : str
        The function's name, for the message.
    names : iterable of str
        The names of the columns.

    Raises
    ------
    InputError
        When a name occurs twice. The message names it, and the call that keeps the first.
    """
    twice = sorted(str(name) for name, n in Counter(names).items() if n > 1)
    if twice:
        named = f"column{'s' * (len(twice) > 1)} {', '.join(twice)}"
        raise InputError(
            f"{function}: the frame has the {named} more than once. "
            "Keep the first: frame.loc[:, ~frame.columns.duplicated()]."
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
    >>> from analysis.checks import check_whole
    >>> from analysis.errors import ChoiceError
    >>> try:
    ...     check_whole("collocates", "window", 0, 1)
    ... except ChoiceError as fault:
    ...     print(fault)
    The `window` parameter of `collocates` must be a whole number of at least 1; not 0.
    """
    told = f"The `{parameter}` parameter of `{function}` must be a whole number of at least {least}; not "
    told += f"{shown(value)}."
    try:
        number = index(value)  # type: ignore[arg-type]
    except TypeError:
        raise KindError(told) from None
    if isinstance(value, bool):
        raise KindError(told)
    if number < least:
        raise ChoiceError(told)


def check_wholes(function: str, **values: object) -> None:
    """Raise an error unless values, by the names of their parameters, are whole numbers from 0 on."""
    for parameter, value in values.items():
        check_whole(function, parameter, value)


def check_jobs(function: str, value: object) -> None:
    """Raise an error unless `value` is a number of processes: 1 or more, or -1 for one on each core."""
    if isinstance(value, bool) or value != -1:
        check_whole(function, "n_jobs", value, 1)


def check_share(function: str, parameter: str, value: object, above: bool = False) -> None:
    """Raise an error unless `value` is a number from 0 to 1, or `above` 0.

    Examples
    --------
    >>> from analysis.checks import check_share
    >>> from analysis.errors import ChoiceError
    >>> try:
    ...     check_share("coding_sheet", "enriched", 1.5)
    ... except ChoiceError as fault:
    ...     print(fault)
    The `enriched` parameter of `coding_sheet` must be from 0 to 1; not 1.5.
    """
    wanted = "above 0 and at most 1" if above else "from 0 to 1"
    told = f"The `{parameter}` parameter of `{function}` must be {wanted}; not {shown(value)}."
    if isinstance(value, bool) or not isinstance(value, Real):
        raise KindError(told)
    if not 0 <= float(value) <= 1 or (above and value == 0):
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
        raise KindError(f"{function}: `{parameter}` must be words, and {shown(wrong[0])} is none.")


def one_or_several(function: str, parameter: str, words: object) -> set[str]:
    """Return the words given, of which there may be a single one.

    Raises
    ------
    KindError
        When one is none.

    Examples
    --------
    >>> from analysis.checks import one_or_several
    >>> sorted(one_or_several("select", "terms", ["b", "a"])), one_or_several("select", "terms", "a")
    (['a', 'b'], {'a'})
    """
    listed = list(words) if isinstance(words, Iterable) and not isinstance(words, str) else [words]
    check_words(function, parameter, listed)
    return {str(word) for word in listed}


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
        f"{function} takes the table that {made_by.partition('(')[0]} returns, not {described(value)}{told}: "
        f"{call or f'{function}({made_by})'}."
    )


def check_text(function: str, value: object) -> None:
    """Raise `KindError` unless `value` is one text."""
    if not isinstance(value, str):
        raise KindError(f'{function} takes a text, not {described(value)}: {function}("...").')


def check_path(function: str, value: object) -> None:
    """Raise `KindError` unless `value` is the path of a file or folder."""
    if isinstance(value, str | PathLike):
        return
    of = {"texts": "read_texts(texts)", "table": AS_DOCUMENTS["table"], "documents": "segment(documents)"}
    kind, other = kind_of(value), ""
    if function in ("read_documents", "read_folder", "read_corpus") and kind in of:
        other = f" What is in memory already: {of[kind]}."
    elif function in ("make_report", "count_tables") and kind:
        other = ' What is in memory is written to a table first: frame.to_csv("texts.csv").'
    raise KindError(f'{function} takes a path, not {described(value)}: {function}("...").{other}')
