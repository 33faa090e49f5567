"""Marks that set slogans apart on posters and in headlines (/ · | 【】 ①, line breaks), read as 、 and “”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

import numpy as np

from .quoted_objects import QUOTES, with_quoted_objects
from .runs import CLOSING, OPENING
from .words import slot_words

SHORTEST, LONGEST = 2, 12
"""Length in Han characters of pieces between such marks that may be limbs."""

MAKING = frozenset("美强富优绿净亮畅洁靓活清稳壮暖旺")
"""Words for what a thing is that stand for making it so before an object (亮路灯)."""

DEED, MOST_DEEDS = 3, 2 / 3
"""Length of a verb with its object (畅河道), and the share of pieces that must open with a verb."""

LINE = (3, 8)
"""Length in Han characters of lines that may be limbs."""

LONGEST_LINE = 40
"""No line that may be one, with its marks and a bullet before it, has more characters."""

_OPEN, _CLOSE = re.escape(OPENING + "‘"), re.escape(CLOSING + "’")
_PIECE = rf"[一-鿿]{{0,12}}[{_OPEN}]?[一-鿿]{{1,12}}[{_CLOSE}]?"
MARKS = "/／·•・‧|｜―‖∥¦┆┊"
ALSO_WITHIN = "－—–-+＋→～~&＆︱＼…\\│┃丨➔⇒►»>＞*＊★☆◆◇●○■□▪▲△#＃_＿=＝^×✕❖♦◈❤♥✦✧▶▼▽≫◎◉⊙⇨➜➝➞☞※⊕"
"""Marks that also stand between the ends of a road or the parts of a model (研发—制造—应用)."""

JOINING = "－—–-→～~➔⇒⇨➜➝➞≫>＞"
"""Those of them that join what is beside them, as steps or places, so that all pieces must be deeds."""

BRACKETS = "【】〖〗（）()[]［］〔〕{}｛｝<>＜＞«»「」『』《》〈〉"
AROUND, TITLE = (3, 8), 5
"""Length of limbs in brackets, and the longest in those of titles without a verb before them."""

_ALL = re.escape(MARKS + ALSO_WITHIN)
_BEFORE_MARK = rf"(?=[一-鿿{_OPEN}{_CLOSE}]{{1,26}}[ \u3000]*[{_ALL}])"
"""A piece with a mark behind it, for short: what is none is told by this in a fraction of the time."""

_MARKED = re.compile(
    rf"{_BEFORE_MARK}{_PIECE}(?:([ \u3000]*(?:[{_ALL}]|——|……|//|\|\|)[ \u3000]*)(?:{_PIECE}\1)+{_PIECE})"
)
_OPENING, _ENDING = re.escape(BRACKETS[::2]), re.escape(BRACKETS[1::2])
_BRACKETED = re.compile(rf"(?:[一-鿿]{{0,4}}[{_OPENING}][一-鿿]{{2,8}}[{_ENDING}][、，,；;/ ]?){{3,}}")
_IN_BRACKETS = re.compile(rf"([一-鿿]{{0,4}})[{_OPENING}]([一-鿿]{{2,8}})[{_ENDING}]")
_SHUT_AND_OPENED = re.compile(
    rf"(?<![{_OPENING}一-鿿])[一-鿿]{{2,20}}(?:(?P<joint>[{_ENDING}][{_OPENING}])(?=[一-鿿])"
    rf"[一-鿿]{{2,8}}(?:(?P=joint)[一-鿿]{{2,20}})+)(?![{_ENDING}])"
)
"""Pieces with brackets between them, of which the outer ones were lost (`访民情》《解民忧》《暖民心`)."""

_NUMBER = r"(?:[①-⑳]|[（(]\d{1,2}[）)]|(?<!\d)\d{1,2}[.．、])"
_NUMBERED = re.compile(rf"(?:{_NUMBER}[ \u3000]?{_PIECE}[，、；;, \u3000]{{0,2}}){{3,}}")
_ONE_NUMBER = re.compile(rf"[，、；;, \u3000]{{0,2}}({_NUMBER})[ \u3000]?")
_BULLET = re.compile(
    r"(?:(?:[●○■□◆◇▪▫★☆►▶➢➤✓✔√·•－—-]|[①-⑳⒈-⒛]|[（(][1-9一二三四五六七八九][）)]|[1-9](?:[.．、)）]|\ufe0f?\u20e3))"
    r"[ \u3000]{0,2})?"
)
_LINES = re.compile(
    rf"^{_BULLET.pattern}{_PIECE}[，,；;]?(?:\n{_BULLET.pattern}{_PIECE}[，,；;。]?){{2,}}$", re.M
)
_TO_QUOTES = str.maketrans(BRACKETS, "“”" * (len(BRACKETS) // 2))
_NOT_HAN = re.compile("[^一-鿿]")
_MARK, _BRACKET, _NUMERAL, _BREAK, _QUOTE = 1, 2, 4, 8, 16
_KINDS = np.zeros(0x10000, dtype=np.uint8)
"""Of which kind each character is; all others are 0."""

for _kind, _chars in {
    _MARK: MARKS + ALSO_WITHIN, _BRACKET: BRACKETS[::2], _NUMERAL: "②2", _BREAK: "\n", _QUOTE: QUOTES,
}.items():  # fmt: skip
    _KINDS[[ord(char) for char in _chars]] |= _kind


def with_commas(text: str) -> str:
    """Return a text of the same length with 、 for the marks and line breaks between pieces of one length.

    Three or more pieces are read so. Between marks (寻难点/聚痛点/破堵点) the inner ones have one length, and
    the outer ones, which may hold more than a limb, are no shorter. Whole lines, pieces between marks that
    also join the ends of a road (寻难点—聚痛点—破堵点), behind numbers (①寻难点②聚痛点③破堵点) or in brackets
    (【寻难点】【聚痛点】【破堵点】) have one length and share a character in one place. Names
    (弗拉基米尔·伊里奇·列宁) and lists of headings have neither.

    Parameters
    ----------
    text : str
        A paragraph or a document.

    Examples
    --------
    >>> from analysis.slogans.finder.separators import with_commas
    >>> with_commas("寻难点/聚痛点/破堵点")
    '寻难点、聚痛点、破堵点'
    >>> with_commas("教育/卫生健康/养老")
    '教育/卫生健康/养老'
    """
    lines = text.split("\n")
    for at, kinds in _lines_with_marks(text):
        lines[at] = _marked(lines[at], kinds)
    parts = []
    for is_short, some in groupby(lines, key=lambda line: len(line) <= LONGEST_LINE):
        part = "\n".join(some)
        parts.append(_LINES.sub(lambda match: _joined_lines(match[0]), part) if is_short else part)
    return "\n".join(parts)


def _lines_with_marks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the numbers of lines with two marks, two brackets or a numeral, and which of these they have.

    Most lines have none, and the patterns are slow to say so.
    """
    kinds = _KINDS[np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)]
    kinds = kinds[np.flatnonzero(kinds)]
    line = np.cumsum(kinds == _BREAK)
    told = np.zeros(1 + np.count_nonzero(kinds == _BREAK), dtype=np.uint8)
    for kind, fewest in ((_MARK, 2), (_BRACKET, 2), (_NUMERAL, 1), (_QUOTE, 3)):
        told[np.bincount(line[kinds & kind > 0], minlength=len(told)) >= fewest] |= kind
    yield from ((at, int(told[at])) for at in np.flatnonzero(told).tolist())


def _marked(line: str, kinds: int) -> str:
    """Return a line with 、 for marks of the kinds it has."""
    if kinds & _MARK:
        line = _MARKED.sub(lambda match: _joined(match[0], match[1]), line)
    if kinds & _BRACKET:
        line = _BRACKETED.sub(lambda match: _quoted(match[0]), line)
        line = _SHUT_AND_OPENED.sub(lambda match: _between(match[0], match["joint"]), line)
    if kinds & _QUOTE:
        line = with_quoted_objects(line, _are_alike)
    if kinds & _NUMERAL:
        line = _NUMBERED.sub(lambda match: _without_numbers(match[0]), line)
    return line


def _quoted(run: str) -> str:
    """Return limbs in brackets in quotation marks, where they are of one construction."""
    parts = _IN_BRACKETS.findall(run)
    before, inner = {len(part[0]) for part in parts}, [part[1] for part in parts]
    whole = [part[0] + part[1] for part in parts]
    is_title = run.count("《") + run.count("〈") > 0
    longest = TITLE if is_title and not any(before) else AROUND[1]
    if (
        len(before) > 1
        or not AROUND[0] <= len(whole[0]) <= longest
        or not (_share_a_place(inner) or _are_deeds(whole, 1.0))
    ):
        return run
    if is_title and {part[-1] for part in inner} <= slot_words().titles:
        return run
    return run.translate(_TO_QUOTES)


def _are_alike(limbs: Sequence[str]) -> bool:
    """Return whether limbs are verbs with their objects, or share a character in one place."""
    return _share_a_place(list(limbs)) or _are_deeds(list(limbs))


def _between(run: str, joint: str) -> str:
    """Return limbs with 、 for the brackets between them; the titles of laws stay."""
    ends = {piece[-1:] for piece in run.split(joint)}
    return run if joint[0] in "》〉" and ends <= slot_words().titles else _joined(run, joint)


def _without_numbers(run: str) -> str:
    """Return numbered limbs with 、 for all numbers but the first, where they are of one construction."""
    pieces = [_NOT_HAN.sub("", piece) for piece in _ONE_NUMBER.split(run)[2::2]]
    if (
        not pieces
        or not LINE[0] <= len(pieces[0]) <= LINE[1]
        or not (_share_a_place(pieces) or _are_deeds(pieces, 1.0))
    ):
        return run
    first = True

    def change(match: re.Match[str]) -> str:
        nonlocal first
        kept, first = (match[0] if first else "、".ljust(len(match[0]))), False
        return kept

    return _ONE_NUMBER.sub(change, run)


def _joined(run: str, mark: str) -> str:
    plain = [_NOT_HAN.sub("", piece) for piece in run.split(mark)]
    lengths = [len(piece) for piece in plain]
    inner = lengths[1:-1]
    is_even = len(set(inner)) == 1 and SHORTEST <= inner[0] <= LONGEST and min(lengths) == inner[0]
    if mark.strip() not in MARKS:
        is_joining = mark.strip() in JOINING
        ends = [plain[0][-inner[0] :], *plain[1:-1], plain[-1][: inner[0]]] if inner[0] >= DEED else plain
        least = 1.0 if is_joining else MOST_DEEDS
        is_even = is_even and (_share_a_place(plain if is_joining else ends) or _are_deeds(ends, least))
    return run.replace(mark, "、".ljust(len(mark))) if is_even else run


def _joined_lines(lines: str) -> str:
    """Return consecutive short lines with the breaks between those of one construction as 、."""
    pieces = lines.split("\n")
    plain = [_NOT_HAN.sub("", piece) for piece in pieces]
    out = pieces[0]
    at = 0
    while at < len(pieces):
        end = at + 1
        while end < len(pieces) and _share_a_place(plain[at : end + 1]):
            end += 1
        if end - at < 3:
            last = at + sum(1 for _ in takewhile(lambda piece: len(piece) == DEED, plain[at:]))
            least = MOST_DEEDS if all(map(_bullet, pieces[at:last])) else 1.0
            end = last if last - at >= 3 and _are_deeds(plain[at:last], least) else end
        joined = end - at >= 3 and LINE[0] <= len(plain[at]) <= LINE[1]
        for i in range(at + 1, end):
            if joined and out[-1] in "，,；;":  # whose place the comma takes
                out = out[:-1] + "、" + " " * (1 + _bullet(pieces[i])) + pieces[i][_bullet(pieces[i]) :]
            else:
                out += _behind_comma(pieces[i]) if joined else "\n" + pieces[i]
        if end < len(pieces):
            out += "\n" + pieces[end]
        at = end
    return out


def _behind_comma(piece: str) -> str:
    """Return a line behind 、 for the break and for the bullet before it."""
    n = _bullet(piece)
    return "、".ljust(n + 1) + piece[n:]


def _are_deeds(plain: list[str], least: float = MOST_DEEDS) -> bool:
    """Return whether pieces have the length of a verb and its object, and enough of them open with a verb."""
    verbs = slot_words().verbs
    n_verbs = sum(piece[:1] in verbs or piece[:1] in MAKING for piece in plain)
    return {len(piece) for piece in plain} == {DEED} and n_verbs >= least * len(plain)


def _bullet(piece: str) -> int:
    """Return the length of the bullet or number before a line."""
    bullet = _BULLET.match(piece)
    return bullet.end() if bullet else 0


def _share_a_place(plain: list[str]) -> bool:
    """Return whether different pieces have one length and one character in the same place."""
    is_even = len({len(piece) for piece in plain}) == 1 and len(set(plain)) == len(plain)
    return is_even and any(len(set(column)) == 1 for column in zip(*plain, strict=True))
