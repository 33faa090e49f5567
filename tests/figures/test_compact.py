"""Smaller drawings are the same drawings."""

import re

import pytest
from matplotlib import pyplot as plt

from analysis.figures.compact import compact, relative


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("M 10 20 \nL 15 10 \nz\n", "m10 20l5-10z"),
        ("M 1 1 L 2 3 z M 5 5 L 4 5 z", "m1 1l1 2zm4 4l-1 0z"),
        ("M 0 0 Q 5 5 10 0 C 11 1 12 2 13 -3 z", "m0 0q5 5 10 0c1 1 2 2 3-3z"),
    ],
)
def test_steps_are_told_from_where_the_last_one_ended(path, told):
    assert relative(path) == told


def test_what_is_not_drawn_goes_and_scales_stay():
    svg = (
        '<?xml version="1.0"?>\n<!-- a --><svg>\n <metadata>x</metadata>\n <g id="patch_7">\n'
        '  <path d="M 91.760001 -0.0001 L 3.14159 2 "/>\n'
        '<defs><path id="NotoSansSC-4e33" d="M 1 2 L 3 4 z" transform="scale(0.015625)"/></defs>'
        '<use xlink:href="#NotoSansSC-4e33" transform="scale(0.123456)"/></g></svg>'
    )
    assert compact(svg) == (
        '<svg><g><path d="M 91.76 0 L 3.14 2 "/>'
        '<defs><path id="g0" d="m1 2l2 2z" transform="scale(0.015625)"/></defs>'
        '<use xlink:href="#g0" transform="scale(0.123456)"/></g></svg>\n'
    )


def test_every_reference_of_a_real_drawing_still_leads_somewhere(tmp_path):
    figure, ax = plt.subplots()
    ax.plot([1, 2], [0.12345, 3], "o", label="point")
    ax.legend()
    figure.savefig(tmp_path / "a.svg")
    before = (tmp_path / "a.svg").read_text(encoding="utf-8")
    after = compact(before)
    ids = set(re.findall(r' id="([^"]+)"', after))
    wanted = set(re.findall(r'xlink:href="#([^"]+)"|url\(#([^)]+)\)', after))
    assert {a or b for a, b in wanted} <= ids
    assert after.count("<use") == before.count("<use")
    assert len(after) < 0.8 * len(before)
