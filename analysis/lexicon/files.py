"""Reading the files of `analysis/data/` and the user's own, line by line."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import tomllib
from pathlib import Path
from typing import Any

from ..errors import DataFileError

DATA = Path(__file__).parents[1] / "data"


def file_hash(path: Path) -> str:
    """Return the first 12 hexadecimal digits of the SHA-256 of a file, to name it in settings."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


USUAL = 0.9
"""Smallest share of common characters in what is read as GB18030: other bytes give rare ones."""

_HAN = re.compile(r"[㐀-䶿一-鿿]")

LONGEST_WORD = 100
"""Maximum characters of a word: jieba stores every prefix, which for long words would exhaust memory."""


def read_text(path: Path, legacy: bool = False) -> str:
    """Return the content of a user's text file, without a byte order mark.

    Parameters
    ----------
    path : Path
        The file.
    legacy : bool
        Whether it may also be UTF-16 with such a mark, or GB18030, in which many Chinese programs save.

    Raises
    ------
    DataFileError
        When it is missing, a folder, otherwise unreadable, or in none of these encodings.
    """
    try:
        data = path.read_bytes()
        if legacy and data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16")
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as fault:
            if not legacy:
                raise
            return _gb18030(data, fault)
    except FileNotFoundError:
        raise DataFileError(f"{path}: no such file.") from None
    except IsADirectoryError:
        raise DataFileError(f"{path}: is a folder; name a file.") from None
    except UnicodeDecodeError as fault:
        raise DataFileError(f"{path}: not UTF-8 (byte {fault.start}); save it as UTF-8.") from None
    except (OSError, ValueError) as fault:  # ValueError: a name with a null character
        said = getattr(fault, "strerror", None) or fault
        kind = "is a folder; name a file" if os.path.isdir(path) else f"cannot be read ({said})"
        raise DataFileError(f"{path}: {kind}.") from None


def _gb18030(data: bytes, fault: UnicodeDecodeError) -> str:
    """Return GB18030 as text, or raise the fault of UTF-8 where that gives characters rarely written."""
    text = data.decode("gb18030", "replace")
    han = _HAN.findall(text)
    if "\ufffd" in text or not han or sum(map(_is_usual, han)) < USUAL * len(han):
        raise fault
    return text


def _is_usual(character: str) -> bool:
    """Return whether a character is of the first level of GB 2312: its 3,755 commonest ones."""
    code = character.encode("gb18030")
    return len(code) == 2 and 0xB0 <= code[0] <= 0xD7 and code[1] >= 0xA1


def read_lines(path: Path) -> list[tuple[int, str]]:
    """Return the numbered lines of a word list, without comments (`#`) and blank lines.

    Raises
    ------
    DataFileError
        When the file is missing or its encoding is not known.
    """
    lines = read_text(path, legacy=True).splitlines()
    numbered = ((number, line.split("#", 1)[0].strip()) for number, line in enumerate(lines, 1))
    return [(number, line) for number, line in numbered if line]


def one_word(path: Path, number: int, line: str) -> str:
    """Return a line if it holds a single word, or raise an error that names it."""
    if len(line.split()) > 1:
        raise DataFileError(f"{path}: line {number}: one word a line is expected, not {line[:40]!r}.")
    if len(line) > LONGEST_WORD:
        said = f"a word of {len(line):,} characters; a word may have {LONGEST_WORD}"
        raise DataFileError(f"{path}: line {number}: {said}.")
    return line


def read_toml(path: Path) -> dict[str, Any]:
    """Return the content of a TOML file.

    Raises
    ------
    DataFileError
        When the file is missing, not UTF-8 or not valid TOML.
    """
    text = read_text(path)
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        raise DataFileError(f"{path}: not TOML: {fault}.") from None
