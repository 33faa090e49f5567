import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.load.items import Unreadable, trim_lines, unify_breaks
from analysis.load.text import decode

SIMPLIFIED = "政府工作报告\n各位代表：现在，我代表市人民政府，向大会报告工作。"
TRADITIONAL = "尋難點、聚痛點、破堵點，推動高質量發展。"


@pytest.mark.parametrize(("text", "encoding", "name"), [
    (SIMPLIFIED, "utf-8", "utf-8"),
    (SIMPLIFIED, "utf-8-sig", "utf-8 (BOM)"),
    (SIMPLIFIED, "gb18030", "gb18030"),
    (SIMPLIFIED, "gbk", "gb18030"),
    (SIMPLIFIED, "utf-16", "utf-16"),
    (SIMPLIFIED, "utf-16-le", "utf-16-le"),
    (SIMPLIFIED, "utf-16-be", "utf-16-be"),
    (TRADITIONAL, "big5", "big5"),
    (TRADITIONAL, "gb18030", "gb18030"),
    (TRADITIONAL, "utf-8", "utf-8"),
    ("政府工作", "gb18030", "gb18030"),
    ("政府工作", "big5", "big5"),
    ("政府工作", "utf-16-le", "utf-16-le"),
    ("work plan 2024", "ascii", "utf-8"),
])  # fmt: skip
def test_encodings_are_told_apart(text: str, encoding: str, name: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.warnings) == (text, name, ())


def test_a_few_broken_bytes_are_counted_and_placed() -> None:
    data = (SIMPLIFIED + "\n").encode("gb18030") * 20
    at = data.rindex("工作".encode("gb18030"))
    decoded = decode(data[:at] + b"\xff\xff" + data[at:])
    assert decoded.encoding == "gb18030"
    (warning,) = decoded.warnings
    assert warning.code == "broken_bytes"
    assert warning.values["line"] == 40
    assert warning.values["count"] == decoded.text.count("�") > 0
    assert decoded.text.startswith(SIMPLIFIED)


@pytest.mark.parametrize(("many", "few"), [("utf-8", "gb18030"), ("gb18030", "utf-8")])
def test_lines_in_another_encoding_are_read_in_their_own(many: str, few: str) -> None:
    lines = [(SIMPLIFIED + "\n").encode(many)] * 20 + ["全市经济发展。\n".encode(few)]
    decoded = decode(b"".join(lines))
    assert decoded.text == (SIMPLIFIED + "\n") * 20 + "全市经济发展。\n"
    (warning,) = decoded.warnings
    assert (warning.code, warning.values["line"]) == ("mixed_lines", 41)
    assert sorted((warning.values["utf8"], warning.values["gbk"])) == [1, 40]


def test_a_line_of_utf8_that_lost_a_byte_is_no_line_of_gbk() -> None:
    whole, damaged = "推进航道整治工程，", "推进航道整治工程，".encode()[1:]
    assert damaged.decode("gb18030") == "帹杩涜埅閬撴暣娌诲伐绋嬶紝"
    decoded = decode((f"{whole}\n" * 20).encode() + damaged)
    assert decoded.text.splitlines()[-1].endswith(whole[1:])


def test_a_line_of_rare_characters_is_broken_utf8_not_gbk() -> None:
    data = (SIMPLIFIED + "\n").encode() * 30 + "推进治水".encode()[:-1] + b"\n"
    decoded = decode(data)
    assert decoded.encoding == "utf-8"
    assert decoded.text.count("政府工作报告") == 30
    assert (decoded.warnings[0].code, decoded.warnings[0].values["line"]) == ("broken_bytes", 61)


@pytest.mark.parametrize("data", [
    b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    bytes(range(1, 256)) * 50,
    b"\x00" * 4096,
])  # fmt: skip
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        decode(data)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=200))
def test_utf8_is_never_taken_for_another_encoding(text: str) -> None:
    assert decode(text.encode()).text == text


@given(st.text(alphabet="一二\r\n ", max_size=30))
def test_line_breaks_become_one_kind(text: str) -> None:
    unified = unify_breaks(text)
    assert "\r" not in unified
    assert unified.split("\n") == text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


@pytest.mark.parametrize(("text", "trimmed", "line"), [
    ("\n\n  \n甲\n\n乙\n \n", "甲\n\n乙", 4),
    ("甲", "甲", 1),
    ("　　甲\n", "　　甲", 1),
    ("\n\n", "", 4),
])  # fmt: skip
def test_blank_lines_around_a_text_are_not_its_lines(text: str, trimmed: str, line: int) -> None:
    assert trim_lines(text) == (trimmed, line)


@pytest.mark.parametrize(
    "text", ["（附件：①②）", "柳州", "（一）修路", "合计", "注：①", "见附表。", "★点灯★"]
)
def test_a_few_characters_of_gbk_are_not_read_as_big5(text: str) -> None:
    assert decode(text.encode("gbk")).text == text


@pytest.mark.parametrize(
    ("data", "text", "encoding", "warned"),
    [
        (b"\xef\xbb\xbf" + SIMPLIFIED.encode("gbk"), SIMPLIFIED, "gb18030", ["wrong_mark"]),
        (b"\xff\xfe" + SIMPLIFIED.encode("gbk"), SIMPLIFIED, "gb18030", ["wrong_mark"]),
        ("贷款".encode("gbk") + b"\x80100" + "万，经济".encode("gbk"), "贷款€100万，经济", "gb18030", []),
        ("政府工作".encode("gbk") + bytes(6), "政府工作", "gb18030", ["zero_bytes"]),
        (SIMPLIFIED.encode("utf-16-le") + b"\n", SIMPLIFIED, "utf-16-le", []),
        (SIMPLIFIED.encode("hz"), SIMPLIFIED, "hz", []),
        ("행정 기관 정책".encode("euc_kr"), "행정 기관 정책", "euc-kr", []),
        ("한국어 정책".encode("euc_kr"), "한국어 정책", "euc-kr", []),
        ("政府工作報告全市".encode("euc_jp"), "政府工作報告全市", "euc_jp", []),
    ],
)
def test_bytes_that_fit_no_encoding_as_they_are(
    data: bytes, text: str, encoding: str, warned: list[str]
) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert [one.code for one in decoded.warnings] == warned


@pytest.mark.parametrize("text", ["沥青路面", "甪直镇", "喆堃犇骉", "濉溪县", "翡翠湖", "辉煌"])
def test_rare_characters_of_gbk_are_not_read_as_korean_or_japanese(text: str) -> None:
    assert decode(text.encode("gb18030")).text == text


def test_no_break_spaces_of_windows_in_gbk_are_spaces() -> None:
    data = "全县修路。\n".encode("gbk") + b"\xa0\xa0\xa0\xa0" + "村村通车。信牋。".encode("gbk")
    assert decode(data).text.split() == ["全县修路。", "村村通车。信牋。"]


def test_japanese_in_shift_jis_is_not_read_as_rare_chinese() -> None:
    text = "道をなおす計画をたて、石をしく。みちをつくるひとをあつめる。"
    assert decode(text.encode("shift_jis")).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["公告", "目录", "通知", "路灯", "请阅", "修路。", "好事"])
def test_a_text_of_a_few_characters_is_read_in_its_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("word", ["data", "TEST", "2023", "Note"])
def test_a_short_word_in_latin_letters_is_one(word: str) -> None:
    assert decode(word.encode()).text == word


@pytest.mark.parametrize("text", ["2023—2025年", "堽城鎮"])
def test_short_big5_with_characters_that_gb18030_leaves_to_the_user(text: str) -> None:
    assert decode(text.encode("big5")).text == text
