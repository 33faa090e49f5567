"""Files in the languages of programs and data: told by their own name, not counted."""

from __future__ import annotations

import re

from ...lexicon import count_han
from ..items import Message, message
from ..several.exports import front_matter

PROSE, OF_PROSE = 0.5, 0.7
"""Share of a text in lines of prose from which on lines of code do not make a program, and the share of
Chinese characters in such a line."""

_CODE = re.compile(
    r"^[^\S\n]*(?:import \w+|from \S+ import |def \w+\(|function\s*\w*\(|var \w+\s*=|#include\s*<|<\?php"
    r"|SELECT\s.+\sFROM\s|[.#@]?[\w-][\w.#:, >-]{0,80}\{[^{}\n]*:[^{}\n]*\}"
    r"|\[?\d{4}[-/]\d\d[-/]\d\d[ T]\d\d:\d\d:\d\d\S{0,6}\s+"
    r"(?:\[?[\w.:-]{1,40}\]?\s+){0,3}?\[?(?:INFO|ERROR|WARN|DEBUG|TRACE|FATAL)\b)",
    re.M | re.I,
)
_SQL = re.compile(
    r"\s*(?:(?:(?:--|#)[^\n]*\n|/\*(?:[^*]|\*(?!/))*+\*/;?)\s*)*+"
    r"(?:INSERT INTO|CREATE TABLE|DROP TABLE|SET NAMES)\s",
    re.I,
)
_LATEX = re.compile(
    r"\\documentclass\b|\\(?:begin|end|usepackage|(?:sub){0,2}section|chapter|paragraph)\*?[\[{]"
)
_KEY = r"[\"']?[\w一-鿿][\w一-鿿 .-]{0,30}[\"']?"
_YAML_KEY = re.compile(rf"^[ ]*(?:- )?{_KEY}:(?:[ ].*)?$", re.M)
_YAML_BLOCK = re.compile(rf"^[ ]*(?:- )?{_KEY}:[ ]+[|>][-+]?\d?[ ]*\n[ ]+\S", re.M)
_YAML_RECORD = re.compile(rf"^[ ]*- ({_KEY}):[ ].*\n[ ]+{_KEY}:(?:[ ]|$)", re.M)
_BIBTEX = re.compile(r"\s*@[A-Za-z]{3,20}\{[^\n,]{0,80},\s*\w+\s*=\s*[{\"]")
_TOML = re.compile(
    r"\s*(?:[#;][^\n]*\n\s*)*\[\[?[\w.\- ]{1,40}\]\]?[ ]*\n(?:\s*[#;][^\n]*\n)*\s*[\w一-鿿.-]{1,40}\s*=\s*\S"
)
_ASSIGNED = re.compile(r"\s*(?:#[^\n]*\n\s*)*[A-Za-z_]\w{0,40}\s*=\s*[\[{(\"']|\s*(?:structure\()?list\(")
_END = re.compile("[。！？；]")
_PROGRAMS = frozenset(
    (
        "py",
        "js",
        "ts",
        "css",
        "java",
        "c",
        "cpp",
        "cs",
        "go",
        "rs",
        "rb",
        "php",
        "sh",
        "bat",
        "ps1",
        "r",
        "m",
        "jl",
    )
)
"""Endings of the names of programs."""
_COMMENT = re.compile(r"^(?:#.*|%YAML.*|---|\s*)$")


def language_of(text: str, ending: str = "") -> Message | None:
    r"""Return why a file is not read that is in a language of programs or data, None if it is in none.

    Parameters
    ----------
    text : str
        The file.
    ending : str
        The ending of its name, in lower case, without the dot.

    Examples
    --------
    >>> from analysis.load.gate.source_code import language_of
    >>> language_of("- city: 柳州市\n  text: |\n    港口扩建。\n").values["format"]
    'YAML'
    >>> language_of("一、总体要求：修路。") is None
    True
    """
    if len(_LATEX.findall(text)) > 1:
        return message("latex")
    if _BIBTEX.match(text):
        return message("data_file", format="BibTeX")
    if _TOML.match(text):
        return message("data_file", format="TOML / INI")
    if _is_yaml(text, ending):
        return message("data_file", format="YAML")
    if ending in _PROGRAMS and (is_code(text) or not _END.search(text)):
        return message("program_text")
    return message("program_text") if is_code(text) else None


def is_code(text: str) -> bool:
    """Return whether a text is a program, a dump of a database or the log of a server.

    Lines of code among prose are furniture of its page, which cleaning removes.

    Parameters
    ----------
    text : str
        A text as read.
    """
    if _SQL.match(text) or _ASSIGNED.match(text):
        return True
    if len(_CODE.findall(text)) < 2:
        return False
    lines = ["".join(line.split()) for line in text.split("\n")]
    prose = (line for line in lines if _END.search(line) and count_han(line) >= OF_PROSE * len(line))
    return sum(map(len, prose)) < PROSE * sum(map(len, lines))


def _is_yaml(text: str, ending: str) -> bool:
    """Return whether a file is YAML: all its lines are keys, items of a list, or indented below these."""
    if ending in ("yaml", "yml"):
        return True
    if front_matter(text)[0]:
        return False
    outer = [
        line for line in text.split("\n") if line[:1] not in ("", " ", "\t") and not _COMMENT.match(line)
    ]
    if not outer or not all(_YAML_KEY.match(line) for line in outer):
        return False
    records = [match[1] for match in _YAML_RECORD.finditer(text)]
    return bool(_YAML_BLOCK.search(text)) or (len(records) > 1 and len({*records}) == 1)
