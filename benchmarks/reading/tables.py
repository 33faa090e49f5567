"""Tables and records: cells of cities in any spelling, JSON in any shape."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Sequence
from typing import Any

from analysis.lexicon import places as all_places
from benchmarks.reading.made import Made, Right, lines_of, notice

SPELLINGS = ("{city}", "{short}", "{province}{city}", "{province}/{city}", "{province} {short}",
             "{short}（{province}）", "{city}人民政府", "中共{city}委", "{city}发改委", "{province}-{city}",
             "{city}，{province}", " {city} ", "“{city}”", "{city}。", "{city}本级", "<td>{city}</td>",
             "{city}&nbsp;", "{city}（含县）", "中国{province}{city}", "{city}1")  # fmt: skip


def cells(draw: random.Random, number: int) -> Made:
    """Return a table of texts whose column of cities is spelled in one way."""
    places = all_places()
    is_city = (places["level"] == "city") & (places["name"] != places["province"])
    cities = places[is_city & places["name"].str.endswith("市")]
    way, rows, texts = SPELLINGS[number % len(SPELLINGS)], [], []
    for place in draw.sample(list(cities.itertuples()), 20):
        lines = lines_of(draw)
        cell = way.format(city=place.name, short=place.name[:-1], province=place.province)
        rows.append((cell, str(draw.randint(2010, 2024)), "\n".join(lines)))
        texts.append(Right(lines, None, place.name))
    held = io.StringIO()
    csv.writer(held).writerows([("城市", "年份", "正文"), *rows])
    return Made(f"{number:04}.csv", held.getvalue().encode(), texts, [])


COLUMNS = (
    ("标题", "正文", "城市", "发布日期"), ("title", "content", "city", "publish_date"),
    ("biaoti", "zhengwen", "chengshi", "riqi"), ("TITLE", "CONTENT", "REGION", "PUBDATE"),
    ("文件名称", "全文", "地区", "成文日期"), ("name", "text", "place", "date"),
    ("headline", "body", "area", "time"),
)  # fmt: skip


def records(draw: random.Random, number: int) -> Made:
    """Return two to six texts as JSON: the answer of a service, a list, lines, or records by key."""
    of = [notice(draw) for _ in range(draw.randint(2, 6))]
    names, way, form = COLUMNS[number % len(COLUMNS)], draw.randrange(3), draw.randrange(4)

    def told(lines: Sequence[str]) -> Any:
        return ("\n".join(lines), list(lines), "".join(f"<p>{line}</p>" for line in lines))[way]

    rows = []
    for at, one in enumerate(of):
        values = (one.title, told(one.lines), f"{one.city}市", one.right.date)
        row = {"id": at + 1, **dict(zip(names, values, strict=True)), "url": f"http://example.cn/{at}.html"}
        rows.append(row)
    held = (
        rows, {"code": 200, "msg": "ok", "data": {"total": len(rows), "list": rows}},
        {f"k{row['id']}": row for row in rows}, rows,
    )[form]  # fmt: skip
    if form == 3:
        text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        return Made(f"{number:04}.jsonl", text.encode(), [one.right for one in of], [])
    text = json.dumps(held, ensure_ascii=draw.random() < 0.3)
    return Made(f"{number:04}.json", text.encode(), [one.right for one in of], [])
