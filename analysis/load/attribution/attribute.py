"""Attributes each text to a place and a date by the best evidence available, and records its origin."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from ...lexicon import as_in_text, short_name
from ..gate.names import name_as_meant
from ..items import Item, Message, message
from .body import place_in_body, year_in_body
from .dates import parse_date, parse_year
from .evidence import (
    MEDIUM,
    is_label,
    place_in_dateline,
    place_in_name,
    place_in_office,
    place_in_publisher,
    unknown_place,
)
from .folders import folder_names, folder_year, year_doubts
from .named_days import day_at_edge, name_date, planned_year
from .page import Page
from .places import NOBODY, Who, within
from .red_heads import place_in_red_head
from .sessions import place_in_session
from .sites import place_of_site
from .stated_places import who_in_cells

# A review of a year is written in the next one: its title dates its subject, not itself.
LOOKS_BACK = re.compile(r"回顾|总结|公报|决算|执行情况|完成情况")
OF_OTHERS = re.compile(r"学习|借鉴|考察|赴|援|对口|支持|协作|转发|致|与|帮扶|经验")
"""What the name of a file says that names a city as another's."""

OPENING = 300
"""Characters at the head of a text in which the city of its title is named again."""

CITY_REGIONS = ("香港特别行政区", "澳门特别行政区")
"""Regions of the rank of provinces that are compared as cities, as 北京市 is."""

STATED = ("manifest", "table", "folder", "file name")
"""Where the place of a text is stated, and not merely mentioned."""

FIELDS = ("city", "district", "province", "year", "date", "title", "publisher")


class Attribution(NamedTuple):
    """The values of `FIELDS`, where each came from, and any remaining doubts."""

    cells: dict[str, object]
    origins: dict[str, str]
    warnings: tuple[Message, ...]


class _Ledger:
    """Collects values in the order of their evidence; the first one is kept."""

    def __init__(self) -> None:
        self.values: dict[str, object] = {}
        self.origins: dict[str, str] = {}
        self.warnings: list[Message] = []

    def put(self, field: str, value: object, origin: str) -> None:
        if value and field not in self.values:
            self.values[field] = value
            self.origins[field] = origin

    def place(self, who: Who, origin: str, named: Iterable[str] = ()) -> None:
        """Take what a piece of evidence says, unless it contradicts better evidence.

        `named` lists the fields that the evidence states explicitly, not by inference from another.
        """
        if who.candidates and not self.values.get("city"):
            told = {"origin": origin, "candidates": ", ".join(who.candidates)}
            self.warnings.append(
                message("places_unclear", **told)
                if len(who.candidates) > 1
                else message("place_mentioned", **told)
            )
        city, province = self.values.get("city"), self.values.get("province")
        if who.city and city and who.city != city:
            if who.district != city:
                self.warnings.append(message("places_differ", origin=origin, other=who.city, city=city))
            return
        if who.province and province and who.province != province:
            if who.city:
                self.warnings.append(message("places_differ", origin=origin, other=who.city, city=province))
            return
        if who.former:
            former = {"name": who.former.name, "today": who.former.today}
            self.warnings.append(
                message("former_place", until=who.former.until, **former)
                if who.former.until
                else message("older_name", **former)
            )
        self.put("district", who.district, origin)
        if who.city:
            stated = "city" in named
            self.put("city", who.city, "district" if who.district and not stated else origin)
        if who.province:
            stated = "province" in named
            self.put("province", who.province, "city" if who.city and not stated else origin)


def attribute(
    item: Item, source: str, stated: Mapping[str, str], page: Page, plain: str, around: str
) -> Attribution:
    """Return city, district, province, year, date, title and publisher of one text.

    Parameters
    ----------
    item : Item
        The text and what its table or page states.
    source : str
        Path relative to the folder read.
    stated : mapping
        What the manifest states about it.
    page : Page
        What the lines around the text state.
    plain : str
        The text as returned by `plain_copy`.
    around : str
        The whole page it is on (the text itself if there is no other).
    """
    ledger = _Ledger()
    source, is_mended = name_as_meant(source)
    ledger.warnings += [message("name_decoded", name=source)] if is_mended else []
    cells = item.stated if item.origin == "table" else {}
    own = item.stated if item.origin in ("page", "part") else {}
    title = stated.get("title") or cells.get("title") or own.get("title") or page.title or ""
    publisher = (
        stated.get("publisher") or cells.get("publisher") or own.get("publisher") or page.publisher or ""
    )
    for said, origin in ((stated, "manifest"), (cells, "table"), (own, "page")):
        for field in ("title", "publisher"):
            ledger.put(field, said.get(field), origin)
    ledger.put("title", page.title, "page")
    ledger.put("publisher", page.publisher, "page")
    dateline = place_in_dateline(plain)
    ledger.put("publisher", dateline.publisher or page.signer, "dateline")
    _when(ledger, source, stated, cells, own, page, plain, title)
    _place(ledger, item, source, stated, cells, title, publisher, page, dateline.who, plain, around)
    if ledger.values.get("province") in CITY_REGIONS and ledger.origins["province"] in STATED:
        ledger.put("city", ledger.values["province"], ledger.origins["province"])
    if item.origin != "table" and len({place_in_office(one).city for one in page.signers} - {None}) > 1:
        count, shown = len(page.signers), "、".join(page.signers[:3])
        ledger.warnings.append(message("several_texts", count=count, shown=shown))
    return Attribution(ledger.values, ledger.origins, tuple(ledger.warnings))


def _place(
    ledger: _Ledger, item: Item, source: str, stated: Mapping[str, str], cells: Mapping[str, str],
    title: str, publisher: str, page: Page, dateline: Who, plain: str, around: str,
) -> None:  # fmt: skip
    said = ledger.values.get("year")
    year = said if isinstance(said, int) else None
    ledger.place(who_in_cells(stated, year=year), "manifest", stated)
    told = who_in_cells(cells, year=year)
    ledger.place(told, "table", cells)
    if told.above_city and "city" not in ledger.values:
        return
    provincial = "city" in item.asked and "city" not in cells and "province" in cells
    if provincial and "city" not in ledger.values:
        return
    folders = [who_in_cells({"city": folder}, known_only=True, year=year) for folder in folder_names(source)]
    name = PurePosixPath(source).name
    named = place_in_name(name, around, year)
    named = named if named != NOBODY else place_in_name(as_in_text(name), around, year)
    is_of_place = is_label(PurePosixPath(source).name) and not OF_OTHERS.search(source)
    if is_of_place and any(_outweighs(named, who, around) for who in folders):
        ledger.place(named, "file name")
    for who in sorted(folders, key=lambda who: bool(who.candidates)):
        ledger.place(within(who, ledger.values), "folder")
    evidence: tuple[tuple[str, Callable[[], Who]], ...] = (
        ("file name", lambda: named),
        ("page", lambda: _of_publisher(publisher, title, plain)),
        ("page", lambda: place_in_session(plain)),
        ("page", lambda: place_in_red_head(plain)),
        ("dateline", lambda: place_in_office(page.signer or "")),
        ("dateline", lambda: dateline),
        ("title", lambda: place_in_name(title, around, year, is_title=True)),
        ("page", lambda: place_of_site(page.above)),
        ("body", lambda: place_in_body(around)),
    )
    closed = False
    for origin, find in evidence:
        if origin == "body" and "city" in ledger.values:
            break
        who = within(find(), ledger.values)
        if closed:
            who = Who(province=who.province) if who.above_city else NOBODY
        ledger.place(who, origin)
        closed = closed or (who.above_city and "city" not in ledger.values)
    unknown = unknown_place(PurePosixPath(source).name) if item.origin != "table" else ""
    if unknown and not {"city", "province"} & set(ledger.values) and not ledger.warnings:
        ledger.warnings.append(message("unknown_place", name=unknown))


def _outweighs(named: Who, folder: Who, around: str) -> bool:
    """Return whether the text names the city of its file's name, and not the one that its folder names."""
    if not named.city or not folder.city or named.city == folder.city:
        return False
    return short_name(named.city) in around and short_name(folder.city) not in around


def _of_publisher(publisher: str, title: str, plain: str) -> Who:
    """Return the place of a publisher; a paper gives way to the city that title and text are about."""
    who = place_in_publisher(publisher)
    if not who.city or not re.search(f"{MEDIUM}$", publisher):
        return who
    told = place_in_name(title, plain, is_title=True)
    named = (
        told.city
        and told.city != who.city
        and short_name(told.city) in title
        and short_name(told.city) in plain[len(title) : OPENING]
    )
    return NOBODY if named else who


def _when(
    ledger: _Ledger, source: str, stated: Mapping[str, str], cells: Mapping[str, str], own: Mapping[str, str],
    page: Page, plain: str, title: str,
) -> None:  # fmt: skip
    for said, origin in ((stated, "manifest"), (cells, "table")):
        ledger.put("date", parse_date(said.get("date", "")), origin)
        ledger.put("year", parse_year(said.get("year", "")), origin)
    name = PurePosixPath(source).name
    label = name_date(name) if is_label(name) else None
    found = ((label, "file name"), (parse_date(own.get("date", "")), "page"), (page.date, "page"),
             (page.signed, "dateline"), (day_at_edge(name), "file name"))  # fmt: skip
    for date, origin in found:
        if date and len(date) == 4:
            ledger.put("year", int(date), origin)
        elif date and str(ledger.values.get("year", date[:4])) == date[:4]:
            ledger.put("date", date, origin)
    if "date" in ledger.values:
        ledger.put("year", int(str(ledger.values["date"])[:4]), "date")
    ledger.put("year", page.number_year, "page")
    for words, origin in ((name, "file name"), (title, "title")):
        ledger.put("year", planned_year(words), origin)
        dated = name_date(words)
        if dated and not LOOKS_BACK.search(words):
            ledger.put("year", int(dated[:4]), origin)
    if "year" not in ledger.values:
        ledger.put("year", folder_year(source), "folder")
    if "year" not in ledger.values:
        ledger.put("year", year_in_body(plain), "body")
    if "year" not in ledger.values and (dated := name_date(name)):
        ledger.put("year", int(dated[:4]), "file name")  # though the text looks back on it
    if "year" not in ledger.values:
        ledger.warnings += year_doubts(source)
