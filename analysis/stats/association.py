"""How strongly two words attract each other."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .terms import FloatArray


def association(
    n: npt.ArrayLike, n_term: npt.ArrayLike, n_node: npt.ArrayLike, size: npt.ArrayLike, total: npt.ArrayLike
) -> dict[str, FloatArray]:
    """Return measures of association between a node and the words near it.

    With O co-occurrences and E = n_term size / total expected by chance: MI = log2(O / E), MI3 = log2(O^3 /
    E), t = (O - E) / sqrt(O), Dice = 2 O / (n_term + n_node), logDice = 14 + log2 Dice.

    MI favours rare words, MI3 and t frequent ones; Dice and logDice do not depend on the size of the corpus.
    Dice is at most 1 when every node has at most one of the words near it.

    Parameters
    ----------
    n : array_like of int
        Tokens of each word near a node.
    n_term, n_node : array_like of int
        Occurrences of each word and of the node.
    size, total : array_like of int
        Word tokens near a node, and in all.

    Returns
    -------
    dict of str to ndarray of float64
        `expected` in tokens, `mi` and `mi3` in bits, `t_score`, `dice`, `log_dice`; minus infinity for the
        logarithm of no co-occurrence, NaN for what is undefined.

    References
    ----------
    Church, K. and Hanks, P. (1990). Word association norms, mutual information, and lexicography.
    Computational Linguistics 16, 22-29; Daille, B. (1994), for MI3; Church, K. et al. (1991). Using
    statistics in lexical analysis, for t; Evert, S. (2008). Corpora and collocations, for all these in one
    notation; Rychly, P. (2008). A lexicographer-friendly association score. Proc. RASLAN, 6-9.

    Examples
    --------
    >>> from analysis.stats import association
    >>> found = association(n=8, n_term=16, n_node=16, size=64, total=1024)
    >>> {name: float(value) for name, value in found.items() if name != "t_score"}
    {'expected': 1.0, 'mi': 3.0, 'mi3': 9.0, 'dice': 0.5, 'log_dice': 13.0}
    """
    observed, term, node, near, words = (
        np.asarray(value, dtype=np.float64) for value in (n, n_term, n_node, size, total)
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = term * near / words
        dice = 2 * observed / (term + node)
        return {
            "expected": expected,
            "mi": np.log2(observed / expected),
            "mi3": np.log2(observed**3 / expected),
            "t_score": (observed - expected) / np.sqrt(observed),
            "dice": dice,
            "log_dice": 14 + np.log2(dice),
        }
