from pathlib import Path

import pytest

from analysis import read_documents
from analysis.load.attribution.sites import place_of_site

BODY = "为了把村道修到户，各县要逐段验收，年底前完成三百里，所需的钱列入预算，专款专用。"


@pytest.mark.parametrize(
    "line",
    [
        "宁波市统计局",
        "欢迎访问宁波市发展和改革委员会网站",
        "宁波市教育局　官方网站",
        "中国·宁波",
        "走进宁波",
        "宁波政府网",
        "浙江省宁波市人民政府",
        "宁波市政务公开平台",
    ],
)
def test_the_place_of_a_site(line: str) -> None:
    assert place_of_site(["首页", line, "搜索"]).city == "宁波市"


@pytest.mark.parametrize("line", ["宁波市召开大会", "浙江省人民政府", "宁波市", "走进农村", "国务院办公厅"])
def test_other_lines_name_no_site(line: str) -> None:
    assert place_of_site([line]).city is None


def test_sites_of_two_cities_name_none() -> None:
    assert place_of_site(["宁波市统计局", "柳州市统计局"]).city is None


def test_a_copied_page_is_of_the_city_of_its_site_unless_the_text_is_of_another(tmp_path: Path) -> None:
    head = "首页\n宁波市住房和城乡建设局\n搜索\n"
    day = "点击：7　2020-03-04\n"
    (tmp_path / "a.txt").write_text(f"{head}关于修好村道的通知\n{day}{BODY}\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"{head}柳州市修好村道的做法\n{day}{BODY}\n", encoding="utf-8")
    (tmp_path / "c.txt").write_text(f"{head}关于修好村道的通知\n{BODY}\n", encoding="utf-8")
    cities = read_documents(tmp_path)["city"].tolist()
    assert cities[:2] == ["宁波市", "柳州市"]
