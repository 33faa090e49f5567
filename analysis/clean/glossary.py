"""Glossaries at the end of reports, kept apart from the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .records import Line, Outcome, removed

BEGINS_AFTER = 0.3
"""Share of a document's characters that must precede its glossary."""

_HEADING = re.compile(
    r"[（(【\[《〔]?(?:附件?|附录)?[\d一二三四五六七八九十]*[：:、.]?\s*(?:《?(?:20\d\d年)?[一-鿿]{0,12}?(?:政府)?工作报告》?)?(?:中的?)?"
    r"(?:有关|部分|相关|主要|若干|涉及)?的?(?:名词|术语|用语|名词术语|专业名词|专业术语|专有名词|缩略语|词语|名词和用语|名词及用语|名词、术语)"
    r"(?:的)?(?:解释|注释|释义|说明|注解|解读|简释|浅释)(?:[（(].{0,20}[)）])?[）)】\]》〕]?[：:]?|注\s?释[：:]?|名\s?词\s?解\s?释[：:]?"
)
_ITEM = re.compile(
    r"(?:[\[〔【（(]?\d{1,3}[\]〕】）)]?[.．、:：\s]?|[①-⑳㉑-㊿❶-❿]|注\d{1,2}[：:]?|[*＊]\d*)\s*\S"
)
_DEFINES = re.compile(r"[:：]|是指|指的是|即|指[^导示标挥引数责]|——")
_NOTE = re.compile(r"(?:[\[〔【]\d{1,3}[\]〕】]|[①-⑳㉑-㊿])")


def _defines(text: str) -> bool:
    return _DEFINES.search(text[:60]) is not None


def _start(lines: Sequence[Line]) -> int | None:
    """Return the index of the line where the glossary begins, if there is one."""
    total = sum(len(line.text) for line in lines)
    before = 0
    for i, line in enumerate(lines):
        if before > total * BEGINS_AFTER and len(line.text) <= 40 and _HEADING.fullmatch(line.text):
            rest = lines[i + 1 :]
            if len(rest) >= 2 and sum(_defines(item.text) for item in rest) * 2 >= len(rest):
                return i
        before += len(line.text)
    notes = len(lines)
    while notes and _NOTE.match(lines[notes - 1].text) and _defines(lines[notes - 1].text):
        notes -= 1
    return notes if len(lines) - notes >= 3 and notes > 0 else None


def keep_glossary_apart(lines: Sequence[Line]) -> Outcome:
    """Keep a glossary at the end of a text apart from it.

    A glossary begins at a heading such as 名词解释 in the later part of the text, if at least half of the
    paragraphs below explain something; or it is the last three or more paragraphs, if each opens with a
    note number.
    """
    start = _start(lines)
    if start is None:
        return Outcome(list(lines), [])
    apart = [removed("glossary", line, "kept apart") for line in lines[start:]]
    return Outcome(list(lines[:start]), apart)
