"""Names of any kind are drawn as they stand, and cut where they would leave no room."""

from functools import partial

import pandas as pd
import pytest
from matplotlib.text import Text

from analysis.figures import attention_dots, images, keyword_bars
from analysis.figures.style import KEPT, LONGEST, _clip, close

NAMES = [r"$\frac{$", "$a$ 与 $b$", "市" * 1_000, "a\nb", "%s {x} <b> & \x07", "\\u0000"]


def attended(name):
    rows = [(theme, group, 1.0, 0.5, 2.0) for theme in ("民生", name) for group in (name, "乙市")]
    return pd.DataFrame(rows, columns=["theme", "group", "rate_per_10k", "low", "high"])


def keywords(name):
    rows = [(name, "港口", 1.0, 3), ("乙市", name, 0.5, 2)]
    return pd.DataFrame(rows, columns=["group", "term", "tf_idf", "n"])


@pytest.mark.filterwarnings("ignore:Glyph")
@pytest.mark.parametrize("name", NAMES, ids=["half mathtext", "mathtext", "long", "lines", "marks", "escape"])
@pytest.mark.parametrize(("draw", "frame"), [(attention_dots, attended), (keyword_bars, keywords)])
def test_no_name_stops_a_drawing(draw, frame, name):
    vector, pixels = images(partial(draw, frame(name)))
    assert vector.startswith(b"<svg")
    assert pixels.startswith(b"\x89PNG")


def test_dollar_signs_stand_for_themselves():
    one, other = (images(partial(keyword_bars, keywords(name)))[0] for name in ("$ab$", "ab"))
    assert one != other


def test_long_names_are_cut_in_the_figure_alone():
    frame = keywords("市" * 1_000)
    axes = keyword_bars(frame)
    figure = axes[0].figure
    _clip(figure)
    figure.draw_without_rendering()
    lines = [line for text in figure.findobj(Text) for line in text.get_text().split("\n")]
    assert max(map(len, lines)) <= LONGEST
    assert "市" * KEPT + "…" in lines
    assert frame["term"].str.len().max() == 1_000
    close(axes)
