"""Reads `koujing.toml`: the options of a report in a file, each checked like one that is typed."""

from __future__ import annotations

import argparse
import difflib
import re
import tomllib
from collections.abc import Mapping
from datetime import date as Date
from pathlib import Path
from typing import Any

from ..errors import InputError

PLACES = frozenset({"FOLDER", "DIR", "FILE"})
"""What stands in the help for options that are paths; in the file they start from the file's own folder."""


def configurable(parser: argparse.ArgumentParser) -> dict[str, argparse.Action]:
    """Return the options of a command that may stand in a file, by name."""
    actions = {action.dest: action for action in parser._actions}
    return {name: action for name, action in actions.items() if name not in ("help", "config")}


def read_config(path: str | Path, parser: argparse.ArgumentParser) -> dict[str, Any]:
    """Return the options a file states.

    Parameters
    ----------
    path : path
        A TOML file of `option = value`; relative paths in it start from its folder.
    parser : ArgumentParser
        The command whose options it may state.

    Returns
    -------
    dict
        Option to value, as the parser would have made it.

    Raises
    ------
    InputError
        When the file is missing or is not TOML, or an option is unknown, of another type, or has a bad value;
        the message names file, line and remedy.
    """
    file = Path(path)
    try:
        text = file.read_bytes().decode("utf-8-sig")
        table = tomllib.loads(text)
    except OSError as fault:
        raise InputError(f"{file}: cannot be read ({fault.strerror}); check the path of --config.") from None
    except UnicodeDecodeError as fault:
        raise InputError(f"{file}: not UTF-8 (byte {fault.start}); save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as fault:
        raise InputError(f"{file}: not TOML: {fault}; texts stand in quotes, numbers without.") from None
    known = configurable(parser)
    return {key: _checked(f"{file}{_line(text, key)}", key, table, known, file.parent) for key in table}


def _line(text: str, key: str) -> str:
    begins = re.compile(rf"""\s*(\[\s*)?["']?{re.escape(key)}["']?\s*[=.\]]""")
    lines = (number for number, line in enumerate(text.splitlines(), 1) if begins.match(line))
    return f": line {number}" if (number := next(lines, 0)) else ""


def _checked(
    place: str, key: str, table: Mapping[str, Any], known: Mapping[str, argparse.Action], folder: Path
) -> Any:
    if key not in known:
        near = difflib.get_close_matches(key, known, n=1)
        meant = f" Did you mean `{near[0]}`?" if near else ""
        raise InputError(f"{place}: unknown option `{key}`.{meant} Options are {', '.join(known)}.")
    action, value = known[key], table[key]
    if key == "date" and isinstance(value, Date):
        value = value.isoformat()  # TOML knows days as such
    wanted = _expected(action)
    if isinstance(value, bool) != (wanted == "true or false"):
        raise InputError(f"{place}: `{key}` must be {wanted}, not {_written(value)}.")
    if wanted == "true or false":
        return value
    listed = isinstance(value, list) and all(isinstance(item, str) for item in value)
    fits = {"a whole number": (int,), 'a whole number or "auto"': (int, str)}.get(wanted, (str,))
    if not (isinstance(value, fits) or (listed and wanted.startswith("a list"))):
        raise InputError(f"{place}: `{key}` must be {wanted}, not {_written(value)}.")
    written = ",".join(value) if listed else value
    try:
        made = action.type(str(written)) if callable(action.type) else written
    except argparse.ArgumentTypeError as fault:
        raise InputError(f"{place}: `{key}`: {fault}.") from None
    if action.choices is not None and made not in action.choices:
        choices = ", ".join(_written(choice) for choice in action.choices)
        raise InputError(f"{place}: `{key}` must be one of {choices}; not {_written(value)}.")
    if action.metavar in PLACES:
        if not made:
            raise InputError(f"{place}: `{key}` is empty; name a path, or take the line out.")
        return str(folder / str(made))
    return made


def _expected(action: argparse.Action) -> str:
    if action.nargs == 0:
        return "true or false"
    if isinstance(action.default, tuple):
        return "a list of texts"
    if isinstance(action.default, int):
        return 'a whole number or "auto"' if action.dest == "topics" else "a whole number"
    return "a text in quotes"


def _written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)
