"""The driver: passes the lines of each document through the rules and logs what was done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from itertools import groupby
from typing import Any, NamedTuple

import pandas as pd

from ..cache import cached
from ..checks import check_kind
from ..corpus import as_documents
from ..errors import skipped
from .learnt import FEWEST, RULE, learn, publisher_of, without_learnt
from .misplaced import pages_in_place
from .records import REMEMBERED, Entry, Line, read_lines
from .row_edges import without_shared
from .rules import RULES, Rule
from .script import is_traditional, simplify
from .signs import look_at
from .spaces import closed_as_in
from .surrogates import writable
from .titles import headline_of_page, not_gone

TABLE_ENDINGS = (
    ".csv",
    ".tsv",
    ".xlsx",
    ".xls",
    ".jsonl",
    ".ndjson",
    ".json",
    ".parquet",
    ".jsonl.gz",
    ".csv.gz",
    ".db",
    ".sqlite",
    ".sqlite3",
    ".duckdb",
)
"""Origins whose `source_line` is a row number, which all lines of the document keep."""

LOG_COLUMNS = ("doc_id", "rule", "action", "n", "first_line", "text")
PARAGRAPH_COLUMNS = ("doc_id", "paragraph", "start", "end", "source", "first_line", "last_line")

_NAME_RULES = ("invisible", "characters", "doubled", "glosses", "script", "width", "spaces")
"""Rules that also apply to titles and publishers."""


class Cleaning(NamedTuple):
    """The result of cleaning: the cleaned documents, their paragraphs, and the log."""

    documents: pd.DataFrame
    paragraphs: pd.DataFrame
    log: pd.DataFrame

    def __repr__(self) -> str:
        sizes = len(self.documents), len(self.paragraphs), len(self.log)
        return "<Cleaning: {} .documents, {} .paragraphs, {} entries in .log>".format(*sizes)


def clean_documents(documents: pd.DataFrame, rules: Sequence[Rule] | None = None) -> Cleaning:
    """Clean the texts of documents, and log what was removed or changed, and where.

    Parameters
    ----------
    documents : DataFrame
        Documents as read, or any frame with a column `text`. It is not changed.
    rules : sequence of Rule, optional
        Rules to apply, in order; all of `RULES` by default.

    Returns
    -------
    Cleaning
        `documents`: the same rows and columns with cleaned `text` (paragraphs joined by line breaks),
        `title` and `publisher`, and the columns `glossary` (explanations of terms kept apart from the
        text, or missing) and `damaged` (Int64, number of places where characters were lost before
        collection). `paragraphs`: `doc_id, paragraph, start, end, source, first_line, last_line`; `start` and
        `end` are offsets into the cleaned text; the lines are those of the source file (for a table, the
        row number). `log`: `doc_id, rule, action, n, first_line, text`, one row per line and rule.
        `action` is `removed`, `moved` (to another article of the same page) or `kept apart` (`n`
        characters), `changed` or `flagged` (`n` places);
        `text` is the text removed, verbatim, or the change. A document of which nothing is left keeps its
        row, with a log entry `empty`. If cleaning a document fails, its text is left empty, with a log entry
        `fault`, whose `action` is `skipped` and whose `text` is the error.

    Warns
    -----
    DocumentSkipped
        If cleaning a text failed.

    Examples
    --------
    >>> from analysis import clean_documents, read_texts
    >>> cleaned = clean_documents(read_texts(["港口 扩建，發展ＡＩ產業，這些變化對我們來說極為重要。"]))
    >>> cleaned.documents["text"].tolist()
    ['港口 扩建，发展AI产业，这些变化对我们来说极为重要。']
    """
    check_kind("clean_documents", documents, "documents")
    documents = as_documents(writable(documents), "clean_documents")
    texts: list[str] = []
    glossaries: list[str | None] = []
    damaged: list[int] = []
    names: dict[str, list[Any]] = {column: [] for column in ("title", "publisher") if column in documents}
    paragraph_rows: list[tuple[Any, ...]] = []
    log_rows: list[tuple[Any, ...]] = []
    found = _all_cleaned(documents, tuple(names), rules)
    for row, lines, entries, names_of in found if rules is not None else _in_place(found):
        doc_id, source = row["doc_id"], row.get("source")
        text = "\n".join(line.text for line in lines)
        start = 0
        for number, line in enumerate(lines):
            end = start + len(line.text)
            paragraph_rows.append((doc_id, number, start, end, source, line.first, line.last))
            start = end + 1
        entries = [entry for entry in entries if entry.rule != "damage" or _survives(entry, lines)]
        if not lines and not any(entry.rule == "fault" for entry in entries):
            entries.append(Entry("empty", "flagged", 1, _first_line(row), ""))
        apart = [entry.text for entry in entries if entry.rule == "glossary"]
        texts.append(text)
        glossaries.append("\n".join(apart) if apart else None)
        damaged.append(sum(entry.n for entry in entries if entry.rule == "damage"))
        for values, name in zip(names.values(), names_of, strict=True):
            values.append(name)
        log_rows.extend((doc_id, *entry) for entry in entries)
    return Cleaning(
        _with_texts(documents, texts, names, glossaries, damaged),
        _frame(paragraph_rows, PARAGRAPH_COLUMNS, ("doc_id", "source")),
        _sorted_log(_frame(log_rows, LOG_COLUMNS, ("doc_id", "rule", "action", "text")), documents.index),
    )


def _all_cleaned(
    documents: pd.DataFrame, names: Sequence[str], rules: Sequence[Rule] | None
) -> Iterator[tuple[dict[str, Any], list[Line], list[Entry], list[Any]]]:
    """Yield each document with its cleaned lines, its log, and its title and publisher.

    What the texts show to be furniture of their publisher's page goes last, when all are known. Rows of
    tables are cleaned one at a time, without what nearly all of a table have at their edges.
    """
    rows = _rows(documents)
    tables = [number for number, row in enumerate(rows) if rules is None and _is_table(row)]
    rows, shared = without_shared(rows, tables)
    waiting: list[tuple[dict[str, Any], list[Line], list[Entry], list[Any]]] = []
    pages = [rules is None and isinstance(row.get("source"), str) and not _is_table(row) for row in rows]
    if sum(pages) <= FEWEST:
        pages = [False] * len(pages)
    for number, row in enumerate(rows):
        try:
            lines, entries, names_of = _kept(row, [row[column] for column in names], rules)
            gone = [Entry(RULE, "removed", len(piece), _first_line(row), piece) for piece in shared[number]]
            entries = [*entries, *gone]
            names_of = [not_gone(name, gone, lines) for name in names_of]
            if not _is_table(row):
                names_of = [
                    headline_of_page(value, row.get("source"), lines, entries) if name == "title" else value
                    for name, value in zip(names, names_of, strict=True)
                ]
        except Exception as error:  # whatever the fault, the other documents are cleaned
            fault = skipped(row["doc_id"], "clean", error)
            lines, names_of = [], [None] * len(names)
            entries = [Entry("fault", "skipped", 1, _first_line(row), fault.reason)]
        if any(pages):
            waiting.append((row, lines, entries, names_of))
        else:
            yield row, lines, entries, names_of
    publishers = [
        publisher_of(row.get("publisher"), row.get("source"), row.get("city")) for row, *_ in waiting
    ]
    whose = zip(publishers, waiting, pages, strict=False)
    learnt = learn([(publisher, found[1]) for publisher, found, is_page in whose if is_page])
    # Where nothing but their cities tells texts apart, they may be of one site that has a banner above all.
    of_one = [not publisher_of(row.get("publisher"), row.get("source"), None) for row, *_ in waiting]
    beside = zip(of_one, waiting, pages, strict=False)
    banners = learn([("", found[1]) for alike, found, is_page in beside if is_page and alike]).get("", set())
    for publisher in {one for one, alike in zip(publishers, of_one, strict=True) if alike} if banners else ():
        learnt[publisher] = learnt.get(publisher, set()) | banners
    for publisher, (row, lines, entries, names_of), is_page in zip(publishers, waiting, pages, strict=False):
        shapes = learnt.get(publisher, set()) if is_page else set()
        lines, gone = without_learnt(lines, shapes) if shapes else (lines, [])
        yield row, lines, [*entries, *gone], [not_gone(name, gone, lines) for name in names_of]


def _in_place(
    found: Iterator[tuple[dict[str, Any], list[Line], list[Entry], list[Any]]],
) -> Iterator[tuple[dict[str, Any], list[Line], list[Entry], list[Any]]]:
    """Yield what was cleaned, with the paragraphs of newspaper pages below the article they belong to."""
    for source, group in groupby(found, key=lambda one: None if _is_table(one[0]) else one[0].get("source")):
        if not isinstance(source, str):
            yield from group
            continue
        page = list(group)
        if len({day for row, *_ in page if pd.notna(day := row.get("date"))}) > 1:  # a page is of one day
            yield from page
            continue
        titles = [row.get("title") for row, *_ in page]
        placed = pages_in_place(titles, [one[1] for one in page], [one[2] for one in page])
        for (row, _, _, names_of), (lines, entries) in zip(page, placed, strict=True):
            yield row, lines, entries, names_of


def _kept(
    row: dict[str, Any], names: Sequence[Any], rules: Sequence[Rule] | None
) -> tuple[list[Line], list[Entry], list[Any]]:
    """Return the result of `_cleaned`, from the cache unless the caller has given the rules."""
    given = (row["text"], _first_line(row), _is_table(row), names)
    if rules is None:
        return cached(partial(_cleaned, *given), kinds=(Line, Entry))
    return _cleaned(*given, rules)


def _cleaned(
    text: Any, first_line: int, fixed: bool, names: Sequence[Any], rules: Sequence[Rule] = RULES
) -> tuple[list[Line], list[Entry], list[Any]]:
    """Return the cleaned text, the log of changes, and the cleaned title and publisher."""
    given = read_lines(text, first_line, fixed=fixed) if isinstance(text, str) else []
    look_at(line.text for line in given)
    lines, entries = clean_lines(given, rules)
    traditional = is_traditional([line.text for line in given])
    clean = _clean_again if rules is RULES else partial(_clean_name, rules=rules)
    cleaned = [clean(name, traditional=traditional) if isinstance(name, str) else name for name in names]
    return lines, entries, [closed_as_in(name, lines) for name in cleaned]


def clean_lines(lines: list[Line], rules: Sequence[Rule]) -> tuple[list[Line], list[Entry]]:
    """Apply the rules to the lines in order, and return the remaining lines and the log."""
    entries: list[Entry] = []
    for rule in rules:
        lines, done = rule.apply(lines)
        entries.extend(done)
    return lines, entries


def _survives(flag: Entry, lines: Sequence[Line]) -> bool:
    """Return whether the place that was flagged is still in the text."""
    return any(line.first <= flag.first_line <= line.last for line in lines)


def _rows(documents: pd.DataFrame) -> list[dict[str, Any]]:
    records = documents.reset_index(names="doc_id").to_dict("records")
    return [{str(key): value for key, value in record.items()} for record in records]


def _first_line(row: dict[str, Any]) -> int:
    value = row.get("source_line")
    return 1 if value is None or pd.isna(value) else int(value)


def _is_table(row: dict[str, Any]) -> bool:
    source = row.get("source")
    return isinstance(source, str) and source.lower().endswith(TABLE_ENDINGS)


def _clean_name(value: str, rules: Sequence[Rule], traditional: bool) -> str | None:
    """Return a title or publisher in the script and spelling of the cleaned text."""
    chosen = [
        rule for rule in rules if rule.name in _NAME_RULES and (rule.name != "script" or not traditional)
    ]
    lines, _ = clean_lines(read_lines(value), chosen)
    text = " ".join(line.text for line in lines)
    if traditional and any(rule.name == "script" for rule in rules):
        text = simplify(text)
    return text or None


_clean_again = lru_cache(maxsize=REMEMBERED)(partial(_clean_name, rules=RULES))
"""The same by the usual rules: many texts are of one publisher."""


def _with_texts(
    documents: pd.DataFrame,
    texts: list[str],
    names: dict[str, list[Any]],
    glossaries: list[str | None],
    damaged: list[int],
) -> pd.DataFrame:
    result = documents.copy()
    # Python strings as read: Arrow's would be a further copy of all texts, made anew at each access.
    result["text"] = pd.Series(texts, index=documents.index, dtype=object)
    for column, values in names.items():
        result[column] = pd.Series(values, index=documents.index, dtype=documents[column].dtype)
    result["glossary"] = pd.Series(glossaries, index=documents.index, dtype="str")
    result["damaged"] = pd.Series(damaged, index=documents.index, dtype="Int64")
    return result


def _frame(rows: list[tuple[Any, ...]], columns: tuple[str, ...], strings: tuple[str, ...]) -> pd.DataFrame:
    frame = pd.DataFrame.from_records(rows, columns=list(columns))
    kinds = {column: "str" if column in strings else "int64" for column in columns}
    kinds.update({column: "Int64" for column in ("first_line", "last_line") if column in columns})
    return frame.astype(kinds)


def _sorted_log(log: pd.DataFrame, doc_ids: pd.Index) -> pd.DataFrame:
    """Return the log in document order, and within documents by rule, line and text."""
    order = pd.Series(range(len(doc_ids)), index=doc_ids.astype("str"))
    keyed = log.assign(_place=log["doc_id"].map(order).astype("int64"))
    keyed = keyed.sort_values(["_place", "rule", "first_line", "text"], kind="stable")
    return keyed.drop(columns="_place").reset_index(drop=True)
