"""Tokens made by another tool, converted to the columns of a corpus without losing any of the texts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..errors import InputError, KindError
from .given import as_documents, column_names, is_numbered
from .given_tokens import Sentences, read_tokens
from .splitting import split_paragraphs, split_sentences

WORD = re.compile(r"[^\W\d_]")
LATIN = re.compile(r"[A-Za-z0-9]")


def words_among(vocabulary: npt.NDArray[np.object_]) -> npt.NDArray[np.bool_]:
    """Return which types are words: those with a letter or a Han character in them."""
    return np.fromiter((bool(WORD.search(token)) for token in vocabulary), dtype=bool, count=len(vocabulary))


def parts_of_tokens(tokens: Any, documents: pd.DataFrame | None) -> dict[str, Any]:
    """Return the columns of a corpus made from given tokens, see `Corpus.from_tokens`.

    Raises
    ------
    KindError, InputError
        When these are not tokens, do not match the documents, or one does not occur in its text.
    """
    tokens_given = tokens
    if isinstance(tokens, pd.Series) and documents is not None and is_numbered(tokens.to_frame()):
        tokens = tokens.tolist() if len(tokens) == len(documents) else tokens
    by_order, found = read_tokens(tokens)
    if documents is None:
        documents = pd.DataFrame(index=[f"text{key + 1}" if by_order else key for key in found])
    if not isinstance(documents, pd.DataFrame):
        raise KindError(
            f"Corpus.from_tokens takes a DataFrame of documents, not a {type(documents).__name__}: "
            'pd.DataFrame({"city": ["柳州市"]}).'
        )
    column_names(documents, "from_tokens")
    if isinstance(tokens_given, pd.Series) and tokens_given.name in documents.columns.difference(["text"]):
        documents = documents.drop(columns=tokens_given.name)  # the tokens themselves, in their own frame
    given = "text" in documents
    if not given:
        documents = documents.assign(text="")
    frame = as_documents(documents, "from_tokens")
    sentences = _in_order(found, by_order, frame)
    if not given:
        frame["text"] = pd.Series([_joined(own) for own in sentences], index=frame.index, dtype=object)
    if not any(text.strip() for text in frame["text"]):
        raise InputError("from_tokens: no document has any tokens.")
    paragraphs = split_paragraphs(frame)
    bounds = paragraphs[["start", "end"]].to_numpy()
    within = paragraphs.groupby("doc_id", sort=False).indices
    number_of = _Numbers()
    ids: list[int] = []
    starts: list[int] = []
    sentence_ends, sentences_before, paragraphs_before = [0], [0], [0]
    for doc_id, text, own in zip(frame.index, frame["text"], sentences, strict=True):
        placed = _placed(own, text, doc_id)
        for start, end in bounds[within.get(doc_id, [])].tolist():
            words, at = _covering(placed, text, start, end)
            marks = placed.sentence_ends if len(own) > 1 else _sentence_ends(text, start, end)
            cuts = {bisect_left(at, mark) for mark in marks if len(own) == 1 or start < mark < end}
            sentence_ends += [len(ids) + cut for cut in sorted({*cuts, len(at)}) if cut]
            ids += map(number_of.__getitem__, words)
            starts += at
            sentences_before.append(len(sentence_ends) - 1)
        paragraphs_before.append(len(sentences_before) - 1)
    vocabulary = np.array(list(number_of), dtype=object)
    return {
        "documents": frame,
        "paragraphs": paragraphs,
        "vocabulary": vocabulary,
        "is_word": words_among(vocabulary),
        "token_ids": np.array(ids, dtype=np.int32),
        "token_starts": np.array(starts, dtype=np.int32),
        "sentence_ptr": np.array(sentence_ends),
        "paragraph_ptr": np.array(sentences_before),
        "document_ptr": np.array(paragraphs_before),
        "settings": {
            "segmenter": "given tokens",
            "segmenter_version": "",
            "userdict": "",
            "own_userdict": "",
        },
    }


def _in_order(found: Mapping[Any, Sentences], by_order: bool, frame: pd.DataFrame) -> list[Sentences]:
    if by_order:
        if len(found) != len(frame):
            raise InputError(
                f"from_tokens: there are tokens of {len(found)} documents, but {len(frame)} documents; "
                "leave empty documents in, as empty lists."
            )
        return list(found.values())
    unknown = [key for key in found if key not in frame.index]
    if unknown:
        raise InputError(
            f"from_tokens: the documents have no row labelled {', '.join(map(str, unknown[:8]))}; "
            f"their labels are {', '.join(frame.index[:8])} ..."
        )
    return [found.get(doc_id, [[]]) for doc_id in frame.index]


class _Numbers(dict[str, int]):
    """Numbers types in the order in which they are asked for."""

    def __missing__(self, word: str) -> int:
        self[word] = len(self)
        return self[word]


def _joined(sentences: Sentences) -> str:
    tokens = [token for own in sentences for token in own]
    text = "".join(tokens)
    if not LATIN.search(text):
        return text
    latin = {token for token in {*tokens} if LATIN.match(token)}
    between = [
        " " if token in latin and LATIN.match(before[-1]) else "" for before, token in pairwise(tokens)
    ]
    return "".join(part for pair in zip(["", *between], tokens, strict=True) for part in pair)


class _Placed(NamedTuple):
    """The tokens of a document, their offsets in its text, and the ends of its sentences."""

    words: list[str]
    begins: list[int]
    sentence_ends: list[int]


def _placed(sentences: Sentences, text: str, doc_id: object) -> _Placed:
    words: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    at = past = 0  # the end of the last token with more than line breaks in it, and of those behind it
    for own in sentences:
        breaks = {token for token in {*own} if not token.strip("\r\n")}
        kept = [token for token in own if token not in breaks] if breaks else own
        if text.startswith(whole := "".join(own), past):
            places = accumulate(map(len, own), initial=past)
            begins += [begin for token, begin in zip(own, places, strict=False) if token not in breaks]
            past += len(whole)
            at = begins[-1] + len(kept[-1]) if kept else at
        else:
            for token in kept:
                begin = text.find(token, at)
                if begin < 0:
                    raise InputError(
                        f"from_tokens: the token {token[:40]!r} of document {doc_id} does not occur in its "
                        f"text after {text[max(0, at - 10) : at]!r}. Tokens must be written as in the text; "
                        "or leave the column `text` out, and the text is made of the tokens."
                    )
                begins.append(begin)
                at = past = begin + len(token)
        words += kept
        ends.append(at)
    return _Placed(words, begins, ends)


def _covering(placed: _Placed, text: str, start: int, end: int) -> tuple[list[str], list[int]]:
    """Return the tokens between two positions in a text; uncovered characters become tokens themselves."""
    first, last = bisect_left(placed.begins, start), bisect_left(placed.begins, end)
    words, begins = placed.words[first:last], placed.begins[first:last]
    if begins and begins[0] == start and "".join(words) == text[start:end]:
        return words, begins
    found: list[tuple[str, int]] = []
    at = start
    for word, begin in zip(words, begins, strict=True):
        if at < begin:
            found += _characters(text, at, begin)
        at = begin + len(word)
        found.append((word if at <= end else word[: end - begin], begin))
    found += _characters(text, at, end)
    return [word for word, _ in found], [begin for _, begin in found]


def _characters(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    return ((text[at], at) for at in range(start, end))


def _sentence_ends(text: str, start: int, end: int) -> list[int]:
    return list(accumulate(map(len, split_sentences(text[start:end])), initial=start))[1:]
