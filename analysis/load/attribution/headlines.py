"""Which lines above a text are its headline."""

from __future__ import annotations

import re

from ...lexicon import is_posting, names_source
from .official_heads import title_below_head

PROSE = 28
"""Shortest line (characters) with a full stop that is running text, below which no headline stands."""

WRAPPED = 28
"""Length from which a line with several commas is the first one of a paragraph, not a headline."""

EVEN = 16
"""Least length of the lines of a paragraph that was broken at a width."""

WRAPPED_END = 4
"""Longest end of a headline (characters) on a line of its own."""

FULL, BELOW = 7, 2
"""Fewest Chinese characters of a headline, where that above the line of the day is as short as a menu's; and
among how many lines below it the headline then stands."""

LABELLED = 12
"""Among how many lines a labelled title (`标题：…`) is looked for."""

HAN = re.compile(r"[㐀-䶿一-鿿]")
PUBLISHER = re.compile(
    r"(?:信息来源|文章来源|稿件来源|新闻来源|数据来源|信息来源单位"
    r"|(?<!资金)(?<!经费)(?<!款项)(?<!收入)(?<!财力)(?<!项目)(?<!任务)(?<!问题)(?<!线索)来源|发布机构|发布单位|发文机关)(?:[】\]]?\s*[:：]|[】\]])\s*"
)
DATE_LABELS = (
    re.compile(
        r"(?:发布|发表|公布|推送|信息提供)(?:日期|时间)(?:[】\]]?\s*[:：]|[】\]])\s*|(?<![^\s|｜])发布\s*[:：]\s*(?=(?:19|20)\d\d)"
    ),
    re.compile(
        r"(?<![一-鿿])(?:成文|印发|发文|生成|更新|文章|公开|录入|编辑|信息|上传|签发|颁布|制定|刊登|刊发|报道|稿件|新闻"
        r"|添加|创建|发稿|出版|见报|播出|签署|制发|通过|提交|上报|审核|修改|上线|登记|写作|转发|批准|审议|刊载|首发|报送|成稿|撰写|下发"
        r"|起草|形成|采写|收录)?"
        r"(?:日期|时间)(?:[】\]]?\s*[:：]|[】\]])\s*"
    ),
)
DATA_LINE = re.compile(
    r"^(?:今天是|现在是|当前时间)\s*[:：]?\s*\d|^[【\[]?(?:信息|文章|稿件)?(?:来源|作者|记者|编辑|责任编辑|公众号|链接|网址|原文链接|URL|(?:发布|发表|更新|采集|抓取)?(?:时间|日期))[】\]]?\s*[:：]"
)
NUMBER = re.compile(
    r"^[\u4e00-\u9fff]{1,12}\s*[〔﹝\[［(（【]\s*(?P<year>(?:19|20)\d\d)\s*[〕﹞\]］)）】]\s*第?\s*\d+\s*号"
)
NAMED_FILE = re.compile(r"([一-鿿][^《》/\\。]{3,60})\.(?:docx?|wps|pdf|et|xlsx?|pptx?)")
"""The name of a file on a line of its own, as pages that share one show it."""

DECREE = re.compile(r"[一-鿿]{2,20}(?:政府|委员会|[局部委])(?:令|公告)(?:第?.{1,8}号)?")
PUBLISHED = re.compile(r"《([^《》]{4,60})》(?:已|业)")
"""A decree, and the rule that it publishes."""

LABEL = re.compile(
    r"^(?:[【\[]?(?:文章|新闻|文件|公文|政策)?(?:标题|题名|题目)[】\]]?\s*[:：]|[【\[](?:标题|题名|题目)[】\]])\s*"
)
NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十百]+[、.．]|[（(][一二三四五六七八九十\d]+[)）]|第[一二三四五六七八九十百]+|\d+[、.．])"
)
NO_TITLE = re.compile(
    r"[。；;：:，,、！!]$|^[一-鿿]{2,12}[省市县区州盟旗](?:人民政府|[一-鿿]{1,8}[局委办])?\s?(?:门户|官方)网站?$|^欢迎(?:您)?(?:访问|光临|来到)|^各位代表|[>＞]|^[\d\s.\-/:：年月日]+$|(?:委员会|政府|办公[室厅]|[局厅委院办部会处])\s*文\s*件$"
    r"|^[一-鿿]{0,6}(?:单位|部门|责任人|领导|资金|金额|时限|目标|措施|内容|联系人|电话|嘉宾)(?:[(（][^()（）]{1,8}[)）])?\s*[:：]"
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
ENDED = re.compile(r"[一-鿿][.;](?![A-Za-z0-9.])|[,;][一-鿿][^,;]*[,;][一-鿿]")
"""What only sentences have, where the marks are those of English."""

OFFICE = re.compile(
    r"^(?:中共)?[\u4e00-\u9fff]{2,24}(?:人民政府|委员会|办公[厅室]|政府|[厅局部委院]|管委会|管理局|常委会|小组|总队)$"
)


def headline_of(lines: list[tuple[int, str]], label_at: int | None) -> str | None:
    """Return the headline: the last one above the line of source and date, else the first line of all."""
    for _, line in lines[:3]:
        named = re.match(r"《([^《》]{4,80})\.(?:docx?|pdf|txt|wps)》", line)
        named = named or NAMED_FILE.fullmatch(line)
        if named:
            return named[1]
    if decreed := _decreed([line for _, line in lines]):
        return decreed
    labelled = next((LABEL.sub("", line) for _, line in lines[:LABELLED] if LABEL.match(line)), "")
    if len(HAN.findall(labelled)) >= 4:
        return labelled
    if below_head := title_below_head([line for _, line in lines]):
        return below_head
    if label_at is not None:
        prose = next((i for i, line in lines if len(line) >= PROSE and "。" in line), label_at)
        above = [k for k, (i, line) in enumerate(lines) if i < label_at <= prose and is_headline(line)]
        above = [k for k in above if not lines[k][1].startswith(("—", "―"))]
        below = [k for k, (i, line) in enumerate(lines) if label_at < i < prose and is_headline(line)][:BELOW]
        if below and not any(len(HAN.findall(lines[k][1])) >= FULL for k in above[-1:]):
            full = [k for k in below if len(HAN.findall(lines[k][1])) >= FULL]
            above = full[:1] or above
        if above:
            return _whole_title(lines, above[-1], label_at if lines[above[-1]][0] < label_at else None)
    top = next((k for k, (_, line) in enumerate(lines) if not DATA_LINE.match(line)), 0)
    for k, (_, line) in enumerate(lines[top : top + 3], top):
        if is_headline(line):
            return None if _is_wrapped(lines, k) else _whole_title(lines, k, None)
        if not NUMBER.match(line) and not "".join(line.split()).endswith("文件"):
            break
    return None


def _decreed(lines: list[str]) -> str | None:
    """Return the title of the rule that a decree at the head of a text publishes, if it stands below."""
    at = next((k for k, line in enumerate(lines[:3]) if DECREE.fullmatch("".join(line.split()))), None)
    if at is None:
        return None
    named = next(
        (found[1] for line in lines[at + 1 : at + BELOW + 3] if (found := PUBLISHED.match(line))), None
    )
    return named if named in lines else None


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
    line = closed(line.strip())
    cells = line.split("\t")
    if (len(cells) > 1 and not all(OFFICE.match(cell.strip()) for cell in cells)) or (
        len(line) >= WRAPPED and line.count("，") > 1
    ):
        return False
    return (
        len(line) <= 70 and len(HAN.findall(line)) >= 4 and not NO_TITLE.search(line)
        and not PUBLISHER.search(line) and not any(label.search(line) for label in DATE_LABELS)
        and not (CHROME.search(line) and len(line) < 16) and "。" not in line and not ENDED.search(line)
        and not NUMBER.match(line) and not NUMBERED.match(line)
        and not is_posting(line) and not names_source(line)
    )  # fmt: skip


def closed(line: str) -> str:
    """Return a line whose characters all stand apart without the blanks between them."""
    return "".join(line.split()) if len(line) > 2 and max(map(len, line.split()), default=2) == 1 else line
