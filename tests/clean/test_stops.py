"""Dots that end sentences."""

import pytest

from analysis.clean.records import read_lines
from analysis.clean.stops import right_stops


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县里修路．乡里点灯.\n村里种树.", "县里修路。乡里点灯。\n村里种树。"),
        ("一.全县修路.占3.5公里.\n（二）.乡里点灯.", "一.全县修路。占3.5公里。\n（二）.乡里点灯。"),
        ("县里修路。乡里点灯。\n村里种下一千二百棵树.", "县里修路。乡里点灯。\n村里种下一千二百棵树。"),
        ("县里修路.乡里点灯.", "县里修路。乡里点灯。"),
        ("马克.吐温\n马克.吐温", "马克.吐温\n马克.吐温"),
        ("马克.吐温来访。\n详见附件.", "马克.吐温来访。\n详见附件."),
        ("修路......点灯...", "修路......点灯..."),
    ],
)
def test_dots_between_characters_are_stops_where_a_text_sets_them_so(text: str, expected: str) -> None:
    assert [line.text for line in right_stops(read_lines(text)).lines] == expected.split("\n")
