"""What a page states of its text: title, publisher and date, in its head, above the text or in a script."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from ..attribution.dates import find_dates, parse_date
from ..attribution.headlines import HAN, OFFICE, PUBLISHER
from ..attribution.mastheads import WEEKDAY
from ..attribution.page import OWN_SITE, read_page

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

WECHAT_DATE = re.compile(
    r"\b(?:var\s+)?(?:ct|publish_time|svr_time|createTime|create_time)\s*[=:]\s*[\"']?(\d{10}|\d{4}-\d\d-\d\d)"
)
WECHAT_NAME = re.compile(r"\b(?:var\s+)?nick_?name\s*[=:]\s*(?:htmlDecode\()?[\"']([^\"'<>]{2,30})[\"']")
EAST = timezone(timedelta(hours=8))
TITLES = ("ArticleTitle", "articletitle", "og:title", "twitter:title")
DATES = (
    "PubDate",
    "pubdate",
    "publishdate",
    "article:published_time",
    "og:published_time",
    "weibo: article:create_at",
)
PUBLISHERS = ("ContentSource", "contentsource", "source", "og:article:author")
SITE = re.compile(r"(?:网站|网|门户|政府|信息网|官网|首页|主页|平台|在线|委员会|[局厅委办])[:：\s>-]*$")
"""The end of a title that names the site, not the text."""

OF_SENTENCE = re.compile(r"。|日(?:前|起|止|至|之前)|至(?:19|20)\d\d|截[至止]")
"""What stands in lines whose date is no day of posting."""

OF_SITE = re.compile(r"(?:政务|门户|官方|政府)?(?:网站?|门户|信息网|公众网)$|^欢迎(?:访问|光临)")

OF_PAPER = re.compile(
    r"(?P<name>[一-鿿]{2,8}?(?:日报|晚报|晨报|早报|时报|报))(?:多媒体)?(?:数字报|电子报|数字版|电子版)?\s*[-—_|–]+\s*"
)
"""The name of a paper before the headline in the title of one of its pages."""

ISSUE = re.compile(r"第\s?\d+\s?[期辑]|[（(]总第?\s?\d+\s?期")
"""In the title of a whole issue, of which a page holds one text."""

PRINTED_WITHIN = 30
"""Among how many lines of a page the day of a paper stands."""

UNTITLED = re.compile(
    r"(?:首页|主页|无标题(?:文档|页)?|新建网页\s?\d*|Untitled.*|Document|index|正文|详情|文章|内容页?|新闻内容|[一-鿿]{0,6}(?:详情|详细|内容|正文|浏览|查看)页?面?)?",
    re.I,
)
"""What a page is called that has no title."""

HEADLINES = (
    "h1, h2, h3, font[size='4'], font[size='5'], font[size='6'], [class~=title], [class~=bt], [id$=itle], "
    "center > b, b > center, center > strong, strong > center, [align=center] > b, [align=center] > strong, "
    "[style*='text-align:center'] > strong, [style*='text-align: center'] > strong, "
    "[style*='font-size:2'][style*='bold']"
)

SPLIT_TITLE = re.compile(r"(?<!\s)(?:\s*[_|｜]\s*|\s*--\s*|\s+[-–—]\s+)|-(?=[^-]{2,12}网?$)")


def page_meta(tree: LexborHTMLParser) -> dict[str, str]:
    """Return the named `meta` entries of a page; of equal names, the first with a content."""
    found: dict[str, str] = {}
    for node in tree.css("meta"):
        name = node.attributes.get("name") or node.attributes.get("property")
        content = (node.attributes.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def stated_by_page(
    tree: LexborHTMLParser, meta: dict[str, str], lines: list[str], text: str, source: str
) -> dict[str, str]:
    """Return what a page states of its text; what it does not state has no entry.

    Parameters
    ----------
    tree : LexborHTMLParser
        The page.
    meta : dict
        Its `meta` entries, from `page_meta`.
    lines : list of str
        All lines of the page, of which those before the text may state something.
    text : str
        The main text.
    source : str
        The page's source, whose scripts may state account and date.
    """
    title = stated_title(tree, meta)
    near = _lines_before(lines, title, text)
    page = read_page(near)
    publisher = next((meta[n] for n in PUBLISHERS if n in meta and not OWN_SITE.match(meta[n])), "")
    publisher = publisher if HAN.search(publisher) else ""
    date = next((date for name in DATES if name in meta and (date := parse_date(meta[name][:19]))), None)
    stated = {
        "title": title,
        "publisher": PUBLISHER.sub("", publisher)
        or _account(tree, source)
        or page.publisher
        or _paper(tree)
        or _office(tree),
        "date": date or page.date or _bare_date(near) or _scripted_date(source) or _printed(tree, lines),
    }
    return {key: value for key, value in stated.items() if value}


def stated_title(tree: LexborHTMLParser, meta: dict[str, str]) -> str:
    """Return the heading that the `<title>` repeats or that stands for it, else the title up to its dash.

    Parameters
    ----------
    tree : LexborHTMLParser
        The page.
    meta : dict
        Its `meta` entries, from `page_meta`.
    """
    node = tree.css_first("title")
    whole = " ".join((node.text() if node else "").split())
    headings = [" ".join(heading.text().split()) for heading in tree.css("h1, h2")]
    repeated = [words for words in headings if len(HAN.findall(words)) >= 4 and words[:8] in whole]
    if repeated:  # a banner may be the beginning of a title
        return next((words for words in repeated if not SITE.search(words)), repeated[0])
    stated = next((meta[name] for name in TITLES if name in meta), "")
    first_level = tree.css("h1")
    if not whole and not stated and len(first_level) == 1:
        words = " ".join(first_level[0].text().split())
        return words if len(HAN.findall(words)) >= 4 else ""
    first = SPLIT_TITLE.split(whole, 1)[0]
    paper = OF_PAPER.match(whole)
    if paper and not stated and len(HAN.findall(whole[paper.end() :])) >= 4:
        return whole[paper.end() :].strip()
    if (headline := _behind_site(tree, first)) and not stated:
        return headline
    is_other = SITE.search(first) or UNTITLED.fullmatch(first) or ISSUE.search(first)
    if is_other and not stated and (headline := _headline(tree)):
        return headline
    if UNTITLED.fullmatch(first) and not stated:
        return ""
    return max((SPLIT_TITLE.split(stated, 1)[0], first), key=lambda words: len(HAN.findall(words)))


def _behind_site(tree: LexborHTMLParser, title: str) -> str:
    """Return the headline on the page that a title repeats behind the names of site and column."""
    parts = title.split(" ")
    ends = {" ".join(parts[i:]) for i in range(1, len(parts))}
    if not ends:
        return ""
    found = (" ".join(node.text().split()) for node in tree.css(f"h3, h4, {HEADLINES}"))
    return next((words for words in found if words in ends and len(HAN.findall(words)) >= 6), "")


def _headline(tree: LexborHTMLParser) -> str:
    """Return the one line that a page sets as its headline, an empty string if none or several."""
    for selector in ("h1, h2", HEADLINES):
        found = {" ".join(node.text().split()) for node in tree.css(selector)}
        fitting = [
            words
            for words in found
            if 6 <= len(HAN.findall(words)) <= 60 and "。" not in words and not SITE.search(words)
        ]
        if len(fitting) == 1:
            return fitting[0]
    return ""


def _lines_before(lines: list[str], title: str, text: str) -> list[str]:
    """Return the lines from the title of a page to the beginning of its text, and some after its end."""
    first = text.split("\n", 1)[0][:20]
    start = next((i for i, line in enumerate(lines) if first and line.startswith(first)), 0)
    opening = max((i for i in range(start) if title and title[:8] in lines[i]), default=max(start - 12, 0))
    return lines[opening : start + 6]


def _office(tree: LexborHTMLParser) -> str:
    """Return the office that a page's `<title>` names and nothing else, an empty string if it names none."""
    node = tree.css_first("title")
    whole = OF_SITE.sub("", " ".join((node.text() if node else "").split()))
    return whole if OFFICE.match(whole) else ""


def _paper(tree: LexborHTMLParser) -> str:
    """Return the paper that a page's `<title>` begins with, an empty string if it does with none."""
    node = tree.css_first("title")
    paper = OF_PAPER.match(" ".join((node.text() if node else "").split()))
    return paper["name"] if paper else ""


def _printed(tree: LexborHTMLParser, lines: list[str]) -> str | None:
    """Return the day that the head of a page of a paper states beside the day of the week."""
    days = (WEEKDAY.fullmatch(" ".join(line.split())) for line in lines[:PRINTED_WITHIN])
    found = {parse_date(one["date"]) for one in days if one}
    return found.pop() if len(found) == 1 and _paper(tree) else None


def _bare_date(lines: list[str]) -> str | None:
    """Return the date of the first short line that holds a full one: the line under a headline."""
    for line in lines[:12]:
        found = [one.date for one in find_dates(line) if len(one.date) == 10]
        if found and len(line) <= 60 and not OF_SENTENCE.search(line):
            return found[0]
    return None


def _account(tree: LexborHTMLParser, source: str) -> str:
    """Return the account that published a WeChat page, an empty string elsewhere."""
    node = tree.css_first("[id=js_name], .profile_nickname")
    named = WECHAT_NAME.search(source) if node is None and "js_content" in source else None
    return " ".join(node.text().split()) if node else named[1] if named else ""


def _scripted_date(source: str) -> str:
    """Return the date stated only in a script of the page, as on WeChat pages."""
    match = WECHAT_DATE.search(source)
    if match is None:
        return ""
    return str(datetime.fromtimestamp(int(match[1]), EAST).date()) if match[1].isdigit() else match[1]
