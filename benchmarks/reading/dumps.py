"""Dumps of databases as several programs write them, and JSON in shapes that services and people give it."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from typing import Any

from benchmarks.reading.made import Made, Notice, notice

HEAD = "CREATE TABLE `t` (`id` int, `title` text, `city` varchar(20), `pub_date` date, `content` text);\n"
NAMES = ("id", "title", "city", "pub_date", "content")


def _cells(of: Sequence[Notice]) -> list[tuple[str, ...]]:
    return [
        (str(n), one.title, f"{one.city}市", str(one.right.date), "\n".join(one.lines))
        for n, one in enumerate(of, 1)
    ]


def _quoted(cell: str, way: str) -> str:
    if way == "mysql":
        return "'" + cell.replace("'", "\\'").replace("\n", "\\r\\n") + "'"
    if way == "sqlite" and "\n" in cell:
        return "replace('" + cell.replace("'", "''").replace("\n", "\\n") + "','\\n',char(10))"
    if way == "oracle" and "\n" in cell:
        return " || CHR(10) ||\n".join(f"TO_CLOB('{line}')" for line in cell.split("\n"))
    if way == "hex" and "\n" in cell:
        return "0x" + cell.encode().hex()
    return ("N'" if way == "mssql" else "'") + cell.replace("'", "''") + "'"


def dump(draw: random.Random, number: int) -> Made:
    """Return a dump of three to six texts, perhaps with a row that is broken, or without its columns."""
    of = [notice(draw) for _ in range(draw.randint(3, 6))]
    way = ("mysql", "sqlite", "oracle", "hex", "mssql", "copy", "standard")[number % 7]
    rows = _cells(of)
    if way == "copy":
        lines = ["\t".join(cell.replace("\n", "\\n") for cell in row) for row in rows]
        if draw.random() < 0.5:
            lines.insert(1, "9\t坏行\t某市")
        text = f"SET a = 0;\nCOPY t ({', '.join(NAMES)}) FROM stdin;\n" + "\n".join(lines) + "\n\\.\n"
        return Made(f"{number:04}.sql", text.encode(), [one.right for one in of], [])
    told = [f"({', '.join([row[0], *(_quoted(cell, way) for cell in row[1:])])})" for row in rows]
    if draw.random() < 0.5:
        bad = draw.choice(
            ("(9, '坏行', '某市', '2021-01-02')", "(9, '坏行', '某市', '2021-01-02', '说'好'的')")
        )
        told.insert(draw.randint(1, len(told)), bad)
    listed = f" ({', '.join(NAMES)})" if draw.random() < 0.5 else ""
    into = "INSERT INTO `t`" if way == "mysql" else "INSERT INTO t"
    if draw.random() < 0.5:
        text = f"{into}{listed} VALUES\n" + ",\n".join(told) + ";\n"
    else:
        text = "".join(f"{into}{listed} VALUES {row};\n" for row in told)
    return Made(f"{number:04}.sql", (HEAD + text).encode(), [one.right for one in of], [])


def shaped(draw: random.Random, number: int) -> Made:
    """Return two to six texts as JSON by the letter or nearly so, in one of many shapes."""
    of = [notice(draw) for _ in range(draw.randint(2, 6))]
    rows: list[dict[str, Any]] = [dict(zip(NAMES, row, strict=True)) for row in _cells(of)]

    def told(value: Any, indent: int | None = None) -> str:
        return json.dumps(value, ensure_ascii=False, indent=indent)

    ways = (
        lambda: told({"type": "FeatureCollection", "features": [
            {"type": "Feature", "geometry": None, "properties": row} for row in rows]}),
        lambda: told({row["id"]: row for row in rows}),
        lambda: "\n".join(told({"code": 0, "data": {"page": row["id"], "list": [row]}}) for row in rows),
        lambda: "".join(told({"code": 0, "data": {"list": [row]}}, 2) for row in rows),
        lambda: "\n".join(told([row]) for row in rows),
        lambda: "// 导出\n" + told(rows, 1).replace("\n }", ", // 完\n }"),
        lambda: told(rows, 1).replace("\n }", ",\n }"),
        lambda: told(rows, 1).replace('"title"', "title").replace('"content"', "content"),
        lambda: "\n".join(map(repr, rows)),
        lambda: "\n".join(repr(tuple(row.values())) for row in rows),
        lambda: told({"columns": list(NAMES), "rows": [list(row.values()) for row in rows]}),
        lambda: told([[{"name": name, "value": cell} for name, cell in row.items()] for row in rows]),
        lambda: told({"code": 0, "data": told(rows)}),
        lambda: ",\n".join(told(row) for row in rows) + ",\n",
    )  # fmt: skip
    way = number % len(ways)
    text = ways[way]()
    rights = [one.right for one in of]
    if way == 9:  # a list has no names: what a title is, nobody says
        rights = [right._replace(title=None) for right in rights]
    return Made(
        f"{number:04}.{draw.choice(('json', 'txt')) if way != 13 else 'jsonl'}", text.encode(), rights, []
    )
