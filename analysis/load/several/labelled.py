"""Texts with labelled lines above them (城市：, 年份：, 标题：): one, or the records of a press data base."""

from __future__ import annotations

import re

from ..attribution.dates import parse_date
from ..items import Item, trim_lines
from ..tables.columns import columns_of, plain_name

STATED = ("city", "district", "province", "year", "date", "title", "publisher")
FIELD = re.compile(
    r"[【\[<]?(?P<name>[A-Za-z_一-鿿]{2,12}(?: [A-Za-z]{2,12}){0,2})[】\]>]?"
    r"[ \u3000]*(?P<mark>[:：=\t]|-{1,2}>|=>|(?<=[】\]>]))[ \t\u3000]*(?P<value>\S.*)?"
)
"""A label and its value, as people and programs part them (`标题：…`, `title = …`, `[标题] …`)."""

LONGEST = 120
"""Most characters of a value that is no text."""

_RULE = r"[=\-*_~#+—─]"
RULE = re.compile(rf"{_RULE}{{4,}}|{_RULE}{{3,}}\s*(?:END|[第\d条篇号项个]{{1,8}})\s*{_RULE}{{3,}}", re.I)
FEWEST = 2
"""Fewest labelled lines, following each other, above a text."""

MOST = 20
"""Most of them, and of blank lines between."""

OF_PRESS = frozenset(
    (
        "文章编号", "编号", "序号", "媒体名称", "媒体", "报纸", "报纸名称", "版次", "版名", "版面", "版号",
        "作者", "记者", "字数", "网址", "链接", "来源", "栏目", "关键词", "分类", "专栏", "正文", "内容",
        "全文", "摘要", "出版商", "出版地", "出版国家/地区", "出版物主题", "出版物类型", "文件类型", "语种",
        "文档url", "版权", "最近更新", "数据库", "issn", "publisher", "place_of_publication", "document_type",
        "language_of_publication", "document_url", "copyright", "database", "pages", "first_page", "url",
        "id", "source", "author", "keywords", "tags", "category", "channel", "site", "host", "crawl_time",
    )
)  # fmt: skip
"""Further labels of such records, which are not kept."""

OF_DAYS = ("time", "release_time", "post_time", "时间")
"""Labels of days, where a day stands behind them."""


def labelled_texts(text: str) -> list[Item]:
    r"""Return the texts below labelled lines; none where a text has no such lines at its head.

    A single text has them if they state its city or its year, which no page does, or if a title is among
    three that are all English (Title, URL, Content) or, without colons, end with that of the text: a program
    wrote them. Otherwise two records at least begin with the same label, and each has a title, or a place and
    a year.

    Parameters
    ----------
    text : str
        A file, with line feeds as line breaks.

    Examples
    --------
    >>> from analysis.load.several.labelled import labelled_texts
    >>> [dict(item.stated) for item in labelled_texts("城市：柳州市\n年份：2020\n港口扩建。")]
    [{'city': '柳州市', 'year': '2020'}]
    """
    lines = text.split("\n")
    heads = [(at, *head) for at in _starts(lines) if (head := _head(lines, at))]
    if not heads or any(line.strip() and not RULE.fullmatch(line.strip()) for line in lines[: heads[0][0]]):
        return []
    opening = next(iter(heads[0][2]))
    heads = [head for head in heads if next(iter(head[2])) == opening]
    items = []
    for (_, below, told), end in zip(heads, [*(head[0] for head in heads[1:]), len(lines)], strict=True):
        stated = {
            ours: told[name] for ours, name in columns_of(told).items() if told[name] and ours in STATED
        }
        body = [line for line in lines[below:end] if not RULE.fullmatch(line.strip())]
        # A text that begins beside its label does so on the last of the labelled lines.
        opening_words = [told[label] for label in told if _is_text(label) and told[label]]
        words, first = trim_lines("\n".join(opening_words + body), below + 1 - len(opening_words))
        if words:
            own = "city" in stated or "year" in stated
            items.append(
                Item(words, first, stated, tuple(sorted(stated)) if own else (), "table" if own else "page")
            )
    if len(items) > 1:
        whole = all("title" in item.stated or len(item.asked) >= FEWEST for item in items)
        return items if whole else []
    told = heads[0][2]
    top = lines[heads[0][0]].strip()
    field = FIELD.fullmatch(top)
    is_parted = field is not None and field["mark"] not in (":", "：") and top[0] != "【"
    is_english = "".join(told).isascii()
    is_written = "title" in columns_of(told) and len(told) > FEWEST
    is_written &= is_english or (is_parted and _is_text([*told][-1]))
    is_stated = bool(items) and bool(items[0].asked) and len(items[0].stated) >= FEWEST
    return items if is_stated or is_written else []


def _starts(lines: list[str]) -> list[int]:
    """Return where a record may begin: the first line, those below a rule or blank, those labelled as it."""
    filled = [i for i, line in enumerate(lines) if line.strip()]
    first = next((found["name"] for i in filled if (found := FIELD.fullmatch(lines[i].strip()))), "")
    return [
        i
        for i in filled
        if i == filled[0]
        or not lines[i - 1].strip()
        or RULE.fullmatch(lines[i - 1].strip())
        or (first in lines[i] and (found := FIELD.fullmatch(lines[i].strip())) and found["name"] == first)
    ]


def _head(lines: list[str], at: int) -> tuple[int, dict[str, str]] | None:
    """Return the line below the labelled lines that begin at one, and what they state."""
    told: dict[str, str] = {}
    end = at
    while end < min(len(lines), at + MOST):
        if len(told) >= FEWEST and _is_text(lines[end].strip()):
            told[lines[end].strip()] = ""
            end += 1
            break
        field = FIELD.fullmatch(lines[end].strip())
        name, value = (field["name"], (field["value"] or "").strip()) if field else ("", "")
        if plain_name(name) in OF_DAYS and parse_date(value):
            name = "date"
        if not name or not _is_known(name) or name in told or (len(value) > LONGEST and not _is_text(name)):
            break
        told[name] = value
        end += 1
        if _is_text(name) and (not value or len(value) > LONGEST):
            break
    return (end, told) if len(told) >= FEWEST else None


def _is_known(name: str) -> bool:
    return plain_name(name) in OF_PRESS or bool(columns_of([name]))


def _is_text(name: str) -> bool:
    return "text" in columns_of([name])
