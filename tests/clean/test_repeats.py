import pytest

from analysis.clean.records import read_lines
from analysis.clean.repeats import remove_repeats

A = (
    "全市上下坚持稳中求进工作总基调，统筹推进产业转型和城市更新，"
    "经济运行总体平稳，主要指标好于预期，群众生活持续改善。"
)
B = (
    "新建改造农村公路八十公里，治理水土流失面积六十平方公里，"
    "创建省级文明村镇十二个，乡村面貌焕然一新，农民收入稳步增加。"
)
C = "我们清醒地看到，产业层次还不够高，创新能力还不够强，公共服务还有短板，必须采取有力措施，认真加以解决。"


def texts(lines):
    return [line.text for line in lines]


def clean(given):
    return texts(remove_repeats(read_lines(given)).lines)


def test_an_article_that_stands_twice_goes_with_its_short_lines():
    article = f"各位代表：\n{A}\n一、重点工作\n{B}\n谢谢大家！"
    lines, entries = remove_repeats(read_lines(f"{article}\n{article}"))
    assert texts(lines) == article.split("\n")
    assert [entry.first_line for entry in entries] == [6, 7, 8, 9, 10]
    assert sum(entry.n for entry in entries) == len(article.replace("\n", ""))


def test_the_title_may_stand_elsewhere_in_the_second_copy():
    title, byline = "三个聚焦推动绿色转型", "——某州市生态建设系列报道之一"
    given = f"{title}\n{byline}\n{A}\n{B}\n{byline}\n{title}\n{A}\n{B}"
    assert clean(given) == [title, byline, A, B]


def test_misread_characters_do_not_save_a_copy():
    misread = A.replace("稳中", "稳巾").replace("总体", "总休") + "\n" + B.replace("公路", "公赂")
    assert clean(f"{A}\n{B}\n{C}\n{misread}") == [A, B, C]


def test_a_copy_with_other_paragraph_breaks_goes():
    assert clean(f"{A}\n{B}\n{C}\n{A}{B}\n{C}") == [A, B, C]


def test_a_paragraph_read_twice_in_a_row_goes():
    assert clean(f"{A}\n{B}\n{B}\n{C}") == [A, B, C]


def test_a_fragment_of_a_copy_goes_with_the_lines_around_it():
    # the second copy was broken into lines, and one short line was not joined again
    given = f"{A}\n{B}\n{C}\n{A}\n新建改造农村\n{B[6:]}\n{C}"
    assert clean(given) == [A, B, C]


KEPT = [
    f"各位代表！\n{A}\n各位代表！\n{B}\n各位代表！",
    f"{A}\n{C}\n下一步，我们将加大工作力度，{A}确保完成全年目标任务，让群众有更多获得感。",
    f"（一）{A}\n{C}\n（二）{A[:-10]}以下罚款。",
    f"{A}\n{A.replace('稳中求进', '稳中求进第一')}",
]


@pytest.mark.parametrize("given", KEPT)
def test_texts_that_repeat_themselves_rightly_stay(given):
    assert clean(given) == given.split("\n")


def test_provisions_that_differ_in_a_numeral_stay():
    first = (
        "违反本条例第四十条第二项规定的，由市城市管理部门责令改正，"
        "处五百元以上二千元以下罚款，并可以暂扣经营工具。"
    )
    given = f"{first}\n{first.replace('第二项', '第三项')}"
    assert clean(given) == given.split("\n")


def test_nothing_to_compare():
    assert clean("") == []
    assert clean("。。。\n。。。") == ["。。。", "。。。"]
