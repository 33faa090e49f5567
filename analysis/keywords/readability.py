"""How texts are written: length of sentences and clauses, and how common their characters are."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np
import numpy.typing as npt
import pandas as pd

from .. import stats
from ..checks import check_kind
from ..corpus import By, Corpus, group_labels
from ..lexicon import character_levels

READABILITY_COLUMNS = ("group", "measure", "unit", "value", "low", "high", "n_documents")

STOP = re.compile("[。！？!?…]+[”’」』）)】》\"']*$")
CLAUSE = re.compile("[，,；;：:。！？!?…—]+")
WORDY = re.compile(r"[^\W\d_]")
HAN = re.compile("[㐀-䶿一-鿿\U00020000-\U0003ffff]")

MEASURES = {
    "sentence_length": ("words", "words", "sentences"),
    "sentence_characters": ("characters", "characters", "sentences"),
    "clauses_per_sentence": ("clauses", "clauses", "sentences"),
    "clause_length": ("characters", "characters", "clauses"),
    "word_length": ("characters", "word_characters", "all_words"),
    "level_1": ("share", "level_1", "all_characters"),
    "level_2": ("share", "level_2", "all_characters"),
    "level_3": ("share", "level_3", "all_characters"),
    "outside": ("share", "outside", "all_characters"),
}
"""Measure to its unit, and the two counts of a document whose ratio it is."""


def readability(corpus: Corpus, by: By | None = "city") -> pd.DataFrame:
    """Measure how long sentences and clauses are, and how common the characters.

    Parameters
    ----------
    corpus : Corpus
        The texts, cleaned: line breaks within sentences would end them.
    by : str or sequence of str, optional
        A column of the documents; with None each document is a group of its own, named by its id.

    Returns
    -------
    DataFrame
        `group`; `measure`; its `unit`; `value`, the ratio of two totals of the group; the bounds `low` and
        `high` of its 95 % interval over documents, missing with fewer than three; `n_documents`. Sorted by
        group, then in this order:

        - `sentence_length` in words, `sentence_characters` in Han characters, `clauses_per_sentence`: of the
          sentences that end in a mark (。！？…) and hold a word, so headings and table cells do not count;
        - `clause_length` in Han characters, of the clauses of these sentences: the parts between commas,
          semicolons, colons, dashes and full stops (、 does not end one) that hold a word;
        - `word_length` in characters, of all words;
        - `level_1`, `level_2`, `level_3`, `outside`: shares of the Han characters in each level of the Table
          of General Standard Chinese Characters (see `lexicon.character_levels`), or not in it.

        There is no index in years of schooling: those that exist were fitted to textbooks.

    Raises
    ------
    ChoiceError
        When the documents have no such column.

    References
    ----------
    Sung, Y.-T. et al. (2015). Leveling L2 texts through readability. Modern Language Journal 99, 371-391, for
    measures of Chinese; State Council (2013). 通用规范汉字表; Cochran, W. (1977). Sampling Techniques, for
    the variance of a ratio (`stats.ratio_variance`).

    Examples
    --------
    >>> from analysis import read_texts, readability, segment
    >>> corpus = segment(read_texts(["港口扩建，贸易增长。改革创新。"], city="青岛市"))
    >>> readability(corpus)[["measure", "unit", "value"]].head(4).to_numpy().tolist()
    [['sentence_length', 'words', 3.0], ['sentence_characters', 'characters', 6.0],
     ['clauses_per_sentence', 'clauses', 1.5], ['clause_length', 'characters', 4.0]]
    """
    check_kind("readability", corpus, "Corpus")
    counts = _counts(corpus)
    if by is None:
        labels = pd.Series(corpus.documents.index.astype(str), index=corpus.documents.index)
        order = list(labels)
    else:
        labels = group_labels(corpus.documents, by, "readability")
        order = sorted(labels.dropna().unique())
    rows = []
    for group in order:
        mine = counts[(labels == group).to_numpy(dtype=bool)]
        for measure, (unit, above, below) in MEASURES.items():
            value, low, high = _ratio(mine[above].to_numpy(), mine[below].to_numpy(), unit == "share")
            rows.append((str(group), measure, unit, value, low, high, len(mine)))
    table = pd.DataFrame(rows, columns=list(READABILITY_COLUMNS))
    return table.astype({"group": "str", "measure": "str", "unit": "str", "value": float, "low": float,
                         "high": float, "n_documents": "int64"})  # fmt: skip


def _ratio(
    above: npt.NDArray[np.int64], below: npt.NDArray[np.int64], share: bool
) -> tuple[float, float, float]:
    """Return the ratio of two totals, and the bounds of its interval over documents."""
    n_documents = int((below > 0).sum())
    if not n_documents:
        return np.nan, np.nan, np.nan
    value = above.sum() / below.sum()
    if n_documents < stats.MIN_DOCUMENTS:
        return value, np.nan, np.nan
    variance, df = stats.ratio_variance(above, below), stats.ratio_df(below)
    interval = stats.share_interval if share else stats.t_interval
    low, high = interval(value, variance, df)
    return value, float(low), float(high)


def _counts(corpus: Corpus) -> pd.DataFrame:
    """Return what is counted in each document, a column a count."""
    is_word = corpus.is_word[corpus.token_ids]
    tokens_before = np.concatenate([[0], np.cumsum(is_word)])
    words = np.diff(tokens_before[corpus.sentence_ptr])
    sentences = corpus.sentences()["text"]
    whole = sentences.str.contains(STOP).to_numpy() & (words > 0)
    rows, n = corpus.sentence_documents[whole], corpus.n_documents
    own = sentences[whole]
    clauses = own.map(lambda text: sum(bool(WORDY.search(part)) for part in CLAUSE.split(text)))
    characters = own.map(lambda text: len(HAN.findall(text)))

    def total(values: npt.ArrayLike) -> npt.NDArray[np.int64]:
        return np.bincount(rows, weights=np.asarray(values, dtype=float), minlength=n).astype(np.int64)

    of_word, lengths = corpus.token_documents[is_word], corpus.token_lengths[is_word]
    counts = pd.DataFrame(
        {
            "sentences": np.bincount(rows, minlength=n),
            "words": total(words[whole]),
            "characters": total(characters),
            "clauses": total(clauses),
            "all_words": np.bincount(of_word, minlength=n),
            "word_characters": np.bincount(of_word, weights=lengths, minlength=n).astype(np.int64),
        }
    )
    return counts.join(pd.DataFrame([_levels(text) for text in corpus.documents["text"].fillna("")]))


def _levels(text: str) -> dict[str, int]:
    levels, found = character_levels(), dict.fromkeys(("level_1", "level_2", "level_3", "outside"), 0)
    for character, n in Counter(HAN.findall(text)).items():
        found[f"level_{levels[character]}" if character in levels else "outside"] += n
    return {**found, "all_characters": sum(found.values())}
