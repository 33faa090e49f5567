# ruff: noqa: E501
"""Texts kept as the tree of an editor."""

import json

import pytest

from analysis.load.items import Bounds
from analysis.load.read import read_bytes
from analysis.load.tables.rich_text import rich_lines

LINES = ["县里修路三百里。", "县里点灯五千盏。"]
TREES = {
    "Slate": [{"type": "p", "children": [{"text": line[:2], "bold": True}, {"text": line[2:]}]} for line in LINES],
    "Quill": {"ops": [{"insert": LINES[0]}, {"insert": "\n" + LINES[1] + "\n"}, {"insert": {"image": "a"}}]},
    "Editor.js": {"blocks": [{"type": "paragraph", "data": {"text": line}} for line in LINES]},
    "Draft.js": {"blocks": [{"key": "a", "type": "unstyled", "text": line} for line in LINES], "entityMap": {}},
    "ProseMirror": {"type": "doc", "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": line[:3]}, {"type": "text", "text": line[3:]}]}
        for line in LINES
    ]},
    "Lexical": {"root": {"children": [{"type": "paragraph", "children": [{"type": "text", "text": line}]} for line in LINES]}},
    "Notion": [{"type": "paragraph", "paragraph": {"rich_text": [{"plain_text": line}]}} for line in LINES],
}  # fmt: skip


@pytest.mark.parametrize("tree", TREES.values(), ids=TREES)
def test_the_paragraphs_of_a_tree(tree) -> None:
    assert rich_lines(tree) == LINES
    for data in (
        json.dumps([{"city": "柳州市", "content": tree}]),
        json.dumps({"city": "柳州市", "content": tree}) + "\n" * 2,
    ):
        (item,) = read_bytes(data.encode(), "a.json", Bounds()).items
        assert (item.text, item.stated) == ("\n".join(LINES), {"city": "柳州市"})


@pytest.mark.parametrize(
    "value", ["县里修路。", ["甲", "乙"], {"text": "甲"}, [{"text": "甲"}], {"a": []}, None, 3]
)
def test_other_values_are_no_trees(value) -> None:
    assert rich_lines(value) is None
