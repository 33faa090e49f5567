"""Page furniture glued to the last sentence of a paragraph: links to other articles, buttons, credits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from .chrome import judge, plain
from .families import any_of, patterns
from .records import Entry, Line, Outcome

LONGEST, LONGEST_OTHER = 400, 120
"""Longest list of links (characters) and longest other furniture behind a sentence."""

OTHERS = frozenset(
    {"controls", "accounts", "footer", "metadata", "disclaimers", "file names", "surroundings", "navigation"}
)
"""Families of furniture that are also looked for behind the last sentence of a text."""

SENTENCES = frozenset({"disclaimers", "footer"})
"""Those of them that are sentences."""

_END = re.compile(r"[。！？!?…”’」』）)】\]》][\s\u3000|]*|[\s\u3000]+(?=[\[【(（<«]?[上下前后]一)|^")
"""Where furniture may begin."""

_SENTENCE_END = re.compile(r"[。！？!?…][”’」』）)]*[\s\u3000|]*(?=[^。！？!?…]+[。！!]?$)")


def remove_glued(lines: Sequence[Line]) -> Outcome:
    """Remove links to other articles behind a sentence, and other furniture behind the last one.

    Links go to the end of their line; what follows them there is no sentence. Furniture that has a line of
    its own is the matter of `remove_chrome`.
    """
    kept: list[Line] = []
    entries: list[Entry] = []
    last = next((i for i in reversed(range(len(lines))) if judge(lines[i].text) is None), -1)
    for i, line in enumerate(lines):
        text = without_glued(line.text, is_last=i == last)
        if text == line.text:
            kept.append(line)
            continue
        gone = line.text[len(text) :].strip()
        entries.append(Entry("glued", "removed", len(gone), line.first, gone))
        if text:
            kept.append(line._replace(text=text))
    return Outcome(kept, entries)


def without_glued(text: str, is_last: bool = False) -> str:
    """Return a line without the furniture behind its last sentence.

    Parameters
    ----------
    text : str
        A line.
    is_last : bool
        Whether it is the last line of the text, behind which buttons and credits may stand too.

    Examples
    --------
    >>> from analysis.clean.glued import without_glued
    >>> without_glued("年底前完工。上一篇：开春耕会 下一篇：没有了")
    '年底前完工。'
    """
    if text.endswith("。") and not is_last:
        return text
    # No list of links goes on behind a full stop, so that most lines have none.
    for match in _END.finditer(text, max(0, text.rfind("。"), len(text) - LONGEST)):
        tail = text[match.end() :]
        if tail and _is_links(tail):
            return without_glued(text[: match.end()].rstrip(" \u3000\t|"), is_last)
    end = _SENTENCE_END.search(text, max(0, len(text) - LONGEST_OTHER)) if is_last else None
    tail = text[end.end() :] if end else ""
    found = judge(tail) if tail else None
    if end and found and found[0] == "strong" and found[1] in (SENTENCES if tail[-1] in "。！!" else OTHERS):
        return text[: end.end()].rstrip(" \u3000\t|")
    return text


def _is_links(tail: str) -> bool:
    key = plain(" ".join(tail.split()))
    return any(pattern.fullmatch(key) for pattern in _links())


@cache
def _links() -> tuple[re.Pattern[str], ...]:
    return tuple(any_of(pattern.lines) for pattern in patterns() if pattern.strength == "glued")
