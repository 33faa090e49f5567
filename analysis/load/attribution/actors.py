"""Whether the city at the head of a title is the one that the text is about."""

from __future__ import annotations

import re

from ...lexicon import short_name
from .gazetteer import county_stems
from .places import Mention

HAN = re.compile(r"[一-鿿]")
AS_WORDS = {"安康", "大同", "东方", "朝阳", "仙桃", "和田", "阿里", "吉安", "长治"}
"""Names that are words, which one at the head of a title may be."""

ACTS = re.compile(
    r"(?:今年|去年|近年|明年|多[措点方部]|一季度|上半年|[一两三四五六七八九十]|前|全[市域面力]|各[地级县区]|[市县区州]|政府|党委|人大|政协|两会|城市"
    r"|市民|农民|居民|群众|干部|企业|国企|老旧|营商|出[实新台]|[㐀-鿿]{2,6}(?:局|法院|检察院|海关))"
    r"|(?:召|举|组织|开|启|出台|印|发[布力]|推|加[快大强]|打[造好响]|着[力眼]|扎|深[入化耕]|持续|积极|建|构|实[施现行]|探|创|强|坚|聚|奋|大力|努力|立|围绕"
    r"|[以让把为将用做抓念谋拼向对从靠按因]|在|获|率|首|入选|荣|迎|成[立为]|签|完[成善]|提|优化|部署|严|精|细|拟|拓|点|激|盘|织|筑|绘|书|写|走|打|破|守|护|保[护障]|整|治|督"
    r"|通报|通过|表彰|公布|公示|征|招|引|培|落|贯彻|学|宣|有序|稳|巧|再|不断|力|紧|统筹|健全|完|规范|助|支|赋|补|扩|增|减|降|升|放|改|修|制定|起|亮|晒|练|唱|掀|跑|奔|争|当|闯|试|要|能|可|已|正|就|与|和|及)"
)
"""What shows that the city at the head of a title is who acts, and no part of a longer name (`青岛啤酒`)."""

VOICE = re.compile("[我全]市(?!场)|(?<![一-鿿])市[委政]")
"""How the author of a city's text speaks of it."""


def is_settled(mentions: list[Mention], city: str, name: str, around: str) -> bool:
    """Return whether a title surely speaks of a city: written out, confirmed by the text, or at a break.

    Behind a short name at a break there must be a mark or what it does: `青岛啤酒新厂` is no 青岛.

    Parameters
    ----------
    mentions : list of Mention
        The places that the title names.
    city : str
        The city they mean.
    name, around : str
        The title and the text.
    """
    if city in around or any(mention.full for mention in mentions) or _speaks_of(city, name, around):
        return True
    inside = {stem for stem, places in county_stems().items() if any(place.city == city for place in places)}
    if any(name[m.end : m.end + length] in inside for m in mentions for length in (2, 3)):
        return True  # 广州南沙
    ends = {mention.end for mention in mentions}
    for mention in mentions:
        start, end = mention.start, mention.end
        follows = not HAN.match(name[end : end + 1]) and name[start:end] not in AS_WORDS
        at_break = start == 0 or not HAN.match(name[start - 1])
        if (
            start in ends
            or end in {m.start for m in mentions}
            or (at_break and (follows or ACTS.match(name, end)))
        ):
            return True
    return False


def _speaks_of(city: str, name: str, around: str) -> bool:
    """Return whether a text says 我市 and names the city with more than one character behind it."""
    behind = set(re.findall(rf"{re.escape(short_name(city))}(\S)", around.replace(name, "", 1)))
    return len(behind) > 1 and VOICE.search(around) is not None
