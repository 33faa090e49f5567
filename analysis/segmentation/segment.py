"""Cleaned documents in, a `Corpus` out."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from tqdm.auto import tqdm

from ..cache import cached
from ..checks import check_result
from ..corpus import Corpus, as_documents
from ..corpus.splitting import split_paragraphs, split_sentences
from ..corpus.tokens import words_among
from ..errors import Fault, InputError, skipped
from ..lexicon import DATA, file_hash, given_terms
from .cutter import tokenizer


class _Ids(dict[str, int]):
    """Numbers words in the order in which they are first looked up."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


class CutDocument(NamedTuple):
    """One segmented document.

    Attributes
    ----------
    types : list of str
        Its types, in the order of their first occurrence.
    token_ids, token_starts : ndarray of int32
        Index into `types` and offset into the text of each token.
    sentence_ends : ndarray of int64
        Number of tokens before the end of each sentence.
    n_sentences : ndarray of int64
        Number of sentences before the end of each paragraph.
    """

    types: list[str]
    token_ids: npt.NDArray[np.int32]
    token_starts: npt.NDArray[np.int32]
    sentence_ends: npt.NDArray[np.int64]
    n_sentences: npt.NDArray[np.int64]


def segment(
    documents: pd.DataFrame,
    paragraphs: pd.DataFrame | None = None,
    userdict: str | Path | Iterable[str] | None = None,
    progress: bool = False,
) -> Corpus:
    """Segment documents into sentences and tokens.

    Parameters
    ----------
    documents : DataFrame
        Documents, preferably cleaned; one paragraph per line of `text`, the only required column. For a frame
        with other column names see `read_frame`.
    paragraphs : DataFrame, optional
        The paragraph table of `clean_documents`, with each paragraph's position in its source file. Without
        it, the lines of `text` are numbered from `source_line` on.
    userdict : path or iterable of str, optional
        Additional terms never to be split: a file of them, one per line, or the terms
        themselves, taken as cleaned texts spell them (`ＡＩ` as AI).
    progress : bool
        Show a progress bar on standard error.

    Returns
    -------
    Corpus

    Raises
    ------
    KindError, InputError
        When these are not documents, an id is repeated, no document has any text, or none can be segmented.

    Warns
    -----
    DocumentSkipped
        When a text caused an error: its document has no tokens, and is listed in the corpus's `faults`.

    Examples
    --------
    >>> from analysis import read_texts, segment
    >>> texts = read_texts(
    ...     ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"], city=["青岛市", "兰州市"]
    ... )
    >>> corpus = segment(texts)
    >>> corpus
    <Corpus: 2 documents, 2 cities, 15 tokens>
    >>> corpus.tokens()["token"].head(6).tolist()
    ['港口', '扩建', '，', '港口', '贸易', '。']
    """
    documents = as_documents(documents, "segment")
    texts = documents["text"]
    if not any(text.strip() for text in texts):
        raise InputError("There is no text to segment: all documents are empty.")
    own = given_terms(userdict)  # what is wrong with it is said before any document is cut
    settings = _settings(userdict, own)
    if paragraphs is not None:
        needed = ("doc_id", "start", "end")
        call = "segment(cleaned.documents, cleaned.paragraphs)"
        check_result("segment", paragraphs, needed, "clean_documents(documents)", call)
    if paragraphs is None:
        paragraphs = split_paragraphs(documents)
    rows_of = paragraphs.groupby("doc_id", sort=False).indices
    starts, ends = paragraphs["start"].to_numpy(), paragraphs["end"].to_numpy()
    type_ids = _Ids()
    token_ids, token_starts, sentence_ends = array("i"), array("i"), array("q")
    paragraph_ptr, document_ptr = array("q", [0]), array("q", [0])
    ordered = []
    faults: list[Fault] = []
    rows = zip(documents.index, texts, strict=True)
    for doc_id, text in tqdm(rows, total=len(documents), desc="segment", disable=not progress):
        if (mine := rows_of.get(doc_id)) is not None:
            bounds = list(zip(starts[mine].tolist(), ends[mine].tolist(), strict=True))
            try:
                found = cached(partial(cut_document, text, bounds, own), kinds=(CutDocument,))
            except Exception as error:  # whatever the error, the other documents are segmented
                faults.append(skipped(doc_id, "segment", error))
                document_ptr.append(len(paragraph_ptr) - 1)
                continue
            ordered.append(mine)
            numbers = np.fromiter(map(type_ids.__getitem__, found.types), np.int32, len(found.types))
            paragraph_ptr.extend((len(sentence_ends) + found.n_sentences).tolist())
            sentence_ends.frombytes((len(token_ids) + found.sentence_ends).tobytes())
            token_ids.frombytes(numbers[found.token_ids].tobytes())
            token_starts.frombytes(found.token_starts.tobytes())
        document_ptr.append(len(paragraph_ptr) - 1)
    if faults and not ordered:
        raise InputError(f"None of the texts could be segmented ({faults[0].doc_id}: {faults[0].reason}).")
    vocabulary = np.array(list(type_ids), dtype=object)
    return Corpus(
        documents=documents,
        paragraphs=paragraphs.iloc[np.concatenate(ordered)].reset_index(drop=True),
        vocabulary=vocabulary,
        is_word=words_among(vocabulary),
        token_ids=_read_only(token_ids, np.int32),
        token_starts=_read_only(token_starts, np.int32),
        sentence_ptr=np.concatenate([[0], np.frombuffer(sentence_ends, dtype=np.int64)]),
        paragraph_ptr=np.frombuffer(paragraph_ptr, dtype=np.int64),
        document_ptr=np.frombuffer(document_ptr, dtype=np.int64),
        settings=settings,
        faults=tuple(faults),
    )


def _read_only(values: array[int], dtype: type[np.int32]) -> npt.NDArray[np.int32]:
    """Return the values without copying; the array that holds them must no longer be used."""
    view = np.frombuffer(values, dtype=dtype)
    view.setflags(write=False)
    return view


def cut_document(text: str, bounds: Sequence[tuple[int, int]], own: tuple[str, ...] = ()) -> CutDocument:
    """Cut the paragraphs of one document into sentences and tokens.

    Parameters
    ----------
    text : str
        Its cleaned text.
    bounds : sequence of tuple
        Start and end of each paragraph in it.
    own : tuple of str
        Additional terms never to be split.

    Returns
    -------
    CutDocument
    """
    cut = tokenizer(own).cut
    type_ids = _Ids()
    words: list[str] = []
    n_words, n_sentences = [0], []
    ends: list[int] = []
    for start, end in bounds:
        words += cut(text[start:end])
        n_words.append(len(words))
        for sentence in split_sentences(text[start:end]):
            start += len(sentence)
            ends.append(start)
        n_sentences.append(len(ends))
    lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
    starts = np.cumsum(lengths) - lengths
    between = [start for start, _ in bounds] - np.append(starts, 0)[n_words[:-1]]
    starts += np.repeat(between, np.diff(n_words))
    token_ids = np.fromiter(map(type_ids.__getitem__, words), dtype=np.int32, count=len(words))
    return CutDocument(
        types=list(type_ids),
        token_ids=token_ids,
        token_starts=starts.astype(np.int32),
        # No word crosses the end of a sentence: the marks that end one are words in their own right.
        sentence_ends=np.searchsorted(starts, ends).astype(np.int64),
        n_sentences=np.array(n_sentences, dtype=np.int64),
    )


def _settings(userdict: object, own: tuple[str, ...]) -> dict[str, str]:
    if userdict and isinstance(userdict, str | Path):
        own_hash = file_hash(Path(userdict))
    else:
        own_hash = hashlib.sha256("\n".join(own).encode()).hexdigest()[:12] if own else ""
    return {
        "segmenter": "jieba",
        "segmenter_version": version("jieba"),
        "userdict": file_hash(DATA / "userdict.txt"),
        "own_userdict": own_hash,
    }
