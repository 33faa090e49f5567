"""Points in a plane: classical scaling and correspondence analysis."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]


def classical_scaling(distances: FloatArray, n_axes: int = 2) -> tuple[FloatArray, FloatArray]:
    """Place points so that a few axes preserve their distances as well as possible.

    Parameters
    ----------
    distances : ndarray, shape (n_points, n_points)
        Symmetric, with zeros on the diagonal.
    n_axes : int
        Number of axes.

    Returns
    -------
    places : ndarray, shape (n_points, n_axes)
        Coordinates, the axis of widest spread first; the sign of an axis is arbitrary.
    roots : ndarray, shape (n_points,)
        Squared spread along all axes, descending; negative where the distances are not Euclidean.

    References
    ----------
    Torgerson, W. (1952). Multidimensional scaling: I. Psychometrika 17, 401-419; Gower, J. (1966).
    Biometrika 53, 325-338.

    Examples
    --------
    >>> from analysis.stats import classical_scaling
    >>> import numpy as np
    >>> places, roots = classical_scaling(np.array([[0.0, 1, 3], [1, 0, 2], [3, 2, 0]]))
    >>> round(float(abs(places[0, 0] - places[2, 0])), 6)
    3.0
    """
    n = len(distances)
    centre = np.eye(n) - 1 / n
    roots, vectors = np.linalg.eigh(-centre @ distances**2 @ centre / 2)
    falling = np.argsort(-roots, kind="stable")
    first = falling[:n_axes]
    return vectors[:, first] * np.sqrt(np.maximum(roots[first], 0)), roots[falling]


def correspondence(counts: npt.ArrayLike, n_axes: int = 2) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the axes along which rows of a table of counts differ most, and what each column contributes.

    The standardised residuals (P - r c') / sqrt(r c') of the table of shares P with margins r and c are
    decomposed into singular values. Rows and columns without a count have all coordinates 0.

    Parameters
    ----------
    counts : array_like, shape (n_rows, n_columns)
        Non-negative.
    n_axes : int
        Number of axes, at most one fewer than rows or columns.

    Returns
    -------
    rows, columns : ndarray, shape (n_rows, n_axes) and (n_columns, n_axes)
        Principal coordinates; the sign of an axis is arbitrary, chosen so that the outermost column is
        positive. The chi-squared distance of two rows is their distance along all axes.
    inertia : ndarray, shape (n_axes,)
        Share of the total inertia (chi-squared over the total) along each axis.

    References
    ----------
    Greenacre, M. (2017). Correspondence Analysis in Practice, 3rd ed., appendix A.

    Examples
    --------
    >>> from analysis.stats import correspondence
    >>> rows, columns, inertia = correspondence([[9, 1], [1, 9]], n_axes=1)
    >>> rows.round(2).ravel().tolist(), columns.round(2).ravel().tolist(), inertia.round(2).tolist()
    ([0.8, -0.8], [0.8, -0.8], [1.0])
    """
    share = np.asarray(counts, dtype=np.float64)
    share = share / max(share.sum(), np.finfo(float).tiny)
    row, column = share.sum(axis=1), share.sum(axis=0)
    expected = np.outer(row, column)
    with np.errstate(divide="ignore", invalid="ignore"):
        residual = np.where(expected > 0, (share - expected) / np.sqrt(expected), 0.0)
        left, roots, right = np.linalg.svd(residual, full_matrices=False)
        rows = np.where(row[:, None] > 0, left * roots / np.sqrt(row)[:, None], 0.0)[:, :n_axes]
        columns = np.where(column[:, None] > 0, right.T * roots / np.sqrt(column)[:, None], 0.0)[:, :n_axes]
    farthest = np.abs(columns).argmax(axis=0)
    sign = np.where(columns[farthest, range(columns.shape[1])] < 0, -1, 1)
    total = max((roots**2).sum(), np.finfo(float).tiny)
    return rows * sign, columns * sign, (roots**2 / total)[:n_axes]
