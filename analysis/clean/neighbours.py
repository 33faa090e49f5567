"""Lines that are page furniture by what is beside them: doubtful ones, values, menus, cards of accounts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .records import Line
from .surroundings import is_prose

NEIGHBOURS = 2
"""Maximum distance (lines) from certain furniture at which a doubtful line still counts as furniture."""

ROW = 5
"""Minimum number of consecutive short lines in a menu, of which two and at least a third are known labels."""

LABEL = 10
"""Longest menu label (characters)."""

LONGEST_MOTTO = 40
"""Longest line (characters) with which an account describes itself."""

_VALUE = re.compile(
    r"[一-鿿A-Za-z]{2,14}(?:网|报|社|台|客户端|办公室|办公厅|局|委|厅|部|政府|公众号|站|中心|发布|日报|晚报)|[\d,]{1,9}(?:次|人次)?"
    r"|(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s?\d{1,2}:\d\d(?::\d\d)?)?"
)
_FIELD = re.compile(
    r"(?:[一-鿿]{2,6}|[一-鿿]\s[一-鿿])?(?:类型|类别|种类|时限|格式|方式|形式|属性|文?号|日期|时间|机构|机关|范围|状态|时效|性)\s*[:：]\s*(?:[^。！？；，\s]{0,20})"
)
_OF_PAGE = re.compile(
    r"(?:信息|公开|文件|公文|文章|稿件|主题|索引|文种|文体|体裁|发布|发文|成文|印发|生成|内容|载体|资源|所属|组配|效力|有效|时效|生效|失效|废止"
    r"|点击|浏览|更新|上传|审核|语种|页面|网站|来源|编号|登记|存储|数据|发?\s?文|类型|类别|格式|属性|状态|性)"
)
"""What labels of page data begin with. Others (`保护范围：`, `报名时间：`) are as likely the text's own."""

_OF_NUMBER = re.compile(r"(?:发?文|文件|索\s?引)\s*(?:编|字)?\s*号\s*[:：]")
_NUMBER = re.compile(
    r"[A-Z]{0,6}\d[\dA-Z]*[-/][\dA-Z/-]{4,}|[一-鿿]{2,12}[〔\[（(]\s?(?:19|20)\d\d\s?[〕\]）)]\s?第?\s?\d+\s?号"
)
_LABELLED = re.compile(r"[一-鿿\s]{2,8}[:：]")
_DAY = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日")
_ARROWS = frozenset((">", ">>", "›", "»", "→", "＞"))
_MARKS = re.compile(r"[。！？；，、：:]")
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第.{1,3}[条章节]")
_CARD = re.compile(r"\d+篇原创内容")


def spread(verdicts: Sequence[tuple[str, str] | None]) -> list[str | None]:
    """Return the family of each line to be removed, including doubtful lines near certain ones or in runs."""
    families = [verdict[1] if verdict and verdict[0] != "weak" else None for verdict in verdicts]
    if not any(verdicts):
        return families
    certain = [i for i, family in enumerate(families) if family]
    near = {j for i in certain for j in range(i - NEIGHBOURS, i + NEIGHBOURS + 1)}
    i = 0
    while i < len(verdicts):
        j = i
        while j < len(verdicts) and verdicts[j] is not None:
            j += 1
        if j - i >= 3 or any(k in near for k in range(i, j)):
            families[i:j] = [verdict[1] for verdict in verdicts[i:j] if verdict]
        i = max(j, i + 1)
    return families


def mark_values(
    lines: Sequence[Line], verdicts: Sequence[tuple[str, str] | None], families: list[str | None]
) -> None:
    """Mark the line below a label without a value (`来源：`), and the section below a lone `>`."""
    for i in range(1, len(lines)):
        above, text = lines[i - 1].text, lines[i].text
        if families[i] is not None or verdicts[i - 1] is None:
            continue
        if above[-1] in ":：" and _VALUE.fullmatch(text):
            families[i] = "metadata"
        elif above in _ARROWS and _could_be_label(text):
            families[i] = "breadcrumbs"


def mark_fields(texts: Sequence[str], families: list[str | None]) -> None:
    """Mark labels of page data with values beside other such data (`公开类型：主动公开`), and others amid it.

    Below a label without a value stands a number, or a value above the next label. A day above the text
    between lines of the page is that of the page.
    """
    first = next((i for i, text in enumerate(texts) if families[i] is None and is_prose(text)), 0)
    for i, text in enumerate(texts):
        if families[i] is not None:
            continue
        over, below = families[i - 1] if i else None, families[i + 1] if i + 1 < len(texts) else None
        near = families[max(i - NEIGHBOURS, 0) : i + NEIGHBOURS + 1]
        is_number = over and _OF_NUMBER.fullmatch(texts[i - 1]) and _NUMBER.fullmatch(text)
        is_next = i + 1 < len(texts) and (
            _FIELD.fullmatch(texts[i + 1]) or (below == "metadata" and _LABELLED.match(texts[i + 1]))
        )
        is_value = over == "metadata" and texts[i - 1][-1] in ":：" and is_next
        is_field = "metadata" in near and _FIELD.fullmatch(text)
        is_day = i < first and over and below and _DAY.fullmatch(text)
        if (
            (is_field and (_OF_PAGE.match(text) or over == below == "metadata"))
            or is_number
            or is_day
            or (is_value and _could_be_label(text))
        ):
            families[i] = "metadata"


def mark_menus(lines: Sequence[Line], families: list[str | None]) -> None:
    """Mark runs of short lines that are menus: they include known labels and nothing that reads as text."""
    i = 0
    while i < len(lines):
        j = i
        while j < len(lines) and (families[j] is not None or _could_be_label(lines[j].text)):
            j += 1
        known = sum(family == "navigation" for family in families[i:j])
        if j - i >= ROW and known >= 2 and known * 3 >= j - i:
            families[i:j] = [family or "navigation" for family in families[i:j]]
        i = max(j, i + 1)


def mark_cards(texts: Sequence[str], families: list[str | None]) -> None:
    """Mark what the card of an account says of it, above the number of its articles: its name and motto."""
    for i, text in enumerate(texts):
        if "创" not in text or not _CARD.fullmatch("".join(text.split())):
            continue
        families[i] = "accounts"
        for k in (i - 1, i - 2):
            if k > 0 and families[k] is None and len(texts[k]) <= LONGEST_MOTTO:
                families[k] = "accounts"


def _could_be_label(text: str) -> bool:
    return len(text) <= LABEL and not _MARKS.search(text) and not _NUMBERED.match(text)
