"""The sentences of a corpus as the page holds them: each once, compressed, with the places behind numbers.

A browser unpacks them when a reader first opens a number or searches. The places where a term is a token are
not listed: the page holds the lengths of all tokens, and looks a term up as Python would.
"""

from __future__ import annotations

import base64
import gzip
import json
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..clean.script import traditional_of
from ..corpus import Corpus, IntArray
from .evidence import Evidence

MOST = 4_000_000
"""Most characters of the sentences in a page; gzip and base64 make a third of their bytes of them."""

LEVEL = 6
"""Of gzip: the highest, 9, takes five times as long for a hundredth less."""

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
MOST_DIGIT = len(DIGITS) - 1


def sentence_data(evidence: Evidence, most: int = MOST) -> dict[str, Any]:
    """Return the sentences of a corpus, and what links look up in them.

    All sentences are returned when they have at most `most` characters; if not, those that links open; if
    even these have more, those of the first places of each link.

    Parameters
    ----------
    evidence : Evidence
        The links of the page, and the corpus in which they look up their places.
    most : int
        Most characters.

    Returns
    -------
    dict
        Offsets are in UTF-16 units, as a browser counts them.

        - `text`: the sentences, each ended by a line break; `n_sentences`: their number in the corpus;
          `all`: whether these are all of them.
        - `words`: the length of each token in base 36; `0` adds 35 to the digit after it.
        - `lines`: for each sentence the line of the source file on which its paragraph begins, as the
          difference from the sentence before; -1 stands for an unknown line.
        - `documents`: columns with a value per document: `n` (sentences), `group` (number in `groups`, or
          -1), `city`, `title`, `when`, `year`, `source`, `han` (Han characters).
        - `places`: kind of link to `start` (differences from the place before), `length` and `columns`, each
          with its `words` and, for each place, which of them it has.
        - `totals`: number of places of each link, where not all of them are here.
        - `simplified`: pairs of characters, a Traditional one that these sentences lack and the Simplified
          one that they have.
    """
    corpus, sentences = evidence.corpus, evidence.sentences
    lengths = (sentences["end"] - sentences["start"]).to_numpy(dtype=np.int64) + 1
    kept = np.ones(len(lengths), dtype=bool)
    is_cut = False
    if lengths.sum() > most:
        kept = _marked(len(lengths), evidence.found)
        if is_cut := bool(lengths[kept].sum() > most):
            kept = _marked(len(lengths), evidence.first())
    text = "".join(f"{one}\n" for one in sentences["text"].to_numpy()[kept])
    units = _units(text)
    start = np.zeros(len(lengths), dtype=np.int64)
    start[kept] = np.cumsum(lengths[kept]) - lengths[kept]
    return {
        "text": text,
        "all": bool(kept.all()),
        "n_sentences": len(kept),
        "words": _words(corpus, kept, start, sentences, units),
        "lines": np.diff(_lines(corpus)[kept], prepend=0).tolist(),
        "documents": _documents(evidence, kept),
        "groups": evidence.order,
        "places": {
            kind: _places(evidence.located(kind), columns, kept, start, units)
            for kind, columns in evidence.columns.items()
        },
        "totals": evidence.counts if is_cut else {},
        "simplified": "".join(one + other for one, other in traditional_of(text).items()),
    }


def packed(data: dict[str, Any]) -> str:
    """Return data as JSON in UTF-8, compressed with gzip, in base64: the same text for the same data."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return base64.b64encode(gzip.compress(text.encode("utf-8", "replace"), LEVEL, mtime=0)).decode("ascii")


def _marked(n: int, found: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Mark the sentences of places, from that in which each begins to that in which it ends."""
    steps = np.zeros(n + 1, dtype=np.int64)
    np.add.at(steps, found["sentence"].to_numpy(dtype=np.int64), 1)
    np.add.at(steps, found["last"].to_numpy(dtype=np.int64) + 1, -1)
    return np.cumsum(steps[:-1]) > 0


def _units(text: str) -> IntArray:
    """Return the offset in UTF-16 units of each character and of the end."""
    wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32) > 0xFFFF
    return np.concatenate([[0], np.cumsum(1 + wide, dtype=np.int64)])


def _words(
    corpus: Corpus, kept: npt.NDArray[np.bool_], start: IntArray, sentences: pd.DataFrame, units: IntArray
) -> str:
    """Return the lengths of the tokens of the sentences that are kept."""
    sentence = np.repeat(np.arange(len(kept)), np.diff(corpus.sentence_ptr))
    here = kept[sentence]
    first = (start - sentences["start"].to_numpy())[sentence[here]] + corpus.token_starts[here]
    lengths = units[first + corpus.token_lengths[here]] - units[first]
    coded = [
        "0" * ((n - 1) // MOST_DIGIT) + DIGITS[(n - 1) % MOST_DIGIT + 1]
        for n in range(lengths.max(initial=0) + 1)
    ]
    return "".join(np.array(coded, dtype=object)[lengths])


def _lines(corpus: Corpus) -> IntArray:
    """Return the line of each sentence, -1 where it is unknown."""
    lines = corpus.paragraphs["first_line"].astype("Int64").fillna(-1).to_numpy(dtype=np.int64)
    return np.repeat(lines, np.diff(corpus.paragraph_ptr))


def _documents(evidence: Evidence, kept: npt.NDArray[np.bool_]) -> dict[str, list[Any]]:
    corpus, documents = evidence.corpus, evidence.corpus.documents
    groups = {group: i for i, group in enumerate(evidence.order)}
    rows = corpus.sentence_documents[kept]
    when = documents["date"].where(documents["date"].notna(), documents["year"].astype("object"))
    told = {
        "city": documents["city"],
        "title": documents["title"],
        "when": when,
        "source": documents["source"],
    }
    return {
        "n": np.bincount(rows, minlength=len(documents)).tolist(),
        "group": [groups.get(str(group), -1) if pd.notna(group) else -1 for group in evidence.groups],
        "year": [None if pd.isna(year) else int(year) for year in documents["year"]],
        "han": corpus.n_han.tolist(),
        **{name: ["" if pd.isna(value) else str(value) for value in values] for name, values in told.items()},
    }


def _places(
    found: pd.DataFrame,
    columns: tuple[str, ...],
    kept: npt.NDArray[np.bool_],
    start: IntArray,
    units: IntArray,
) -> dict[str, Any]:
    found = found[kept[found["sentence"]] & kept[found["last"]]]
    first = start[found["sentence"]] + found["start"].to_numpy(dtype=np.int64)
    last = start[found["last"]] + found["end"].to_numpy(dtype=np.int64)
    order = np.argsort(first, kind="stable")
    first, last = units[first[order]], units[last[order]]
    coded = {}
    for column in columns:
        at, words = pd.factorize(found[column].to_numpy(dtype=object)[order])
        coded[column] = {"words": [str(word) for word in words], "at": at.tolist()}
    return {"start": np.diff(first, prepend=0).tolist(), "length": (last - first).tolist(), "columns": coded}
