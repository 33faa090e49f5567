"""Series of one kind of thing that are no slogan however alike they look: seasons, directions, persons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ...lexicon import surnames
from .character_statistics import character_statistics

SURNAMES = surnames()
COMMON = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧肖程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文"
)
"""The hundred most common surnames; rarer ones begin too many other words (华灯亮、夜市旺)."""

NAME = re.compile(".{2,3}")
UNUSUAL = 2.0
"""Mean log frequency of pairs of characters below which limbs are no words that policy texts use."""
TITLES = "书记|市长|主任|科长|处长|局长|厅长|部长|县长|区长|镇长|村长|院长|校长|主席|同志|先生|女士|教授"
KINDS = tuple(
    re.compile(pattern)
    for pattern in (
        "[春夏秋冬]季?",
        "(?:第?[一二三四]|[上下前后本])季度",
        f"[{SURNAMES}].{{0,2}}(?:{TITLES})",
    )
)
DIRECTION = re.compile("[东南西北中]")


def is_series(limbs: Sequence[str]) -> bool:
    """Return whether limbs are seasons, quarters, persons, or places told apart by direction.

    Parameters
    ----------
    limbs : sequence of str
        The Han characters of each limb.

    Examples
    --------
    >>> from analysis.slogans.finder.series import is_series
    >>> is_series(["城东", "城南", "城西"]), is_series(["张书记", "李主任", "王科长"])
    (True, True)
    >>> is_series(["张书铭", "李晓萱", "王珂"])
    True
    >>> is_series(["东进", "南拓", "西联"]), is_series(["高标准", "严要求", "快节奏"])
    (False, False)
    """
    # Most first limbs are none of these, so that the others are seldom looked at.
    if any(kind.fullmatch(limbs[0]) and all(map(kind.fullmatch, limbs)) for kind in KINDS):
        return True
    if _are_names(limbs):
        return True
    if not DIRECTION.search(limbs[0]):
        return False
    stems = [DIRECTION.sub("", limb, count=1) for limb in limbs]
    return len(set(stems)) == 1 and all(
        len(stem) < len(limb) for stem, limb in zip(stems, limbs, strict=True)
    )


def _are_names(limbs: Sequence[str]) -> bool:
    """Return whether limbs are names of persons; the last may hold what follows it (张敏参加).

    All begin with common surnames, no character is the same in all (高耗能、高耗水; 安商、亲商), and hardly
    any pair of characters in them is one that policy texts use.
    """
    if not all(limb[0] in COMMON for limb in limbs):
        return False
    if not all(map(NAME.fullmatch, limbs[:-1])) or set.intersection(*map(set, limbs)):
        return False
    pairs = [a + b for limb in limbs for a, b in pairwise(limb[:3])]
    return bool(pairs) and character_statistics().log_frequency(pairs) < UNUSUAL
