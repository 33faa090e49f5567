"""Reading the files of `analysis/data/`, and a user's own, line by line."""

from __future__ import annotations

import hashlib
import os
import tomllib
from pathlib import Path
from typing import Any

from ..errors import DataFileError

DATA = Path(__file__).parents[1] / "data"


def file_hash(path: Path) -> str:
    """Return the first 12 hexadecimal digits of the SHA-256 of a file, to name it in settings."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


LONGEST_WORD = 100
"""Characters of a word: jieba remembers every beginning of each, which of long ones would fill the memory."""


def read_text(path: Path) -> str:
    """Return a text file that the user names, without a byte order mark.

    Raises
    ------
    DataFileError
        When it is missing, a folder or otherwise unreadable, or is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise DataFileError(f"{path}: no such file.") from None
    except IsADirectoryError:
        raise DataFileError(f"{path}: is a folder; name a file.") from None
    except UnicodeDecodeError as fault:
        raise DataFileError(f"{path}: not UTF-8 (byte {fault.start}); save it as UTF-8.") from None
    except (OSError, ValueError) as fault:  # ValueError: a name with a zero character
        said = getattr(fault, "strerror", None) or fault
        kind = "is a folder; name a file" if os.path.isdir(path) else f"cannot be read ({said})"
        raise DataFileError(f"{path}: {kind}.") from None


def read_lines(path: Path) -> list[tuple[int, str]]:
    """Return the numbered lines of a UTF-8 list, without comments (`#`) and blank lines.

    Raises
    ------
    DataFileError
        When the file is missing or is not UTF-8.
    """
    lines = read_text(path).splitlines()
    numbered = ((number, line.split("#", 1)[0].strip()) for number, line in enumerate(lines, 1))
    return [(number, line) for number, line in numbered if line]


def one_word(path: Path, number: int, line: str) -> str:
    """Return a line that holds one word, or say which line does not."""
    if len(line.split()) > 1:
        raise DataFileError(f"{path}: line {number}: one word a line is expected, not {line[:40]!r}.")
    if len(line) > LONGEST_WORD:
        said = f"a word of {len(line):,} characters; a word may have {LONGEST_WORD}"
        raise DataFileError(f"{path}: line {number}: {said}.")
    return line


def read_toml(path: Path) -> dict[str, Any]:
    """Return a TOML file.

    Raises
    ------
    DataFileError
        When the file is missing, is not UTF-8 or is not TOML.
    """
    text = read_text(path)
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        raise DataFileError(f"{path}: not TOML: {fault}.") from None
