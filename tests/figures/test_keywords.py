"""Figures of keywords show what the results say."""

import warnings

import numpy as np
import pandas as pd
import pytest

from analysis.figures import (
    MANY,
    attention_dots,
    collocate_dots,
    diversity_dots,
    image,
    keyness_dots,
    keyword_bars,
    term_barcode,
)


def keywords(n_groups=2, n=3):
    rows = [(f"城{i}市", f"词{i}{j}", 1 / (j + 1), 10 - j) for i in range(n_groups) for j in range(n)]
    return pd.DataFrame(rows, columns=["group", "term", "tf_idf", "n"])


def keyness(n_groups=2):
    rows = [
        (f"城{g}市", term, 9 - i, ratio, low, high, q)
        for g in range(n_groups)
        for i, (term, ratio, low, high, q) in enumerate(
            [("港口", 4.0, 1.5, np.inf, 0.01), ("创新", 2.0, -0.5, 3.0, 0.2), ("改革", 1.0, 0.5, 1.5, 0.04)]
        )
    ]
    columns = ["group", "term", "n_target", "log_ratio", "log_ratio_low", "log_ratio_high", "q"]
    return pd.DataFrame(rows, columns=columns)


def attended(n_groups=3):
    rows = [(t, f"城{g}市", g + 1.0, g + 0.5, g + 2.0) for t in ("民生", "产业") for g in range(n_groups)]
    return pd.DataFrame(rows, columns=["theme", "group", "rate_per_10k", "low", "high"])


def placed(n_groups=3):
    rows = [("港口", f"城{g}市", "d", 100, at) for g in range(n_groups) for at in (0.1, 0.5)[: g % 3]]
    missing = [("港口", f"城{g}市", None, 100, np.nan) for g in range(0, n_groups, 3)]
    return pd.DataFrame(rows + missing, columns=["term", "group", "doc_id", "n_words", "position"])


def varied(n_groups=3):
    ids = [f"d{i}" for i in range(2 * n_groups + 1)]
    table = pd.DataFrame({"doc_id": ids, "mattr": np.linspace(0.4, 0.6, len(ids))})
    return table, pd.Series([f"城{i // 2}市" for i in range(2 * n_groups)] + [None], index=ids)


def test_bars_are_as_long_as_the_weights():
    axes = keyword_bars(keywords())
    assert [ax.get_title(loc="left") for ax in axes] == ["城0市", "城1市"]
    assert [bar.get_width() for bar in axes[0].patches] == pytest.approx([1, 1 / 2, 1 / 3])
    assert [label.get_text() for label in axes[0].get_yticklabels()] == ["词00", "词01", "词02"]
    assert [text.get_text() for text in axes[0].texts] == ["10", "9", "8"]


def test_effects_stand_with_their_intervals():
    ax = keyness_dots(keyness())[0]
    lines, dots = ax.collections
    assert [tuple(segment[:, 0]) for segment in lines.get_segments()] == [(1.5, 6.0), (-0.5, 3.0), (0.5, 1.5)]
    assert dots.get_offsets()[:, 0].tolist() == [4.0, 2.0, 1.0]
    full = [tuple(color[:3]) != (1.0, 1.0, 1.0) for color in dots.get_facecolors()]
    assert full == [True, False, True]
    arrows = [line for line in ax.lines if line.get_marker() == ">"]
    assert arrows[0].get_ydata().tolist() == [0]
    assert [text.get_text() for text in ax.texts] == ["9", "8", "7"]


def test_without_a_test_no_term_is_drawn_as_certain():
    ax = keyness_dots(keyness().assign(q=np.nan))[0]
    lines, dots = ax.collections
    assert [tuple(color[:3]) for color in dots.get_facecolors()] == [(1.0, 1.0, 1.0)] * 3
    assert dots.get_offsets()[:, 0].tolist() == [4.0, 2.0, 1.0]
    assert len(lines.get_segments()) == 3


def test_attention_stands_at_the_rates():
    ax = attention_dots(attended())
    dots = {line.get_label(): list(line.get_xdata()) for line in ax.lines}
    assert dots["城2市"] == [3.0, 3.0]
    many = attention_dots(attended(MANY + 1))
    assert many.images[0].get_array()[:, 0].tolist() == pytest.approx([i / MANY for i in range(MANY + 1)])
    assert [text.get_text() for text in many.texts][:4] == ["1", "1", "2", "2"]


def test_strokes_stand_where_the_term_does():
    ax = term_barcode(placed())
    assert [label.get_text() for label in ax.get_yticklabels()] == ["城0市", "城1市", "城2市"]
    strokes = [collection.get_segments() for collection in ax.collections]
    assert [[segment[0][0] for segment in segments] for segments in strokes] == [[], [10], [10, 50]]
    assert [text.get_text() for text in ax.texts] == ["0", "1", "2"]


def test_collocates_by_strength():
    table = pd.DataFrame({"term": ["贸易", "航线"], "log_dice": [13.0, 11.5], "n": [4, 2]})
    ax = collocate_dots(table)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["贸易", "航线"]
    assert ax.collections[0].get_offsets()[:, 0].tolist() == [13.0, 11.5]
    assert [text.get_text() for text in ax.texts] == ["4", "2"]


def test_a_dot_for_each_document_of_a_group():
    ax = diversity_dots(*varied())
    assert ax.collections[0].get_offsets()[:, 1].tolist() == [0, 0, 1, 1, 2, 2]
    assert ax.collections[0].get_offsets()[0, 0] == pytest.approx(0.4)


@pytest.mark.parametrize("n_groups", [1, 2, 6, 30, 90])
def test_every_figure_at_every_size(n_groups, few_pixels):
    figures = [
        keyword_bars(keywords(n_groups)),
        keyness_dots(keyness(min(n_groups, 30))),  # a panel each, as above
        attention_dots(attended(n_groups)),
        term_barcode(placed(n_groups)),
        diversity_dots(*varied(n_groups)),
        collocate_dots(
            pd.DataFrame({"term": "港口", "log_dice": np.linspace(13, 6, n_groups), "n": range(n_groups)})
        ),
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for figure in figures:
            assert image(figure, "png").startswith(b"\x89PNG")
