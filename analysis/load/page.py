"""Reads what a page says of itself: title, publisher and date in the lines around the text."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from .dates import find_dates, parse_date

HEAD_LINES, TAIL_LINES = 30, 12
GLOSS = re.compile(r"[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹ]{1,6}[)）]")
HAN = re.compile(r"[㐀-䶿一-鿿]")
PUBLISHER = re.compile(
    r"(?:信息来源|文章来源|稿件来源|新闻来源|数据来源|来源|发布机构|发布单位|信息来源单位|发文机关)\s*[:：]\s*"
)
DATE_LABELS = (
    re.compile(r"(?:发布|发表|公布|印发|推送)(?:日期|时间)\s*[:：]\s*"),
    re.compile(r"(?:成文|发文|生成|更新|文章)?(?:日期|时间)\s*[:：]\s*"),
)
OWN_SITE = re.compile(
    r"^(?:本网|本站|本报|本刊|本网站|本台|原创|转载|网络|互联网|未知|综合|其他|其它|admin)(?:讯|综合|原创)?$"
)
SESSION = re.compile(r"^[\s—―－\-–(（]*(?P<date>.{6,14}?)日?[，,]?在.{2,60}会议?上")
STOP = re.compile(r"[\s|｜]|发布|时间|日期|作者|编辑|责编|浏览|点击|字体|字号|阅读|【|（|\(|分享")
NO_TITLE = re.compile(
    r"[。；;：:，,、！!]$|^各位代表|^第[一二三四五六七八九十]+[章条]|[>＞]|^[\d\s.\-/:：年月日]+$"
)
CHROME = re.compile(
    r"IPv6|无障碍|長者助手|长者助手|登录|注册|首页|导航|返回|收藏|打印|下载|全屏|加大|还原|减小|当前位置|所在位置|分享|字体|字号"
    r"|扫一扫|二维码|设为|客户端|微信|微博|搜索|阅读量|浏览|点击|来源|作者|编辑|时间|日期|记者|通讯员"
)


class Page(NamedTuple):
    """What a page states of itself; None where it states nothing."""

    title: str | None = None
    publisher: str | None = None
    date: str | None = None
    session: str | None = None


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def plain_copy(text: str) -> str:
    """Return a copy to look things up in: Simplified script, no pinyin glosses, the same lines.

    Parameters
    ----------
    text : str
        A text in either script.
    """
    bare = GLOSS.sub("", text)
    sample = bare[:3000]
    simple = _converter().convert(sample)
    changed = sum(a != b for a, b in zip(sample, simple, strict=False))
    return str(_converter().convert(bare)) if changed > 0.02 * max(len(HAN.findall(sample)), 1) else bare


def read_page(lines: list[str]) -> Page:
    """Return title, publisher and date that the lines around a text state.

    Parameters
    ----------
    lines : list of str
        The lines of the text, as `plain_copy` gives them.
    """
    filled = [(i, line.strip()) for i, line in enumerate(lines) if line.strip()]
    head, tail = filled[:HEAD_LINES], filled[HEAD_LINES:][-TAIL_LINES:]
    publisher, at = _publisher(head) or _publisher(tail) or (None, None)
    date, date_at = _labelled_date(head) or _labelled_date(tail) or (None, None)
    labels = [i for i in (at, date_at) if i is not None and i <= (head[-1][0] if head else 0)]
    return Page(_title(head, min(labels) if labels else None), publisher, date, _session(head))


def _publisher(lines: list[tuple[int, str]]) -> tuple[str, int] | None:
    for k, (i, line) in enumerate(lines):
        match = PUBLISHER.search(line)
        if not match:
            continue
        rest = line[match.end() :] or (lines[k + 1][1] if k + 1 < len(lines) else "")
        name = STOP.split(rest, maxsplit=1)[0].strip(' 　"“”')
        if 2 <= len(name) <= 30 and HAN.search(name) and not OWN_SITE.match(name):
            return name, i
    return None


def _labelled_date(lines: list[tuple[int, str]]) -> tuple[str, int] | None:
    for label in DATE_LABELS:
        for k, (i, line) in enumerate(lines):
            match = label.search(line)
            if not match:
                continue
            rest = line[match.end() :] or (lines[k + 1][1] if k + 1 < len(lines) else "")
            found = find_dates(rest[:20])
            if found and not rest[: found[0].start].strip():
                return found[0].date, i
    return None


def _session(lines: list[tuple[int, str]]) -> str | None:
    """Return the date of the meeting a report was given at (`——2024年2月2日在……会议上`)."""
    for _, line in lines:
        match = SESSION.match(line)
        if match and (date := parse_date(match["date"] + "日")):
            return date
    return None


def _title(lines: list[tuple[int, str]], label_at: int | None) -> str | None:
    for _, line in lines[:3]:
        named = re.match(r"《([^《》]{4,80})\.(?:docx?|pdf|txt|wps)》", line)
        if named:
            return named[1]
    if label_at is not None:
        above = [
            line
            for i, line in lines
            if i < label_at and is_headline(line) and not line.startswith(("—", "―"))
        ]
        if above:
            return above[-1]
    first = next((line for _, line in lines[:1] if is_headline(line)), None)
    return first


def is_headline(line: str) -> bool:
    """Tell whether a line may be a headline: short, no end of a sentence, no furniture of a page."""
    line = line.strip()
    return (
        not PUBLISHER.search(line) and not any(label.search(line) for label in DATE_LABELS)
        and len(HAN.findall(line)) >= 4 and len(line) <= 70 and not NO_TITLE.search(line)
        and not (CHROME.search(line) and len(line) < 16) and "。" not in line
    )  # fmt: skip
