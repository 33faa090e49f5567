"""Figures of topics show what the results say; topics that do not hold still are grey."""

import warnings

import pandas as pd
import pytest

from analysis.figures import MANY, choice_lines, image, prevalence_dots, topic_bars, topic_points, trend_lines
from analysis.figures.topic_panels import FADED


def prevalence(n_groups=3, n_topics=2):
    rows = [
        (t, f"城{g}市", (t + g) / 20, (t + g) / 25, (t + g) / 15)
        for t in range(1, n_topics + 1)
        for g in range(n_groups)
    ]
    return pd.DataFrame(rows, columns=["topic", "group", "prevalence", "low", "high"])


def greys(texts):
    return [text.get_color() == FADED for text in texts]


def test_dots_stand_at_the_shares():
    ax = prevalence_dots(prevalence(), {1: "一", 2: "二"})
    dots = {
        line.get_label(): line.get_xdata().tolist()
        for line in ax.lines
        if str(line.get_label()).startswith("城")
    }
    assert dots["城2市"] == pytest.approx([15, 20])
    assert [label.get_text() for label in ax.get_yticklabels()] == ["一", "二"]


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


def test_a_long_title_takes_two_lines():
    top = pd.DataFrame({"topic": [1], "rank": [1], "term": ["甲"], "probability": [0.2]})
    [ax] = topic_bars(top, {1: "1 地区生产总值·固定资产投资·可支配收入"})
    assert ax.get_title(loc="left") == "1 地区生产总值·\n固定资产投资·可支配收入"


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


@pytest.mark.parametrize("n_groups", [1, 2, 6, 30, 90])
def test_every_figure_at_every_size(n_groups, few_pixels):
    figures = [
        prevalence_dots(prevalence(n_groups)),
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for figure in figures:
            assert image(figure, "png").startswith(b"\x89PNG")
