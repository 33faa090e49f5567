"""Keyness: which terms a group uses more, or less, than a reference; how much, how certainly, how evenly."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from ..checks import check_choice, check_jobs, check_kind, check_wholes
from ..corpus import By, Corpus, DocTermMatrix, IntArray, TermCounts, group_columns
from ..errors import InputError, KindError
from ..lexicon import holds_own_name
from ..remedies import shown
from .contrast import contrast, sides_of
from .groups import GroupSums, Texts, compared_terms, own_columns, rank_groups
from .permutation import Compared, Tested, permutation_test
from .tested import note_of, tested_at_once, where_testable

MIN_N = 5
"""Terms with fewer occurrences are not compared by default."""

RANKINGS = ("default", "g2", "log_ratio", "log_odds_z", "p_permutation", "term")

Group = str | int


def keyness(
    dtm: DocTermMatrix,
    target: Group | Sequence[Group] | None = None,
    reference: Group | Sequence[Group] | DocTermMatrix | None = None,
    by: By = "city",
    *,
    rank_by: str = "default",
    min_n: int = MIN_N,
    names: bool = False,
    n_permutations: int = 999,
    seed: int = 1,
) -> pd.DataFrame:
    """Compare how often a group and a reference use each term.

    Parameters
    ----------
    dtm : DocTermMatrix
        Counts in documents.
    target : str, int or sequence of them
        The group, or groups taken as one.
    reference : str, int, sequence of them or DocTermMatrix, optional
        What to compare with: another group, or the documents of another corpus; by default all other
        documents that have a value in `by`.
    by : str or sequence of str
        A column of `dtm.units`.
    rank_by : {"default", "g2", "log_ratio", "log_odds_z", "p_permutation", "term"}
        The ranking. By default the bound nearer to zero of the log ratio's interval (99.9 % for a single
        term), times the share of the target's documents (for terms used less, the reference's) that contain
        the term, so that large, certain and well-spread differences come first; then `g2`.
    min_n : int
        Minimum occurrences in both together; rarer terms are not listed.
    names : bool
        Keep the target's own names among the terms.
    n_permutations : int
        Maximum number of random permutations behind `p_permutation`, see `permutation_test`; with 0, p and
        q are missing.
    seed : int
        Their seed.

    Returns
    -------
    DataFrame
        `term`; occurrences `n_*`, word tokens `size_*` and occurrences per 10,000 words `rate_*` of target
        and reference; `n_documents_*` with the term; `log_ratio` (base 2) with its simultaneous 95 % interval
        over all terms, which treats words as independent; `g2`; `log_odds_z`; `dispersion_dp` over the
        target's documents (missing for a single one); `p_permutation` and the false-discovery rate `q` over
        documents, missing where a side has fewer than five documents. `attrs["note"]` says what p and q are
        based on, or why there are none. Terms the target uses more come first, then those it uses less (for
        the default ranking); ties by term.

    Raises
    ------
    InputError
        When a group has no documents, a document is on both sides, or the counts are of paragraphs.
    ChoiceError
        When `rank_by` is not one of its values.

    References
    ----------
    The formulas are in `analysis.stats`; the test is `permutation_test`.

    Examples
    --------
    >>> from analysis import count_terms, keyness, read_texts, segment
    >>> texts = read_texts(
    ...     ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> dtm = count_terms(segment(texts))
    >>> table = keyness(dtm, "青岛市", "兰州市", min_n=1)
    >>> table[["term", "n_target", "n_reference", "log_ratio"]].head(2).round(2).to_numpy().tolist()
    [['港口', 2, 0, 1.42], ['扩建', 1, 0, 0.42]]
    >>> table.attrs["note"][:61]
    'No p or q: the target has 1 and the reference 1 documents; wi'
    """
    check_choice("keyness", "rank_by", rank_by, RANKINGS)
    check_wholes("keyness", min_n=min_n, n_permutations=n_permutations, seed=seed)
    used, sizes, terms, is_target = compared("keyness", dtm, target, reference, by, min_n, names)
    group = Compared(np.flatnonzero(is_target), np.arange(used.shape[1]), np.arange(0))

    def test(able: list[Compared]) -> list[Tested]:
        return tested_at_once(used, sizes, able, n_permutations, seed, 1)

    p, q = where_testable([group], sizes, n_permutations, test)[0]
    table = contrast(terms, sides_of(used, sizes, is_target), p, q, rank_by)
    table.attrs["note"] = note_of(is_target, n_permutations, seed)
    return table


def compared(
    function: str,
    dtm: DocTermMatrix,
    target: Group | Sequence[Group] | None,
    reference: Group | Sequence[Group] | DocTermMatrix | None,
    by: By,
    min_n: int,
    names: bool,
) -> tuple[sparse.csr_array, IntArray, npt.NDArray[np.object_], npt.NDArray[np.bool_]]:
    """Return the counts of target and reference, their sizes, the terms, and which documents are target's.

    The parameters are those of `keyness`; `function` is named in errors.
    """
    check_kind(function, dtm, "DocTermMatrix", second=target)
    if isinstance(reference, Corpus):
        raise KindError(f"{function}: `reference` is a group or a DocTermMatrix: count_terms(reference).")
    _check_unit(dtm)
    group_columns(dtm.units, by, function)
    labels = dtm.labels(by)
    mine = _rows(function, labels, target, by)
    own = _several(function, target)
    if isinstance(reference, DocTermMatrix):
        counts, terms = _stack(dtm, mine, reference)
        sizes = np.concatenate([dtm.sizes[mine], reference.sizes])
        is_target = np.arange(counts.shape[0]) < mine.sum()
    else:
        other = (
            labels.notna().to_numpy() & ~mine if reference is None else _rows(function, labels, reference, by)
        )
        if (both := mine & other).any():
            raise InputError(f"{function}: {labels[both].iloc[0]!r} is both target and reference.")
        if not other.any():
            raise InputError(f"{function}: no document is left to compare {target!r} with (`{by}`).")
        chosen = np.flatnonzero(mine | other)
        counts, sizes, terms, is_target = (
            dtm.counts[chosen],
            dtm.sizes[chosen],
            np.array(dtm.terms, object),
            mine[chosen],
        )
    total = np.asarray(counts.sum(axis=0)).ravel()
    keep = total >= max(min_n, 1)
    if not names:
        keep &= ~holds_own_name(terms, own)
    return sparse.csr_array(counts)[:, np.flatnonzero(keep)], sizes, terms[keep], is_target


def keyness_by(
    dtm: TermCounts,
    by: By = "city",
    *,
    min_n: int = MIN_N,
    names: bool = False,
    n_permutations: int = 999,
    seed: int = 1,
    n_jobs: int = 1,
) -> pd.DataFrame:
    """Compare each group with all the others.

    Parameters
    ----------
    dtm : DocTermMatrix or Counted
        Counts in documents.
    by, min_n, names, n_permutations, seed
        As for `keyness`.
    n_jobs : int
        Cores; the result does not depend on it.

    Returns
    -------
    DataFrame
        `group` and the columns of `keyness`, by group and in the default ranking: of the terms that the group
        uses, and of those that it never uses though the others do so often that the exact interval of 99.9 %,
        for the one term, lies below zero. Empty with a single group. `attrs["note"]` names the
        groups without p and q, with the reason.

    Examples
    --------
    >>> from analysis import count_terms, keyness_by, read_texts, segment
    >>> texts = read_texts(
    ...     ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> dtm = count_terms(segment(texts))
    >>> table = keyness_by(dtm, min_n=1)
    >>> table[["group", "term", "n_target", "n_reference"]].head(2).to_numpy().tolist()
    [['兰州市', '治理', 1, 0], ['兰州市', '黄河', 1, 0]]
    """
    check_kind("keyness_by", dtm, "DocTermMatrix", "Counted")
    check_wholes("keyness_by", min_n=min_n, n_permutations=n_permutations, seed=seed)
    check_jobs("keyness_by", n_jobs)
    _check_unit(dtm)
    group_columns(dtm.units, by, "keyness_by")
    labels = dtm.labels(by)
    known = np.flatnonzero(labels.notna())
    asked_by_default = min_n == MIN_N and not names
    if asked_by_default and (kept := dtm.kept_keyness(by, n_permutations, seed)) is not None:
        return kept
    codes, groups = pd.factorize(labels.iloc[known], sort=True)
    sizes = dtm.sizes[known]
    grouped, spread = dtm.group(by), dtm.spread(by)
    keep = compared_terms(np.asarray(grouped.counts.sum(axis=0)).ravel(), min_n, len(groups))
    sums = GroupSums(
        grouped.counts[:, keep], spread.counts[:, keep],
        grouped.sizes, np.bincount(codes, minlength=len(groups)),
    )  # fmt: skip
    terms = np.array(dtm.terms, dtype=object)[keep]
    own = own_columns(terms, [] if names else groups) or [np.zeros(0, dtype=np.int64)] * len(groups)
    texts = Texts(tuple(map(str, groups)), codes, sizes)

    def test(able: list[Compared]) -> list[Tested]:
        pieces = (piece[known] for piece in dtm.term_blocks(terms.tolist()))
        if isinstance(dtm, DocTermMatrix):
            return tested_at_once(next(pieces), sizes, able, n_permutations, seed, n_jobs)
        return permutation_test(pieces, sizes, able, n_permutations, seed, n_jobs)

    return rank_groups(texts, terms, own, sums, _known(dtm, terms, labels), test, n_permutations, seed)


def _known(
    dtm: TermCounts, terms: npt.NDArray[np.object_], labels: pd.Series[Any]
) -> Iterator[sparse.csr_array]:
    """Yield the counts of the documents that belong to a group, in their order."""
    inside, at = labels.notna().to_numpy(), 0
    for block in dtm.unit_blocks(terms.tolist()):
        yield block[np.flatnonzero(inside[at : at + block.shape[0]])]
        at += block.shape[0]


def _rows(
    function: str, labels: pd.Series[Any], wanted: Group | Sequence[Group] | None, by: By
) -> npt.NDArray[np.bool_]:
    groups = [_label(group) for group in _several(function, wanted)]
    if not groups or not all(groups):
        raise KindError(
            f'{function} compares groups by name; {shown(wanted)} names none: {function}(dtm, "柳州市").'
        )
    known = labels.map(str, na_action="ignore")
    for group in groups:
        if not (known == group).any():
            some = ", ".join(map(repr, sorted(known.dropna().unique())[:8]))
            raise InputError(f"{function}: no document has {group!r} in `{by}`; there are {some} ...")
    return known.isin(groups).to_numpy(dtype=bool)


def _several(function: str, groups: object) -> list[Any]:
    if isinstance(groups, pd.Series | np.ndarray) and groups.dtype == bool:
        raise KindError(
            f"{function} takes names of groups, not a condition; make it a column and name that in `by`."
        )
    return list(groups) if isinstance(groups, Iterable) and not isinstance(groups, str) else [groups]


def _label(group: object) -> str:
    """Return a group's name as `group_labels` makes it: 2022 of 2022.0, nothing of a missing value."""
    if not isinstance(group, Hashable) or pd.isna(group):
        return ""
    return str(int(group)) if isinstance(group, float) and group.is_integer() else str(group)


def _stack(
    dtm: DocTermMatrix, mine: npt.NDArray[np.bool_], reference: DocTermMatrix
) -> tuple[sparse.csr_array, npt.NDArray[np.object_]]:
    terms = sorted({*dtm.terms, *reference.terms})
    column = {term: i for i, term in enumerate(terms)}
    parts = []
    for counts, names in ((dtm.counts[np.flatnonzero(mine)], dtm.terms), (reference.counts, reference.terms)):
        wide = sparse.coo_array(counts)
        places = np.array([column[name] for name in names], dtype=np.int64)
        parts.append(
            sparse.coo_array((wide.data, (wide.row, places[wide.col])), shape=(counts.shape[0], len(terms)))
        )
    return sparse.csr_array(sparse.vstack(parts)), np.array(terms, dtype=object)


def _check_unit(dtm: TermCounts) -> None:
    if dtm.unit == "paragraph":
        raise InputError(
            "keyness: these are counts of paragraphs, and those of one document are not independent of each"
            " other; count documents: count_terms(corpus)."
        )
