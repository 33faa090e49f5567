"""Rows at the foot of a table that are no documents: who made it, how many rows it has, its source."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from statistics import median

from ..items import Item

FOOTER = re.compile(
    r"^[（(【\[*※]?\s*(?:(?:数据|资料|信息|文本|内容|文件|材料)(?:来源|整理|收集|更新|截至|截止)|来源|注释?|备注|附注|说明"
    r"|合计|总计|共计|小计|共\s*\d+\s*[条篇行份页个]|第\s*\d+\s*页|[-—－]+\s*\d{1,4}\s*[-—－]+$|以下(?:空白|无正文)"
    r"|(?:制表|填表|填报|审核|复核|统计|汇总|整理|录入|采集|下载|导出|打印|制作|编制|报送|联系)(?:[人者员]|日期|时间|单位|部门|电话)?(?=\s*[:：])"
    r"|(?:Source|Notes?|Total|Page|Compiled by|Exported)\b)"
    r"(?:人|日期|时间)?\s*(?:[:：]|$|\d|至|到|[条篇行份页个]|[/／共])",
    re.IGNORECASE,
)
"""How a note below a table, or at the foot of one of its pages, begins."""

TOTAL = re.compile(r"(?:合|总|小|共)\s*计[:：]?|总数|平均|汇总|[Tt]otal|TOTAL")

LONGEST, LONGEST_BARE, LONGEST_TOTAL = 60, 40, 20
"""Longest text (characters) of a row that begins as notes do, of one at the foot that states nothing where
all rows above it do, and of one that sums up."""

SHORTER = 4
"""How many times shorter than the texts of a table a row is of which only its place tells that it is none."""

STATING = frozenset(("city", "district", "province", "year", "date", "title"))


def without_feet(items: Sequence[Item], names: Mapping[str, str]) -> tuple[list[Item], list[Item]]:
    """Return the texts of a table, and the rows that are notes on it.

    These begin as notes do and state nothing; or they are the last ones, far shorter than the texts, and
    state nothing where each row above them does.

    Parameters
    ----------
    items : sequence of Item
        Its rows that have something in the column of texts.
    names : mapping
        Its columns by our names.

    Examples
    --------
    >>> from analysis.load.items import Item
    >>> from analysis.load.tables.feet import without_feet
    >>> rows = [Item("修路。", 1, {"city": "柳州市"}), Item("制表人：王某", 2), Item("共1条", 3)]
    >>> [[item.text for item in found] for found in without_feet(rows, {"city": "城市", "text": "正文"})]
    [['修路。'], ['制表人：王某', '共1条']]
    """
    states = [bool(item.stated or item.further) for item in items]
    stating = [item for item, told in zip(items, states, strict=True) if told]
    texts = stating or [item for item in items if not is_note(item)]
    usual = median([len(item.text) for item in texts]) if texts else 0
    is_stating = bool(STATING & {*names}) or any(states)
    end = first = len(items)
    while end > 1 and _ends(items[end - 1], is_stating, usual):
        end -= 1
    while first > 1 and (
        _ends(items[first - 1], is_stating, usual)
        or (not states[first - 1] and _is_short(items[first - 1], LONGEST_BARE, usual))
    ):
        first -= 1
    end = first if all(states[:first]) else end
    feet = [i for i, item in enumerate(items) if i >= end or (i and is_stating and is_note(item))]
    left = {*feet}
    return [item for i, item in enumerate(items) if i not in left], [items[i] for i in feet]


def is_note(item: Item) -> bool:
    """Return whether a row of a table that states a place, a day or a title is a note on the table.

    Parameters
    ----------
    item : Item
        A row.
    """
    told = [*item.stated.values(), item.text]
    return len(item.text) <= LONGEST and all(map(FOOTER.match, told)) and "\n" not in item.text


def _ends(item: Item, is_stating: bool, usual: float) -> bool:
    """Return whether the last row is a note, or sums up those above it."""
    sums_up = len(item.text) <= LONGEST_TOTAL and any(map(TOTAL.fullmatch, item.stated.values()))
    return (is_stating and (sums_up or is_note(item))) or (is_note(item) and _is_short(item, LONGEST, usual))


def _is_short(item: Item, longest: int, usual: float) -> bool:
    return len(item.text) <= longest and SHORTER * len(item.text) <= usual and "\n" not in item.text
