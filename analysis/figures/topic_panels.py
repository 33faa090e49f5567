"""Small panels, one for each topic, with its label above."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

PALE, FADED, INK = "#b8c1cb", "#9aa5b1", "#22292f"
"""Colours for the marks and names of unstable topics, and for the names of all others."""

LONGEST_TITLE = 13
"""Characters of a label that fit above a small panel."""

WIDTH, COLUMNS = 2.6, 4
"""Width of a panel in inches, and most panels side by side."""


def topic_panels(
    topics: Sequence[int],
    labels: Mapping[int, str] | None,
    unstable: Collection[int],
    height: float,
    shared: bool = False,
) -> tuple[Figure, list[Axes]]:
    """Return a figure with a panel for each topic; names of unstable topics are grey.

    Parameters
    ----------
    topics : sequence of int
        The topics.
    labels : mapping or None
        Label of each topic; None for its number.
    unstable : collection of int
        Topics whose names are grey.
    height : float
        Height of a panel in inches.
    shared : bool
        Give all panels the same axes.
    """
    n_columns = min(COLUMNS, len(topics))
    n_rows = -(-len(topics) // n_columns)
    figure, grid = plt.subplots(
        n_rows, n_columns, figsize=(WIDTH * n_columns, height * n_rows + 0.4 * shared), squeeze=False,
        sharex=shared, sharey=shared, layout="constrained",
    )  # fmt: skip
    axes = list(grid.flat)
    for ax in axes[len(topics) :]:
        ax.set_axis_off()
    for ax, topic in zip(axes, topics, strict=False):
        title = _two_lines(labels[topic]) if labels is not None else str(topic)
        ax.set_title(title, fontsize=9, color=FADED if topic in unstable else INK)
        ax.tick_params(labelsize=8)
    return figure, axes[: len(topics)]


def _two_lines(label: str) -> str:
    """Break a long label between words, so that a title does not run into the next panel."""
    words = label.split("·")
    if len(label) <= LONGEST_TITLE or len(words) < 2:
        return label
    at = min(range(1, len(words)), key=lambda at: abs(len("·".join(words[:at])) - len(label) / 2))
    return "·".join(words[:at]) + "·\n" + "·".join(words[at:])
