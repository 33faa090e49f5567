"""Who issued a text that is cited, and at which level, as far as its number or its title tells."""

from __future__ import annotations

import re
from functools import cache

from ..lexicon import places, short_name
from .citation_words import CitationWords

LONGEST = 16
"""Characters of the longest names of places."""

_PART = r"(?!场)[\u4e00-\u9fff]{2,10}?(?:局|厅|委|委员会|办公室)(?=关于|印发|转发|\d)"
_OFFICE = rf"(?:人民)?政府|委(?![托任派])|人大|政协|{_PART}"
OWN_OFFICE = re.compile(rf"^(关于(?:印发)?|)([市州省]|自治区)(?={_OFFICE})")
"""An office named as within its own place: 市政府, 省财政厅关于."""

CONGRESSES = {"十六": 2002, "十七": 2007, "十八": 2012, "十九": 2017, "二十": 2022}


def issuer_of_code(code: str, words: CitationWords, city: str) -> tuple[str, str]:
    """Return issuer and level by the code of a number."""
    if code.endswith(("令", "公告", "通告")):
        return _named(code.removesuffix("令").removesuffix("公告").removesuffix("通告"), words)
    own = short_name(city)[:1] if city else ""
    for begin, issuer, level in words.codes:
        if code.startswith(begin):
            if level == "province" and own and code[0] == own:
                break
            if level in ("centre", "ministry"):
                return issuer, level
            body = _body(code)
            place = issuer or city
            return place + body if place else "", level
    return (city + _body(code), "city") if own and code.startswith(own) else ("", "")


def _body(code: str) -> str:
    """Return which body of a place a code stands for."""
    if "委" in code:
        return "党委"
    if "政办" in code or "府办" in code:
        return "人民政府办公厅"
    return "人民政府" if "政" in code or "府" in code else ""


def issuer_of_title(
    text: str, start: int, kind: str, name: str, words: CitationWords, city: str, province: str
) -> tuple[str, str, int | None]:
    """Return issuer, level and year as far as a title, or what stands right before it, tells them."""
    if kind == "speech":
        return "习近平", "centre", None
    if kind == "report":
        year = next((year for word, year in CONGRESSES.items() if f"党的{word}大" in name), None)
        return "中共中央", "centre", year
    dated = re.search(r"(?<![—－―–\-~至])[（(]?((?:19|20)\d{2})年(?:度|版|修订|修正)?[）)]?", name)
    year = int(dated.group(1)) if dated else None
    issuer, level = _named(name, words)
    law = name.endswith(("法", "法典")) and not name.endswith("办法")
    if name.startswith("中华人民共和国") or (law and not issuer and len(name) <= 12):
        return "全国人民代表大会" if law else "国务院", "centre", year
    if not issuer:
        before = re.sub(r"[\s，、和]+$", "", text[max(start - 14, 0) : start])
        for word, at in words.issuers:
            if before.endswith(
                (word, f"{word}印发", f"{word}发布", f"{word}颁布", f"{word}出台", f"{word}颁布的")
            ):
                issuer, level = word, at
                break
    if issuer[:1] in "省自" and level == "province" and province:
        issuer = province + issuer.removeprefix("自治区" if issuer.startswith("自治区") else "省")
    elif level == "city" and issuer[:1] in ("市", "州") and city:
        issuer = city + issuer[1:]
    return issuer, level, year


def with_place(name: str, city: str, province: str) -> str:
    """Return a title that begins with an office of the text's own city or province, with the place named.

    So the rules of two city governments are not one text.

    Examples
    --------
    >>> from analysis.reuse.issuers import with_place
    >>> with_place("市政府工作规则", "铜陵市", "安徽省"), with_place("市场准入负面清单", "铜陵市", "安徽省")
    ('铜陵市政府工作规则', '市场准入负面清单')
    """
    relative = OWN_OFFICE.match(name)
    if not relative:
        return name
    about, level = relative.groups()
    own = city if level in ("市", "州") else province
    return f"{about}{own}{name[relative.end() :]}" if own else name


def _named(name: str, words: CitationWords) -> tuple[str, str]:
    """Return the issuer a title begins with: an office of the centre, a place or its party committee."""
    begin = name.removeprefix("关于")
    for word, level in words.issuers:
        if level in ("centre", "ministry") and begin.startswith(word):
            return word, level
    party = begin.startswith("中共")
    begin = begin.removeprefix("中共")
    for n in _lengths():
        if begin[:n] in _places() and (not party or begin.startswith("委", n)):
            return begin[:n] + "委" * party, _places()[begin[:n]]
    return "", ""


def place_before(text: str, end: int) -> str:
    """Return the longest name of a place that ends here, or inside the sign that begins here: 杭州|市."""
    for at in (end, end + 1):
        for start in range(max(at - LONGEST, 0), at - 1):
            if text[start:at] in _places():
                return text[start:end]
    return ""


@cache
def _places() -> dict[str, str]:
    """Return the level of each place, of one name the highest one."""
    table = places()
    levels: dict[str, str] = {}
    for name, level in zip(table["name"], table["level"], strict=True):
        levels.setdefault(name, level)
    return levels


@cache
def _lengths() -> list[int]:
    """Return how long names of places are, the longest first."""
    return sorted({len(name) for name in _places()}, reverse=True)
