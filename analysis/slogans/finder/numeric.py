"""Finds numeric formulas: phrases with a numeral that abbreviate a list (两个维护, “1+N”, 四个一批)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...checks import check_text
from ...lexicon import DATA, Scanner, read_lines
from .not_numeric import is_county, is_hotline, is_ordinary
from .runs import Limb, Run, limb, main_separator

QUOTED = re.compile(r"[“‘\"]([^“”‘’\"\n]{1,24})[”’\"]")
PARTS = re.compile(r"[^、，；]+")
SUM = re.compile(r"[0-9０-９N]{1,4}(?:[+＋](?:[0-9０-９]{1,4}|[NnXxＮ])){1,4}")
CODE = re.compile(r"[1-9][0-9]{2,4}X?|[0-9]{2,4}X|[1-9][横纵][1-9]?[横纵]?|[1-9]横[1-9]纵")
FEW = "二三四五六七八九十两双"
NUMERAL = re.compile(rf"[{FEW}一]")
PAIRED = re.compile(
    r"一[一-鿿]{1,2}一[一-鿿]{1,3}|[一二两双三四][一-鿿]{1,2}(?:[一二两双三四五六七八九十百多][一-鿿]{1,3}){1,4}"
)
POLICIES = re.compile(r"[一-鿿]{2,9}(?:[0-9]{1,3}|[二三四五六七八九]?十[一二三四五六七八九]?)条")
UMBRELLA = re.compile(rf"(?<![第一{FEW}百千万])[{FEW}](?:大|项|类|条|个|张)[一-鿿]{{2,8}}$")
COUNTS = re.compile(r"[0-9]{1,3}个[0-9]{1,4}[%％]?|双[0-9]{2}")
ONE_THING = re.compile(r"^一[^一二两三四五六七八九十双多]+$")
LEADING = re.compile(rf"^[{FEW}]")
SECOND = re.compile(r"^[一-鿿]{1,3}[二三四五六七八九双][一-鿿]{1,2}$")
BARE_PAIR = re.compile(
    r"一([企业县村镇乡校院户人园区河湖楼路街地链站所事岗项景车窗案城树品])一"
    r"([策品案档码景园企特色业长警员岗责证册表图法档村])"
)
BARE_PLAN = re.compile(
    r"[一两双三四](?:核|带|轴|廊|区|心|环|圈|主|极|港|屏|群)[一二两三四五六七八九十多](?:核|带|轴|廊|区|心|环|圈|副|极|港|屏|翼|片|群|链|园|地|组团)"
)
BARE_BATCHES = re.compile(r"[二三四五六七八九]个一批|[三四五六七八九]个一(?![一-鿿])")
ANY_NUMERAL = re.compile(rf"[0-9０-９N一{FEW}]")
"""What every formula in quotation marks has in it that is not a known one."""

EXPANSION_REACH = 60
BEFORE = re.compile(r"(?:^|(?<=[。！？；\n“”（）]))([^。！？；\n“”（）]+?)等?[“‘\"]?$")
AFTER = re.compile(
    r"[一-鿿]{0,6}[”’\"]?[一-鿿]{0,6}(?:[（(]|[，：:]?(?:即|就是|是指)|：|:)([^。！？；\n”（）)]+)"
)
"""Where the list stands that a formula abbreviates."""

CONTEXT = 16
"""Characters after a quotation that tell a plan from a telephone number."""
SURE = frozenset(
    {"a known formula", "a known formula in quotation marks", "a sum or code in quotation marks"}
)
"""Reasons whose formulas are right in at least 95 % of the cases measured, see `docs/slogan-errors.md`."""


def numeric_formulas(text: str) -> list[Run]:
    """Return the numeric formulas of a text.

    In quotation marks, a formula begins with a small numeral, pairs two numerals (一核两翼), is a sum (1+N)
    or a code (811). Outside them only known formulas count (`data/numeric_formulas.txt`), patterns such as
    一企一策, plans such as 一核两翼, and 四个一批.

    Parameters
    ----------
    text : str
        A paragraph or a document.

    Returns
    -------
    list of Run
        In the order of the text, not overlapping, each of kind `numeric`. `limbs` holds the expansion where
        the text gives one next to the formula, and is empty otherwise; `template` is the formula itself.

    Examples
    --------
    >>> from analysis import numeric_formulas
    >>> [run.template for run in numeric_formulas("增强“四个意识”，落实“三农”政策，推行一企一策。")]
    ['四个意识', '三农', '一企一策']
    """
    check_text("numeric_formulas", text)
    spans: list[tuple[int, int, str]] = []
    for quoted in QUOTED.finditer(text):
        after = text[quoted.end() : quoted.end() + CONTEXT]
        spans.extend(_inside_quotes(quoted[1], quoted.start(1), after))
    taken: set[int] = set()
    for start, end, _ in spans:
        taken.update(range(start, end))
    for start, end, reason in _outside_quotes(text):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            spans.append((start, end, reason))
    return [_formula(text, start, end, reason) for start, end, reason in sorted(spans)]


def _formula(text: str, start: int, end: int, reason: str) -> Run:
    limbs = expansion(text, start, end)
    return Run(
        start=start,
        end=end,
        limbs=limbs,
        kind="numeric",
        template=text[start:end],
        separator=main_separator(text, limbs),
        reason=reason,
        family=text[start:end],
        tier="sure" if reason in SURE else "likely",
    )


def _inside_quotes(content: str, at: int, after: str) -> Iterator[tuple[int, int, str]]:
    """Yield the formulas inside one pair of quotation marks, given what follows it."""
    if content in _known():
        yield at, at + len(content), "a known formula in quotation marks"
        return
    may_be = ANY_NUMERAL.search(content) is not None
    for part in PARTS.finditer(content):
        word = part[0]
        if may_be and (is_hotline(word, after) or is_county(word, after)):
            continue
        if reason := _quoted_formula(word, may_be):
            yield at + part.start(), at + part.end(), reason
        elif may_be and (umbrella := UMBRELLA.search(word)) and len(word) <= 12 and not is_ordinary(word):
            yield at + part.start() + umbrella.start(), at + part.end(), "a counted label in quotation marks"
        else:
            for known in _known_scanner().longest(word):
                yield at + part.start() + known.start, at + part.start() + known.end, "a known formula"


def _quoted_formula(word: str, has_numeral: bool) -> str:
    """Return why a quoted word is a numeric formula, or '' if it is not."""
    if word in _known():
        return "a known formula in quotation marks"
    if not has_numeral:
        return ""
    if SUM.fullmatch(word) or CODE.fullmatch(word):
        return "a sum or code in quotation marks"
    if len(word) < 2 or is_ordinary(word):
        return ""
    if POLICIES.fullmatch(word):
        return "a numbered set of measures in quotation marks"
    if COUNTS.fullmatch(word):
        return "a counted aim in quotation marks"
    if len(word) > 10 or ONE_THING.match(word):
        return ""
    if PAIRED.fullmatch(word):
        return "two numerals in one quoted word"
    if LEADING.match(word) and len(word) <= 8:
        return "a quoted word that begins with a numeral"
    return "a numeral inside a short quoted word" if SECOND.match(word) and "一" not in word else ""


def _outside_quotes(text: str) -> Iterator[tuple[int, int, str]]:
    for known in _known_scanner().longest(text):
        if text[known.start - 1 : known.start] not in tuple("第百千二三四五六七八九十"):
            yield known.start, known.end, "a known formula"
    for pattern, reason in (
        (BARE_PAIR, "one … one …"),
        (BARE_PLAN, "a plan of two numerals"),
        (BARE_BATCHES, "a number of batches"),
        (SUM, "a sum"),
    ):
        if pattern is SUM and "N" not in text:
            continue
        for match in pattern.finditer(text):
            if pattern is not SUM or "N" in match[0]:
                yield match.start(), match.end(), reason


@cache
def _known() -> frozenset[str]:
    return frozenset(line for _, line in read_lines(DATA / "numeric_formulas.txt"))


@cache
def _known_scanner() -> Scanner:
    return Scanner(sorted(_known()))


def expansion(text: str, start: int, end: int) -> tuple[Limb, ...]:
    """Return the list that a formula abbreviates, where the text gives it immediately before or after.

    Before: 搬迁一批、改造一批、关停一批、整治一批等“四个一批”. After: “五美”（山水美、田园美 …）.
    The list must have as many members as the formula's numeral.
    """
    number = "零一二三四五六七八九十".find(text[start].replace("两", "二").replace("双", "二"))
    if number < 3:
        return ()
    before = BEFORE.search(text[max(0, start - EXPANSION_REACH) : start])
    after = AFTER.match(text[end : end + EXPANSION_REACH])
    if after and (limbs := _members(text, end + after.start(1), end + after.end(1), number, from_end=False)):
        return limbs
    if before:
        offset = max(0, start - EXPANSION_REACH)
        return _members(text, offset + before.start(1), offset + before.end(1), number, from_end=True)
    return ()


def _members(text: str, start: int, end: int, number: int, from_end: bool) -> tuple[Limb, ...]:
    """Return the members of a list of exactly `number` parts at the given end of a stretch of text."""
    stretch = text[start:end]
    if from_end and stretch.endswith("等"):
        stretch = stretch[:-1]
    parts = [(m.start(), m.end()) for m in re.finditer(r"[^、，和与]+", stretch)]
    if len(parts) < number:
        return ()
    chosen = parts[-number:] if from_end else parts[:number]
    lengths = [b - a for a, b in chosen]
    inner = lengths[1:] if from_end else lengths[:-1]
    if max(inner) - min(inner) > 1:
        return ()
    if from_end and lengths[0] > max(inner):
        chosen[0] = (chosen[0][1] - inner[0], chosen[0][1])
    elif not from_end and len(parts) > number:
        return ()
    if max(lengths[1:]) - min(lengths[1:]) > 1:
        return ()
    return tuple(limb(text, start + a, start + b) for a, b in chosen)
