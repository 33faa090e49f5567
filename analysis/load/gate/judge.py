"""The gate after reading: texts that are not Chinese are refused or flagged, never counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from ...lexicon import count_han
from ..items import Content, Item, Message, Unreadable, message
from ..text import plausibility
from .backwards import turned_round
from .bilingual import without_other_script, without_translation
from .error_pages import error_page, is_page, perhaps_page
from .escapes import decoded_codes, with_lines_mended
from .inner_breaks import with_inner_breaks
from .link_numbers import without_link_numbers
from .litter import GLYPH_CODE, without_glyph_codes, without_litter
from .lost_parts import is_cut, with_parts_mended
from .markup import BREAK, without_markup
from .mojibake import mended, misread
from .names import with_names_mended
from .nonsense import doubted_lines, is_nonsense, nonsense_lines
from .precut import rejoined
from .source_code import is_code
from .words import HANGUL, KANA, OTHER, n_words

FEWEST_HAN_SHARE, LOW_HAN_SHARE = 0.15, 0.4
"""Shares of Chinese characters among the words of a text (a Latin word counts as one): below the first it is
not a Chinese text, below the second it is flagged."""

MOST_STRANGE = 0.2
"""Largest share of control codes, private-use characters and other scripts beside the Chinese ones."""

MOST_LOST = 0.1
"""Largest share of characters that may have been lost (`?`, `�`, `锟斤拷`) before a text is refused."""

UNPUNCTUATED, LONGEST_PLAIN = 300, 200
"""From which length on (Chinese characters) a text without punctuation is flagged, and how many characters it
may have, on average, from one mark to the next."""

LIST_LINE = 40
"""Length of lines (Chinese characters), on average, from which on a text is no list."""

EXCEL_CELL = 32_767
"""Most characters that a cell of Excel can hold."""

OF_CELLS = ("xlsx", "csv", "json", "jsonl", "parquet", "dta")

FEWEST_READ, LEAST_COMMON = 100, 0.25
"""From how many Chinese characters on a text is garbled if so small a share of its characters is common."""

FEWEST_ALIKE = 40
"""From how many Chinese characters on, most of them the same again and again (烫烫烫), they are no text."""

_AGAIN = re.compile(r"([㐀-䶿一-鿿])\1{4,}")
_ENGLISH = re.compile(r"\b(?:the|of|and|to|in|is|are|for|be|can|this|with|by|from|not)\b")
"""Words, two of which show that letters of a PDF are those that it draws."""

_PINYIN = re.compile(r"[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹɡɑα-ωΑ-Ω]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\U000f0000-\U0010ffff]")
_LOST = re.compile(
    r"锟斤拷|锟截|锟解|拷锟|[?\ufffd]+(?=[?\ufffd])|\ufffd|(?<=[㐀-鿿])\?(?=[㐀-鿿?])|[\ufffd□]"
)
_BOX = re.compile(r"(?:^|(?<=[\s（(:：]))□(?=[ \u3000]?[㐀-鿿])|□(?=[是否有无男女])", re.M)
"""A box before words, to be ticked: no character that was lost."""

_BASE64 = re.compile(
    r"(?:[A-Za-z0-9+/]{40,}={0,2}\s*){2,}|[A-Za-z0-9+/]{200,}={0,2}|data:[\w/+.-]+;base64,[A-Za-z0-9+/=]+"
)
_MARK = re.compile(r"[，。、；：！？,;:!?．\n\u2028]")
_MARK_WITHIN = re.compile(r"[，。、；：！？,;:!?．]")


class Verdict(NamedTuple):
    """The verdict on a text: the reason for refusing it (None otherwise), and what is flagged."""

    refused: Message | None
    flags: tuple[Message, ...] = ()


def admit(content: Content, kind: str = "") -> Content:
    """Return the content of a file with its texts repaired and any that are not Chinese left out.

    Parameters
    ----------
    content : Content
        What a reader found.
    kind : str
        The format of the file, where it is the cause of what may be wrong (`pdf`).

    Raises
    ------
    Unreadable
        When none of its texts is one.
    """
    items, said = admit_items(content.items, kind or content.format)
    return replace(content, items=tuple(items), warnings=content.warnings + said)


def admit_items(items: Iterable[Item], kind: str = "") -> tuple[list[Item], tuple[Message, ...]]:
    """Return the Chinese texts, repaired where the repair is certain, and the warnings about all of them.

    Parameters
    ----------
    items : iterable of Item
        The texts of a file.
    kind : str
        Its format.

    Raises
    ------
    Unreadable
        When none of them is one.
    """
    kept: list[Item] = []
    refused: list[tuple[Item, Message]] = []
    flags: dict[str, list[Message]] = {}
    for item in items:
        passed, verdict = admit_item(item, kind)
        if verdict.refused:
            refused.append((item, verdict.refused))
            continue
        kept.append(passed)
        for flag in verdict.flags:
            flags.setdefault(flag.code, []).append(flag)
    if refused and not kept:
        raise Unreadable(refused[0][1].code, **refused[0][1].values)
    said = [_counted(found) for found in flags.values()]
    if refused:
        codes = Counter(reason.code for _, reason in refused)
        for code in codes:
            item, reason = next(pair for pair in refused if pair[1].code == code)
            said.append(
                message("texts_refused", count=codes[code], line=item.line, because=code, **reason.values)
            )
    return kept, tuple(said)


def admit_item(item: Item, kind: str = "") -> tuple[Item, Verdict]:
    """Return a text, repaired where the repair is certain, with the verdict on it.

    Parameters
    ----------
    item : Item
        A text.
    kind : str
        The format of its file.
    """
    item, named = with_names_mended(item)
    text, mended = mend(item.text)
    verdict = judge(text, kind)
    passed = item if text is item.text else replace(item, text=text)
    said = (_placed(flag, item) for flag in (*mended, *verdict.flags))
    return passed, verdict._replace(flags=(*named, *said))


def _placed(flag: Message, item: Item) -> Message:
    """Return a message with the line of the source, or the row of the table, in place of that of the text."""
    line = flag.values.get("line")
    if not isinstance(line, int):
        return flag
    return Message(flag.code, {**flag.values, "line": item.line if item.asked else item.line + line - 1})


def _counted(found: list[Message]) -> Message:
    """Return the first of several equal messages, with the sum of what they count."""
    values = dict(found[0].values)
    if "count" in values:
        values["count"] = sum(int(str(one.values["count"])) for one in found)
    return Message(found[0].code, values)


def mend(text: str) -> tuple[str, tuple[Message, ...]]:
    """Return a text with wrong decoding reversed and markup removed, and messages on what was done.

    Parameters
    ----------
    text : str
        A text as read.
    """
    said: list[Message] = []
    wrong = misread(text)
    if wrong and wrong.text:
        text = wrong.text
        said.append(mended(wrong))
    elif wrong:
        return text, ()
    text, n_codes = without_glyph_codes(text)
    said += [message("glyph_codes", count=n_codes)] if n_codes else []
    if turned := turned_round(text):
        text = turned
        said.append(message("turned_round", count=1))
    if spelled := decoded_codes(text):
        text = spelled
        said.append(message("codes_decoded"))
    text, told = with_parts_mended(text)
    said += told
    text, repaired, garbled = with_lines_mended(text)
    if repaired:
        said.append(message("lines_mended", **_at(text, repaired)))
    if garbled:
        said.append(message("lines_garbled", **_at(text, garbled)))
    text, n_links = without_link_numbers(text)
    said += [message("link_numbers", count=n_links)] if n_links else []
    text, junk = without_litter(text)
    said += [message("litter", count=len(junk), shown=junk[0][:40])] if junk else []
    text, other = without_other_script(text)
    said += [message("other_script", count=len(other), line=other[0] + 1)] if other else []
    text, english = without_translation(text)
    said += [message("bilingual", count=len(english), line=english[0] + 1)] if english else []
    text, n_marks = rejoined(text)
    said += [message("words_rejoined", count=n_marks)] if n_marks else []
    bare = without_markup(text)
    if bare.found:
        shown = " ".join(dict.fromkeys("".join(one.split()) for one in bare.found[:40] if one.strip()))
        said.append(message("markup_removed", count=len(bare.found), shown=shown[:60]))
        text = bare.text.strip("\n" + BREAK)
        wrong = misread(text)  # its bytes may have been written as entities
        if wrong and wrong.text:
            text = wrong.text
            said.append(mended(wrong))
    text, n_inner = with_inner_breaks(text)
    said += [message("inner_breaks", count=n_inner)] if n_inner else []
    if (scrambled := nonsense_lines(text)) and not is_nonsense(text):
        said.append(message("nonsense_lines", **_at(text, scrambled)))
        text = "\n".join("" if i in scrambled else line for i, line in enumerate(text.split("\n")))
    if doubted := doubted_lines(text):
        said.append(message("nonsense_doubted", **_at(text, doubted)))
    return text, tuple(said)


def _at(text: str, places: Sequence[int]) -> dict[str, Any]:
    """Return how many lines are told, which is the first, and how it begins."""
    return {"count": len(places), "line": places[0] + 1, "shown": text.split("\n")[places[0]][:12]}


def judge(text: str, kind: str = "") -> Verdict:
    """Return whether a text is refused, and what is flagged in it.

    Parameters
    ----------
    text : str
        A text, mended.
    kind : str
        The format of its file.
    """
    if not text.strip():
        return Verdict(message("empty_page"))
    han = count_han(text)
    if refused := _refused(text, han, kind):
        return Verdict(refused)
    flags, words = [], n_words(text)
    if han < LOW_HAN_SHARE * words:
        flags.append(message("few_han", share=round(100 * han / words)))
    if han >= UNPUNCTUATED and _is_unpunctuated(text, han):
        flags.append(message("no_punctuation", count=1))
    if perhaps_page(text, kind):
        flags.append(message("perhaps_error_page", count=1, shown=" ".join(text.split())[:16]))
    if len(text) in (EXCEL_CELL, EXCEL_CELL - 1) and kind in OF_CELLS:
        flags.append(message("cut_by_excel", count=1))
    if is_cut(text):
        flags.append(message("cut_by_list", count=1, shown=text.rstrip()[-12:]))
    return Verdict(None, tuple(flags))


def _is_unpunctuated(text: str, han: int) -> bool:
    """Return whether a text has hardly a mark; line breaks are marks where lines are as short as a list's."""
    marks = _MARK if han < LIST_LINE * len(text.split()) else _MARK_WITHIN
    return len(marks.findall(text)) * LONGEST_PLAIN < han


def _refused(text: str, han: int, kind: str) -> Message | None:
    if wrong := misread(text):
        return message("mojibake", way=wrong.way)
    if codes := GLYPH_CODE.findall(text):
        return message("glyph_codes", count=len(codes))
    seen = _BOX.sub("", text) if "□" in text else text
    lost = sum(len(match[0]) for match in _LOST.finditer(seen))
    if lost > max(2, MOST_LOST * (han + lost)):
        return message("lost_characters", share=round(100 * lost / (han + lost)))
    strange = len(_CONTROL.findall(text)) + len(OTHER.findall(_PINYIN.sub("", text)))
    if (strange > 4 and strange > MOST_STRANGE * (han + strange)) or (kind == "pdf" and not han):
        if kind == "pdf":
            is_english = not han and len({*_ENGLISH.findall(text.lower())}) > 1
            return message("no_chinese", share=0) if is_english else message("pdf_letters")
        return message("strange_characters", share=round(100 * strange / (han + strange)))
    if han >= FEWEST_READ and plausibility(text) < LEAST_COMMON:
        return message("uncommon", share=round(100 * plausibility(text)))
    if is_nonsense(text):
        return message("pdf_letters") if kind == "pdf" else message("nonsense")
    if is_code(text):
        return message("program_text")
    if (
        han >= FEWEST_ALIKE
        and not _MARK_WITHIN.search(text)
        and 2 * len("".join(match[0] for match in _AGAIN.finditer(text))) > len(text)
    ):
        return message("repeated_characters", shown=text.strip()[:10])
    if sum(len(match[0]) for match in _BASE64.finditer(text)) > len(text) / 2:
        return message("base64")
    page = error_page(text)
    if page or is_page(text, kind):
        return message("error_page", phrase=page or " ".join(text.split())[:16])
    words = n_words(text)
    if han >= FEWEST_HAN_SHARE * words and han:
        kana = len(KANA.findall(text))
        return message("other_language_ja") if kana > 0.25 * (han + kana) and kana > 4 else None
    if len(HANGUL.findall(text)) > han:
        return message("other_language_ko")
    return message("no_chinese", share=round(100 * han / max(words, 1)))
