import base64
from urllib.parse import quote

import pytest

from analysis.load.gate.names import decoded_name, with_names_mended
from analysis.load.items import Item


def test_cells_beside_a_text_are_taken_back_or_told() -> None:
    lost = "桂林市人民政府".encode().decode("gb18030", "replace")
    stated = {"city": "柳州市".encode().decode("latin-1"), "publisher": lost, "title": "报告", "year": "2023"}
    item, said = with_names_mended(Item("修路。", 4, stated, tuple(stated), "table"))
    assert item.stated == stated | {"city": "柳州市"}
    assert [(one.code, one.values["count"], one.values["line"]) for one in said] == [
        ("names_mended", 1, 4),
        ("names_garbled", 1, 4),
    ]


def test_cells_that_are_well_stay() -> None:
    item = Item("修路。", 1, {"city": "濉溪县", "title": "São Tomé"}, ("city",), "table")
    assert with_names_mended(item) == (item, ())


@pytest.mark.parametrize(
    "damaged",
    [
        "".join(f"#U{ord(sign):04x}" for sign in "柳州市") + "_2021.txt",
        "".join(f"_u{ord(sign):04X}" for sign in "柳州市") + "_2021.txt",
        quote("柳州市_2021.txt"),
        quote("柳州市_2021.txt", encoding="gb18030"),
        "".join(f"&#{ord(sign)};" for sign in "柳州市") + "_2021.txt",
        "柳州市".encode("gb18030").decode("latin-1") + "_2021.txt",
        "柳州市".encode().decode("latin-1") + "_2021.txt",
        "柳州市".encode("gb18030").decode("cp437") + "_2021.txt",
        f"=?UTF-8?B?{base64.b64encode('柳州市_2021'.encode()).decode()}?=.txt",
    ],
)
def test_names_of_files_damaged_on_their_way_are_decoded(damaged: str) -> None:
    assert decoded_name(f"2021/{damaged}") == "2021/柳州市_2021.txt"


@pytest.mark.parametrize(
    "name",
    ["柳州市_2021.txt", "a%20b.txt", "report_u2021.txt", "café.txt", "100%.txt", "#U+1.csv", "濉溪县.txt"],
)
def test_names_that_are_well_stay(name: str) -> None:
    assert decoded_name(name) == name
