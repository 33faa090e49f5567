"""What all figures share: colours of groups, the font, the same bytes again."""

import warnings

import numpy as np
import pandas as pd
import pytest
from matplotlib.ft2font import FT2Font
from pylopdf_fonts_zh_cn import sans_path

from analysis import lexicon
from analysis.figures import MANY, ONE_COLOR, group_colors, image, keyword_bars, rate_dots
from analysis.lexicon import messages


def keywords(n_groups=2, n=3):
    rows = [(f"城{i}市", f"词{i}{j}", 1 / (j + 1), 10 - j) for i in range(n_groups) for j in range(n)]
    return pd.DataFrame(rows, columns=["group", "term", "tf_idf", "n"])


def rates(n_groups=3):
    n = np.arange(n_groups)
    return pd.DataFrame(
        {"group": [f"城{g}市" for g in n], "n": n, "rate_per_10k": n * 1.5, "low": n * 1.0, "high": n * 2.0}
    )


def test_rates_are_sorted_and_labelled_with_counts():
    ax = rate_dots(rates())
    assert [label.get_text() for label in ax.get_yticklabels()] == ["城2市", "城1市", "城0市"]
    assert ax.collections[1].get_offsets()[:, 0].tolist() == [3.0, 1.5, 0.0]
    assert [text.get_text() for text in ax.texts] == ["2", "1", "0"]


def test_rates_that_are_all_undefined_can_be_drawn():
    ax = rate_dots(rates().assign(rate_per_10k=np.nan, low=np.nan, high=np.nan))
    assert ax.get_xlim()[1] > 0


def test_a_group_has_one_colour_everywhere():
    colors = group_colors(["乙", "甲", "丙"])
    assert colors == group_colors(["丙", "乙", "甲", "甲"])
    assert len(set(colors.values())) == 3
    bars = keyword_bars(keywords(), group_colors(["城0市", "城1市", "城2市"]))
    dots = rate_dots(rates(), group_colors(["城0市", "城1市", "城2市"]))
    from matplotlib.colors import to_rgba

    assert (
        bars[1].patches[0].get_facecolor()[:3]
        == to_rgba(group_colors(["城0市", "城1市", "城2市"])["城1市"])[:3]
    )
    assert tuple(dots.collections[1].get_facecolors()[1][:3]) == bars[1].patches[0].get_facecolor()[:3]
    assert set(group_colors([str(i) for i in range(MANY + 1)]).values()) == {ONE_COLOR}


def test_a_missing_glyph_is_an_error():
    with pytest.raises(UserWarning, match="Glyph"):
        image(keyword_bars(keywords().replace({"词00": "\U0001f9ff\ue000"})), "png")


def test_the_font_has_every_character_of_ours():
    charmap = set(FT2Font(str(sans_path())).get_charmap())
    ours = "".join(
        text for lang in ("zh", "en") for part in messages(lang).values() for text in part.values()
    )
    assert {character for character in ours if ord(character) not in charmap} <= {"\n"}
    names = set("".join(lexicon.places()["name"]))
    assert {character for character in names if ord(character) not in charmap} == set()


def test_same_figure_same_bytes():
    assert image(keyword_bars(keywords()), "svg") == image(keyword_bars(keywords()), "svg")
    assert b"<dc:date>" not in image(rate_dots(rates()), "svg")


@pytest.mark.parametrize("n_groups", [1, 2, 6, 30, 90])
def test_every_figure_at_every_size(n_groups, few_pixels):
    figures = [
        rate_dots(rates(n_groups)),
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for figure in figures:
            assert image(figure, "png").startswith(b"\x89PNG")
