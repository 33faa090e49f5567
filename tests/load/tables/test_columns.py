import numpy as np
import pytest

from analysis.load.tables.columns import (
    columns_of,
    plain_name,
    sections_by_look,
    stated_by_look,
    text_by_look,
)

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


def test_cells_that_are_arrays_are_looked_at_like_others() -> None:
    rows = [{"city": "柳州市", "segments": np.array(["修路。", "点灯。"]), "more": None} for _ in range(2)]
    assert sections_by_look(rows, ["city"]) == []
    assert stated_by_look([{"字段1": np.array(["修路。", "点灯。"])}], []) == {}
