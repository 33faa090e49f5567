import pytest

from analysis.load.items import Unreadable
from analysis.load.office.word_codes import without_codes, without_colours
from analysis.load.text import decode

BODY = "全县今年修通村道三百里，点亮路灯五千盏。\r群众夜里出门不再摸黑，孩子们上学不再蹚水。\r"


def test_fields_are_what_they_show_and_contents_nothing() -> None:
    contents = "\x13 TOC \\o \x14\x13 HYPERLINK \\l _T1 \x14一、修路\t\x13 PAGEREF _T1 \x141\x15\x15\r\x15"
    assert without_codes(f"{contents}一、修路\r见\x13 HYPERLINK x \x14公报\x15。") == "一、修路\r见公报。"


def test_cells_breaks_pictures_and_colours() -> None:
    text = "修路\x07三百里\x07\x07点灯\x07五千盏\x07\x07\x01完\x0b\x1b[31m年\x1b[0m\x1e底\x1a"
    assert without_codes(text) == "修路\t三百里\n点灯\t五千盏\n完\n年-底"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_texts_with_such_codes_are_read_and_told(encoding: str) -> None:
    found = decode(("\x13 DATE \x142021年\x15\r\x01\x07\x07" + BODY).encode(encoding))
    assert found.text == "2021年\n" + BODY.replace("\r", "\n")
    assert [one.code for one in found.warnings] == ["word_codes"]
    with pytest.raises(Unreadable):
        decode(b"\x01\x02\x03\x04\x05" * 40)


@pytest.mark.parametrize(
    ("text", "plain", "count"),
    [
        ("\x1b[1;31m修路\x1b[0m点灯", "修路点灯", 2),
        (r"\u001b[32m修路\u001b[m点灯\x1b[K", "修路点灯", 3),
        ("^[[31m修路^[[0m点灯", "修路点灯", 2),
        ("[01;34m修路[0m点灯", "修路点灯", 2),
        ("桥长[120m]，路宽[5m]", "桥长[120m]，路宽[5m]", 0),
        ("见[0mm]刻度", "见[0mm]刻度", 0),
    ],
)
def test_colours_of_a_terminal_go_with_or_without_their_escape(text: str, plain: str, count: int) -> None:
    assert without_colours(text) == (plain, count)
    found = decode((text + BODY).encode())
    assert found.text.split("\n")[0] == plain + BODY.split("\r")[0]
    assert [one.code for one in found.warnings] == ["word_codes"] * bool(count)
