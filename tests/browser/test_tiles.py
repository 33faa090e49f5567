"""Cities in the tiles of their provinces: no name is written over another."""

import pandas as pd

from analysis.report.charts.places import place_tiles
from analysis.report.context import Context

CITIES = [
    f"{name}市"
    for name in [
        "成都",
        "德阳",
        "绵阳",
        "遂宁",
        "南充",
        "广安",
        "巴中",
        "内江",
        "宜宾",
        "十堰",
        "宜昌",
        "荆门",
        "孝感",
        "武汉",
        "黄冈",
        "咸宁",
    ]
]

BOXES = """texts => texts.map(text => {
    const box = text.getBoundingClientRect();
    return [text.textContent, box.left, box.right, box.top, box.bottom];
})"""


def test_names_of_crowded_cities_do_not_cover_those_of_provinces(opened, tmp_path):
    counted = {"n": 1, "low": None, "high": None, "rate_per_10k": range(len(CITIES))}
    chart = place_tiles(Context(), pd.DataFrame({"theme": "产业", "group": CITIES, **counted}))
    file = tmp_path / "tiles.html"
    file.write_text(f"<!doctype html><meta charset=utf-8>{chart._repr_html_()}", encoding="utf-8")
    tab = opened(file.as_uri()).tab
    svg = tab.locator("#fig-places svg").first
    svg.locator("text", has_text="四川").wait_for()
    found = svg.locator("text").evaluate_all(BOXES)
    names = [box for box in found if not any(letter.isdigit() for letter in box[0])]
    assert {"四川", "湖北", "宜宾"} <= {name for name, *_ in names}
    assert not [
        (one[0], other[0])
        for at, one in enumerate(names)
        for other in names[:at]
        if one[1] < other[2] - 1 and other[1] < one[2] - 1 and one[3] < other[4] - 4 and other[3] < one[4] - 4
    ]
