"""Several texts in one file whose heads repeat alike: a marker or a title, and a day or a number below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from .dates import parse_date
from .evidence import place_in_name
from .headlines import END_TITLE, NUMBER, OFFICE, is_headline
from .items import Item, Message, message, trim_lines

FEWEST = 2
"""How often such a head must stand in a file."""

FEWEST_HAN, SHORTEST_TITLE, LONGEST_TITLE = 60, 7, 60
"""Fewest Chinese characters of each text and of its title, and most characters of this."""

LONGEST_WITH_COMMA = 24
"""Longest title with a comma."""

GAP = 2
"""Fewest blank lines that perhaps part texts."""

MOST_ABOVE = 4
"""Most lines, no sentences, above the first head: the name of a collection."""

_HAN = re.compile(r"[一-鿿]")
_DAY = r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?"
_DAY_LINE = re.compile(
    rf"[（(\[【]?(?P<label>(?:发布|发文|成文|印发|公布)?(?:日期|时间)\s*[:：]\s*)?(?P<day>{_DAY})(?:\s*\d{{1,2}}:\d\d(?::\d\d)?)?"
    r"[）)\]】]?(?P<behind>[\s　|｜]*(?:来源|稿源|发布机构|作者|信息来源)\s*[:：].{0,40})?"
)
_NO = r"[\d一二三四五六七八九十]{1,3}"
_ALONE = re.compile(
    rf"[【\[（(]\s?第?\s?{_NO}\s?[篇份]?\s?[】\])）]|第\s?{_NO}\s?[篇份]|(?:文件|文章|篇目|政策)\s?{_NO}"
)
_BESIDE = re.compile(
    rf"(?:(?P<part>第\s?{_NO}\s?[篇份]|文件\s?{_NO})[\s　:：、.]+|(?P<no>\d{{1,2}})\s?[.．、]\s?)"
    r"(?P<title>\S.*)"
)
_BRACKETS = re.compile(r"【(?P<title>[^【】]{7,60})】")
_HASH = re.compile(r"#(?!#)\s*(?P<title>\S.*)")
_URL = re.compile(r"(?:(?:网址|链接|原文链接|URL|来源)\s*[:：]\s*)?https?://\S+", re.I)
_RULE = re.compile(r"([=\-*_~#+—─━])(?:\s*\1){4,}")
_DECREE_NUMBER = re.compile(
    r"[（(]?第\s?\d{1,4}\s?号[)）]?|[（(]?[〔\[【（(]?(?:19|20)\d\d[〕\]】）)]?第?\s?\d{1,4}\s?号[)）]?"
)
_DECREE = re.compile(rf"[一-鿿（）()\s]{{2,30}}(?:令|公告)\s*(?P<number>{_DECREE_NUMBER.pattern})?")
_NAMED = re.compile(r"《([^《》]{4,60})》")
_SECTION = re.compile(
    r"(?:第[一二三四五六七八九十]{1,3}[章节条]|[（(]?[一二三四五六七八九十]{1,3}[)）、.．])"
)
_KEEP_OUT = re.compile(r"(?:附[件录表图]|目\s*录|专栏|图|表)\s?\d*\s*[:：]?")
_BARE = ("ruler", "hash", "part?", "brackets?", "marker?", "gap?")
"""Kinds whose titles may be headings of one text, but where each has a day or names a document or place."""

_OF_OFFICE = re.compile(r"(?:政府|[委协学商]会|委员会|办公[厅室]|[局厅委院办部处]|公司|中心|学校)$")
_PASSED = re.compile(
    rf"[（(].{{0,40}}?(?P<day>{_DAY}).{{0,80}}(?:通过|公布|发布|批准|修[订正]|施行|令|印发).{{0,12}}[)）]"
)
_FIELDS = re.compile(
    r"(?:(?:^|\s)[【\[]?(?P<name>[一-鿿]{2,6})[】\]]?\s?[:：]|[【\[](?P<bare>[一-鿿]{2,6})[】\]])\s?(?P<value>[^\s【\[]+)"
)
_LABEL = re.compile(r"^(?:标题|题目|篇名|名称)\s*[:：]\s*")


class Head(NamedTuple):
    """Where a text begins: its line, the kind of its head, its title, its day, and the line of its title."""

    at: int
    kind: str
    title: str
    day: str
    begins: int


def repeated_texts(text: str, line: int = 1) -> tuple[list[Item], tuple[Message, ...]]:
    """Return the texts of a file whose heads repeat alike, and what is said of it; none if not sure.

    A head is a title with a day below it, also in brackets or numbered; a marker (`第1篇`, `文件一`, an
    address) above a title; a title behind `# `; the name and number of a decree. Rulers part texts where
    each begins with a title. The first head stands at the beginning, each text has sentences, and no title
    recurs.

    Parameters
    ----------
    text : str
        A file, with line feeds as line breaks.
    line : int
        Line of the source on which it begins.

    Examples
    --------
    >>> from analysis.load.repeated_heads import repeated_texts
    >>> body = "　　河道由各县分段管护，沟渠由各村清理，不得占河填水。" * 3
    >>> heads = ("第1篇", "甲市河道管护办法", "第2篇", "甲市沟渠清理办法")
    >>> whole = [heads[0], heads[1], "2021年3月2日", body, heads[2], heads[3], "2021年5月6日", body]
    >>> [item.stated["date"] for item in repeated_texts(chr(10).join(whole))[0]]
    ['2021-03-02', '2021-05-06']
    """
    lines = [one.strip() for one in text.split("\n")]
    filled = [i for i, one in enumerate(lines) if one]
    heads = [head for k in range(len(filled)) for head in _heads(lines, filled, k)]
    kinds = {head.kind for head in heads}
    perhaps: list[Item] = []
    if "ruler" not in kinds and not any(head.at for head in heads if head.kind == "gap?"):
        heads = [head for head in heads if head.kind != "gap?"]
    by_kind = {kind: [head for head in heads if head.kind == kind] for kind in sorted(kinds)}
    for kind, own in sorted(
        by_kind.items(), key=lambda pair: (-len(pair[1]), -sum(bool(h.day) for h in pair[1]))
    ):
        marks = {lines[head.at] for head in own} if kind == "address" else set()
        if kind == "address" and len(marks) < len(own):  # what a browser prints on each page
            continue
        if len(own) < FEWEST or len({head.title for head in own}) < len(own) or not _opens(lines, own[0].at):
            continue
        items = _items(text, lines, own, line)
        if not items or (kind in _BARE and not all(map(_is_whole, own))):
            continue
        if kind.endswith("?"):
            perhaps = perhaps or items
            continue
        return items, (message("collection_parted", count=len(items), shown=items[1].stated["title"][:30]),)
    if not perhaps:
        return [], ()
    return [], (message("perhaps_several", count=len(perhaps), shown=perhaps[1].stated["title"][:30]),)


def _is_whole(head: Head) -> bool:
    """Return whether a title is that of a text of its own: dated, of a known kind, or of a place."""
    who = place_in_name(head.title)
    return bool(head.day or END_TITLE.search(head.title) or who.city or who.district or who.province)


def _opens(lines: Sequence[str], first: int) -> bool:
    """Return whether nothing but a few lines without sentences stands above the first head."""
    above = [one for one in lines[:first] if one and not _RULE.fullmatch(one)]
    return len(above) <= MOST_ABOVE and not any("。" in one or len(one) > LONGEST_TITLE for one in above)


def _items(text: str, lines: Sequence[str], heads: Sequence[Head], line: int) -> list[Item]:
    raw = text.split("\n")
    items = []
    for head, end in zip(heads, [*(head.at for head in heads[1:]), len(raw)], strict=True):
        part = [
            "" if _RULE.fullmatch(lines[i]) or _URL.fullmatch(lines[i]) else raw[i]
            for i in range(head.begins, end)
        ]
        if part and (found := _BRACKETS.fullmatch(part[0].strip()) or _HASH.fullmatch(part[0].strip())):
            part[0] = found["title"]
        further: dict[str, str] = {}
        if head.kind.startswith("fields") and part:
            part[0], further = head.title, _fields_of(part)
        words, first = trim_lines("\n".join(part), line + head.begins)
        body = [one for one in part[1:] if "。" in one]
        if not body or len(_HAN.findall("".join(body))) < FEWEST_HAN:
            return []
        stated = {"title": head.title} | ({"date": head.day} if head.day else {})
        if publisher := further.pop("发布部门", further.pop("制定机关", further.pop("发文机关", ""))):
            stated["publisher"] = publisher
        items.append(Item(words, first, stated, (), "part", further=further))
    return items


def _told(line: str) -> dict[str, str]:
    return {found["name"] or found["bare"]: found["value"] for found in _FIELDS.finditer(line)}


def _fields_of(part: list[str]) -> dict[str, str]:
    """Return what the labelled lines below a title state, emptied there."""
    told: dict[str, str] = {}
    for i in range(1, len(part)):
        fields = _told(part[i])
        if not part[i].strip():
            continue
        if not fields or set(part[i]) & set("。；"):
            break
        told |= fields
        part[i] = ""
    return told


def _heads(lines: Sequence[str], filled: Sequence[int], k: int) -> list[Head]:
    """Return the heads that perhaps begin at a line; the kind of one not sure ends in a question mark."""
    at = filled[k]
    one = lines[at]
    below = [(i, lines[i]) for i in filled[k + 1 : k + 6]]
    if not below or len(one) > LONGEST_TITLE + 20:
        return []
    found = (
        _decree(one, at, below),
        _marked(one, at, below),
        _parted(lines, at, one, below),
        _titled(one, at, below),
    )
    return [head for head in found if head]


def _decree(one: str, at: int, below: Sequence[tuple[int, str]]) -> Head | None:
    """Return the head of a decree or announcement: its name, its number, and what it is about."""
    found = _DECREE.fullmatch(one)
    if not (found and (found["number"] or _DECREE_NUMBER.fullmatch(below[0][1]))):
        return None
    named = next((found[1] for _, line in below if (found := _NAMED.search(line))), "")
    day = next((_day(line) for _, line in below if _day(line)), "")
    return Head(at, "decree", named, day, at) if named else None


def _marked(one: str, at: int, below: Sequence[tuple[int, str]]) -> Head | None:
    """Return a head that is a marker on a line of its own above a title."""
    is_url = _URL.fullmatch(one) is not None
    if not (is_url or _ALONE.fullmatch(one)):
        return None
    (begins, title), *rest = below
    title = _title(title)
    if not title:
        return None
    day = next((day for _, line in rest[:2] if (day := _day(line))), "")
    sure = is_url or bool(day) or one[0] in "【[" or (bool(rest) and bool(NUMBER.fullmatch(rest[0][1])))
    return Head(at, "address" if is_url else "marker" if sure else "marker?", title, day, begins)


def _parted(lines: Sequence[str], at: int, one: str, below: Sequence[tuple[int, str]]) -> Head | None:
    """Return the head below a ruler, or at the beginning of a file with rulers."""
    above = at - 1
    while above >= 0 and not lines[above]:
        above -= 1
    is_ruled = above >= 0 and _RULE.fullmatch(lines[above]) is not None
    if above >= 0 and not is_ruled and at - above <= GAP:
        return None
    title = _title(one)
    if not title:
        return None
    if above < 0:
        is_ruled = any(_RULE.fullmatch(line) for line in lines)
    return Head(at, "ruler" if is_ruled else "gap?", title, _day(below[0][1]), at)


def _titled(one: str, at: int, below: Sequence[tuple[int, str]]) -> Head | None:
    """Return a head that is a title, in brackets, numbered, or behind a sign, mostly with a day below it."""
    fields = _told(below[0][1])
    if len(fields) >= FEWEST and not set(below[0][1]) & set("。；"):
        title = _title(re.split(r"\s{2,}|\t", one)[0])
        day = next((day for name, value in fields.items() if "日期" in name and (day := _date(value))), "")
        return Head(at, " ".join(["fields", *fields]), title, day, at) if title else None
    if found := _PASSED.fullmatch(below[0][1]):
        title = _title(one)
        return Head(at, "passed", title, _date(found["day"]), at) if title else None
    day = _day(below[0][1])
    form = _shape(below[0][1]) if day else ""
    if found := _HASH.fullmatch(one):
        title = _title(found["title"])
        return Head(at, "hash", title, day, at) if title else None
    if found := _BRACKETS.fullmatch(one):
        title = _title(found["title"])
        return Head(at, f"brackets {form}" if day else "brackets?", title, day, at) if title else None
    if found := _BESIDE.fullmatch(one):
        title = _title(found["title"])
        if not title or (not day and found["no"]):
            return None
        return Head(at, f"numbered {form}" if day else "part?", title, day, at)
    title = _title(one) if day else ""
    return Head(at, f"dated {form}", title, day, at) if title else None


def _day(line: str) -> str:
    found = _DAY_LINE.fullmatch(line) if len(line) < 80 else None
    return _date(found["day"]) if found else ""


def _date(words: str) -> str:
    return parse_date(words) or ""


def _shape(line: str) -> str:
    """Return how a day is written: its label, its brackets, and what stands behind it."""
    found = _DAY_LINE.fullmatch(line)
    if not found:
        return ""
    return line[0] * (line[0] in "（([【") + (found["label"] or "") + "+" * bool(found["behind"])


def _title(line: str) -> str:
    """Return a line if it may be the title of a text of its own, else nothing."""
    bare = _LABEL.sub("", line.strip())
    if len(bare) > LONGEST_TITLE or len(_HAN.findall(bare)) < SHORTEST_TITLE:
        return ""
    if "，" in bare and (len(bare) > LONGEST_WITH_COMMA or bare[0] in "，、"):  # a line of a wrapped text
        return ""
    if _SECTION.match(bare) or _KEEP_OUT.match(bare) or bare[-1] in "。；，：:、":
        return ""
    if not is_headline(bare) or OFFICE.match(bare) or _OF_OFFICE.search(bare):
        return ""
    return bare
