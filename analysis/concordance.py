"""Concordance: the sentences behind a number, with the hit in the middle (KWIC), and typical sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from .checks import check_kind, check_result, check_whole
from .corpus import By, Corpus, group_labels, with_own_variables
from .errors import InputError, KindError
from .lexicon import any_width, pattern_as_in_text, spelled_as_in
from .remedies import shown

KWIC_COLUMNS = (
    "doc_id", "city", "year", "date", "title", "source", "line", "paragraph", "start", "end",
    "left", "node", "right",
)  # fmt: skip

LONGEST = 1_000
"""Characters of a sentence shown on either side of a hit: a list without a full stop may hold thousands of
hits, and repeating all of it for each would exhaust memory."""

N_TERMS = 12
"""Number of key terms of a group that are searched for."""

TYPICAL_LENGTH = (15, 120)
"""Length in characters of a sentence that can be typical."""

WHOLE = re.compile("[。！？；…][”’」』）)]*$")
"""What a sentence ends with, and a heading does not."""


def kwic(
    corpus: Corpus,
    pattern: str | re.Pattern[str] | Iterable[str] | None = None,
    width: int | None = None,
    regex: bool = False,
) -> pd.DataFrame:
    """Find strings in the documents and show each hit in its sentence.

    Parameters
    ----------
    corpus : Corpus
        The corpus to search.
    pattern : str, compiled regular expression, or iterable of str
        The string to find, regardless of token boundaries, so that it may be a phrase of several words; or
        several strings, of which the longest counts where they overlap. A regular expression when `regex` is
        true. What the texts do not hold as given is searched for as cleaned texts spell it (`營商 環境` as
        营商环境), see `lexicon.as_in_text`; signs in either width, see `lexicon.any_width`.
    width : int, optional
        Characters of context on either side; by default the whole sentence, or 1,000 characters of it.
    regex : bool
        Treat `pattern` as a regular expression (of the `re` module).

    Returns
    -------
    DataFrame
        `doc_id, city, year, date, title, source, line, paragraph, start, end, left, node, right`, one row per
        hit, in corpus order; `line` is that of the source file, `start` and `end` are offsets into the
        cleaned text of the document. Then the documents' further columns, if any.

    Raises
    ------
    InputError
        When `pattern` is empty or is not a valid regular expression.

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
    check_kind("kwic", corpus, "Corpus", second=pattern)
    finds = _searched(corpus, pattern, regex)
    if width is not None:
        check_whole("kwic", "width", width)
    reach = LONGEST if width is None else width
    lines = np.repeat(corpus.paragraphs["first_line"].to_numpy(), np.diff(corpus.paragraph_ptr))
    rows = []
    for sentence, line in zip(corpus.sentences().itertuples(index=False), lines, strict=True):
        text = sentence.text
        for start, end in _places(finds, text):
            rows.append(
                (
                    sentence.doc_id,
                    line,
                    sentence.paragraph,
                    sentence.start + start,
                    sentence.start + end,
                    text[max(0, start - reach) : start],
                    text[start:end],
                    text[end : end + reach],
                )
            )
    found = pd.DataFrame(
        rows, columns=["doc_id", "line", "paragraph", "start", "end", "left", "node", "right"]
    )
    variables = corpus.documents[["city", "year", "date", "title", "source"]]
    table = found.join(variables, on="doc_id")[list(KWIC_COLUMNS)]
    table = table.astype({"line": "Int64", "paragraph": int, "start": int, "end": int})
    return with_own_variables(table, corpus.documents)


def _places(finds: Sequence[re.Pattern[str]], text: str) -> Iterable[tuple[int, int]]:
    """Yield where something is found; of what overlaps, the leftmost, and of that the longest."""
    found = (hit.span() for find in finds for hit in find.finditer(text))
    reached = 0
    for start, end in sorted(found, key=lambda place: (place[0], -place[1])):
        if start >= reached and end > start:
            yield start, end
            reached = end


def _searched(corpus: Corpus, pattern: object, regex: bool) -> list[re.Pattern[str]]:
    """Return the regular expressions that find what a user of `kwic` asked for."""
    if isinstance(pattern, re.Pattern):
        return [pattern]
    wanted = [pattern] if isinstance(pattern, str) else list(pattern) if isinstance(pattern, Iterable) else []
    if not wanted or not all(isinstance(one, str) for one in wanted):
        raise KindError(
            f'kwic searches for a string or a list of strings, not {shown(pattern)}: kwic(corpus, "港口").'
        )
    if "" in wanted:
        raise InputError("kwic needs a pattern; an empty one would match everywhere.")
    texts = corpus.documents["text"].fillna("").tolist()
    if not regex:
        spelled = sorted({spelled_as_in(texts, one) for one in wanted}, key=lambda one: (-len(one), one))
        return [re.compile("|".join(map(any_width, spelled)))]
    return [_as_they_write(_compiled(one), texts) for one in wanted]


def _as_they_write(given: re.Pattern[str], texts: Sequence[str]) -> re.Pattern[str]:
    """Return an expression as given if anything in the texts fits it, else as cleaned texts are spelled."""
    cleaned = pattern_as_in_text(given.pattern)
    if cleaned == given.pattern or any(given.search(text) for text in texts):
        return given
    return _compiled(cleaned)


def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as fault:
        raise InputError(f"{pattern!r} is not a valid regular expression: {fault}.") from None


def typical_sentences(corpus: Corpus, by: By, terms: pd.DataFrame, n: int = 3) -> pd.DataFrame:
    """Return the sentences of each group that hold the most of its key terms.

    Parameters
    ----------
    corpus : Corpus
        The corpus the sentences come from.
    by : str or sequence of str
        The grouping.
    terms : DataFrame
        `group, term`, best first: the result of `keyness_by` or `tf_idf`. Only the first twelve are used.
    n : int
        Sentences per group, from different documents where possible.

    Returns
    -------
    DataFrame
        `group, rank, doc_id, line, n_terms, terms, text`: `n_terms` different key terms occur in the
        sentence, which has 15 to 120 characters; ties go to the shorter.

    Examples
    --------
    >>> from analysis import count_terms, keyness_by, read_texts, segment, typical_sentences
    >>> texts = read_texts(
    ...     ["港口新开集装箱航线十二条，贸易持续增长。", "黄河沿岸生态治理取得新的进展，水质改善。"],
    ...     city=["青岛市", "兰州市"],
    ... )
    >>> corpus = segment(texts)
    >>> keywords = keyness_by(count_terms(corpus), min_n=1)
    >>> typical_sentences(corpus, "city", keywords)[["group", "text"]].to_numpy().tolist()
    [['兰州市', '黄河沿岸生态治理取得新的进展，水质改善。'],
     ['青岛市', '港口新开集装箱航线十二条，贸易持续增长。']]
    """
    check_kind("typical_sentences", corpus, "Corpus")
    check_whole("typical_sentences", "n", n)
    check_result(
        "typical_sentences",
        terms,
        ("group", "term"),
        "keyness_by(dtm)",
        "typical_sentences(corpus, by, keyness_by(dtm))",
    )
    labels = group_labels(corpus.documents, by, "typical_sentences").to_numpy()
    first = terms[["group", "term"]].drop_duplicates().groupby("group").head(N_TERMS)
    group_of, groups = pd.factorize(labels)
    of_term = pd.Index(groups).get_indexer(first["group"])
    number = {term: i for i, term in enumerate(corpus.vocabulary)}
    known = first["term"].isin(number).to_numpy() & (of_term >= 0)
    wanted = of_term[known] * len(number) + first["term"][known].map(number).to_numpy(dtype=np.int64)

    sentences = corpus.sentences()
    sentences["group"] = labels[corpus.sentence_documents]
    lines = corpus.paragraphs["first_line"].to_numpy(dtype=object)
    sentences["line"] = np.repeat(lines, np.diff(corpus.paragraph_ptr))
    sentences["length"] = sentences["text"].str.len()
    fits = sentences["length"].between(*TYPICAL_LENGTH) & sentences["text"].str.contains(WHOLE)
    sentence_of = np.repeat(np.arange(len(sentences)), np.diff(corpus.sentence_ptr))
    pairs = group_of[corpus.sentence_documents][sentence_of] * len(number) + corpus.token_ids
    at = np.flatnonzero(np.isin(pairs, wanted) & fits.to_numpy()[sentence_of])
    hits = pd.DataFrame({"sentence": sentence_of[at], "term": corpus.vocabulary[corpus.token_ids[at]]})
    held = hits.drop_duplicates().groupby("sentence")["term"]
    found = sentences.loc[held.size().index].assign(n_terms=held.size(), terms=held.agg("、".join))

    order = {"by": ["group", "n_terms", "length"], "ascending": [True, False, True], "kind": "stable"}
    found = found.sort_values(**order).drop_duplicates(["group", "text"])
    turn = found.groupby(["group", "doc_id"]).cumcount().sort_values(kind="stable").index
    chosen = found.loc[turn].groupby("group").head(n).sort_values(**order)
    chosen["rank"] = chosen.groupby("group").cumcount() + 1
    columns = ["group", "rank", "doc_id", "line", "n_terms", "terms", "text"]
    frame = chosen[columns].reset_index(drop=True)
    return frame.astype({"rank": "int64", "n_terms": "int64", "line": "Int64"})
