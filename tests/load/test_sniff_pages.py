import json
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis import read_folder
from analysis.load.sniff import text_kind

PAGE = "<!DOCTYPE html><html><head><title>某站</title></head><body><p>{}</p></body></html>"
WORDS = ("全县要把村道修到户，年底前完成三百里。", "全镇要把河塘管到人，雨天雪天不断线。")
CITIES = ("苏州市", "无锡市")


def rows(mark: str) -> str:
    cells = [[city, '"' + PAGE.format(words) + '"'] for city, words in zip(CITIES, WORDS, strict=True)]
    return "\n".join(mark.join(row) for row in [["城市", "内容"], *cells])


def records() -> list[str]:
    return [
        json.dumps({"城市": city, "内容": PAGE.format(words)}, ensure_ascii=False)
        for city, words in zip(CITIES, WORDS, strict=True)
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", rows(",")),
        ("a.tsv", rows("\t")),
        ("a.jsonl", "\n".join(records())),
        ("a.txt", "\n".join(records())),
        ("a.json", "[" + ",".join(records()) + "]"),
    ],
)
def test_pages_in_the_cells_of_a_table_are_texts_of_their_rows(
    name: str, text: str, put: Callable[..., Path], tmp_path: Path
) -> None:
    put(name, text)
    documents = read_folder(tmp_path).documents
    assert [(row["city"], row["text"].strip("\u2028\n")) for _, row in documents.iterrows()] == [
        *zip(CITIES, WORDS, strict=True)
    ]


@pytest.mark.parametrize(
    "text",
    [
        PAGE,
        f"\n<!-- saved -->\n{PAGE}",
        f'<?xml version="1.0"?>\n{PAGE}', f"http://a.cn/1\n{PAGE}", f"已保存\n  {PAGE}",
    ],
)  # fmt: skip
def test_markup_at_the_head_makes_a_page(text: str) -> None:
    assert text_kind(text.format(WORDS[0]), "txt") == "html"


@pytest.mark.parametrize(
    "text",
    ["页面应当以<html>开头，以</html>结尾。", f"标题\n正文说<body>里有字。\n{WORDS[0]}", "<p>村道</p>"],
)
def test_markup_in_a_sentence_makes_none(text: str) -> None:
    assert text_kind(text, "txt") == "text"
