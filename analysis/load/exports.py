"""Text that databases add to their exports: records of CNKI and reference managers, the block of 北大法宝."""

from __future__ import annotations

import re
from collections.abc import Collection

from .columns import columns_of
from .dates import parse_date
from .items import Item, trim_lines
from .page import is_headline

OF_RIS = {
    "TI": "title", "T1": "title", "JO": "publisher", "JF": "publisher", "JA": "publisher", "T2": "publisher",
    "DA": "date", "FD": "date", "Y1": "date", "PY": "year", "YR": "year", "AB": "text", "N2": "text",
}  # fmt: skip
FORMATS = (
    (
        re.compile(
            r"^(?P<key>SrcDatabase|Title|Author|Source|PubTime|Year|Keyword|Summary|Organ|Period|Volume|PageCount|CLC|URL|DOI"
            r"|Fund|FirstDuty|Publisher|Fulltext)-[一-鿿/（）()A-Za-z]{1,12}\s*[:：][ \t]*(?P<value>.*)$"
        ),
        {
            "Title": "title", "Source": "publisher", "PubTime": "date", "Year": "year", "Summary": "text",
            "Fulltext": "whole",
        },
    ),
    (
        re.compile(r"^\{(?P<key>[A-Z][A-Za-z ]{2,30})\}\s*[:：][ \t]*(?P<value>.*)$"),
        {
            "Title": "title", "Newspaper": "publisher", "Journal": "publisher", "Year": "year",
            "Issue Date": "date", "Date": "date", "Abstract": "text", "Full Text": "whole",
        },
    ),
    (
        re.compile(r"^%(?P<key>[0-9A-Z@+])[ \t](?P<value>.*)$"),
        {"T": "title", "J": "publisher", "B": "publisher", "8": "date", "D": "year", "X": "text"},
    ),
    (re.compile(r"^(?P<key>[A-Z][A-Z0-9]) {1,2}-(?:[ \t](?P<value>.*))?$"), OF_RIS),
    (
        re.compile(
            r"^(?P<key>RT|SR|ID|A[1-6]|AD|T[12]|J[FO]|YR|FD|IS|OP|K1|AB|SN|CN|LA|DS|LK|DO|VO|SP|PB)[ \t]"
            r"(?P<value>.*)$"
        ),
        OF_RIS,
    ),
)  # fmt: skip
"""What a line of a record looks like in the formats of CNKI, NoteExpress, EndNote, RIS and RefWorks, and what
its keys mean."""

FEWEST_FIELDS = 3
BLOCK = re.compile(r"^\s*【(?P<label>[一-鿿]{2,8})】\s*(?P<value>[^。；]{0,80})$")
LABELLED = re.compile(
    r"(?:^|[\t　]|\s{2})\s*(?P<label>[一-鿿]{2,6})\s*[:：]\s*(?P<value>[^\t。；]{0,80}?)"
    r"(?=\s*(?:\t|　|\s{2}|$))"
)
OF_LAW_BASES = frozenset(
    (
        "效力级别",
        "效力位阶",
        "效力层级",
        "效力等级",
        "时效性",
        "时效状态",
        "法规类别",
        "法律性质",
        "法宝引证码",
    )
)
"""Fields that only data bases of law have; those of offices have the others too."""

FIELDS = re.compile(r"【(?P<label>[一-鿿]{2,8})】\s*(?P<value>[^【】。；]{0,80})")
BLOCK_LINES = 30
PUBLISHERS = (
    "发布部门", "发布机构", "发文机关", "制定机关", "颁布单位",
    "公布机关", "颁布机关", "发布机关", "颁布部门",
)  # fmt: skip
DATES = ("发布日期", "公布日期", "颁布时间", "颁布日期", "成文日期", "发文日期")
FURTHER = (
    "发文字号",
    "文号",
    "时效状态",
    "生效时间",
    "效力等级",
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
    "法律性质",
    "专题分类",
    "批准机关",
    "批准日期",
    "法宝引证码",
)


def exported_records(text: str) -> tuple[list[Item], int]:
    """Return the records of an export of CNKI or a reference manager, and how many have no text.

    Each record has its title, source and date. For other texts there are none.

    Parameters
    ----------
    text : str
        The text, with line feeds as line breaks.
    """
    lines = text.split("\n")
    found = next((one for one in FORMATS if _is_in(one[0], lines)), None)
    if found is None:
        return [], 0
    pattern, meaning = found
    opening = ""
    records: list[tuple[int, dict[str, str]]] = []
    key = ""
    for number, line in enumerate(lines, 1):
        field = pattern.match(line.strip())
        if field:
            key = meaning.get(field["key"], field["key"])
            opening = opening or key
            if not records or key == opening or (key == "title" and key in records[-1][1]):
                records.append((number, {}))
            told = records[-1][1]
            told[key] = told.get(key) or (field["value"] or "").strip()
        elif key and line.strip():
            records[-1][1][key] += "\n" + line.strip()
    items = []
    for number, fields in records:
        stated = {
            "title": fields.get("title", ""),
            "publisher": fields.get("publisher", ""),
            "date": parse_date(fields.get("date", "")) or fields.get("year", ""),
        }
        words = fields.get("whole") or fields.get("text") or ""
        if words:
            items.append(Item(words, number, {k: v for k, v in stated.items() if v}, (), "page"))
    return items, len(records) - len(items)


def _is_in(pattern: re.Pattern[str], lines: list[str]) -> bool:
    """Return whether the first lines are fields of one format, the first filled one among them."""
    filled = [line.strip() for line in lines[:40] if line.strip()]
    return (
        bool(filled and pattern.match(filled[0]))
        and sum(map(bool, map(pattern.match, filled))) >= FEWEST_FIELDS
    )


FRONT = re.compile(r"\A\s*---[ \t]*\n(?P<fields>(?:[^\n]{0,400}\n){1,40}?)---[ \t]*(?:\n|\Z)")
FIELD = re.compile(r"(?P<name>[\w\u4e00-\u9fff-]{1,20})\s*[:：]\s*(?P<value>.*)")


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return what the front matter of a note states (between two lines `---`), and the text below it.

    Parameters
    ----------
    text : str
        The text, with line feeds as line breaks.
    """
    front = FRONT.match(text)
    fields = [FIELD.match(line) for line in front["fields"].split("\n")] if front else []
    told = {field["name"]: field["value"].strip(" \"'") for field in fields if field}
    names = columns_of(told)
    if front is None or not names:
        return {}, text
    kept = "\n" * text.count("\n", 0, front.end())
    return {ours: told[name] for ours, name in names.items() if told[name]}, kept + text[front.end() :]


def block_of(text: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the metadata in the header block of a legal database: as ours, and as further columns.

    Parameters
    ----------
    text : str
        The text, with line feeds as line breaks.
    """
    found: dict[str, str] = {}
    for line in text.split("\n")[:BLOCK_LINES]:
        if BLOCK.match(line) or (line.count("【") > 1 and line.lstrip().startswith("【")):
            for match in FIELDS.finditer(line):
                found.setdefault(match["label"], match["value"].strip())
    found = _labelled(text) | found
    if len(found) < FEWEST_FIELDS or not {*PUBLISHERS, *FURTHER} & set(found):
        return {}, {}
    stated = {
        "title": found.get("标题") or _title(text, found),
        "publisher": next((found[name] for name in PUBLISHERS if found.get(name)), ""),
        "date": next((date for name in DATES if (date := parse_date(found.get(name, "")))), ""),
    }
    return {k: v for k, v in stated.items() if v}, {name: found[name] for name in FURTHER if found.get(name)}


def _title(text: str, fields: Collection[str]) -> str:
    """Return the last headline above the last line of a block, else the first line if it is no field."""
    lines = [line.strip() for line in trim_lines(text)[0].split("\n")[:BLOCK_LINES] if line.strip()]
    told = [
        i
        for i, line in enumerate(lines)
        if any(f"{name}】" in line or _is_told(name, line) for name in fields)
    ]
    above = [
        line for i, line in enumerate(lines[: max(told, default=0)]) if i not in told and is_headline(line)
    ]
    first = lines[0]
    bare = "" if ":" in first or "：" in first or BLOCK.match(first) or len(first) > 80 else first
    return above[-1] if above else bare


def _is_told(name: str, line: str) -> bool:
    return re.match(rf"(?:.*[\s　])?{name}\s*[:：]", line) is not None


def _labelled(text: str) -> dict[str, str]:
    """Return the fields of a block written with colons, if a data base of law has them."""
    known = {*PUBLISHERS, *DATES, *FURTHER}
    found: dict[str, str] = {}
    for line in text.split("\n")[:BLOCK_LINES]:
        for field in LABELLED.finditer(line) if len(line) <= 160 else ():
            if field["label"] in known:
                found.setdefault(field["label"], field["value"].strip())
    return found if OF_LAW_BASES & set(found) else {}
