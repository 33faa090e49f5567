"""Figures show what the results say, in a font that has the characters."""

import sys
import warnings

import numpy as np
import pandas as pd
import pytest
from matplotlib.ft2font import FT2Font
from pylopdf_fonts_zh_cn import sans_path

from analysis import lexicon
from analysis.figures import (
    MANY,
    ONE_COLOR,
    attention_dots,
    choice_lines,
    collocate_dots,
    distance_map,
    distance_points,
    diversity_dots,
    group_colors,
    image,
    keyness_dots,
    keyword_bars,
    prevalence_dots,
    rate_dots,
    shift_bars,
    term_barcode,
    topic_bars,
    topic_points,
    trend_lines,
)
from analysis.figures.topics import FADED
from analysis.lexicon import messages


def keywords(n_groups=2, n=3):
    rows = [(f"城{i}市", f"词{i}{j}", 1 / (j + 1), 10 - j) for i in range(n_groups) for j in range(n)]
    return pd.DataFrame(rows, columns=["group", "term", "tf_idf", "n"])


def prevalence(n_groups=3, n_topics=2):
    rows = [
        (t, f"城{g}市", (t + g) / 20, (t + g) / 25, (t + g) / 15)
        for t in range(1, n_topics + 1)
        for g in range(n_groups)
    ]
    return pd.DataFrame(rows, columns=["topic", "group", "prevalence", "low", "high"])


def rates(n_groups=3):
    n = np.arange(n_groups)
    return pd.DataFrame(
        {"group": [f"城{g}市" for g in n], "n": n, "rate_per_10k": n * 1.5, "low": n * 1.0, "high": n * 2.0}
    )


def distances(n_groups=3):
    rows = [(f"城{a}市", f"城{b}市", abs(a - b) / 10) for a in range(n_groups) for b in range(n_groups)]
    return pd.DataFrame(rows, columns=["group", "other", "distance"])


def test_bars_are_as_long_as_the_weights():
    axes = keyword_bars(keywords())
    assert [ax.get_title(loc="left") for ax in axes] == ["城0市", "城1市"]
    assert [bar.get_width() for bar in axes[0].patches] == pytest.approx([1, 1 / 2, 1 / 3])
    assert [label.get_text() for label in axes[0].get_yticklabels()] == ["词00", "词01", "词02"]
    assert [text.get_text() for text in axes[0].texts] == ["10", "9", "8"]


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


def test_dots_stand_at_the_shares():
    ax = prevalence_dots(prevalence(), {1: "一", 2: "二"})
    dots = {
        line.get_label(): line.get_xdata().tolist()
        for line in ax.lines
        if str(line.get_label()).startswith("城")
    }
    assert dots["城2市"] == pytest.approx([15, 20])
    assert [label.get_text() for label in ax.get_yticklabels()] == ["一", "二"]


def greys(texts):
    return [text.get_color() == FADED for text in texts]


def test_topics_that_do_not_hold_still_are_grey():
    ax = prevalence_dots(prevalence(), {1: "一", 2: "二"}, unstable={2})
    assert greys(ax.get_yticklabels()) == [False, True]
    many = prevalence_dots(prevalence(n_groups=MANY + 1), {1: "一", 2: "二"}, unstable={1})
    assert greys(many.get_xticklabels()) == [True, False]


def test_terms_of_topics_are_as_long_as_probable():
    top = pd.DataFrame({"topic": [1, 1, 2, 2], "rank": [1, 2, 1, 2], "term": list("甲乙丙丁"),
                        "probability": [0.2, 0.1, 0.4, 0.3]})  # fmt: skip
    axes = topic_bars(top, {1: "一", 2: "二"}, unstable={2})
    assert [bar.get_width() for bar in axes[1].patches] == pytest.approx([40, 30])
    assert [label.get_text() for label in axes[0].get_yticklabels()] == ["甲", "乙"]
    assert [ax.get_title(loc="left") or ax.get_title() for ax in axes] == ["一", "二"]
    colors = {bar.get_facecolor() for ax in axes for bar in ax.patches}
    assert len(colors) == 2


def test_map_of_topics_names_them_and_what_it_shows():
    places = pd.DataFrame(
        {"topic": [1, 2], "x": [0.1, -0.1], "y": 0.0, "share": [0.6, 0.4], "explained": 0.62}
    )
    ax = topic_points(places, {1: "1 港口", 2: "2 茶叶"})
    assert [text.get_text() for text in ax.texts] == ["1", "2", "1 港口\n2 茶叶"]
    assert ax.collections[0].get_offsets()[:, 0].tolist() == pytest.approx([0.1, -0.1])
    assert "62%" in ax.get_xlabel()


def test_choice_marks_the_recommended_number():
    choice = pd.DataFrame({"n_topics": [5, 8], "recommended": [False, True]})
    values = {
        measure: [0.1, 0.2]
        for measure in ("npmi", "c_v", "exclusivity", "held_out", "stability", "diversity")
    }
    axes = choice_lines(choice.assign(**values))
    assert len(axes) == 6
    assert axes[0].lines[0].get_ydata().tolist() == [0.1, 0.2]
    assert list(axes[0].lines[1].get_xdata()) == [8, 8]


def test_trends_stand_at_the_shares():
    yearly = pd.DataFrame({"topic": [1, 1], "group": ["2020", "2021"], "prevalence": [0.1, 0.3],
                           "low": [0.05, 0.2], "high": [0.2, 0.4]})  # fmt: skip
    axes = trend_lines(yearly, {1: "一"})
    assert axes[0].lines[0].get_xdata().tolist() == [2020, 2021]
    assert axes[0].lines[0].get_ydata().tolist() == pytest.approx([10, 30])


def test_many_groups_become_a_heatmap():
    ax = prevalence_dots(prevalence(n_groups=MANY + 1))
    assert len(ax.images) == 1
    assert ax.images[0].get_array().shape == (MANY + 1, 2)


def test_rates_are_sorted_and_labelled_with_counts():
    ax = rate_dots(rates())
    assert [label.get_text() for label in ax.get_yticklabels()] == ["城2市", "城1市", "城0市"]
    assert ax.collections[1].get_offsets()[:, 0].tolist() == [3.0, 1.5, 0.0]
    assert [text.get_text() for text in ax.texts] == ["2", "1", "0"]


def test_rates_that_are_all_undefined_can_be_drawn():
    ax = rate_dots(rates().assign(rate_per_10k=np.nan, low=np.nan, high=np.nan))
    assert ax.get_xlim()[1] > 0


def test_distances_in_the_order_given():
    ax = distance_map(distances(), ["城2市", "城0市", "城1市"])
    values = ax.images[0].get_array()
    assert values[0, 1] == pytest.approx(0.2)
    assert np.ma.is_masked(values[1, 1])
    assert [label.get_text() for label in ax.get_yticklabels()] == ["城2市", "城0市", "城1市"]


def places(n_groups=3):
    rows = [(f"城{g}市", g * 0.1, (g % 2) * 0.2, 0.12) for g in range(n_groups)]
    return pd.DataFrame(rows, columns=["group", "x", "y", "stress"])


def attended(n_groups=3):
    rows = [(t, f"城{g}市", g + 1.0, g + 0.5, g + 2.0) for t in ("民生", "产业") for g in range(n_groups)]
    return pd.DataFrame(rows, columns=["theme", "group", "rate_per_10k", "low", "high"])


def test_map_names_its_points_and_its_stress():
    ax = distance_points(places())
    assert [text.get_text() for text in ax.texts] == ["城0市", "城1市", "城2市"]
    assert ax.collections[0].get_offsets()[:, 0].tolist() == pytest.approx([0, 0.1, 0.2])
    assert "0.12" in ax.get_xlabel()


def test_shift_goes_to_the_side_that_uses_more():
    terms = pd.DataFrame({"term": ["港口", "茶叶"], "group": ["乙", "甲"], "share": [0.3, 0.1]})
    ax = shift_bars(terms)
    assert [bar.get_width() for bar in ax.patches] == pytest.approx([-30, 10])


def test_attention_stands_at_the_rates():
    ax = attention_dots(attended())
    dots = {line.get_label(): list(line.get_xdata()) for line in ax.lines}
    assert dots["城2市"] == [3.0, 3.0]
    many = attention_dots(attended(MANY + 1))
    assert many.images[0].get_array()[:, 0].tolist() == pytest.approx([i / MANY for i in range(MANY + 1)])
    assert [text.get_text() for text in many.texts][:4] == ["1", "1", "2", "2"]


def placed(n_groups=3):
    rows = [("港口", f"城{g}市", "d", 100, at) for g in range(n_groups) for at in (0.1, 0.5)[: g % 3]]
    missing = [("港口", f"城{g}市", None, 100, np.nan) for g in range(0, n_groups, 3)]
    return pd.DataFrame(rows + missing, columns=["term", "group", "doc_id", "n_words", "position"])


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


def varied(n_groups=3):
    ids = [f"d{i}" for i in range(2 * n_groups + 1)]
    table = pd.DataFrame({"doc_id": ids, "mattr": np.linspace(0.4, 0.6, len(ids))})
    return table, pd.Series([f"城{i // 2}市" for i in range(2 * n_groups)] + [None], index=ids)


def test_a_dot_for_each_document_of_a_group():
    ax = diversity_dots(*varied())
    assert ax.collections[0].get_offsets()[:, 1].tolist() == [0, 0, 1, 1, 2, 2]
    assert ax.collections[0].get_offsets()[0, 0] == pytest.approx(0.4)


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


@pytest.mark.parametrize("n_groups", [1, 2, 6, 30, 90])
def test_every_figure_at_every_size(n_groups, monkeypatch):
    monkeypatch.setattr(
        sys.modules["analysis.figures.style"], "DPI", 40
    )  # every letter is drawn, in fewer pixels
    figures = [
        keyword_bars(keywords(n_groups)),
        keyness_dots(keyness(n_groups)),
        attention_dots(attended(n_groups)),
        distance_points(places(n_groups)),
        prevalence_dots(prevalence(n_groups)),
        rate_dots(rates(n_groups)),
        distance_map(distances(n_groups), [f"城{g}市" for g in range(n_groups)]),
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
