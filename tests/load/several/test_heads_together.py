"""Headlines that stand together above paragraphs."""

import pytest

from analysis.load.several.collected import collected_texts
from analysis.load.several.heads_together import heads_together

HEADS = ["柳州市推进会部署重点项目", "柳州市农村公路修到家门口"]
BODY = [
    "日前召开的会议要求各地倒排工期，把重点项目一件一件落到实处，年底前逐一验收。",
    "今年以来，农村公路越修越宽，老赵家的苹果当天就能运出山，再也不用颠簸半天。",
    "会议强调，重点项目实行清单管理，对进度落后的单位及时提醒，年终统一通报。",
    "路长制让每条农村公路都有人管，养护的钱按里程足额列入预算，村民都说好得很。",
]


def test_headlines_that_each_have_paragraphs_of_their_own_are_told() -> None:
    (said,) = heads_together(["柳州日报", "第A1版：要闻", *HEADS, *BODY])
    assert (said.code, said.values["count"], said.values["shown"]) == ("heads_together", 2, HEADS[1])
    whole = "\n".join([HEADS[0], HEADS[1].replace("柳州", "桂林"), *BODY])
    assert [one.code for one in collected_texts(whole)[1]] == ["heads_together"]


@pytest.mark.parametrize(
    "lines",
    [
        [HEADS[0], *BODY],
        [*HEADS, *BODY],  # of one place, and of no paper
        ["柳州日报", HEADS[0], "柳州市农村公路建设纪实", *BODY],
        [HEADS[0], "倒排工期抓好农村公路", *BODY],  # two lines of one headline
        [HEADS[0], "——柳州市农村公路建设纪实", *BODY],
        [HEADS[0], "2021年3月5日柳州市农村公路建设会议", *BODY],
        [HEADS[0], HEADS[0], *BODY],
        [*HEADS, *BODY[::2]],  # nothing is of the second
        [*HEADS, "责任编辑：王某某", *BODY],
    ],
)
def test_what_may_be_one_headline_is_not(lines: list[str]) -> None:
    assert heads_together(lines) == ()
