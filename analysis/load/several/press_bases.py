"""Articles as foreign press data bases export them: English labels around Chinese texts."""

from __future__ import annotations

import re

from ..attribution.dates import parse_date
from ..items import Item, trim_lines

ENDS = re.compile(r"^(?:End of Document|Document [A-Za-z0-9]{18,32}|文件 [A-Za-z0-9]{18,32})\s*$", re.M)
"""The line below an article, in Nexis and in Factiva."""

FIELD = re.compile(
    r"^(?P<name>[A-Z][A-Za-z]{2,20}(?:[ -][A-Za-z]{2,12}){0,2})\s*[:：]\s*(?P<value>.{0,200})$"
)
TAG = re.compile(
    r"^(?P<tag>SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CO|IN|NS|RE|PUB|IPC|IPD|AN)(?:\s+(?P<value>.*))?$"
)
BODY = frozenset(("Body", "BODY", "正文", "Full text", "Text"))
COPYRIGHT = re.compile(r"^Copyright\b|^版权|All Rights Reserved", re.IGNORECASE)
DAY = re.compile(r"\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day.*$|\s+\d{1,2}:\d\d.*$")
HEAD = 25
"""Most filled lines above an article's text."""

FEWEST = 2
"""Fewest labelled lines or tags that show such an article."""


def press_articles(text: str) -> list[Item]:
    """Return the articles of an export of Nexis or Factiva, with title, paper and date; none for other texts.

    Parameters
    ----------
    text : str
        A file, with line feeds as line breaks.
    """
    if not ENDS.search(text):
        return []
    items = []
    start = 0
    for end in [*(match for match in ENDS.finditer(text)), None]:
        part = text[start : end.start() if end else len(text)]
        line = 1 + text.count("\n", 0, start)
        start = end.end() if end else len(text)
        if part.strip():
            found = _tagged(part, line) or _labelled(part, line)
            if found is None:
                return []
            items.append(found)
    return items


def _labelled(part: str, line: int) -> Item | None:
    """Return an article whose data stand above a line `Body` and, labelled, below its text."""
    lines = part.split("\n")
    filled = [i for i, one in enumerate(lines) if one.strip()][:HEAD]
    at = next((i for i in filled if lines[i].strip() in BODY), None)
    if at is None:
        return None
    head = [lines[i].strip() for i in filled if i < at]
    bare = [one for one in head if not FIELD.match(one) and not COPYRIGHT.search(one)]
    if len(bare) < FEWEST:
        return None
    date = next((found for one in bare[1:] if (found := parse_date(DAY.sub("", one)))), "")
    papers = [one for one in bare[1:] if not parse_date(DAY.sub("", one))]
    stop = next((i for i in range(at + 1, len(lines)) if _closes(lines[i].strip())), len(lines))
    return _item(lines[at + 1 : stop], line + at + 1, bare[0], papers[0] if papers else "", date)


def _closes(line: str) -> bool:
    return bool(FIELD.match(line) or line in ("Classification", "Graphic", "Notes"))


def _tagged(part: str, line: int) -> Item | None:
    """Return an article whose fields stand behind tags of two or three capitals (`HD`, `LP`, `TD`)."""
    fields: dict[str, list[str]] = {}
    first = tag = ""
    at = line
    for number, one in enumerate(part.split("\n"), line):
        match = TAG.match(one.strip())
        if match:
            tag = match["tag"]
            first, at = (first, at) if first or tag not in ("LP", "TD") else (tag, number)
            fields.setdefault(tag, []).append(match["value"] or "")
        elif tag and one.strip():
            fields[tag].append(one)
    told = {tag: "\n".join(lines).strip() for tag, lines in fields.items()}
    if len(told) < FEWEST + 1 or "HD" not in told or not ({"LP", "TD"} & set(told)):
        return None
    words = [told[tag] for tag in ("LP", "TD") if told.get(tag)]
    return _item(words, at, told["HD"], told.get("SN", ""), parse_date(told.get("PD", "")) or "")


def _item(lines: list[str], line: int, title: str, publisher: str, date: str) -> Item | None:
    words, first = trim_lines("\n".join(lines), line)
    stated = {"title": " ".join(title.split()), "publisher": publisher, "date": date}
    return Item(words, first, {k: v for k, v in stated.items() if v}, (), "page") if words else None
