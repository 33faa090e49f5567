"""Concordance: the sentences behind a number, with the hit in the middle (KWIC)."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from .corpus import Corpus
from .errors import InputError

KWIC_COLUMNS = (
    "doc_id", "city", "year", "date", "title", "source", "line", "paragraph", "start", "end",
    "left", "node", "right",
)  # fmt: skip

LONGEST = 1_000
"""Characters of a sentence that are shown on either side of a hit: a list without a full stop may hold
thousands of hits, and the whole of it for each would fill the memory."""


def kwic(corpus: Corpus, pattern: str, width: int | None = None, regex: bool = False) -> pd.DataFrame:
    """Find a string in the documents and show it in its sentence.

    Parameters
    ----------
    corpus : Corpus
        Where to look.
    pattern : str
        The string to find, across token boundaries; a regular expression when `regex` is true.
    width : int, optional
        Characters of context on either side; by default the whole sentence, or 1,000 characters of it.
    regex : bool
        Read `pattern` as a regular expression (of the `re` module).

    Returns
    -------
    DataFrame
        `doc_id, city, year, date, title, source, line, paragraph, start, end, left, node, right`, one row a
        hit, in the order of the corpus; `line` is that of the source file, `start` and `end` are offsets into
        the cleaned text of the document.

    Raises
    ------
    InputError
        When `pattern` is empty or is no valid regular expression.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import segment, kwic
    >>> from analysis.corpus import DOCUMENT_COLUMNS
    >>> texts = pd.DataFrame(
    ...     {"city": ["青岛市", "兰州市"],
    ...      "text": ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"]},
    ...     index=pd.Index(["a", "b"], name="doc_id"),
    ... ).reindex(columns=DOCUMENT_COLUMNS)
    >>> corpus = segment(texts)
    >>> kwic(corpus, "改革")[["city", "left", "node", "right"]].to_numpy().tolist()
    [['青岛市', '', '改革', '创新。'], ['兰州市', '黄河治理，', '改革', '创新。']]
    """
    if not pattern:
        raise InputError("kwic needs a pattern; an empty one would match everywhere.")
    try:
        find = re.compile(pattern if regex else re.escape(pattern))
    except re.error as fault:
        raise InputError(f"{pattern!r} is not a valid regular expression: {fault}.") from None
    reach = LONGEST if width is None else max(width, 0)
    lines = np.repeat(corpus.paragraphs["first_line"].to_numpy(), np.diff(corpus.paragraph_ptr))
    rows = []
    for sentence, line in zip(corpus.sentences().itertuples(index=False), lines, strict=True):
        text = sentence.text
        for hit in find.finditer(text):
            start, end = hit.span()
            if start == end:
                continue
            rows.append(
                (
                    sentence.doc_id,
                    line,
                    sentence.paragraph,
                    sentence.start + start,
                    sentence.start + end,
                    text[max(0, start - reach) : start],
                    hit.group(),
                    text[end : end + reach],
                )
            )
    found = pd.DataFrame(
        rows, columns=["doc_id", "line", "paragraph", "start", "end", "left", "node", "right"]
    )
    variables = corpus.documents[["city", "year", "date", "title", "source"]]
    table = found.join(variables, on="doc_id")[list(KWIC_COLUMNS)]
    return table.astype({"line": "Int64", "paragraph": int, "start": int, "end": int})
