"""The text of pages that a program draws: it stands in a script, as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from ..attribution.headlines import HAN
from .text import block_text
from .tree import parse_page

LITTLE, FEWEST, TIMES = 200, 60, 3
"""Chinese characters of a page's own text from which on its scripts are not looked into; fewest characters of
a text in a script, and how many times those of the page it must have."""

_SCRIPT = re.compile(r"<script\b[^>]*>(.*?)(?:</script|\Z)", re.DOTALL | re.IGNORECASE)
_LITERAL = re.compile(r'(?<!\\)"((?:[^"\\\n]|\\.){60,})"')
_STOP = re.compile("[。！？；]")


def text_in_scripts(source: str, shown: str) -> str:
    r"""Return the longest text that stands in a script of a page, "" if the page shows more itself.

    Parameters
    ----------
    source : str
        The page's source.
    shown : str
        The text that it shows without its scripts.

    Examples
    --------
    >>> from analysis.load.html.embedded import text_in_scripts
    >>> page = '<div id=app></div><script>var a={"content":"<p>%s</p><p>完。</p>"}</script>'
    >>> text_in_scripts(page % ("路修好了，灯也亮了。" * 8), "")[-12:]
    '修好了，灯也亮了。\n完。'
    """
    n_shown = len(HAN.findall(shown))
    if n_shown >= LITTLE or "<script" not in source.lower():
        return ""
    texts = [text for script in _SCRIPT.findall(source) for text in _texts_in(script)]
    best = max(texts, key=lambda text: len(HAN.findall(text)), default="")
    n = len(HAN.findall(best))
    return best if n >= max(FEWEST, TIMES * n_shown) and _STOP.search(best) else ""


def _texts_in(script: str, depth: int = 2) -> Iterator[str]:
    for match in _LITERAL.finditer(script):
        try:
            value = json.loads(f'"{match[1]}"', strict=False)
        except ValueError:
            continue
        if depth and value.lstrip()[:1] in "{[":  # JSON in a string of JSON
            yield from _texts_in(value, depth - 1)
        elif HAN.search(value):
            tree = parse_page(value)[0] if "<" in value else None
            yield block_text(tree.body) if tree and tree.body else value
