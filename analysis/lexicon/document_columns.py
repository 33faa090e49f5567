"""Names of the columns of documents, in a module without pandas for the process that opens files."""

DOCUMENT_COLUMNS = (
    "city", "district", "province", "year", "date", "title", "publisher", "source", "source_line", "text",
    "city_from", "district_from", "province_from", "year_from", "date_from", "title_from", "publisher_from",
)  # fmt: skip
"""Columns of the `documents` frame, which is indexed by `doc_id`.

`year` is Int64, `date` an ISO string (`2023-02-01`, or `2023-02`, `2023` where no more is stated), `source`
the path of the file relative to the folder read (members of archives as `archive.zip/member.txt`),
`source_line` the number (from 1) of the line of that file on which `text` begins (for a table: the number of
the data row). Each `*_from` says how a value was found: `manifest`, `table`, `folder`, `file name`, `page`,
`dateline`, `title`, `body`, or `district` (a city taken from its district), `city` (a province taken from its
city), `date` (a year taken from a date). Values not stated are missing (`None` or `<NA>`), and so
are their `*_from`.
"""

DOCUMENT_VARIABLES = ("city", "district", "province", "year", "date", "title", "publisher", "source")

OF_CLEANING = ("glossary", "damaged")
"""Columns that `clean_documents` adds."""

MISSING = frozenset(("nan", "NaN", "NaT", "None", "null", "NULL", "<NA>", "#N/A"))
"""What tables and frames turned into text say where there was no value."""
