"""The block of fields that data bases of law set above a text: in brackets, behind colons or in a table."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from ..attribution.dates import parse_date
from ..attribution.headlines import PROSE, is_headline
from ..items import Content, Item, Message, message, trim_lines

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

ONE_FIELD = re.compile(
    r"[【\[](?P<label>[一-鿿\s]{2,12})[】\]]\s*(?P<value>[^【】。；]{1,80})"
    r"|(?P<bare>[一-鿿]{2,6})[ \u3000]+(?P<rest>[^。；]{1,80})"
)
"""A field alone on its line: in brackets, its characters perhaps set apart, or before a blank."""

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
    "效力",
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
    "地区",
    "地域",
    "适用区域",
    "法规分类",
    "主题分类",
    "主题词",
    "题注",
    "修改依据",
)
KNOWN = frozenset((*PUBLISHERS, *DATES, *FURTHER))
CELL = re.compile(r"[^。；]{0,80}")
OF_BASE = re.compile(
    r"(?:北大法宝|北大法律信息网|威科先行|律商网|法信|无讼|聚法案例|元典|法律家|把手案例|法律之星|国家法律法规数据库|汇法网|中国法律资源库)"
    r"[^。；]{0,30}"
)
"""The name of a data base, on a line of its own above the title."""


def block_of(text: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the metadata in the header block of a legal database: as ours, and as further columns.

    Parameters
    ----------
    text : str
        The text, with line feeds as line breaks.
    """
    found: dict[str, str] = {}
    text = "\n".join(_in_brackets(text.split("\n")[:BLOCK_LINES])[0])
    for line in text.split("\n"):
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


def with_law_block(content: Content) -> Content:
    """Return the content of a file with the fields of a data base of law as columns; a table of them goes.

    Parameters
    ----------
    content : Content
        What a reader found in a file of running text.
    """
    if len(content.items) > 1 and any(item.origin != "part" for item in content.items):
        return content
    found = [_with_block(item) for item in content.items]
    said = tuple(one for _, told in found for one in told)
    return replace(content, items=tuple(item for item, _ in found), warnings=content.warnings + said)


def _with_block(item: Item) -> tuple[Item, tuple[Message, ...]]:
    if item.origin not in ("", "part") or (item.further and item.origin != "part"):
        return item, ()
    stated, further = block_of(item.text)
    if not stated:
        return item, ()
    bare = without_fields(item.text)
    text, line = trim_lines(bare, item.line)
    said = (message("law_block", count=len(further)),) if bare != item.text else ()
    origin = item.origin or "page"
    told = replace(
        item, text=text, line=line, stated={**item.stated, **stated}, origin=origin,
        further={**item.further, **further},
    )  # fmt: skip
    return told, said


def without_fields(text: str) -> str:
    """Return a text with the lines of a table of fields, and the name of the data base above it, made empty.

    Parameters
    ----------
    text : str
        The text.
    """
    lines = text.split("\n")
    _, told = _in_brackets(lines[:BLOCK_LINES])
    if not told:
        return text
    gone = {*told, *(i for i in range(min(told)) if OF_BASE.fullmatch(lines[i].strip()))}
    return "\n".join("" if i in gone else line for i, line in enumerate(lines))


def _in_brackets(lines: list[str]) -> tuple[list[str], list[int]]:
    """Return lines with the fields of a table, or a label above its value, in brackets, and their places."""
    found: dict[int, str] = {}
    labels: set[str] = set()
    for i, line in enumerate(lines):
        cells = _cells(line)
        below = lines[i + 1].strip() if i + 1 < len(lines) else ""
        if len(cells) == 1 and _label(cells[0]) and i not in found and not _label(below) and below:
            cells = [*cells, below]
            found[i + 1] = ""
        pairs = [*zip(map(_label, cells[::2]), cells[1::2], strict=False)]
        if pairs and len(cells) % 2 == 0 and all(label and CELL.fullmatch(value) for label, value in pairs):
            found[i] = "　".join(f"【{label}】{value}" for label, value in pairs)
            labels |= {label for label, _ in pairs}
        else:
            found.pop(i + 1, None)
    if len(labels) < FEWEST_FIELDS or not OF_LAW_BASES & labels:
        return lines, []
    return [found.get(i, line) for i, line in enumerate(lines)], sorted(found)


def _cells(line: str) -> list[str]:
    """Return the cells of a line: parted by tabs, or a field in brackets or before a blank, and its value."""
    field = ONE_FIELD.fullmatch(line.strip())
    if field and _label(field["label"] or field["bare"]):
        return [_label(field["label"] or field["bare"]), field["value"] or field["rest"]]
    return [cell.strip() for cell in line.strip().split("\t") if cell.strip()]


def _label(cell: str) -> str:
    bare = "".join(cell.split()).rstrip(":：")
    return bare if bare in KNOWN else ""


def _title(text: str, fields: Collection[str]) -> str:
    """Return the last headline above the last line of a block, else the first line if it is no field."""
    lines = [line.strip() for line in trim_lines(text)[0].split("\n")[:BLOCK_LINES] if line.strip()]
    prose = next(
        (i for i, line in enumerate(lines) if len(line) >= PROSE and line.endswith("。")), len(lines)
    )
    told = [
        i
        for i, line in enumerate(lines[:prose])
        if any(f"{name}】" in line or _is_told(name, line) for name in fields)
    ]
    above = [
        line
        for i, line in enumerate(lines[: max(told, default=0)])
        if i not in told and is_headline(line) and not OF_BASE.fullmatch(line)
    ]
    first = lines[0]
    bare = "" if ":" in first or "：" in first or BLOCK.match(first) or len(first) > 80 else first
    return above[-1] if above else bare


def _is_told(name: str, line: str) -> bool:
    return re.match(rf"(?:.*[\s　])?{name}\s*[:：]", line) is not None


def _labelled(text: str) -> dict[str, str]:
    """Return the fields of a block written with colons, if a data base of law has them."""
    found: dict[str, str] = {}
    for line in text.split("\n")[:BLOCK_LINES]:
        for field in LABELLED.finditer(line) if len(line) <= 160 else ():
            if field["label"] in KNOWN:
                found.setdefault(field["label"], field["value"].strip())
    return found if OF_LAW_BASES & set(found) else {}
