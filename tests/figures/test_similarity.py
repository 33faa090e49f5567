"""Figures of how near groups are: distances in order, points with their names."""

import warnings

import numpy as np
import pandas as pd
import pytest

from analysis.figures import distance_map, distance_points, image, shift_bars


def distances(n_groups=3):
    rows = [(f"城{a}市", f"城{b}市", abs(a - b) / 10) for a in range(n_groups) for b in range(n_groups)]
    return pd.DataFrame(rows, columns=["group", "other", "distance"])


def places(n_groups=3):
    rows = [(f"城{g}市", g * 0.1, (g % 2) * 0.2, 0.12) for g in range(n_groups)]
    return pd.DataFrame(rows, columns=["group", "x", "y", "stress"])


def test_distances_in_the_order_given():
    ax = distance_map(distances(), ["城2市", "城0市", "城1市"])
    values = ax.images[0].get_array()
    assert values[0, 1] == pytest.approx(0.2)
    assert np.ma.is_masked(values[1, 1])
    assert [label.get_text() for label in ax.get_yticklabels()] == ["城2市", "城0市", "城1市"]


def test_map_names_its_points_and_its_stress():
    ax = distance_points(places())
    assert [text.get_text() for text in ax.texts] == ["城0市", "城1市", "城2市"]
    assert ax.collections[0].get_offsets()[:, 0].tolist() == pytest.approx([0, 0.1, 0.2])
    assert "0.12" in ax.get_xlabel()


def test_shift_goes_to_the_side_that_uses_more():
    terms = pd.DataFrame({"term": ["港口", "茶叶"], "group": ["乙", "甲"], "share": [0.3, 0.1]})
    ax = shift_bars(terms)
    assert [bar.get_width() for bar in ax.patches] == pytest.approx([-30, 10])


def test_names_cover_no_other_name_and_no_point():
    near = [0.0, 0.001, 0.002, 0.003, 0.004, 0.005]
    close = pd.DataFrame(
        {"group": list("甲乙丙丁戊己庚辛"), "x": [*near, 1, 2], "y": [*near, 1, 2], "stress": 0.1}
    )
    ax = distance_points(close)
    ax.figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in ax.texts]
    assert not [1 for i, one in enumerate(boxes) for other in boxes[:i] if one.overlaps(other)]
    assert {"庚", "辛"} <= {text.get_text() for text in ax.texts}
    assert f"名称相互遮盖，略去 {8 - len(boxes)} 个" in ax.get_xlabel()
    assert len(boxes) < 8, "points on top of each other cannot all be named"


def test_names_of_few_groups_lie_flat_unless_long():
    for names, angle in ((["甲市", "乙市"], 0), (["甲市", "克孜勒苏柯尔克孜自治州"], 55)):
        table = distances(2).replace({"城0市": names[0], "城1市": names[1]})
        ax = distance_map(table, names)
        assert [label.get_rotation() for label in ax.get_xticklabels()] == [angle] * 2


@pytest.mark.parametrize("n_groups", [1, 2, 6, 30, 90])
def test_every_figure_at_every_size(n_groups, few_pixels):
    figures = [
        distance_points(places(n_groups)),
        distance_map(distances(n_groups), [f"城{g}市" for g in range(n_groups)]),
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for figure in figures:
            assert image(figure, "png").startswith(b"\x89PNG")
