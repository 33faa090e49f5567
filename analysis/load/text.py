"""Decodes the bytes of a text: UTF-8, UTF-16, GB18030, Big5, and what is partly broken."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

import chardet

from .items import Message, Unreadable, message, unify_breaks
from .odd_bytes import (
    is_japanese,
    is_korean,
    of_code_page_936,
    of_hz,
    of_lines,
    of_surrogates,
    of_utf32,
    without_separators,
)
from .office.word_codes import ODD, as_shown, without_codes
from .r_codes import without_r_codes

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
FAMILIES = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5", "big5-hkscs": "big5hkscs",
}  # fmt: skip
SAMPLE = 1 << 16
MOST_BROKEN = 0.02
DOUBT, SURE = 0.5, 200
"""How much better Big5 must read than GB18030 in the shortest files, and up to how many bytes."""

FEW = 12
"""Most bytes of a text that is a few characters."""

WORD = re.compile(rb"[a-z\s]+|[A-Z\s]+|[A-Z][a-z]+\s*|[\d.,:/\s-]+")
RARELY, RARE = ("shift_jis", "euc_jp"), 0.3
"""Encodings of Japanese, and how much better they must read than those of Chinese."""

FEWEST = 12
"""Fewest bytes that can be told to be Japanese."""

SELDOM = 0.4
"""Plausibility below which short Chinese text may be Korean."""

CLEARLY = 0.5
"""Plausibility from which on bytes behind a mark of another encoding, or around zero bytes, are a text."""

FEWEST_BETWEEN = 4
"""Fewest characters for each control code in a text."""

CONTROLS = bytes(set(range(32)) - set(b"\t\n\f\r\x1b"))

# The commonest characters of modern Chinese in both scripts: wrongly decoded text has rare ones.
COMMON = frozenset(
    "的一是在不了有和人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主发發年动動同工也能下过過子说說产產种種"
    "面而方后後多定行学學法所民得经經十三之进進着著等部度家电電力里裡如水化高自二理起小物现現实實加量都两兩体體制机機当當使点點从從业業"
    "本去把性好应應开開它合还還因由其些然前外天政四日那社义義事平形相全表间間样樣与與关關各重新线線内內数數正心反你明看原又么么利比或但质質"
    "第向道命此变變条條只没沒结結解问問意建月公无無系军軍很情者最立代想已通并並提直题題党黨程展五果料象员員革位入常文总總次品式活设設及管特"
    "件长長求老头頭基资資边邊流路级級少图圖山统統接知较較将將组組见見计計别別她手角期根论論运運农農指几幾九区區强強放决決西被干做必战戰先回则則"
    "任取据處处队隊南给給色光门門即保治北造百规規热熱领領七海口东東导導器压壓志世金增争爭济濟阶階油思术術极極交受联聯什认認六共权權收证證改清己"
    "美再采採转轉更单單风風切打白教速花带帶安场場身车車例真务務具万萬每目至达達走积積示议議声聲报報斗鬥完类類八离離华華名确確才科张張信马馬节節"
    "话話米整空元况況今集温溫传傳土许許步群广廣石记記需段研界拉林律叫且究观觀越织織装裝影算低持音众眾书書布复復容儿兒须須际際商非验驗连連断斷深难難"
    "近矿礦千周委素技备備半办辦青省列习習响響约約支般史感劳勞便团團往酸历歷市克何除消构構府称稱太准準精值号號率族维維划劃选選标標写寫存候毛亲親快"
    "效斯院查江型眼王按格养養易置派层層片始却專专状狀育厂廠京识識适適属屬圆圓包火住调調满滿县縣局照参參红紅细細引听聽该該铁鐵价價严嚴柳州城乡鄉"
)  # fmt: skip
NEUTRAL = re.compile(r"[\x20-\x7e\n\t\r　-〗！-～“”‘’…—·《》①-⒛㈠-㈩Ⅰ-Ⅻ○●◆◇■□★☆▲△→←↑↓※№℃×÷±≥≤]")
HAN = re.compile(r"[一-鿿]")
_UNCOMMON = re.compile(f"[^{''.join(sorted(COMMON))}{NEUTRAL.pattern[1:]}")
WRONG_MARK = re.compile(r"\A(?:\ufeff*(?:ï»¿|锘\ufffd?))+\ufeff*")
"""A byte order mark that was decoded as Latin-1 or GB18030."""

NO_BREAK_PAIRS = re.compile(r"(?:^|(?<=[\s\u3000]))牋+", re.M)
"""Two no-break spaces of Windows-1252 (A0 A0) at the beginning of a line: one rare character of GBK."""


class Decoded(NamedTuple):
    """A decoded text, the encoding used, and the warnings about it."""

    text: str
    encoding: str
    warnings: tuple[Message, ...]


def decode(data: bytes) -> Decoded:
    """Return the text of `data`, without the control codes of word processors.

    Parameters
    ----------
    data : bytes
        The whole file.

    Returns
    -------
    Decoded
        Text with line feeds as the only line breaks, name of the encoding, warnings.

    Raises
    ------
    Unreadable
        When the bytes are no text, or too many of them do not fit any encoding known here.
    """
    found = _decode(data)
    if (plain := without_r_codes(found.text)) != found.text:
        found = Decoded(plain, found.encoding, (*found.warnings, message("codes_decoded")))
    shown, count = as_shown(found.text)
    if not count:
        return found
    return Decoded(unify_breaks(shown), found.encoding, (*found.warnings, message("word_codes", count=count)))


def _decode(data: bytes) -> Decoded:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _decode_behind(data, mark, encoding)
    few = _of_few(data)
    if few:
        return few
    wide = of_utf32(data)
    if wide:
        return Decoded(unify_breaks(wide), "utf-32", ())
    is_binary = b"\x00" in data or _share_of_controls(without_separators(data)) > 0.01
    if not is_binary:
        hz = of_hz(data)
        if hz is not None:
            return Decoded(unify_breaks(hz), "hz", ())
        try:
            return Decoded(unify_breaks(WRONG_MARK.sub("", data.decode("utf-8"))), "utf-8", ())
        except UnicodeDecodeError:
            if halves := of_surrogates(data):
                return Decoded(unify_breaks(halves), "utf-8 (CESU)", ())
    whole = data[: len(data) // 2 * 2]  # a line break of one byte may have been added to UTF-16
    if _wide_score(whole) > 1.6:
        return _decode_loosely(whole, _wide_encoding(whole))
    if is_binary:
        return _decode_padded(data)
    return _decode_legacy(data)


def _of_few(data: bytes) -> Decoded | None:
    """Return a text of a few characters that is one of common Chinese characters in one encoding, else None.

    So short, UTF-16 without a mark may be ASCII, and GB18030 may be UTF-8, of characters in no Chinese text.
    """
    if (
        not 2 <= len(data) <= FEW
        or len(data) % 2
        or WORD.fullmatch(data)
        or HAN.search(data.decode("utf-8", "ignore"))
    ):
        return None
    for encoding in ("gb18030", "utf-16-le", "utf-16-be"):
        text = data.decode(encoding, "replace")
        if HAN.search(text) and all(NEUTRAL.match(sign) or _is_frequent(sign) for sign in text):
            return Decoded(unify_breaks(text), encoding, ())
    return None


def _is_frequent(sign: str) -> bool:
    """Return whether a character is among the 3,755 of the first level of GB 2312."""
    return 0xB0 <= sign.encode("gb2312", "replace")[0] <= 0xD7


def _decode_behind(data: bytes, mark: bytes, encoding: str) -> Decoded:
    """Return the text behind a byte order mark, which editors put before other encodings too."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        rest = data[len(mark) :]
        try:
            text = rest.decode("gb18030")
        except UnicodeDecodeError:
            text = ""
        if HAN.search(text) and plausibility(text) >= CLEARLY:
            return Decoded(unify_breaks(text), "gb18030", (message("wrong_mark", encoding="GB18030"),))
    return _decode_loosely(data, encoding)


def _decode_padded(data: bytes) -> Decoded:
    """Return a text between zero bytes, with which old programs fill their fields, or other control codes.

    Raises
    ------
    Unreadable
        When there is none.
    """
    bare = data.replace(b"\x00", b"")
    for encoding in ("utf-8", "gb18030"):
        try:
            coded = bare.decode(encoding)
        except UnicodeDecodeError:
            continue
        count = len(ODD.findall(coded))
        text = without_codes(coded) if count else coded
        if count * FEWEST_BETWEEN < len(text) and HAN.search(text) and plausibility(text) >= CLEARLY:
            zeros = message("zero_bytes", count=len(data) - len(bare))
            said = message("word_codes", count=count) if count else zeros
            return Decoded(unify_breaks(text), encoding, (said,))
    raise Unreadable("no_text")


def _decode_legacy(data: bytes) -> Decoded:
    japanese = is_japanese(data)
    if japanese:
        return Decoded(unify_breaks(japanese), "shift_jis", ())
    guess = FAMILIES.get((chardet.detect(data[:SAMPLE])["encoding"] or "").lower())
    fitting = []
    rarely = RARELY if len(data) >= FEWEST else ()
    for encoding in ("gb18030", "big5", "big5hkscs", "utf-16-le", "utf-16-be", *rarely):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = _score(text) - (RARE if encoding in RARELY else 0.0)
        score -= 2 * len(PRIVATE.findall(text)) / max(len(text), 1)  # hardly a Chinese text has any
        fitting.append((score, encoding == guess, encoding, text))
    if fitting:
        # A few characters fit Big5 by chance: short files are GB18030 unless much speaks against it.
        doubt = DOUBT * max(0.0, 1 - len(data) / SURE)
        score, _, encoding, text = max(
            fitting, key=lambda found: (found[0] + (doubt if found[2] == "gb18030" else 0.0), found[1])
        )
        korean = is_korean(data) if encoding == "gb18030" and plausibility(text) < SELDOM else None
        if korean:
            return Decoded(unify_breaks(korean), "euc-kr", ())
        if score > 1.2:
            if encoding == "gb18030":
                text = NO_BREAK_PAIRS.sub(lambda match: "\u00a0" * 2 * len(match[0]), text)
            return Decoded(unify_breaks(text), encoding, ())
    priced = of_code_page_936(data)
    if priced and plausibility(priced) >= CLEARLY:
        return Decoded(unify_breaks(priced), "gb18030", ())
    lines = of_lines(data, plausibility)
    if lines:
        return Decoded(unify_breaks(lines[0]), "utf-8 + gb18030", lines[1])
    return _decode_loosely(data, _least_broken(data))


def _least_broken(data: bytes) -> str:
    def cost(encoding: str) -> tuple[int, float]:
        text = data.decode(encoding, errors="replace")
        return text.count("�"), -plausibility(text)

    return min(("utf-8", "gb18030", "big5"), key=cost)


def _decode_loosely(data: bytes, encoding: str) -> Decoded:
    text = unify_breaks(data.decode(encoding, errors="replace"))
    name = {"utf-8-sig": "utf-8 (BOM)"}.get(encoding, encoding)
    broken = text.count("�")
    if broken > MOST_BROKEN * max(len(text), 1) or (broken and not HAN.search(text)):
        raise Unreadable("no_encoding")
    if plausibility(text) < 0.3 and HAN.search(text) is None and broken:
        raise Unreadable("no_encoding")
    if not broken:
        return Decoded(text, name, ())
    line = text.count("\n", 0, text.index("�")) + 1
    return Decoded(text, name, (message("broken_bytes", count=broken, line=line, encoding=name),))


PRIVATE = re.compile("[\ue000-\uf8ff]")


def plausibility(text: str) -> float:
    """Return the share (0 to 1) of characters that are common in Chinese text, spaces ignored."""
    sample = "".join(text[:4000].split())
    return (len(sample) - len(_UNCOMMON.findall(sample))) / len(sample) if sample else 1.0


def _score(text: str) -> float:
    """Return 0 to 2: how common the characters are, plus how many are Han or punctuation at all."""
    sample = [c for c in text[:4000] if not c.isspace()]
    if not sample:
        return 2.0
    fitting = sum(HAN.match(c) is not None or NEUTRAL.match(c) is not None for c in sample)
    return plausibility(text) + fitting / len(sample)


def _share_of_controls(data: bytes) -> float:
    sample = data[:SAMPLE]
    return 1 - len(sample.translate(None, CONTROLS)) / max(len(sample), 1)


def _wide_encoding(data: bytes) -> str:
    return max(("utf-16-le", "utf-16-be"), key=lambda name: _score(data[:SAMPLE].decode(name, "replace")))


def _wide_score(data: bytes) -> float:
    """Return how well `data` reads as UTF-16 without a byte order mark; 0 when nothing hints at it."""
    if len(data) < 4 or len(data) % 2:
        return 0.0
    text = data[:SAMPLE].decode(_wide_encoding(data), "replace")
    return _score(text) if HAN.search(text) or b"\x00" in data else 0.0
