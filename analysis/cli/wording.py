"""The language of the command line: its errors and warnings are worded in English, and put into Chinese here.

They come from everywhere below, and from other processes too, as plain sentences. So they are known by what
they say: `data/spoken.toml` holds each with a gap for every name and number, and the Chinese for it.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from ..lexicon import DATA, load_messages, read_toml
from ..options import LANGUAGES

ENGLISH = re.compile(r"[a-z]{2,} (?=[a-z]{2,})")
"""Between two words of an English sentence."""

HAN = re.compile("[一-鿿]")
LINE = re.compile(r"\bline ([0-9]+)(?:: |：)")

GAP = re.compile(r"\{(\w+)[^{}]*\}")


def language(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> str:
    """Return the language to speak: of `--lang`, else of the file of `--config`, else of the system.

    Parameters
    ----------
    arguments : sequence of str
        What was typed after `koujing`.
    environment : mapping
        The environment variables.

    Examples
    --------
    >>> from analysis.cli.wording import language
    >>> language(["check", "texts", "--lang=zh"]), language([], {"LANG": "zh_CN.UTF-8"}), language([], {})
    ('zh', 'zh', 'en')
    """
    typed = _typed(arguments, "--lang") or _configured(_typed(arguments, "--config"))
    if typed in LANGUAGES:
        return typed
    of_system = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "zh" if next(filter(None, of_system), "").startswith("zh") else "en"


def _typed(arguments: Sequence[str], option: str) -> str:
    """Return the value typed for an option, which may be shortened; the last one counts."""
    found = ""
    for word, after in zip(arguments, [*arguments[1:], ""], strict=False):
        name, equals, value = word.partition("=")
        if len(name) > len("--l") and option.startswith(name):
            found = value if equals else after
    return found


def _configured(path: str) -> str:
    try:
        told = tomllib.loads(Path(path).read_text(encoding="utf-8-sig")).get("lang") if path else ""
    except (OSError, ValueError):  # it is told when the file is read
        return ""
    return told if isinstance(told, str) else ""


def in_language(sentence: str, lang: str) -> str:
    """Return a sentence of the command line in the language it is to speak.

    Parameters
    ----------
    sentence : str
        In English.
    lang : {"zh", "en"}
        The language.

    Returns
    -------
    str
        The sentence itself where its Chinese is not known.

    Examples
    --------
    >>> from analysis.cli.wording import in_language
    >>> in_language("texts: no such folder; check the path.", "zh")
    '找不到文件夹 texts；请检查路径。'
    """
    return sentence if lang == "en" else _chinese(sentence) or sentence


@cache
def _chinese(sentence: str) -> str:
    """Return a sentence in Chinese; nothing if it is not known.

    Several may fit, as a gap may swallow the sentence around another: that with the least English counts.
    """
    fitting = (
        chinese.format(**{name: _put(value) for name, value in found.groupdict().items()})
        for pattern, chinese in _patterns()
        if (found := pattern.fullmatch(sentence))
    )
    return min(fitting, key=_english, default="")


def _put(value: str) -> str:
    """Return what is put into a gap, in Chinese where it is a sentence, or several such as `name: reason`."""
    told = min(filter(None, (_several(value), _chinese(value))), key=_english, default=value)
    return LINE.sub(r"第 \1 行：", told)


def _several(value: str) -> str:
    """Return reasons, each behind the name of what it is about, in Chinese; nothing if one is not known."""
    parts = value.split("; ")  # a reason may hold this mark itself
    for n in range(1, len(parts) + 1):
        name, _, reason = "; ".join(parts[:n]).partition(": ")
        is_chinese = HAN.search(reason) and not _english(reason)
        chinese = _chinese(reason) or (reason if is_chinese else "")
        rest = _several("; ".join(parts[n:])) if chinese and parts[n:] else ""
        if chinese and (rest or not parts[n:]):
            return "；".join(filter(None, (f"{name}：{chinese}", rest)))
    return ""


def _english(told: str) -> int:
    """Return how much English there is in a sentence."""
    return len(ENGLISH.findall(told))


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Return the sentences as patterns with their Chinese, those with most letters of their own first."""
    said = [(entry["en"], entry["zh"]) for entry in read_toml(DATA / "spoken.toml")["said"]]
    said += [(entry["en"], entry["zh"]) for entry in load_messages().values()]
    said.sort(key=lambda pair: -len(GAP.sub("", pair[0])))
    return [(_pattern(english), chinese) for english, chinese in said]


def _pattern(english: str) -> re.Pattern[str]:
    seen: set[str] = set()

    def gap(name: str) -> str:
        again = name in seen
        seen.add(name)
        return f"(?P={name})" if again else f"(?P<{name}>{'[0-9]+' if name == 'at_line' else '.*?'})"

    parts = GAP.split(english)  # text and names in turn
    made = (
        gap(part) if i % 2 else re.escape(part.replace("{{", "{").replace("}}", "}"))
        for i, part in enumerate(parts)
    )
    return re.compile("".join(made), re.DOTALL)


class Parser(argparse.ArgumentParser):
    """A parser that speaks the language it is given.

    Parameters
    ----------
    *given, **named : object
        As for `argparse.ArgumentParser`.
    lang : {"zh", "en"}
        The language of its help and its errors.
    """

    def __init__(self, *given: Any, lang: str = "en", **named: Any) -> None:
        self.lang = lang
        super().__init__(*given, **{"formatter_class": argparse.RawDescriptionHelpFormatter, **named})

    def add_argument(self, *given: Any, **named: Any) -> argparse.Action:
        """Add an argument, its help in the language of the parser."""
        if "help" in named:
            named["help"] = in_language(named["help"], self.lang)
        return super().add_argument(*given, **named)

    def error(self, message: str) -> NoReturn:
        """Print the usage and what is wrong, and exit with 2."""
        self.print_usage(sys.stderr)
        told = in_language(message, self.lang)
        self.exit(2, f"{self.prog}：{told}。\n" if self.lang == "zh" else f"{self.prog}: error: {told}\n")

    def format_usage(self) -> str:
        """Return the usage."""
        return self._worded(super().format_usage())

    def format_help(self) -> str:
        """Return the help."""
        return self._worded(super().format_help())

    def _worded(self, shown: str) -> str:
        if self.lang == "en":
            return shown
        for english, chinese in OF_ARGPARSE.items():
            shown = re.sub(rf"^(\s*|.*  ){re.escape(english)}", rf"\g<1>{chinese}", shown, flags=re.MULTILINE)
        return shown


OF_ARGPARSE = {
    "usage: ": "用法：", "positional arguments:": "位置参数：", "options:": "选项：", "commands:": "命令：",
    "show this help message and exit": "显示帮助并退出",
    "show program's version number and exit": "显示版本号并退出",
}  # fmt: skip
"""What argparse itself puts into a help."""


def examples_in(shown: str, lang: str) -> str:
    """Return examples of commands, and what is said below them, in the language of the command line.

    Parameters
    ----------
    shown : str
        `examples:`, a line each, with what it does behind it; below a blank line perhaps a paragraph.
    lang : {"zh", "en"}
        The language.
    """
    if lang == "en":
        return shown
    listed, blank, below = shown.removeprefix("examples:").partition("\n\n")
    lines = (EXAMPLE.fullmatch(line) for line in listed.strip("\n").split("\n"))
    told = [f"{line[1]}{line[2]}{in_language(line[3], lang)}" for line in lines if line]
    return "\n".join(["示例：", *told]) + blank + in_language(" ".join(below.split()), lang)


EXAMPLE = re.compile(r"(  \S.*?)(\s{2,}|$)(.*)")
