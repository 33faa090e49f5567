"""Texts that are in memory already: a DataFrame, a list, a dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import Any

import pandas as pd

from ..corpus import DOCUMENT_COLUMNS, as_documents
from ..corpus.given import column_names, document_ids, is_numbered, label_text
from ..corpus.given_cells import cell, listed
from ..errors import InputError, KindError, warn
from .attribution.dates import parse_date, parse_year
from .attribution.evidence import is_label, place_in_name
from .attribution.gazetteer import Place
from .attribution.named_days import name_date
from .attribution.places import NOBODY, place_named
from .frame_checks import check_cells, check_frame, check_texts, checked_column
from .tables.columns import columns_of, known_names
from .tables.rows import further_name

STATED = ("text", "city", "district", "province", "year", "date", "title", "publisher", "source")
DATED = ("date", "year")


def read_frame(
    frame: pd.DataFrame,
    text: str | None = None,
    *,
    doc_id: str | None = None,
    city: str | None = None,
    district: str | None = None,
    province: str | None = None,
    year: str | None = None,
    date: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    source: str | None = None,
    **columns: str,
) -> pd.DataFrame:
    """Return the rows of a DataFrame as documents, for `clean_documents` or `segment`.

    Parameters
    ----------
    frame : DataFrame
        One text per row. It is not changed.
    text : str, optional
        The column that holds the texts; by default the first of the names that tables use for it (`text`,
        `content`, 正文 ...).
    doc_id : str, optional
        The column that names each text; by default the labels of the rows, or a column `doc_id` where the
        rows are only numbered. Where no column tells places, an id that is little but a place and a year
        does: `柳州市_2024`.
    city, district, province, year, date, title, publisher, source : str, optional
        The columns that hold these; by default those with the names that tables use (城市, 发布日期 ...).
        None of them is needed.
    **columns : str
        Further columns, under the names they are to have: `region="地区"`. Columns that are not named keep
        their names; one whose name is taken in this way has `_given` added.

    Returns
    -------
    DataFrame
        The columns `analysis.corpus.DOCUMENT_COLUMNS`, then all others of the frame, in its order, by which
        every function can group (`by="region"`); one that is called like one of ours, but is not asked for
        as such, becomes `text_given` and so on. Indexed by `doc_id`, text. Dates in any common form become
        `2023-02-01`; a year not stated is taken from the date. Places stay as they are written, but a city
        written in several ways (柳州, 柳州市), or by its code, gets its full name; where no province is
        stated, those of known cities are added. Missing texts are empty.

    Raises
    ------
    KindError, InputError
        When it is no frame, has not a column named, or an id is duplicated or missing.

    Warns
    -----
    KoujingWarning
        When cells hold no text, no date or no year where one is expected; rows are named. When
        cities get another name than the cells have.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import read_frame, segment
    >>> frame = pd.DataFrame(
    ...     {"content": ["港口扩建。", "黄河治理。"], "place": ["青岛市", "兰州市"],
    ...      "published": ["2023年2月1日", "2024/1/15"], "tier": ["一线", "二线"]}
    ... )
    >>> documents = read_frame(frame, text="content", city="place", date="published")
    >>> documents[["city", "date", "year", "tier"]].to_numpy().tolist()
    [['青岛市', '2023-02-01', 2023, '一线'], ['兰州市', '2024-01-15', 2024, '二线']]
    >>> segment(documents)
    <Corpus: 2 documents, 2 cities, 6 tokens>
    """
    check_frame(frame)
    frame = _with_levels(frame)
    names = column_names(frame, "read_frame")
    named = {"city": city, "district": district, "province": province, "year": year, "date": date}
    named |= {"title": title, "publisher": publisher, "source": source, "text": text, "doc_id": doc_id}
    asked = {
        name: checked_column(frame, names, name, column)
        for name, column in {**columns, **named}.items()
        if column is not None
    }
    frame = frame.set_axis(names, axis=1)
    taken = list(asked.values())
    known = columns_of(name for name in names if name not in taken)
    chosen = {**{name: column for name, column in known.items() if name in STATED}, **asked}
    if "text" not in chosen:
        raise InputError(
            f"read_frame: no column is called {', '.join(known_names('text')[:4])} ...; the frame has "
            f'{listed(names)}. Name the one with the texts: read_frame(frame, text="...").'
        )
    if doc_id is None and "doc_id" in names and "doc_id" not in taken and is_numbered(frame):
        asked["doc_id"] = "doc_id"
    label = asked.get("doc_id")
    ids = document_ids(frame.index if label is None else frame[label], "read_frame")
    found = {name: frame[column].set_axis(ids) for name, column in chosen.items() if name != "doc_id"}
    for column in names:
        if column != label and column not in chosen.values():
            name = further_name(column)
            name = f"{name}_given" if name in found else name
            found[name] = frame[column].set_axis(ids)
    return _read(pd.DataFrame(found, index=ids), "read_frame")


def read_texts(
    texts: Mapping[Any, str] | Iterable[str],
    *,
    city: Any = None,
    year: Any = None,
    date: Any = None,
    **columns: Any,
) -> pd.DataFrame:
    """Return texts as documents, for `clean_documents` or `segment`.

    Parameters
    ----------
    texts : iterable of str, or mapping
        The texts; the keys of a mapping (or the labels of a Series) are their ids, otherwise they are called
        `text1`, `text2` ...
    city, year, date : optional
        One value for all, one for each text in their order, or a mapping or Series by id. Without a city, an
        id that is little but a place and a year states them, as the name of a file does: `柳州市_2024`.
    **columns
        Any further ones (`title`, `region` ...), given in the same way.

    Returns
    -------
    DataFrame
        As returned by `read_frame`.

    Raises
    ------
    KindError, InputError
        When these are no texts, there are more or fewer values than texts, or an id is duplicated.

    Examples
    --------
    >>> from analysis import read_texts
    >>> documents = read_texts({"a": "港口扩建。", "b": "黄河治理。"}, city=["青岛市", "兰州市"], year=2023)
    >>> documents["city"].to_dict()
    {'a': '青岛市', 'b': '兰州市'}
    >>> read_texts({"青岛市_2023": "港口扩建。"})[["city", "year"]].to_numpy().tolist()
    [['青岛市', 2023]]
    """
    check_texts(texts, columns)
    if isinstance(texts, Mapping | pd.Series):
        pairs = list(texts.items())
        ids, cells = document_ids([key for key, _ in pairs], "read_texts"), [value for _, value in pairs]
    else:
        cells = list(texts)
        ids = document_ids([f"text{number}" for number in range(1, len(cells) + 1)], "read_texts")
    check_cells(cells)
    stated = {"text": cells, "city": city, "year": year, "date": date, **columns}
    found = {
        name: pd.Series(values if name == "text" else _spread(values, ids, name), index=ids, dtype=object)
        for name, values in stated.items()
        if values is not None
    }
    return _read(pd.DataFrame(found, index=ids), "read_texts")


def _read(frame: pd.DataFrame, function: str) -> pd.DataFrame:
    """Return a frame whose columns have their names as documents, dates and years read."""
    frame = frame.copy()
    if not {"city", "district", "province"} & set(frame):
        _add_named(frame)
    if "year" in frame:
        frame["year"] = [parse_year(told) or told for told in map(_told, frame["year"])]
    if "date" in frame:
        dates = [parse_date(told) for told in map(_told, frame["date"])]
        lost = [
            label
            for label, told, date in zip(frame.index, frame["date"], dates, strict=True)
            if _told(told) and not date
        ]
        if lost:
            shown = ", ".join(map(str, lost[:8])) + (" ..." if len(lost) > 8 else "")
            warn(f"{function}: no date can be read in `date` of {shown}; it stays empty there.")
        frame["date"] = pd.Series(dates, index=frame.index, dtype=object)
    if "source_line" not in frame:
        frame["source_line"] = 1
    documents = as_documents(frame, function)
    for column in STATED[1:-1]:
        if f"{column}_from" not in frame:
            origin = pd.Series("table", index=documents.index, dtype=object)
            documents[f"{column}_from"] = origin.where(documents[column].notna(), None)
    _add_provinces(documents, function)
    undated = documents["year"].isna() & documents["date"].notna()
    if undated.any():
        years = pd.to_numeric(documents.loc[undated, "date"].str[:4]).astype("Int64")
        documents.loc[undated, "year"] = years
        documents.loc[undated, "year_from"] = "date"
    rest = [column for column in documents if column not in DOCUMENT_COLUMNS]
    return documents[[*DOCUMENT_COLUMNS, *rest]]


def _with_levels(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame with the levels of its index as columns, where they are called as columns of tables."""
    levels = [name for name in frame.index.names if isinstance(name, str) and name not in frame.columns]
    known = set(columns_of(levels).values()) if frame.index.nlevels == 1 else set(levels)
    kept = [name for name in levels if name in known and name != "doc_id"]
    return frame.assign(**{name: frame.index.get_level_values(name) for name in kept}) if kept else frame


def _add_named(frame: pd.DataFrame) -> None:
    """Fill in the places, and the years unless there are any, that the ids of texts state: `柳州市_2024`."""
    found: dict[str, list[Any]] = {"city": [], "district": [], "province": [], "year": []}
    for label in frame.index:
        label = str(label)
        who = place_in_name(label) if is_label(label) else NOBODY
        at = (name_date(label) or "")[:4] if who.city or who.province else ""
        for column, value in zip(found, (who.city, who.district, who.province, at or None), strict=True):
            found[column].append(value)
    for column, values in found.items():
        if any(values) and not (column == "year" and {"year", "date"} & set(frame)):
            frame[column] = pd.Series(values, index=frame.index, dtype=object)
            origin = [None if value is None else "name" for value in values]
            frame[f"{column}_from"] = pd.Series(origin, index=frame.index, dtype=object)


def _add_provinces(documents: pd.DataFrame, function: str) -> None:
    """Fill in the provinces of known cities where no text has one; one city spelled in two ways is one."""
    known = {str(name): _city_named(str(name)) for name in documents["city"].dropna().unique()}
    spelled: dict[str, list[str]] = {}
    for name, place in known.items():
        if place is not None:
            spelled.setdefault(str(place.city), []).append(name)
    twice = {city: names for city, names in spelled.items() if len(names) > 1 or names[0].isdigit()}
    if twice:
        told = "; ".join(f"{', '.join(sorted(names))} became {city}" for city, names in sorted(twice.items()))
        warn(f"{function}: each city has one name, where the cells have others too: {told}.")
        meant = {name: city for city, names in twice.items() for name in names}
        cells = [meant.get(str(name), name) for name in documents["city"]]
        documents["city"] = pd.Series(cells, documents.index, dtype=object)
        known |= {city: known[names[0]] for city, names in twice.items()}
    if documents["province"].isna().all():
        of = {name: place.province for name, place in known.items() if place is not None}
        found = documents["city"].map(of).astype(object)
        documents["province"] = found.where(found.notna(), None)
        documents["province_from"] = pd.Series("city", documents.index, dtype=object).where(
            found.notna(), None
        )


def _city_named(name: str) -> Place | None:
    """Return the city that a name means, if it means one and nothing else."""
    places = [place for place in place_named(name) if place.level == "city"]
    return places[0] if len({(place.city, place.province) for place in places}) == 1 else None


def _told(value: Any) -> str:
    return cell(value) or ""


def _spread(values: Any, ids: pd.Index[Any], name: str) -> list[Any]:
    """Return a value for each id: the same for all, by order, or by key."""
    if isinstance(values, pd.Series):
        labels = set(map(label_text, values.index))
        if set(ids) <= labels or (set(ids) & labels and not isinstance(values.index, pd.RangeIndex)):
            values = values.to_dict()  # by id; otherwise in their order
    if isinstance(values, Mapping):
        keyed = {label_text(key): value for key, value in values.items()}
        unknown = [key for key in keyed if key not in set(ids)]
        if unknown:
            warn(f"read_texts: no text is called {listed(unknown)}, which `{name}` has a value for.")
        return [keyed.get(label) for label in ids]
    if isinstance(values, Set):
        raise KindError(f"read_texts: `{name}` is a set, which has no order; give a list.")
    if isinstance(values, str) or not isinstance(values, Iterable):
        return [values] * len(ids)
    listed_values = list(values)
    if len(listed_values) != len(ids):
        raise InputError(
            f"read_texts: {len(ids)} texts, but {len(listed_values)} values of `{name}`; give one for each."
        )
    return listed_values
