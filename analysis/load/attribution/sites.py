"""The place of the site that a page was copied from, by the lines of its head and its menus."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .places import NOBODY, Mention, Who, find_places, place_named, resolve

SITE = re.compile(
    r"[一-鿿\s　·•（）()-]{0,18}(?:人民政府|政府|网站?|官网|平台|委员会|办公[厅室]|日报|晚报|广电|电视台"
    r"|融媒体?(?:中心)?|发布|[一-鿿]{2,10}[局委办院])"
)
"""What stands behind the name of a place in the name of its site."""

GREETED = re.compile(r"^(?:欢迎(?:您)?(?:访问|光临|来到|浏览)|您好[，,]?)\s*|^(?:中国|中共)\s*[·•]?\s*")
NAMED = re.compile(
    r"(?:中国|今日|走进|魅力|数字|平安|美丽|诚信|法治|幸福|关于|印象|认识|了解|阳光)\s*[·•]?\s*(?P<place>[一-鿿]{2,8})"
)
LONGEST = 30
"""Characters of the longest name of a site."""


def place_of_site(lines: Iterable[str]) -> Who:
    """Return the place whose site the lines above a headline name, nobody where they name none or several.

    Parameters
    ----------
    lines : iterable of str
        The lines of the head and the menus of a page.

    Examples
    --------
    >>> from analysis.load.attribution.sites import place_of_site
    >>> place_of_site(["首页", "青岛市人民政府门户网站", "走进青岛"]).city
    '青岛市'
    """
    found = [who for line in lines if (who := _place_of(line.strip())) is not NOBODY]
    cities = {who.city for who in found}
    return found[0] if len(cities) == 1 else NOBODY


def _place_of(line: str) -> Who:
    if not 4 <= len(line) <= LONGEST:
        return NOBODY
    named = NAMED.fullmatch(line)
    if named:
        places = [place for place in place_named(named["place"]) if place.level == "city"]
        return Who(places[0].city, None, places[0].province) if len(places) == 1 else NOBODY
    line = GREETED.sub("", line)
    mentions = find_places(line)
    chain: list[Mention] = []
    for mention in mentions:
        if mention.start != (chain[-1].end if chain else 0):
            break
        chain.append(mention)
    if not chain or not SITE.fullmatch(line, chain[-1].end):
        return NOBODY
    who = resolve(chain)
    return who if who.city else NOBODY
