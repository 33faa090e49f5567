"""Numbers of documents (文号), in all their spellings: 国办发〔2020〕1号, 国办发[2020] 1 号, 部令第57号."""

from __future__ import annotations

import re
from typing import NamedTuple

from .citation_words import CitationWords
from .issuers import place_before

_DIGIT = "0-9０-９"
_OPEN, _CLOSE = "〔﹝\\[［（(【〈「{", "〕﹞\\]］）)】〉」}"
_GAP = r"[ \t　]*(?:\n[ \t　]*){0,2}"
"""Blanks, and the end of a line or of a paragraph, over which a number may be broken."""
_N = rf"[{_DIGIT}](?:{_GAP}[{_DIGIT}]){{0,4}}"
_END = r"号(?![线楼路机井桥门台舱泵坑])"
NUMBER = re.compile(
    rf"(?:[{_OPEN}{_CLOSE}]{_GAP}(?P<year>[1１2２](?:{_GAP}[{_DIGIT}]){{3}})(?:年|\s)*[{_OPEN}{_CLOSE}]"
    rf"|(?P<bare>(?:19|20)[0-9]{{2}})[{_CLOSE}]|(?<=[发函字规])(?P<said>(?:19|20)[0-9]{{2}})年)"
    rf"{_GAP}第?{_GAP}(?P<number>{_N})(?P<more>(?:[、，,和及]{_GAP}{_N})*){_GAP}(?:{_END}|(?=文))"
    rf"(?P<further>(?:[、，,和及与]{_GAP}第?{_N}{_GAP}{_END})*)"
)
ORDER = re.compile(
    rf"(?P<kind>令|公{_GAP}告|通{_GAP}告){_GAP}[{_OPEN}]?(?:(?P<year>[12][{_DIGIT}]{{3}})年)?{_GAP}第{_GAP}"
    rf"(?P<number>{_N}|[一二三四五六七八九十百零〇]{{1,6}}){_GAP}号"
)
PUBLIC = re.compile(
    "(?:[省市县区州盟旗]|自治区)?(?:第[一二三四五六七八九十]+届)?"
    "(?:(?:人民代表大会|人大)(?:常务委员会|常委会)?|(?:人民)?政府)$"
)
"""The public body of a place that an order or an announcement is of."""
BODIES = "政府委办发函"
"""What stands in a code right after the sign of a place."""
CERTIFICATES = ("证", "证字", "许可", "编号", "字第")
CODE = re.compile(rf"([一-鿿]{{1,32}}){_GAP}$")
ABOVE = re.compile(r"([一-鿿]{1,32})[ \t　]*\n\s{0,8}$")
CONTINUES = "政府委办发函字令"
"""What stands within a code: where it begins a line, the code began on the line above."""
ANNOUNCED_BY = ("人民政府", "公告", "通告")
LONGEST_CODE = 6
STRAY = re.compile(r"(?:^|[^一-鿿])[一-鿿][（(]$")
"""A bracket that has slipped into a code: 锡（委发〔2020〕20号."""

ANNOUNCED = re.compile("(?:令|公告|通告)$")

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
            groups = match.groupdict(default="")
            end = match.end("kind") if pattern is ORDER else match.start()
            start, code = _code_before(text, end, match.end(), words)
            if len(code) < 2 or code == "命令" or code.endswith(CERTIFICATES):
                continue
            if STRAY.search(text[max(start - 3, 0) : start]) and text[start] not in "国中":
                code, start = text[start - 2] + code, start - 2
            told = groups["year"] or groups.get("bare") or groups.get("said") or ""
            told = re.sub(r"\s", "", told).translate(FULL_WIDTH)
            year, n = int(told) if told else None, _plain(match["number"])
            if pattern is ORDER:
                name = f"{code}{told}年第{n}号" if told else f"{code}第{n}号"
                found.append(DocumentNumber(start, match.end(), code, year, name))
                continue
            stop = match.end("number") if match["more"] else match.start("further")
            found.append(DocumentNumber(start, stop, code, year, f"{code}〔{told}〕{n}号"))
            for part in ("more", "further"):  # 4、5号 and 4号、5号 of one code and year
                for one in re.finditer(_N, match[part]):
                    at, name = match.start(part) + one.start(), f"{code}〔{told}〕{_plain(one.group())}号"
                    found.append(DocumentNumber(at, at + len(one.group()), code, year, name))
    return sorted(found)


def _code_before(text: str, end: int, stop: int, words: CitationWords) -> tuple[int, str]:
    """Return where the code of a number begins, and the code, put together where a line ends within it.

    `end` is where the code ends, `stop` where the number does.
    """
    before = CODE.search(text, max(end - 40, 0), end)
    if not before:
        return end, ""
    here = before[1]
    code = issuer_code(here, words)
    above = ABOVE.search(text, max(before.start(1) - 48, 0), before.start(1))
    if above and _goes_on(above[1], here, words):
        whole = issuer_code(above[1] + here, words)
        # What has a line of its own is the number of the text, and above it stands the title.
        line_end = text.find("\n", stop)
        own_line = not text[stop : line_end if line_end >= 0 else None].strip()
        if len(whole) > len(here) and not (own_line and here[0] in CONTINUES and len(here) > 1):
            return above.end(1) - (len(whole) - len(here)), whole
    return before.end(1) - len(code), code


def _goes_on(above: str, here: str, words: CitationWords) -> bool:
    """Return whether a line begins within a code that the line above began."""
    both = above + here
    if announced := ANNOUNCED.search(both):
        stem = both[: announced.start()]
        body = PUBLIC.search(stem)
        if body and body.start() - len(place_before(stem, body.start())) < len(above):
            return True
    codes = tuple(code for code, _, _ in words.codes)
    if here[0] in CONTINUES and not here.startswith(tuple(code for code in codes if len(code) > 1)):
        return True
    whole = issuer_code(both, words)
    if len(here) < len(whole) <= LONGEST_CODE and whole.startswith(codes) and not here.startswith(codes):
        return True
    known = (*codes, *(name for name, _ in words.issuers), *ANNOUNCED_BY)
    return any(
        above.endswith(word[:at]) and here.startswith(word[at:])
        for word in known
        for at in range(1, len(word))
    )


def issuer_code(before: str, words: CitationWords) -> str:
    """Return the end of a string that is the code of an issuer, empty if it is known to be none.

    Examples
    --------
    >>> from analysis.reuse.citation_words import citation_words
    >>> from analysis.reuse.document_numbers import issuer_code
    >>> before = ("引进符合渝府发", "标准参照浙财农字", "已由杭州市人民政府令", "刊登招标公告")
    >>> [issuer_code(one, citation_words()) for one in before]
    ['渝府发', '浙财农字', '杭州市人民政府令', '']
    """
    if announced := ANNOUNCED.search(before):
        kind, stem = announced.group(), before[: announced.start()]
        known = [word for word, _ in words.issuers if stem.endswith(word) and word[0] not in "省市州县区自"]
        if known:
            return known[0] + kind
        if body := PUBLIC.search(stem):
            return place_before(stem, body.start()) + body.group() + kind
        if kind != "令":
            return ""
    cut = 0
    for word in words.before_numbers:
        at = before.rfind(word, 0, len(before) - 1)
        if at >= 0 and len(before) - at - len(word) >= 2 and not _in_code(before, at, word, words):
            cut = max(cut, at + len(word))
    return before[cut:]


def _in_code(before: str, at: int, word: str, words: CitationWords) -> bool:
    """Return whether one sign before a code is part of it: 文 in 苏文旅发, 如 in 如政发."""
    if len(word) > 1:
        return False
    begins = any(len(code) > 1 and before.startswith(code, at) for code, _, _ in words.codes)
    after_place = at > 0 and (
        before[at - 1] == "国" or any(before[at - 1] == one for one, _, _ in words.codes)
    )
    return begins or after_place or before[at + 1] in BODIES


def full_name(name: str, city: str, province: str) -> str:
    """Return the name of an order with its place: 市政府令第5号 is that of the text's own city.

    Examples
    --------
    >>> from analysis.reuse.document_numbers import full_name
    >>> full_name("市政府令第5号", "杭州市", "浙江省"), full_name("宁波市政府令第5号", "杭州市", "浙江省")
    ('杭州市人民政府令第5号', '宁波市人民政府令第5号')
    """
    own = {"市": city, "州": city, "省": province, "自": province}.get(name[0]) or ""
    if own and re.match("(?:[市州省]|自治区)(?:第.{1,4}届)?(?:人民|人大|政府)", name):
        name = own + re.sub("^(?:[市州省]|自治区)", "", name)
    name = re.sub("(?<!人民)政府(?=(?:令|公告|通告))", "人民政府", name)
    return name.replace("人大", "人民代表大会").replace("大会常委会", "大会常务委员会")


def _plain(number: str) -> str:
    """Return a number in Arabic digits, without blanks and leading zeros: 四十八 is 48."""
    n = re.sub(r"\s", "", number).translate(FULL_WIDTH)
    if not n.isdecimal():
        n = str(_value(n))
    return n.lstrip("0") or n


def _value(numeral: str) -> int:
    if "百" not in numeral and "十" not in numeral:
        return int("".join(str("零一二三四五六七八九".index(one)) for one in numeral.replace("〇", "零")))
    total, digit = 0, 0
    for one in numeral.replace("〇", "零"):
        if one in "十百":
            total, digit = total + (digit or 1) * (10 if one == "十" else 100), 0
        else:
            digit = "零一二三四五六七八九".index(one)
    return total + digit
