# ruff: noqa: E501
"""Files as people have them, kind by kind: one row each, read and cleaned as a user's folder is."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import clean_documents, read_folder

HEAD = "城市,年份,正文\n"

FILES: list[tuple[str, str, list[tuple[str | None, str]]]] = [
    # Quotation marks inside quoted cells that are not doubled, and such as never close.
    ("inner.csv", HEAD + '甲市,2021,"“十四五"时期，修路。"\n', [("甲市", "“十四五”时期，修路。")]),
    ("inner_lines.csv", HEAD + '甲市,2021,"“十四五"时期，修路。\n铺石。"\n', [("甲市", "“十四五”时期，修路。\n铺石。")]),
    (
        "open.csv",
        HEAD + '甲市,2021,"修路。\n铺石。\n乙市,2021,"点灯。\n换灯。"\n丙市,2021,改厕。\n',
        [("甲市", "修路。\n铺石。"), ("乙市", "点灯。\n换灯。"), ("丙市", "改厕。")],
    ),
    ("wide.csv", "城市，正文\n甲市，修路，铺石。\n", [("甲市", "修路，铺石。")]),
    ("hash.csv", "城市#正文\n甲市#修路，铺石。\n", [("甲市", "修路，铺石。")]),
    # Lists and records that a program printed into a cell.
    ("tuple.csv", "城市,正文\n甲市,\"('修路。', '铺石。')\"\n", [("甲市", "修路。\n铺石。")]),
    ("nested.csv", "城市,正文\n甲市,\"[['修路。'], ['铺石。']]\"\n", [("甲市", "修路。\n铺石。")]),
    ("record.csv", "城市,正文\n甲市,\"{'p': '修路。'}\"\n", [("甲市", "修路。")]),
    # JSON: rows as lists, texts alone, a comma too many, objects side by side.
    ("rows.json", '[["城市","正文"],["甲市","修路。"]]', [("甲市", "修路。")]),
    ("texts.json", '["修路。","铺石。"]', [(None, "修路。"), (None, "铺石。")]),
    ("comma.json", '[{"城市":"甲市","正文":"修路。"},]', [("甲市", "修路。")]),
    ("beside.json", '{"城市":"甲市","正文":"修路。"}{"城市":"乙市","正文":"铺石。"}', [("甲市", "修路。"), ("乙市", "铺石。")]),
    # Markup as escapes, and Markdown.
    ("escaped.txt", r"\u003cp\u003e各区都要修路。\u003c/p\u003e\r\n\u003cp\u003e各镇都要铺石。\u003c/p\u003e", [(None, "各区都要修路。\n各镇都要铺石。")]),
    ("marked.txt", "# 方案\n\n**修路**要*快*[^1]。\n\n* * *\n\n[^1]: 说明在此。\n", [(None, "方案\n修路要快。\n说明在此。")]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "wanted"), FILES, ids=[name for name, _, _ in FILES])
def test_a_file_is_read_as_it_is_meant(
    tmp_path: Path, name: str, text: str, wanted: list[tuple[str | None, str]]
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = clean_documents(read_folder(tmp_path).documents).documents
    cities = [city if isinstance(city, str) else None for city in found["city"]]
    assert list(zip(cities, found["text"], strict=True)) == wanted
