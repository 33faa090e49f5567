"""The colours of groups: the same city has the same colour in every figure and chart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .checks import check_words
from .errors import KindError
from .remedies import article

PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#8C6D31", "#6A51A3")
"""Colours distinct to colour-blind readers: Okabe and Ito's, without black and yellow, plus two."""

ONE_COLOR = "#33658A"
"""The colour of all groups where there are too many to tell apart."""

MANY = len(PALETTE)
"""With more groups than this, colours cannot distinguish them: one colour and labels instead."""


def group_colors(groups: Sequence[str]) -> dict[str, str]:
    """Return a colour for each group; the same list of groups gets the same colours.

    Parameters
    ----------
    groups : sequence of str
        All groups of the comparison.

    Returns
    -------
    dict
        Group to hexadecimal colour; one colour for all when there are more than `MANY`.

    Examples
    --------
    >>> from analysis.colors import group_colors
    >>> group_colors(["泉州市", "青岛市"])
    {'泉州市': '#0072B2', '青岛市': '#D55E00'}
    """
    if isinstance(groups, str) or not isinstance(groups, Iterable):
        raise KindError(f"group_colors takes the names of groups, not {article(type(groups).__name__)}.")
    names = list(groups)
    check_words("group_colors", "groups", names)
    ordered = sorted(set(names))
    if len(ordered) > MANY:
        return dict.fromkeys(ordered, ONE_COLOR)
    return dict(zip(ordered, PALETTE, strict=False))
