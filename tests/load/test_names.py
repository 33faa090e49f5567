from analysis.load.items import Item
from analysis.load.names import with_names_mended


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
