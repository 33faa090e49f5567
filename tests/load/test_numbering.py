# ruff: noqa: E501
import pytest

from analysis.load.numbering import chinese, worded


@pytest.mark.parametrize(
    ("number", "word"),
    [(0, "零"), (1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (101, "一百零一"), (110, "一百一十"), (1010, "一千零一十"), (10000, "10000")],
)  # fmt: skip
def test_numbers_in_chinese(number: int, word: str) -> None:
    assert chinese(number) == word


@pytest.mark.parametrize(
    ("number", "kind", "word"),
    [
        (3, "decimal", "3"), (3, "decimalZero", "03"), (21, "chineseCounting", "二十一"), (21, "ideographDigital", "二一"),
        (3, "chineseLegalSimplified", "叁"), (4, "ideographTraditional", "丁"), (28, "upperLetter", "BB"),
        (4, "lowerRoman", "iv"), (1999, "upperRoman", "MCMXCIX"), (12, "decimalEnclosedCircleChinese", "⑫"),
        (25, "decimalEnclosedCircle", "25"), (7, "unheardOf", "7"),
    ],
)  # fmt: skip
def test_numbers_as_word_writes_them(number: int, kind: str, word: str) -> None:
    assert worded(number, kind) == word
