"""Text that databases add to their exports: records of CNKI, the block of 北大法宝."""

from __future__ import annotations

import re

from .dates import parse_date
from .items import Item, trim_lines

FIELD = re.compile(
    r"^(?P<key>SrcDatabase|Title|Author|Source|PubTime|Year|Keyword|Summary|Organ|Period|Volume|PageCount|CLC|URL|DOI"
    r"|Fund|FirstDuty|Publisher|Fulltext)-[一-鿿/（）()A-Za-z]{1,12}\s*[:：][ \t]*(?P<value>.*)$"
)
FEWEST_FIELDS = 3
BLOCK = re.compile(r"^\s*【(?P<label>[一-鿿]{2,8})】\s*(?P<value>[^。；]{0,80})$")
BLOCK_LINES = 30
PUBLISHERS = (
    "发布部门", "发布机构", "发文机关", "制定机关", "颁布单位",
    "公布机关", "颁布机关", "发布机关", "颁布部门",
)  # fmt: skip
DATES = ("发布日期", "公布日期", "颁布时间", "颁布日期", "成文日期", "发文日期")
FURTHER = (
    "发文字号",
    "文号",
    "效力级别",
    "效力位阶",
    "效力层级",
    "时效性",
    "实施日期",
    "施行日期",
    "生效日期",
    "失效依据",
    "批准部门",
    "法规类别",
    "法宝引证码",
)


def cnki_records(text: str) -> list[Item]:
    """Return the records of a CNKI export, each with its title, source and date; none for other texts.

    Parameters
    ----------
    text : str
        The text, with line feeds as line breaks.
    """
    lines = text.split("\n")
    if sum(FIELD.match(line) is not None for line in lines[:40]) < FEWEST_FIELDS:
        return []
    records: list[tuple[int, dict[str, str]]] = []
    key = ""
    for number, line in enumerate(lines, 1):
        field = FIELD.match(line.strip())
        if field:
            key = field["key"]
            if not records or key in records[-1][1]:
                records.append((number, {}))
            records[-1][1][key] = field["value"].strip()
        elif key and line.strip():
            records[-1][1][key] += "\n" + line.strip()
    items = []
    for number, fields in records:
        stated = {
            "title": fields.get("Title", ""),
            "publisher": fields.get("Source", ""),
            "date": parse_date(fields.get("PubTime", "")) or fields.get("Year", ""),
        }
        words = fields.get("Fulltext") or fields.get("Summary") or ""
        if words:
            items.append(Item(words, number, {k: v for k, v in stated.items() if v}, (), "page"))
    return items


def block_of(text: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the metadata in the header block of a legal database: as ours, and as further columns.

    Parameters
    ----------
    text : str
        The text, with line feeds as line breaks.
    """
    found: dict[str, str] = {}
    for line in text.split("\n")[:BLOCK_LINES]:
        match = BLOCK.match(line)
        if match:
            found.setdefault(match["label"], match["value"].strip())
    if len(found) < FEWEST_FIELDS or not {*PUBLISHERS, *FURTHER} & set(found):
        return {}, {}
    title, _ = trim_lines(text)
    first = title.split("\n", 1)[0].strip()
    stated = {
        "title": found.get("标题") or ("" if BLOCK.match(first) or len(first) > 80 else first),
        "publisher": next((found[name] for name in PUBLISHERS if found.get(name)), ""),
        "date": next((date for name in DATES if (date := parse_date(found.get(name, "")))), ""),
    }
    return {k: v for k, v in stated.items() if v}, {name: found[name] for name in FURTHER if found.get(name)}
