"""Curves of adoption as figures for papers."""

import pandas as pd
import pytest

from analysis import adoption_steps
from analysis.errors import InputError
from analysis.figures.style import close
from analysis.reuse import CURVE_TYPES


def curves(*items: str) -> pd.DataFrame:
    rows = [
        (item, 2015, 2015, at, 2015 + at, 8 - at, 1, 0.1 * (at + 1), 0.05, 0.6)
        for item in items
        for at in (0, 2, 5)
    ]
    return pd.DataFrame(rows, columns=list(CURVE_TYPES)).astype(CURVE_TYPES)


def test_a_panel_for_each_item_steps_at_the_years_of_adoption():
    axes = adoption_steps(curves("河长制", "一网通办", "数据要素", "林长制"), lang="en")
    assert [ax.get_title(loc="left") for ax in axes] == ["河长制", "一网通办", "数据要素", "林长制"]
    step = axes[1].lines[0]
    assert step.get_drawstyle() == "steps-post"
    assert step.get_xdata().tolist() == [2015, 2017, 2020]
    assert step.get_ydata().round(6).tolist() == [10, 30, 60]
    assert [text.get_text() for text in axes[1].texts] == ["10% (n=8)", "60% (n=3)"]
    named = [ax.xaxis.get_tick_params()["labelbottom"] for ax in axes]
    assert named == [False, True, True, True]
    close(axes)


def test_nothing_to_draw_is_said():
    with pytest.raises(InputError, match="no item has adopters enough"):
        adoption_steps(curves())
