from collections.abc import Callable
from pathlib import Path

import pytest

from analysis import read_folder
from analysis.load.attribution.folders import folder_year
from analysis.load.attribution.red_heads import decree_day, place_in_red_head

WORDS = "为了把村道修到户，各县要逐段验收，年底前完成三百里，所需的钱列入预算。"


@pytest.mark.parametrize(
    "head", ["柳州市教育局文件", "柳州市人民政府办公室文件", "中共柳州市委 文 件", "柳 州 市 财 政 局 文 件"]
)
def test_a_red_head_names_the_place_and_is_no_title(
    head: str, put: Callable[..., Path], tmp_path: Path
) -> None:
    assert place_in_red_head(f"{head}\n柳教〔2020〕1号\n关于修好村道的通知").city == "柳州市"
    put("1017.txt", f"{head}\n柳教〔2020〕1号\n关于印发修好村道方案\n的通知\n各县教育局：\n{WORDS}")
    (row,) = read_folder(tmp_path).documents.to_dict("records")
    assert (row["city"], row["title"]) == ("柳州市", "关于印发修好村道方案的通知")


def test_other_first_lines_are_no_red_heads() -> None:
    assert place_in_red_head("关于清理柳州市文件的通知\n各县：").city is None
    assert place_in_red_head(f"柳州市今天发了文件。\n{WORDS}").city is None
    assert place_in_red_head(f"{WORDS}\n" * 3 + "柳州市教育局文件").city is None


@pytest.mark.parametrize(
    ("note", "day"),
    [
        (["（2020年3月1日甲市人民政府令第5号公布）"], "2020-03-01"),
        (["（2012年6月1日甲市人民政府令第3号公布　根据2019年8月9日甲市人民政府令第7号修正）"], "2019-08-09"),
        (["(2012年6月1日甲市人民政府令", "第3号发布)"], "2012-06-01"),
        (["第一条　为了修路，制定本办法。", "根据2020年3月1日国务院令第5号公布的条例"], None),
        (["（甲市人民政府办公室）"], None),
    ],
)
def test_the_decree_below_the_title_of_a_rule_dates_it(note: list[str], day: str | None) -> None:
    assert decree_day(["甲市村道管理办法", *note, "第一条　为了把村道管好，制定本办法。"]) == day


def test_rules_have_the_day_of_their_decree(put: Callable[..., Path], tmp_path: Path) -> None:
    put("条例.txt", f"柳州市村道管理办法\n（2020年3月1日柳州市人民政府令第5号公布）\n第一条　{WORDS}")
    assert list(read_folder(tmp_path).documents["date"]) == ["2020-03-01"]


def test_the_year_of_a_folder_in_words() -> None:
    assert folder_year("甲市/二〇二〇/措施.txt") == 2020
    assert folder_year("甲市/二〇二〇村/措施.txt") is None


def test_a_folder_of_two_digits_and_one_of_some_months_state_a_year() -> None:
    assert folder_year("甲市/19年/措施.txt") == 2019
    assert folder_year("甲市/19年前/措施.txt") is None
    assert folder_year("改革开放/40年/措施.txt") is None
    assert folder_year("甲市/2021年1-12月/5月.txt") == 2021
