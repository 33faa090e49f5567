"""Numbers of documents (文号), in all their spellings: 国办发〔2020〕1号, 国办发[2020] 1 号, 部令第57号."""

from __future__ import annotations

import re
from typing import NamedTuple

from .citation_words import CitationWords

_DIGIT = "0-9０-９"
_OPEN, _CLOSE = "〔﹝\\[［（(【〈「{", "〕﹞\\]］）)】〉」}"
NUMBER = re.compile(
    rf"(?P<code>[一-鿿]{{1,16}})[ \t　]*"
    rf"(?:[{_OPEN}{_CLOSE}][ \t　]*(?P<year>[1１2２][{_DIGIT}]{{3}})(?:年|[ \t　])*[{_OPEN}{_CLOSE}]"
    rf"|(?P<bare>(?:19|20)[0-9]{{2}})[{_CLOSE}])"
    rf"[ \t　]*第?[ \t　]*(?P<number>[{_DIGIT}](?:[ \t　]?[{_DIGIT}]){{0,4}})[ \t　]*号"
)
ORDER = re.compile(
    rf"(?P<code>[一-鿿]{{1,20}}令)[ \t　]*[{_OPEN}]?(?:(?P<year>[12][{_DIGIT}]{{3}})年)?[ \t　]*第[ \t　]*"
    rf"(?P<number>[{_DIGIT}]{{1,4}}|[一二三四五六七八九十百零〇]{{1,6}})[ \t　]*号"
)
STRAY = re.compile(r"(?:^|[^一-鿿])[一-鿿][（(]$")
"""A bracket that has slipped into a code: 锡（委发〔2020〕20号."""

FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


class DocumentNumber(NamedTuple):
    """A number of a document.

    Attributes
    ----------
    start, end : int
        Bounds in the text, without a bracket around the whole.
    code : str
        The issuer's code: 国办发.
    year : int or None
        The year in it.
    name : str
        The number in its standard spelling: 国办发〔2020〕1号.
    """

    start: int
    end: int
    code: str
    year: int | None
    name: str


def document_numbers(text: str, words: CitationWords) -> list[DocumentNumber]:
    """Return the numbers of documents in a text.

    Parameters
    ----------
    text : str
        A cleaned text.
    words : CitationWords
        What stands before a code without belonging to it.

    Examples
    --------
    >>> from analysis.reuse.citation_words import citation_words
    >>> from analysis.reuse.document_numbers import document_numbers
    >>> text = "按照国办发[２０２０] 1 号、财政部令第57号办理，完成第3号工程。"
    >>> [number.name for number in document_numbers(text, citation_words())]
    ['国办发〔2020〕1号', '财政部令第57号']
    """
    found = []
    for pattern in (NUMBER, ORDER):
        for match in pattern.finditer(text):
            code = issuer_code(match["code"], words)
            if len(code) < 2 or code == "命令":
                continue
            groups = match.groupdict()
            year = (groups["year"] or groups.get("bare") or "").translate(FULL_WIDTH)
            n = re.sub(r"\s", "", match["number"]).translate(FULL_WIDTH)
            n = n.lstrip("0") or n
            name = f"{code}〔{year}〕{n}号" if pattern is NUMBER else f"{code}第{n}号"
            start = match.end("code") - len(code)
            if STRAY.search(text[max(start - 3, 0) : start]) and text[start] not in "国中":
                code, start = text[start - 2] + code, start - 2
                name = f"{code}〔{year}〕{n}号"
            found.append(DocumentNumber(start, match.end(), code, int(year) if year else None, name))
    return sorted(found)


def issuer_code(before: str, words: CitationWords) -> str:
    """Return the end of a string that is the code of an issuer.

    Examples
    --------
    >>> from analysis.reuse.citation_words import citation_words
    >>> from analysis.reuse.document_numbers import issuer_code
    >>> [issuer_code(before, citation_words()) for before in ("引进符合渝府发", "标准参照浙财农字")]
    ['渝府发', '浙财农字']
    """
    if before.endswith("令"):
        known = [word for word, _ in words.issuers if before.removesuffix("令").endswith(word)]
        if known:
            return f"{known[0]}令"
    cut = 0
    for word in words.before_numbers:
        at = before.rfind(word, 0, len(before) - 1)
        if at >= 0 and len(before) - at - len(word) >= 2:
            cut = max(cut, at + len(word))
    return before[cut:]
