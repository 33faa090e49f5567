"""Figures of slogans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from ..checks import check_result
from ..colors import MANY, PALETTE, group_colors
from ..lexicon import messages
from .heatmap import FLAT
from .panels import ranked_dots
from .style import ink_on, style

GREY = "#5a6672"
SHADES = ("#b9d3e6", "#5c97bf", "#1f5a85")
"""Colours for one, two, and three or more occurrences."""

N_ROWS, N_COLUMNS = 24, 16
"""Number of formulas shown with few groups, and with many."""

N_FAMILIES, N_VARIANTS = 6, 6
RELATIONS = {
    "leader": "#22292f", "subset": PALETTE[0], "superset": PALETTE[5], "substitution": PALETTE[1],
    "construction": "#9aa5b1",
}  # fmt: skip


def rate_dots(
    rates: pd.DataFrame, colors: Mapping[str, str] | None = None, lang: str = "zh", ax: Axes | None = None
) -> Axes:
    """Draw the rate of each group with its interval, highest first.

    Parameters
    ----------
    rates : DataFrame
        Rows of `slogan_rates`, one for each group: `group, n, rate_per_10k, low, high`.
    colors, lang, ax
        As for all figures, see `analysis.figures`.

    Returns
    -------
    Axes
        The dot is the rate, the line its interval, the number on the right the occurrences.

    Examples
    --------
    >>> from analysis import find_slogans, rate_dots, read_texts, segment, slogan_rates
    >>> texts = read_texts(
    ...     ["推动质量变革、效率变革、动力变革。", "实现质量变革、效率变革、动力变革。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> corpus = segment(texts)
    >>> hits = find_slogans(corpus)
    >>> rates = slogan_rates(hits, corpus)
    >>> ax = rate_dots(rates[(rates["kind"] == "all") & (rates["family"] == "all")], lang="en")
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['兰州市', '青岛市']
    """
    check_result("rate_dots", rates, ("group", "rate_per_10k", "low"), "slogan_rates(hits, corpus)")
    ordered = rates.sort_values(["rate_per_10k", "group"], ascending=[False, True], ignore_index=True)
    colors = colors or group_colors(list(ordered["group"]))
    shades = [colors[group] for group in ordered["group"]]
    label = messages(lang)["figures"]["slogans"]
    with style():
        return ranked_dots(
            ax, list(ordered["group"]), ordered["rate_per_10k"], list(ordered["n"]), shades, label,
            ordered["low"], ordered["high"],
        )  # fmt: skip


def cut(text: str, most: int) -> str:
    """Return a text of at most `most` characters, with … where it was truncated."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def formula_grid(
    formulas: pd.DataFrame,
    groups: Sequence[str],
    colors: Mapping[str, str] | None = None,
    lang: str = "zh",
    ax: Axes | None = None,
) -> Axes:
    """Draw which groups use which formulas: formulas as rows, or as columns when there are many groups.

    Parameters
    ----------
    formulas : DataFrame
        The result of `slogan_formulas`, in its order: `formula, group, n, n_groups`.
    groups : sequence of str
        All groups of the comparison, including those that use none of the formulas.
    colors : mapping, optional
        Colour of each group, from `group_colors`.
    lang : {"zh", "en"}
        Language of the labels.
    ax : Axes, optional
        Axes to draw in; by default a new figure.

    Returns
    -------
    Axes
        With few groups, a bubble for each use, labelled with its occurrences: first the formulas shared by
        most groups, then some of each group's own. With many groups, the formulas shared by most groups, a
        cell for each use, darker for more, and after each group the number of these formulas it uses.

    Examples
    --------
    >>> from analysis import find_slogans, formula_grid, read_texts, segment, slogan_formulas
    >>> texts = read_texts(
    ...     ["推动质量变革、效率变革、动力变革。", "实现质量变革、效率变革、动力变革。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> corpus = segment(texts)
    >>> hits = find_slogans(corpus)
    >>> ax = formula_grid(slogan_formulas(hits), ["青岛市", "兰州市"], lang="en")
    >>> [label.get_text() for label in ax.get_xticklabels()]
    ['青岛市', '兰州市']
    """
    check_result("formula_grid", formulas, ("formula", "group"), "slogan_formulas(hits)")
    many = len(groups) > MANY
    if many:
        shared = formulas[formulas["n_groups"] > 1]
        chosen = list(dict.fromkeys((formulas if shared.empty else shared)["formula"]))[:N_COLUMNS]
        return _cells(formulas[formulas["formula"].isin(chosen)], chosen, groups, lang, ax)
    shown = _shared_then_own(formulas, groups)
    chosen = list(dict.fromkeys(shown["formula"]))
    colors = colors or group_colors(groups)
    column = {group: at for at, group in enumerate(groups)}
    with style():
        if ax is None:
            size = (4.6 + 0.75 * len(groups), 0.33 * len(chosen) + 1.1)
            _, ax = plt.subplots(figsize=size, layout="constrained")
        x = shown["group"].map(column).to_numpy()
        y = shown["formula"].map({formula: at for at, formula in enumerate(chosen)}).to_numpy()
        n = shown["n"].to_numpy()
        ax.hlines(range(len(chosen)), -0.5, len(groups) - 0.5, color="#e3e8ee", lw=0.8, zorder=0)
        shades = [colors[group] for group in shown["group"]]
        ax.scatter(x, y, s=np.minimum(130 + 25 * (n - 1), 330), c=shades, zorder=2)
        for a, b, count, shade in zip(x, y, n, shades, strict=True):
            ax.text(a, b, f"{count}", ha="center", va="center", fontsize=8, color=ink_on(shade), zorder=3)
        ax.set_yticks(range(len(chosen)), [cut(formula, 26) for formula in chosen], fontsize=9)
        leaning: dict[str, Any] = {"rotation": 40, "ha": "left", "rotation_mode": "anchor"}
        long = max(map(len, groups), default=0) > FLAT
        ax.set_xticks(range(len(groups)), groups, fontsize=9, **(leaning if long else {}))
        ax.tick_params(axis="x", top=True, labeltop=True, bottom=False, labelbottom=False, length=0)
        ax.set(xlim=(-0.6, len(groups) - 0.4), ylim=(len(chosen) - 0.4, -0.6))
        ax.set_xlabel(messages(lang)["figures"]["formulas_note"], fontsize=9, color=GREY)
        for spine in ax.spines.values():
            spine.set_visible(False)
    return ax


def _shared_then_own(formulas: pd.DataFrame, groups: Sequence[str]) -> pd.DataFrame:
    """Return the rows to draw: formulas shared by several groups, then some of each group's own."""
    shared, alone = formulas[formulas["n_groups"] > 1], formulas[formulas["n_groups"] == 1]
    kept = list(dict.fromkeys(shared["formula"]))[: N_ROWS * 3 // 4]
    each = max((N_ROWS - len(kept)) // max(len(groups), 1), 1)
    own = [alone[alone["group"] == group].head(each) for group in groups]
    return pd.concat([shared[shared["formula"].isin(kept)], *own])


def _cells(
    shown: pd.DataFrame, chosen: Sequence[str], groups: Sequence[str], lang: str, ax: Axes | None
) -> Axes:
    """Draw groups as rows, those that use the most formulas first."""
    used = shown["group"].value_counts()
    ordered = sorted(groups, key=lambda group: (-int(used.get(group, 0)), group))
    users = shown.drop_duplicates("formula").set_index("formula")["n_groups"]
    row = {group: at for at, group in enumerate(ordered)}
    column = {formula: at for at, formula in enumerate(chosen)}
    with style():
        if ax is None:
            size = (2.6 + 0.4 * max(len(chosen), 8), 0.17 * len(groups) + 2.6)
            _, ax = plt.subplots(figsize=size, layout="constrained")
        x, y = shown["group"].map(row), shown["formula"].map(column)
        shades = [SHADES[min(n, len(SHADES)) - 1] for n in shown["n"]]
        ax.barh(x, 0.92, left=y - 0.46, height=0.86, color=shades)
        for at in range(0, len(ordered), 2):
            ax.axhspan(at - 0.5, at + 0.5, color="#f5f7f9", zorder=0)
        ax.set_yticks(range(len(ordered)), ordered, fontsize=7.5)
        for group, at in row.items():
            ax.text(len(chosen) - 0.3, at, f"{used.get(group, 0)}", va="center", fontsize=7.5, color=GREY)
        heads = [f"{cut(formula, 13)}  {users[formula]}" for formula in chosen]
        ax.set_xticks(range(len(chosen)), heads, rotation=55, ha="left", rotation_mode="anchor", fontsize=8.5)
        ax.tick_params(axis="x", top=True, labeltop=True, bottom=False, labelbottom=False, length=0)
        ax.set(xlim=(-0.6, len(chosen) + 0.3), ylim=(len(ordered) - 0.5, -0.6))
        ax.set_xlabel(messages(lang)["figures"]["formulas_note_many"], fontsize=9, color=GREY)
        for spine in ax.spines.values():
            spine.set_visible(False)
    return ax


def variant_bars(variants: pd.DataFrame, lang: str = "zh") -> Sequence[Axes]:
    """Draw the variants of the largest families side by side, one panel per family.

    Parameters
    ----------
    variants : DataFrame
        Rows of `slogan_variants`, in its order: `family, text, relation, n, n_groups`.
    lang : {"zh", "en"}
        Language of the labels.

    Returns
    -------
    sequence of Axes
        One for each family. Above each bar is the variant, behind it its occurrences and how it differs from
        the most frequent variant, which comes first.

    Examples
    --------
    >>> from analysis import find_slogans, read_texts, segment, slogan_variants, variant_bars
    >>> texts = read_texts(
    ...     ["推动质量变革、效率变革、动力变革。", "实现质量变革、效率变革、动力变革。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> corpus = segment(texts)
    >>> hits = find_slogans(corpus)
    >>> axes = variant_bars(slogan_variants(hits), lang="en")
    >>> len(axes)
    1
    """
    check_result("variant_bars", variants, ("family", "text", "relation", "n"), "slogan_variants(hits)")
    families = list(dict.fromkeys(variants["family"]))[:N_FAMILIES]
    say = messages(lang)
    columns = min(2, len(families))
    rows = -(-len(families) // columns)
    sizes = variants["family"].value_counts()[families].clip(upper=N_VARIANTS).tolist()
    heights = [max(sizes[at : at + columns]) + 0.9 for at in range(0, len(sizes), columns)]
    with style():
        figure, axes = plt.subplots(
            rows, columns, figsize=(4.6 * columns, 0.42 * sum(heights) + 0.3), squeeze=False,
            height_ratios=heights, layout="constrained",
        )  # fmt: skip
        for at, (ax, family) in enumerate(zip(axes.flat, families, strict=False)):
            longest = max(sizes[at // columns * columns :][:columns])
            mine = variants[variants["family"] == family].head(N_VARIANTS)
            widest = int(mine["n"].max())
            place = np.arange(len(mine))
            ax.barh(place + 0.2, mine["n"], height=0.26, color=[RELATIONS[word] for word in mine["relation"]])
            for row, text, n, word in zip(place, mine["text"], mine["n"], mine["relation"], strict=True):
                ax.text(0, row - 0.18, cut(text, 32), va="center", fontsize=9)
                ax.text(n + widest * 0.03, row + 0.2, f"{n}  {say['values'][word]}", va="center", fontsize=8,
                        color=GREY)  # fmt: skip
            n_more = int((variants["family"] == family).sum()) - len(mine)
            more = say["figures"]["variants_more"].format(n=n_more) if n_more else ""
            ax.set_title(f"{cut(family, 22)}{more}")
            ax.set(ylim=(longest - 0.4, -0.6), xlim=(0, widest * 1.5))
            ax.axis("off")
        for ax in axes.flat[len(families) :]:
            ax.set_visible(False)
        figure.supxlabel(say["figures"]["variants_note"], fontsize=9, color=GREY)
    return list(axes.flat[: len(families)])
