r"""Reads RTF: characters in a code page (`\'d5`) or by number (`\u25919?`), paragraphs, cells of tables."""

from __future__ import annotations

import re

from ..items import Content, Item, Unreadable, message, trim_lines
from ..text import HAN, plausibility

TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<mark>[^a-zA-Z])"
    rb"|(?P<open>\{)|(?P<close>\})|(?P<break>[\r\n]+)|(?P<text>[^\\{}\r\n]+)"
)
SILENT = re.compile(
    rb"fonttbl|colortbl|stylesheet|info|pict|object|header[lrf]?|footer[lrf]?|listtable|listoverridetable"
    rb"|revtbl|rsidtbl|generator|themedata|datastore|latentstyles|xmlnstbl|fldinst|bkmkstart|bkmkend|shppict"
    rb"|nonshppict|objdata|filetbl|pgdsctbl|atnid|atnauthor|annotation"
)
"""Groups whose words are no text of the document."""

BREAKS = {
    b"par": "\n",
    b"line": "\n",
    b"row": "\n",
    b"sect": "\n",
    b"page": "\n",
    b"cell": "\t",
    b"tab": "\t",
}
Pieces = list[tuple[bytes | str, str]]

SIGNS = {
    b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
    b"bullet": "•", b"emspace": "\u3000", b"enspace": " ", b"~": "\u00a0", b"_": "-",
}  # fmt: skip
CHARSETS = {134: "gb18030", 136: "big5hkscs", 128: "shift_jis", 129: "euc_kr"}
FONT = re.compile(rb"\\f(\d+)[^{}\\]{0,40}(?:\\[a-z]+\d*\s?)*?\\fcharset(\d+)")


def read_rtf(data: bytes) -> Content:
    """Return the text of an RTF file.

    The code page that the file states is tried first; where the text does not read as Chinese in it, those
    of Chinese are.

    Parameters
    ----------
    data : bytes
        The whole file.

    Raises
    ------
    Unreadable
        When it has no text.
    """
    stated = re.search(rb"\\ansicpg(\d+)", data[:4096])
    fonts = {int(number): CHARSETS.get(int(kind), "") for number, kind in FONT.findall(data)}
    own = {936: "gb18030", 950: "big5hkscs", 65001: "utf-8"}.get(int(stated[1]) if stated else 0, "")
    pieces, notes = _pieces(data, fonts)
    options = list(dict.fromkeys(name for name in (own, "gb18030", "big5hkscs", "utf-8") if name))
    text, encoding = max(
        ((_decoded(pieces, name), name) for name in options),
        key=lambda found: plausibility(found[0]) - 2 * found[0].count("\ufffd") / max(len(found[0]), 1),
    )
    told = [words for note in notes if (words := " ".join(_decoded(note, encoding).split()))]
    text, line = trim_lines("\n".join((text, *told)))
    if not HAN.search(text):
        raise Unreadable("empty_page")
    said = (message("footnotes", count=len(told), shown=told[0][:30]),) if told else ()
    return Content((Item(text, line),), "rtf", encoding, said)


def _pieces(data: bytes, fonts: dict[int, str]) -> tuple[Pieces, list[Pieces]]:
    """Return what is written, in order: characters, or bytes with the encoding of their font (or none).

    Footnotes are returned apart; text boxes stand on lines of their own.
    """
    text: Pieces = []
    notes: list[Pieces] = []
    found = text
    stack: list[tuple[bool, int, str, bool, Pieces]] = []
    silent, skipped, font, hidden = False, 1, "", False
    to_skip = 0
    starts = False
    high = 0
    for token in TOKEN.finditer(data):
        word = token["word"]
        if token["open"]:
            stack.append((silent, skipped, font, hidden, found))
            starts, to_skip = True, 0
            continue
        if token["close"]:
            silent, skipped, font, hidden, found = stack.pop() if stack else (False, 1, "", False, text)
            starts, to_skip = False, 0
            continue
        if token["break"]:
            continue
        if starts and word == b"footnote" and not silent:
            found = []
            notes.append(found)
        elif starts and word == b"shptxt":
            found.append(("\n", ""))
            silent = False
        elif starts and (token["mark"] == b"*" or (word and SILENT.fullmatch(word))):
            silent = True
        starts = False
        number = int(token["number"] or 0)
        if word == b"uc":
            skipped = number
        elif word == b"f":
            font = fonts.get(number, "")
        elif word in (b"v", b"plain", b"deleted"):
            hidden = word != b"plain" and token["number"] != b"0"
        elif word == b"bin":
            silent = silent or number > 0
        if silent or (hidden and word not in BREAKS):
            to_skip = skipped if word == b"u" else 0
            continue
        if word == b"u":
            code = number % 0x10000
            if 0xD800 <= code < 0xDC00:
                high = code
            else:
                code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if 0xDC00 <= code < 0xE000 else code
                found.append((chr(code) if not 0xD800 <= code < 0xE000 else "\ufffd", ""))
            to_skip = skipped
        elif word in BREAKS or word in SIGNS:
            found.append((BREAKS.get(word) or SIGNS[word], ""))
        elif token["mark"] in SIGNS or token["mark"] in (b"\\", b"{", b"}"):
            found.append((SIGNS.get(token["mark"]) or token["mark"].decode(), ""))
        elif token["hex"] or token["text"]:
            raw = bytes.fromhex(token["hex"].decode()) if token["hex"] else token["text"]
            dropped = min(to_skip, len(raw))
            to_skip -= dropped
            found.append((raw[dropped:], font))
    return text, notes


def _decoded(pieces: Pieces, encoding: str) -> str:
    """Return the text of pieces; adjacent bytes make characters together."""
    parts: list[str] = []
    held, held_as = b"", ""
    for piece, font in [*pieces, ("", "")]:
        if isinstance(piece, bytes) and (font == held_as or not held):
            held, held_as = held + piece, font
            continue
        parts.append(held.decode(held_as or encoding, "replace"))
        held, held_as = (piece, font) if isinstance(piece, bytes) else (b"", "")
        if isinstance(piece, str):
            parts.append(piece)
    return "".join(parts)
