"""Finds the records in a JSON file: in an array, deep inside an answer of a service, or by key."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..attribution.dates import parse_year
from ..attribution.places import place_named
from .cells import NAMING
from .columns import columns_of
from .opened import one_each, opened
from .rich_text import rich_lines

DEEPEST = 8
SECTIONS = re.compile(
    r"(?i:sections?|chapters?|paragraphs?|paras|parts|blocks?|segments|sentences|lines)|章节|段落|分段|各段|小节"
)
NAMES = re.compile(r"(?i:columns?|headers?|head|fields?|titles|names)|表头|列名|字段")
ROWS = re.compile(r"(?i:data|rows|values|records|body|list)|数据|行")
NAMED = re.compile(r"(?i:name|key|field|label|title|column)|名称|字段")
CHINESE = re.compile(r"(?i:zh|cn|zh[-_](?:cn|hans)|chinese)|中文")
INNER = re.compile(r"\s*(?:\[\s*)?\{\s*\"")
PAGES = re.compile(r"(?i:pages?)|页|各页")
HEADING = re.compile(r"(?i:heading|header|title|name|subtitle)|标题|小标题|章节名|节名")
HAN = re.compile(r"[㐀-鿿]")
FEWEST_HAN = 10


def records_in(value: Any, text_column: str = "") -> list[dict[str, Any]]:
    """Return the records that hold texts in a JSON value, at any depth.

    A record inside others takes over what those state of it (city, year ...). Where texts are under keys that
    are places and years, the keys become columns. The column-wise and split forms of data frames are turned.

    Parameters
    ----------
    value : JSON value
        A parsed file.
    text_column : str
        The key of the texts, if it is to be another than the usual ones.
    """
    value = _unquoted(value)
    turned = _turned(value)
    if turned is not None:
        return turned
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return [{text_column or "text": part} for part in value]
    found = list(_records(value, {}, 0, text_column))
    if found:
        return found
    return [row for row in (value if isinstance(value, list) else [value]) if isinstance(row, dict)]


def _records(value: Any, above: Mapping[str, Any], depth: int, text_column: str) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST:
        return
    value = _of_pairs(value)
    if isinstance(value, list):
        for part in value:
            yield from _records(part, above, depth + 1, text_column)
    elif isinstance(value, dict):
        value = value if text_column else _with_sections(opened(value))
        names = columns_of(value)
        text = value.get(text_column or names.get("text", ""))
        text = _unwrapped(text)
        text = rich_lines(text) or (_paragraphs(text) if isinstance(text, list) else text)
        if isinstance(text, (str, list)):
            yield {**above, **lifted({**value, text_column or names["text"]: text})}
            return
        parts = None if text_column else _sections(value)
        if parts:
            yield {**above, **lifted(value), "text": parts}
            return
        texts = {key: part if isinstance(part, str) else _lines_of(part) for key, part in value.items()}
        keyed = {key: part for key, part in texts.items() if part and _says(key)}
        if keyed and all(len(HAN.findall(part)) >= FEWEST_HAN for part in keyed.values()):
            for key, part in keyed.items():
                yield {**above, **_says(key), "text": part}
        stated = {**above, **{our: value[name] for our, name in names.items() if _is_stated(value[name])}}
        for key, part in value.items():
            part = _unquoted(part)
            if isinstance(part, (dict, list)) and key not in keyed:
                yield from _records(part, {**stated, **_says(key)}, depth + 1, text_column)


def _with_sections(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a record with what that in place of its text says besides the sections of the text."""
    name = columns_of(record).get("text", "")
    inner = record.get(name)
    parts = _sections(inner) if isinstance(inner, dict) and not rich_lines(inner) else None
    return {**inner, **record, name: parts} if isinstance(inner, dict) and parts else record


def _unwrapped(text: Any) -> Any:
    """Return the text, or its paragraphs, in a record that stands in the place of a text."""
    if not isinstance(text, dict):
        return text
    if chinese := next((text[key] for key in text if CHINESE.fullmatch(key)), None):
        return chinese
    names = columns_of(text)
    return text[names["text"]] if names.keys() == {"text"} else _sections(text) or text


def _lines_of(value: Any) -> str:
    """Return a list of paragraphs as a text, an empty string for any other value."""
    return (
        "\n".join(value) if isinstance(value, list) and all(isinstance(part, str) for part in value) else ""
    )


def _sections(value: Mapping[str, Any]) -> list[str] | None:
    """Return the lines of a text in sections, each with its heading; None for other records."""
    parts = next((part for key, part in value.items() if SECTIONS.fullmatch(key)), None)
    parts = parts or next(
        (part for key, part in value.items() if PAGES.fullmatch(key) and _is_numbered(part)), None
    )
    if not isinstance(parts, list) or not all(isinstance(part, (str, dict)) for part in parts):
        return None
    lines: list[str] = []
    for part in parts:
        if isinstance(part, str):
            lines.append(part)
            continue
        names = columns_of(part)
        texts = [one for one in part.values() if isinstance(one, str) and HAN.search(one)]
        text = part.get(names.get("text", "")) or _sections(part) or (texts[0] if len(texts) == 1 else None)
        if isinstance(text, list):
            text = _paragraphs(text)
        if not isinstance(text, (str, list)) or {"city", "date", "year"} & set(names):
            return None
        heading = next((part[name] for name in part if HEADING.fullmatch(name)), "")
        lines += [
            line for line in (heading, *([text] if isinstance(text, str) else text)) if isinstance(line, str)
        ]
    return lines or None


def _is_numbered(parts: Any) -> bool:
    """Return whether parts are the pages of one text: what they say besides it is numbers."""
    return isinstance(parts, list) and all(
        isinstance(part, dict) and sum(isinstance(told, str) for told in part.values()) == 1 for part in parts
    )


def _paragraphs(parts: list[Any]) -> list[Any] | None:
    """Return the paragraphs of a text, each of which may be a record that holds one text; else None."""
    found = []
    for part in parts:
        if isinstance(part, dict):
            texts = [value for value in part.values() if isinstance(value, str) and HAN.search(value)]
            own = part.get(columns_of(part).get("text", "")) or (texts[0] if len(texts) == 1 else None)
            if not isinstance(own, str) or len(columns_of(part).keys() - {"text", "paragraph"}) > 0:
                return None
            part = own
        found.append(part)
    return found


def _is_stated(value: Any) -> bool:
    """Return whether a value states something: a plain one, or a record that names what it is."""
    return _is_plain(value) or (isinstance(value, dict) and any(_is_plain(value.get(key)) for key in NAMING))


def _is_plain(value: Any) -> bool:
    return isinstance(value, (str, int, float)) and not isinstance(value, bool)


def _says(key: str) -> dict[str, Any]:
    """Return the information in a key: a place, a year, or both (`柳州市_2023`)."""
    if len(key) > 30:
        return {}
    key = re.sub(r"\.(?:txt|html?|docx?|pdf)$", "", key)
    place = re.sub(r"(?:19|20)\d\d年?|[_\-\s]", "", key)
    stated: dict[str, Any] = {}
    if place and place_named(place):
        stated["city"] = place
    year = parse_year(key)
    if year and (stated or re.fullmatch(r"\D{0,3}(?:19|20)\d\d\D{0,3}", key)):
        stated["year"] = year
    return stated


def _under(value: Mapping[str, Any], keys: re.Pattern[str]) -> Any:
    return next((part for key, part in value.items() if keys.fullmatch(key) and isinstance(part, list)), None)


def _unquoted(value: Any) -> Any:
    """Return what a text holds that is JSON itself, any other value as it is."""
    if not isinstance(value, str) or not INNER.match(value):
        return value
    try:
        return json.loads(value, object_pairs_hook=one_each)
    except (ValueError, RecursionError):
        return value


def _of_pairs(value: Any) -> Any:
    """Return a list of names and values (`[{"name": …, "value": …}]`) as a record, others as they are."""
    if not isinstance(value, list) or len(value) < 2 or not all(isinstance(one, dict) for one in value):
        return value
    record: dict[str, Any] = {}
    for one in value:
        name = next((one[key] for key in one if NAMED.fullmatch(key)), None)
        if len(one) != 2 or not isinstance(name, str) or "value" not in one or name in record:
            return value
        record[name] = one["value"]
    return record if "text" in columns_of(record) else value


def _turned(value: Any) -> list[dict[str, Any]] | None:
    """Return the rows of a table written column by column, or as names and rows; None for other values."""
    if isinstance(value, list) and len(value) > 1 and all(isinstance(row, list) for row in value):
        head = value[0]
        if all(isinstance(name, str) for name in head) and "text" in columns_of(head):
            return [dict(zip(head, row, strict=False)) for row in value[1:]]
    if not isinstance(value, dict):
        return None
    names, data = _under(value, NAMES), _under(value, ROWS)
    if isinstance(names, list) and isinstance(data, list) and all(isinstance(row, list) for row in data):
        return [dict(zip(map(str, names), row, strict=False)) for row in data]
    known = columns_of(value)
    if "text" not in known or len(known) < 2:
        return None
    columns = [value[name] for name in known.values()]
    if all(isinstance(column, dict) for column in columns):
        keys = list(value[known["text"]])
        return [
            {name: column.get(key) for name, column in value.items() if isinstance(column, dict)}
            for key in keys
        ]
    if all(isinstance(column, list) and len(column) == len(columns[0]) for column in columns):
        lists = {name: column for name, column in value.items() if isinstance(column, list)}
        return [
            {name: column[i] for name, column in lists.items() if i < len(column)}
            for i in range(len(columns[0]))
        ]
    return None


OF_WHO = re.compile(
    r"author|writer|user|editor|creator|owner|reporter|contact|publisher|account|uploader|translator"
    r"|作者|记者|编辑|用户|发布[者人]|账号|帐号|联系人|撰稿|上传|译者|出版",
    re.I,
)
"""Records inside one of a text that say who wrote it: where these live is not what the text is about."""


def lifted(record: dict[str, Any], depth: int = 0) -> dict[str, Any]:
    """Return a record with what the records inside it say (`{"meta": {"city": …}}`), where it says nothing.

    Parameters
    ----------
    record : dict
        A record of JSON.
    depth : int
        Of how many records inside another it is the innermost.
    """
    record = record if depth else dict(opened(record))
    name = columns_of(record).get("text", "")
    if not depth and (own := _unwrapped(record.get(name))) is not record.get(name):
        record = {**record, name: own}
    lines = rich_lines(record.get(name)) if not depth else None
    if lines:
        record = {**record, name: lines}
    inner = [(key, part) for key, part in record.items() if isinstance(part, dict) and part]
    if not inner or depth > 1:
        return record
    own = columns_of(record)
    found: dict[str, Any] = {}
    for key, part in inner:
        told = lifted(part, depth + 1)
        for ours, name in columns_of(told).items():
            if ours in ("city", "district", "province") and OF_WHO.search(key):
                continue
            if ours not in own and name not in record and (_is_plain(told[name]) or ours == "text"):
                found.setdefault(name, told[name])
    return {**record, **found} if found else record
