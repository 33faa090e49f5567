"""Text reuse: the passages that two texts share, with what was changed in them."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from ..checks import check_jobs, check_kind, check_share, check_whole
from ..corpus import By, Corpus, IntArray, SizedTexts, TextsOf, joint_labels
from ..engines import engine
from ..errors import ChoiceError
from .alignment import alike
from .characters import Characters, characters_of
from .dates import day_bounds
from .grams import BoolArray, Grams, N, runs_of, shared_grams
from .matches import MIN_MATCHED, chains, exact_matches

REUSE_TYPES = {
    "doc_id": "object", "start": "int64", "end": "int64", "doc_id_other": "object", "start_other": "Int64",
    "end_other": "Int64", "n_characters": "int64", "similarity": "float64", "kind": "object",
    "earlier": "object",
}  # fmt: skip

KINDS = (
    "in a later reference", "inherited", "same document", "near copy", "same group", "same province", "other",
    "common stock",
)  # fmt: skip

EARLIER = ("this", "other", "unknown")
THIS, OTHER, UNKNOWN = range(3)
TURNED = np.array([OTHER, THIS, UNKNOWN])  # seen from the other text

STOCK_SHARE = 0.2
"""Share of groups above which what they all have is common stock."""

NEAR_COPY = 0.8
"""Share of the shorter text above which what it shares with the other makes it a near copy."""

MARGIN = 30
"""Characters before and after a chain of matches that are aligned as well."""

SHORTEST = 8

ALIGNED = 20_000
"""Stretches aligned together: their blocks take some 10 MB."""


def text_reuse(
    corpus: SizedTexts,
    reference: Corpus | None = None,
    min_length: int = 20,
    by: By = "city",
    max_share: float = STOCK_SHARE,
    only: Collection[str] | None = None,
    n_jobs: int = 1,
) -> pd.DataFrame:
    """Return the passages that texts have in common, with each other and with a reference.

    Letters and digits are compared; blanks and punctuation do not matter, nor the lines below the title of a
    law that tell who passed or amended it. Passages are found by the n-grams they share and aligned locally,
    so that exchanged names and numbers, and words left out or put in, do not end them. N-grams that occur in
    more than `max_share` of the groups (and in at least five groups, or in more than 50) are common stock:
    alone they make no passage.

    Parameters
    ----------
    corpus : Corpus or Counted
        The texts.
    reference : Corpus, optional
        Texts from which they may have been taken, such as national reports. Passages are not looked for
        within it.
    min_length : int
        Least length of a passage in both texts, in letters and digits; at least 8.
    by : str or sequence of str
        The groups; texts without one are a group of their own.
    max_share : float
        Share of groups from which on a phrase is common stock.
    only : collection of str, optional
        The `doc_id` of the texts whose passages are wanted, all by default. They are compared with all
        others: their rows are those that they would have among the rows of all.
    n_jobs : int
        Threads, and processes where strings are aligned; the result does not depend on it.

    Returns
    -------
    DataFrame
        One row per passage and direction: `doc_id, start, end, doc_id_other, start_other, end_other`
        (offsets into the cleaned texts), `n_characters` (letters and digits of the passage in `doc_id`),
        `similarity` (share of those of both that are the same), `kind`, and `earlier`, which of the two
        texts is the earlier one by date, or else by year: `this`, `other` or `unknown`. Kinds are
        `inherited` (the other text is one of the reference), `in a later reference` (that one is later),
        `near copy` (four fifths of the shorter text stand in the other), `same document`, `same group`,
        `same province`, `other`, and `common stock`,
        without another text. Passages of the reference stand in one direction only. Sorted by `doc_id`,
        `start`.

    Raises
    ------
    KindError, ChoiceError
        When these are no corpora, there is no such column, or a number is out of range.

    Notes
    -----
    An n-gram has 6 characters. Of a phrase repeated in a text the first three occurrences are compared, and
    each occurrence with the 16 before and after it in the order of provinces, groups and years, and with 32
    of the reference; so in large corpora time grows with the length of the texts, not with its square.

    Examples
    --------
    >>> from analysis import read_texts, segment, text_reuse
    >>> texts = ["全面推进乡村振兴，加快建设美丽港城，让群众的日子越过越好。渔船全部改造，渔港扩建。",
    ...          "会议指出：全面推进乡村振兴、加快建设美丽山城，让群众的日子越过越好！茶园三年翻番。"]
    >>> found = text_reuse(segment(read_texts(texts, city=["青岛市", "遵义市"])))
    >>> found[["n_characters", "similarity", "kind"]].round(2).values.tolist()
    [[26, 0.96, 'other'], [26, 0.96, 'other']]
    """
    check_kind("text_reuse", corpus, "Corpus", "Counted")
    check_whole("text_reuse", "min_length", min_length, 1)
    check_jobs("text_reuse", n_jobs)
    if reference is not None:
        check_kind("text_reuse", reference, "Corpus")
    if min_length < SHORTEST:
        raise ChoiceError(f"The `min_length` parameter of `text_reuse` must be {SHORTEST} or more; "
                          f"not {min_length!r}.")  # fmt: skip
    check_share("text_reuse", "max_share", max_share, above=True)
    texts = _in_order(corpus, by)
    if reference is not None:
        theirs = reference.documents.assign(group=-1, province=None)
        texts = pd.concat(
            [texts, theirs.assign(row=np.arange(len(theirs)) + len(texts))[list(texts.columns)]]
        )
    sources = [corpus] if reference is None else [corpus, reference]
    pool = characters_of(TextsOf(*sources), np.argsort(texts["row"].to_numpy()))
    group = texts["group"].to_numpy(np.int64)
    mine = (group >= 0) & (True if only is None else texts.index.isin(list(only)))
    some = None if only is None else mine
    grams = shared_grams(pool, group, max_share, only=some, n_jobs=n_jobs)
    n_texts = corpus.n_documents
    found = _passages(pool, exact_matches(pool, grams, n_texts, only=some), min_length, n_jobs)
    table = _table(found, pool, texts, n_texts, mine)
    return _named(pd.concat([table, _stock(grams, texts, mine, min_length)], ignore_index=True), texts)


def _in_order(corpus: SizedTexts, by: By) -> pd.DataFrame:
    """Return the documents in the order of province, group and year, with the number of their group."""
    documents = corpus.documents
    labels = joint_labels(documents, by, "text_reuse")
    alone = pd.Series([f"\0{at}" for at in range(len(labels))], index=labels.index)
    keys = documents[["province", "date", "year"]].assign(row=np.arange(len(documents))).rename_axis(None)
    keys = keys.assign(label=labels.fillna(alone).astype(str))
    keys["first"] = keys.groupby("label")["province"].transform("first").fillna("").astype(str)
    keys["when"] = keys["date"].fillna(keys["year"].astype(object)).fillna("").astype(str)
    keys["id"] = keys.index.astype(str)
    keys = keys.sort_values(["first", "label", "when", "id"], kind="stable")
    keys["group"] = (keys["label"] != keys["label"].shift()).cumsum() - 1
    return keys[["row", "province", "date", "year", "group"]]


def _passages(pool: Characters, matches: tuple[Any, Any, Any], min_length: int, n_jobs: int) -> IntArray:
    """Return the passages: two texts, bounds in the one and in the other, and how many characters agree."""
    a, a_end, b, b_end = chains(pool, *matches, min(MIN_MATCHED, min_length))
    text_a, text_b = pool.texts_of(a), pool.texts_of(b)
    order = np.lexsort((a, text_b, text_a))
    begin_a, begin_b = pool.ptr[text_a], pool.ptr[text_b]
    a, a_end, b, b_end = a - begin_a, a_end - begin_a, b - begin_b, b_end - begin_b
    # A passage and its repetition have no character in common.
    middle = np.where(text_a == text_b, (a_end + b) // 2, -1)
    a_end = np.where(middle >= 0, np.minimum(a_end + MARGIN, middle), a_end + MARGIN)
    b = np.maximum(np.maximum(b - MARGIN, 0), middle)
    sizes = np.diff(pool.ptr)
    a, a_end, b_end = np.maximum(a - MARGIN, 0), np.minimum(a_end, sizes[text_a]), b_end + MARGIN
    bounds = np.column_stack([text_a, text_b, a, a_end, b, np.minimum(b_end, sizes[text_b])])[order]
    pieces = [bounds[start : start + ALIGNED] for start in range(0, len(bounds), ALIGNED)]
    found = [np.zeros((0, 7), dtype=np.int64)]
    # Strings are aligned under Python's lock: threads would wait for each other.
    with engine("local", n_jobs if len(pieces) > n_jobs else 1) as run:
        aligned = run(partial(alike, min_length=min_length), (_stretches(pool, some) for some in pieces))
        for stretches, some in zip(aligned, pieces, strict=True):
            of = some[stretches[:, 0]]
            shift = np.column_stack([of[:, [2, 2, 4, 4]], np.zeros(len(of), dtype=np.int64)])
            found.append(np.column_stack([of[:, :2], stretches[:, 1:] + shift]))
    return longest(np.concatenate(found))


def _stretches(pool: Characters, bounds: IntArray) -> list[tuple[str, str]]:
    """Return the characters of stretches of two texts each."""
    mine, other = pool.ptr[bounds[:, 0]], pool.ptr[bounds[:, 1]]
    ones = pool.strings(mine + bounds[:, 2], mine + bounds[:, 3])
    return list(zip(ones, pool.strings(other + bounds[:, 4], other + bounds[:, 5]), strict=True))


def longest(found: IntArray) -> IntArray:
    """Return the passages of two texts, in order, that are not part of longer ones in both of them."""
    mine, other, a, a_end, b, b_end, _ = found.T
    found = found[np.lexsort((-b_end, b, -a_end, a, other, mine))]
    kept = np.ones(len(found), dtype=bool)
    at = np.arange(len(found))
    for ahead in range(1, len(found)):
        at = at[at >= ahead]
        at = at[(found[at, :2] == found[at - ahead, :2]).all(axis=1)]
        if not len(at):
            break
        one, longer = found[at], found[at - ahead]
        kept[at] &= (longer[:, 3] < one[:, 3]) | (longer[:, 4] > one[:, 4]) | (longer[:, 5] < one[:, 5])
    return found[kept]


def _table(
    found: IntArray, pool: Characters, texts: pd.DataFrame, n_texts: int, mine: BoolArray
) -> pd.DataFrame:
    """Return the passages, in both directions where both texts are wanted."""
    table = pd.DataFrame(found, columns=["row", "other", "a", "a_end", "b", "b_end", "same"])
    table["similarity"] = 2 * table["same"] / (table["a_end"] - table["a"] + table["b_end"] - table["b"])
    table["n_shared"] = covered(found)
    sizes = np.diff(pool.ptr)
    row, other = table["row"].to_numpy(), table["other"].to_numpy()
    shorter = np.minimum(sizes[row], sizes[other])
    group, province = texts["group"].to_numpy(), pd.factorize(texts["province"])[0]
    same_province = (province[row] == province[other]) & (province[row] >= 0)
    table["earlier"] = _earlier(texts, row, other)
    outside = other >= n_texts
    near_copy = table["n_shared"] >= NEAR_COPY * shorter
    table["kind"] = np.select(
        [outside & (table["earlier"] == THIS), outside, row == other, near_copy,
         group[row] == group[other], same_province],
        range(6), KINDS.index("other"),
    )  # fmt: skip
    turned = table[other < n_texts].rename(
        columns={"row": "other", "other": "row", "a": "b", "a_end": "b_end", "b": "a", "b_end": "a_end"}
    )
    turned["earlier"] = TURNED[turned["earlier"]]
    table = pd.concat([table, turned], ignore_index=True)
    table = table[mine[table["row"]]]
    start = (pool.ptr[table["row"]] + table["a"]).to_numpy()
    start_other = (pool.ptr[table["other"]] + table["b"]).to_numpy()
    n, n_other = (table["a_end"] - table["a"]).to_numpy(), (table["b_end"] - table["b"]).to_numpy()
    ends = start, start + n - 1, start_other, start_other + n_other - 1
    start, end, start_other, end_other = pool.offsets_of(np.concatenate(ends)).reshape(4, -1)
    return pd.DataFrame({
        "row": table["row"], "start": start, "end": end + 1, "other": table["other"],
        "start_other": start_other, "end_other": end_other + 1, "n_characters": n,
        "similarity": table["similarity"], "kind": table["kind"], "earlier": table["earlier"],
    })  # fmt: skip


def covered(found: IntArray) -> IntArray:
    """Return for each passage how many characters of its first text are in any passage of the two texts."""
    mine, other, a, a_end = found[:, :4].T
    new = np.ones(len(found), dtype=bool)
    new[1:] = (mine[1:] != mine[:-1]) | (other[1:] != other[:-1])
    pair = np.cumsum(new) - 1
    above = pair * (a_end.max(initial=0) + 1)  # each pair lies above those before it
    reached = np.maximum.accumulate(np.concatenate([[0], a_end + above]))[:-1]
    fresh = np.maximum(a_end + above - np.maximum(a + above, reached), 0)
    together: IntArray = np.bincount(pair, weights=fresh).astype(np.int64)[pair]
    return together


def _earlier(texts: pd.DataFrame, row: Any, other: Any) -> Any:
    """Return which text of each pair is the earlier one, by its place in `EARLIER`."""
    low, high = day_bounds(texts)
    return np.select([high[row] < low[other], high[other] < low[row]], [THIS, OTHER], UNKNOWN)


def _stock(grams: Grams, texts: pd.DataFrame, mine: BoolArray, min_length: int) -> pd.DataFrame:
    """Return the runs of common stock that are as long as a passage."""
    first, last = runs_of(grams)
    n = last - first + N - 1
    text = np.searchsorted(grams.begins, first, side="right") - 1
    wanted = (n >= min_length) & mine[text]
    n, text = n[wanted], text[wanted]
    place = first[wanted] - grams.begins[text] + grams.pool.ptr[text]
    return pd.DataFrame({
        "row": text, "start": grams.pool.offsets_of(place), "end": grams.pool.offsets_of(place + n - 1) + 1,
        "other": -1, "start_other": -1, "end_other": -1, "n_characters": n, "similarity": np.nan,
        "kind": KINDS.index("common stock"), "earlier": UNKNOWN,
    })  # fmt: skip


def _named(table: pd.DataFrame, texts: pd.DataFrame) -> pd.DataFrame:
    """Return passages in order, with the names of what numbers stand for: each name is in memory once."""
    ids = texts.index.to_numpy(dtype=object)
    row, other = table["row"].to_numpy(), table["other"].to_numpy()
    in_order = pd.factorize(ids, sort=True)[0]
    order = np.lexsort((
        table["end_other"], table["start_other"], np.where(other < 0, -1, in_order[other]),
        table["end"], table["start"], texts["row"].to_numpy()[row],
    ))  # fmt: skip
    table, alone = table.iloc[order].reset_index(drop=True), other[order] < 0

    def named(names: Any, at: Any) -> pd.Series:
        return pd.Series(np.asarray(names, dtype=object)[at], dtype=object)

    there = {
        name: pd.Series(pd.arrays.IntegerArray(table[name].to_numpy(np.int64), alone))
        for name in ("start_other", "end_other")
    }
    return table.assign(
        doc_id=named(ids, row[order]), doc_id_other=named(ids, other[order]).mask(alone, None),
        kind=named(KINDS, table["kind"]), earlier=named(EARLIER, table["earlier"]), **there,
    ).astype(REUSE_TYPES)[list(REUSE_TYPES)]  # fmt: skip
