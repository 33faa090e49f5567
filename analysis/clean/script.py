"""Pinyin glosses and Traditional script."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import opencc

from .records import Entry, Line, Outcome, is_terminated, rewrite
from .signs import has, sign

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_LETTER = f"[a-zɡɑü{TONED}\u0300\u0301\u0304\u0308\u030c]"
_GLOSS = re.compile(rf"(?<=[㐀-䶿一-鿿])\s?[(（]\s?({_LETTER}(?:[ ·'’-]{{0,2}}{_LETTER}){{0,23}})\s?[)）]")
_ZHUYIN = re.compile(r"(?<=[㐀-䶿一-鿿])\s?[(（]\s?[ㄅ-ㄯㆠ-ㆿ][ㄅ-ㄯㆠ-ㆿˊˇˋ˙ ]{0,11}[)）]")
_SPELLS = sign(f"{_LETTER}|[ㄅ-ㄯㆠ-ㆿ]")
_CUT_HEAD = re.compile(rf"(?<=[㐀-䶿一-鿿])[(（]\s?(?:{_LETTER}{{0,6}})$")
_CUT_TAIL = re.compile(rf"{_LETTER}{{0,6}}\s?[)）]")
_TONE = re.compile(f"[{TONED}\u0300\u0301\u0304\u030c]")
_TONELESS = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ueng|iao|ian|ing|uai|uan|ang|eng|ong|ia|ie|iu|in|ua|uo|ui|un|üe|üan|ün|ai|ei|ao|ou|an"
    r"|en|er|a|o|e|i|u|ü|v)"
)

MIN_TRADITIONAL = 2
"""Minimum number of Traditional-only characters for a line to count as Traditional on its own."""


_NEUTRAL = frozenset(("de", "le", "zhe", "ne", "ba", "ma", "me", "men", "zi", "tou"))


CONTEXT = 4
"""Number of characters of the adjacent lines taken into account when a broken line is converted."""


def _strip_glosses(text: str, toneless: bool) -> tuple[str, list[str]]:
    found: list[str] = []
    if not has(text, _SPELLS):
        return text, found

    def drop(match: re.Match[str]) -> str:
        inside = match[1].replace(" ", "")
        if _TONE.search(inside) or inside in _NEUTRAL or (toneless and _TONELESS.fullmatch(inside)):
            found.append(match[0])
            return ""
        return match[0]

    found += _ZHUYIN.findall(text)
    return _GLOSS.sub(drop, _ZHUYIN.sub("", text)), found


def count_glosses(text: str) -> int:
    """Return the number of pinyin glosses with a tone mark in a text."""
    if not has(text, _SPELLS):
        return 0
    return sum(_TONE.search(match[1]) is not None for match in _GLOSS.finditer(text))


def remove_glosses(lines: Sequence[Line]) -> Outcome:
    """Remove pinyin and zhuyin in brackets after the character they gloss: `動(dòng)` becomes `動`.

    A gloss without a tone mark (`的(de)`) is removed if its syllable has a neutral tone, or if the text has
    at least three glosses with tone marks; otherwise it may be an abbreviation.
    """
    if not any(has(line.text, _SPELLS) for line in lines):
        return Outcome(list(lines), [])
    toneless = sum(count_glosses(line.text) for line in lines) >= 3
    kept: list[Line] = []
    entries: list[Entry] = []
    last = ""
    for line in _with_whole_glosses(lines):
        before = last if last and line.text[:1] in "(（" else ""
        text, found = _strip_glosses(before + line.text, toneless)
        text = text[len(before) :]
        if found:
            entries.append(Entry("glosses", "changed", len(found), line.first, "".join(found)))
            line = line._replace(text=text)
        if text:
            kept.append(line)
            last = text[-1]
    return Outcome(kept, entries)


def _with_whole_glosses(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with every gloss split by a line break made whole, at the beginning of a line."""
    whole = list(lines)
    for i in range(1, len(whole)):
        tail = _CUT_TAIL.match(whole[i].text)
        head = _CUT_HEAD.search(whole[i - 1].text) if tail else None
        if head and tail and _TONE.search(head[0] + tail[0]):
            whole[i - 1] = whole[i - 1]._replace(text=whole[i - 1].text[: head.start()])
            whole[i] = whole[i]._replace(text=head[0] + whole[i].text)
    return whole


def remove_split_glosses(lines: Sequence[Line]) -> Outcome:
    """Remove glosses that were split by a line break, once the lines are joined."""
    return rewrite("split glosses", lines, lambda text: _strip_glosses(text, toneless=False), _SPELLS)


@cache
def _to_simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def _script_characters() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return patterns for Traditional-only and for Simplified-only characters.

    A character is Traditional-only if OpenCC maps it to another one and the Simplified character set GB2312
    lacks it: 乾, 後 and 徵 occur in Simplified texts too (乾隆, a surname, a note of the scale).
    """
    han = [chr(code) for code in range(0x3400, 0xA000)]
    joined = "".join(han)
    simplified = _to_simplified().convert(joined)
    traditional = opencc.OpenCC("s2t").convert(joined)
    if not len(simplified) == len(traditional) == len(joined):
        raise RuntimeError("the OpenCC tables do not map character to character")

    def within(character: str, encoding: str) -> bool:
        try:
            character.encode(encoding)
        except UnicodeEncodeError:
            return False
        return True

    only_traditional = [a for a, b in zip(han, simplified, strict=True) if a != b and not within(a, "gb2312")]
    only_simplified = [a for a, b in zip(han, traditional, strict=True) if a != b and not within(a, "big5")]
    return re.compile(f"[{''.join(only_traditional)}]"), re.compile(f"[{''.join(only_simplified)}]")


def traditional_of(text: str) -> dict[str, str]:
    """Return the Traditional characters that a text lacks, and for each the Simplified one that it has.

    Examples
    --------
    >>> from analysis.clean.script import traditional_of
    >>> traditional_of("优化环境")
    {'優': '优', '環': '环'}
    """
    han = "".join(chr(code) for code in range(0x4E00, 0xA000))
    there = set(text)
    pairs = zip(han, _to_simplified().convert(han), strict=True)
    return {one: other for one, other in pairs if one != other and other in there and one not in there}


def script_counts(text: str) -> tuple[int, int]:
    """Return the numbers of Traditional-only and Simplified-only characters in a text."""
    traditional, simplified = _script_characters()
    return len(traditional.findall(text)), len(simplified.findall(text))


_TRADITIONAL = sign(lambda: _script_characters()[0].pattern)


def has_traditional(line: str) -> bool:
    """Return whether a line has a Traditional-only character."""
    return has(line, _TRADITIONAL) and _script_characters()[0].search(line) is not None


def is_traditional(texts: Sequence[str]) -> bool:
    """Return whether a document has more Traditional-only than Simplified-only characters."""
    if not any(map(has_traditional, texts)):
        return False
    counts = [script_counts(text) for text in texts]
    return sum(count[0] for count in counts) > sum(count[1] for count in counts)


# 著 is kept in these words; elsewhere in a Traditional text it is the particle or verb written 着 in
# Simplified script, which OpenCC does not convert.
_ZHU = re.compile(
    r"(?<=[^显卓昭专名原巨译编论土拙遗合新旧撰所较彪])著(?![作名述称书录者有文译说录籍])"
    r"|^著(?=[力手眼重陆急装色想落实])"
)
# What OpenCC's character table leaves unconverted.
_SPELLINGS = {
    "甦": "苏",
    "祇": "只",
    "批覆": "批复",
    "答覆": "答复",
    "回覆": "回复",
    "座标": "坐标",
    "甚么": "什么",
}
_SPELLING = re.compile("|".join(_SPELLINGS))


def simplify(text: str) -> str:
    """Return a Traditional text in Simplified script, with the same length."""
    simplified = _to_simplified().convert(text)
    if len(simplified) != len(text):
        simplified = "".join(_to_simplified().convert(character)[:1] for character in text)
    return _SPELLING.sub(lambda match: _SPELLINGS[match[0]], _ZHU.sub("着", simplified))


def _simplify_logged(text: str, before: str, after: str) -> tuple[str, list[str]]:
    """Simplify a line in the context of the adjacent lines, as words may be split across lines."""
    whole = simplify(before + text + after)
    simplified = whole[len(before) : len(before) + len(text)]
    pairs = [f"{a}→{b} " for a, b in zip(text, simplified, strict=True) if a != b]
    return simplified, pairs


def to_simplified(lines: Sequence[Line]) -> Outcome:
    """Convert Traditional script to Simplified where the text is Traditional.

    A line is converted if it has more Traditional-only than Simplified-only characters, and either the
    document as a whole is Traditional or the line has at least two such characters: in a Simplified text a
    single one is usually part of a name.
    """
    if not any(has_traditional(line.text) for line in lines):
        return Outcome(list(lines), [])
    counts = [script_counts(line.text) for line in lines]
    document = sum(count[0] for count in counts) > sum(count[1] for count in counts)
    kept: list[Line] = []
    entries: list[Entry] = []
    for i, (line, (traditional, simplified)) in enumerate(zip(lines, counts, strict=True)):
        enough = traditional > simplified and (document or traditional >= MIN_TRADITIONAL)
        if enough or (document and simplified == 0):
            before = lines[i - 1].text[-CONTEXT:] if i and not is_terminated(lines[i - 1].text) else ""
            after = lines[i + 1].text[:CONTEXT] if i + 1 < len(lines) and not is_terminated(line.text) else ""
            text, pairs = _simplify_logged(line.text, before, after)
            if pairs:
                entries.append(Entry("script", "changed", len(pairs), line.first, "".join(pairs)))
                line = line._replace(text=text)
        kept.append(line)
    return Outcome(kept, entries)
