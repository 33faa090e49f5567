"""Full-width letters and digits, spaces between characters, and invisible characters."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from .records import REMEMBERED, Line, Outcome, rewrite, rewrite_cells
from .signs import has, sign
from .wide_digits import WIDE_YEAR, close_digits, has_wide_digits, spaces_digits

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc"
    "\U000e0001\U000e0020-\U000e007f"
    "\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]+"
)
_RINGS = "[\u0300-\u036f\u0483-\u0489\u20d0-\u20f0]"
_ANNOTATION = re.compile("\ufffa[^\ufff9\ufffb\n]{0,40}\ufffb")
"""The reading of a character, between marks of its own."""

_STROKES = re.compile(f"(?<=[\u3400-\u9fff，。、；：！？“”]){_RINGS}+")
"""Lines and rings set around Chinese characters."""

_HOLLOW = re.compile("[\u115f\u1160\u2800\u3164\uffa0]")
"""Characters of other scripts that show nothing, set for blanks."""

_UNSEEN = sign(f"{_INVISIBLE.pattern}|{_RINGS}|{_HOLLOW.pattern}")
_WHITE = sign(r"\s")
_BLANK = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+(?:[．][０-９]+)?")
_WIDE_NUMBER = re.compile(
    r"(?<!\d)(?:\d{1,3}(?:，\d{3})+(?!\d)(?:[．.]\d+)?[％%]?|\d+(?:．\d+)+[％%]?|\d+％)"
)
"""Numbers that may have a mark of thousands, a point or a sign of percent set wide."""

_IS_WIDE = re.compile("[０-９．]")
_MAY_BE_WIDE = sign("[０-９．Ａ-Ｚａ-ｚ]")
_NARROW = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_NARROW |= {ord("．"): ord("."), ord("，"): ord(","), ord("％"): ord("%")}

_HAN = "㐀-䶿一-鿿"
_IS_HAN = re.compile(f"[{_HAN}]")
_HAN_RUN = re.compile(f"[{_HAN}]+")
_UNIT = re.compile(
    f"[{_HAN}，。、；：！？,.;:!?“”‘’（）()《》〈〉【】〔〕—…·％%0-9A-Za-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ]"
)
_AROUND_MARK = re.compile(rf"[{_HAN}][，。、；：！？”》）]{{1,2}}[{_HAN}“《（]?")
"""Two characters of a text set wide with a mark between them, beside which no blank stands."""

_BEFORE_MARK = re.compile(
    rf"(?<=[{_HAN}0-9”）%％]) +(?=[，。、；：！？])|(?<=[，、；]) +(?=[{_HAN}0-9“])|(?<=\d) +(?=[%％])"
)
_BEFORE_UNIT = re.compile(rf"(?<=[{_HAN}，、]\d) +(?=[万亿])|(?<=\d\d) +(?=[万亿])|(?<=\.\d) +(?=[万亿])")
"""Before ten thousand and a hundred million, which make a number with what stands before them."""

_STOP = re.compile(r"(?<=[。！？；])")
_QUOTED = re.compile(r"“[^”]{0,99}”|《[^》]{0,99}》|（[^）]{0,99}）|\([^)]{0,99}\)|‘[^’]{0,99}’")
_PROSE_GAP = re.compile(
    rf"(?<=[{_HAN}、，,]) (?=[{_HAN}0-9“])|(?<=[0-9%％]) (?=[{_HAN}])|(?<=[0-9]) (?=[%％])"
    r"|(?<=[0-9]) (?=\.[0-9])|(?<=[0-9]\.) (?=[0-9])"
)
# If a segment opens like a heading or a dateline, its space separates heading from text, or names.
_KEEPS_SPACE = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十百0-9]{1,4}[)）、.．]|第[一二三四五六七八九十百零0-9]+[条章节])"
    r"|记者|通讯员|讯|摄|作者|编辑|主任|市长|省长|主席|书记"
)
_PAIR = re.compile(
    r"(?<=[日\d]) ?印 发(?=$|[。；）)])"
    r"|^(?:通 知|决 定|意 见|公 告|通 告|报 告|目 录|附 件|前 言|序 言|引 言|抄 送|主 送|印 发|总 则|附 则)"
    r"(?=$|[:：])"
    rf"|(?<=[章节编] )[{_HAN}] [{_HAN}]$"
)
"""Words of two characters that official texts set wide, where two characters may otherwise be a name."""

_QUOTE_EDGE = re.compile(rf"(?<=[“‘《]) +(?=[{_HAN}])|(?<=[{_HAN}]) +(?=[”’》])")
_WITHIN = "[^“”‘’《》（）()【】：:|｜/\\n]"
_CUT_QUOTE = re.compile(
    rf"(?:(?<=[{_HAN}”’》，。、；：]) +)?(?P<open>[“‘《（(【]) +"
    rf"(?P<words>{_WITHIN}{{0,40}}[{_HAN}]{_WITHIN}{{0,40}}?) +(?P<close>[”’》）)】])"
    rf"(?: +(?=[{_HAN}“‘《，。、；：]))?"
)
"""Words between blanks inside quotation marks or brackets, as only a segmenter sets them; labels with their
values are the page's."""

_CUT = re.compile(rf" (?<=[{_HAN}”’》）] )(?=[{_HAN}“‘《（])")
_CUT_GAP = re.compile(
    rf"(?<=[{_HAN}“”‘’《》（）。，、；：！？]) +(?=[{_HAN}“”‘’《》（）。，、；：！？\d])"
    rf"|(?<=\d) +(?=[{_HAN}“”，。、；：！？%％])"
)
_MARK = re.compile("[，。、；：！？]")
_MARK_BEHIND = re.compile(" [，。、；：！？]")
_MARK_APART = re.compile(rf"(?<=[{_HAN}”）》\d%]) +[，。、；：！？](?= |$)", re.M)
_FUNCTION_WORD = re.compile(r"(?:^| )[的都要和在了是把对为与及将并向从被而且就也还使让以](?= )", re.M)
FEWEST_APART, SHORT_CUTS, SHORT_SHARE = 2, 3, 0.2
"""A short text is segmented if so many marks, nearly all of it, stand between blanks; or if it has so many
blanks between characters, for so large a share of these, and a function word stands between two."""

CUT_SHARE, FEWEST_CUTS = 0.15, 12
"""Minimum share of characters followed by a space, and minimum number of such spaces, of segmented text."""

HEADLINE = 5
"""Among how many lines at the head of a text its title is looked for."""

_ARTICLE = re.compile(rf"第[一二三四五六七八九十百零0-9]+[条章节] [{_HAN}]\S*")
"""A line with one blank, behind its number, which stays."""

MIN_SINGLE = 3
"""Minimum number of Han characters, each between spaces, in a spaced-out word."""


def closed_as_in(name: Any, lines: Sequence[Line]) -> Any:
    """Return a title without its blanks, if one of the first lines of the cleaned text is this title.

    A title alone does not tell whether its blanks part phrases or the words of a segmented text.

    Parameters
    ----------
    name : str or missing
        The title, cleaned by itself.
    lines : sequence of Line
        The cleaned text.
    """
    if not isinstance(name, str) or " " not in name:
        return name
    closed = name.replace(" ", "")
    return closed if any(line.text == closed for line in lines[:HEADLINE]) else name


def remove_invisible(lines: Sequence[Line]) -> Outcome:
    """Remove invisible characters and those without an agreed meaning: zero-width, control, private-use."""

    def change(text: str) -> tuple[str, list[str]]:
        found = _INVISIBLE.findall(text) + _HOLLOW.findall(text) + _STROKES.findall(text)
        if not found:
            return text, []
        codes = [f"U+{ord(character):04X} " for run in found for character in run]
        seen = _INVISIBLE.sub("", _ANNOTATION.sub("", text))
        return _HOLLOW.sub(" ", _STROKES.sub("", seen)).strip(), codes

    return rewrite("invisible", lines, change, _UNSEEN)


def narrow(lines: Sequence[Line]) -> Outcome:
    """Turn full-width letters and numbers into ordinary ones; punctuation outside numbers is unchanged."""

    def change(text: str) -> tuple[str, list[str]]:
        pairs: list[str] = []

        def narrowed(match: re.Match[str]) -> str:
            plain = (
                match[0].translate(_NARROW) if _IS_WIDE.search(match[0]) or match.re is _FULL_WIDTH else ""
            )
            if plain:
                pairs.append(f"{match[0]}→{plain} ")
            return plain or match[0]

        return _FULL_WIDTH.sub(narrowed, _WIDE_NUMBER.sub(narrowed, text)), pairs

    return rewrite("width", lines, change, _MAY_BE_WIDE)


def _is_prose(text: str) -> bool:
    return len(text) >= 30 and ("。" in text or text.count("，") + text.count(",") >= 2)


def _close_runs(text: str, closed: list[str]) -> str:
    """Close up runs of single characters, in one pass over the space-separated pieces."""
    tokens = text.split(" ")
    prose = _is_prose(text)
    single = [
        (len(token) == 1 and _UNIT.match(token) is not None) or _AROUND_MARK.fullmatch(token) is not None
        for token in tokens
    ]
    out: list[str] = []
    i = 0
    while i < len(tokens):
        j = i
        while j < len(tokens) and single[j]:
            j += 1
        if sum(_IS_HAN.match(token) is not None for token in tokens[i:j]) < MIN_SINGLE:
            j = max(j, i + 1)
            out.extend(tokens[i:j])
            i = j
            continue
        before = out.pop() if prose and out and _IS_HAN.match(out[-1][-1:]) else ""
        after = ""
        if prose and j < len(tokens) and _IS_HAN.match(tokens[j]):
            after = tokens[j]
            j += 1
        closed.append(" ".join(part for part in (before[-1:], *tokens[i:j]) if part) + "｜")
        out.append(before + "".join(tokens[i : j - bool(after)]) + after)
        i = j
    return " ".join(out)


def _close_prose(text: str, closed: list[str]) -> str:
    """Close up single spaces within sentences of running text, unless spaces separate phrases."""
    if not _is_prose(text):
        return text
    sentences = []
    for sentence in _STOP.split(text):
        if " " not in sentence.strip() or _KEEPS_SPACE.search(sentence):
            sentences.append(sentence)
            continue
        quoted = [match.span() for match in _QUOTED.finditer(sentence)]

        def close(match: re.Match[str], quoted: list[tuple[int, int]] = quoted, whole: str = sentence) -> str:
            at = match.start()
            opened = bisect_right(quoted, (at, 0)) - 1
            if opened >= 0 and at < quoted[opened][1] - 1:
                return match[0]
            closed.append(whole[max(0, at - 1) : at + 2] + "｜")
            return ""

        sentences.append(_PROSE_GAP.sub(close, sentence))
    return "".join(sentences)


@lru_cache(maxsize=REMEMBERED)
def _close_up(text: str) -> tuple[str, list[str]]:
    """Return a text with spaced-out characters closed up, and the places changed."""
    closed: list[str] = []
    if not has(text, _WHITE):
        return text, closed
    even = _BLANK.sub(" ", text).strip()
    if " " not in even or _ARTICLE.fullmatch(even):
        return even, closed

    def tighten(match: re.Match[str]) -> str:
        closed.append(match.string[match.start() - 1 : match.end() + 1] + "｜")
        return ""

    def close_word(match: re.Match[str]) -> str:
        if " " in match[0]:
            closed.append(match[0] + "｜")
        return match[0].replace(" ", "")

    def close_quote(match: re.Match[str]) -> str:
        closed.append(match[0] + "｜")
        return match["open"] + _CUT_GAP.sub("", match["words"].strip()) + match["close"]

    even = _CUT_QUOTE.sub(close_quote, even)
    even = WIDE_YEAR.sub(close_word, _PAIR.sub(close_word, even))
    even = _QUOTE_EDGE.sub(tighten, _close_runs(even, closed))
    if has_wide_digits(even):
        even = close_digits(even, closed)
    return _close_prose(_BEFORE_MARK.sub(tighten, _BEFORE_UNIT.sub(tighten, even)), closed), closed


def close_spaces(lines: Sequence[Line]) -> Outcome:
    """Close up spaced-out characters (`政 府 工 作 报 告`) and spaces within sentences of running text.

    Other runs of spaces become one space, which in headings, quotations and datelines separates phrases and
    names. In a text segmented by spaces all of them are closed up, and so are spaced-out numbers if there are
    several.
    """
    # All that is looked for has a space in it.
    whole = "\n".join(_BLANK.sub(" ", line.text) for line in lines if has(line.text, _WHITE))
    n_cuts = len(_CUT.findall(whole))
    is_cut = False
    if whole:
        n_han = 0
        for line in lines:
            if CUT_SHARE * n_han >= n_cuts:  # however many more there are
                break
            n_han += sum(map(len, _HAN_RUN.findall(line.text)))
        is_cut = n_cuts >= FEWEST_CUTS and n_cuts > CUT_SHARE * n_han
        is_cut = is_cut or _is_short_cut(lines, whole, n_cuts, n_han)
    wide = spaces_digits(whole)
    if not is_cut and not wide:
        return rewrite_cells("spaces", lines, _close_up, _WHITE)

    def change(text: str) -> tuple[str, list[str]]:
        closed: list[str] = []

        def close(match: re.Match[str]) -> str:
            closed.append(match[0] + "｜")
            return match[0].replace(" ", "").replace("．", ".")

        even = _BLANK.sub(" ", text).strip()
        if wide:
            even = close_digits(even, closed, sure=True)
        if is_cut:
            even = _CUT_GAP.sub(close, even)
        even, more = _close_up(even)
        return even, closed + more

    return rewrite_cells("spaces", lines, change, _WHITE)


def _is_short_cut(lines: Sequence[Line], whole: str, n_cuts: int, n_han: int) -> bool:
    """Return whether a text too short for its blanks alone to show it is segmented."""
    n_apart = len(_MARK_APART.findall(whole)) if _MARK_BEHIND.search(whole) else 0
    if n_apart >= FEWEST_APART:
        n_marks = sum(len(_MARK.findall(line.text)) for line in lines)
        if n_apart >= 0.8 * n_marks:
            return True
    is_dense = n_cuts >= SHORT_CUTS and n_cuts >= SHORT_SHARE * n_han
    return is_dense and _FUNCTION_WORD.search(whole) is not None
