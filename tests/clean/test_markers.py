import pytest

from analysis.clean.lines import join_continued, join_wraps
from analysis.clean.markers import remove_page_markers
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


def joined(given):
    return texts(join_continued(remove_page_markers(read_lines(given)).lines))


def test_markers_in_sentences_go_and_the_sentence_is_joined():
    lines, entries = remove_page_markers(read_lines(f"1、{A}\n2、{B}\n3、{C}"))
    assert [(line.text, line.lead, line.goes_on) for line in lines] == [
        (A, 2, False),
        (B, 2, True),
        (C, 2, True),
    ]
    whole = join_continued(lines)
    assert texts(whole) == [A + B + C]
    assert (whole[0].first, whole[0].last) == (1, 3)
    assert [entry.first_line for entry in entries] == [1, 2, 3]


def test_one_marker_in_a_sentence_goes():
    assert joined(f"{A}\n2、{B}") == [A + B]


def test_a_marker_between_two_others_goes_even_after_a_full_stop():
    end = (
        "群众的获得感更加充实，发展的协调性不断增强，社会大局和谐稳定，"
        "各项事业取得新进步，全年目标任务圆满完成。"
    )
    given = f"{A}\n2、{B}\n3、{C}{A}{end}\n4、{A}\n5、{B}"
    assert joined(given) == [A + B + C + A + end + A + B]


LISTS = [
    "重点做好以下工作：\n1、加强组织领导；\n2、强化督导检查；\n3、做好宣传发动。",
    "1、组织领导\n2、宣传发动\n3、督导检查",
    f"1、加强领导\n{A}{B}{C}\n2、落实责任\n{A}{B}{C}",
    "\n".join(f"{n}、{'项目总投资三亿元，建设厂房两万平方米' * 4}" for n in range(1, 9)),
]


@pytest.mark.parametrize("given", LISTS)
def test_lists_keep_their_numbers(given):
    lines, entries = remove_page_markers(read_lines(given))
    assert texts(lines) == given.split("\n")
    assert entries == []


def test_markers_of_wrapped_lines_are_found_by_the_sentence_that_runs_on():
    pages = [A + B + A, B + C + A + B, A + A + B]
    given = []
    for number, page in enumerate(pages, 1):
        marked = f"{number}、{page}"
        given += [marked[i : i + 30] for i in range(0, len(marked), 30)]
    lines, entries = remove_page_markers(read_lines("\n".join(given)))
    assert "".join(texts(lines)) == "".join(pages)
    assert len(entries) == 3
    assert texts(join_wraps(lines).lines) == ["".join(pages)]


def test_each_of_two_copies_has_its_row_of_markers():
    once = f"1、{A}{B}\n2、{B}{A}\n3、{C}"
    assert joined(f"{once}\n{once}") == [A + B + B + A + C] * 2


def test_markers_inside_a_line_go_where_they_count_up_a_page_apart():
    page = A + B + "，" + A + "，" + B
    given = f"{page}2、{page}3、{page}4、{C}"
    assert joined(given) == [page * 3 + C]
    assert joined("全年增长2、其中工业3、服务业4、农业保持平稳") == [
        "全年增长2、其中工业3、服务业4、农业保持平稳"
    ]


def test_a_marker_whose_digits_are_set_wide_goes():
    assert joined(f"{A}\n2 、 {B}") == [A + B]
