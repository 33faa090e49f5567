"""Concordance: the sentences behind a number, with the hit in the middle (KWIC)."""

from __future__ import annotations

import re

import pandas as pd

from .corpus import Corpus
from .errors import InputError

KWIC_COLUMNS = (
    "doc_id", "city", "year", "date", "title", "source", "line", "paragraph", "start", "end",
    "left", "node", "right",
)  # fmt: skip


def kwic(corpus: Corpus, pattern: str, width: int | None = None, regex: bool = False) -> pd.DataFrame:
    """Find a string in the documents and show it in its sentence.

    Parameters
    ----------
    corpus : Corpus
        Where to look.
    pattern : str
        The string to find, across token boundaries; a regular expression when `regex` is true.
    width : int, optional
        Characters of context on either side; by default the whole sentence.
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
    sentences = corpus.sentences()
    lines = corpus.paragraphs.set_index(["doc_id", "paragraph"])["first_line"]
    rows = []
    for sentence in sentences.itertuples(index=False):
        for hit in find.finditer(sentence.text):
            if hit.end() == hit.start():
                continue
            left, right = sentence.text[: hit.start()], sentence.text[hit.end() :]
            rows.append(
                (
                    sentence.doc_id,
                    lines.loc[(sentence.doc_id, sentence.paragraph)],
                    sentence.paragraph,
                    sentence.start + hit.start(),
                    sentence.start + hit.end(),
                    left if width is None else left[max(0, len(left) - width) :],
                    hit.group(),
                    right if width is None else right[:width],
                )
            )
    found = pd.DataFrame(
        rows, columns=["doc_id", "line", "paragraph", "start", "end", "left", "node", "right"]
    )
    variables = corpus.documents[["city", "year", "date", "title", "source"]]
    table = found.join(variables, on="doc_id")[list(KWIC_COLUMNS)]
    return table.astype({"line": "Int64", "paragraph": int, "start": int, "end": int})
