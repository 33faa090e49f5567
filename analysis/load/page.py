"""Reads the metadata on a page: title, publisher and date in the lines around the text."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from .dates import PLACED, find_dates, parse_date
from .mastheads import MENU, masthead
from .posted import OF_MEDIUM, OF_PRINT, TIMED, account_of, medium_of, posted_date, timed_date
from .red_heads import decree_day
from .sessions import session_day

PROSE = 28
"""Shortest line (characters) with a full stop that is running text, below which no headline stands."""

WRAPPED = 28
"""Length from which a line with several commas is the first one of a paragraph, not a headline."""

EVEN = 16
"""Least length of the lines of a paragraph that was broken at a width."""

UNSEEN = "\u200b\u200c\u200d\u2060\ufeff"
WRAPPED_END = 4
"""Longest end of a headline (characters) on a line of its own."""

HEAD_LINES, TAIL_LINES = 30, 12
END_LENGTH = 10_000
HAN = re.compile(r"[㐀-䶿一-鿿]")
PUBLISHER = re.compile(
    r"(?:信息来源|文章来源|稿件来源|新闻来源|数据来源|信息来源单位"
    r"|(?<!资金)(?<!经费)(?<!款项)(?<!收入)(?<!财力)(?<!项目)(?<!任务)(?<!问题)(?<!线索)来源|发布机构|发布单位|发文机关)(?:[】\]]?\s*[:：]|[】\]])\s*"
)
DATE_LABELS = (
    re.compile(r"(?:发布|发表|公布|推送|信息提供)(?:日期|时间)(?:[】\]]?\s*[:：]|[】\]])\s*"),
    re.compile(
        r"(?<![一-鿿])(?:成文|印发|发文|生成|更新|文章|公开|录入|编辑|信息|上传|签发|颁布|制定|刊登|刊发|报道|稿件|新闻"
        r"|添加|创建|发稿|出版|见报|播出|签署|制发|通过|提交|上报|审核|修改|上线|登记|写作|转发|批准|审议|刊载|首发|报送|成稿|撰写|下发"
        r"|起草|形成|采写|收录)?"
        r"(?:日期|时间)(?:[】\]]?\s*[:：]|[】\]])\s*"
    ),
)
RANGE = re.compile(r"\s*(?:\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?\s*(?:至|到|[—–~～]|-(?!\d{2}:))")
"""What stands behind the first day of a range, which is no day of a text."""

OWN_SITE = re.compile(
    r"^(?:本网|本站|本报|本刊|本网站|本台|原创|转载|网络|互联网|未知|综合|其他|其它|admin)(?:讯|综合|原创|稿)?$"
)
COLUMN = 4
"""Longest name (characters) of the page of a newspaper (`要闻`) above a headline."""

POSTED_WITHIN, LABELLED = 8, 12
"""Among how many lines a date of posting and a labelled title (`标题：…`) are looked for."""

STOP = re.compile(
    r"[\s|｜]|(?:成文|生成|发文|印发|公开|有效|索引|文件|信息)(?:日期|时间|文?号|名称|标题|状态)|发布(?=[时日于人机:：\d])|时间|日期|作者|编辑|责编|浏览|点击|字体|字号|阅读|访问|【|（|\(|分享"
)
DATA_LINE = re.compile(
    r"^(?:今天是|现在是|当前时间)\s*[:：]?\s*\d|^[【\[]?(?:信息|文章|稿件)?(?:来源|作者|记者|编辑|责任编辑|公众号|链接|网址|原文链接|URL|(?:发布|发表|更新|采集|抓取)?(?:时间|日期))[】\]]?\s*[:：]"
)
NUMBER = re.compile(
    r"^[\u4e00-\u9fff]{1,12}\s*[〔﹝\[［(（【]\s*(?P<year>(?:19|20)\d\d)\s*[〕﹞\]］)）】]\s*第?\s*\d+\s*号"
)
NAMED_FILE = re.compile(r"([一-鿿][^《》/\\。]{3,60})\.(?:docx?|wps|pdf|et|xlsx?|pptx?)")
"""The name of a file on a line of its own, as pages that share one show it."""

LABEL = re.compile(
    r"^(?:[【\[]?(?:文章|新闻|文件|公文|政策)?(?:标题|题名|题目)[】\]]?\s*[:：]|[【\[](?:标题|题名|题目)[】\]])\s*"
)
NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十百]+[、.．]|[（(][一二三四五六七八九十\d]+[)）]|第[一二三四五六七八九十百]+|\d+[、.．])"
)
NO_TITLE = re.compile(
    r"[。；;：:，,、！!]$|^各位代表|[>＞]|^[\d\s.\-/:：年月日]+$|(?:委员会|政府|办公[室厅]|[局厅委院办部会处])\s*文\s*件$"
    r"|^[一-鿿]{0,6}(?:单位|部门|责任人|领导|资金|金额|时限|目标|措施|内容|联系人|电话)(?:[(（][^()（）]{1,8}[)）])?\s*[:：]"
)
CHROME = re.compile(
    r"IPv6|无障碍|長者助手|长者助手|登录|注册|首页|导航|返回|收藏|打印|下载|全屏|加大|还原|减小|当前位置|所在位置|分享|字体"
    r"|字号|扫一扫|二维码|设为|客户端|微信|微博|搜索|阅读量|浏览|点击|来源|作者|编辑|时间|日期|记者|通讯员|篇原创内容|公众号|听全文|粉丝"
)
OFFICIAL = re.compile(r"关于|印发|转发|转批")
NEXT_TITLE = re.compile(r"^(?:关于|印发|转发)")
END_TITLE = re.compile(
    r"(?:通知|意见|决定|公告|办法|方案|规定|细则|计划|批复|函|措施|报告|条例|纲要|要点|通告|规划)(?:[(（].{1,8}[)）])?$"
)
OFFICE = re.compile(
    r"^(?:中共)?[\u4e00-\u9fff]{2,24}(?:人民政府|委员会|办公[厅室]|政府|[厅局部委院]|管委会|管理局|常委会|小组|总队)$"
)
CENTRAL = re.compile(r"国务院|中共中央|全国人大")
ONLY_DATE = re.compile(rf"^[(（]?[\d{PLACED}十年月日\s]{{8,26}}[)）]?$")


class Page(NamedTuple):
    """Metadata a page states about itself; None where it states nothing."""

    title: str | None = None
    publisher: str | None = None
    date: str | None = None
    signed: str | None = None
    signer: str | None = None
    number_year: int | None = None
    signers: tuple[str, ...] = ()


def read_page(lines: list[str]) -> Page:
    """Return title, publisher and date that the lines around a text state.

    Parameters
    ----------
    lines : list of str
        The lines of the text, as returned by `plain_copy`.
    """
    bare = (_closed(line.strip().strip(UNSEEN).strip()) for line in lines)
    filled = [(i, _ends(line)) for i, line in enumerate(bare) if line]
    head, tail = filled[:HEAD_LINES], filled[HEAD_LINES:][-TAIL_LINES:]
    printed = next((match for _, line in head[:POSTED_WITHIN] if (match := OF_PRINT.match(line[:60]))), None)
    if printed:
        head = [(i, line) for i, line in head if not OF_PRINT.match(line[:60])]
        head = head[1:] if head and len(head[0][1]) <= COLUMN else head
    top = None if printed else masthead([line for _, line in head])
    if top:
        head = [one for k, one in enumerate(head) if k not in top.lines and not MENU.fullmatch(one[1])]
    medium = medium_of([line for _, line in head[:POSTED_WITHIN]] + _above_prose(head))
    told = (_publisher(head[:POSTED_WITHIN]), (medium, None) if medium else None)
    publisher, at = next(filter(None, (*told, _publisher(head), _publisher(tail))), (None, None))
    date, date_at = _labelled_date(head) or _labelled_date(tail) or (None, None)
    date = date or posted_date([line for _, line in head[:POSTED_WITHIN]]) or timed_date(_above_prose(head))
    publisher = account_of([line for _, line in head[:POSTED_WITHIN]]) or publisher
    if top:
        publisher, date = publisher or top.publisher, date or top.date
    if printed:
        publisher = publisher or printed["paper"]
        date = date or parse_date("-".join(printed.group("y", "m", "d")))
    timed = next((i for i, line in head if TIMED.match(line[:120]) or OF_MEDIUM.match(line[:120])), None)
    date_at = timed if at is None and date_at is None else date_at
    labels = [i for i in (at, date_at) if i is not None and i <= (head[-1][0] if head else 0)]
    signed, signer = _signature(filled)
    numbers = [NUMBER.match(line) for _, line in head[:15]]
    years = {int(number["year"]) for number in numbers if number}
    top_lines = [line for _, line in head]
    signed = session_day(top_lines) or decree_day(top_lines) or signed
    return Page(
        _title(head, min(labels) if labels else None), publisher, date, signed, signer,
        years.pop() if len(years) == 1 else None, _signers(filled),
    )  # fmt: skip


def _above_prose(lines: list[tuple[int, str]]) -> list[str]:
    """Return the lines above the first running text."""
    prose = next((k for k, (_, line) in enumerate(lines) if len(line) >= PROSE and "。" in line), 0)
    return [line for _, line in lines[:prose]]


def _closed(line: str) -> str:
    """Return a line whose characters all stand apart without the blanks between them."""
    return "".join(line.split()) if len(line) > 2 and max(map(len, line.split()), default=2) == 1 else line


def _ends(line: str) -> str:
    """Return a line without the middle if it is extremely long; metadata is at its beginning and end."""
    return line if len(line) <= 2 * END_LENGTH else line[:END_LENGTH] + line[-END_LENGTH:]


def _signature(lines: list[tuple[int, str]]) -> tuple[str | None, str | None]:
    """Return date and office of a signature: a line that is a date, alone or below a line that is an office.

    A notice with attachments is signed in its middle; a text with several such dates states none.
    """
    found = []
    for k, (_, line) in enumerate(lines):
        if ONLY_DATE.match(line) and (date := parse_date(re.sub(r"\s", "", line))) and len(date) == 10:
            above = lines[k - 1][1].strip("　 ") if k else ""
            found.append((date, above if OFFICE.match(above) else None))
    signed = [one for one in found if one[1] and not CENTRAL.match(one[1])] or found  # what is passed on
    if len({date for date, _ in signed}) != 1:
        return None, None
    return signed[-1]


def _signers(lines: list[tuple[int, str]]) -> tuple[str, ...]:
    """Return the offices above dates on lines of their own, each once."""
    found = (
        above.strip("　 ")
        for (_, above), (_, line) in pairwise(lines)
        if ONLY_DATE.match(line) and OFFICE.match(above.strip("　 "))
    )
    return tuple(dict.fromkeys(found))


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
    named = [k for k, (_, line) in enumerate(lines) if "日期" in line or "时间" in line]
    for label in DATE_LABELS:
        for k in named:
            i, line = lines[k]
            match = label.search(line)
            if not match:
                continue
            rest = line[match.end() :] or (lines[k + 1][1] if k + 1 < len(lines) else "")
            found = find_dates(rest[:20])
            if found and not rest[: found[0].start].strip() and not RANGE.match(rest, found[0].end):
                return found[0].date, i
    return None


def _title(lines: list[tuple[int, str]], label_at: int | None) -> str | None:
    """Return the headline: the last one above the line of source and date, else the first line of all."""
    for _, line in lines[:3]:
        named = re.match(r"《([^《》]{4,80})\.(?:docx?|pdf|txt|wps)》", line)
        named = named or NAMED_FILE.fullmatch(line)
        if named:
            return named[1]
    labelled = next((LABEL.sub("", line) for _, line in lines[:LABELLED] if LABEL.match(line)), "")
    if len(HAN.findall(labelled)) >= 4:
        return labelled
    if label_at is not None:
        prose = next((i for i, line in lines if len(line) >= PROSE and "。" in line), label_at)
        above = [k for k, (i, line) in enumerate(lines) if i < label_at <= prose and is_headline(line)]
        above = [k for k in above if not lines[k][1].startswith(("—", "―"))]
        if above:
            return _whole_title(lines, above[-1], label_at)
    top = next((k for k, (_, line) in enumerate(lines) if not DATA_LINE.match(line)), 0)
    for k, (_, line) in enumerate(lines[top : top + 3], top):
        if is_headline(line):
            return None if _is_wrapped(lines, k) else _whole_title(lines, k, None)
        if not NUMBER.match(line) and not "".join(line.split()).endswith("文件"):
            break
    return None


def _is_wrapped(lines: list[tuple[int, str]], k: int) -> bool:
    """Return whether a line is the first of a paragraph that was broken at a width."""
    line, below = lines[k][1], lines[k + 1][1] if k + 1 < len(lines) else ""
    return "，" in line and abs(len(line) - len(below)) <= 3 and "，" in below and len(line) >= EVEN


def _whole_title(lines: list[tuple[int, str]], k: int, label_at: int | None) -> str:
    """Return a headline with the lines before and after that belong to it (`…办公厅`, `关于印发…的通知`)."""
    first = k
    while first and NEXT_TITLE.match(lines[first][1]) and OFFICE.match(lines[first - 1][1]):
        first -= 1
    last = k
    if OFFICIAL.search(lines[k][1]) or NEXT_TITLE.match(lines[min(k + 1, len(lines) - 1)][1]):
        following = [
            j for j in range(k, min(len(lines), k + 4)) if label_at is None or lines[j][0] < label_at
        ]
        ends = next((j for j in following if END_TITLE.search(lines[j][1]) and not _goes_on(lines, j)), k)
        fits = [is_headline(line) or len(line) <= WRAPPED_END * (j > k) for j, (_, line) in enumerate(lines)]
        last = ends if all(fits[k : ends + 1]) else k
    if last == k and lines[k][1].endswith("会议上的") and k + 1 < len(lines) and is_headline(lines[k + 1][1]):
        last += 1
    if last == k and not END_TITLE.search(lines[k][1]) and k + 1 < len(lines):
        below = lines[k + 1][1]
        is_end = len(below) <= WRAPPED_END and HAN.fullmatch(below[-1])
        last += bool(is_end and END_TITLE.search(lines[k][1] + below))
    return LABEL.sub("", "".join(line for _, line in lines[first : last + 1]).lstrip("# "))


def _goes_on(lines: list[tuple[int, str]], k: int) -> bool:
    """Return whether the next line is the end of a title that a line could end, too (`…方案` / `的通知`)."""
    below = lines[k + 1][1] if k + 1 < len(lines) else ""
    return below.startswith("的") and len(below) <= EVEN and END_TITLE.search(below) is not None


def is_headline(line: str) -> bool:
    """Return whether a line may be a headline: short, no end of a sentence, no number, no boilerplate.

    Parameters
    ----------
    line : str
        A line as returned by `plain_copy`.
    """
    line = _closed(line.strip())
    cells = line.split("\t")
    if (len(cells) > 1 and not all(OFFICE.match(cell.strip()) for cell in cells)) or (
        len(line) >= WRAPPED and line.count("，") > 1
    ):
        return False
    return (
        len(line) <= 70 and len(HAN.findall(line)) >= 4 and not NO_TITLE.search(line)
        and not PUBLISHER.search(line) and not any(label.search(line) for label in DATE_LABELS)
        and not (CHROME.search(line) and len(line) < 16) and "。" not in line
        and not NUMBER.match(line) and not NUMBERED.match(line)
    )  # fmt: skip
