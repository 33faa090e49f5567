"""Cells beside a text and names of files that were decoded wrongly before they came to us."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from email.header import decode_header, make_header
from pathlib import PurePosixPath
from urllib.parse import unquote

from ...lexicon import character_levels, ordinary
from ..items import Item, Message, message
from ..tables.columns import HAN
from .mojibake import misread_name

CODE = re.compile(r"(?:#U|%u|\\u|_u|&#x|U\+)([0-9A-Fa-f]{4});?")
"""A character as `unzip`, browsers and programs write it in the name of a file."""

CODE_AND_YEAR = re.compile(r"(?<!\d)([1-8]\d{5})((?:19|20)\d\d)(?!\d)")
"""The code of a place with a year glued to it."""

ASCII = re.compile(r"([ -~]+)")
BOXES = re.compile("[\u2310-\u25ff]")


def decoded_name(source: str) -> str:
    """Return the path of a file with the names in it as they were before they were damaged on their way.

    Parameters
    ----------
    source : str
        The path, with forward slashes.

    Examples
    --------
    >>> from analysis.load.gate.names import decoded_name
    >>> decoded_name("2021/#U67f3#U5dde#U5e02.txt"), decoded_name("%E6%9F%B3%E5%B7%9E.html")
    ('2021/柳州市.txt', '柳州.html')
    """
    return "/".join(map(_decoded, (source if source.isascii() else ordinary(source)).split("/")))


def name_as_meant(source: str) -> tuple[str, bool]:
    """Return the path of a file as it is meant, code and year in it parted, and whether it was damaged.

    Parameters
    ----------
    source : str
        The path.

    Examples
    --------
    >>> from analysis.load.gate.names import name_as_meant
    >>> name_as_meant("4502002021.txt"), name_as_meant("%E6%9F%B3%E5%B7%9E.html")
    (('450200_2021.txt', False), ('柳州.html', True))
    """
    decoded = decoded_name(source)
    is_damaged = decoded != (source if source.isascii() else ordinary(source))
    return CODE_AND_YEAR.sub(r"\1_\2", decoded), is_damaged


def _decoded(name: str) -> str:
    path = PurePosixPath(name)
    end = path.suffix if re.fullmatch(r"\.[A-Za-z0-9]{1,5}", path.suffix) else ""
    stem = name.removesuffix(end) if end else name
    if not HAN.search(stem):
        spelled = html.unescape(CODE.sub(lambda match: chr(int(match[1], 16)), stem))
        for encoding in ("utf-8", "gb18030"):
            with suppress(UnicodeDecodeError):
                if HAN.search(told := unquote(spelled, encoding, "strict")):
                    return told + end
        with suppress(ValueError, LookupError):
            if "=?" in stem and HAN.search(told := str(make_header(decode_header(stem)))):
                return told + end
    told = stem if stem.isascii() else "".join(map(_taken_back, ASCII.split(stem)))
    return (_as_gbk(stem, "latin-1") or told if told != stem else stem) + end


def _as_gbk(name: str, taken: str) -> str:
    """Return a name whose bytes are GBK, an empty string where they spell no common characters."""
    with suppress(UnicodeError):
        told = name.encode(taken).decode("gb18030")
        return told if all(sign.isascii() or character_levels().get(sign, 9) <= 2 for sign in told) else ""
    return ""


def _taken_back(part: str) -> str:
    """Return a part of a name with the bytes it stands for read as Chinese, where that is certain."""
    wrong = None if part.isascii() else misread_name(part)
    if wrong is None and BOXES.search(part):  # as old archivers show GBK
        return _as_gbk(part, "cp437") or part
    return wrong.text if wrong and wrong.text else part


def with_names_mended(item: Item) -> tuple[Item, tuple[Message, ...]]:
    """Return a text with what is stated about it taken back, and what is said of it.

    Parameters
    ----------
    item : Item
        A text with its cells.
    """
    mended: list[str] = []
    garbled: list[str] = []

    def taken_back(cells: Mapping[str, str]) -> Mapping[str, str]:
        found = {name: misread_name(value) for name, value in cells.items() if not value.isascii()}
        wrong = {name: one for name, one in found.items() if one}
        garbled.extend(cells[name] for name, one in wrong.items() if not one.text)
        right = {name: one.text for name, one in wrong.items() if one.text}
        mended.extend(right.values())
        return {**cells, **right} if right else cells

    stated, further = taken_back(item.stated), taken_back(item.further)
    said = []
    if mended:
        said.append(message("names_mended", count=len(mended), line=item.line, shown=mended[0][:12]))
    if garbled:
        said.append(message("names_garbled", count=len(garbled), line=item.line, shown=garbled[0][:12]))
    return (replace(item, stated=stated, further=further) if mended else item), tuple(said)
