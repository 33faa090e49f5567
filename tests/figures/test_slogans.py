"""Figures of slogans: what they show, at every size."""

import warnings

import pandas as pd
import pytest

from analysis.figures import (
    MANY,
    formula_grid,
    formula_timeline,
    group_colors,
    image,
    rate_timeline,
    variant_bars,
)


def groups_of(n):
    return [f"城{i:02}市" for i in range(n)]


def formulas(n_groups):
    """Formula k is used by the first n_groups - k groups, and each group has one of its own."""
    rows = [
        (f"套语{k}、套语{k}", group, k + 1, n_groups - k)
        for k in range(min(n_groups - 1, 20))
        for group in groups_of(n_groups - k)
    ]
    rows += [(f"{group}独有", group, 1, 1) for group in groups_of(n_groups)]
    return pd.DataFrame(rows, columns=["formula", "group", "n", "n_groups"])


def variants(n_families=7, n=8):
    words = ["leader", "subset", "superset", "substitution", "construction"]
    rows = [
        (f"X族{f}", f"甲{f}、乙{k}、丙", words[min(k, 4)], n - k, 1)
        for f in range(n_families)
        for k in range(n)
    ]
    return pd.DataFrame(rows, columns=["family", "text", "relation", "n", "n_groups"])


def timeline(n_periods=3):
    rows = [
        (f"{1950 + 10 * p}—{1959 + 10 * p}", 1950 + 10 * p, 1959 + 10 * p, f"口号{p}{k}", year, k + 1)
        for p in range(n_periods)
        for k in range(4)
        for year in (1951 + 10 * p, 1955 + 10 * p + k)
    ]
    columns = ["period", "first_year", "last_year", "formula", "year", "n"]
    return pd.DataFrame(rows, columns=columns)


def rates(n_years):
    return pd.DataFrame(
        [(str(1950 + y), y + 1.0, y + 0.5, y + 2.0) for y in range(n_years)],
        columns=["group", "rate_per_10k", "low", "high"],
    )


def labels(axis):
    return [label.get_text() for label in axis.get_ticklabels()]


def test_few_groups_have_a_bubble_for_each_use_with_its_count():
    ax = formula_grid(formulas(3), groups_of(3))
    assert labels(ax.xaxis) == groups_of(3)
    assert labels(ax.yaxis) == ["套语0、套语0", "套语1、套语1", "城00市独有", "城01市独有", "城02市独有"]
    dots = ax.collections[1].get_offsets().tolist()
    assert dots == [[0, 0], [1, 0], [2, 0], [0, 1], [1, 1], [0, 2], [1, 3], [2, 4]]
    assert [text.get_text() for text in ax.texts] == ["1", "1", "1", "2", "2", "1", "1", "1"]


def test_many_groups_are_rows_with_the_formulas_they_use_counted():
    n = MANY + 1
    ax = formula_grid(formulas(n), groups_of(n))
    assert labels(ax.yaxis)[0] == "城00市"
    assert labels(ax.xaxis)[0].endswith(f"  {n}")
    assert [text.get_text() for text in ax.texts][:3] == ["8", "8", "7"]


def test_variants_are_named_counted_and_told_apart():
    first = variant_bars(variants())[0]
    assert [bar.get_width() for bar in first.patches] == [8, 7, 6, 5, 4, 3]
    texts = [text.get_text() for text in first.texts]
    assert texts[:4] == ["甲0、乙0、丙", "8  最常见", "甲0、乙1、丙", "7  缩减"]
    assert "另有 2 种" in first.get_title(loc="left")


def test_timelines_stand_in_their_years():
    ax = rate_timeline(rates(5))
    assert ax.lines[0].get_xdata().tolist() == [1950, 1951, 1952, 1953, 1954]
    assert {text.get_text() for text in ax.texts} == {"1950: 1.0", "1954: 5.0"}
    panels = formula_timeline(timeline())
    assert [panel.get_title(loc="left") for panel in panels] == ["1950—1959", "1960—1969", "1970—1979"]
    assert labels(panels[0].yaxis) == ["口号00", "口号01", "口号02", "口号03"]
    assert [text.get_text() for text in panels[0].texts] == [" 2", " 4", " 6", " 8"]


@pytest.mark.parametrize("n_groups", [1, 2, 6, 30, 90])
def test_every_figure_at_every_size(n_groups, few_pixels):
    figures = [
        formula_grid(formulas(n_groups), groups_of(n_groups), group_colors(groups_of(n_groups))),
        variant_bars(variants(min(n_groups, 7), 3), "en"),
        rate_timeline(rates(n_groups)),
        formula_timeline(timeline(min(n_groups, 8)), "en"),
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for figure in figures:
            assert image(figure, "png").startswith(b"\x89PNG")
