# ruff: noqa: E501
import pytest

from analysis.load.office.numbering import Numbering, chinese, worded
from analysis.load.office.package import xml_root


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


def test_a_level_may_run_on_through_those_above_it() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    levels = "".join(
        f"<w:lvl w:ilvl='{depth}'><w:lvlText w:val='%{depth + 1}'/>{restart}</w:lvl>"
        for depth, restart in enumerate(("", "<w:lvlRestart w:val='0'/>", "<w:lvlRestart w:val='1'/>"))
    )
    draft = f"<w:abstractNum w:abstractNumId='1'>{levels}</w:abstractNum><w:num w:numId='9'><w:abstractNumId w:val='1'/></w:num>"
    numbering = Numbering(xml_root(f"<w:numbering {space}>{draft}</w:numbering>".encode()), None)
    found = [
        numbering.label(xml_root(f"<w:pPr {space}><w:numPr><w:ilvl w:val='{depth}'/><w:numId w:val='9'/></w:numPr></w:pPr>".encode()))
        for depth in (0, 1, 2, 1, 2, 0, 1, 2)
    ]  # fmt: skip
    assert found == ["1", "1", "1", "2", "2", "2", "3", "1"]
