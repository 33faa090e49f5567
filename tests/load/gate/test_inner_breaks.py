"""Paragraphs on one line."""

import pytest

from analysis.load.gate.inner_breaks import with_inner_breaks
from analysis.load.gate.judge import mend

PARTS = [
    "修路办法", "为了把村道修好，让大家出门不蹚水，制定本办法。", "一、总体要求",
    "各县都要修路，各镇都要铺石，铺到家家户户的门口。", "各村都要点灯，夜里出门不再摸黑。",
]  # fmt: skip


@pytest.mark.parametrize("mark", ["　　", "    ", "\u00a0" * 4, "¶", " ↵ "])
def test_paragraphs_on_one_line_have_lines_of_their_own(mark: str) -> None:
    assert with_inner_breaks(mark.join(PARTS)) == ("\n".join(PARTS), 5)
    assert with_inner_breaks("　　" + mark.join(PARTS))[0].split("\n")[-1] == PARTS[-1]
    assert [one.code for one in mend(mark.join(PARTS))[1]] == ["inner_breaks"]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join("　　" + part for part in PARTS),
        "　　".join(["城东区", "修路", "三百里"] * 8),
        "为了把村道修好，让大家出门不蹚水，制定本办法。　　　　甲市人民政府",
        "    ".join(["县名", "成效。", "修好村道三百里，" * 6, "亮了。", "点亮路灯", "好了。"]),
    ],
)
def test_other_blanks_stay(text: str) -> None:
    assert with_inner_breaks(text) == (text, 0)
