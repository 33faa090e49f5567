"""Short labels of topics: chosen from their terms, or given in a file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ..checks import check_kind, check_path, check_whole
from ..corpus import TopicModel
from ..errors import DataFileError, warn
from ..lexicon import DATA, read_lines, read_toml
from ..segmentation import word_tags
from .reading import frex

NO_NOUN = frozenset("一二两三四五六七八九十这那每各某有无不")
"""A word not in the dictionary that begins with one of these is hardly ever a noun (一策, 这座, 有所)."""

LABEL_FROM = 10
"""Number of most probable terms that labels are chosen from: rarer ones are exclusive by chance."""


def label_topics(model: TopicModel, path: str | Path | None = None, n: int = 3) -> pd.Series[str]:
    """Return a short label for each topic: two or three of its nouns, or the label given in a file.

    The nouns are those with the highest FREX among the topic's most probable terms, without words that name
    no subject (`data/topic_label_stopwords.txt`: 时期, 良好开局, 目标); no term is used in two labels of one
    model, or is part of another term in the same label.

    Parameters
    ----------
    model : TopicModel
        A fitted model.
    path : path, optional
        A TOML file of `[[topic]]` tables with a `label` and either the `terms` that identify the topic (all
        among its twenty most probable, so that it can be found again in another fit) or its `number`.
    n : int
        Maximum terms per label.

    Returns
    -------
    Series of str
        Indexed by topic.

    Raises
    ------
    DataFileError
        When the file does not have this form.

    Warns
    -----
    KoujingWarning
        When no topic, or more than one label, matches.

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> from analysis import DocTermMatrix, fit_topics, label_topics
    >>> counts = np.kron(np.eye(2, dtype=int), np.full((120, 3), 10))
    >>> documents = [f"d{i:02}" for i in range(24)]
    >>> units = pd.DataFrame({"doc_id": np.repeat(documents, 10), "paragraph": [*range(10)] * 24})
    >>> units["city"] = np.repeat(["青岛市", "兰州市"], 120)
    >>> units["year"] = np.tile(np.repeat([2021, 2022, 2023], 10), 8)
    >>> terms = ("港口", "航线", "贸易", "黄河", "治理", "生态")
    >>> dtm = DocTermMatrix(counts, units, terms, counts.sum(axis=1), "paragraph")
    >>> model = fit_topics(dtm, n_topics=2, max_share=0.6)
    >>> label_topics(model, n=1).index.tolist()
    [1, 2]
    """
    check_kind("label_topics", model, "TopicModel")
    check_whole("label_topics", "n", n, 1)
    if path:
        check_path("label_topics", path)
    terms = list(model.topic_terms.columns)
    values = model.topic_terms.to_numpy()
    scores = frex(values)
    tags = word_tags({terms[i] for row in values for i in np.argsort(-row, kind="stable")[:LABEL_FROM]})
    column = {term: i for i, term in enumerate(terms)}
    used: set[str] = set()
    labels = []
    for row, score in zip(values, scores, strict=True):
        first = np.argsort(-row, kind="stable")[:LABEL_FROM]
        ordered = [terms[i] for i in first[np.argsort(-score[first], kind="stable")]]
        chosen = _apart([term for term in ordered if _is_noun(term, tags[term])], used, n)
        if len(chosen) < 2:
            rest = [term for term in ordered if term not in chosen and _is_subject(term)]
            chosen += _apart(rest, used, 2 - len(chosen))
        chosen = chosen or ordered[:1]
        chosen.sort(key=lambda term: (-row[column[term]], term))
        used.update(chosen)
        labels.append("·".join(chosen))
    made = pd.Series(labels, index=model.topic_terms.index, name="label")
    return _override(made, model, Path(path)) if path else made


def _apart(terms: Sequence[str], used: set[str], n: int) -> list[str]:
    chosen: list[str] = []
    for term in terms:
        within = any(term in other or other in term for other in chosen)
        if len(chosen) < n and term not in used and not within:
            chosen.append(term)
    return chosen


def _is_noun(term: str, tag: str) -> bool:
    if not _is_subject(term):
        return False
    if not tag:
        return term[0] not in NO_NOUN
    return tag in ("vn", "an", "l", "j") or (tag[0] == "n" and not tag.startswith("nr"))


def _is_subject(term: str) -> bool:
    """Return whether a term may name a topic: no general word, and no English one (5G and AI may)."""
    return term not in _general_words() and not (term.isascii() and any(map(str.islower, term)))


@cache
def _general_words() -> frozenset[str]:
    return frozenset(word for _, word in read_lines(DATA / "topic_label_stopwords.txt"))


def _override(labels: pd.Series[str], model: TopicModel, path: Path) -> pd.Series[str]:
    labels = labels.copy()
    ranked = model.topic_terms.rank(axis=1, ascending=False, method="first")
    given: set[Any] = set()
    for number, entry in enumerate(read_labels(path), 1):
        if "number" in entry:
            found = [topic for topic in labels.index if topic == entry["number"]]
            sought = f"number {entry['number']}"
        else:
            known = [term for term in entry["terms"] if term in ranked]
            worst = ranked[known].max(axis=1) if len(known) == len(entry["terms"]) else pd.Series(dtype=float)
            found = worst[worst <= 20].sort_values(kind="stable").index.tolist()
            sought = " ".join(entry["terms"])
        if not found or found[0] in given:
            said = "no topic has" if not found else f"topic {found[0]} has a label already; it has"
            warn(f"{path}: entry {number} ({entry['label']}): {said} {sought}.")
            continue
        given.add(found[0])
        labels[found[0]] = entry["label"]
    return labels


def read_labels(path: str | Path) -> Sequence[dict[str, Any]]:
    """Read and validate a file of labels.

    Parameters
    ----------
    path : path
        A TOML file as `label_topics` describes it.

    Raises
    ------
    DataFileError
        When it does not have this form.
    """
    path = Path(path)
    table = read_toml(path)
    entries = table.get("topic")
    if set(table) != {"topic"} or not isinstance(entries, list):
        raise DataFileError(f"{path}: only [[topic]] tables are expected, and at least one of them.")
    for number, entry in enumerate(entries, 1):
        label, terms, given = entry.get("label"), entry.get("terms"), set(entry) - {"label"}
        by_number = given == {"number"} and isinstance(entry["number"], int)
        words = isinstance(terms, list) and terms and all(isinstance(term, str) for term in terms)
        if (
            not isinstance(label, str)
            or not label.strip()
            or not (by_number or (given == {"terms"} and words))
        ):
            raise DataFileError(
                f"{path}: entry {number}: `label` (a text) and either `terms` (a list of words) or `number` "
                "(a whole number) are expected."
            )
    return entries
