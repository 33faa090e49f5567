import pytest

from analysis.load.columns import columns_of, plain_name, text_by_look

LONG = "全县修通村道三百里，路灯都亮了，夜里出门不再摸黑，孩子上学不再蹚水。"


@pytest.mark.parametrize(
    "name",
    [
        "报告全文",
        "正文（全文）",
        " Full Text ",
        "full-text",
        "政策 正文",
        "【正文】",
        "ｔｅｘｔ",
        "Fulltext",
        "原文",
    ],
)
def test_common_names_of_columns_of_texts(name: str) -> None:
    assert columns_of(["城市", name]) == {"city": "城市", "text": name}


def test_names_are_compared_plainly() -> None:
    assert plain_name("\ufeff“正文” ") == "正文"
    assert plain_name("Publish Date") == "publish_date"


def test_a_column_of_long_texts_is_known_by_its_look() -> None:
    rows = [{"甲": "柳州", "乙": LONG, "丙": "短短一句"}] * 3
    assert text_by_look(rows) == "乙"
    assert text_by_look([{"乙": LONG, "丙": LONG}]) is None
    assert text_by_look([{"甲": "柳州", "丙": "短短一句"}]) is None
