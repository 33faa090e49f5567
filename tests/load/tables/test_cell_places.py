from collections.abc import Callable
from pathlib import Path

import pytest

from analysis import read_folder
from analysis.load.attribution.evidence import place_in_name
from analysis.load.attribution.stated_places import who_in_cells
from analysis.load.form import RECOGNISED
from analysis.load.tables.rows import items_of

WORDS = ("全县要把村道修到户，年底前完成三百里，逐段验收。", "全镇要把河塘管到人，雨天雪天不断线，逐处挂牌。")


@pytest.mark.parametrize(
    "cell",
    [
        "山东省.青岛市", "青岛市,中国", "青岛市。", "青岛市本级", "青岛市市本级", "青岛市全市",
        "青岛市区", "青岛市&nbsp;", "<td>青岛市</td>", "SD-青岛", "青岛市", "山东—青岛", "山东省•青岛市",
        "鲁—青岛", "鲁-青岛市", "城市：青岛市", "山东省→青岛市", "青岛市@", "青岛市-市本级",
        "青岛市（市辖区）", "青岛市市政府",
    ],
)  # fmt: skip
def test_what_stands_around_a_city_in_a_cell_goes(cell: str) -> None:
    assert who_in_cells({"city": cell})[:3] == ("青岛市", None, "山东省")


def test_counties_provinces_and_lists_in_a_column_of_cities() -> None:
    assert who_in_cells({"city": "桂林阳朔"})[:2] == ("桂林市", "阳朔县")
    assert who_in_cells({"city": "吉林（吉林）"}).city == who_in_cells({"city": "吉林吉林"}).city == "吉林市"
    for cell in ("广西", "内蒙古", "全国", "省直"):
        assert who_in_cells({"city": cell}).city is None
        assert who_in_cells({"city": cell}).above_city
    for cell in ("未知", "－", "全市"):
        assert who_in_cells({"city": cell})[:3] == (None, None, None)
        assert not who_in_cells({"city": cell}).above_city
    assert who_in_cells({"city": "柳州市、桂林市"}).candidates == ("柳州市", "桂林市")
    assert who_in_cells({"city": "甲市"}).city == "甲市"
    assert who_in_cells({"city": "北京"}).city == "北京市"


def test_rows_of_a_province_or_several_cities_have_no_city(put: Callable[..., Path], tmp_path: Path) -> None:
    cells = ("柳州市", "广西", "柳州市、桂林市", "柳州都市圈", "甲市")
    put("a.csv", "\n".join(["城市,内容", *(f"{cell},{k}柳州市{WORDS[0]}" for k, cell in enumerate(cells))]))
    reading = read_folder(tmp_path)
    assert list(reading.documents["city"].fillna("")) == ["柳州市", "", "", "", "甲市"]
    (said,) = reading.files["warnings"]
    assert "柳州都市圈" in said
    assert "甲市" in said
    assert "桂林市, 柳州市" in said.replace("柳州市, 桂林市", "桂林市, 柳州市")


def named(rows: list[dict[str, str]]) -> list[tuple[str, str]]:
    items, _ = items_of(rows, RECOGNISED)
    return [(item.stated.get("city", ""), item.stated.get("title", "")) for item in items]


def test_columns_of_cities_and_titles_are_found_by_what_they_hold() -> None:
    rows = [
        {"area": city, "name": f"{city}修路办法", "text": words}
        for city, words in zip(("柳州市", "桂林市"), WORDS, strict=True)
    ]
    assert named(rows) == [("柳州市", "柳州市修路办法"), ("桂林市", "桂林市修路办法")]
    assert named([{**row, "area": row["area"][:2]} for row in rows])[0][0] == ""
    assert named([{**row, "area": "修路"} for row in rows])[0][0] == ""
    assert named([{**row, "帮扶": row["area"], "area": "路"} for row in rows])[0][0] == ""
    assert named([{**row, "area2": row["area"]} for row in rows])[0][0] == ""
    assert named([{**row, "name": "修路办法"} for row in rows])[0][1] == ""
    assert named([{**row, "name": row["name"][:2]} for row in rows])[0][1] == ""


@pytest.mark.parametrize("header", ["州市", "地市州", "盟市"])
def test_further_names_of_columns_of_cities(header: str) -> None:
    assert named([{header: "柳州市", "内容": WORDS[0]}]) == [("柳州市", "")]


@pytest.mark.parametrize(
    ("cell", "place"),
    [
        ("义乌", ("金华市", "义乌市", "浙江省")),
        ("义乌市", ("金华市", "义乌市", "浙江省")),
        ("义乌（浙江）", ("金华市", "义乌市", "浙江省")),
        ("浦东新区", ("上海市", "浦东新区", "上海市")),
        ("苏州工业园区", ("苏州市", "苏州工业园区", "江苏省")),
        ("密云县", ("北京市", "密云县", "北京市")),
        ("铜陵县", ("铜陵市", "铜陵县", "安徽省")),
        ("海南定安", ("定安县", None, "海南省")),
        ("长三角", (None, None, None)),
        ("京津冀", (None, None, None)),
        ("朝阳区", (None, None, None)),
    ],
)
def test_counties_and_areas_in_a_column_of_cities_are_districts_of_their_city(
    cell: str, place: tuple[str | None, ...]
) -> None:
    assert who_in_cells({"city": cell})[:3] == place


def test_a_county_whose_name_several_have_is_told_with_all_of_them() -> None:
    assert who_in_cells({"city": "朝阳区"}).candidates == ("北京市朝阳区", "吉林省长春市朝阳区")
    assert who_in_cells({"city": "朝阳区", "province": "吉林"})[:2] == ("长春市", "朝阳区")


def test_counties_in_a_column_of_cities_are_told(put: Callable[..., Path], tmp_path: Path) -> None:
    put("a.csv", f"城市,内容\n义乌市,{WORDS[0]}\n柳州市,{WORDS[1]}")
    (said,) = read_folder(tmp_path).files["warnings"]
    assert "义乌市→金华市" in said
    assert "柳州市" not in said


@pytest.mark.parametrize(
    "title", ["沿江东区建设方案", "小河区段整治方案", "沙县小吃产业发展意见", "盘县级债务办法"]
)
def test_former_counties_are_not_found_in_words(title: str) -> None:
    assert place_in_name(title).city is None


def test_former_counties_are_found_alone_and_behind_what_they_lie_in() -> None:
    assert place_in_name("沙县2019年工作总结").city == "三明市"
    assert place_in_name("湖南省株洲县规划").city == "株洲市"
    assert place_in_name("许昌县域经济发展报告").city == "许昌市"


def test_a_city_that_a_title_learns_from_does_not_outweigh_the_folder(
    put: Callable[..., Path], tmp_path: Path
) -> None:
    put("南宁市/学习柳州市经验.txt", f"关于修路的通知\n柳州市{WORDS[0]}")
    assert list(read_folder(tmp_path).documents["city"]) == ["南宁市"]


def test_folders_are_no_counties_by_a_word() -> None:
    assert who_in_cells({"city": "平安"}, known_only=True).city is None
    assert who_in_cells({"city": "义乌"}, known_only=True)[:2] == ("金华市", "义乌市")


def test_the_name_of_a_file_and_its_text_outweigh_the_folder(
    put: Callable[..., Path], tmp_path: Path
) -> None:
    put("南宁市/柳州市_2020.txt", f"关于修路的通知\n柳州市{WORDS[0]}")
    put("南宁市/柳州市_2021.txt", f"关于治水的通知\n{WORDS[1]}")
    assert list(read_folder(tmp_path).documents["city"]) == ["柳州市", "南宁市"]
