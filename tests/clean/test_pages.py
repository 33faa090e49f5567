import pytest

from analysis.clean.pages import remove_page_markers, remove_page_numbers
from analysis.clean.records import read_lines

A = (
    "全市上下坚持稳中求进，加快转型升级，统筹城乡发展，着力改善民生，"
    "经济社会保持平稳健康发展，主要指标好于预期，绿水青山就是金山"
)
B = (
    "银山的理念深入人心，生态环境持续改善，空气优良天数比例进一步提高，"
    "群众的获得感更加充实。项目建设全面提速，一批重点工程顺利开"
)
C = "工，发展后劲不断增强。"


def texts(lines):
    return [line.text for line in lines]


@pytest.mark.parametrize("line", ["— 3 —", "-12-", "第 3 页", "第3页 共20页", "3/20", "Page 2 of 9", "·5·"])
def test_page_numbers_go(line):
    lines, entries = remove_page_numbers(read_lines(f"上文\n{line}\n下文"))
    assert texts(lines) == ["上文", "下文"]
    assert (entries[0].action, entries[0].text, entries[0].first_line) == ("removed", line, 2)


def test_bare_numbers_go_only_when_they_count_up():
    assert texts(remove_page_numbers(read_lines("甲\n1\n乙\n2\n丙\n3\n丁")).lines) == ["甲", "乙", "丙", "丁"]
    table = "甲\n3\n乙\n8\n丙\n5"
    assert texts(remove_page_numbers(read_lines(table)).lines) == table.split("\n")


def test_page_numbers_inside_a_line_go_when_three_count_up():
    line = "甲甲 — 1 — 乙乙 — 2 — 丙丙 — 3 — 丁丁"
    lines, entries = remove_page_numbers(read_lines(line))
    assert texts(lines) == ["甲甲乙乙丙丙丁丁"]
    assert entries[0].n == 3
    assert texts(remove_page_numbers(read_lines("比分 — 1 — 比二")).lines) == ["比分 — 1 — 比二"]


def test_markers_in_sentences_go_and_the_sentence_is_joined():
    lines, entries = remove_page_markers(read_lines(f"1、{A}\n2、{B}\n3、{C}"))
    assert texts(lines) == [A + B + C]
    assert (lines[0].first, lines[0].last) == (1, 3)
    assert [entry.first_line for entry in entries] == [1, 2, 3]


def test_one_marker_in_a_sentence_goes():
    assert texts(remove_page_markers(read_lines(f"{A}\n2、{B}")).lines) == [A + B]


def test_a_marker_between_two_others_goes_even_after_a_full_stop():
    end = (
        "群众的获得感更加充实，发展的协调性不断增强，社会大局和谐稳定，"
        "各项事业取得新进步，全年目标任务圆满完成。"
    )
    given = f"{A}\n2、{B}\n3、{C}{A}{end}\n4、{A}\n5、{B}"
    assert texts(remove_page_markers(read_lines(given)).lines) == [A + B + C + A + end + A + B]


LISTS = [
    "重点做好以下工作：\n1、加强组织领导；\n2、强化督导检查；\n3、做好宣传发动。",
    "1、组织领导\n2、宣传发动\n3、督导检查",
    f"1、加强领导\n{A}{B}{C}\n2、落实责任\n{A}{B}{C}",
]


@pytest.mark.parametrize("given", LISTS)
def test_lists_keep_their_numbers(given):
    lines, entries = remove_page_markers(read_lines(given))
    assert texts(lines) == given.split("\n")
    assert entries == []
