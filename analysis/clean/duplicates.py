"""Duplicate and near-duplicate documents: a notice posted by two cities, a report collected twice."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..checks import check_kind, check_result
from ..errors import ChoiceError
from ..remedies import shown

GRAM = 4
"""Length of a shingle in characters."""

NEAR = 0.8
"""Minimum overlap (Jaccard, 0 to 1) of near-duplicates."""

BANDS, ROWS = 32, 4
"""Bands of the MinHash signature, and rows per band: of pairs with an overlap of 0.8, all but one in ten
million are compared."""

LEAST_NEAR = 0.6
"""Smallest overlap at which nearly all pairs (99 in 100) are still compared."""

LONGEST = 2_000_000
"""Of longer documents, only the first characters up to this number are compared."""

TOGETHER = 1 << 16
"""Hashes computed at a time: as many as fit the CPU cache."""

CROWD = 50
"""Most documents with a band of signatures in common that are all compared with each other; of more, each is
compared with the first of each kind only, or the pairs would be as many as their square."""

COLUMNS = ("group", "doc_id", "overlap", "kind")

_BLANK = re.compile(r"\s+")


def duplicate_groups(documents: pd.DataFrame, near: float = NEAR) -> pd.DataFrame:
    """Find groups of documents with identical or nearly identical texts.

    Documents are compared as sets of shingles of four characters, ignoring spaces: MinHash proposes candidate
    pairs, and each is verified by its Jaccard coefficient. Documents without text belong to no group.

    Parameters
    ----------
    documents : DataFrame
        Documents with a column `text`, indexed by `doc_id`; preferably cleaned, so that page furniture is not
        compared.
    near : float
        Minimum overlap of near-duplicates, 0.6 to 1.

    Returns
    -------
    DataFrame
        `group, doc_id, overlap, kind`, one row per document that belongs to a group. Groups are numbered
        from 1 in the order of their first documents. `overlap` is the highest Jaccard coefficient (0 to 1)
        with another document of the group (among more than 50 that look alike, with the first of them that is
        near enough); `kind` is `identical` if another text of the group is the same
        apart from spaces, else `near`.

    Raises
    ------
    ChoiceError
        If `near` is not between 0.6 and 1; looser similarity cannot be found with these signatures.

    References
    ----------
    Broder, A. Z. (1997). On the resemblance and containment of documents. Proceedings of Compression and
    Complexity of SEQUENCES, 21-29.

    Examples
    --------
    >>> from analysis import duplicate_groups, read_texts
    >>> found = duplicate_groups(read_texts(["港口扩建。", "黄河治理。", "港口扩建。"]))
    >>> found[["group", "doc_id", "kind"]].to_numpy().tolist()
    [[1, 'text1', 'identical'], [1, 'text3', 'identical']]
    """
    check_kind("duplicate_groups", documents, "documents")
    check_result("duplicate_groups", documents, ("text",), "read_documents(folder)")
    if not (isinstance(near, int | float) and LEAST_NEAR <= near <= 1):
        raise ChoiceError(
            f"The `near` parameter of `duplicate_groups` must be between {LEAST_NEAR} and 1; "
            f"not {shown(near)}."
        )
    texts = [_BLANK.sub("", text) if isinstance(text, str) else "" for text in documents["text"]]
    shingles = [_shingles(text) for text in texts]
    overlaps = _overlaps(texts, shingles, near)
    parent = list(range(len(texts)))
    for a, b in sorted(overlaps):
        parent[_root(parent, b)] = parent[_root(parent, a)] = min(_root(parent, a), _root(parent, b))
    members: dict[int, list[int]] = defaultdict(list)
    for i in range(len(texts)):
        members[_root(parent, i)].append(i)
    largest: dict[int, float] = defaultdict(float)
    for (a, b), overlap in overlaps.items():
        largest[a], largest[b] = max(largest[a], overlap), max(largest[b], overlap)
    rows = []
    groups = [group for group in members.values() if len(group) > 1]
    for number, group in enumerate(groups, 1):
        times = Counter(texts[i] for i in group)
        for i in group:
            kind = "identical" if times[texts[i]] > 1 else "near"
            rows.append((number, documents.index[i], largest[i], kind))
    frame = pd.DataFrame.from_records(rows, columns=list(COLUMNS))
    return frame.astype({"group": "int64", "doc_id": "str", "overlap": "float64", "kind": "str"})


def distinct(documents: pd.DataFrame) -> pd.DataFrame:
    """Return the documents without those whose text repeats an earlier one, ignoring spaces.

    Parameters
    ----------
    documents : DataFrame
        Cleaned documents with a column `text`. All documents without text are kept.

    Returns
    -------
    DataFrame
        The remaining rows, with the same columns.

    Examples
    --------
    >>> from analysis import distinct, read_texts
    >>> distinct(read_texts(["港口扩建。", "黄河治理。", "港口扩建。"]))["text"].tolist()
    ['港口扩建。', '黄河治理。']
    """
    check_kind("distinct", documents, "documents")
    check_result("distinct", documents, ("text",), "read_documents(folder)")
    texts = documents["text"].fillna("").str.replace(_BLANK, "", regex=True)
    return documents[~(texts.duplicated() & (texts != ""))]


def text_hash(text: str) -> str:
    """Return a key equal for texts that are the same apart from spaces; empty for a blank text.

    Parameters
    ----------
    text : str
        A cleaned text.

    Returns
    -------
    str
        32 hexadecimal digits, enough to distinguish texts that are never in memory together.
    """
    plain = _BLANK.sub("", text).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(plain, digest_size=16).hexdigest() if plain else ""


def _root(parent: list[int], i: int) -> int:
    while parent[i] != i:
        i = parent[i]
    return i


def _shingles(text: str) -> npt.NDArray[np.uint64]:
    """Return the sorted distinct hashes of the shingles of a text."""
    codes = np.frombuffer(text[:LONGEST].encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(
        np.uint64
    )
    if not len(codes):
        return np.zeros(0, dtype=np.uint64)
    size = min(GRAM, len(codes))
    hashes = np.zeros(len(codes) - size + 1, dtype=np.uint64)
    for k in range(size):
        hashes = hashes * np.uint64(0x9E3779B97F4A7C15) + codes[k : k + len(hashes)] + np.uint64(1)
    hashes ^= hashes >> np.uint64(31)
    hashes *= np.uint64(0xBF58476D1CE4E5B9)
    hashes ^= hashes >> np.uint64(29)
    hashes.sort()  # np.unique looks for each in a table, which takes ten times as long
    return hashes[np.append(True, hashes[1:] != hashes[:-1])]


def _signature(shingles: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Return the MinHash signature: the smallest hash of the shingles under each hash function."""
    factors = (np.arange(1, BANDS * ROWS + 1, dtype=np.uint64) * np.uint64(0x94D049BB133111EB)) | np.uint64(1)
    step = max(TOGETHER // len(shingles), 1)
    some = (factors[at : at + step, None] for at in range(0, len(factors), step))
    return np.concatenate([((shingles * part) >> np.uint64(7)).min(axis=1) for part in some])


def _overlaps(
    texts: list[str], shingles: list[npt.NDArray[np.uint64]], near: float
) -> dict[tuple[int, int], float]:
    """Return the overlaps that reach the minimum, of pairs that share their text or a band of signatures."""
    found: dict[tuple[int, int], float] = {}

    def overlap(a: int, b: int) -> float:
        if (a, b) not in found:
            shared = len(np.intersect1d(shingles[a], shingles[b], assume_unique=True))
            found[a, b] = shared / (len(shingles[a]) + len(shingles[b]) - shared)
        return found[a, b]

    buckets: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    first: dict[str, int] = {}
    for i, (text, grams) in enumerate(zip(texts, shingles, strict=True)):
        if not len(grams):
            continue
        if text in first:
            found[first[text], i] = 1.0
            continue
        first[text] = i
        signature = _signature(grams)
        for band in range(BANDS):
            buckets[band, signature[band * ROWS : (band + 1) * ROWS].tobytes()].append(i)
    for bucket in buckets.values():
        if len(bucket) <= CROWD:
            for a, b in combinations(bucket, 2):
                overlap(a, b)
            continue
        kinds: list[int] = []
        for i in bucket:
            if not any(overlap(kind, i) >= near for kind in kinds) and len(kinds) < CROWD:
                kinds.append(i)
    return {pair: share for pair, share in sorted(found.items()) if share >= near}
