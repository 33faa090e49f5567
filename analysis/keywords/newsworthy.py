"""Which terms can be used in a headline: widely used, with a subject, no names, no word fragments."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..checks import check_result
from ..corpus import By, SizedTexts, group_labels
from ..lexicon import Scanner
from .standing_out import RARE, hardly_used

ALPHA = 0.05

MIN_SHARE = 0.5
"""Minimum share of the group's documents in which a headline term must occur, unless it is tested."""

MIN_ABSENT = 3
"""Documents of a group from which on chance can say how many of them hold a term."""

MIN_WORDS = 300
"""Minimum number of words of a group of which terms are headlines."""


def headline_terms(
    words: pd.DataFrame,
    marks: Mapping[str, str],
    corpus: SizedTexts | None = None,
    by: By = "city",
    without: Collection[str] = (),
) -> pd.DataFrame:
    """Choose the terms that can be said to distinguish a group, or to be avoided or hardly used by it.

    Parameters
    ----------
    words : DataFrame
        The result of `standing_out`.
    marks : mapping of str to str
        The result of `term_marks`; marked terms make no headline.
    corpus : Corpus or Counted, optional
        The texts. The words of a text do not tell that a term is part of a longer one (海洋 of 海洋经济), so
        with the texts those who are said not to use a term are searched for it.
    by : str or sequence of str
        The grouping of `words`.
    without : collection of str
        The documents that `standing_out` left out.

    Returns
    -------
    DataFrame
        The columns of `words` with `kind`, `n_written` and `rank`. `term` is a term that the group uses more:
        tested (p <= 0.05), or in at least half of the group's documents with an interval over documents,
        where there is one, above zero. `avoided` is one that four fifths of the other groups use and the
        group hardly ever: fewer than three times, or at less than a tenth of their rate; with three documents
        or more, and untested, so few of these contain it that of documents drawn at random so few would in no
        more than one case of twenty (hypergeometric): where few texts on one subject make up what the others
        write, its absence means nothing. `seldom` is one like it whose own interval alone speaks for it
        (`basis`), which is shown and not claimed. With a corpus, groups below `MIN_WORDS` words have none.
        `n_written` is how often it is written, within longer words too, by those said to use it little or not
        at all: the group itself, or the others where they never use it as a word (`n` and `n_other` without a
        corpus); a term that they write often is left out. Sorted by group and kind; tested terms come first,
        then the largest `bound`.

    Examples
    --------
    >>> from analysis import SAMPLE, read_corpus, count_terms, standing_out, term_marks, headline_terms
    >>> corpus = read_corpus(SAMPLE).corpus
    >>> words = standing_out(count_terms(corpus))
    >>> found = headline_terms(words, term_marks(corpus, words["term"]))
    >>> set(found["kind"]) <= {"term", "avoided", "seldom"}
    True
    """
    check_result(
        "headline_terms",
        words,
        ("term", "direction", "low", "p", "basis"),
        "standing_out(dtm)",
        "headline_terms(standing_out(dtm), term_marks(corpus, terms))",
    )
    unmarked = np.array([not marks.get(term, "") for term in words["term"]], dtype=bool)
    tested = words["p"] <= ALPHA
    more = (words["direction"] == "more") & (
        tested | ((words["n_documents"] >= MIN_SHARE * words["documents"]) & ~(words["low"] <= 0))
    )
    compared = (words[name] for name in ("n", "rate", "rate_other", "n_groups_other", "groups_other"))
    less = (words["direction"] == "less") & hardly_used(*compared) & (tested | _rarely_in_documents(words))
    kept = unmarked & (more | less).to_numpy()
    kind = np.select([more, words["basis"] == "alone"], ["term", "seldom"], "avoided")
    found = words[kept].assign(kind=kind[kept], untested=~tested[kept])
    order = ["group", "kind", "untested", "p", "bound", "term"]
    found = found.sort_values(order, ascending=[True, False, True, True, False, True], ignore_index=True)
    found = found.assign(n_written=np.where(found["kind"] == "term", found["n_other"], found["n"]))
    if corpus is not None and len(found):
        labels = group_labels(corpus.documents, by, "headline_terms")
        labels = labels.mask(labels.index.isin(list(without)))
        n_words = corpus.n_words.groupby(labels).sum()
        found = found[found["group"].map(n_words).ge(MIN_WORDS)].reset_index(drop=True)
        found = _searched(found, corpus, labels)
    rank = found.groupby(["group", "kind"]).cumcount() + 1
    return found.drop(columns="untested").assign(rank=rank.astype("int64"))


def _rarely_in_documents(words: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Return where so few of a group's documents contain a term that chance would hardly leave it so few."""
    from scipy.stats import hypergeom  # takes half a second to load

    mine, documents = words["n_documents"], words["documents"]
    every, containing = documents + words["documents_other"], mine + words["n_documents_other"]
    chance = hypergeom.cdf(mine, every, containing, documents)
    return ((documents < MIN_ABSENT) | (chance <= ALPHA)).to_numpy()


def _searched(found: pd.DataFrame, corpus: SizedTexts, labels: pd.Series) -> pd.DataFrame:
    """Return the headlines that hold when terms are searched for in the texts, within longer words too."""
    absent = (found["kind"] != "term") | (found["n_other"] == 0)
    scanner = Scanner(found.loc[absent, "term"])
    groups = sorted(labels.dropna().unique())
    place = dict(zip(labels.index, pd.Index(groups).get_indexer(labels).tolist(), strict=True))
    counts = np.zeros((len(groups), len(scanner.words)), dtype=np.int64)
    for doc_id, text in corpus:
        if place[doc_id] >= 0 and scanner.words:
            np.add.at(counts[place[doc_id]], [match.word for match in scanner.all(text)], 1)
    written = pd.DataFrame(counts, index=groups, columns=list(scanner.words))
    sizes = corpus.n_words.groupby(labels).sum().reindex(groups)
    total, size = written.sum(), sizes.sum()
    n_written, kept = found["n_written"].to_numpy().copy(), np.ones(len(found), dtype=bool)
    for at in np.flatnonzero(absent):
        row = found.iloc[at]
        mine, others = written.loc[row["group"], row["term"]], total[row["term"]]
        others -= mine
        rate, rate_other = mine / sizes[row["group"]], others / max(size - sizes[row["group"]], 1)
        if row["kind"] != "term":
            n_written[at], kept[at] = mine, mine < RARE or rate < rate_other / 10
        else:
            n_written[at], kept[at] = others, others < mine and rate_other < rate / 2
    return found.assign(n_written=n_written)[kept].reset_index(drop=True)
