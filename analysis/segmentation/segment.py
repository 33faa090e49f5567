"""Cleaned documents in, a `Corpus` out."""

from __future__ import annotations

import hashlib
import re
from array import array
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
from tqdm.auto import tqdm

from ..corpus import Corpus
from ..errors import InputError
from ..lexicon import DATA, file_hash
from .cutter import tokenizer
from .splitting import split_paragraphs, split_sentences

WORD = re.compile(r"[^\W\d_]")


class _Ids(dict[str, int]):
    """Numbers words in the order in which they are first asked for."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


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
        Documents with the columns of `corpus.DOCUMENT_COLUMNS`, best cleaned; one paragraph a line of `text`.
    paragraphs : DataFrame, optional
        The paragraph table of `clean_documents`, which knows each paragraph's place in its source file.
        Without it, the lines of `text` are numbered from `source_line` on.
    userdict : path or iterable of str, optional
        Further terms that are to stay whole: a file of them, one a line, or the terms themselves.
    progress : bool
        Show a progress bar on standard error.

    Returns
    -------
    Corpus

    Raises
    ------
    InputError
        When there is no document with text.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import segment
    >>> from analysis.corpus import DOCUMENT_COLUMNS
    >>> texts = pd.DataFrame(
    ...     {"city": ["青岛市", "兰州市"],
    ...      "text": ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"]},
    ...     index=pd.Index(["a", "b"], name="doc_id"),
    ... ).reindex(columns=DOCUMENT_COLUMNS)
    >>> corpus = segment(texts)
    >>> corpus
    <Corpus: 2 documents, 2 cities, 15 tokens>
    >>> corpus.tokens()["token"].head(6).tolist()
    ['港口', '扩建', '，', '港口', '贸易', '。']
    """
    if documents.empty or not documents["text"].fillna("").str.strip().any():
        raise InputError("There is no text to segment: all documents are empty.")
    own = Path(userdict) if isinstance(userdict, str) and userdict else userdict or None
    own = own if own is None or isinstance(own, Path) else tuple(sorted(set(own)))
    cut = tokenizer(own).cut
    if paragraphs is None:
        paragraphs = split_paragraphs(documents)
    by_document = dict(tuple(paragraphs.groupby("doc_id", sort=False)))
    type_ids = _Ids()
    token_ids, token_starts, sentence_ends = array("i"), array("i"), array("q")
    paragraph_ptr, document_ptr = array("q", [0]), array("q", [0])
    ordered = []
    rows = zip(documents.index, documents["text"].fillna(""), strict=True)
    for doc_id, text in tqdm(rows, total=len(documents), desc="segment", disable=not progress):
        if (mine := by_document.get(doc_id)) is not None:
            ordered.append(mine)
            for start, end in zip(mine["start"].tolist(), mine["end"].tolist(), strict=True):
                paragraph = text[start:end]
                words = cut(paragraph)
                lengths = np.fromiter(map(len, words), dtype=np.int32, count=len(words))
                starts = np.cumsum(lengths) - lengths
                # No word reaches over the end of a sentence: the marks that end one are words by themselves.
                ends = np.cumsum([len(sentence) for sentence in split_sentences(paragraph)])
                sentence_ends.extend((len(token_ids) + np.searchsorted(starts, ends)).tolist())
                token_ids.extend(map(type_ids.__getitem__, words))
                token_starts.frombytes((starts + start).astype(np.int32).tobytes())
                paragraph_ptr.append(len(sentence_ends))
        document_ptr.append(len(paragraph_ptr) - 1)
    vocabulary = np.array(list(type_ids), dtype=object)
    return Corpus(
        documents=documents,
        paragraphs=pd.concat(ordered, ignore_index=True),
        vocabulary=vocabulary,
        is_word=np.fromiter(
            (bool(WORD.search(token)) for token in vocabulary), dtype=bool, count=len(vocabulary)
        ),
        token_ids=np.frombuffer(token_ids, dtype=np.int32),
        token_starts=np.frombuffer(token_starts, dtype=np.int32),
        sentence_ptr=np.array([0, *sentence_ends], dtype=np.int64),
        paragraph_ptr=np.frombuffer(paragraph_ptr, dtype=np.int64),
        document_ptr=np.frombuffer(document_ptr, dtype=np.int64),
        settings={
            "segmenter": "jieba",
            "segmenter_version": version("jieba"),
            "userdict": file_hash(DATA / "userdict.txt"),
            "own_userdict": _own_hash(own),
        },
    )


def _own_hash(own: Path | tuple[str, ...] | None) -> str:
    if isinstance(own, Path):
        return file_hash(own)
    return hashlib.sha256("\n".join(own).encode()).hexdigest()[:12] if own else ""
