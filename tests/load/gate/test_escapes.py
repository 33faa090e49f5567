import quopri
from base64 import b64encode, encodebytes
from urllib.parse import quote

import pytest

from analysis.load.gate.escapes import decoded_codes, with_lines_mended

TEXT = "全县推进改革，聚焦企业发展，保护生态环境。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_codes_of_bytes_are_decoded(encoding: str) -> None:
    assert decoded_codes(quote(TEXT * 2, encoding=encoding)) == TEXT * 2
    assert decoded_codes(quopri.encodestring(TEXT.encode(encoding)).decode()) == TEXT
    assert decoded_codes(TEXT.encode("utf-7").decode()) == TEXT


@pytest.mark.parametrize(
    "codes",
    [
        "".join(f"%u{ord(sign):04X}" if ord(sign) > 127 else quote(sign) for sign in TEXT),
        "".join(f"%25u{ord(sign):04x}" for sign in TEXT),
        quote(quote(TEXT)),
        "".join(f"\\{byte:03o}" for byte in TEXT.encode()),
        TEXT.encode().hex(),
        "0x" + TEXT.encode("gb18030").hex().upper(),
        b64encode(TEXT.encode()).decode(),
        encodebytes(3 * TEXT.encode("gb18030")).decode(),
    ],
)
def test_other_codes_of_characters_are_decoded(codes: str) -> None:
    decoded = decoded_codes(codes)
    assert decoded is not None
    assert set(decoded.strip().split("\n")) == {TEXT.strip()}


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "0123456789abcdef" * 4,
        "QUJD" * 20,
        "增长6%、8%，占比20%。",
        "http://a.b/%E6%9F%B3 见网页，全县推进改革发展。",
        "%ff%fe%00%01",
    ],
)
def test_other_texts_are_left_alone(text: str) -> None:
    assert decoded_codes(text) is None


def test_a_line_decoded_wrongly_among_right_ones_is_mended() -> None:
    wrong = TEXT.strip().encode().decode("latin-1")
    assert with_lines_mended(f"{TEXT}{wrong}\n{TEXT}") == (TEXT * 3, [TEXT.count("\n")], [])
    plain = "The quick brown fox jumps over the café — naïve.\n" + TEXT
    assert with_lines_mended(plain) == (plain, [], [])
    lost = wrong.replace("\x80", "")
    assert with_lines_mended(f"{TEXT}{lost}") == (f"{TEXT}{lost}", [], [TEXT.count("\n")])


@pytest.mark.parametrize("encoding", ["latin-1", "gb18030", "mac_roman", "cp437", "shift_jis"])
def test_a_title_decoded_wrongly_is_mended(encoding: str) -> None:
    title = "全县农村改厕工作报告"
    wrong = title.encode().decode(encoding, "ignore")
    mended, at, garbled = with_lines_mended(f"{wrong}\n{TEXT}")
    assert (mended.split("\n")[0], at, garbled) in ((title, [0], []), (wrong, [], [0]))
    if encoding != "shift_jis":
        assert at == [0]


def test_a_part_of_a_line_is_mended_or_told() -> None:
    line = TEXT.strip().replace("\n", "")
    other = "修好“村村通”公路2023年"
    assert with_lines_mended(line + other.encode().decode("latin-1") + line) == (line + other + line, [0], [])
    lost = line + (3 * line).encode().decode("gb18030", "replace")
    assert with_lines_mended(f"{line}\n{lost}") == (f"{line}\n{lost}", [], [1])
