"""Segmentation: cleaned documents in, a `Corpus` out.

The tokenizer is an object of its own, so that no dictionary leaks into or out of other users of jieba.
Segmentation is lossless: every character of a paragraph belongs to one token. Punctuation is kept, because a
segmenter that does not see the comma reads 改革，开放 as the slogan 改革开放.
"""

from __future__ import annotations

import hashlib
import logging
import re
from array import array
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jieba
import numpy as np
import pandas as pd
from tqdm.auto import tqdm

from .corpus import Corpus
from .errors import InputError
from .lexicon import DATA, file_hash, userdict

SENTENCE = re.compile(r"[^。！？!?…]*(?:[。！？!?…]+[”’」』）)\]】》\"']*|$)", re.S)
WORD = re.compile(r"[^\W\d_]")


def split_sentences(paragraph: str) -> list[str]:
    """Return the sentences of a paragraph; joined, they are the paragraph again.

    A sentence ends after 。！？… (and their ASCII forms) together with the closing quotation marks and
    brackets that follow. A mark inside 《》 is not treated apart.

    Parameters
    ----------
    paragraph : str
        Text without line breaks.

    Returns
    -------
    list of str
        At least one sentence for a paragraph that is not empty.
    """
    return [sentence for sentence in SENTENCE.findall(paragraph) if sentence]


@lru_cache(maxsize=4)
def tokenizer(own: Path | tuple[str, ...] | None = None) -> Any:
    """Return a jieba tokenizer with the project's dictionary, or with a user's in addition.

    Parameters
    ----------
    own : Path or tuple of str, optional
        Further terms, or a file of them, one a line, UTF-8; added to the project's `userdict.txt`.
    """
    jieba.setLogLevel(logging.WARNING)
    made = jieba.Tokenizer()
    made.initialize()
    for term in [*userdict(), *(userdict(own) if isinstance(own, Path) else own or ())]:
        made.add_word(term)
    return made


def word_tags(words: Iterable[str]) -> dict[str, str]:
    """Return the part of speech that jieba's dictionary gives to words; empty for words it does not have.

    Parameters
    ----------
    words : iterable of str
        Words, looked up one by one without their context.

    Returns
    -------
    dict of str to str
        `n` is a noun, `v` a verb, `vn` a verb used as a noun, and so on.
    """
    wanted = {word.encode("utf-8") for word in words}
    tags = {word.decode("utf-8"): "" for word in sorted(wanted)}
    with jieba.get_dict_file() as lines:
        for line in lines:
            word, _, rest = line.partition(b" ")
            if word in wanted:
                tags[word.decode("utf-8")] = rest.split()[-1].decode("utf-8")
    return tags


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
    """
    if documents.empty or not documents["text"].fillna("").str.strip().any():
        raise InputError("There is no text to segment: all documents are empty.")
    own = Path(userdict) if isinstance(userdict, str) and userdict else userdict or None
    own = own if own is None or isinstance(own, Path) else tuple(sorted(set(own)))
    cut = tokenizer(own).cut
    if paragraphs is None:
        paragraphs = split_paragraphs(documents)
    by_document = dict(tuple(paragraphs.groupby("doc_id", sort=False)))
    type_ids: dict[str, int] = {}
    token_ids, token_starts = array("i"), array("i")
    sentence_ptr, paragraph_ptr, document_ptr = array("q", [0]), array("q", [0]), array("q", [0])
    ordered = []
    rows = zip(documents.index, documents["text"].fillna(""), strict=True)
    for doc_id, text in tqdm(rows, total=len(documents), desc="segment", disable=not progress):
        if (mine := by_document.get(doc_id)) is not None:
            ordered.append(mine)
            for start, end in zip(mine["start"], mine["end"], strict=True):
                at = int(start)
                for sentence in split_sentences(text[at : int(end)]):
                    for token in cut(sentence):
                        token_ids.append(type_ids.setdefault(token, len(type_ids)))
                        token_starts.append(at)
                        at += len(token)
                    sentence_ptr.append(len(token_ids))
                paragraph_ptr.append(len(sentence_ptr) - 1)
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
        sentence_ptr=np.frombuffer(sentence_ptr, dtype=np.int64),
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


def split_paragraphs(documents: pd.DataFrame) -> pd.DataFrame:
    """Return the paragraph table of documents that did not come from cleaning.

    Parameters
    ----------
    documents : DataFrame
        Documents whose paragraphs are the lines of `text`.

    Returns
    -------
    DataFrame
        `doc_id, paragraph, start, end, source, first_line, last_line`; lines are numbered from `source_line`.
    """
    columns = ["doc_id", "paragraph", "start", "end", "source", "first_line", "last_line"]
    rows: list[tuple[Any, ...]] = []
    for doc_id, document in documents.iterrows():
        first = document["source_line"]
        for number, (line, start, end) in enumerate(_lines(document["text"] or "")):
            at = pd.NA if pd.isna(first) else int(first) + line
            rows.append((doc_id, number, start, end, document["source"], at, at))
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype(
        {"paragraph": int, "start": int, "end": int, "first_line": "Int64", "last_line": "Int64"}
    )


def _lines(text: str) -> Iterable[tuple[int, int, int]]:
    start = 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            yield number, start, start + len(line)
        start += len(line) + 1
