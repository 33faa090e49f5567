"""`koujing.toml`: report options in a file, checked as if typed on the command line, and its template."""

from __future__ import annotations

import difflib
import re
import tomllib
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..kinds import SWITCH
from ..lexicon import DATA, read_text
from ..options import OPTIONS, about


def read_config(path: str | Path) -> dict[str, Any]:
    """Read the report options in a file.

    Parameters
    ----------
    path : path
        A TOML file of `option = value`; relative paths in it are relative to its folder.

    Returns
    -------
    dict
        Option to value, as the command line would parse it.

    Raises
    ------
    KoujingError
        When the file cannot be read or is not TOML, or an option is unknown or has a wrong type or an invalid
        value; the message names file, line and remedy.
    """
    file = Path(path)
    text = read_text(file)
    try:
        table = tomllib.loads(text.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        raise InputError(f"{file}: not TOML: {fault}; text must be in quotes, numbers without.") from None
    return {key: _checked(f"{file}{_line(text, key)}", key, table[key], file.parent) for key in table}


def _line(text: str, key: str) -> str:
    begins = re.compile(rf"""\s*(\[\s*)?["']?{re.escape(key)}["']?\s*[=.\]]""")
    lines = (number for number, line in enumerate(text.splitlines(), 1) if begins.match(line))
    return f": line {number}" if (number := next(lines, 0)) else ""


def _checked(place: str, key: str, value: Any, folder: Path) -> Any:
    if key not in OPTIONS:
        near = difflib.get_close_matches(key, OPTIONS, n=1)
        meant = f" Did you mean `{near[0]}`?" if near else ""
        raise InputError(f"{place}: unknown option `{key}`.{meant} Options are {', '.join(OPTIONS)}.")
    kind = about(OPTIONS[key]).kind
    fits = isinstance(value, kind.types) and isinstance(value, bool) == (kind is SWITCH)
    if not fits or (isinstance(value, list) and not all(isinstance(item, str) for item in value)):
        raise InputError(f"{place}: `{key}` must be {kind.wanted}, not {written(value)}.")
    if kind.is_path and not value:
        raise InputError(f"{place}: `{key}` is empty; give a path or delete the line.")
    try:
        made = kind.value(value)
    except ValueError as fault:
        said = f"`{key}`: {fault}"
        if kind.choices and isinstance(value, str) and not isinstance(OPTIONS[key].default, tuple):
            said = f"`{key}` must be one of {', '.join(map(written, kind.choices))}; not {written(value)}"
        raise InputError(f"{place}: {said}.") from None
    return str(folder / made) if kind.is_path else made


def config_template(lang: str) -> str:
    """Return a configuration file: the usual options, then all others commented out, each with its help.

    Parameters
    ----------
    lang : {"zh", "en"}
        The language of the help, and of the report.
    """
    lines: dict[bool, list[str]] = {True: [], False: []}
    for name, option in OPTIONS.items():
        said = about(option)
        stated = said.example or written(lang if name == "lang" else option.default)
        line = f"{'' if said.begins else '# '}{name} = {stated}"
        lines[said.begins].append(f"{line:<31} # {said.zh if lang == 'zh' else said.en}")
    head = (DATA / "project" / f"koujing.{lang}.toml").read_text(encoding="utf-8")
    return head + "\n" + "\n".join([*lines[True], "", *lines[False]]) + "\n"


def written(value: object) -> str:
    """Return a value in TOML notation."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(written, value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value)
