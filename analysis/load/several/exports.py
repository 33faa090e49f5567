"""Records of CNKI, 万方 and reference managers, and the front matter of notes."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from ...lexicon import record_labels
from ..attribution.dates import parse_date
from ..gate.wikitext import header_of
from ..items import Item
from ..tables.columns import columns_of

OF_RIS = {
    "TI": "title", "T1": "title", "JO": "publisher", "JF": "publisher", "JA": "publisher", "T2": "publisher",
    "DA": "date", "FD": "date", "Y1": "date", "PY": "year", "YR": "year", "AB": "text", "N2": "text",
}  # fmt: skip
RECORD_NUMBER = re.compile(r"[\[【(（]?\d{1,5}[\]】)）]?[.、．]?")
"""The number of a record, on a line of its own or before its first field."""

SPACED = re.compile(r"^\s*【[^】\n]{1,14}】")
FORMATS = (
    (
        re.compile(
            r"^(?P<key>SrcDatabase|Title|Author|Source|PubTime|Year|Keyword|Summary|Organ|Period|Volume|PageCount|CLC|URL|DOI"
            r"|Fund|FirstDuty|Publisher|Fulltext)-[一-鿿/（）()A-Za-z]{1,12}\s*[:：][ \t]*(?P<value>.*)$"
        ),
        {
            "Title": "title", "Source": "publisher", "PubTime": "date", "Year": "year", "Summary": "text",
            "Fulltext": "whole",
        },
    ),
    (
        re.compile(r"^\{(?P<key>[A-Z][A-Za-z ]{2,30})\}\s*[:：][ \t]*(?P<value>.*)$"),
        {
            "Title": "title", "Newspaper": "publisher", "Journal": "publisher", "Year": "year",
            "Issue Date": "date", "Date": "date", "Abstract": "text", "Full Text": "whole",
        },
    ),
    (
        re.compile(r"^%(?P<key>[0-9A-Z@+])[ \t](?P<value>.*)$"),
        {"T": "title", "J": "publisher", "B": "publisher", "8": "date", "D": "year", "X": "text"},
    ),
    (re.compile(r"^(?P<key>[A-Z][A-Z0-9]) {1,2}-(?:[ \t](?P<value>.*))?$"), OF_RIS),
    (
        re.compile(
            r"^(?P<key>RT|SR|ID|A[1-6]|AD|T[12]|J[FO]|YR|FD|IS|OP|K1|AB|SN|CN|LA|DS|LK|DO|VO|SP|PB)[ \t]"
            r"(?P<value>.*)$"
        ),
        OF_RIS,
    ),
)  # fmt: skip
"""What a line of a record looks like in the formats of CNKI, NoteExpress, EndNote, RIS and RefWorks, and what
its keys mean."""

BARE = re.compile(r"^(?P<key>[A-Z][A-Za-z]{1,14}(?: [A-Z][A-Za-z]{1,14}){0,2})\s*[:：][ \t]*(?P<value>.*)$")
OF_BARE = {
    "Title": "title", "Source": "publisher", "Newspaper": "publisher", "Journal": "publisher",
    "PubTime": "date", "Issue Date": "date", "Date": "date", "Year": "year", "Abstract": "text",
    "Summary": "text", "Full Text": "whole", "Fulltext": "whole",
}  # fmt: skip
"""The same fields without braces or Chinese names; any page may have a few of them."""

OF_MANAGERS = re.compile(r"^\s*(?:Reference Type|SrcDatabase|PubTime)\s*[:：]", re.M)
"""Fields that only data bases of papers and reference managers write."""

OF_NEWS = re.compile(r"^$|(?:(?<!学)(?<!情)报|新闻|通讯社|电视台|在线|网)(?:[(（].{1,8}[)）])?$")
"""Names of papers and sites; the texts of their records are those of articles, though some are cut."""

FEWEST_FIELDS = 3
ISSUE = re.compile(r"(?P<name>[^.．,，]{2,30})[.．,，]\s*(?P<year>(?:19|20)\d\d)\s*[,，.(（年].*")
"""A journal with year and issue behind its name (`某学刊. 2019(4).-33-38`)."""


def exported_records(text: str) -> tuple[list[Item], int, int]:
    """Return the records of an export of CNKI or a reference manager, and how many have no text.

    Each record has its title, source and date. For other texts there are none. The last number is of those
    whose text is the abstract of an article in a journal.

    Parameters
    ----------
    text : str
        The text, with line feeds as line breaks.
    """
    lines = ["" if RECORD_NUMBER.fullmatch(line.strip()) else line for line in text.split("\n")]
    lines = [SPACED.sub(lambda match: "".join(match[0].split()), line) for line in lines]
    meant = {label: ours for ours, labels in record_labels().items() for label in labels}
    found = next(
        (one for one in (*FORMATS, (BARE, OF_BARE), (_labels(), meant)) if _is_in(one[0], lines)), None
    )
    if found is None:
        return [], 0, 0
    pattern, meaning = found
    opening = ""
    records: list[tuple[int, dict[str, str]]] = []
    key = ""
    for number, line in enumerate(lines, 1):
        field = pattern.match(line.strip())
        if field:
            key = meaning.get(field["key"], field["key"])
            opening = opening or field["key"]
            if not records or field["key"] == opening or (key == "title" and key in records[-1][1]):
                records.append((number, {}))
            told = records[-1][1]
            told[key] = told.get(key) or (field["value"] or "").strip()
        elif key and line.strip():
            records[-1][1][key] += "\n" + line.strip()
    several = len(records) > 1 and all({"title", "text"} <= {*told} for _, told in records)
    if meaning is meant and not (several or any(_is_of_paper(told) for _, told in records)):
        return [], 0, 0
    if meaning is OF_BARE and not _are_of_manager(text, [told for _, told in records]):
        return [], 0, 0
    items = []
    n_abstracts = 0
    for number, fields in records:
        stated = {
            "title": fields.get("title", ""),
            "publisher": fields.get("publisher", ""),
            "date": parse_date(fields.get("date", "")) or fields.get("year", ""),
        }
        issue = ISSUE.fullmatch(stated["publisher"])
        if issue:
            stated["publisher"] = issue["name"]
            stated["date"] = stated["date"] or issue["year"]
        words = fields.get("whole") or fields.get("text") or ""
        if words:
            items.append(Item(words, number, {k: v for k, v in stated.items() if v}, (), "page"))
            n_abstracts += not (fields.get("whole") or OF_NEWS.search(stated["publisher"]))
    return items, len(records) - len(items), n_abstracts


@cache
def _labels() -> re.Pattern[str]:
    """Return the pattern of a field with a label in Chinese, in brackets or before a colon."""
    known = "|".join(re.escape(label) for labels in record_labels().values() for label in labels)
    return re.compile(
        rf"^(?:{RECORD_NUMBER.pattern}\s*)?[【\[]?(?P<key>{known})(?:[】\]]\s*[:：]?|\s*[:：])"
        r"[ \t]*(?P<value>.*)$"
    )


def _is_of_paper(fields: Collection[str]) -> bool:
    """Return whether a record with labels in Chinese is of a data base of papers, not the head of a page."""
    told = {*fields}
    return bool({"text", "whole"} & told) and len({"title", "publisher", "year", "of_papers"} & told) > 2


def _are_of_manager(text: str, records: Collection[Collection[str]]) -> bool:
    """Return whether records with bare labels are those of a reference manager, though some lack a text."""
    is_titled = all("title" in told for told in records)
    return (
        is_titled and any({"text", "whole"} & {*told} for told in records) and bool(OF_MANAGERS.search(text))
    )


def _is_in(pattern: re.Pattern[str], lines: list[str]) -> bool:
    """Return whether the first lines are fields of one format, the first filled one among them."""
    filled = [line.strip() for line in lines[:40] if line.strip()]
    return (
        bool(filled and pattern.match(filled[0]))
        and sum(map(bool, map(pattern.match, filled))) >= FEWEST_FIELDS
    )


FRONT = re.compile(
    r"\A\s*(?P<mark>---|\+\+\+)[ \t]*\n(?P<fields>(?:[^\n]{0,400}\n){1,40}?)(?P=mark)[ \t]*(?:\n|\Z)"
)
FIELD = re.compile(r"(?P<name>[\w\u4e00-\u9fff-]{1,20})\s*[:：=]\s*(?P<value>.*)")


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return what the front matter of a note (below `---` or `+++`) or a template states, and the text.

    Parameters
    ----------
    text : str
        The text, with line feeds as line breaks.
    """
    front = FRONT.match(text)
    fields = [FIELD.match(line) for line in front["fields"].split("\n")] if front else []
    told = {field["name"]: field["value"].strip(" \"'") for field in fields if field}
    names = columns_of(told)
    if front is None or not names:
        return header_of(text), text
    kept = "\n" * text.count("\n", 0, front.end())
    filled = {ours: told[name] for ours, name in names.items() if told[name] and "://" not in told[name]}
    return filled, kept + text[front.end() :]
