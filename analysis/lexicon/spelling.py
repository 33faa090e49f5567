"""Queries and word lists in the spelling of cleaned texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import opencc

HAN = "㐀-䶿一-鿿\U00020000-\U0003ffff"
_LOOKALIKE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
# Unicode maps all Kangxi radicals to characters, but only two of the supplement.
SUPPLEMENT = dict(
    zip(
        "⺁⺄⺇⺈⺋⺌⺍⺎⺏⺓⺕⺗⺙⺛⺝⺟⺠⺢⺣⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺳⺶⺷⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乙几勹卩小小兀尣幺彐心攴无月母民水火爪爿牛犬王疋目示礻竹糸纟罒罓羊羋耂肀聿月臼艹艹艹虎衣西西见角角讠贝车辶辶辶邑钅長镸长门阜阝雨青韦页风飞食飠飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")
_WIDE = {code: code - 0xFEE0 for first, last in ("０９", "Ａｚ") for code in range(ord(first), ord(last) + 1)
         if chr(code).isalnum()}  # fmt: skip
_SIGN = f"{HAN}\u3001-\u301f\uff01-\uff0f\uff1a-\uff20“”‘’—…"
_BLANK = re.compile(rf"(?<=[{_SIGN}])\s+|\s+(?=[{_SIGN}])")
_ALIKE = ("(（", ")）", "[［", "]］", "%％", ",，", ".．", ":：", ";；", "!！", "?？", "+＋", "-－", "/／",
          "&＆", "~～", "·•・‧", "\"“”„″＂「」『』｢｣", "'‘’＇")  # fmt: skip
_SPELLINGS = {sign: f"[{re.escape(signs)}]" for signs in _ALIKE for sign in signs}
_PAIRS = dict(zip("“‘「『《〈【〔（([\"'", "”’」』》〉】〕）)]\"'", strict=True))


@cache
def _to_simplified() -> opencc.OpenCC:
    import opencc

    return opencc.OpenCC("t2s")


def _simplified(text: str) -> str:
    """Return Traditional text in Simplified script; other text, such as 乾隆, as it is."""
    if text.isascii():
        return text
    converted = _to_simplified().convert(text)
    # GB2312 holds what Simplified texts use: 乾 and 後 (a surname) do not show that a text is Traditional.
    sure = (old for old, new in zip(text, converted, strict=False) if old != new)
    return converted if any(not _in_gb2312(old) for old in sure) else text


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def ordinary(text: str) -> str:
    """Return a text with the characters that radicals and compatibility forms are drawn like, none invisible.

    Parameters
    ----------
    text : str
        A text.

    Examples
    --------
    >>> from analysis.lexicon import ordinary
    >>> ordinary("\u2ed3\u6c99\u5e02\ufe00")
    '长沙市'
    """
    text = _INVISIBLE.sub("", text)
    return _LOOKALIKE.sub(
        lambda match: SUPPLEMENT.get(match[0]) or unicodedata.normalize("NFKC", match[0]), text
    )


def as_in_text(query: str) -> str:
    """Return a word or phrase as cleaned texts spell it.

    Full-width letters and digits become ordinary, radicals and compatibility forms the characters they are
    drawn like, Traditional script Simplified; blanks beside Chinese characters, invisible characters, and
    quotation marks or brackets around the whole are dropped. What would leave nothing is left as it is.

    Parameters
    ----------
    query : str
        The word or phrase.

    Examples
    --------
    >>> from analysis.lexicon import as_in_text
    >>> [as_in_text(query) for query in ("ＡＩ", "營商環境", "“堵点”", "科技 创新", "smart city")]
    ['AI', '营商环境', '堵点', '科技创新', 'smart city']
    """
    text = ordinary(query)
    text = " ".join(_BLANK.sub("", narrow(text)).split())
    while len(text) > 2 and _PAIRS.get(text[0]) == text[-1] and text[-1] not in text[1:-1]:
        text = text[1:-1].strip()
    return _simplified(text) or query


def narrow(text: str) -> str:
    """Return a text with its full-width letters and digits as ordinary ones, each in its place."""
    return text.translate(_WIDE)


def pattern_as_in_text(pattern: str) -> str:
    """Return a regular expression with its letters, digits and characters as cleaned texts spell them."""
    text = _LOOKALIKE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), pattern)
    return _simplified(narrow(text))


def any_width(query: str) -> str:
    """Return a regular expression that finds a query with its signs in either width, or any form of quotes.

    Cleaning leaves punctuation as it is, so a text may hold 刚果（金） as well as 刚果(金).

    Parameters
    ----------
    query : str
        The word or phrase.

    Examples
    --------
    >>> import re
    >>> from analysis.lexicon import any_width
    >>> re.findall(any_width("100%"), "100%、100％")
    ['100%', '100％']
    """
    return "".join(_SPELLINGS.get(character) or re.escape(character) for character in query)


def spelled_as_in(texts: Iterable[str], query: str) -> str:
    """Return a query as given if it occurs in the texts, or else as they spell it.

    Texts that were not cleaned may be in Traditional script, or hold full-width letters; and whoever searches
    for 《条例》 means the title, not the word. Of signs that have several forms the first found is taken, see
    `any_width`.

    Parameters
    ----------
    texts : iterable of str
        The texts to be searched, each time from the first.
    query : str
        The word or phrase.
    """
    cleaned = as_in_text(query)
    has_signs = not _SPELLINGS.keys().isdisjoint(cleaned)
    if (cleaned == query and not has_signs) or any(query in text for text in texts):
        return query
    if has_signs and not any(cleaned in text for text in texts):
        spelled = re.compile(any_width(cleaned))
        return next((match[0] for match in map(spelled.search, texts) if match), cleaned)
    return cleaned
