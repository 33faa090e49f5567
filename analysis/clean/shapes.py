"""What the shape of a line says of it where its words are unknown: a link, a credit, a count, a button."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from ..lexicon import surnames
from .records import REMEMBERED

LONGEST_LINK = 60
"""Longest line (characters) that is a link, a credit or a notice of the page."""

LONGEST_TEASER = 30
"""Longest headline (characters) of another article that breaks off in …."""

PARTS, PART = 4, 6
"""From how many parts (characters each at most) on a line is a row of labels."""

_SURNAMES = surnames()
_PERSON = rf"[{_SURNAMES}][一-鿿]{{1,2}}"
_CREDIT = re.compile(
    r"[(（\[［【]?(?P<label>[一-鿿]{1,7})\s*[:：/|｜丨]\s*"
    rf"{_PERSON}(?:[\s　、,，/]+{_PERSON}){{0,5}}[)）\]］】]?"
)
_POSTS = re.compile(
    r"[长员任]$|组$|书记|主席|联系|联络|申请|申报|负责|代表|法人|委托|姓名|校长|成员|委员|专家|教授|同志|先生|女士"
    r"|获奖|问|答"
)
_ISO_DATE = re.compile(r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|(?<!\d)\d{1,2}:\d\d(?!\d)")
_COUNT = re.compile(
    r"[^\d。，；]{0,6}[读阅看览赞评转藏访击瞧花][^\d。，；]{0,3}[\s(（]*\d[\d,.万w+]*[)）]?[次人回遍]?.{0,2}"
)
_COUNTED = re.compile(r"\d[\d,.万w+]*\s?(?:次|人|位|回|遍|人次).{0,2}[读阅看览赞评转藏访点击瞧].{0,3}")
_REGISTERED = re.compile(
    r"(?=.*[备号码编证第])(?=.*\d{4})[^。；，]{0,24}(?:备|登记|准印|标识|牌照|编码|站点|证号)[^。；，]{0,30}"
)
_ADDRESS = re.compile(r"https?://|www\.|[\w.+-]+@[\w-]+\.\w+|[A-Za-z]{3,}[\w-]*\.(?:com|cn|net|org)")
_NEIGHBOUR = re.compile(r"[上下前后]一?[一-鿿]{1,3}\s?[:：\s　]\s?\S.{3,}|[上下前后]一[一-鿿]{1,2}")
_BULLET = re.compile(r"[▷▶►▸◇◆☆★☞→»※•·●○■□▪◎♦]\s*[^\s。；，]+(?:\s[^。；，]*)?")
_BUTTON = re.compile(
    r"(?:[【\[［<＜「〔](?!附|案例|注|表|图)[^】\]］>＞」〕。；，\d]{1,10}[】\]］>＞」〕]){1,6}"
)
_ARROWS = re.compile(
    r"[◀▶▼▲▾▸►↑↓←☟]|[>＞»›→][^>＞»›→]{1,16}[>＞»›→]|>>|[＋+]\s?[一-鿿]{1,4}$|[\U0001f000-\U0001ffff]"
)
_READER = re.compile(
    r"您|点击|小编|本(?:站|网|页|版|号|应用|刊|门户|平台)(?!络|点)|这页|此页|看官|网友|读者|访客|阅后|扫码|浏览器"
    r"|内核|分辨率|原创首发|转载|转自"
)
_TODAY = re.compile(r"(?:今天是|现在是|今日)\s*[:：]?\s*(?:19|20)\d\d|欢迎(?:光临|访问|来到|您)")
"""The day, or a welcome, that the head of a site shows."""

_GLUED = re.compile(
    r"[上前]一[篇条则页个张]\s?[:：]?.{2,40}[下后]一[篇条则页个张].{2,40}"
    r"|(?:友情|相关|常用|快速|网站|站外|热门)链接\s?[:：]?[^。；，]{4,60}"
)
"""Links to neighbours or to other sites on one line."""

_NAMED = re.compile(
    r"[一-鿿]{2,10}(?:人民政府|委员会|门户网站|政府网|信息网)\s*[·|｜—-]\s*[一-鿿]{2,10}"
    r"|[一-鿿]{0,4}(?:链接|网址|地址|邮箱|二维码)[一-鿿]{0,2}[:：]"
    r"|(?:[A-Z][A-Za-z'’.&-]+,? (?:(?:of|the|and|for|in) )*){2,8}[A-Z][A-Za-z'’.&-]+"
)
"""The name of a site beside that of a part of it, a label without its value, a name in English."""

_PHONE = re.compile(r"(?<!\d)0\d{2,3}[-—－ ]\d{5,8}(?!\d)|(?<!\d)[48]00[-—－]?\d{3}[-—－]?\d{4}(?!\d)")
_RIGHTS = re.compile(
    r"[^。；，]{0,24}(?:版权|权利|监制|承印|出品|承制|承建|主办|承办|制作|维护)[^。；，]{0,24}"
)
_LABELLED = re.compile(r"[一-鿿]{1,8}\s*[:：/|｜丨]\s*[^。；，]{0,30}")
_INDEX = re.compile(r"(?=(?:.*\d){6})[A-Z\d]{2,10}(?:[/_.—–-][A-Z\d]{2,12}){1,6}")
_TOTAL = re.compile(r"[一-鿿]{3,8}\d{4,9}")
_SINCE = re.compile(
    r"(?:19|20)\d\d\s?[—–-]\s?(?:19|20)\d\d$|[二〇零一二三四五六七八九]{4}[—–-]?至今$|(?:19|20)\d\d年?至今$"
)
_LABEL = re.compile(r"([一-鿿]{2,5})[:：\s　]\s*\S{4,}")
_OF_TEXTS = re.compile(r"单位|责任|部门|时限|时间|地点|目标|附|人|表")
_BREAKS = re.compile(r"[\s　/|｜·—>＞→]+")
_ANY_END = re.compile(r"[。；;，！？!?：:、]")


def is_person_list(parts: list[str]) -> bool:
    """Return whether all parts of a line look like names of persons."""
    return all(re.fullmatch(_PERSON, part) for part in parts)


@lru_cache(maxsize=REMEMBERED)
def of_page(text: str) -> bool:
    """Return whether the shape of a line is one that pages have and texts hardly.

    Such are a date or time in figures, a count of readers, an address or a registration, a neighbour
    (`前一则：`), a link behind a bullet, a button in brackets, arrows, a credit (`编排：` and a name), words
    to the reader, a row of short labels. A line that ends like a sentence is the text's.

    Parameters
    ----------
    text : str
        A line.

    Examples
    --------
    >>> from analysis.clean.shapes import of_page
    >>> of_page("编排：陈若水"), of_page("组长：陈若水")
    (True, False)
    """
    if len(text) > LONGEST_LINK or text[-1] in "。；;":
        return False
    credit = _CREDIT.fullmatch(text)
    if credit:
        return not _POSTS.search(credit["label"])
    if any(kind.search(text) for kind in (_ISO_DATE, _ADDRESS, _ARROWS, _READER, _PHONE, _TODAY)):
        return True
    if any(
        kind.fullmatch(text)
        for kind in (_COUNT, _COUNTED, _REGISTERED, _NEIGHBOUR, _BULLET, _BUTTON, _INDEX, _NAMED, _GLUED)
    ):
        return True
    return is_row_of_labels(text)


def is_row_of_labels(text: str) -> bool:
    """Return whether a line is a row of at least four short labels, none a person's name or a number.

    Parameters
    ----------
    text : str
        A line.
    """
    parts = [part for part in _BREAKS.split(text.strip("|｜# ")) if part]
    return (
        len(parts) >= PARTS
        and all(len(part) <= PART for part in parts)
        and not (is_person_list(parts) or _ANY_END.search(text) or any(char.isdigit() for char in text))
    )


def pairs(lines: Sequence[str]) -> set[int]:
    """Return the places of links to neighbours: lines one after the other with labels alike and a headline.

    Parameters
    ----------
    lines : sequence of str
        Lines that follow each other.

    Examples
    --------
    >>> from analysis.clean.shapes import pairs
    >>> sorted(pairs(["看前一条 园区企业召开现场会", "看后一条 街道和社区召开现场会"]))
    [0, 1]
    """
    found: set[int] = set()
    splits = [_LABEL.match(line) if is_loose(line) else None for line in lines]
    for i, (one, other) in enumerate(pairwise(splits)):
        if one and other and len(one[1]) == len(other[1]) and not _OF_TEXTS.search(one[1] + other[1]):
            same = sum(a == b for a, b in zip(one[1], other[1], strict=True))
            if 2 * same >= len(one[1]):
                found.update((i, i + 1))
    return found


def closes_page(text: str) -> bool:
    """Return whether a line at the end of a page has the shape of its imprint: rights, makers, a number.

    Parameters
    ----------
    text : str
        A line.
    """
    return len(text) <= LONGEST_LINK and bool(
        _RIGHTS.fullmatch(text) or _TOTAL.fullmatch(text) or _SINCE.search(text)
    )


def speaks_to_reader(text: str) -> bool:
    """Return whether a line speaks to the reader of a page, or of the page itself.

    Parameters
    ----------
    text : str
        A line.
    """
    return _READER.search(text) is not None


def is_loose(text: str) -> bool:
    """Return whether a line may be the page's beside others: short, and no sentence.

    Parameters
    ----------
    text : str
        A line.
    """
    is_teaser = text[-1] == "…" and len(text) <= LONGEST_TEASER
    ends = text[-1] in "。；;" or (text[-1] in "！!？?…" and not (is_teaser or speaks_to_reader(text)))
    return len(text) <= LONGEST_LINK and not ends and not re.search(r"[。；]", text)


def is_labelled(text: str) -> bool:
    """Return whether a line is a label and its value, as data lines and credits are.

    Parameters
    ----------
    text : str
        A line.
    """
    return _LABELLED.fullmatch(text) is not None
