"""Footnote marks inside sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .records import Line, Outcome, rewrite
from .signs import has, sign

LONGEST_HEAD = 12
"""Longest line (characters) that heads the explanations of terms."""

_HAN = "㐀-䶿一-鿿"
_MARKED = r"(?:注|注释)?\s?\d{1,3}(?:[-–,，、]\d{1,3}){0,3}|注|注释"
_BRACKETED = re.compile(
    rf"(?<=[{_HAN}”’》）])(?:\[(?:{_MARKED})\]|［(?:{_MARKED})］|〔(?:注|注释)?\d{{1,3}}〕|﹝(?:注|注释)?\d{{1,3}}﹞"
    r"|【(?:注|注释)?\d{1,3}】|\((?:注|注释)\d{1,3}\)|（(?:注|注释)\d{1,3}）)(?!号)"
)
_BEHIND = re.compile(
    r"(?<=[。！？])(?:[\[［](?:(?:注|註|参|来源请求)\s?\d{0,3}|\d{1,3}(?:[-–,，、]\d{1,3}){0,3})[\]］])+(?=[一-鿿“《]|$)"
)
"""Marks behind a sentence, where one ends the line and none begins it: others number items."""

_APART = re.compile(
    rf"(?<=[{_HAN}”’》）])\s?\^\s?(?:\[\d{{1,3}}\]|\d{{1,3}}(?=[{_HAN}，。、；：”]))"
    rf"|(?<=[{_HAN}”’》]) [\[［]\d{{1,3}}[\]］] (?=[{_HAN}“《])"
)
"""Marks behind a caret, or between blanks within a sentence."""

_RAISED = re.compile(rf"(?<=[{_HAN}”’》）])(?<![米里尺寸])(?:⁽[¹²³⁰⁴-⁹]{{1,3}}⁾|[¹²³⁰⁴-⁹]{{1,3}}⁾?)")
_CIRCLED = re.compile(
    rf"(?<=[”’》])[①-⑳](?![①-⑳])|(?<=[{_HAN}])(?<![图表件第项条款式题类组])[①-⑳](?=[，。；、！？])"
)
_STAR = re.compile(
    rf"(?<=[”’》])\*{{1,2}}(?=[{_HAN}，。、；])|(?<=[{_HAN}”’》])(?<![带标注打加有以用])※(?![号的者项类])(?=[{_HAN}，。、；])"
)
_ANY_CIRCLED = re.compile(rf"(?<=[{_HAN}])[①-⑳㉑-㊿]")
_ANY_MARK = sign(r"[\^\[［〔﹝【¹²³⁰⁴-⁹①-⑳㉑-㊿*※注]")
_EXPLAINED = re.compile(
    rf"(?P<mark>[①-⑳㉑-㊿])\s*[“‘《]?(?P<term>[{_HAN}A-Za-z0-9+、]{{2,20}}?)[”’》]?(?:：|:|——|是指|指的是|，?指|，?即)"
)
_LISTED = re.compile(
    rf"(?P<mark>\d{{1,3}})[.．、]\s*[“‘《]?(?P<term>[{_HAN}A-Za-z0-9+、]{{2,20}}?)[”’》]?(?:：|:|——)"
)
_ANY_NUMBER = re.compile(rf"(?<=[{_HAN}”’》）])\d{{1,3}}(?=[{_HAN}，。；、])")
_NOTES = re.compile(r"(?:名词|术语)(?:解释|注释|说明)|注释|附注|注解|尾注")
"""The line above explanations of terms, whose numbers may stand as plain digits behind the terms."""

_NAMED = re.compile(
    r"(?:国|府|政|办|发|函|令|字|委|厅|局|通|规|告|公|院|检|法|财|税|建|教|人社|卫|农|水|审|市|区|县)$"
)


def remove_note_marks(lines: Sequence[Line]) -> Outcome:
    """Remove the marks of footnotes: `营商[2]环境`, `“放管服”①`, `新基建³`, `“东数西算”*`.

    A circled number goes only behind a closing quotation mark, before a mark of punctuation, or behind the
    term that a line with the same number explains: elsewhere it counts the items of a list. The number of
    a document (`桂政发〔2〕`) and square units (`平方米²`) stay.
    """
    explained: dict[str, set[str]] = {}
    listed = _listed(lines)
    for line in lines:
        told = _EXPLAINED.match(line.text) if has(line.text, _ANY_MARK) else None
        if told:
            explained.setdefault(told["mark"], set()).add(told["term"])

    def change(text: str) -> tuple[str, list[str]]:
        found: list[str] = []

        def drop(match: re.Match[str]) -> str:
            if _NAMED.search(text[max(0, match.start() - 3) : match.start()]) and match[0][0] in "〔﹝":
                return match[0]
            found.append(match[0] + " ")
            return ""

        for pattern in (_APART, _BRACKETED, _RAISED, _CIRCLED, _STAR):
            text = pattern.sub(drop, text)
        if text.endswith(("]", "］")) and not text.startswith(("[", "［")):
            text = _BEHIND.sub(drop, text)
        if explained:
            text = _ANY_CIRCLED.sub(
                lambda m: drop(m) if _is_behind(m, explained.get(m[0], set())) else m[0], text
            )
        if listed:
            text = _ANY_NUMBER.sub(
                lambda m: drop(m) if _is_behind(m, listed.get(m[0], set())) else m[0], text
            )
        return text, found

    return rewrite("note marks", lines, change, 0 if listed else _ANY_MARK)


def _listed(lines: Sequence[Line]) -> dict[str, set[str]]:
    """Return the terms explained in a numbered list at the end of a text, by their numbers."""
    short = (i for i in range(len(lines) - 1, -1, -1) if len(lines[i].text) <= LONGEST_HEAD)
    head = next((i for i in short if _is_head(lines[i].text)), len(lines))
    found: dict[str, set[str]] = {}
    for line in lines[head + 1 :]:
        told = _LISTED.match(line.text)
        if told:
            found.setdefault(told["mark"], set()).add(told["term"])
    return found


def _is_head(text: str) -> bool:
    return _NOTES.fullmatch(text.strip(" \u3000:：（）()【】")) is not None


def _is_behind(mark: re.Match[str], terms: set[str]) -> bool:
    before = mark.string[max(0, mark.start() - 20) : mark.start()].rstrip("”’》")
    return any(before.endswith(term) for term in terms)
