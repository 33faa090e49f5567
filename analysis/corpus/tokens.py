"""Tokens made by another tool, converted to the columns of a corpus without losing any of the texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..errors import InputError, KindError
from .documents import IntArray
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
    bounds = {doc_id: rows.to_numpy() for doc_id, rows in paragraphs.groupby("doc_id")[["start", "end"]]}
    number_of: dict[str, int] = {}
    ids: list[int] = []
    starts: list[int] = []
    sentence_ends, sentences_before, paragraphs_before = [0], [0], [0]
    for doc_id, text, own in zip(frame.index, frame["text"], sentences, strict=True):
        placed = _placed(own, text, doc_id)
        for start, end in bounds.get(doc_id, np.zeros((0, 2), dtype=int)).tolist():
            inside = _covering(placed, text, start, end)
            at = np.array([begin for _, begin in inside], dtype=np.int64)
            marks = placed.sentence_ends if len(own) > 1 else _sentence_ends(text, start, end)
            marks = marks[(marks > start) & (marks < end)] if len(own) > 1 else marks
            cuts = np.unique([*np.searchsorted(at, marks), len(at)])
            sentence_ends += [len(ids) + int(cut) for cut in cuts if cut]
            ids += [number_of.setdefault(word, len(number_of)) for word, _ in inside]
            starts += at.tolist()
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


def _joined(sentences: Sentences) -> str:
    parts: list[str] = []
    for token in (token for own in sentences for token in own):
        if parts and LATIN.match(token) and LATIN.match(parts[-1][-1]):
            parts.append(" ")
        parts.append(token)
    return "".join(parts)


class _Placed(NamedTuple):
    """The tokens of a document, their offsets in its text, and the ends of its sentences."""

    words: list[str]
    begins: IntArray
    sentence_ends: IntArray


def _placed(sentences: Sentences, text: str, doc_id: object) -> _Placed:
    words, begins, ends, at = [], [], [], 0
    for own in sentences:
        for token in own:
            if not token.strip("\r\n"):
                continue
            begin = text.find(token, at)
            if begin < 0:
                raise InputError(
                    f"from_tokens: the token {token[:40]!r} of document {doc_id} does not occur in its text "
                    f"after {text[max(0, at - 10) : at]!r}. Tokens must be written as in the text; or leave "
                    "the column `text` out, and the text is made of the tokens."
                )
            words.append(token)
            begins.append(begin)
            at = begin + len(token)
        ends.append(at)
    return _Placed(words, np.array(begins, dtype=np.int64), np.array(ends, dtype=np.int64))


def _covering(placed: _Placed, text: str, start: int, end: int) -> list[tuple[str, int]]:
    """Return the tokens between two positions in a text; uncovered characters become tokens themselves."""
    found: list[tuple[str, int]] = []
    first, last = np.searchsorted(placed.begins, [start, end])
    at = start
    for word, begin in zip(placed.words[first:last], placed.begins[first:last].tolist(), strict=True):
        if at < begin:
            found += _characters(text, at, begin)
        at = begin + len(word)
        found.append((word if at <= end else word[: end - begin], begin))
    found += _characters(text, at, end)
    return found


def _characters(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    return ((text[at], at) for at in range(start, end))


def _sentence_ends(text: str, start: int, end: int) -> IntArray:
    return start + np.cumsum([len(sentence) for sentence in split_sentences(text[start:end])])
