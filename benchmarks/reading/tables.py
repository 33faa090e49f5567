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


NOTES = (
    "制表人：王某某", "填报单位：某研究所", "共3条", "数据来源：各市网站", "第1页 共1页",
    "注：文本由各市报送。", "导出时间：2021-03-05", "以下空白", "合计", "审核：李某", "备注：含摘录",
    "资料整理：某大学",
)  # fmt: skip


def noted(draw: random.Random, number: int) -> Made:
    """Return a table of texts with notes on it, or of paragraphs that are numbered anew in each text."""
    of = [notice(draw) for _ in range(draw.randint(2, 5))]
    form = number % 4
    notes = draw.sample(NOTES, draw.randint(1, 4))
    if form == 0:
        rows = [("城市", "标题", "正文"), *((f"{one.city}市", one.title, "\n".join(one.lines)) for one in of)]
        rows += [("", "", note) for note in notes]
    elif form == 1:
        name = draw.choice(("行号", "序号", "编号", "line_no", "n"))
        lines = [(one.title, n, line) for one in of for n, line in enumerate(one.lines, 1)]
        rows = [("标题", name, "正文"), *((title, str(n), line) for title, n, line in lines)]
    elif form == 2:
        width = len(of) // 2 * 2
        head = ("城市", "标题", "正文")
        cells = [(f"{one.city}市", one.title, "\n".join(one.lines)) for one in of[:width]]
        left, right = cells[: width // 2], cells[width // 2 :]
        rows = [(*head, "", *head), *((*a, "", *b) for a, b in zip(left, right, strict=True))]
        of = of[:width]
    else:
        lines = ["| 城市 | 标题 | 正文 |", "|---|---|---|"]
        lines += [f"| {one.city}市 | {one.title} | {'<br>'.join(one.lines)} |" for one in of]
        text = "\n".join([*lines, "", *notes])
        return Made(f"{number:04}.md", text.encode(), [one.right._replace(date=None) for one in of], notes)
    held = io.StringIO()
    csv.writer(held).writerows(rows)
    texts = [one.right._replace(date=None, city=None if form == 1 else f"{one.city}市") for one in of]
    return Made(f"{number:04}.csv", held.getvalue().encode(), texts, notes if form == 0 else [])
