"""Common characters that make no words; the texts are those of the demonstration and ours."""

import random

import pytest

from analysis import SAMPLE
from analysis.lexicon import character_levels
from analysis.load.gate.judge import judge, mend
from analysis.load.gate.nonsense import doubted_lines, is_nonsense, nonsense_lines
from analysis.load.pdf.read import _readable
from analysis.load.text import decode

TEXTS = [decode(path.read_bytes()).text for path in sorted(SAMPLE.glob("*_20*.txt"))]
NAMES = "、".join(
    f"{one}{other}" for one in "赵钱孙李周吴郑王冯陈" for other in ("建国", "海燕", "立", "秀英")
)
RARE = "".join(one for one, level in character_levels().items() if level == 2)[:240]
HERBS = "、".join(RARE[i : i + 8] for i in range(0, 240, 8))
"""Names of herbs or chemicals, as far as it matters: rare characters that make no common pairs."""


def exchanged(text: str) -> str:
    """Return a text with its characters exchanged for each other, as by a font with a wrong table."""
    characters = sorted({one for whole in TEXTS for one in whole if "一" <= one <= "鿿"})
    others = random.Random(7).sample(characters, len(characters))
    return text.translate(str.maketrans(dict(zip(characters, others, strict=True))))


@pytest.mark.parametrize("text", [*TEXTS, NAMES, HERBS])
def test_texts_and_lists_make_words(text: str) -> None:
    assert not is_nonsense(text)
    assert nonsense_lines(text) == []


def test_exchanged_characters_make_none() -> None:
    long = [text for text in TEXTS if len(text) > 400]
    assert len(long) >= 5
    assert all(is_nonsense(exchanged(text)) for text in long)
    refused = judge(exchanged(long[0])).refused
    assert refused is not None
    assert refused.code == "nonsense"


def test_too_few_characters_to_tell_are_taken_for_a_text() -> None:
    line = exchanged(max(TEXTS, key=len)).replace("\n", "")[:60]
    assert not is_nonsense(line)


def test_lines_that_make_no_words_are_left_out_and_told() -> None:
    text = max(TEXTS, key=len).strip()
    lines, n = exchanged(text).split("\n"), text.count("\n") + 1
    mended, said = mend("\n".join([text, *lines[:12], text]))
    kept = mended.split("\n")
    assert kept[:n] == kept[n + 12 :] == text.split("\n")
    assert sum(map(len, kept[n : n + 12])) <= len(lines[0])
    assert [(one.code, one.values["line"] >= n) for one in said] == [("nonsense_lines", True)]


def test_a_page_of_a_pdf_that_makes_no_words_is_left_out() -> None:
    text = max(TEXTS, key=len)
    pages, said = _readable([[text], [exchanged(text)]], [0, 1])
    assert (pages, [one.code for one in said]) == ([[text], []], ["pdf_pages_garbled"])


def test_a_single_line_that_makes_no_words_is_told_and_kept() -> None:
    line = next(line for line in max(TEXTS, key=len).split("\n") if len(line) > 70)[:70]
    usual = [one for one, level in character_levels().items() if level == 1]
    used = sorted({one for one in line if "一" <= one <= "鿿"})
    others = random.Random(7).sample(usual, len(used))
    wrong = line.translate(str.maketrans(dict(zip(used, others, strict=True))))
    text = f"{line}\n{wrong}\n{line}"
    mended, said = mend(text)
    assert mended == text
    assert [(one.code, one.values["line"]) for one in said] == [("nonsense_doubted", 2)]


def test_short_lines_and_texts_that_make_no_words_are_told() -> None:
    whole = "".join(one for one in exchanged(max(TEXTS, key=len)) if "一" <= one <= "鿿")
    line = next(run for i in range(len(whole)) if doubted_lines(run := whole[i : i + 16]))
    assert doubted_lines(f"{max(TEXTS, key=len)}\n{line}") == [max(TEXTS, key=len).count("\n") + 1]
    assert doubted_lines(f"{line[:8]}\n{line[8:]}\n{line[2:10]}") == [0]
    assert doubted_lines(line[:8]) == []


@pytest.mark.parametrize(
    "line",
    [
        *(line for text in TEXTS for line in text.split("\n")),
        "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜",
        "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳",
        "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥",
        RARE[:60],
    ],
)
def test_lines_that_make_words_are_not_doubted(line: str) -> None:
    assert doubted_lines(line) == []
