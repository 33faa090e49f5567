"""Texts that an editor keeps as a tree (Quill, Slate, Editor.js, Draft.js, ProseMirror, Lexical, Notion)."""

from __future__ import annotations

from typing import Any

LEAVES = ("text", "plain_text", "insert")
"""Keys of the words themselves."""

BRANCHES = ("children", "content", "blocks", "ops", "rich_text", "items")
"""Keys of the list of parts of a part."""

HOLDERS = ("root", "document", "data", "doc", "value")
"""Keys of a record that has the parts."""

DEEPEST = 12


def rich_lines(value: Any) -> list[str] | None:
    r"""Return the paragraphs of a text kept as a tree, None for any other value.

    Parameters
    ----------
    value : JSON value
        What stands in place of a text.

    Examples
    --------
    >>> from analysis.load.tables.rich_text import rich_lines
    >>> rich_lines([{"type": "p", "children": [{"text": "修"}, {"text": "路。"}]}])
    ['修路。']
    >>> rich_lines({"ops": [{"insert": "修路。\n点灯。"}]})
    ['修路。', '点灯。']
    """
    if not _is_tree(value):
        return None
    lines, _ = _walk(value, 0)
    return [line for text in lines for line in text.split("\n") if line.strip()] or None


def _is_tree(value: Any) -> bool:
    if isinstance(value, list):
        return bool(value) and all(
            isinstance(part, dict) and any(key in part for key in ("children", "type", "_type"))
            for part in value
        )
    if not isinstance(value, dict):
        return False
    if any(isinstance(value.get(key), list) for key in ("ops", "blocks")) or value.get("type") == "doc":
        return True
    return any(
        _is_tree(value.get(key)) or "children" in (value.get(key) or ()) for key in ("root", "document")
    )


def _walk(node: Any, depth: int) -> tuple[list[str], bool]:
    """Return the lines of a part, and whether it is words within a line."""
    if depth > DEEPEST:
        return [], True
    if isinstance(node, str):
        return [node], True
    if isinstance(node, list):
        return _joined([_walk(part, depth + 1) for part in node])
    if not isinstance(node, dict):
        return [], True
    own = next((node[key] for key in LEAVES if isinstance(node.get(key), str)), None)
    if own is not None:
        return [own], "type" not in node or node["type"] == "text"
    for key in (*BRANCHES, *HOLDERS, str(node.get("type"))):
        if isinstance(node.get(key), (list, dict)):
            return _walk(node[key], depth + 1)[0], False
    return [], True


def _joined(parts: list[tuple[list[str], bool]]) -> tuple[list[str], bool]:
    """Return the lines of parts: words within a line make one."""
    lines: list[str] = []
    within = False
    for words, is_inline in parts:
        if is_inline and within and words:
            lines[-1] += "".join(words)
        else:
            lines += words
        within = is_inline and bool(lines)
    return lines, False
