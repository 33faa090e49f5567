"""Raw errors of public functions over a wrong argument, told in one sentence."""

from __future__ import annotations

import inspect
import re
import traceback
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import wraps
from numbers import Integral, Real
from os import PathLike
from typing import Any

from .errors import KindError, KoujingError
from .remedies import article, classes_of, described, is_frame, shown

PASSED_ON = (KoujingError, OSError, MemoryError, ImportError, Warning)
"""Errors that tell what is wrong, or that no argument is to blame for."""

ALIASES = {
    "By": "str | Sequence", "Group": "str | int", "Rules": "Mapping | Codebook",
    "SizedTexts": "Corpus | Counted", "Stop": "StopWords | str | Path | Iterable | None",
    "TermCounts": "DocTermMatrix | Counted", "Themes": "Mapping | str | Path | None", "Verdicts": "Mapping",
}  # fmt: skip
"""Names for several kinds together."""

PLAIN: Mapping[str, tuple[str, Callable[[object], bool]]] = {
    "str": ("a text", lambda value: isinstance(value, str)),
    "int": ("a whole number", lambda value: isinstance(value, Integral) and not isinstance(value, bool)),
    "float": ("a number", lambda value: isinstance(value, Real) and not isinstance(value, bool)),
    "bool": ("True or False", lambda value: not {"bool", "bool_"}.isdisjoint(classes_of(value))),
    "None": ("None", lambda value: value is None),
    "Path": ("a path", lambda value: isinstance(value, PathLike)),
    "DataFrame": ("a DataFrame", is_frame),
    "Mapping": ("a dictionary", lambda value: isinstance(value, Mapping) or {"Series"} <= classes_of(value)),
    "Axes": ("an Axes of matplotlib", lambda value: "Axes" in classes_of(value)),
}
"""Kinds of values by their annotation: how a message names them, and whether a value is of this kind."""

LISTS = frozenset(("Sequence", "Collection", "Iterable", "list", "tuple"))


def explained(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a public function whose raw errors over an argument of the wrong kind are told as `KindError`.

    Switches alone are checked before. What works otherwise goes on to work: only where a library below has
    failed are the arguments compared with their annotations.

    Parameters
    ----------
    function : callable
        The function.

    Examples
    --------
    >>> from analysis.errors import KindError
    >>> from analysis.explained import explained
    >>> def longest(texts: list[str], n: int = 1) -> list[str]:
    ...     return sorted(texts, key=len)[:n]
    ...
    >>> try:
    ...     explained(longest)(["港口"], n="1")
    ... except KindError as fault:
    ...     print(fault)
    longest: `n` must be a whole number, not the text '1'.
    """
    parameters = inspect.signature(function).parameters
    switches = [name for name, one in parameters.items() if _spelled(one) == "bool"]

    @wraps(function)
    def call(*given: Any, **named: Any) -> Any:
        for name in switches:  # whatever is given, Python takes it for one or the other
            if name in named and not fits(named[name], "bool"):
                raise KindError(_wrong(function, name, named[name], ["bool"]))
        try:
            return function(*given, **named)
        except PASSED_ON:
            raise
        except Exception as fault:
            told = _told(function, given, named, fault)
            if not told:
                raise
            raise KindError(told) from None

    call.__module__ = __package__  # where it is found, also when it is pickled
    return call


def _told(
    function: Callable[..., Any], given: tuple[object, ...], named: Mapping[str, object], fault: Exception
) -> str:
    """Return what is wrong with an argument; nothing if it is not known."""
    parameters = inspect.signature(function).parameters
    try:
        arguments = inspect.signature(function).bind(*given, **named).arguments
    except TypeError:  # names that it does not have: Python says that well
        return ""
    for name, value in arguments.items():
        wanted = kinds_in(_spelled(parameters[name]))
        if wanted and not any(fits(value, kind) for kind in wanted):
            return _wrong(function, name, value, wanted)
    lost = fault.args[0] if isinstance(fault, KeyError) and fault.args else None
    in_table = "pandas" in traceback.extract_tb(fault.__traceback__)[-1].filename
    for name, value in arguments.items() if isinstance(lost, Hashable) and lost is not None else ():
        if in_table and is_frame(value) and isinstance(lost, str) and lost not in (has := _columns(value)):
            which = f"no column {lost!r}" if lost.isidentifier() else "not the columns needed"
            return f"{function.__name__}: the table `{name}` has {which}, but {', '.join(has[:8]) or 'none'}."
        if not in_table and isinstance(value, Mapping) and lost not in value:
            return f"{function.__name__}: `{name}` has nothing for {shown(lost)}."
    return ""


def _spelled(parameter: inspect.Parameter) -> str:
    """Return an annotation as it is written; classes of a module that does not postpone them by name."""
    given = parameter.annotation
    return given if isinstance(given, str) else inspect.formatannotation(given)


def _wrong(function: Callable[..., Any], name: str, value: object, wanted: list[str]) -> str:
    return f"{function.__name__}: `{name}` must be {words_for(wanted)}, not {described(value)}."


def _columns(table: Any) -> list[str]:
    return [str(column) for column in table.columns]


def kinds_in(annotation: str) -> list[str]:
    """Return the kinds that an annotation allows, by the name of each; none if it allows anything.

    Examples
    --------
    >>> from analysis.explained import kinds_in
    >>> kinds_in("Mapping[str, str | None] | pd.DataFrame"), kinds_in("By"), kinds_in("Any")
    (['Mapping', 'DataFrame'], ['str', 'Sequence'], [])
    """
    plain, inner = annotation, 1
    while inner:
        plain, inner = re.subn(r"\[[^\[\]]*\]", "", plain)
    kinds = [part.strip().rpartition(".")[2] for part in plain.split("|")]
    found = [one for kind in kinds for one in (kinds_in(ALIASES[kind]) if kind in ALIASES else [kind])]
    return [] if {"Any", "_empty"} & {*found} else list(dict.fromkeys(found))


def fits(value: object, kind: str) -> bool:
    """Return whether a value is of a kind."""
    if kind in PLAIN:
        return PLAIN[kind][1](value)
    if kind in LISTS:
        return isinstance(value, Iterable) and not isinstance(value, str | bytes) and not is_frame(value)
    return kind in classes_of(value)


def words_for(kinds: Iterable[str]) -> str:
    """Return kinds as a message names them: `a text or a list`."""
    words = [_word_for(kind) for kind in kinds]
    return " or ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else words[0]


def _word_for(kind: str) -> str:
    return PLAIN[kind][0] if kind in PLAIN else "a list" if kind in LISTS else article(kind)
