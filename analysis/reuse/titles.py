"""Titles of policy texts: in book title marks, as short titles, as reports of congresses, as speeches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .citation_words import CitationWords

OPENING, CLOSING = "《", "》"

GENERAL = ("实施", "工作", "总体", "若干", "有关", "具体", "行动", "关于", "的")
"""Words of titles that say as little as the kinds that they stand before."""

VERSION = re.compile(
    r"(?:[（(〔\[][^（）()〔〕\[\]]{1,20}[）)〕\]]|\d{4}年版|\d+(?:\.\d+)?版|第[一二三四五六七八九十]+版|草案|初稿|文本)+$"
)

ITEMS = re.compile(r"^(?!第)...*[一二三四五六七八九十百\d]条$")
"""Thirty-six articles: 科技强市三十六条."""

CONGRESS = re.compile(r"党的(?:[一二]?十[一二三四五六七八九]?|[一二三四五六七八九])大报告")

_SAID = r"重要(?:讲话|指示批示|指示|批示|论述|回信|贺信)"
_SAYINGS = rf"{_SAID}(?:(?:精神)?(?:和|及|以及|、)?{_SAID})*"
_ON = r"(?:“[^”\n]{1,80}”|(?!习近平)[^，。；：！？\n《》“])"
SPEECH = re.compile(rf"(?:习近平(?:总书记|主席|同志)?|(?<!习近平)总书记){_ON}{{0,34}}?{_SAYINGS}")
ALSO = re.compile(
    rf"(?:精神)?[ \t]*(?:和|及|以及|、|特别是)(?=((?!重要)(?:(?!精神|[、和]){_ON}){{1,30}}?{_SAYINGS}))"
)
"""A second one, of the same speaker: 考察浙江重要讲话和考察绍兴重要指示."""
SPEAKER = "习近平总书记"


class Title(NamedTuple):
    """A reference by title.

    Attributes
    ----------
    start, end : int
        Bounds in the text, with its marks.
    kind : str
        `title`, `report` or `speech`.
    name : str
        The title, without marks, blanks and line breaks.
    """

    start: int
    end: int
    kind: str
    name: str


def titles(text: str, words: CitationWords) -> list[Title]:
    """Return the references to policy texts by title, by the report of a congress, or by a speech.

    Parameters
    ----------
    text : str
        A cleaned text.
    words : CitationWords
        What such titles end with.

    Examples
    --------
    >>> from analysis.reuse.citation_words import citation_words
    >>> from analysis.reuse.titles import titles
    >>> text = "根据《城市供水条例》（以下简称《条例》），《日报》刊登党的二十大报告。"
    >>> [title.name for title in titles(text, citation_words())]
    ['城市供水条例', '条例', '党的二十大报告']
    """
    found = [
        Title(start, end, "title", name)
        for start, end in marked(text)
        if (name := plain_title(text[start + 1 : end - 1])) and is_policy(name, words)
    ]
    found += [Title(m.start(), m.end(), "report", plain_title(m.group())) for m in CONGRESS.finditer(text)]
    return sorted(_outermost([*found, *_speeches(text)]))


def _speeches(text: str) -> Iterator[Title]:
    """Yield the references to speeches and instructions; those of one occasion are one."""
    for match in SPEECH.finditer(text):
        start, end = match.span()
        name = plain_title(match.group())
        yield Title(start, end, "speech", _one_name(re.sub("^(?:习近平)?总书记", SPEAKER, name)))
        while also := ALSO.match(text, end):
            start, end = also.span(1)
            yield Title(start, end, "speech", _one_name(SPEAKER + plain_title(also[1])))


def _one_name(name: str) -> str:
    """Return the name of a speech with one spelling of what joins its words: 重要讲话、重要指示."""
    return re.sub(rf"({_SAID})(?:精神)?(?:和|及|以及|、)?(?={_SAID})", r"\1", name)


LONGEST = 200


def marked(text: str) -> Iterator[tuple[int, int]]:
    """Yield the bounds of what stands between title marks, the outer ones where they are nested."""
    start = text.find(OPENING)
    while start >= 0:
        depth, at = 1, start + 1
        stop = min(len(text), start + LONGEST)
        while depth and at < stop:
            depth += (text[at] == OPENING) - (text[at] == CLOSING)
            at += 1
        if depth:  # a mark is missing: take what the first closing one ends, if no other opens before
            close, again = text.find(CLOSING, start, stop), text.find(OPENING, start + 1, stop)
            at = close + 1 if close >= 0 and not start < again < close else start + 1
        if at > start + 1:
            yield start, at
        start = text.find(OPENING, at)


def plain_title(title: str) -> str:
    """Return a title without blanks, with one kind of brackets."""
    plain = re.sub(r"\s+", "", title)
    return plain.translate(str.maketrans("<>＜＞《》()", "〈〉〈〉〈〉（）"))


def is_policy(name: str, words: CitationWords) -> bool:
    """Return whether a title ends as those of policy texts do.

    Examples
    --------
    >>> from analysis.reuse.citation_words import citation_words
    >>> from analysis.reuse.titles import is_policy
    >>> [is_policy(name, citation_words()) for name in ("供水条例（试行）", "供水日报", "〈供水办法〉的决定")]
    [True, False, True]
    """
    stem = VERSION.sub("", name) or name
    of_kind = stem.endswith(words.kinds) or ITEMS.search(stem)
    return bool(of_kind) and not stem.endswith(words.not_kinds)


def is_kind_alone(name: str, words: CitationWords) -> bool:
    """Return whether a title is a kind and nothing else, so that it may be anybody's.

    Examples
    --------
    >>> from analysis.reuse.citation_words import citation_words
    >>> from analysis.reuse.titles import is_kind_alone
    >>> [is_kind_alone(name, citation_words()) for name in ("纲要（草案）", "实施方案", "供水方案")]
    [True, True, False]
    """
    stem = VERSION.sub("", name)
    while stem and (last := next((word for word in GENERAL + words.kinds if stem.endswith(word)), "")):
        stem = stem.removesuffix(last)
    return not stem


def key_of(name: str) -> str:
    """Return what a title is identified by: without the name of the state and without a version."""
    return VERSION.sub("", name.removeprefix("中华人民共和国")) or name


def _outermost(found: list[Title]) -> list[Title]:
    kept: list[Title] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept
