"""Lines whose words no rule knows, told by their shape; the lines are ours."""

import pytest

from analysis.clean.shapes import closes_page, is_row_of_labels, of_page, pairs


@pytest.mark.parametrize(
    "line",
    [
        "编排：陈若水",
        "（核稿：李望山　周听雨）",
        "园区企业召开现场会 2023-05-04",
        "挂网于 2023/5/4 09:12",
        "看过1024回",
        "312人瞧过",
        "▷ 街道和社区召开现场会",
        "【存为文档】【送同事】",
        "后一则：街道和社区召开现场会",
        "江城 街巷 问医 升学 楼事",
        "读者还看了",
        "夜间线索 0772-5550123",
        "岭北备20230011号登记",
        "tougao@example.cn",
        "江城县人民政府 · 岭北镇",
        "在线链接地址：",
        "江城县政协网欢迎光临今天是2021年9月3日星期五",
        "上一条街道开会记下一条社区修路记",
        "友情链接江北县江南县江东县",
        "Jiangcheng County People's Government",
    ],
)
def test_lines_of_a_page(line: str) -> None:
    assert of_page(line)


@pytest.mark.parametrize(
    "line",
    [
        "组长：陈若水",
        "联系人：李望山",
        "陈若水 李望山 周听雨 赵青禾",
        "一、总体要求",
        "上一篇文章说的是修路",
        "建立友情链接",
        "寻难点 聚痛点 破堵点",
        "责任单位：市财政局",
        "2023年5月4日",
        "某州市人民政府办公室",
        "城东 120",
        "【案例一】",
        "群众看病少跑了路，2023-05-04前全部完成。",
    ],
)
def test_lines_of_a_text(line: str) -> None:
    assert not of_page(line)


def test_neighbours_are_known_by_their_pair() -> None:
    lines = ["看前一条 园区企业召开现场会", "看后一条 街道和社区召开现场会", "别处"]
    assert pairs(lines) == {0, 1}
    assert pairs(["牵头单位：市发展改革委", "责任单位：市财政局"]) == set()
    assert pairs(["邻文：园区企业召开现场会"]) == set()


def test_the_imprint_closes_a_page() -> None:
    assert closes_page("某州融媒中心 监制")
    assert closes_page("某州在线 2004—2023")
    assert closes_page("拢共来访53901")
    assert not closes_page("城东 1200")
    assert not closes_page("2021-2025年规划")


def test_rows_of_labels_have_four_parts() -> None:
    assert is_row_of_labels("江城|街巷|问医|升学")
    assert not is_row_of_labels("江城|街巷|问医")
    assert not is_row_of_labels("城东 12 城西 85")
