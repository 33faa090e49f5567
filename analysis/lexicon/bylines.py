"""The line beside a headline that says when a page was posted, by whom, and how often it was read."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

LONGEST = 120
"""Characters of the longest such line."""

NAME, SIDE = 16, 4
"""Most characters of the name of a source, and of a word that is no known one (a person, a button)."""

_DAY = re.compile(
    r"(?<![\d.])(?:(?:19|20)\d\d\s?(?P<m>[-/.年])\s?\d{1,2}\s?[-/.月]\s?\d{1,2}(?!\d)(?:\s?日)?"
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d))"
)
_CLOCK = re.compile(
    r"(?<=¤)[\])）】〕]?[T\s\u3000]*(?:[上下]午|早上|晚上|中午|凌晨)?\s*\d{1,2}\s?[:：时点]\s?\d\d(?:\s?[:：分]\s?\d\d秒?)?分?(?:[.,]\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?"
)
_WEEKDAY = re.compile(r"(?<=¤)[\s\u3000|｜·]*[(（]?(?:星期|礼拜|周)[一二三四五六日天][)）]?")
_JOINED = re.compile(r"[^\s\u3000|｜/·•\[【(（]*")
_LABEL = re.compile(
    r"[\[【(（]?(?P<name>[^\s\u3000|｜/·•\[\]【】(（)）:：]{1,12})\s?[\]】)）]?\s*(?P<colon>[:：]?)$"
)
_LABEL_DAY = re.compile(
    r"(?:(?:发布|发表|更新|发文|成文|上传|公开|公布|推送|刊发|刊登|刊载|发稿|录入|编辑|审核|上线|挂网|信息公开|信息|文章|添加|创建|首发|制发|报送|修改|采编|播出|见报"
    r"|入库|生成|印发|签发|写作|稿件|新闻|转载|转发|提交|登记|撰写)?(?:时间|日期)|日期|时间|(?:发布|发表|更新|上传|刊发)[于在]?|(?i:(?:pub|post|create|update)?[\s_-]?(?:date|time)|published|posted|updated)(?:\s?(?i:on|at|time))?)"
)
_FROM = re.compile(
    r"(?:信息|文章|稿件|新闻|内容|资料)?(?:来源|出处)[于自]?(?:单位|部门|网站)?|[来稿]源[于自]?|供稿(?:单位|部门|人)?|发[布文](?:机构|机关|单位|部门|人|者)|[发公]布单位|信息提供(?:单位)?|提供单位|转载自|转自|撰稿|作者|媒体|(?i:source|from|author)"
)
_PAGE = re.compile(
    r"(?:(?:浏览|点击|阅读|访问|查看|评论|转发|点赞|分享|收藏|浏览量|人气|热度|字号|字体|字体大小|打印|保存|下载|播放|关注|视力保护色|背景色|围观)[次人]?[数量率]?(?:次数)?"
    r"|责任编辑|责编|编辑|记者|作者|撰稿|通讯员|审核|校对|摄影|初审|复审|终审|录入|[大中小]+|[Aa][+-]?|分享[到至]|打印(?:本[页文稿])?|关闭(?:窗口|本页)?|返回|听全文|朗读|收藏|语音|默认|超大|特大|微信|微博|QQ空间|原创|本[站网报]|网络|互联网|未知|佚名)"
)
_VERB = re.compile(r"(?:发布|发表|更新|上传|刊发|推送|讯|来源[于自]?)")
_ON = re.compile(r"(?:[A-Za-z一-鿿]{0,8}?)(?:发布|发表|更新|上传|刊登|发|创建|编辑|推送|刊发)[于在]")
_COUNTER = re.compile(r"[:：]?\d{1,8}\s?(?:次|人|人次|条|字|℃|w\+?|万\+?|\+)?")
_COUNTED = re.compile(r"(?:浏览|点击|阅读|访问|评论|人气)\S{0,3}?\d+次?")
_MEDIUM = (
    r"日报|晚报|晨报|早报|都市报|时报|商报|周报|电视台|广电|新闻网|政府网|政务网|信息网|在线|客户端|融媒体?"
    r"|融媒体中心|公众号"
)
_GLUED = re.compile(rf"^[一-鿿]{{2,8}}(?:{_MEDIUM})讯?$")
"""What may stand right behind the day; with other words there, the line is a title."""

_BODY = re.compile(
    r"(?:人民政府|政府|办公[室厅]|[一-鿿]委|委员会|[一-鿿]{2}[局厅部处科股院中心]|市府办|政府办|中心|协会|学院|集团|管委会"
    rf"|{_MEDIUM}|(?<![通快简喜公月年汇申预播上海捷填])[报网]|(?<!新闻)发布|新闻|政务|科|法规[处科])$"
)
_EVENT = re.compile(
    r"地[点址]|主持|会场|会议|参加|出席|列席|嘉宾|对象|施行|实施|有效|截止|失效|报名|公示|开[标展始幕放]|办公(?![室厅])|咨询|电话"
)
_STOPS = re.compile(r"[，,。；;！!？?《》“”\"]")
_BREAKS = re.compile(r"[\s\u3000|｜/·•—\-\[\]【】()（）〔〕<>]+")


class Byline(NamedTuple):
    """The day as written, the source named with it, and whether more than the day says that it is one."""

    day: str
    source: str | None
    is_sure: bool


def is_posting(line: str) -> bool:
    """Return whether a line surely says when a page was posted.

    Parameters
    ----------
    line : str
        A line.
    """
    said = byline(line)
    return said is not None and said.is_sure


def names_source(line: str) -> bool:
    """Return whether a line is a label of a source and its value, and nothing else (`来源于：甲市统计局`).

    Parameters
    ----------
    line : str
        A line.
    """
    return bool(_labelled(line))


def named_source(line: str) -> str | None:
    """Return the medium or office that a line names behind a label of a source, None for any other line.

    Parameters
    ----------
    line : str
        A line.
    """
    value = _labelled(line)
    return value if value and _BODY.search(value) else None


def _labelled(line: str) -> str:
    label, _, value = line.replace(":", "：").strip("[]【】()（） \u3000").partition("：")
    value = value.strip()
    return value if _FROM.fullmatch(label.strip("]】")) and 1 < len(value) <= NAME else ""


@lru_cache(maxsize=4096)
def byline(line: str) -> Byline | None:
    """Return what a line says of the posting of a page, None for any other line.

    It has one day; beside it nothing but labels with their values, the names of media and offices, persons,
    counts and buttons. A label of an event (`报名时间`, `地点`) and a word that goes on behind the day
    (`2020年1月8日在…`) are none of these.

    Parameters
    ----------
    line : str
        A line.

    Examples
    --------
    >>> from analysis.lexicon import byline
    >>> byline("阅读：12次　发布于2020年3月4日 09:10　来源：甲市政府网")
    Byline(day='2020年3月4日', source='甲市政府网', is_sure=True)
    >>> byline("2020年3月4日在全市大会上"), byline("报名时间：2020年3月4日")
    (None, None)
    """
    if not 8 <= len(line) <= LONGEST or ("19" not in line and "20" not in line) or _STOPS.search(line):
        return None
    days = list(_DAY.finditer(line))
    if len(days) != 1 or _EVENT.search(line):
        return None
    day = days[0][0].strip()
    rest = f"{line[: days[0].start()]}¤{line[days[0].end() :]}"
    rest, clocks = _CLOCK.subn("", rest, count=1)
    rest = _WEEKDAY.sub("", rest, count=1)
    if not clocks:
        rest, clocks = _CLOCK.subn("", rest, count=1)
    labelled, others = _without_day(rest)
    if others is None:
        return None
    source, marks = _read(others)
    if marks < 0:
        return None
    return Byline(day, source, bool(labelled or clocks or marks))


def _without_day(line: str) -> tuple[bool, str | None]:
    """Return whether a label stands before the day, and the line without both; None where it is no label."""
    before, after = line.split("¤", 1)
    bare = before.rstrip(" \t\u3000[【(（〔")
    is_glued = bare == before and bare[-1:] not in tuple("]】)）|｜/·•")
    behind = _JOINED.match(after.lstrip("])）】〕"))
    word = behind[0] if behind else ""
    if word and not (_VERB.fullmatch(word) or _GLUED.search(word)):
        return False, None
    rest = after.replace(word, "", 1) if _VERB.fullmatch(word) else after
    label = _LABEL.search(bare)
    name = label["name"] if label else ""
    if label and (_LABEL_DAY.fullmatch(name) or (is_glued and _ON.fullmatch(name))):
        return True, f"{bare[: label.start()]} {rest}"
    is_known = _PAGE.fullmatch(name) or _FROM.fullmatch(name)
    is_label = label is not None and bool(label["colon"])
    if (is_label or (name and is_glued)) and not (is_known or (not is_label and _BODY.search(name))):
        return False, None
    return False, f"{bare} {rest}"


def _read(line: str) -> tuple[str | None, int]:
    """Return the source that the rest of a line names, and how many marks of a page it has; -1 for others."""
    source: str | None = None
    marks, label = 0, ""
    for part in _BREAKS.split(re.sub(r"\s*[:：]\s*", "：", line)):
        for piece in re.split("(?<=：)", part):
            name = piece.removesuffix("：")
            if not name:
                continue
            if piece.endswith("：") or (not label and _FROM.fullmatch(name) and name not in ("作者", "媒体")):
                if not (_FROM.fullmatch(name) or _PAGE.fullmatch(name)):
                    return None, -1
                label, marks = name, marks + 1
                continue
            told = label
            label = ""
            if _COUNTER.fullmatch(name) or _PAGE.fullmatch(name) or _COUNTED.fullmatch(name):
                marks += 1
            elif len(name) <= NAME and _BODY.search(name):
                source = source or name
            elif told and _FROM.fullmatch(told) and len(name) <= NAME:
                continue
            elif len(name) > SIDE or any(char.isdigit() for char in name):
                return None, -1
    return source, marks
