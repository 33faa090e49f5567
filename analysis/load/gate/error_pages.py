"""Pages of errors, firewalls and log-ins that were saved in place of a text."""

from __future__ import annotations

import re

from ... import lexicon
from ..attribution.plain import plain_copy
from .words import n_words

PROSE = 40
"""Fewest Chinese characters beside the phrases of an error page that make a text of its own."""

PHRASES = 0.3
"""From which share of its line on a single such phrase makes an error page."""

LONGEST = 200
"""Characters of a line up to which a phrase in it is one of an error page."""

NOTICE = re.compile(r"[^。，：:]{0,24}关于[^。：:]{2,60}的(?:通知|公告|通告|公示|说明|意见|函|决定|报告)")
"""The title of an official notice, which may say that a site is closed for some days."""

PLAIN = 40
"""Chinese characters in sentences without any such word that show a text of another kind."""

WHOLE = frozenset(("text", "html", "pdf", "docx", "doc", "rtf", "odt", "image"))
"""Formats of which a text is a whole file."""

FEW = 160
"""Chinese characters up to which a text is looked at word by word."""

OFFICIAL = re.compile(
    "各(?:县|区|市|单位|部门|地|乡|镇|街道)|填报|报送|申报|通知如下|公告如下|[我本]市|全[市县区省]|年.{1,2}月|[亿万%％]|特此"
)
"""Words of official texts, however short."""

POLICY = re.compile(
    "整治|查处|整改|推进|完善|加强|杜绝|切实|健全|治理|排查|坚决|防止|避免|全市|全县|全区|全省|全州|各部门|各级|群众|市民|改革|本市|试点"
)
"""Words of texts that speak about pages (`整治链接无法访问等问题`), which no error page says."""


def error_page(text: str) -> str | None:
    """Return the phrase that marks a text as an error or log-in page, else None.

    It is one when little prose is left without the lines that hold such a phrase.

    Parameters
    ----------
    text : str
        A text as read.
    """
    lines = [line.strip() for line in re.split("[\n\u2028]", plain_copy(text[:6000])) if line.strip()]
    if any(NOTICE.fullmatch(line) for line in lines):
        return None
    # In these no phrase is looked for, so they are prose; most texts have more of it than any error page.
    plain = (line for line in lines if len(line) > LONGEST or (len(line) >= 20 and POLICY.search(line)))
    if sum(map(lexicon.count_han, plain)) >= PROSE:
        return None
    phrases = lexicon.error_phrases()
    said: list[str] = []
    beside = prose = 0
    for line in lines:
        is_asked = len(line) <= LONGEST and not POLICY.search(line)
        found = [match[0] for match in phrases.finditer(line)] if is_asked else []
        said += found
        if found:
            beside += n_words(line) - n_words(" ".join(found))
        elif len(line) >= 20:
            prose += lexicon.count_han(line)
        if prose >= PROSE:  # as in most texts after a line or two
            return None
    if not said:
        return None
    is_sure = len(set(said)) > 1 or n_words(" ".join(said)) >= PHRASES * (n_words(" ".join(said)) + beside)
    return said[0][:40] if is_sure else None


def is_page(text: str, kind: str) -> bool:
    """Return whether a whole file of few characters is an error or log-in page by its words.

    Parameters
    ----------
    text : str
        A text in which no phrase of such a page was found.
    kind : str
        Its format; rows of tables may be single sentences about pages.
    """
    if kind not in WHOLE:
        return False
    address, thing, state, action = _kinds(text)
    return (thing and state and (address or action)) or _is_closed(text)


def perhaps_page(text: str, kind: str) -> bool:
    """Return whether a text of few characters may be an error or log-in page; a row if it would be one.

    Parameters
    ----------
    text : str
        A text that is not refused.
    kind : str
        Its format.
    """
    address, thing, state, action = _kinds(text)
    return thing and address + state + action > (0 if kind in WHOLE else 1)


def _is_closed(text: str) -> bool:
    """Return whether a text of few characters is what a closed, moved or unpaid site shows, however sober."""
    if len(text) > 4 * FEW or lexicon.count_han(text) > FEW:
        return False
    plain = plain_copy(text)
    if any(NOTICE.fullmatch(line.strip()) for line in plain.split("\n")):
        return False
    *_, site, farewell = lexicon.page_words()
    return len({*site.findall(plain)}) + len({*farewell.findall(plain)}) > 1 and bool(site.search(plain))


def _kinds(text: str) -> tuple[bool, bool, bool, bool]:
    """Return whether a text of few characters has each kind of the words of an error or log-in page.

    All such pages speak of pages or accounts, and say what is wrong to their reader or what to press.
    """
    none = False, False, False, False
    if len(text) > 4 * FEW or lexicon.count_han(text) > FEW:
        return none
    plain = plain_copy(text)
    if POLICY.search(plain) or OFFICIAL.search(plain):
        return none
    if any(NOTICE.fullmatch(line.strip()) for line in plain.split("\n")):
        return none
    words = lexicon.page_words()[:4]
    apart = (part for part in re.split("[。！？\n]", plain) if not any(one.search(part) for one in words))
    if sum(map(lexicon.count_han, apart)) > PLAIN:
        return none
    address, thing, state, action = (one.search(plain) is not None for one in words)
    return address, thing, state, action
