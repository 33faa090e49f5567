"""Names of offices: words that are one, and those that go on behind a subject (教育 + 局)."""

from __future__ import annotations

import re
from functools import cache

from .files import DATA, read_lines

ENDING = (
    "总?局(?![面势部限促])|厅(?![堂室])|委员会|管委会|工委|委(?![员托派任以身屈])|部(?![署分队位件落长门])"
    "|(?:等其他|等|[和及]其他)?(?:有关|相关|职能|政府其他)?(?:行政)?(?:主管|管理|执法)?(?<![工产]业)部门(?!预算|决算|规章)"
    "|(?:行政)?主管(?:机关|单位)|行政(?:管理|执法)?机关|领导小组|指挥部"
    "|办公室|办(?=[^\u4e00-\u9fff]|$|[和与及等各要应按]|牵头|负责|配合|会同|分别)"
)
"""How names of offices end; 局面, 委托, 部署 and 办理 are other words.

That of 工业部门 is left: in texts of the planned economy it is a sector, not an office."""

NO_OFFICE = re.compile(
    ".*(?:布|格|大|变|当|结|开|破|僵)局|.*[揽关]全局|[全残僵政时战危困定出乱棋饭骗赌牌败胜平终搅首对世书镖设]局"
    "|原委|评委|政委|.*(?:[餐大客舞歌展门前]|报告|发布|会议|营业|服务|宴会|演播|售票|咖啡|音乐|多功能|候[车机])厅"
)
"""Words with the ending of an office that are none."""

ONE = re.compile(".+(?:局|委|厅)")


def is_office(word: str) -> bool:
    """Return whether a word is the name of an office of government, by its ending: 教育局, 市建委, 审计厅.

    Examples
    --------
    >>> from analysis.lexicon import is_office
    >>> [is_office(word) for word in ("教育局", "布局", "市建委", "餐厅")]
    [True, False, True, False]
    """
    return ONE.fullmatch(word) is not None and NO_OFFICE.fullmatch(word) is None


def goes_on_as_office(text: str, at: int) -> bool:
    """Return whether what stands before a place in a text is the first part of the name of an office.

    Examples
    --------
    >>> from analysis.lexicon import goes_on_as_office
    >>> [goes_on_as_office(text, 2) for text in ("教育局牵头", "教育和体育局", "教育布局", "农业农村部门")]
    [True, True, False, True]
    """
    return _rest().match(text, at) is not None


@cache
def office_subjects() -> frozenset[str]:
    """Return what offices are named after (教育, 财政): the words of `data/office_subjects.txt`."""
    return frozenset(line for _, line in read_lines(DATA / "office_subjects.txt"))


@cache
def _rest() -> re.Pattern[str]:
    """Return the pattern of what may follow the first subject of an office: further ones, then the end."""
    subjects = sorted(office_subjects(), key=lambda word: (-len(word), word))
    return re.compile(
        f"(?:[和与及、]?[省市区县]?(?:{'|'.join(map(re.escape, subjects))})){{0,20}}(?:{ENDING})"
    )
