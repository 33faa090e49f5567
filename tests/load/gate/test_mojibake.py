import pytest

from analysis.load.gate.mojibake import mended, misread, misread_name

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


@pytest.mark.parametrize("encoding", ["big5", "cp949", "euc_jp"])
def test_a_short_row_in_characters_of_another_country_is_named(encoding: str) -> None:
    row = "新建改建农村公路三百公里，十二个乡镇通了公交。"
    found = misread(row.encode("gbk").decode(encoding, "replace"))
    assert found is not None
    assert found.text in ("", row)


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


@pytest.mark.parametrize(
    "name", ["柳州市", "辽源", "一网通办", "2023年政府工作报告", "关于印发“十四五”规划的通知"]
)
@pytest.mark.parametrize("way", [("utf-8", "latin-1"), ("utf-8", "cp437"), ("gb18030", "latin-1")])
def test_names_are_taken_back(name: str, way: tuple[str, str]) -> None:
    meant, taken = way
    assert misread_name(name.encode(meant).decode(taken)) == (f"{meant} → {taken}", name)


def test_a_name_of_which_a_byte_was_lost_is_told() -> None:
    assert misread_name("桂林市人民政府".encode().decode("gb18030", "replace")) == ("utf-8 → gb18030", "")


@pytest.mark.parametrize(
    "text",
    ["朱镕基", "喆堃犇骉", "濉溪县", "São Tomé", "Ångström", "été à côté", "½¼²", "×××", "→→→", "氢氦锂铍硼"],
)
def test_names_that_are_well_stay(text: str) -> None:
    assert misread_name(text) is None


def test_what_is_lost_of_a_text_taken_back_is_told():
    text = "市政府召开常务会议，研究部署优化营商环境、稳定就业和保障民生等工作。" * 5
    whole = misread(text.encode().decode("latin-1"))
    assert mended(whole).code == "mojibake_mended"
    damaged = text.encode().decode("latin-1")
    damaged = damaged[:40] + "?" + damaged[41:]
    some = misread(damaged)
    said = mended(some)
    assert (said.code, dict(said.values)["count"]) == ("mojibake_mostly", some.text.count("\ufffd"))
    assert some.text.count("\ufffd") > 0
