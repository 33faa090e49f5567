import pytest

from analysis.load.items import Bounds, Unreadable
from analysis.load.office.rtf import read_rtf
from analysis.load.read import read_bytes

TEXT = "全县修路，村村通车。\n建设学校，保护湿地。"


def rtf(text: str, encoding: str, head: str) -> bytes:
    codes = "".join(
        "\\par " if c == "\n" else "".join(f"\\'{byte:02x}" for byte in c.encode(encoding)) for c in text
    )
    fonts = "{\\fonttbl{\\f0\\fnil\\fcharset0 Arial;}{\\f1\\fnil\\fcharset134 SimSun;}}"
    silent = "{\\*\\generator Somebody;}{\\header page}{\\pict 0102}"
    return ("{\\rtf1\\ansi" + head + fonts + silent + "\\f0 " + codes + "}").encode("ascii")


@pytest.mark.parametrize("head", ["\\ansicpg936", "\\ansicpg1252", ""])
def test_codes_of_bytes_are_read_whatever_code_page_is_stated(head: str) -> None:
    (item,) = read_bytes(rtf(TEXT, "gbk", head), "a.rtf", Bounds()).items
    assert item.text == TEXT


def test_the_code_page_of_the_font_counts() -> None:
    data = (
        rtf("發展", "big5", "").replace(b"\\fcharset134", b"\\fcharset136").replace(b"\\f0 \\'", b"\\f1 \\'")
    )
    assert read_rtf(data).items[0].text == "發展"


def test_characters_by_number_with_and_without_a_substitute() -> None:
    numbers = (
        "".join(f"\\u{ord(c)}?" for c in "全县修路") + "\\uc0" + "".join(f"\\u{ord(c)} " for c in "通车")
    )
    pair = "\\uc1\\u-10189?\\u-8982?"  # U+20FEA, in two halves
    text = read_rtf(("{\\rtf1 " + numbers + "\\emdash " + pair + "\\cell a\\{b\\}}").encode()).items[0].text
    assert text == "全县修路通车—\ud833\udcea".encode("utf-16", "surrogatepass").decode("utf-16") + "\ta{b}"


def test_a_file_without_chinese_is_refused() -> None:
    with pytest.raises(Unreadable):
        read_rtf(b"{\\rtf1\\ansi nothing}")


@pytest.mark.parametrize(
    ("codes", "shown"),
    [
        (r"{\v \u26087?}\u20809?", "光"),
        (r"\v \u26087?\v0 \u20809?", "光"),
        (r"{\deleted\revauthdel0 \u26087?}\u20809?", "光"),
        (r"\v a\plain \u20809?", "光"),
        (r"\v0\u26087?\u20809?", "旧光"),
    ],
)
def test_hidden_words_are_no_text(codes: str, shown: str) -> None:
    assert read_rtf(rf"{{\rtf1\ansi {codes}}}".encode()).items[0].text == shown


def test_footnotes_stand_behind_the_text_and_boxes_on_lines_of_their_own() -> None:
    content = read_rtf(
        rb"{\rtf1\ansi \u20809?{\footnote \chftn \u27880?}\u20142?"
        rb"{\shp{\*\shpinst{\sp{\sn a}}{\shptxt \u26694?\par}}}\u23614?}"
    )
    assert content.items[0].text == "光亮\n框\n尾\n注"
    assert [said.code for said in content.warnings] == ["footnotes"]
