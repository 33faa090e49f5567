import pytest

from analysis.load.mojibake import misread

TEXT = "全县推进农村改厕，建管并重，群众得了实惠。村里的路灯亮了，夜里出门不再摸黑，工作做到了百姓心里。"
TRADITIONAL = "全縣推進農村工作，建設和管理並重，群眾得到了實惠。村裡的路燈亮了，工作做到了百姓心裡。"


def windows(text: str, encoding: str) -> str:
    """Bytes read as Windows-1252, those that it lacks as they are."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode(encoding))


@pytest.mark.parametrize(
    ("spoilt", "way"),
    [
        (TEXT.encode().decode("latin-1"), "utf-8 → latin-1"),
        (windows(TEXT, "utf-8"), "utf-8 → latin-1"),
        (windows(windows(TEXT, "utf-8"), "utf-8"), "utf-8 → latin-1, utf-8 → latin-1"),
        (windows(TEXT, "gb18030"), "gb18030 → latin-1"),
        (TEXT.encode().decode("mac_roman"), "utf-8 → mac_roman"),
    ],
)
def test_a_text_is_taken_back_where_nothing_is_lost(spoilt: str, way: str) -> None:
    assert misread(spoilt) == (way, TEXT)


def test_big5_read_as_gb18030_is_taken_back() -> None:
    spoilt = TRADITIONAL.encode("big5hkscs").decode("gb18030")
    assert misread(spoilt) == ("big5hkscs → gb18030", TRADITIONAL)


@pytest.mark.parametrize("encoding", ["gb18030", "gbk"])
def test_what_cannot_be_won_back_is_named(encoding: str) -> None:
    found = misread(TEXT.encode().decode(encoding, "replace"))
    assert found is not None
    assert found == ("utf-8 → gb18030", "")


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        TRADITIONAL,
        "朱镕基、喆堃、犇骉、濉溪、鄠邑",
        "Ça va très bien, merci à vous.",
        "dòng yuán",
        "",
        "½ ¼ ²",
    ],
)
def test_texts_that_are_well_stay(text: str) -> None:
    assert misread(text) is None
